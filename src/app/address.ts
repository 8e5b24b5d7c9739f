/**
 * The address of the page: what it says, who is told when it changes, and how it is changed. A change that the browser
 * will not make yet (Safari allows 100 in 30 seconds, and typing in the search box is one a key) holds for the page at
 * once, and is made as soon as the browser will.
 */

export interface Address {
  /** `/d/us-india` */
  path(): string;
  /** `?country=US`, or nothing. */
  search(): string;
  /** All of it, as another window opens it, also while the browser has not written it yet. */
  href(): string;
  subscribe(listener: () => void): () => void;
  /** `to`: a path, and what comes after it. `replace`: instead of adding an entry to the history. */
  go(to: string, options?: { readonly replace?: boolean }): void;
  dispose(): void;
}

/** Milliseconds until a change that the browser would not make is tried again. */
const retryInterval = 1_000;

export function createAddress(page: Window): Address {
  const listeners = new Set<() => void>();
  let { pathname, search } = page.location;
  let waiting: { readonly write: 'pushState' | 'replaceState'; readonly to: string } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function write(): void {
    clearTimeout(timer);
    if (waiting === null) return;
    try {
      page.history[waiting.write](null, '', waiting.to);
      waiting = null;
    } catch {
      timer = setTimeout(write, retryInterval);
    }
  }

  function hold(to: { readonly pathname: string; readonly search: string }): void {
    ({ pathname, search } = to);
    for (const listener of listeners) listener();
  }

  /** Who goes back or forward has left the address that was still to be written. */
  function follow(): void {
    clearTimeout(timer);
    waiting = null;
    hold(page.location);
  }

  page.addEventListener('popstate', follow);
  return {
    path: () => pathname,
    search: () => search,
    href: () => new URL(`${pathname}${search}`, page.location.origin).href,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    go: (to, { replace = false } = {}) => {
      // An entry that still has to be added is added with what it holds by now.
      const isAdded = !replace || waiting?.write === 'pushState';
      waiting = { write: isAdded ? 'pushState' : 'replaceState', to };
      write();
      hold(new URL(to, page.location.origin));
    },
    dispose: () => {
      clearTimeout(timer);
      page.removeEventListener('popstate', follow);
    },
  };
}
