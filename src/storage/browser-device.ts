/** The device as a browser tells of it. */
import type { Device } from './device.ts';

/** Set by a page that is to be emptied, and taken away by the next once that is done. */
const resetKey = 'parley.reset';

const appCaches = 'parley-app-';
/** A lock that every page shares as long as it lives, so that they can be counted. */
const pageLock = 'parley-open';

function never(): void {}

async function orNull<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch {
    // The browser has it not, refuses it, or fails at it: what it does not say is not known.
    return null;
  }
}

export function browserDevice(page: Window): Device {
  const { navigator } = page;
  void orNull(() =>
    navigator.locks.request(pageLock, { mode: 'shared' }, () => new Promise(never)),
  );
  return {
    usage: () =>
      orNull(async () => {
        const { usage, quota } = await navigator.storage.estimate();
        if (usage === undefined || quota === undefined) throw new Error('Not said');
        return { used: usage, allowed: quota };
      }),
    isPersisted: () => orNull(() => navigator.storage.persisted()),
    persist: () => orNull(() => navigator.storage.persist()),
    appSize: () => orNull(() => sizeOfApp(page.caches)),
    isAlone: () =>
      orNull(async () => {
        const { held = [] } = await navigator.locks.query();
        return held.filter(({ name }) => name === pageLock).length === 1;
      }),
    reset: () => {
      try {
        page.localStorage.setItem(resetKey, '1');
      } finally {
        // Where nothing can be remembered nothing is kept either, and loading the page again is all there is to do.
        page.location.assign('/');
      }
    },
  };
}

async function sizeOfApp(caches: CacheStorage): Promise<number | null> {
  let size = 0;
  for (const name of await caches.keys()) {
    if (!name.startsWith(appCaches)) continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const response = await cache.match(request);
      if (response) size += (await response.blob()).size;
    }
  }
  return size === 0 ? null : size;
}

/**
 * Empties what a page before has asked to be emptied: to be called before anything is opened. Another page that is
 * open would write again what it has, so none may be.
 */
export async function resetIfAsked(page: Window): Promise<void> {
  const isAsked = await orNull(async () => page.localStorage.getItem(resetKey) !== null);
  if (!isAsked) return;
  try {
    for (const { name } of await page.indexedDB.databases()) {
      if (name?.startsWith('parley')) await deleted(page.indexedDB, name);
    }
    for (const key of Object.keys(page.localStorage)) {
      if (key.startsWith('parley.')) page.localStorage.removeItem(key);
    }
  } catch {
    // What could not be thrown away is still there, and is shown again.
    page.localStorage.removeItem(resetKey);
  }
}

function deleted(databases: IDBFactory, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = databases.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error(`Another page has ${name} open.`));
  });
}
