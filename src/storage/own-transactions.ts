/**
 * What the log on disk does with own events, one transaction a function: all of it is committed when the promise
 * resolves, and none of it has happened when the promise rejects.
 */
import type { WireEvent } from '#src/domain/event.ts';
import { committed } from './committed.ts';
import {
  dossierOnShelf,
  type EventKey,
  isShelf,
  isShelfOfOther,
  type Refusal,
  type Shelf,
} from './event-log.ts';
import {
  type AnyTransaction,
  type LogDatabase,
  reading,
  type Transaction,
  writing,
  writingStrictly,
} from './log-database.ts';
import {
  acknowledge,
  batchesOf,
  pendingAmong,
  refuse,
  takeOut,
  unrefuse,
} from './pending-batches.ts';
import { allSegments, findKeys, type KeyMemory } from './segments.ts';
import { dropSnapshot, hasSnapshot, isJournalled } from './snapshot/snapshot-transactions.ts';
import { rowOf } from './stored-contents.ts';
import { keyOf, withoutKnown } from './stored-events.ts';
import { type JournalEntry, type PendingEvent, readBatch } from './stored-records.ts';

function ownEvents(events: readonly WireEvent[]): PendingEvent[] {
  return events.map((event) => {
    const key = keyOf(event);
    if (key === null) throw new TypeError('An own event has an actor and an id');
    return { key, event, refused: null, isSent: false };
  });
}

/** The events that were new. Waits until they are flushed, so that they outlive a power cut. */
export async function addPending(
  database: LogDatabase,
  memory: KeyMemory,
  shelf: Shelf,
  events: readonly WireEvent[],
): Promise<readonly WireEvent[]> {
  const own = ownEvents(events);
  const stores = ['pending', 'snapshots', 'journal', 'dossiers'] as const;
  const transaction = writingStrictly(database, ...stores);
  const added = await committed(transaction, async () => {
    // One round to read and one to write, however many issues a command touches.
    const [known, isKept, row] = await Promise.all([
      pendingAmong(transaction, shelf, new Set(own.map(({ key }) => key))),
      hasSnapshot(transaction, shelf),
      rowOf(transaction, shelf),
    ]);
    const fresh = withoutKnown(events, known);
    const latest = row?.latestOwn ?? null;
    const isDoubtful = fresh.some(({ id }) => latest === null || id <= latest);
    if (isDoubtful) return null;
    await add(transaction, shelf, own, fresh, isKept);
    return fresh;
  });
  return added ?? addCompared(database, memory, shelf, events);
}

/** The same for events that may have been received already: a write that is tried again after a pull. */
function addCompared(
  database: LogDatabase,
  memory: KeyMemory,
  shelf: Shelf,
  events: readonly WireEvent[],
): Promise<readonly WireEvent[]> {
  const stores = ['segments', 'pending', 'snapshots', 'journal'] as const;
  const transaction = writingStrictly(database, ...stores);
  return committed(transaction, () => takeOwn(transaction, memory, shelf, events));
}

/** Within a transaction, in which nothing may come after it. */
export async function takeOwn(
  transaction: Transaction,
  memory: KeyMemory,
  shelf: Shelf,
  events: readonly WireEvent[],
): Promise<readonly WireEvent[]> {
  const own = ownEvents(events);
  const known = await knownAmong(transaction, memory, shelf, own);
  const fresh = withoutKnown(events, known);
  await add(transaction, shelf, own, fresh, await hasSnapshot(transaction, shelf));
  return fresh;
}

/** Those that this log holds, on whichever side. */
async function knownAmong(
  transaction: Transaction,
  memory: KeyMemory,
  shelf: Shelf,
  own: readonly PendingEvent[],
): Promise<Set<EventKey>> {
  const keys = new Set(own.map(({ key }) => key));
  const known = await pendingAmong(transaction, shelf, keys);
  const numbers = await allSegments(transaction, shelf);
  const received = await findKeys(transaction, memory, numbers, keys);
  for (const found of received.values()) for (const key of found) known.add(key);
  return known;
}

