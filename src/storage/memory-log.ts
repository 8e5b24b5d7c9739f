/**
 * The event log in memory, for a browser that refuses to store anything, and for tests: the same contract as
 * on disk, for as long as the page lives. Logs that share one store see each other's events, as tabs do.
 */
import type { WireEvent } from '#src/domain/event.ts';
import type { Problem } from '#src/domain/problem.ts';
import {
  dossierOnShelf,
  type EventKey,
  type EventLog,
  eventKey,
  isShelfOfOther,
  type News,
  type PageReached,
  type Reached,
  type Refusal,
  type SetAside,
  type Shelf,
  type StoredState,
} from './event-log.ts';
import {
  beginsAnotherLog,
  beyondAll,
  nothingReached,
  pageOf,
  placeOf,
  reachedAfter,
} from './page-place.ts';
import { failedOperation, StorageError } from './storage-error.ts';
import { isSameRecord, keyOf, withoutKnown } from './stored-events.ts';
import { unparsable, withoutKey } from './stored-records.ts';

/** What is known of an own event that no server has given back. */
interface Waiting {
  readonly refused: Problem | null;
  readonly isSent: boolean;
}

interface ShelfMemory {
  readonly events: Map<EventKey, unknown>;
  readonly own: Map<EventKey, Waiting>;
  /** Received since the last start from 0. */
  readonly inLine: Set<EventKey>;
  readonly aside: SetAside[];
  reached: Reached;
  missing: number;
}

interface Subscription {
  /** Whose: a log does not hear itself. */
  readonly log: symbol;
  readonly shelf: Shelf;
  readonly listener: (news: News) => void;
}

export interface MemoryLogStore {
  readonly shelves: Map<Shelf, ShelfMemory>;
  readonly subscriptions: Set<Subscription>;
  actor: string | null;
}

export function memoryLogStore(): MemoryLogStore {
  return { shelves: new Map(), subscriptions: new Set(), actor: null };
}

function memoryOf(store: MemoryLogStore, shelf: Shelf): ShelfMemory {
  const present = store.shelves.get(shelf);
  if (present) return present;
  const memory: ShelfMemory = {
    events: new Map(),
    own: new Map(),
    inLine: new Set(),
    aside: [],
    reached: nothingReached,
    missing: 0,
  };
  store.shelves.set(shelf, memory);
  return memory;
}

/** A copy, which may fail, so it comes before anything is changed. */
function copied<T>(events: readonly T[]): readonly T[] {
  return structuredClone([...events]);
}

/** The same of own events, each of which must say whose it is. */
function ownCopies(events: readonly WireEvent[]): readonly WireEvent[] {
  const copies = copied(events);
  if (copies.some((event) => keyOf(event) === null)) {
    throw new TypeError('An own event has an actor and an id');
  }
  return copies;
}

function storedState({ own, reached, missing, aside }: ShelfMemory): StoredState {
  const pending: EventKey[] = [];
  const refused: Refusal[] = [];
  for (const [key, { refused: problem, isSent }] of own) {
    if (problem !== null) refused.push({ key, problem });
    else if (!isSent) pending.push(key);
  }
  return { pending, refused, ...reached, missing, setAside: aside.length };
}

/** Events that come last are those no server has. */
function inPortions({ events, own }: ShelfMemory): unknown[][] {
  const isOwn = ([key]: [EventKey, unknown]) => own.has(key);
  const all = [...events];
  const portions = [all.filter((entry) => !isOwn(entry)), all.filter(isOwn)];
  return portions
    .map((portion) => portion.map(([, event]) => event))
    .filter(({ length }) => length);
}

function appendTo(memory: ShelfMemory, copies: readonly WireEvent[]): readonly WireEvent[] {
  const fresh: WireEvent[] = [];
  for (const event of copies) {
    const key = eventKey(event);
    if (memory.events.has(key)) continue;
    memory.events.set(key, event);
    memory.own.set(key, { refused: null, isSent: false });
    fresh.push(event);
  }
  return fresh;
}

