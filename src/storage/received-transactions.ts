/**
 * What the log on disk does with received events. A page that begins where the log ends is taken in as it is; what
 * it has of own events comes out of `pending`, and after a start from 0, what was held before comes out of the loose
 * segments. A page that overlaps is compared with the segments. So an event is in one place at any time, and the
 * segments of the row's run are the events up to its cursor.
 */
import type { WireEvent } from '#src/domain/event.ts';
import { committed } from './committed.ts';
import type { EventKey, PageReached, Shelf } from './event-log.ts';
import { type LogDatabase, type Transaction, writing, writingStrictly } from './log-database.ts';
import { takeOwn } from './own-transactions.ts';
import {
  beginsAnotherLog,
  beyondAll,
  nothingReached,
  type Place,
  pageOf,
  placeOf,
  reachedAfter,
} from './page-place.ts';
import { pendingAmong, takeOut, unacknowledge } from './pending-batches.ts';
import {
  addSegment,
  allSegments,
  findKeys,
  type KeyMemory,
  latestOwnId,
  nextRun,
  segmentNumbers,
  takeFromSegments,
} from './segments.ts';
import { addAside, hasAside, settleAside } from './set-aside.ts';
import { dropSnapshot, hasSnapshot, journalled } from './snapshot/snapshot-transactions.ts';
import { rowOf } from './stored-contents.ts';
import { keyOf, withoutKnown } from './stored-events.ts';
import { type DossierRow, looseRun, readSegment, withoutKey } from './stored-records.ts';

/** The events that were new. Not flushed at once: what a cut loses can be pulled again, cursor and all. */
export function addReceived(
  database: LogDatabase,
  memory: KeyMemory,
  shelf: Shelf,
  events: readonly unknown[],
  reached: PageReached,
): Promise<readonly unknown[]> {
  const stores = ['segments', 'pending', 'snapshots', 'journal', 'dossiers', 'setAside'] as const;
  const transaction = writing(database, ...stores);
  return committed(transaction, () => takeReceived(transaction, memory, shelf, events, reached));
}

/** The same, within a transaction. */
async function takeReceived(
  transaction: Transaction,
  memory: KeyMemory,
  shelf: Shelf,
  events: readonly unknown[],
  reached: PageReached,
): Promise<readonly unknown[]> {
  const [stored, isAnyAside] = await Promise.all([
    rowOf(transaction, shelf),
    hasAside(transaction, shelf),
  ]);
  const keys = new Set<EventKey>();
  const distinct = withoutKnown(events, keys);
  const keyless = events.filter((event) => keyOf(event) === null);
  const page = pageOf(reached, distinct.length + keyless.length);
  const row = await rowFor(transaction, shelf, stored, page);
  const place = placeOf(row, page);
  const [held, isKept] = await Promise.all([
    heldOf(transaction, memory, { shelf, row, place, keys }),
    hasSnapshot(transaction, shelf),
  ]);
  const strangers = without(without(without(distinct, held.elsewhere), held.loose), held.own);
  const broken = isAnyAside ? await settleAside(transaction, shelf, strangers) : none;
  const fresh = without(without(distinct, held.elsewhere), broken);
  await addAside(transaction, shelf, false, keyless.map(withoutKey));
  const told = without(fresh, held.loose);
  const news = without(told, held.own);
  if (isKept) await journalled(transaction, shelf, news);
  if (fresh.length > 0) {
    const run = place.connects ? row.run : looseRun;
    await addSegment(transaction, { dossier: shelf, run, events: fresh });
  }
  const hasLoose = held.hasLoose || (!place.connects && fresh.length > 0);
  const latestOwn = latestOwnId(shelf, fresh, row.latestOwn);
  await transaction.objectStore('dossiers').put({
    ...row,
    ...reachedAfter(row, page, place),
    held: row.held + (place.connects ? fresh.length : 0),
    hasLoose,
    latestOwn,
  } satisfies DossierRow);
  if (place.isInOrder && !hasLoose) memory.clear();
  return told;
}

const none: ReadonlySet<EventKey> = new Set();

function without(events: readonly unknown[], known: ReadonlySet<EventKey>): readonly unknown[] {
  if (known.size === 0) return events;
  return events.filter((event) => {
    const key = keyOf(event);
    return key === null || !known.has(key);
  });
}

/** The row to go on from; the first page of another log begins it anew, as `rewind` does. */
async function rowFor(
  transaction: Transaction,
  shelf: Shelf,
  row: DossierRow | null,
  page: Required<PageReached>,
): Promise<DossierRow> {
  if (row && !beginsAnotherLog(row, page)) return row;
  if (row) await beginAnew(transaction, shelf);
  return rowFromStart(transaction, shelf, row);
}

async function rowFromStart(
  transaction: Transaction,
  shelf: Shelf,
  row: DossierRow | null,
): Promise<DossierRow> {
  const [run, segments] = await Promise.all([
    nextRun(transaction),
    allSegments(transaction, shelf),
  ]);
  let latestOwn = row?.latestOwn ?? '';
  // A row that was lost: what it knew is found out again.
  for (const number of row ? [] : segments) {
    const { events } = readSegment(await transaction.objectStore('segments').get(number));
    latestOwn = latestOwnId(shelf, events, latestOwn);
  }
  const hasLoose = segments.length > 0;
  return { id: shelf, ...nothingReached, run, held: 0, hasLoose, latestOwn };
}

