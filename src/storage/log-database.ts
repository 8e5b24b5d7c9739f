/**
 * The database behind the client's log, and how it is opened: `segments` holds many events a record, so that
 * 100,000 events are some dozens of records; `pending` holds own events until a server has them.
 * Opening ends in a connection or in a StorageError, whatever the browser does, before `timeout` is over.
 */
import { type DBSchema, type IDBPDatabase, wrap } from 'idb';
import type { EventKey, Reached } from './event-log.ts';
import { batchesOf, type PendingBatch } from './pending-batches.ts';
import { StorageError } from './storage-error.ts';

/** Events of one dossier that a server has: a received page, an acknowledged push, or several of them. */
export interface Segment {
  /** Given by the store. */
  readonly number?: number;
  readonly dossier: string;
  readonly events: readonly unknown[];
}

/** A part of a dossier's snapshot: its head, or the shard of that number. */
export interface SnapshotPart {
  readonly dossier: string;
  readonly part: number;
  readonly text: string;
}

/** Events written since the snapshot was taken. */
export interface JournalEntry {
  readonly number?: number;
  readonly dossier: string;
  readonly events: readonly unknown[];
}

/** The part number of a snapshot's head; its shards count from 0. */
export const headPart = -1;

/** How far a dossier's log has been received. */
export interface DossierRow extends Reached {
  readonly id: string;
}

/** A row may be of a version that kept no epoch. */
export function reachedOf(row: Partial<DossierRow> | undefined): Reached {
  return { epoch: row?.epoch ?? null, cursor: row?.cursor ?? 0, head: row?.head ?? 0 };
}

export interface LogSchema extends DBSchema {
  segments: { key: number; value: Segment; indexes: { dossier: string } };
  pending: { key: number; value: PendingBatch; indexes: { dossier: string; keys: EventKey } };
  snapshots: { key: [string, number]; value: SnapshotPart };
  journal: { key: number; value: JournalEntry; indexes: { dossier: string } };
  dossiers: { key: string; value: DossierRow };
  meta: { key: string; value: string };
}

export type LogDatabase = IDBPDatabase<LogSchema>;

/** 2: own events are kept in batches. */
const version = 2;
const stores = ['segments', 'pending', 'snapshots', 'journal', 'dossiers', 'meta'] as const;

function createStores(database: IDBDatabase): void {
  const segments = database.createObjectStore('segments', {
    keyPath: 'number',
    autoIncrement: true,
  });
  segments.createIndex('dossier', 'dossier');
  createPending(database);
  database.createObjectStore('snapshots', { keyPath: ['dossier', 'part'] });
  const journal = database.createObjectStore('journal', { keyPath: 'number', autoIncrement: true });
  journal.createIndex('dossier', 'dossier');
  database.createObjectStore('dossiers', { keyPath: 'id' });
  database.createObjectStore('meta');
}

function createPending(database: IDBDatabase): IDBObjectStore {
  const pending = database.createObjectStore('pending', { keyPath: 'number', autoIncrement: true });
  pending.createIndex('dossier', 'dossier');
  pending.createIndex('keys', 'keys', { multiEntry: true });
  return pending;
}

/** What version 1 kept: each own event by itself. */
interface PendingOfVersion1 {
  readonly dossier: string;
  readonly key: EventKey;
  readonly event: unknown;
  readonly refused?: string;
}

/** All or nothing, like every upgrade: if any of it fails, the store is as it was. */
function upgrade(database: IDBDatabase, transaction: IDBTransaction): void {
  const old: IDBRequest<PendingOfVersion1[]> = transaction.objectStore('pending').getAll();
  old.onsuccess = () => {
    database.deleteObjectStore('pending');
    const pending = createPending(database);
    for (const { dossier, ...own } of old.result) {
      for (const batch of batchesOf(dossier, [own])) pending.add(batch);
    }
  };
}

function isLogDatabase(database: IDBPDatabase | LogDatabase): database is LogDatabase {
  return stores.every((store) => database.objectStoreNames.contains(store));
}

export interface OpeningOptions {
  readonly name: string;
  /** Undefined where the browser has none. */
  readonly indexedDB: IDBFactory | undefined;
  /** Milliseconds to wait for the browser's answer. */
  readonly timeout: number;
  /** Called once if the connection is taken away later. */
  readonly onLost: (reason: StorageError) => void;
}

export function openLogDatabase(options: OpeningOptions): Promise<LogDatabase> {
  const { name, indexedDB, timeout, onLost } = options;
  return new Promise((resolve, reject) => {
    if (!indexedDB) throw refusedOpening();
    const request = openRequest(indexedDB, name);
    let isBlocked = false;
    let isOver = false;
    const timer = setTimeout(() => {
      isOver = true;
      reject(isBlocked ? blockedOpening() : refusedOpening());
    }, timeout);
    request.onblocked = () => {
      isBlocked = true;
    };
    request.onupgradeneeded = ({ oldVersion }) => {
      if (oldVersion === 0) createStores(request.result);
      else if (request.transaction) upgrade(request.result, request.transaction);
    };
    request.onerror = () => {
      clearTimeout(timer);
      reject(request.error?.name === 'VersionError' ? newerData() : refusedOpening(request.error));
    };
    request.onsuccess = () => {
      clearTimeout(timer);
      const database = wrap(request.result);
      if (isOver) database.close();
      else if (isLogDatabase(database)) {
        watch(request.result, onLost);
        resolve(database);
      } else {
        database.close();
        reject(newerData());
      }
    };
  });
}

function openRequest(indexedDB: IDBFactory, name: string): IDBOpenDBRequest {
  try {
    return indexedDB.open(name, version);
  } catch (cause) {
    throw refusedOpening(cause);
  }
}

function watch(database: IDBDatabase, onLost: OpeningOptions['onLost']): void {
  database.onversionchange = () => {
    database.close();
    onLost(
      new StorageError(
        'closed',
        'A newer version of Parley was opened in another tab and has taken over the store. Everything saved before is kept. Reload this page to go on.',
      ),
    );
  };
  database.onclose = () => {
    onLost(
      new StorageError(
        'closed',
        'The browser has closed the store, perhaps because the site’s data were cleared. What is on this page is still here: export the dossier, then reload.',
      ),
    );
  };
}

function refusedOpening(cause?: unknown): StorageError {
  return new StorageError(
    'refused',
    'This browser does not let Parley store anything here, perhaps because the window is private or site data are blocked. You can work on, but changes are kept only until this page is closed: export the dossier before you leave.',
    cause,
  );
}

function blockedOpening(): StorageError {
  return new StorageError(
    'refused',
    'Another tab holds the store open with an older version of Parley. Nothing is lost. Close the other tabs, then reload this page.',
  );
}

function newerData(): StorageError {
  return new StorageError(
    'refused',
    'What is stored here was written by a newer version of Parley. It is kept untouched. Reload this page to get that version.',
  );
}
