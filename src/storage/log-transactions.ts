/**
 * What the log on disk does, one transaction a function: all of it is committed when the promise resolves, and
 * none of it has happened when the promise rejects. `indexed-db-log.ts` says how known keys are passed over.
 */
import type { IDBPIndex } from 'idb';
import type { WireEvent } from '#src/domain/event.ts';
import { committed } from './committed.ts';
import type { EventKey, Reached, Refusal } from './event-log.ts';
import { type LogDatabase, type LogSchema, reachedOf, type Segment } from './log-database.ts';
import {
  batchesOf,
  eventsOf,
  type PendingEvent,
  pendingAmong,
  refuse,
  takeOut,
  unrefuse,
} from './pending-batches.ts';
import { dropSnapshot, hasSnapshot, isJournalled, journalled } from './snapshot-transactions.ts';
import { keyOf, withoutKnown } from './stored-events.ts';

/** What there is to read of a dossier: everything but the segments, and the numbers of those. */
export interface Contents {
  readonly own: readonly PendingEvent[];
  readonly reached: Reached;
  readonly segments: readonly number[];
}

export function readContents(database: LogDatabase, dossier: string): Promise<Contents> {
  const transaction = database.transaction(['segments', 'pending', 'dossiers'], 'readonly');
  return committed(transaction, async () => {
    const [segments, own, stored] = await Promise.all([
      transaction.objectStore('segments').index('dossier').getAllKeys(dossier),
      transaction.objectStore('pending').index('dossier').getAll(dossier),
      transaction.objectStore('dossiers').get(dossier),
    ]);
    return { own: eventsOf(own), reached: reachedOf(stored), segments };
  });
}

/** Null where another tab has merged the segment into a new one meanwhile. */
export async function readSegment(database: LogDatabase, number: number): Promise<Segment | null> {
  return (await database.get('segments', number)) ?? null;
}

/** The events that were new. Waits until they are flushed, so that they outlive a power cut. */
export function addPending(
  database: LogDatabase,
  dossier: string,
  events: readonly WireEvent[],
): Promise<readonly WireEvent[]> {
  const transaction = database.transaction(['pending', 'snapshots', 'journal'], 'readwrite', {
    durability: 'strict',
  });
  return committed(transaction, async () => {
    const store = transaction.objectStore('pending');
    const snapshots = transaction.objectStore('snapshots');
    const journal = transaction.objectStore('journal');
    const own = events.map((event) => ({ key: keyToAdd(event), event }));
    // One round to read and one to write, however many issues a command touches: the screen waits for both.
    const [known, isKept] = await Promise.all([
      pendingAmong(store, dossier, new Set(own.map(({ key }) => key))),
      hasSnapshot(snapshots, dossier),
    ]);
    const fresh = withoutKnown(events, known);
    const isFresh = new Set<unknown>(fresh);
    const batches = batchesOf(
      dossier,
      own.filter(({ event }) => isFresh.has(event)),
    );
    await asked((request) => {
      for (const batch of batches) request(store.add(batch));
      if (isKept) request(journalled({ snapshots, journal }, dossier, fresh));
      // Nothing more will be asked for: a busy page need not hear all answers before the disk may begin.
      if (!isKept || isJournalled(fresh)) commitNow(transaction);
    });
    return fresh;
  });
}

/**
 * Makes requests together and waits for every answer before it throws for one, so that none is left to be cut
 * short unheard. What throws while asking is thrown at once, before anything after it is asked for.
 */