/** What no longer stands once the log is received from the start. */
async function beginAnew(transaction: Transaction, shelf: Shelf): Promise<void> {
  await unacknowledge(transaction, shelf);
  await dropSnapshot(transaction, shelf);
}

/** The keys of a page that this log holds already. */
interface Held {
  /** Own events that wait; they have been taken out, and belong where the page goes. */
  readonly own: ReadonlySet<EventKey>;
  /** Of an earlier run; they have been taken out, too. */
  readonly loose: ReadonlySet<EventKey>;
  /** Where they stay. */
  readonly elsewhere: ReadonlySet<EventKey>;
  /** Whether there are loose segments left. */
  readonly hasLoose: boolean;
}

interface Comparison {
  readonly shelf: Shelf;
  readonly row: DossierRow;
  readonly place: Place;
  readonly keys: ReadonlySet<EventKey>;
}

async function heldOf(
  transaction: Transaction,
  memory: KeyMemory,
  { shelf, row, place, keys }: Comparison,
): Promise<Held> {
  const own = await ownAmong(transaction, shelf, keys, place);
  const elsewhere = new Set(place.isForeign ? own : []);
  const taken = place.isForeign ? new Set<EventKey>() : own;
  if (place.isInOrder && !row.hasLoose) {
    return { own: taken, loose: new Set(), elsewhere, hasLoose: false };
  }
  const numbers = await segmentNumbers(transaction, shelf, row.run);
  if (!place.isInOrder) {
    const found = await findKeys(transaction, memory, numbers.inLine, keys);
    for (const here of found.values()) for (const key of here) elsewhere.add(key);
  }
  const sought = new Set([...keys].filter((key) => !own.has(key) && !elsewhere.has(key)));
  const found = await findKeys(transaction, memory, numbers.loose, sought);
  const loose = new Set([...found.values()].flatMap((here) => [...here]));
  if (place.connects) {
    const emptied = await takeFromSegments(transaction, shelf, found);
    return { own: taken, loose, elsewhere, hasLoose: numbers.loose.length > emptied };
  }
  for (const key of loose) elsewhere.add(key);
  return { own: taken, loose, elsewhere, hasLoose: numbers.loose.length > 0 };
}

/** Taken out of what waits, unless the page is of a log that is no longer the server's: that may lack them. */
async function ownAmong(
  transaction: Transaction,
  shelf: Shelf,
  keys: ReadonlySet<EventKey>,
  { isForeign }: Place,
): Promise<ReadonlySet<EventKey>> {
  if (isForeign) return pendingAmong(transaction, shelf, keys);
  return new Set((await takeOut(transaction, shelf, keys)).map(({ key }) => key));
}

/** The events that were new, whosever; flushed, for no server may have them. */
export function addMerged(
  database: LogDatabase,
  memory: KeyMemory,
  shelf: Shelf,
  own: readonly WireEvent[],
  others: readonly unknown[],
): Promise<readonly unknown[]> {
  const stores = ['segments', 'pending', 'snapshots', 'journal', 'dossiers', 'setAside'] as const;
  const transaction = writingStrictly(database, ...stores);
  return committed(transaction, async () => {
    const told = await takeReceived(transaction, memory, shelf, others, beyondAll);
    return [...told, ...(await takeOwn(transaction, memory, shelf, own))];
  });
}

export function rewind(database: LogDatabase, shelf: Shelf): Promise<void> {
  const stores = ['segments', 'pending', 'snapshots', 'journal', 'dossiers'] as const;
  const transaction = writingStrictly(database, ...stores);
  return committed(transaction, async () => {
    const dossiers = transaction.objectStore('dossiers');
    const row = await rowOf(transaction, shelf);
    await beginAnew(transaction, shelf);
    await dossiers.put(await rowFromStart(transaction, shelf, row));
  });
}

/** Merges what is still there of one batch of segments, each run by itself; another tab may have been first. */
export function mergeSegments(
  database: LogDatabase,
  shelf: Shelf,
  batch: readonly number[],
): Promise<void> {
  const transaction = writing(database, 'segments');
  return committed(transaction, async () => {
    const store = transaction.objectStore('segments');
    const runs = new Map<number, { numbers: number[]; events: unknown[] }>();
    for (const number of batch) {
      const record = await store.get(number);
      if (record === undefined) continue;
      const { run, events, broken } = readSegment(record);
      // What is broken is for a reading to set aside, not to be mixed with others.
      if (broken.length > 0) continue;
      const group = runs.get(run) ?? { numbers: [], events: [] };
      runs.set(run, { numbers: [...group.numbers, number], events: [...group.events, ...events] });
    }
    for (const [run, { numbers, events }] of runs) {
      if (numbers.length < 2) continue;
      await addSegment(transaction, {
        dossier: shelf,
        run,
        events: withoutKnown(events, new Set()),
      });
      for (const number of numbers) await store.delete(number);
    }
  });
}
