/**
 * Reading a long log portion by portion, a segment each, so that the page can do other things between two. Another
 * tab may merge or move segments while this goes on; then what there is is looked up again, and what was handed out
 * is not handed out twice. What comes out as broken is set aside afterwards, and what is missing is counted.
 */
import { committed } from './committed.ts';
import { NotTheStores } from './connection.ts';
import type { EventKey, EventLog, Refusal, Shelf, StoredState } from './event-log.ts';
import { type LogDatabase, reading } from './log-database.ts';
import { segmentNumbers } from './segments.ts';
import { countAside, type Finding, hasUnshelved, moveAside } from './set-aside.ts';
import { nameOf } from './storage-error.ts';
import { batchesIn, rowOf } from './stored-contents.ts';
import { withoutKnown } from './stored-events.ts';
import {
  type DossierRow,
  type PendingEvent,
  type ReadSegment,
  readSegment,
} from './stored-records.ts';

/** Events in a segment, by its number. */
export type SegmentSizes = ReadonlyMap<number, number>;

/** What there is to read of a shelf: everything but the segments, and the numbers of those. */
interface Contents {
  readonly own: readonly PendingEvent[];
  readonly row: DossierRow | null;
  readonly inLine: readonly number[];
  readonly segments: readonly number[];
  readonly aside: number;
  readonly isSound: boolean;
}

/** No segment has it. */
const noRun = -2;

function readContents(database: LogDatabase, shelf: Shelf): Promise<Contents> {
  const transaction = reading(database, 'segments', 'pending', 'dossiers', 'setAside');
  return committed(transaction, async () => {
    const row = await rowOf(transaction, shelf);
    const [numbers, batches, aside, isLeftOut, isLeftOutOwn] = await Promise.all([
      segmentNumbers(transaction, shelf, row?.run ?? noRun),
      batchesIn(transaction, shelf),
      countAside(transaction, shelf),
      hasUnshelved(transaction, 'segments'),
      hasUnshelved(transaction, 'pending'),
    ]);
    return {
      own: batches.flatMap(({ own }) => own),
      row,
      inLine: numbers.inLine,
      // As they came in.
      segments: [...numbers.inLine, ...numbers.loose].sort((a, b) => a - b),
      aside,
      isSound: !isLeftOut && !isLeftOutOwn && batches.every(({ isSound }) => isSound),
    };
  });
}

/** What the browser says of a record that it knows to be damaged; asking again does not help. */
const lossNames: readonly string[] = ['NotReadableError', 'DataError'];

/** Null where another tab has replaced the segment by others meanwhile; `lost` where the browser has lost it. */
async function segmentOf(
  database: LogDatabase,
  number: number,
): Promise<ReadSegment | 'lost' | null> {
  try {
    const transaction = reading(database, 'segments');
    return await committed(transaction, async () => {
      const record = await transaction.objectStore('segments').get(number);
      return record === undefined ? null : readSegment(record);
    });
  } catch (cause) {
    if (lossNames.includes(nameOf(cause))) return 'lost';
    throw cause;
  }
}

export async function readPortions(
  database: LogDatabase,
  shelf: Shelf,
  take: Parameters<EventLog['read']>[1],
): Promise<{ readonly state: StoredState; readonly sizes: SegmentSizes }> {
  const known = new Set<EventKey>();
  const sizes = new Map<number, number>();
  const broken = new Set<number>();
  const lost = new Set<number>();
  const handOut = async (events: readonly unknown[]) => {
    try {
      await take(events);
    } catch (cause) {
      throw new NotTheStores('', { cause });
    }
  };
  let contents = await readContents(database, shelf);
  for (;;) {
    const number = contents.segments.find((other) => !sizes.has(other) && !lost.has(other));
    if (number === undefined) break;
    const segment = await segmentOf(database, number);
    if (segment === null) contents = await readContents(database, shelf);
    else if (segment === 'lost') lost.add(number);
    else {
      sizes.set(number, segment.events.length);
      if (segment.broken.length > 0) broken.add(number);
      await handOut(withoutKnown(segment.events, known));
    }
  }
  const { row, inLine, isSound } = contents;
  // What no server has comes last; of an event that is in a segment too, a server has it.
  const knownOwn = new Set(known);
  const own = contents.own.filter(({ key }) => !knownOwn.has(key) && knownOwn.add(key));
  if (own.length > 0) await handOut(own.map(({ event }) => event));
  const finding = { segments: [...broken], lost: [...lost], hasOther: !isSound };
  const moved = await tidied(database, shelf, finding);
  const held = inLine.reduce((sum, number) => sum + (sizes.get(number) ?? 0), 0);
  const state = {
    ...waiting(own),
    epoch: row?.epoch ?? null,
    cursor: row?.cursor ?? 0,
    head: row?.head ?? 0,
    missing: Math.max(0, (row?.held ?? 0) - held),
    setAside: contents.aside + moved,
  };
  return { state, sizes };
}

function waiting(own: readonly PendingEvent[]): Pick<StoredState, 'pending' | 'refused'> {
  const pending: EventKey[] = [];
  const refused: Refusal[] = [];
  for (const { key, refused: problem, isSent } of own) {
    if (problem !== null) refused.push({ key, problem });
    else if (!isSent) pending.push(key);
  }
  return { pending, refused };
}

/** Sets aside what was found broken. Where that fails, it stays where it is, and is found again. */
async function tidied(database: LogDatabase, shelf: Shelf, finding: Finding): Promise<number> {
  const { segments, lost, hasOther } = finding;
  if (segments.length + lost.length === 0 && !hasOther) return 0;
  try {
    return await moveAside(database, shelf, () => false, finding);
  } catch {
    return segments.length + (hasOther ? 1 : 0);
  }
}
