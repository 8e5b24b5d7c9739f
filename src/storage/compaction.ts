/**
 * Compaction: many small segments of a shelf become a few of up to 1,000 events, as many as the first page of a log
 * has, so that opening it reads few records. Later pages of a long log are up to ten times as large: they are few as
 * they are, and left alone. Each batch is a transaction of its own, after which the log holds the same events as
 * before; interrupted at any point, it loses nothing.
 */
import type { Shelf } from './event-log.ts';
import type { LogDatabase } from './log-database.ts';
import type { SegmentSizes } from './read-portions.ts';
import { mergeSegments } from './received-transactions.ts';

/** Events in a merged segment, at most. One that has as many is not small. */
const mergedSegment = 1_000;
/** Up to this many small segments are not worth the work. */
export const tolerableSegments = 64;

/** Segments to merge with one another, by number; empty where there is nothing worth doing. */
export function planCompaction(sizes: SegmentSizes, tolerated: number): number[][] {
  const small = [...sizes].filter(([, size]) => size < mergedSegment);
  if (small.length <= tolerated) return [];
  const batches: number[][] = [];
  let size = 0;
  for (const [number, events] of small) {
    const batch = batches.at(-1);
    if (batch && size + events <= mergedSegment) {
      batch.push(number);
      size += events;
    } else {
      batches.push([number]);
      size = events;
    }
  }
  return batches.filter((batch) => batch.length > 1);
}

/**
 * Merges batch by batch while `mayGoOn`. A failure is left alone: the segments stay as they are, and the
 * next time the shelf is read finds them.
 */
export async function compact(
  database: LogDatabase,
  shelf: Shelf,
  batches: readonly (readonly number[])[],
  mayGoOn: () => boolean,
): Promise<void> {
  for (const batch of batches) {
    if (!mayGoOn()) return;
    try {
      await mergeSegments(database, shelf, batch);
    } catch {
      return;
    }
  }
}
