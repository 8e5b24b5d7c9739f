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
          const request = database.transaction('dossiers').objectStore('dossiers').get(id);
          request.onsuccess = () => {
            const found: unknown = request.result;
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
          const request = database
            .transaction('snapshots')
            .objectStore('snapshots')
            .getKey([id, -1]);
          request.onsuccess = () => {
            resolve(request.result !== undefined);
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
