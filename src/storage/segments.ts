/**
 * The segments of a log within a transaction, and how an event is found in them without an index of every key: the
 * keys of a segment are read once and remembered for as long as the connection lives, since a segment is never
 * changed, only replaced by others under new numbers. So comparing a whole log with a whole log reads each
 * segment once, and what comes in order is compared with nothing.
 */
import { type EventKey, ownerOf, type Shelf } from './event-log.ts';
import type { AnyTransaction, Transaction } from './log-database.ts';
import { identityOf, keyOf } from './stored-events.ts';
import { looseRun, readSegment, type Segment } from './stored-records.ts';

/** The keys of segments, by their numbers; of one connection, for another database counts anew. */
export type KeyMemory = Map<number, ReadonlySet<EventKey>>;

/** The numbers of a log's segments, of the run its row names and of others, latest first. */
export interface SegmentNumbers {
  readonly inLine: readonly number[];
  readonly loose: readonly number[];
}

export async function segmentNumbers(
  transaction: AnyTransaction,
  shelf: Shelf,
  run: number,
): Promise<SegmentNumbers> {
  const [all, inLine] = await Promise.all([
    allSegments(transaction, shelf),
    segmentsOfRun(transaction, shelf, run),
  ]);
  const isInLine = new Set(inLine);
  return {
    inLine: all.filter((number) => isInLine.has(number)),
    loose: all.filter((number) => !isInLine.has(number)),
  };
}

async function segmentsOfRun(
  transaction: AnyTransaction,
  shelf: Shelf,
  run: number,
): Promise<readonly number[]> {
  const index = transaction.objectStore('segments').index('run');
  return index.getAllKeys(IDBKeyRange.only([shelf, run]));
}

/** Latest first. */
export async function allSegments(
  transaction: AnyTransaction,
  shelf: Shelf,
): Promise<readonly number[]> {
  const index = transaction.objectStore('segments').index('dossier');
  return (await index.getAllKeys(IDBKeyRange.only(shelf))).reverse();
}

/** A run that no segment has: every segment's run is at most its own number. */
export async function nextRun(transaction: AnyTransaction): Promise<number> {
  const latest = await transaction.objectStore('segments').openKeyCursor(null, 'prev');
  return (latest?.primaryKey ?? 0) + 1;
}

export async function addSegment(transaction: Transaction, segment: Segment): Promise<void> {
  await transaction.objectStore('segments').add(segment);
}

/** Which of the keys stand in which of these segments; looks into one after another until all are found. */
export async function findKeys(
  transaction: AnyTransaction,
  memory: KeyMemory,
  numbers: readonly number[],
  keys: ReadonlySet<EventKey>,
): Promise<Map<number, ReadonlySet<EventKey>>> {
  const found = new Map<number, ReadonlySet<EventKey>>();
  const missing = new Set(keys);
  for (const number of numbers) {
    if (missing.size === 0) break;
    const held = await keysOf(transaction, memory, number);
    const here = new Set([...missing].filter((key) => held.has(key)));
    if (here.size === 0) continue;
    found.set(number, here);
    for (const key of here) missing.delete(key);
  }
  return found;
}

async function keysOf(
  transaction: AnyTransaction,
  memory: KeyMemory,
  number: number,
): Promise<ReadonlySet<EventKey>> {
  const known = memory.get(number);
  if (known) return known;
  const { events } = readSegment(await transaction.objectStore('segments').get(number));
  const keys = new Set(events.map(keyOf).filter((key) => key !== null));
  memory.set(number, keys);
  return keys;
}

/** Takes these events out of their segments, which are replaced by what is left of them. How many have nothing left. */
export async function takeFromSegments(
  transaction: Transaction,
  shelf: Shelf,
  found: ReadonlyMap<number, ReadonlySet<EventKey>>,
): Promise<number> {
  const store = transaction.objectStore('segments');
  let emptied = 0;
  for (const [number, keys] of found) {
    const { events, broken } = readSegment(await store.get(number));
    const left = events.filter((event) => {
      const key = keyOf(event);
      return key === null || !keys.has(key);
    });
    await store.delete(number);
    const all = [...left, ...broken.map(({ record }) => record)];
    if (all.length > 0) {
      await addSegment(transaction, { dossier: shelf, run: looseRun, events: all });
    } else emptied += 1;
  }
  return emptied;
}

/** The latest id among the events of the shelf's owner; empty where there is none. */
export function latestOwnId(shelf: Shelf, events: readonly unknown[], before: string): string {
  const owner = ownerOf(shelf);
  let latest = before;
  for (const event of events) {
    const identity = identityOf(event);
    if (identity?.actor === owner && identity.id > latest) latest = identity.id;
  }
  return latest;
}