/** Records that are written without looking up. */
const batchesAtOnce = 20;

async function add(
  transaction: Transaction,
  shelf: Shelf,
  own: readonly PendingEvent[],
  fresh: readonly WireEvent[],
  isKept: boolean,
): Promise<void> {
  const isFresh = new Set<unknown>(fresh);
  const batches = batchesOf(
    shelf,
    own.filter(({ event }) => isFresh.has(event)),
  );
  if (isKept && !isJournalled(fresh)) await dropSnapshot(transaction, shelf);
  const last = batches.splice(-batchesAtOnce);
  // Of a great many, each lot waits for the one before, so that the page has its turn between two.
  for (let from = 0; from < batches.length; from += batchesAtOnce) {
    await allAnswered((request) => {
      for (const batch of batches.slice(from, from + batchesAtOnce)) {
        request(transaction.objectStore('pending').add(batch));
      }
    });
  }
  await allAnswered((request) => {
    for (const batch of last) request(transaction.objectStore('pending').add(batch));
    if (isKept && isJournalled(fresh) && fresh.length > 0) {
      request(
        transaction
          .objectStore('journal')
          .add({ dossier: shelf, events: fresh } satisfies JournalEntry),
      );
    }
    // Nothing more will be asked for: a busy page need not hear all answers before the disk may begin.
    commitNow(transaction);
  });
}

/**
 * Makes requests together and waits for every answer before it throws for one, so that none is left to be cut
 * short unheard. What throws while asking is thrown at once, before anything after it is asked for: so nothing may
 * be asked here by a function that would turn that into an answer.
 */
async function allAnswered(
  ask: (request: (answer: Promise<unknown>) => void) => void,
): Promise<void> {
  const asking: Promise<unknown>[] = [];
  try {
    ask((answer) => asking.push(answer));
  } catch (error) {
    void Promise.allSettled(asking);
    throw error;
  }
  const answers = await Promise.allSettled(asking);
  const failure = answers.find((answer) => answer.status === 'rejected');
  if (failure) throw failure.reason;
}

function commitNow(transaction: { commit(): void }): void {
  try {
    transaction.commit();
  } catch {
    // It has been given up already; the answers say why.
  }
}

/** Thrown within a transaction that is to be taken back, for a reason that is no failure. */
class WaitsNoMore extends Error {}

/**
 * Resolves with the events that were new; with null, and nothing done, where not all of `gone` wait any more. A snapshot
 * goes too: it may have both.
 */
export async function replacePending(
  database: LogDatabase,
  memory: KeyMemory,
  shelf: Shelf,
  gone: readonly EventKey[],
  events: readonly WireEvent[],
): Promise<readonly WireEvent[] | null> {
  const own = ownEvents(events);
  const stores = ['segments', 'pending', 'snapshots', 'journal'] as const;
  const transaction = writingStrictly(database, ...stores);
  try {
    return await committed(transaction, async () => {
      const isWaiting = ({ isSent }: PendingEvent) => !isSent;
      const taken = await takeOut(transaction, shelf, new Set(gone), isWaiting);
      if (taken.length < gone.length) throw new WaitsNoMore();
      const known = await knownAmong(transaction, memory, shelf, own);
      const fresh = withoutKnown(events, known);
      const isFresh = new Set<unknown>(fresh);
      const added = own.filter(({ event }) => isFresh.has(event));
      for (const batch of batchesOf(shelf, added)) {
        await transaction.objectStore('pending').add(batch);
      }
      await dropSnapshot(transaction, shelf);
      return fresh;
    });
  } catch (cause) {
    if (cause instanceof WaitsNoMore) return null;
    throw cause;
  }
}

/** Not flushed at once: what a cut loses is pushed again, and acknowledged again. */
export function keepAcknowledged(
  database: LogDatabase,
  shelf: Shelf,
  keys: readonly EventKey[],
): Promise<void> {
  const transaction = writing(database, 'pending');
  return committed(transaction, () => acknowledge(transaction, shelf, new Set(keys)));
}

