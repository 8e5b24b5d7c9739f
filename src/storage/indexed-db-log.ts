/**
 * The event log on disk, in IndexedDB. Every command is one transaction, and its promise resolves only when
 * that has committed; `append` also waits until the browser has flushed it. A received page is one record, so
 * that 100,000 events which came in one go are about a dozen records.
 *
 * An event is in one place: an own one in `pending` until a server has given it back, then in the segment of the
 * page it came in. There is no index of 100,000 keys to keep up: what follows on what is there is known to be new
 * (a page by where it begins, an own event by its id), and what does not is compared with what is there, in the
 * same transaction (`segments.ts`, `received-transactions.ts`).
 */
import { openChannel } from './channel.ts';
import { compact, planCompaction, tolerableSegments } from './compaction.ts';
import { type Connection, connect } from './connection.ts';
import type { EventLog, Shelf } from './event-log.ts';
import type { LogDatabase } from './log-database.ts';
import {
  addPending,
  countElsewhere,
  dropRefusals,
  findShelves,
  findWaiting,
  keepAcknowledged,
  keepActor,
  keepRefusals,
  readActor,
  replacePending,
} from './own-transactions.ts';
import { readPortions } from './read-portions.ts';
import { addMerged, addReceived, rewind } from './received-transactions.ts';
import type { KeyMemory } from './segments.ts';
import { moveAside, readSetAside } from './set-aside.ts';
import type { SnapshotStore } from './snapshot/snapshot-store.ts';
import {
  forgetSnapshot,
  readSnapshot,
  type StampMemory,
  writeSnapshot,
} from './snapshot/snapshot-transactions.ts';

export interface IndexedDbLogOptions {
  /** `globalThis.indexedDB`; undefined where the browser has none. */
  readonly indexedDB: IDBFactory | undefined;
  /** Of the database: one for each server. */
  readonly name?: string;
  /** Milliseconds to wait for the browser to open the database. */
  readonly timeout?: number;
  /** When to merge small segments after a load: at first paint there are better things to do. */
  readonly later?: (task: () => void) => void;
  /** How many small segments are left as they are. */
  readonly tolerated?: number;
}

/** Events that other tabs are told of in one message: each takes in one at a time, and has its turn between two. */
const toldAtOnce = 2_000;

function inTwoSeconds(task: () => void): void {
  setTimeout(task, 2_000);
}

function snapshotStore({ use }: Connection): SnapshotStore {
  const stamps: StampMemory = new Map();
  return {
    load: async (shelf) => {
      try {
        return await use((database) => readSnapshot(database, stamps, shelf));
      } catch {
        // The log is read then, and says what is wrong if it fails too.
        return null;
      }
    },
    save: (shelf, head, shards, isInSnapshot) =>
      use((database) => writeSnapshot(database, stamps, shelf, head, shards, isInSnapshot)),
    forget: (shelf) => use((database) => forgetSnapshot(database, stamps, shelf)),
  };
}

/** Rejects with a StorageError of kind `refused` where there is no IndexedDB to be had. */
export async function openIndexedDbLog(options: IndexedDbLogOptions): Promise<EventLog> {
  const { indexedDB, name = 'parley', timeout = 5_000, later = inTwoSeconds } = options;
  const { tolerated = tolerableSegments } = options;
  const connection = await connect({ name, indexedDB, timeout });
  const channel = openChannel(`${name}-log`);
  const { use } = connection;
  /** One for each connection: another database counts its records anew. */
  const memories = new WeakMap<LogDatabase, KeyMemory>();

  function keysOf(database: LogDatabase): KeyMemory {
    const present = memories.get(database);
    if (present) return present;
    const memory: KeyMemory = new Map();
    memories.set(database, memory);
    return memory;
  }

  const tell = (shelf: Shelf, events: readonly unknown[]) => {
    for (let from = 0; from < events.length; from += toldAtOnce) {
      channel.post(shelf, { events: events.slice(from, from + toldAtOnce), gone: [] });
    }
  };

  async function readAndTidy(
    database: LogDatabase,
    shelf: Shelf,
    take: Parameters<EventLog['read']>[1],
  ) {
    const { state, sizes } = await readPortions(database, shelf, take);
    const batches = planCompaction(sizes, tolerated);
    if (batches.length > 0) {
      later(() => void compact(database, shelf, batches, () => connection.isOpen()));
    }
    return state;
  }

  return {
    durability: 'disk',
    snapshots: snapshotStore(connection),
    read: (shelf, take) => {
      let hasBegun = false;
      const takeOn: typeof take = (events) => {
        hasBegun = true;
        return take(events);
      };
      return use(
        (database) => readAndTidy(database, shelf, takeOn),
        () => !hasBegun,
      );
    },
    append: async (shelf, events) =>
      tell(shelf, await use((db) => addPending(db, keysOf(db), shelf, events))),
    receive: async (shelf, events, reached) =>
      tell(shelf, await use((db) => addReceived(db, keysOf(db), shelf, events, reached))),
    merge: async (shelf, own, others) =>
      tell(shelf, await use((db) => addMerged(db, keysOf(db), shelf, own, others))),
    rewind: (shelf) => use((database) => rewind(database, shelf)),
    markSent: (shelf, keys) => use((database) => keepAcknowledged(database, shelf, keys)),
    markRefused: (shelf, refusals) => use((db) => keepRefusals(db, shelf, refusals)),
    unrefuse: (shelf, keys) => use((db) => dropRefusals(db, shelf, keys)),
    replace: async (shelf, gone, events) => {
      const added = await use((db) => replacePending(db, keysOf(db), shelf, gone, events));
      if (added !== null) channel.post(shelf, { events: added, gone });
      return added !== null;
    },
    setAside: (shelf, isBroken) => use((db) => moveAside(db, shelf, isBroken, null)),
    loadSetAside: (shelf) => use((database) => readSetAside(database, shelf)),
    elsewhere: (dossier, actor) => use((database) => countElsewhere(database, dossier, actor)),
    waiting: (actor) => use((database) => findWaiting(database, actor)),
    shelves: () => use(findShelves),
    loadActor: () => use(readActor),
    saveActor: (actor) => use((database) => keepActor(database, actor)),
    subscribe: (shelf, listener) => channel.subscribe(shelf, listener),
    onReset: (listener) => connection.onReset(listener),
    close: () => {
      channel.close();
      connection.close();
    },
  };
}
