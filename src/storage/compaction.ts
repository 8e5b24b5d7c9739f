/**
 * Compaction: many small segments of a dossier become a few of up to 5,000 events, so that opening it reads
 * few records. Each batch is a transaction of its own, after which the log holds the same events as before;
 * interrupted at any point, it loses nothing.
 */
import type { LogDatabase, Segment } from './log-database.ts';
import { mergeSegments } from './log-transactions.ts';

const largestSegment = 5_000;
/** Up to this many small segments are not worth the work. */
const tolerated = 64;

/** Segments to merge with one another, by number; empty where there is nothing worth doing. */
export function planCompaction(segments: readonly Segment[]): number[][] {
  const small = segments.filter(({ events }) => events.length < largestSegment);
  if (small.length <= tolerated) return [];
  const batches: number[][] = [];
  let size = 0;
  for (const { number, events } of small) {
    if (number === undefined) continue;
    const batch = batches.at(-1);
    if (batch && size + events.length <= largestSegment) {
      batch.push(number);
      size += events.length;
    } else {
      batches.push([number]);
      size = events.length;
    }
  }
  return batches.filter((batch) => batch.length > 1);
}

/**
 * Merges batch by batch while `mayGoOn`. A failure is left alone: the segments stay as they are, and the
 * next time the dossier is opened finds them.
 */
export async function compact(
  database: LogDatabase,
  dossier: string,
  batches: readonly (readonly number[])[],
  mayGoOn: () => boolean,
): Promise<void> {
  for (const batch of batches) {
    if (!mayGoOn()) return;
    try {
      await mergeSegments(database, dossier, batch);
    } catch {
      return;
    }
  }
}
