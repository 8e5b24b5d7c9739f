/**
 * The event log in memory, for a browser that refuses to store anything, and for tests: the same contract as
 * on disk, for as long as the page lives. Logs that share one store see each other's events, as tabs do.
 */
import type { WireEvent } from '#src/domain/event.ts';
import {
  type EventKey,
  type EventLog,
  eventKey,
  type News,
  type Reached,
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
  reached: Reached;
}

const nothingReached: Reached = { epoch: null, cursor: 0, head: 0 };

interface Subscription {
  /** Whose: a log does not hear itself. */
  readonly log: symbol;
  readonly dossier: string;
  readonly listener: (news: News) => void;
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
    reached: nothingReached,
  };
  store.dossiers.set(dossier, memory);
  return memory;
}

/** Takes a copy of the new events, all or none, and returns it. */
function keep<T>(memory: DossierMemory, events: readonly T[]): readonly T[] {
  const isNew = (event: T) => {
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

function storedState({ pending, refused, reached }: DossierMemory): StoredState {
  const refusals = Array.from(refused, ([key, reason]) => ({ key, reason }));
  return { pending: [...pending], refused: refusals, ...reached };
}

function appendTo(memory: DossierMemory, events: readonly WireEvent[]): readonly WireEvent[] {
  const fresh = keep(memory, events);
  for (const event of fresh) memory.pending.add(eventKey(event));
  return fresh;
}

function receiveInto(
  memory: DossierMemory,
  events: readonly unknown[],
  reached: Reached,
): readonly unknown[] {
  const fresh = keep(memory, events);
  markTaken(
    memory,
    events.map((event) => keyOf(event)),
  );
  const before = memory.reached.epoch === reached.epoch ? memory.reached.cursor : 0;
  memory.reached = { ...reached, cursor: Math.max(before, reached.cursor) };
  return fresh;
}

function markTaken(memory: DossierMemory, keys: readonly (EventKey | null)[]): void {
  for (const key of keys) {
    if (key === null) continue;
    memory.pending.delete(key);
    memory.refused.delete(key);
  }
}

function dropPending(memory: DossierMemory, keys: readonly EventKey[]): void {
  const gone = new Set<EventKey | null>(keys.filter((key) => memory.pending.delete(key)));
  const left = memory.events.filter((event) => !gone.has(keyOf(event)));
  for (const key of gone) if (key !== null) memory.known.delete(key);
  memory.events.splice(0, memory.events.length, ...left);
}

function markRefusals(memory: DossierMemory, refusals: readonly Refusal[]): void {
  for (const { key, reason } of refusals) {
    if (memory.pending.delete(key) || memory.refused.has(key)) memory.refused.set(key, reason);
  }
}

/** Later, as between tabs: whoever appends has gone on by the time the others hear of it. */
function tellOthers(store: MemoryLogStore, sender: symbol, dossier: string, news: News): void {
  if (news.events.length === 0 && news.gone.length === 0) return;
  for (const subscription of store.subscriptions) {
    if (subscription.log === sender || subscription.dossier !== dossier) continue;
    queueMicrotask(() => {
      if (store.subscriptions.has(subscription)) subscription.listener(news);
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
  const tell = (dossier: string, news: News) => tellOthers(store, self, dossier, news);

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
      attempt(() => tell(dossier, { events: appendTo(of(dossier), events), gone: [] })),
    receive: (dossier, events, reached) =>
      attempt(() => tell(dossier, { events: receiveInto(of(dossier), events, reached), gone: [] })),
    rewind: (dossier) =>
      attempt(() => {
        of(dossier).reached = nothingReached;
      }),
    markSent: (dossier, keys) => attempt(() => markTaken(of(dossier), keys)),
    markRefused: (dossier, refusals) => attempt(() => markRefusals(of(dossier), refusals)),
    unrefuse: (dossier, keys) =>
      attempt(() => {
        const memory = of(dossier);
        for (const key of keys) if (memory.refused.delete(key)) memory.pending.add(key);
      }),
    replace: (dossier, gone, events) =>
      attempt(() => {
        dropPending(of(dossier), gone);
        tell(dossier, { events: appendTo(of(dossier), events), gone });
      }),
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
