/**
 * The database behind the client's log, and how it is opened: `segments` holds many events a record, so that
 * 100,000 events are a dozen records or some dozens; `pending` holds own events until a server has given them back.
 * Opening ends in a connection or in a StorageError, whatever the browser does, before `timeout` is over; an
 * upgrade that has begun is waited for longer.
 */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, wrap } from 'idb';
import type { EventKey } from './event-log.ts';
import { failedUpgrade, nameOf, StorageError } from './storage-error.ts';
import { upgradeLog } from './upgrade-log.ts';

/** Values are unknown until `stored-records.ts` has read them, whoever wrote them. */
export interface LogSchema extends DBSchema {
  segments: { key: number; value: unknown; indexes: { dossier: string; run: [string, number] } };
  pending: { key: number; value: unknown; indexes: { dossier: string; keys: EventKey } };
  snapshots: { key: [string, number]; value: unknown };
  journal: { key: number; value: unknown; indexes: { dossier: string } };
  dossiers: { key: string; value: unknown };
  setAside: { key: number; value: unknown; indexes: { dossier: string } };
  meta: { key: string; value: unknown };
}

export type LogDatabase = IDBPDatabase<LogSchema>;

const stores = [
  'segments',
  'pending',
  'snapshots',
  'journal',
  'dossiers',
  'setAside',
  'meta',
] as const;
type StoreName = (typeof stores)[number];

type Mode = 'readonly' | 'readwrite';
/** A transaction over some of the stores; asking it for another throws. */
export type Transaction<M extends Mode = 'readwrite'> = IDBPTransaction<LogSchema, StoreName[], M>;
/** For what only reads, in whatever transaction. */
export type AnyTransaction = Transaction | Transaction<'readonly'>;

export function reading(database: LogDatabase, ...names: StoreName[]): Transaction<'readonly'> {
  return begun(() => database.transaction(names, 'readonly'));
}

/** What it writes may be lost in a power cut: what can be had again. */
export function writing(database: LogDatabase, ...names: StoreName[]): Transaction {
  return begun(() => database.transaction(names, 'readwrite'));
}

/** What it writes is flushed before it counts as written. */
export function writingStrictly(database: LogDatabase, ...names: StoreName[]): Transaction {
  return begun(() => database.transaction(names, 'readwrite', { durability: 'strict' }));
}

/** Thrown where no transaction can begin, because the connection has ended. */
export class DeadConnection extends Error {}

/**
 * WebKit says the one of a connection whose process it has stopped, and the other of one that it has lost, and
 * sends no `close` event.
 */
function begun<T>(begin: () => T): T {
  try {
    return begin();
  } catch (cause) {
    const isLost = cause instanceof Error && /connection .*lost/i.test(cause.message);
    if (nameOf(cause) !== 'InvalidStateError' && !isLost) throw cause;
    throw new DeadConnection(undefined, { cause });
  }
}

/** 2: own events are kept in batches. 3: shelves, runs of segments, and what is set aside. */
const version = 3;

function isLogDatabase(database: IDBPDatabase | LogDatabase): database is LogDatabase {
  return stores.every((store) => database.objectStoreNames.contains(store));
}

/** How a connection was lost: to a newer version, with all its data, or for reasons of the browser's. */
export type Loss = 'newer' | 'deleted' | 'closed';

export interface OpeningOptions {
  readonly name: string;
  /** Undefined where the browser has none. */
  readonly indexedDB: IDBFactory | undefined;
  /** Milliseconds to wait for the browser's answer. */
  readonly timeout: number;
  /** Called once if the connection is taken away later. */
  readonly onLost: (database: LogDatabase, loss: Loss) => void;
}

export interface Opened {
  readonly database: LogDatabase;
  /** Whether there was nothing stored yet. */
  readonly isNew: boolean;
}

/** How many times longer an upgrade may take than an opening. */
const patienceForUpgrades = 20;

export function openLogDatabase(options: OpeningOptions): Promise<Opened> {
  const { name, indexedDB, timeout, onLost } = options;
  return new Promise((resolve, reject) => {
    if (!indexedDB) throw new StorageError('store-refused');
    const request = openRequest(indexedDB, name);
    let isBlocked = false;
    let isOver = false;
    let upgraded: { readonly from: number; readonly failure: { cause?: unknown } } | null = null;
    const giveUp = () => {
      isOver = true;
      reject(isBlocked ? new StorageError('store-blocked') : new StorageError('store-refused'));
    };
    let timer = setTimeout(giveUp, timeout);
    request.onblocked = () => {
      isBlocked = true;
    };
    request.onupgradeneeded = ({ oldVersion }) => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, timeout * patienceForUpgrades);
      const failure: { cause?: unknown } = {};
      upgraded = { from: oldVersion, failure };
      const { transaction } = request;
      if (!transaction) return;
      upgradeLog(request.result, transaction, oldVersion).catch((cause: unknown) => {
        failure.cause = cause;
        abort(transaction);
      });
    };
    request.onerror = () => {
      clearTimeout(timer);
      const { error } = request;
      if (error?.name === 'VersionError') reject(new StorageError('store-newer'));
      else if (upgraded !== null && upgraded.from > 0) {
        reject(failedUpgrade(upgraded.failure.cause ?? error));
      } else reject(new StorageError('store-refused', error));
    };
    request.onsuccess = () => {
      clearTimeout(timer);
      const database = wrap(request.result);
      if (isOver) database.close();
      else if (isLogDatabase(database)) {
        watch(request.result, (loss) => onLost(database, loss));
        resolve({ database, isNew: upgraded?.from === 0 });
      } else {
        database.close();
        reject(new StorageError('store-strange'));
      }
    };
  });
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It has ended already, which is what was wanted.
  }
}

function openRequest(indexedDB: IDBFactory, name: string): IDBOpenDBRequest {
  try {
    return indexedDB.open(name, version);
  } catch (cause) {
    throw new StorageError('store-refused', cause);
  }
}

function watch(database: IDBDatabase, onLost: (loss: Loss) => void): void {
  database.onversionchange = ({ newVersion }) => {
    database.close();
    onLost(newVersion === null ? 'deleted' : 'newer');
  };
  database.onclose = () => onLost('closed');
}
