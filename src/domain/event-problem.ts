/**
 * Why an event must not be recorded: it is held against the same schemas that read it back, so that nothing is
 * written which cannot be read again, stored or sent. The answer is for the person who typed what is in it.
 */
import { type KnownEvent, toWire } from './event.ts';
import { fieldNames, issueFields } from './issue-fields.ts';
import { type Malformed, parseEvent } from './parse-event.ts';
import { faults } from './schemas.ts';

/** Most bytes of one request to a server, and so of one event with what a request puts around it. */
export const requestBytes = 1_000_000;
const aroundEvent = '{"events":[]}'.length;

/** What a person calls the fields they fill in, and what lies within one. */
const namesInWords: Readonly<Record<string, string>> = {
  ...Object.fromEntries(fieldNames.map((name) => [name, issueFields[name].subject])),
  name: 'The name',
  text: 'The note',
  reason: 'The reason',
  publisher: 'The publisher',
  address: 'The address',
  paragraphs: 'The text',
};
const partNames: Readonly<Record<string, string>> = {
  tags: 'A tag',
  evidence: 'A passage',
  passage: 'The passage',
};

/** A sentence for the user: what is wrong, what was kept, what to do. Null where the event may be recorded. */
export function problemOfEvent(event: KnownEvent): string | null {
  const wire = toWire(event);
  const parsed = parseEvent(wire);
  if (!parsed.ok) return sentenceOf(parsed);
  const json = JSON.stringify(wire);
  if (unstorable.test(json)) return notSaved('It', faults.unstorable, 'take that character out');
  const bytes = bytesOf(json) + aroundEvent;
  if (bytes <= requestBytes) return null;
  const [size, most] = [bytes, requestBytes].map((count) => count.toLocaleString('en'));
  const fault = `is ${size} bytes long, where ${most} are the most that can be sent`;
  return notSaved('It', fault, 'shorten it, or divide it');
}

function notSaved(name: string, fault: string, advice: string): string {
  return `${name} ${fault}, so it was not saved. What you wrote is still there: ${advice}.`;
}

/** What no text may hold, as JSON writes it: U+0000 and halves of surrogate pairs, in whatever field. */
const unstorable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;

/** UTF-8 bytes, without making them: a code unit costs one to three, a surrogate pair four. */
function bytesOf(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    const isSurrogate = unit >= 0xd800 && unit <= 0xdfff;
    bytes += unit < 0x800 || isSurrogate ? 1 : 2;
  }
  return bytes;
}

function sentenceOf({ field, fault, problem }: Malformed): string {
  if (fault === faults.ahead) {
    return notSaved('The date', 'has not come yet', 'choose today or an earlier day');
  }
  const name = nameOf(field);
  const advice = adviceOf(fault);
  if (name !== null && advice !== null) return notSaved(name, fault, advice);
  return `The change is not well formed (${problem}), so it was not saved. Everything else is as it was.`;
}

function nameOf(field: string): string | null {
  const [, first = '', index] = field.split('.');
  if (first === 'paragraphs' && index !== undefined) return `Paragraph ${Number(index) + 1}`;
  return (index === undefined ? namesInWords[first] : partNames[first]) ?? null;
}

function adviceOf(fault: string): string | null {
  if (fault === faults.blank) return 'write something that can be read';
  if (fault === faults.unstorable) return 'take that character out';
  if (fault.startsWith('is longer than')) return 'shorten it, or divide it';
  return fault.startsWith('has more than') ? 'take some out' : null;
}