export function keepRefusals(
  database: LogDatabase,
  shelf: Shelf,
  refusals: readonly Refusal[],
): Promise<void> {
  const transaction = writingStrictly(database, 'pending');
  return committed(transaction, () => refuse(transaction, shelf, refusals));
}

export function dropRefusals(
  database: LogDatabase,
  shelf: Shelf,
  keys: readonly EventKey[],
): Promise<void> {
  const transaction = writingStrictly(database, 'pending');
  return committed(transaction, () => unrefuse(transaction, shelf, new Set(keys)));
}

export function keepActor(database: LogDatabase, actor: string): Promise<void> {
  const transaction = writingStrictly(database, 'meta');
  return committed(transaction, async () => {
    await transaction.objectStore('meta').put(actor, 'actor');
  });
}

/** Null where there is none, or nothing that could be one. */
export function readActor(database: LogDatabase): Promise<string | null> {
  const transaction = reading(database, 'meta');
  return committed(transaction, async () => {
    const actor = await transaction.objectStore('meta').get('actor');
    return typeof actor === 'string' ? actor : null;
  });
}

/** Own events on the dossier's shelves of others that wait for a server. */
export function countElsewhere(
  database: LogDatabase,
  dossier: string,
  actor: string,
): Promise<number> {
  const transaction = reading(database, 'pending');
  return committed(transaction, async () => {
    const counts = await countWaiting(transaction, (shelf) =>
      isShelfOfOther(shelf, dossier, actor),
    );
    return [...counts.values()].reduce((sum, count) => sum + count, 0);
  });
}

/** The dossiers of which own events of the actor wait for a server. */
export function findWaiting(database: LogDatabase, actor: string): Promise<readonly string[]> {
  const transaction = reading(database, 'pending');
  return committed(transaction, async () => {
    const counts = await countWaiting(
      transaction,
      (shelf) => dossierOnShelf(shelf, actor) !== null,
    );
    return [...counts].flatMap(([shelf, count]) =>
      count > 0 ? [dossierOnShelf(shelf, actor) ?? ''] : [],
    );
  });
}

/** Every shelf that anything stands on. */
export function findShelves(database: LogDatabase): Promise<readonly Shelf[]> {
  const transaction = reading(database, 'segments', 'pending', 'dossiers', 'setAside');
  return committed(transaction, async () => {
    const shelves = new Set<Shelf>();
    for (const name of ['segments', 'pending', 'setAside'] as const) {
      const index = transaction.objectStore(name).index('dossier');
      let cursor = await index.openKeyCursor(null, 'nextunique');
      while (cursor) {
        if (isShelf(cursor.key)) shelves.add(cursor.key);
        cursor = await cursor.continue();
      }
    }
    for (const key of await transaction.objectStore('dossiers').getAllKeys()) {
      if (isShelf(key)) shelves.add(key);
    }
    return [...shelves].sort();
  });
}

/** How many events wait for a server, shelf by shelf. */
async function countWaiting(
  transaction: AnyTransaction,
  isOf: (shelf: string) => boolean,
): Promise<ReadonlyMap<string, number>> {
  const index = transaction.objectStore('pending').index('dossier');
  const counts = new Map<string, number>();
  let cursor = await index.openKeyCursor(null, 'nextunique');
  while (cursor) {
    const { key } = cursor;
    if (typeof key === 'string' && isOf(key)) counts.set(key, 0);
    cursor = await cursor.continue();
  }
  const waiting = ({ isSent, refused }: PendingEvent) => !isSent && refused === null;
  for (const shelf of counts.keys()) {
    let count = 0;
    for (const record of await index.getAll(shelf)) {
      count += readBatch(record).own.filter(waiting).length;
    }
    counts.set(shelf, count);
  }
  return counts;
}
