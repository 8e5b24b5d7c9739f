/**
 * When to recall that work kept in a browser alone should be taken out of it: a month after it was begun or last taken
 * out, and a week after the reader has said “not now”.
 */
import type { KeyValue } from '#src/storage/key-value.ts';

/** Holds the moment from which it is due, in milliseconds since 1970. */
const key = 'parley.recall';

const day = 86_400_000;
const month = 30 * day;
const week = 7 * day;

function momentOf(keyValue: KeyValue): number | null {
  const moment = Number(keyValue.get(key) ?? Number.NaN);
  return Number.isFinite(moment) ? moment : null;
}

export function isRecallDue(keyValue: KeyValue, now: number): boolean {
  const moment = momentOf(keyValue);
  // A clock that was far ahead once, and is right now, is not waited for.
  return moment !== null && (now >= moment || moment - now > month);
}

/** The first thing is recorded; later ones change nothing. */
export function beginRecall(keyValue: KeyValue, now: number): void {
  if (momentOf(keyValue) === null) keyValue.set(key, String(now + month));
}

/** The work was taken out. */
export function restartRecall(keyValue: KeyValue, now: number): void {
  if (momentOf(keyValue) !== null) keyValue.set(key, String(now + month));
}

export function postponeRecall(keyValue: KeyValue, now: number): void {
  keyValue.set(key, String(now + week));
}
