/**
 * The connection to the log's database, which opens again by itself: after the database was deleted, after the
 * browser closed it, and after it died without a word; not once a newer version has taken it over, and not after
 * `close`. Every operation asks for the database anew, so none has to know.
 */
import { DeadConnection, type LogDatabase, type Loss, openLogDatabase } from './log-database.ts';
import { failedOperation, StorageError } from './storage-error.ts';

export interface ConnectionOptions {
  readonly name: string;
  readonly indexedDB: IDBFactory | undefined;
  readonly timeout: number;
}

export interface Connection {
  /**
   * Runs an operation on the database; rejects with a StorageError, or with what `thrownOn` has wrapped. If the
   * connection is lost meanwhile, it is run once more on a new one, as long as `mayRepeat` says that it may.
   */
  use<T>(operation: (database: LogDatabase) => Promise<T>, mayRepeat?: () => boolean): Promise<T>;
  isOpen(): boolean;
  onReset(listener: () => void): () => void;
  close(): void;
}

/** An error that is not the store's: it is thrown on as it is. */
export class NotTheStores extends Error {}

export async function connect(options: ConnectionOptions): Promise<Connection> {
  const listeners = new Set<() => void>();
  let current: LogDatabase | null = null;
  let opening: Promise<LogDatabase> | null = null;
  /** Why there is no going on. */
  let end: StorageError | null = null;
  /** How the last connection went, until it is replaced. */
  let loss: 'deleted' | 'closed' | null = null;
  /** Whether the present connection has served: one that has not is not replaced before it is asked for. */
  let hasServed = false;

  function lose(database: LogDatabase, how: Loss): void {
    if (database !== current) return;
    current = null;
    if (how === 'newer') {
      end ??= new StorageError('store-taken-over');
      return;
    }
    loss = how;
    // At once, so that what is on the page is soon on disk again; if it fails, the next operation tries.
    if (end === null && hasServed) void ready().catch(() => undefined);
  }

  async function open(): Promise<LogDatabase> {
    const { database, isNew } = await openLogDatabase({ ...options, onLost: lose });
    if (end) {
      database.close();
      throw end;
    }
    const mustTell = isNew || loss !== null;
    current = database;
    loss = null;
    hasServed = false;
    // They run before whatever is asked of the database now can be answered.
    if (mustTell) for (const listener of listeners) queueMicrotask(listener);
    return database;
  }

  async function ready(): Promise<LogDatabase> {
    if (end) throw end;
    if (current) return current;
    opening ??= open().finally(() => {
      opening = null;
    });
    try {
      return await opening;
    } catch (cause) {
      throw (
        end ??
        (loss === null
          ? cause
          : new StorageError(loss === 'deleted' ? 'store-deleted' : 'store-lost', cause))
      );
    }
  }

  /** Gives up a connection that answers nothing any more, though nobody has said so. */
  function drop(database: LogDatabase): void {
    if (database !== current) return;
    current = null;
    database.close();
  }

  await ready();
  return {
    use: async (operation, mayRepeat = () => true) => {
      for (let isFirst = true; ; isFirst = false) {
        const database = await ready();
        try {
          const result = await operation(database);
          hasServed = true;
          return result;
        } catch (cause) {
          if (cause instanceof NotTheStores) throw cause.cause;
          if (end) throw end;
          if (cause instanceof DeadConnection) drop(database);
          if (database === current || !isFirst || !mayRepeat()) throw failedOperation(cause);
        }
      }
    },
    isOpen: () => current !== null,
    onReset: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      end ??= new StorageError('store-closed');
      current?.close();
      current = null;
    },
  };
}
