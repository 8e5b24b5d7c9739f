/**
 * The event log on disk, in IndexedDB. Every command is one transaction, and its promise resolves only when
 * that has committed; `append` also waits until the browser has flushed it. A received page is one record, so
 * that 100,000 events load in one read of some dozens of records.
 *
 * How known keys are passed over, with no index of 100,000 keys to keep up: an own event is looked up among
 * the pending ones; an own event that comes back in `receive` moves from there to the page it came in; a page
 * that does not advance the cursor has been stored before, most likely by another tab, and is compared with
 * the latest segments until all of it is found. All this happens inside the writing transaction. What still
 * slips through (a page that overlaps with another tab's) is kept twice, counts as sent where either copy is,
 * is handed out once by `load`, and becomes one again when segments are merged.
 */
import { openChannel } from './channel.ts';
import { compact, planCompaction } from './compaction.ts';
import type { EventLog } from './event-log.ts';
import { type LogDatabase, openLogDatabase } from './log-database.ts';
import {
  addPending,
  addReceived,
  dropRefusals,
  forgetCursor,
  keepActor,
  keepRefusals,
  moveToSent,
  replacePending,
} from './log-transactions.ts';
import { readPortions } from './read-portions.ts';
import type { SnapshotStore } from './snapshot-store.ts';
import { forgetSnapshot, readSnapshot, writeSnapshot } from './snapshot-transactions.ts';
import { closedByThisPage, failedOperation, type StorageError } from './storage-error.ts';

export interface IndexedDbLogOptions {
  /** `globalThis.indexedDB`; undefined where the browser has none. */
  readonly indexedDB: IDBFactory | undefined;
  /** Of the database. */
  readonly name?: string;
  /** Milliseconds to wait for the browser to open the database. */
  readonly timeout?: number;
  /** When to merge small segments after a load: at first paint there are better things to do. */
  readonly later?: (task: () => void) => void;
}

function inTwoSeconds(task: () => void): void {
  setTimeout(task, 2_000);
}

type Attempt = <T>(operation: () => Promise<T>) => Promise<T>;

function snapshotStore(database: LogDatabase, attempt: Attempt): SnapshotStore {
  return {
    load: (dossier) => attempt(() => readSnapshot(database, dossier)),
    save: (dossier, head, shards, holds) =>
      attempt(() => writeSnapshot(database, dossier, head, shards, holds)),
    forget: (dossier) => attempt(() => forgetSnapshot(database, dossier)),
  };
}

/** Rejects with a StorageError of kind `refused` where there is no IndexedDB to be had. */
export async function openIndexedDbLog(options: IndexedDbLogOptions): Promise<EventLog> {
  const { indexedDB, name = 'parley', timeout = 5_000, later = inTwoSeconds } = options;
  let lost: StorageError | null = null;
  const onLost = (reason: StorageError) => {
    lost ??= reason;
  };
  const database = await openLogDatabase({ name, indexedDB, timeout, onLost });
  const channel = openChannel(`${name}-log`);

  async function attempt<T>(operation: () => Promise<T>): Promise<T> {
    if (lost) throw lost;
    try {
      return await operation();
    } catch (cause) {
      throw lost ?? failedOperation(cause);
    }
  }

  const tell = (dossier: string, events: readonly unknown[]) =>
    channel.post(dossier, { events, gone: [] });

  async function readAndTidy(dossier: string, take: Parameters<EventLog['read']>[1]) {
    const { state, sizes } = await readPortions(database, dossier, take);
    const batches = planCompaction(sizes);
    const mayGoOn = () => lost === null;
    if (batches.length > 0) later(() => void compact(database, dossier, batches, mayGoOn));
    return state;
  }

  return {
    durability: 'disk',
    snapshots: snapshotStore(database, attempt),
    read: (dossier, take) => attempt(() => readAndTidy(dossier, take)),
    append: (dossier, events) =>
      attempt(async () => tell(dossier, await addPending(database, dossier, events))),
    receive: (dossier, events, reached) =>
      attempt(async () => tell(dossier, await addReceived(database, dossier, events, reached))),
    rewind: (dossier) => attempt(() => forgetCursor(database, dossier)),
    markSent: (dossier, keys) => attempt(() => moveToSent(database, dossier, keys)),
    markRefused: (dossier, refusals) => attempt(() => keepRefusals(database, dossier, refusals)),
    unrefuse: (dossier, keys) => attempt(() => dropRefusals(database, dossier, keys)),
    replace: (dossier, gone, events) =>
      attempt(async () => {
        await replacePending(database, dossier, gone, events);
        channel.post(dossier, { events, gone });
      }),
    loadActor: () => attempt(async () => (await database.get('meta', 'actor')) ?? null),
    saveActor: (actor) => attempt(() => keepActor(database, actor)),
    subscribe: (dossier, listener) => channel.subscribe(dossier, listener),
    close: () => {
      lost ??= closedByThisPage();
      channel.close();
      database.close();
    },
  };
}
