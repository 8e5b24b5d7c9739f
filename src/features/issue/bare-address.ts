/**
 * Addresses that stand bare in a text: `https://…`, `www.…`, `name@example.org`. An address ends where the sentence
 * around it goes on: what closes a quote, a bracket or a sentence after it, in whatever script, is no part of it.
 * Every search takes a time in proportion to the text.
 */

export interface BareAddress {
  /** As it stands in the text. */
  readonly text: string;
  readonly href: string;
}

/** Never in an address as it is written: spaces, quotes, full stops of other scripts, what has no shape. */
const outside =
  /[\s<>"`\\\p{Cc}\p{Cf}“”„‟«»‹›…、。，．！？；：「」『』（）《》〈〉【】〔〕［］｛｝।॥؟،؛۔]/u;
/** At its end these belong to the sentence. */
const trailing = /[.,:;!?'’‘*_~–—([]/;
const closes: Readonly<Record<string, string>> = { ')': '(', ']': '[' };
const begins = /[\p{L}\p{N}]/u;

/** The end of an address that begins at `start` and whose first `lead` code units are given. */
function endOf(text: string, start: number, lead: number): number {
  const open = { '(': 0, '[': 0 };
  let end = start + lead;
  for (; end < text.length; end += 1) {
    const sign = text.charAt(end);
    if (outside.test(sign)) break;
    if (sign === '(' || sign === '[') open[sign] += 1;
    const opener = closes[sign];
    if (opener === '(' || opener === '[') {
      if (open[opener] === 0) break;
      open[opener] -= 1;
    }
    // What sets a bare address in bold or strikes it out.
    if ((sign === '*' || sign === '~') && text.charAt(end + 1) === sign) break;
  }
  while (end > start + lead && trailing.test(text.charAt(end - 1))) end -= 1;
  return end;
}

/** Code units of the longest host that is taken for one, with a name and a port. */
const longestHost = 300;

/** Looked at before the rest, so that what is no address after all costs no more than this. */
function hasHost(text: string, start: number, lead: number, scheme: string): boolean {
  const first = text.charAt(start + lead);
  // An address of digits alone stands in brackets: http://[::1]
  if (!begins.test(first) && !(first === '[' && scheme === '')) return false;
  const near = text.slice(start, start + lead + longestHost);
  const host = /[^/?#]*/.exec(near.slice(lead, endOf(near, 0, lead)))?.[0] ?? '';
  if (host === '' || host.length === longestHost) return false;
  return URL.canParse(scheme + near.slice(0, lead) + host);
}

function addressFrom(text: string, start: number, lead: number, scheme = ''): BareAddress | null {
  if (!hasHost(text, start, lead, scheme)) return null;
  const address = text.slice(start, endOf(text, start, lead));
  return { text: address, href: scheme + address };
}

const schemeBefore = /(?<![\w+.-])https?$/i;
const longestScheme = 6;

/** The address whose scheme ends at `colon`; null where there is none. */
export function addressAround(text: string, colon: number): BareAddress | null {
  if (!text.startsWith('://', colon)) return null;
  const scheme = schemeBefore.exec(text.slice(Math.max(0, colon - longestScheme), colon))?.[0];
  return scheme === undefined ? null : addressFrom(text, colon - scheme.length, scheme.length + 3);
}

const candidates = /(?<![\w+.-])https?:\/\/|(?<![\w.-])www\.|(?<![\w.+-])[\w.+-]{1,64}@/gi;
const mailHost = /(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,63}(?![\w@-])/iy;

function mailAt(text: string, start: number, name: string): BareAddress | null {
  mailHost.lastIndex = start + name.length;
  const host = mailHost.exec(text)?.[0];
  if (host === undefined || name.startsWith('.')) return null;
  return { text: name + host, href: `mailto:${name}${host}` };
}

/** A text as it goes, its bare addresses apart. */
export function splitAddresses(text: string): (string | BareAddress)[] {
  const parts: (string | BareAddress)[] = [];
  let done = 0;
  for (const { 0: lead, index } of text.matchAll(candidates)) {
    if (index < done) continue;
    const address = lead.endsWith('@')
      ? mailAt(text, index, lead)
      : addressFrom(text, index, lead.length, /^www/i.test(lead) ? 'http://' : '');
    if (address === null) continue;
    if (index > done) parts.push(text.slice(done, index));
    parts.push(address);
    done = index + address.text.length;
  }
  if (done < text.length) parts.push(text.slice(done));
  return parts;
}
