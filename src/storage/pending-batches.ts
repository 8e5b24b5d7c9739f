/**
 * Own events that no server has given back yet, as they lie on disk: a record holds as many as one push takes,
 * so that a command of a thousand costs a dozen records, not a thousand. An index of all keys finds them again.
 * What a server has acknowledged stays here, marked as sent, until it comes back with its place in the log: so
 * it is in one place at any time. Everything here happens within the transaction that is given.
 */
import type { EventKey, Refusal, Shelf } from './event-log.ts';
import type { AnyTransaction, Transaction } from './log-database.ts';
import { type Broken, type PendingBatch, type PendingEvent, readBatch } from './stored-records.ts';

/** Events in one record. */
const largestBatch = 100;

/** The records of these events, in their order. */
export function batchesOf(shelf: Shelf, events: readonly PendingEvent[]): PendingBatch[] {
  const batches: PendingBatch[] = [];
  for (let from = 0; from < events.length; from += largestBatch) {
    batches.push(batchOf(shelf, events.slice(from, from + largestBatch)));
  }
  return batches;
}

function batchOf(shelf: Shelf, events: readonly PendingEvent[]): PendingBatch {
  return {
    dossier: shelf,
    keys: events.map(({ key }) => key),
    events: events.map(({ event }) => event),
    refused: events.flatMap(({ key, refused }) =>
      refused === null ? [] : [{ key, problem: refused }],
    ),
    sent: events.flatMap(({ key, isSent }) => (isSent ? [key] : [])),
  };
}

interface FoundBatch {
  readonly number: number;
  readonly own: readonly PendingEvent[];
  readonly broken: readonly Broken[];
}

/** The records that hold at least one of these events. */
async function batchesWith(
  transaction: AnyTransaction,
  shelf: Shelf,
  wanted: ReadonlySet<EventKey>,
): Promise<FoundBatch[]> {
  const range = rangeOf(wanted);
  if (range === null) return [];
  const store = transaction.objectStore('pending');
  const numbers = [...new Set(await store.index('keys').getAllKeys(range))];
  const found = await Promise.all(numbers.map(async (number) => store.get(number)));
  return numbers.flatMap((number, i) => {
    const record = found[i];
    if (!isOf(record, shelf)) return [];
    const { own, broken } = readBatch(record);
    return own.some(({ key }) => wanted.has(key)) ? [{ number, own, broken }] : [];
  });
}

function isOf(record: unknown, shelf: Shelf): boolean {
  const isRecord = typeof record === 'object' && record !== null && 'dossier' in record;
  return isRecord && record.dossier === shelf;
}

/** The keys from the least to the greatest: a command's stand close together. */
function rangeOf(keys: ReadonlySet<EventKey>): IDBKeyRange | null {
  const [first, ...rest] = keys;
  if (first === undefined) return null;
  let [least, most] = [first, first];
  for (const key of rest) {
    if (key < least) least = key;
    if (key > most) most = key;
  }
  return IDBKeyRange.bound(least, most);
}

/** Those of the keys that are held here, sent and refused ones too. */
export async function pendingAmong(
  transaction: AnyTransaction,
  shelf: Shelf,
  keys: ReadonlySet<EventKey>,
): Promise<Set<EventKey>> {
  const batches = await batchesWith(transaction, shelf, keys);
  const held = batches.flatMap(({ own }) => own.map(({ key }) => key));
  return new Set(held.filter((key) => keys.has(key)));
}

/** Takes these events out of the store; answers with those that were in it. */
export async function takeOut(
  transaction: Transaction,
  shelf: Shelf,
  keys: ReadonlySet<EventKey>,
  isMeant: (event: PendingEvent) => boolean = () => true,
): Promise<PendingEvent[]> {
  const isWanted = (event: PendingEvent) => keys.has(event.key) && isMeant(event);
  const taken: PendingEvent[] = [];
  for (const batch of await batchesWith(transaction, shelf, keys)) {
    const wanted = batch.own.filter(isWanted);
    if (wanted.length === 0) continue;
    taken.push(...wanted);
    await rewrite(
      transaction,
      shelf,
      batch,
      batch.own.filter((event) => !isWanted(event)),
    );
  }
  return taken;
}

/** What is broken stays in the record, for the next reading to set aside. */
async function rewrite(
  transaction: Transaction,
  shelf: Shelf,
  { number, broken }: FoundBatch,
  own: readonly PendingEvent[],
): Promise<void> {
  const store = transaction.objectStore('pending');
  if (own.length + broken.length === 0) {
    await store.delete(number);
    return;
  }
  const batch = batchOf(shelf, own);
  const events = [...batch.events, ...broken.map(({ record }) => record)];
  await store.put({ ...batch, events, number });
}

/** Changes the events for which `change` gives another. */
async function changeEach(
  transaction: Transaction,
  shelf: Shelf,
  batches: readonly FoundBatch[],
  change: (event: PendingEvent) => PendingEvent,
): Promise<void> {
  for (const batch of batches) {
    const changed = batch.own.map(change);
    if (changed.every((event, i) => event === batch.own[i])) continue;
    await rewrite(transaction, shelf, batch, changed);
  }
}

/** Notes why a server will not take these events, unless one has. */
export async function refuse(
  transaction: Transaction,
  shelf: Shelf,
  refusals: readonly Refusal[],
): Promise<void> {
  const problems = new Map(refusals.map(({ key, problem }) => [key, problem]));
  const batches = await batchesWith(transaction, shelf, new Set(problems.keys()));
  await changeEach(transaction, shelf, batches, (event) => {
    const problem = problems.get(event.key);
    return problem === undefined || event.isSent ? event : { ...event, refused: problem };
  });
}

/** Notes that a server has these events, whatever one said before. */
export async function acknowledge(
  transaction: Transaction,
  shelf: Shelf,
  keys: ReadonlySet<EventKey>,
): Promise<void> {
  const batches = await batchesWith(transaction, shelf, keys);
  await changeEach(transaction, shelf, batches, (event) =>
    keys.has(event.key) && !event.isSent ? { ...event, refused: null, isSent: true } : event,
  );
}

/** What was acknowledged waits for a server again. */
export async function unacknowledge(transaction: Transaction, shelf: Shelf): Promise<void> {
  const range = IDBKeyRange.only(shelf);
  const store = transaction.objectStore('pending');
  const numbers = await store.index('dossier').getAllKeys(range);
  const records = await Promise.all(numbers.map(async (number) => store.get(number)));
  const batches = numbers.map((number, i) => ({ number, ...readBatch(records[i]) }));
  await changeEach(transaction, shelf, batches, (event) =>
    event.isSent ? { ...event, isSent: false } : event,
  );
}

/** Forgets that a server would not take these events. */
export async function unrefuse(
  transaction: Transaction,
  shelf: Shelf,
  keys: ReadonlySet<EventKey>,
): Promise<void> {
  const batches = await batchesWith(transaction, shelf, keys);
  await changeEach(transaction, shelf, batches, (event) =>
    keys.has(event.key) && event.refused !== null ? { ...event, refused: null } : event,
  );
}