function rewindMemory(memory: ShelfMemory): void {
  memory.reached = nothingReached;
  memory.missing = 0;
  memory.inLine.clear();
  for (const [key, waiting] of memory.own) memory.own.set(key, { ...waiting, isSent: false });
}

function receiveInto(
  memory: ShelfMemory,
  copies: readonly unknown[],
  reached: PageReached,
): readonly unknown[] {
  const distinct = withoutKnown(copies, new Set());
  const keyless = copies.filter((event) => keyOf(event) === null);
  const page = pageOf(reached, distinct.length + keyless.length);
  if (beginsAnotherLog(memory.reached, page)) rewindMemory(memory);
  const place = placeOf(memory.reached, page);
  for (const record of keyless) addAside(memory, { isOwn: false, ...withoutKey(record) });
  const told: unknown[] = [];
  for (const event of distinct) {
    const key = keyOf(event);
    if (key === null) continue;
    const isWaiting = memory.own.has(key) && !place.isForeign;
    const isNew = !memory.events.has(key);
    if (isNew && !settleAside(memory, key, event)) continue;
    if (isNew) memory.events.set(key, event);
    if (isNew || isWaiting) told.push(event);
    if (isWaiting) memory.own.delete(key);
    if (place.connects) memory.inLine.add(key);
  }
  memory.reached = reachedAfter(memory.reached, page, place);
  return told;
}

function addAside(memory: ShelfMemory, found: SetAside): void {
  const isThere = memory.aside.some(({ record }) => isSameRecord(record, found.record));
  if (!isThere) memory.aside.push(found);
}

/** Whether an event is to be taken in: not where it is as broken as the one set aside, which it else replaces. */
function settleAside(memory: ShelfMemory, key: EventKey, event: unknown): boolean {
  const at = memory.aside.findIndex(({ record }) => keyOf(record) === key);
  const present = memory.aside[at];
  if (present === undefined) return true;
  if (isSameRecord(present.record, event)) return false;
  memory.aside.splice(at, 1);
  return true;
}

function setAsideFrom(memory: ShelfMemory, isBroken: (event: unknown) => boolean): number {
  const broken = [...memory.events].filter(([, event]) => isBroken(event));
  for (const [key, record] of broken) {
    addAside(memory, { isOwn: memory.own.has(key), why: unparsable, record });
    if (memory.inLine.delete(key)) memory.missing += 1;
    memory.own.delete(key);
    memory.events.delete(key);
  }
  return broken.length;
}

function acknowledge(memory: ShelfMemory, keys: readonly EventKey[]): void {
  for (const key of keys) {
    if (memory.own.has(key)) memory.own.set(key, { refused: null, isSent: true });
  }
}

function isWaiting({ own }: ShelfMemory, key: EventKey): boolean {
  return own.get(key)?.isSent === false;
}

function dropWaiting({ own, events }: ShelfMemory, key: EventKey): void {
  own.delete(key);
  events.delete(key);
}

function markRefusals(memory: ShelfMemory, refusals: readonly Refusal[]): void {
  for (const { key, problem } of refusals) {
    if (memory.own.get(key)?.isSent === false) {
      memory.own.set(key, { refused: problem, isSent: false });
    }
  }
}

function dropRefusals(memory: ShelfMemory, keys: readonly EventKey[]): void {
  for (const key of keys) {
    const waiting = memory.own.get(key);
    if (waiting) memory.own.set(key, { ...waiting, refused: null });
  }
}

function countElsewhere(store: MemoryLogStore, dossier: string, actor: string): number {
  const others = [...store.shelves].filter(([shelf]) => isShelfOfOther(shelf, dossier, actor));
  return others.reduce((sum, [, memory]) => sum + storedState(memory).pending.length, 0);
}

