/**
 * What can be said of a stored event without parsing it: its key, if it has one, and whether it is the same as
 * another. Saying what is wrong with one is the parser's business.
 */
import { type EventKey, eventKey } from './event-log.ts';

/** Who recorded it, and its id; null where it does not say. */
export function identityOf(
  record: unknown,
): { readonly actor: string; readonly id: string } | null {
  if (typeof record !== 'object' || record === null) return null;
  if (!('actor' in record) || !('id' in record)) return null;
  const { actor, id } = record;
  return typeof actor === 'string' && typeof id === 'string' ? { actor, id } : null;
}

export function keyOf(record: unknown): EventKey | null {
  const identity = identityOf(record);
  return identity && eventKey(identity);
}

/** The records that have a key which is not yet known, each once. Their keys are added to `known`. */
export function withoutKnown<T>(records: readonly T[], known: Set<EventKey>): T[] {
  return records.filter((record) => {
    const key = keyOf(record);
    if (key === null || known.has(key)) return false;
    known.add(key);
    return true;
  });
}

/** Beyond this depth two records count as different. */
const deepest = 200;

/** Whether two records have the same content, whatever the order of their fields. */
export function isSameRecord(a: unknown, b: unknown, depth = 0): boolean {
  if (Object.is(a, b)) return true;
  if (!isPlain(a) || !isPlain(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const [ours, theirs] = [Object.entries(a), new Map(Object.entries(b))];
  if (depth > deepest || ours.length !== theirs.size) return false;
  return ours.every(
    ([name, value]) => theirs.has(name) && isSameRecord(value, theirs.get(name), depth + 1),
  );
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) || Object.prototype.toString.call(value) === '[object Object]';
}
