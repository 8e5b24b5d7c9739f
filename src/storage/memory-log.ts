/**
 * The event log in memory, for a browser that refuses to store anything, and for tests: the same contract as
 * on disk, for as long as the page lives. Logs that share one store see each other's events, as tabs do.
 */
import type { WireEvent } from '#src/domain/event.ts';
import {
  type EventKey,
  type EventLog,
  eventKey,
  type Refusal,
  type StoredState,
} from './event-log.ts';
import { closedByThisPage, failedOperation } from './storage-error.ts';
import { keyOf, withoutKnown } from './stored-events.ts';

interface DossierMemory {
  readonly known: Set<EventKey>;
  readonly events: unknown[];
  readonly pending: Set<EventKey>;
  readonly refused: Map<EventKey, string>;
  cursor: number;
  head: number;
}

interface Subscription {
  /** Whose: a log does not hear itself. */
  readonly log: symbol;
  readonly dossier: string;
  readonly listener: (events: readonly WireEvent[]) => void;
}

export interface MemoryLogStore {
  readonly dossiers: Map<string, DossierMemory>;
  readonly subscriptions: Set<Subscription>;
  actor: string | null;
}

export function memoryLogStore(): MemoryLogStore {
  return { dossiers: new Map(), subscriptions: new Set(), actor: null };
}

function memoryOf(store: MemoryLogStore, dossier: string): DossierMemory {
  const present = store.dossiers.get(dossier);
  if (present) return present;
  const memory: DossierMemory = {
    known: new Set(),
    events: [],
    pending: new Set(),
    refused: new Map(),
    cursor: 0,
    head: 0,
  };
  store.dossiers.set(dossier, memory);
  return memory;
}

/** Takes a copy of the new events, all or none, and returns it. */
function keep(memory: DossierMemory, events: readonly WireEvent[]): readonly WireEvent[] {
  const isNew = (event: WireEvent) => {
    const key = keyOf(event);
    return key === null || !memory.known.has(key);
  };
  const fresh = structuredClone(withoutKnown(events.filter(isNew), new Set()));
  for (const event of fresh) {
    const key = keyOf(event);
    if (key !== null) memory.known.add(key);
    memory.events.push(event);
  }
  return fresh;
}

function storedState({ pending, refused, cursor, head }: DossierMemory): StoredState {
  const refusals = Array.from(refused, ([key, reason]) => ({ key, reason }));
  return { pending: [...pending], refused: refusals, cursor, head };
}

function appendTo(memory: DossierMemory, events: readonly WireEvent[]): readonly WireEvent[] {
  const fresh = keep(memory, events);
  for (const event of fresh) memory.pending.add(eventKey(event));
  return fresh;
}

function receiveInto(
  memory: DossierMemory,
  events: readonly WireEvent[],
  cursor: number,
  head: number,
): readonly WireEvent[] {
  const fresh = keep(memory, events);
  markTaken(
    memory,
    events.map((event) => keyOf(event)),
  );
  memory.cursor = Math.max(memory.cursor, cursor);
  memory.head = head;
  return fresh;
}

function markTaken(memory: DossierMemory, keys: readonly (EventKey | null)[]): void {
  for (const key of keys) {
    if (key === null) continue;
    memory.pending.delete(key);
    memory.refused.delete(key);
  }
}

function markRefusals(memory: DossierMemory, refusals: readonly Refusal[]): void {
  for (const { key, reason } of refusals) {
    if (memory.pending.delete(key) || memory.refused.has(key)) memory.refused.set(key, reason);
  }
}

/** Later, as between tabs: whoever appends has gone on by the time the others hear of it. */
function tellOthers(
  store: MemoryLogStore,
  sender: symbol,
  dossier: string,
  events: readonly WireEvent[],
): void {
  if (events.length === 0) return;
  for (const subscription of store.subscriptions) {
    if (subscription.log === sender || subscription.dossier !== dossier) continue;
    queueMicrotask(() => {
      if (store.subscriptions.has(subscription)) subscription.listener(events);
    });
  }
}

function subscribeTo(store: MemoryLogStore, subscription: Subscription): () => void {
  store.subscriptions.add(subscription);
  return () => store.subscriptions.delete(subscription);
}

export function memoryLog(store: MemoryLogStore = memoryLogStore()): EventLog {
  const self = Symbol('log');
  let isClosed = false;

  async function attempt<T>(operation: () => T | Promise<T>): Promise<T> {
    if (isClosed) throw closedByThisPage();
    try {
      return await operation();
    } catch (cause) {
      throw failedOperation(cause);
    }
  }
  const of = (dossier: string) => memoryOf(store, dossier);

  return {
    durability: 'memory',
    snapshots: null,
    read: (dossier, take) =>
      attempt(async () => {
        const memory = of(dossier);
        await take([...memory.events]);
        return storedState(memory);
      }),
    append: (dossier, events) =>
      attempt(() => tellOthers(store, self, dossier, appendTo(of(dossier), events))),
    receive: (dossier, events, cursor, head = cursor) =>
      attempt(() =>
        tellOthers(store, self, dossier, receiveInto(of(dossier), events, cursor, head)),
      ),
    rewind: (dossier) =>
      attempt(() => {
        Object.assign(of(dossier), { cursor: 0, head: 0 });
      }),
    markSent: (dossier, keys) => attempt(() => markTaken(of(dossier), keys)),
    markRefused: (dossier, refusals) => attempt(() => markRefusals(of(dossier), refusals)),
    loadActor: () => attempt(() => store.actor),
    saveActor: (actor) =>
      attempt(() => {
        store.actor = actor;
      }),
    subscribe: (dossier, listener) => subscribeTo(store, { log: self, dossier, listener }),
    close: () => {
      isClosed = true;
      for (const subscription of store.subscriptions) {
        if (subscription.log === self) store.subscriptions.delete(subscription);
      }
    },
  };
}
