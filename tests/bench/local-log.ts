/**
 * The client's own database, looked at and tampered with from outside: how far the log has come, whether the
 * snapshot is kept, and the snapshot taken away. Each opens a connection of its own and closes it.
 */
import type { Page } from '@playwright/test';

/** The highest `seq` this device has of the dossier. */
export function storedCursor(page: Page, dossier: string): Promise<number> {
  return page.evaluate(
    (id) =>
      new Promise<number>((resolve) => {
        const opening = indexedDB.open('parley');
        opening.onerror = () => resolve(0);
        opening.onsuccess = () => {
          const database = opening.result;
          const request = database.transaction('dossiers').objectStore('dossiers').getAll();
          request.onsuccess = () => {
            const rows: readonly unknown[] = request.result;
            // The log stands on its actor's shelf: `actor:8f3a…/scale-10k`.
            const found = rows.find(
              (row) =>
                typeof row === 'object' &&
                row !== null &&
                'id' in row &&
                `${row.id}`.endsWith(`/${id}`),
            );
            const hasCursor = typeof found === 'object' && found !== null && 'cursor' in found;
            resolve(hasCursor && typeof found.cursor === 'number' ? found.cursor : 0);
            database.close();
          };
        };
      }),
    dossier,
  );
}

export function hasSnapshot(page: Page, dossier: string): Promise<boolean> {
  return page.evaluate(
    (id) =>
      new Promise<boolean>((resolve) => {
        const opening = indexedDB.open('parley');
        opening.onerror = () => resolve(false);
        opening.onsuccess = () => {
          const database = opening.result;
          const request = database.transaction('snapshots').objectStore('snapshots').getAllKeys();
          request.onsuccess = () => {
            const isHead = (key: IDBValidKey) =>
              Array.isArray(key) && `${key[0]}`.endsWith(`/${id}`) && key[1] === -1;
            resolve(request.result.some(isHead));
            database.close();
          };
        };
      }),
    dossier,
  );
}

export function clearSnapshots(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('parley');
        opening.onerror = () => reject(new Error('The database cannot be opened.'));
        opening.onsuccess = () => {
          const database = opening.result;
          const stores = ['snapshots', 'journal'];
          const transaction = database.transaction(stores, 'readwrite');
          for (const store of stores) transaction.objectStore(store).clear();
          transaction.oncomplete = () => {
            database.close();
            resolve();
          };
        };
      }),
  );
}
