/**
 * Why an event must not be recorded: it is held against the same schemas that read it back, so that nothing is
 * written which cannot be read again, stored or sent.
 */
import { type KnownEvent, toWire } from './event.ts';
import { parseEvent } from './parse-event.ts';
import type { EventProblem } from './problem.ts';

/** Most bytes of one request to a server, and so of one event with what a request puts around it. */
export const requestBytes = 1_000_000;
const aroundEvent = '{"events":[]}'.length;

/** Null where the event may be recorded. */
export function problemOfEvent(event: KnownEvent): EventProblem | null {
  const wire = toWire(event);
  const parsed = parseEvent(wire);
  if (!parsed.ok) {
    const { field, fault, most } = parsed;
    return { code: 'event-malformed', field, fault, most };
  }
  const json = JSON.stringify(wire);
  if (unstorable.test(json)) return { code: 'event-unstorable' };
  const bytes = bytesOf(json) + aroundEvent;
  return bytes > requestBytes ? { code: 'event-too-large', bytes, most: requestBytes } : null;
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
