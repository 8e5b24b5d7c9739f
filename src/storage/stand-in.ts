/**
 * Stand-ins, for as long as the page is open, in the place of what a browser refuses it: for libraries that take
 * these for granted and fail where one is absent or throws. Mock Service Worker reads `localStorage` as it is loaded
 * and `document.cookie` at each request. What works is left as it is.
 */

function works(use: () => unknown): boolean {
  try {
    use();
    return true;
  } catch {
    return false;
  }
}

function replace(owner: object, name: string, value: unknown): void {
  try {
    Object.defineProperty(owner, name, { configurable: true, writable: true, value });
  } catch {
    // Then it stays refused, and whoever needs it says so.
  }
}

function memoryStorage(): Storage {
  const values = new Map<string, string>();
  return {
    get length() {
      return values.size;
    },
    key: (index) => [...values.keys()][index] ?? null,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => {
      values.set(key, value);
    },
    removeItem: (key) => {
      values.delete(key);
    },
    clear: () => values.clear(),
  };
}

/** Nobody is at the other end. */
class SilentChannel extends EventTarget {
  postMessage() {}
  close() {}
}

/** Where Mock Service Worker keeps cookies; a broken list would stop it at each load, for good. */
const cookieStoreKey = '__msw-cookie-store__';

function isCookieList(text: string): boolean {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every((item) => typeof item === 'object' && item !== null);
  } catch {
    return false;
  }
}

/** To be called before what needs them is loaded. */
export function standInForRefused(page: Window & typeof globalThis): void {
  if (!works(() => page.localStorage.getItem('parley'))) {
    replace(page, 'localStorage', memoryStorage());
  } else if (!isCookieList(page.localStorage.getItem(cookieStoreKey) ?? '[]')) {
    // No cookie is used here, so nothing is lost.
    page.localStorage.removeItem(cookieStoreKey);
  }
  if (!works(() => page.document.cookie.length)) replace(page.document, 'cookie', '');
  if (!works(() => new page.BroadcastChannel('parley').close())) {
    replace(page, 'BroadcastChannel', SilentChannel);
  }
}
