/**
 * What can be said of a stored record without parsing it: its key, if it has one. A record without a key is
 * handed on as it is; saying what is wrong with it is the parser's business.
 */
import { type EventKey, eventKey } from './event-log.ts';

export function keyOf(record: unknown): EventKey | null {
  if (typeof record !== 'object' || record === null) return null;
  if (!('actor' in record) || !('id' in record)) return null;
  const { actor, id } = record;
  return typeof actor === 'string' && typeof id === 'string' ? eventKey({ actor, id }) : null;
}

/** The records whose keys are not yet known, each once. Their keys are added to `known`. */
export function withoutKnown<T>(records: readonly T[], known: Set<EventKey>): T[] {
  return records.filter((record) => {
    const key = keyOf(record);
    if (key === null) return true;
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
}
