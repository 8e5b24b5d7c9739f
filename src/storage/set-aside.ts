/**
 * Records that cannot be read, put where they are in nobody's way: as they were found, with why, to be exported. A
 * whole event of the same key that a server gives takes the place of one; the same broken one again does not.
 */
import { committed } from './committed.ts';
import type { EventKey, SetAside, Shelf } from './event-log.ts';
import {
  type AnyTransaction,
  type LogDatabase,
  reading,
  type Transaction,
  writing,
} from './log-database.ts';
import { batchesOf } from './pending-batches.ts';
import { addSegment, allSegments } from './segments.ts';
import { dropSnapshot } from './snapshot/snapshot-transactions.ts';
import { journalOf } from './stored-contents.ts';
import { isSameRecord, keyOf } from './stored-events.ts';
import {
  type AsideRecord,
  type Broken,
  readAside,
  readBatch,
  readSegment,
  unparsable,
} from './stored-records.ts';

/** The shelf of a record that names none: it is said of every one. */
const noShelf = '';
type ShelfOrNone = Shelf | typeof noShelf;
/** All names a shelf can have: strings sort between numbers and lists. */
const anyShelf = () => IDBKeyRange.bound('', [], false, true);

export async function countAside(transaction: AnyTransaction, shelf: Shelf): Promise<number> {
  const index = transaction.objectStore('setAside').index('dossier');
  return (await index.count(shelf)) + (await index.count(noShelf));
}

export async function hasAside(transaction: AnyTransaction, shelf: Shelf): Promise<boolean> {
  const index = transaction.objectStore('setAside').index('dossier');
  return (await index.getKey(shelf)) !== undefined;
}

async function asideOf(
  transaction: AnyTransaction,
  shelf: ShelfOrNone,
): Promise<{ readonly number: number; readonly aside: Omit<AsideRecord, 'dossier'> }[]> {
  const store = transaction.objectStore('setAside');
  const numbers = await store.index('dossier').getAllKeys(shelf);
  const records = await Promise.all(numbers.map(async (number) => store.get(number)));
  return numbers.map((number, i) => ({ number, aside: readAside(records[i]) }));
}

export function readSetAside(database: LogDatabase, shelf: Shelf): Promise<SetAside[]> {
  const transaction = reading(database, 'setAside');
  return committed(transaction, async () => {
    const [ours, nobodys] = [
      await asideOf(transaction, shelf),
      await asideOf(transaction, noShelf),
    ];
    return [...ours, ...nobodys].map(({ aside }) => aside);
  });
}

/** Adds what is not there yet. */
export async function addAside(
  transaction: Transaction,
  shelf: ShelfOrNone,
  isOwn: boolean,
  records: readonly Broken[],
): Promise<void> {
  if (records.length === 0) return;
  const store = transaction.objectStore('setAside');
  const present = new Map<EventKey | null, unknown[]>();
  for (const { aside } of await asideOf(transaction, shelf)) {
    const key = keyOf(aside.record);
    present.set(key, [...(present.get(key) ?? []), aside.record]);
  }
  for (const { why, record } of records) {
    const known = present.get(keyOf(record)) ?? [];
    if (known.some((other) => isSameRecord(other, record))) continue;
    await store.add({ dossier: shelf, isOwn, why, record } satisfies AsideRecord);
  }
}

/**
 * Holds a page that a server gave against what is set aside: of what has a whole copy now, the broken one goes. The
 * keys of those that are as broken as before.
 */
export async function settleAside(
  transaction: Transaction,
  shelf: Shelf,
  page: readonly unknown[],
): Promise<ReadonlySet<EventKey>> {
  const byKey = new Map(page.map((event) => [keyOf(event), event]));
  const same = new Set<EventKey>();
  for (const { number, aside } of await asideOf(transaction, shelf)) {
    const key = keyOf(aside.record);
    if (key === null || !byKey.has(key)) continue;
    if (isSameRecord(byKey.get(key), aside.record)) same.add(key);
    else await transaction.objectStore('setAside').delete(number);
  }
  return same;
}

/** What a reading has found that is not as it should be. */
export interface Finding {
  /** Segments with something broken in them. */
  readonly segments: readonly number[];
  /** Segments of which the browser says that it has lost them. */
  readonly lost: readonly number[];
  /** Whether anything else is to be put right. */
  readonly hasOther: boolean;
}

