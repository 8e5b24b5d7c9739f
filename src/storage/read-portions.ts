/**
 * Reading a long log portion by portion, a segment each, so that the page can do other things between two.
 * Segments may be merged by another tab while this goes on; then what is new is looked up again, and what was
 * handed out is not handed out twice.
 */
import type { EventKey, EventLog, Refusal, StoredState } from './event-log.ts';
import type { LogDatabase } from './log-database.ts';
import { type Contents, readContents, readSegment } from './log-transactions.ts';
import { withoutKnown } from './stored-events.ts';

/** Events in a segment, by its number. */
export type SegmentSizes = ReadonlyMap<number, number>;

export async function readPortions(
  database: LogDatabase,
  dossier: string,
  take: Parameters<EventLog['read']>[1],
): Promise<{ state: StoredState; sizes: SegmentSizes }> {
  const known = new Set<EventKey>();
  const sizes = new Map<number, number>();
  const contents = await readContents(database, dossier);
  let left = contents.segments;
  while (left.length > 0) {
    let isMerged = false;
    for (const number of left) {
      const segment = await readSegment(database, number);
      if (segment === null) {
        isMerged = true;
        continue;
      }
      sizes.set(number, segment.events.length);
      await take(withoutKnown(segment.events, known));
    }
    const numbers = isMerged ? (await readContents(database, dossier)).segments : [];
    left = numbers.filter((number) => !sizes.has(number));
  }
  return { state: await takeOwn(contents, known, take), sizes };
}

/** Own events come last: of one that is in a segment too, a server has it. */
async function takeOwn(
  { own, reached }: Contents,
  known: Set<EventKey>,
  take: Parameters<EventLog['read']>[1],
): Promise<StoredState> {
  const left = own.filter(({ key }) => !known.has(key));
  if (left.length > 0) await take(left.map(({ event }) => event));
  const pending: EventKey[] = [];
  const refused: Refusal[] = [];
  for (const { key, refused: reason } of left) {
    if (reason === undefined) pending.push(key);
    else refused.push({ key, reason });
  }
  return { pending, refused, ...reached };
}
