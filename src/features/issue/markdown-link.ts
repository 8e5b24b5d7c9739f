/**
 * Links in Markdown, `[words](https://… "title")`, `[words][label]` and `[label]`, as CommonMark has them. The parser's
 * own rule looks for a label where an address that is none broke off, and what stood between is lost: of
 * `[words](https://… more[label]` it shows `words`.
 */
import type { StateInline } from 'markdown-it';

interface Target {
  readonly href: string;
  readonly title: string;
  /** The label by which it was found; none where the address stands in the link. */
  readonly label?: string;
  /** Where the text goes on. */
  readonly end: number;
}

export function link(state: StateInline, isSilent: boolean): boolean {
  const { pos: start, posMax } = state;
  if (state.src.charAt(start) !== '[') return false;
  const labelEnd = state.md.helpers.parseLinkLabel(state, start, true);
  if (labelEnd < 0) return false;
  const target = addressAfter(state, labelEnd + 1) ?? referenceAfter(state, start + 1, labelEnd);
  if (target === null) return false;
  if (!isSilent) {
    state.pos = start + 1;
    state.posMax = labelEnd;
    const open = state.push('link_open', 'a', 1);
    open.attrs = [['href', target.href]];
    if (target.title !== '') open.attrs.push(['title', target.title]);
    if (target.label !== undefined) open.meta = { label: target.label };
    state.linkLevel += 1;
    state.md.inline.tokenize(state);
    state.linkLevel -= 1;
    state.push('link_close', 'a', -1);
    state.posMax = posMax;
  }
  state.pos = target.end;
  return true;
}

/** `(https://… "title")`, whole; null where it is anything else. */
function addressAfter(state: StateInline, start: number): Target | null {
  const { src, posMax, md } = state;
  if (start >= posMax || src.charAt(start) !== '(') return null;
  const address = md.helpers.parseLinkDestination(src, skipSpace(state, start + 1), posMax);
  if (!address.ok || !md.validateLink(address.str)) return null;
  const afterAddress = skipSpace(state, address.pos);
  const words = md.helpers.parseLinkTitle(src, afterAddress, posMax);
  const hasTitle = words.ok && afterAddress > address.pos && afterAddress < posMax;
  const end = hasTitle ? skipSpace(state, words.pos) : afterAddress;
  if (end >= posMax || src.charAt(end) !== ')') return null;
  return { href: address.str, title: hasTitle ? words.str : '', end: end + 1 };
}

function skipSpace({ src, posMax, md }: StateInline, start: number): number {
  let pos = start;
  while (pos < posMax && (md.utils.isSpace(src.charCodeAt(pos)) || src.charAt(pos) === '\n'))
    pos += 1;
  return pos;
}

/** `[label]` behind the words, or the words themselves as a label. */
function referenceAfter(state: StateInline, start: number, labelEnd: number): Target | null {
  const { src, posMax, md, env } = state;
  const next = labelEnd + 1;
  const isFull = next < posMax && src.charAt(next) === '[';
  const fullEnd = isFull ? md.helpers.parseLinkLabel(state, next) : -1;
  const named = fullEnd < 0 ? '' : src.slice(next + 1, fullEnd);
  const label = md.utils.normalizeReference(named === '' ? src.slice(start, labelEnd) : named);
  const known = env.references?.[label];
  if (known === undefined) return null;
  return { ...known, label, end: fullEnd < 0 ? next : fullEnd + 1 };
}