/**
 * Moves what is broken out of the way, in one transaction: what cannot be read by itself, and what the caller calls
 * broken. With a finding, looks there alone. How many records were moved.
 */
export function moveAside(
  database: LogDatabase,
  shelf: Shelf,
  isBroken: (event: unknown) => boolean,
  finding: Finding | null,
): Promise<number> {
  const stores = ['segments', 'pending', 'journal', 'snapshots', 'setAside'] as const;
  const transaction = writing(database, ...stores);
  return committed(transaction, async () => {
    for (const number of finding?.lost ?? []) {
      await transaction.objectStore('segments').delete(number);
    }
    const numbers = finding?.segments ?? (await allSegments(transaction, shelf));
    const moved = [
      await fromSegments(transaction, shelf, numbers, isBroken),
      await fromPending(transaction, shelf, isBroken),
      await fromNoShelf(transaction, 'segments'),
      await fromNoShelf(transaction, 'pending'),
    ].reduce((sum, count) => sum + count);
    if (moved > 0 || (await hasBrokenJournal(transaction, shelf, isBroken))) {
      await dropSnapshot(transaction, shelf);
    }
    return moved;
  });
}

function judged(
  events: readonly unknown[],
  isBroken: (event: unknown) => boolean,
): { readonly whole: unknown[]; readonly broken: Broken[] } {
  const [whole, broken]: [unknown[], Broken[]] = [[], []];
  for (const event of events) {
    if (isBroken(event)) broken.push({ why: unparsable, record: event });
    else whole.push(event);
  }
  return { whole, broken };
}

async function fromSegments(
  transaction: Transaction,
  shelf: Shelf,
  numbers: readonly number[],
  isBroken: (event: unknown) => boolean,
): Promise<number> {
  const store = transaction.objectStore('segments');
  let moved = 0;
  for (const number of numbers) {
    const record = await store.get(number);
    if (record === undefined) continue;
    const segment = readSegment(record);
    const { whole, broken } = judged(segment.events, isBroken);
    const all = [...segment.broken, ...broken];
    if (all.length === 0) continue;
    await addAside(transaction, shelf, false, all);
    moved += all.length;
    await store.delete(number);
    if (whole.length > 0) {
      await addSegment(transaction, { dossier: shelf, run: segment.run, events: whole });
    }
  }
  return moved;
}

async function fromPending(
  transaction: Transaction,
  shelf: Shelf,
  isBroken: (event: unknown) => boolean,
): Promise<number> {
  const store = transaction.objectStore('pending');
  let moved = 0;
  for (const number of await store.index('dossier').getAllKeys(shelf)) {
    const batch = readBatch(await store.get(number));
    const whole = batch.own.filter(({ event }) => !isBroken(event));
    const broken = judged(
      batch.own.map(({ event }) => event),
      isBroken,
    ).broken;
    const all = [...batch.broken, ...broken];
    if (batch.isSound && all.length === 0) continue;
    await addAside(transaction, shelf, true, all);
    moved += all.length;
    await store.delete(number);
    for (const sound of batchesOf(shelf, whole)) await store.add(sound);
  }
  return moved;
}

/** Records that the index of shelves has not. */
async function fromNoShelf(
  transaction: Transaction,
  name: 'segments' | 'pending',
): Promise<number> {
  const store = transaction.objectStore(name);
  const shelved = new Set(await store.index('dossier').getAllKeys(anyShelf()));
  const numbers = (await store.getAllKeys()).filter((number) => !shelved.has(number));
  for (const number of numbers) {
    const record = await store.get(number);
    const why = 'no-dossier';
    await addAside(transaction, noShelf, name === 'pending', [{ why, record }]);
    await store.delete(number);
  }
  return numbers.length;
}

/** Whether there are records that the index of shelves has not. */
export async function hasUnshelved(
  transaction: AnyTransaction,
  name: 'segments' | 'pending',
): Promise<boolean> {
  const store = transaction.objectStore(name);
  const shelved = await store.index('dossier').count(anyShelf());
  return (await store.count()) > shelved;
}

async function hasBrokenJournal(
  transaction: Transaction,
  shelf: Shelf,
  isBroken: (event: unknown) => boolean,
): Promise<boolean> {
  const entries = await journalOf(transaction, shelf);
  return entries.some(
    (events) => events === null || events.some((event) => keyOf(event) === null || isBroken(event)),
  );
}
