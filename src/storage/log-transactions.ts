/**
 * What the log on disk does, one transaction a function: all of it is committed when the promise resolves, and
 * none of it has happened when the promise rejects. `indexed-db-log.ts` says how known keys are passed over.
 */
import type { IDBPIndex } from 'idb';
import type { WireEvent } from '#src/domain/event.ts';
import type { EventKey, Refusal, StoredLog } from './event-log.ts';
import type { LogDatabase, LogSchema, Segment } from './log-database.ts';
import { keyOf, withoutKnown } from './stored-events.ts';

interface Transaction {
  readonly done: Promise<void>;
  abort(): void;
}

/** Does the work and waits for the commit; if either fails, takes all of it back before rejecting. */
async function committed<T>(transaction: Transaction, work: () => Promise<T>): Promise<T> {
  const outcome = transaction.done.then(
    () => null,
    (reason: unknown) => ({ reason }),
  );
  let result: T;
  try {
    result = await work();
  } catch (cause) {
    abort(transaction);
    throw tellingCause(cause, await outcome);
  }
  const failure = await outcome;
  if (failure) throw failure.reason;
  return result;
}

function abort(transaction: Transaction): void {
  try {
    transaction.abort();
  } catch {
    // It has ended already, which is what was wanted.
  }
}

/** A request cut short says only that its transaction ended; the transaction may know why. */
function tellingCause(cause: unknown, failure: { readonly reason: unknown } | null): unknown {
  const isCutShort = cause instanceof DOMException && cause.name === 'AbortError';
  return isCutShort && failure ? failure.reason : cause;
}

export async function readLog(
  database: LogDatabase,
  dossier: string,
): Promise<{ log: StoredLog; segments: readonly Segment[] }> {
  const transaction = database.transaction(['segments', 'pending', 'dossiers'], 'readonly');
  const [segments, own, stored] = await committed(transaction, () =>
    Promise.all([
      transaction.objectStore('segments').index('dossier').getAll(dossier),
      transaction.objectStore('pending').index('dossier').getAll(dossier),
      transaction.objectStore('dossiers').get(dossier),
    ]),
  );
  const sent = new Set<EventKey>();
  const events = withoutKnown(
    segments.flatMap((segment) => segment.events),
    sent,
  );
  const pending: EventKey[] = [];
  const refused: Refusal[] = [];
  for (const { key, event, refused: reason } of own) {
    if (sent.has(key)) continue;
    events.push(event);
    if (reason === undefined) pending.push(key);
    else refused.push({ key, reason });
  }
  return { log: { events, pending, refused, cursor: stored?.cursor ?? 0 }, segments };
}

/** The events that were new. Waits until they are flushed, so that they outlive a power cut. */
export function addPending(
  database: LogDatabase,
  dossier: string,
  events: readonly WireEvent[],
): Promise<readonly WireEvent[]> {
  const transaction = database.transaction('pending', 'readwrite', { durability: 'strict' });
  return committed(transaction, async () => {
    const { store } = transaction;
    const known = new Set<EventKey>();
    for (const event of events) {
      const key = keyOf(event);
      if (key !== null && (await store.getKey([dossier, key])) !== undefined) known.add(key);
    }
    const fresh = withoutKnown(events, known);
    for (const event of fresh) {
      const key = keyOf(event);
      if (key === null) throw new TypeError('An own event has an actor and an id');
      await store.add({ dossier, key, event });
    }
    return fresh;
  });
}

/** The events that were new. Not flushed at once: what a cut loses can be pulled again, cursor and all. */
export function addReceived(
  database: LogDatabase,
  dossier: string,
  events: readonly WireEvent[],
  cursor: number,
): Promise<readonly WireEvent[]> {
  const transaction = database.transaction(['segments', 'pending', 'dossiers'], 'readwrite');
  return committed(transaction, async () => {
    const segments = transaction.objectStore('segments');
    const pending = transaction.objectStore('pending');
    const dossiers = transaction.objectStore('dossiers');
    const reached = (await dossiers.get(dossier))?.cursor ?? 0;
    const page = new Set<EventKey>();
    const distinct = withoutKnown(events, page);
    const fresh =
      cursor > reached ? distinct : await notIn(segments.index('dossier'), dossier, distinct);
    for (const own of await pending.index('dossier').getAllKeys(dossier)) {
      if (page.has(own[1])) await pending.delete(own);
    }
    if (fresh.length > 0) await segments.add({ dossier, events: fresh });
    await dossiers.put({ id: dossier, cursor: Math.max(reached, cursor) });
    return fresh;
  });
}

type SegmentIndex = IDBPIndex<
  LogSchema,
  ('segments' | 'pending' | 'dossiers')[],
  'segments',
  'dossier',
  'readwrite'
>;

/** The events that no segment has. Looks from the latest segment back, until all are found. */
async function notIn(
  index: SegmentIndex,
  dossier: string,
  events: readonly WireEvent[],
): Promise<readonly WireEvent[]> {
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
    await transaction.store.put({ id: dossier, cursor: 0 });
  });
}

export function moveToSent(
  database: LogDatabase,
  dossier: string,
  keys: readonly EventKey[],
): Promise<void> {
  const transaction = database.transaction(['segments', 'pending'], 'readwrite');
  return committed(transaction, async () => {
    const pending = transaction.objectStore('pending');
    const events: unknown[] = [];
    for (const key of new Set(keys)) {
      const own = await pending.get([dossier, key]);
      if (own === undefined) continue;
      events.push(own.event);
      await pending.delete([dossier, key]);
    }
    if (events.length > 0) await transaction.objectStore('segments').add({ dossier, events });
  });
}

export function keepRefusals(
  database: LogDatabase,
  dossier: string,
  refusals: readonly Refusal[],
): Promise<void> {
  const transaction = database.transaction('pending', 'readwrite', { durability: 'strict' });
  return committed(transaction, async () => {
    for (const { key, reason } of refusals) {
      const own = await transaction.store.get([dossier, key]);
      if (own) await transaction.store.put({ ...own, refused: reason });
    }
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
