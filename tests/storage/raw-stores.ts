/** A log's database looked at and written to from outside, as a stranger or another version would. */

/** What each store holds, in the order of its keys. */
export type RawStores = Readonly<Record<string, readonly unknown[]>>;

export function openRaw(
  indexedDB: IDBFactory,
  version?: number,
  upgrade?: (database: IDBDatabase) => void,
): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('parley', version);
    request.onupgradeneeded = () => upgrade?.(request.result);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export async function readRaw(indexedDB: IDBFactory): Promise<RawStores> {
  const database = await openRaw(indexedDB);
  const names = [...database.objectStoreNames];
  const transaction = database.transaction(names);
  const found = await Promise.all(
    names.map(async (name): Promise<[string, readonly unknown[]]> => {
      const records: readonly unknown[] = await answered(transaction.objectStore(name).getAll());
      return [name, records];
    }),
  );
  database.close();
  return Object.fromEntries(found);
}

/** Writes to the stores in one transaction. */
export async function writeRaw(
  indexedDB: IDBFactory,
  write: (store: (name: string) => IDBObjectStore) => void,
): Promise<void> {
  const database = await openRaw(indexedDB);
  const transaction = database.transaction([...database.objectStoreNames], 'readwrite');
  write((name) => transaction.objectStore(name));
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
  database.close();
}

/** The stores of version 1 or 2. */
export function createOldStores(database: IDBDatabase, version: 1 | 2): void {
  for (const name of ['segments', 'journal']) {
    const store = database.createObjectStore(name, { keyPath: 'number', autoIncrement: true });
    store.createIndex('dossier', 'dossier');
  }
  if (version === 1) {
    const pending = database.createObjectStore('pending', { keyPath: ['dossier', 'key'] });
    pending.createIndex('dossier', 'dossier');
  } else {
    const pending = database.createObjectStore('pending', {
      keyPath: 'number',
      autoIncrement: true,
    });
    pending.createIndex('dossier', 'dossier');
    pending.createIndex('keys', 'keys', { multiEntry: true });
  }
  database.createObjectStore('snapshots', { keyPath: ['dossier', 'part'] });
  database.createObjectStore('dossiers', { keyPath: 'id' });
  database.createObjectStore('meta');
}