async function asked(ask: (request: (answer: Promise<unknown>) => void) => void): Promise<void> {
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

function keyToAdd(event: WireEvent): EventKey {
  const key = keyOf(event);
  if (key === null) throw new TypeError('An own event has an actor and an id');
  return key;
}

/** The events that were new. Not flushed at once: what a cut loses can be pulled again, cursor and all. */
export function addReceived(
  database: LogDatabase,
  dossier: string,
  events: readonly unknown[],
  { epoch, cursor, head }: Reached,
): Promise<readonly unknown[]> {
  const transaction = database.transaction(
    ['segments', 'pending', 'snapshots', 'journal', 'dossiers'],
    'readwrite',
  );
  return committed(transaction, async () => {
    const segments = transaction.objectStore('segments');
    const pending = transaction.objectStore('pending');
    const dossiers = transaction.objectStore('dossiers');
    const row = reachedOf(await dossiers.get(dossier));
    // The cursor of another log says nothing of this one, neither how far it has come nor what is here already.
    const isSameLog = row.epoch === epoch;
    const page = new Set<EventKey>();
    const distinct = withoutKnown(events, page);
    const isNewPage = isSameLog && cursor > row.cursor;
    const fresh = isNewPage ? distinct : await notIn(segments.index('dossier'), dossier, distinct);
    const returned = new Set<EventKey | null>(
      (await takeOut(pending, dossier, page)).map(({ key }) => key),
    );
    const news = fresh.filter((event) => !returned.has(keyOf(event)));
    const snapshots = transaction.objectStore('snapshots');
    const journal = transaction.objectStore('journal');
    if (await hasSnapshot(snapshots, dossier)) {
      await journalled({ snapshots, journal }, dossier, news);
    }
    if (fresh.length > 0) await segments.add({ dossier, events: fresh });
    const furthest = isSameLog ? Math.max(row.cursor, cursor) : cursor;
    await dossiers.put({ id: dossier, epoch, cursor: furthest, head });
    return fresh;
  });
}

type SegmentIndex = IDBPIndex<
  LogSchema,
  ('segments' | 'pending' | 'snapshots' | 'journal' | 'dossiers')[],
  'segments',
  'dossier',
  'readwrite'
>;

/** The events that no segment has. Looks from the latest segment back, until all are found. */
async function notIn(
  index: SegmentIndex,
  dossier: string,
  events: readonly unknown[],
): Promise<readonly unknown[]> {
  const missing = new Set(events.map(keyOf));
  let cursor = await index.openCursor(dossier, 'prev');
  while (cursor && missing.size > 0) {
    for (const event of cursor.value.events) missing.delete(keyOf(event));
    cursor = await cursor.continue();
  }
  return events.filter((event) => missing.has(keyOf(event)));
}

export function forgetCursor(database: LogDatabase, dossier: string): Promise<void> {
  const transaction = database.transaction('dossiers', 'readwrite', { durability: 'strict' });
  return committed(transaction, async () => {
    await transaction.store.put({ id: dossier, epoch: null, cursor: 0, head: 0 });
  });
}

export function moveToSent(
  database: LogDatabase,
  dossier: string,
  keys: readonly EventKey[],
): Promise<void> {
  const transaction = database.transaction(['segments', 'pending'], 'readwrite');
  return committed(transaction, async () => {
    const sent = await takeOut(transaction.objectStore('pending'), dossier, new Set(keys));
    const events = sent.map(({ event }) => event);
    if (events.length > 0) await transaction.objectStore('segments').add({ dossier, events });
  });
}

/** A snapshot goes too: the events that are gone may be in it. */
export function replacePending(
  database: LogDatabase,
  dossier: string,
  gone: readonly EventKey[],
  events: readonly WireEvent[],
): Promise<void> {
  const transaction = database.transaction(['pending', 'snapshots', 'journal'], 'readwrite', {
    durability: 'strict',
  });
  return committed(transaction, async () => {
    const pending = transaction.objectStore('pending');
    const snapshots = transaction.objectStore('snapshots');
    const journal = transaction.objectStore('journal');
    await takeOut(pending, dossier, new Set(gone));
    const own = events.map((event) => ({ key: keyToAdd(event), event }));
    for (const batch of batchesOf(dossier, own)) await pending.add(batch);
    await dropSnapshot({ snapshots, journal }, dossier);
  });
}

export function keepRefusals(
  database: LogDatabase,
  dossier: string,
  refusals: readonly Refusal[],
): Promise<void> {
  const transaction = database.transaction('pending', 'readwrite', { durability: 'strict' });
  return committed(transaction, async () => {
    await refuse(transaction.store, dossier, refusals);
  });
}

export function dropRefusals(
  database: LogDatabase,
  dossier: string,
  keys: readonly EventKey[],
): Promise<void> {
  const transaction = database.transaction('pending', 'readwrite', { durability: 'strict' });
  return committed(transaction, async () => {
    await unrefuse(transaction.store, dossier, new Set(keys));
  });
}

/** Merges what is still there of one batch of segments; another tab may have been first. */
export function mergeSegments(
  database: LogDatabase,
  dossier: string,
  batch: readonly number[],
): Promise<void> {
  const transaction = database.transaction('segments', 'readwrite');
  return committed(transaction, async () => {
    const found = await Promise.all(batch.map((number) => transaction.store.get(number)));
    const present = found.filter((segment) => segment !== undefined);
    if (present.length < 2) return;
    const records = present.flatMap((segment) => segment.events);
    await transaction.store.add({ dossier, events: withoutKnown(records, new Set()) });
    for (const { number } of present) {
      if (number !== undefined) await transaction.store.delete(number);
    }
  });
}

export function keepActor(database: LogDatabase, actor: string): Promise<void> {
  const transaction = database.transaction('meta', 'readwrite', { durability: 'strict' });
  return committed(transaction, async () => {
    await transaction.store.put(actor, 'actor');
  });
}
