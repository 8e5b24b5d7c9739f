/**
 * Own events that no server has acknowledged yet, as they lie on disk: a record holds as many as one push takes,
 * so that a command of a thousand costs a dozen records, not a thousand. An index of all keys finds them again.
 * Everything here happens within the transaction that the store is of.
 */
import type { EventKey, Refusal } from './event-log.ts';

/** Own events that no server has acknowledged, and what a server will not take of them. */
export interface PendingBatch {
  /** Given by the store. */
  readonly number?: number;
  readonly dossier: string;
  /** One for each event, in their order. */
  readonly keys: readonly EventKey[];
  readonly events: readonly unknown[];
  readonly refused: readonly Refusal[];
}

/** One of them by itself; with `refused`, one that a server will not take. */
export interface PendingEvent {
  readonly key: EventKey;
  readonly event: unknown;
  readonly refused?: string;
}

/** Events in one record. */
const largestBatch = 100;

/** The object store `pending`, in whatever transaction. */
interface PendingStore {
  index(name: 'keys'): { getAllKeys(range: IDBKeyRange): Promise<number[]> };
  get(number: number): Promise<PendingBatch | undefined>;
  put(batch: PendingBatch): Promise<number>;
  delete(number: number): Promise<void>;
}

/** The records of these events, in their order. */
export function batchesOf(dossier: string, events: readonly PendingEvent[]): PendingBatch[] {
  const batches: PendingBatch[] = [];
  for (let from = 0; from < events.length; from += largestBatch) {
    batches.push(batchOf(dossier, events.slice(from, from + largestBatch)));
  }
  return batches;
}

function batchOf(dossier: string, events: readonly PendingEvent[]): PendingBatch {
  return {
    dossier,
    keys: events.map(({ key }) => key),
    events: events.map(({ event }) => event),
    refused: events.flatMap(({ key, refused }) =>
      refused === undefined ? [] : [{ key, reason: refused }],
    ),
  };
}

/** Every own event by itself. */
export function eventsOf(batches: readonly PendingBatch[]): PendingEvent[] {
  return batches.flatMap(({ keys, events, refused }) => {
    const reasons = new Map(refused.map(({ key, reason }) => [key, reason]));
    return keys.map((key, i) => {
      const reason = reasons.get(key);
      return { key, event: events[i], ...(reason !== undefined && { refused: reason }) };
    });
  });
}

/** The records that hold at least one of these events. */
async function batchesWith(
  store: PendingStore,
  dossier: string,
  wanted: ReadonlySet<EventKey>,
): Promise<PendingBatch[]> {
  const range = rangeOf(wanted);
  if (range === null) return [];
  const numbers = new Set(await store.index('keys').getAllKeys(range));
  const found = await Promise.all([...numbers].map((number) => store.get(number)));
  return found
    .filter((batch) => batch !== undefined)
    .filter((batch) => batch.dossier === dossier && batch.keys.some((key) => wanted.has(key)));
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

/** Those of the keys that are pending. */
export async function pendingAmong(
  store: PendingStore,
  dossier: string,
  keys: ReadonlySet<EventKey>,
): Promise<Set<EventKey>> {
  const batches = await batchesWith(store, dossier, keys);
  return new Set(batches.flatMap((batch) => batch.keys.filter((key) => keys.has(key))));
}

/** Takes these events out of the store; answers with those that were in it. */
export async function takeOut(
  store: PendingStore,
  dossier: string,
  keys: ReadonlySet<EventKey>,
): Promise<PendingEvent[]> {
  const taken: PendingEvent[] = [];
  for (const batch of await batchesWith(store, dossier, keys)) {
    const all = eventsOf([batch]);
    const left = all.filter(({ key }) => !keys.has(key));
    taken.push(...all.filter(({ key }) => keys.has(key)));
    if (left.length === 0 && batch.number !== undefined) await store.delete(batch.number);
    else await store.put({ ...batch, ...batchOf(dossier, left) });
  }
  return taken;
}

/** Notes why a server will not take these events. */
export async function refuse(
  store: PendingStore,
  dossier: string,
  refusals: readonly Refusal[],
): Promise<void> {
  const keys = new Set(refusals.map(({ key }) => key));
  for (const batch of await batchesWith(store, dossier, keys)) {
    const held = refusals.filter(({ key }) => batch.keys.includes(key));
    const other = batch.refused.filter(({ key }) => !keys.has(key));
    await store.put({ ...batch, refused: [...other, ...held] });
  }
}

/** Forgets that a server would not take these events. */
export async function unrefuse(
  store: PendingStore,
  dossier: string,
  keys: ReadonlySet<EventKey>,
): Promise<void> {
  for (const batch of await batchesWith(store, dossier, keys)) {
    await store.put({ ...batch, refused: batch.refused.filter(({ key }) => !keys.has(key)) });
  }
}