function findWaiting(store: MemoryLogStore, actor: string): readonly string[] {
  return [...store.shelves].flatMap(([shelf, memory]) => {
    const dossier = dossierOnShelf(shelf, actor);
    return dossier !== null && storedState(memory).pending.length > 0 ? [dossier] : [];
  });
}

/** One that was asked for and has nothing on it is none. */
function findShelves(store: MemoryLogStore): readonly Shelf[] {
  const isUsed = ({ events, aside, reached }: ShelfMemory) =>
    events.size + aside.length > 0 || reached !== nothingReached;
  return [...store.shelves].flatMap(([shelf, memory]) => (isUsed(memory) ? [shelf] : [])).sort();
}

/** Later, as between tabs: whoever appends has gone on by the time the others hear of it. */
function tellOthers(store: MemoryLogStore, sender: symbol, shelf: Shelf, news: News): void {
  if (news.events.length === 0 && news.gone.length === 0) return;
  for (const subscription of store.subscriptions) {
    if (subscription.log === sender || subscription.shelf !== shelf) continue;
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
    if (isClosed) throw new StorageError('store-closed');
    try {
      return await operation();
    } catch (cause) {
      throw failedOperation(cause);
    }
  }
  const of = (shelf: Shelf) => memoryOf(store, shelf);
  const tell = (shelf: Shelf, news: News) => tellOthers(store, self, shelf, news);

  return {
    durability: 'memory',
    snapshots: null,
    read: async (shelf, take) => {
      const { portions, state } = await attempt(() => ({
        portions: inPortions(of(shelf)),
        state: storedState(of(shelf)),
      }));
      for (const portion of portions) {
        await take(portion);
        if (isClosed) throw new StorageError('store-closed');
      }
      return state;
    },
    append: (shelf, events) =>
      attempt(() => tell(shelf, { events: appendTo(of(shelf), ownCopies(events)), gone: [] })),
    receive: (shelf, events, reached) =>
      attempt(() => {
        const told = receiveInto(of(shelf), copied(events), reached);
        tell(shelf, { events: told, gone: [] });
      }),
    merge: (shelf, own, others) =>
      attempt(() => {
        const [ownOnes, othersOnes] = [ownCopies(own), copied(others)];
        const told = receiveInto(of(shelf), othersOnes, beyondAll);
        tell(shelf, { events: [...told, ...appendTo(of(shelf), ownOnes)], gone: [] });
      }),
    rewind: (shelf) => attempt(() => rewindMemory(of(shelf))),
    markSent: (shelf, keys) => attempt(() => acknowledge(of(shelf), keys)),
    markRefused: (shelf, refusals) => attempt(() => markRefusals(of(shelf), refusals)),
    unrefuse: (shelf, keys) => attempt(() => dropRefusals(of(shelf), keys)),
    replace: (shelf, gone, events) =>
      attempt(() => {
        const copies = ownCopies(events);
        if (!gone.every((key) => isWaiting(of(shelf), key))) return false;
        for (const key of gone) dropWaiting(of(shelf), key);
        tell(shelf, { events: appendTo(of(shelf), copies), gone });
        return true;
      }),
    setAside: (shelf, isBroken) => attempt(() => setAsideFrom(of(shelf), isBroken)),
    loadSetAside: (shelf) => attempt(() => [...of(shelf).aside]),
    elsewhere: (dossier, actor) => attempt(() => countElsewhere(store, dossier, actor)),
    waiting: (actor) => attempt(() => findWaiting(store, actor)),
    shelves: () => attempt(() => findShelves(store)),
    loadActor: () => attempt(() => store.actor),
    saveActor: (actor) =>
      attempt(() => {
        store.actor = actor;
      }),
    subscribe: (shelf, listener) => subscribeTo(store, { log: self, shelf, listener }),
    // Memory is lost with the page.
    onReset: () => () => undefined,
    close: () => {
      isClosed = true;
      for (const subscription of store.subscriptions) {
        if (subscription.log === self) store.subscriptions.delete(subscription);
      }
    },
  };
}
