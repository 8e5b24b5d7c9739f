/**
 * Keeps the app on this device, so that it opens without a network, and says when a newer version of it waits. It
 * never reloads by itself: whoever writes is not to be disturbed.
 */
import { isNotKept, type ToWorker } from './messages.ts';
import { trustedScript } from './trusted-script.ts';

/** Why the files of the latest version that was found are not on this device. */
export interface NotKept {
  /** The file that did not come as it was built; null where the browser keeps none. */
  readonly path: string | null;
  readonly reason: string;
}

export interface Keeping {
  /** Whether a newer version waits for the user's word. */
  readonly isNewer: boolean;
  readonly isKept: boolean;
  readonly notKept: NotKept | null;
}

export interface AppKeeper {
  get(): Keeping;
  subscribe(listener: () => void): () => void;
  /** Changes over to the newer version. */
  reload(): void;
}

/** Milliseconds between two looks for a newer version, where nothing else gives cause for one. */
const hour = 3_600_000;
/** Milliseconds the newer worker is given to take over before the page is loaded again all the same. */
const patience = 4_000;

interface KeeperOptions {
  /** Undefined where the browser has none. */
  readonly workers: ServiceWorkerContainer | undefined;
  /** Of the worker's script, ending in `sw.js`. */
  readonly address: string;
  readonly scope: string;
  readonly page: Window;
  /** Runs it once the page has nothing better to do: the files to be kept are many. */
  readonly whenIdle: (run: () => void) => void;
}

export function keepApp(options: KeeperOptions): AppKeeper {
  const { workers, address, scope, page, whenIdle } = options;
  const listeners = new Set<() => void>();
  let keeping: Keeping = { isNewer: false, isKept: false, notKept: null };
  let registration: ServiceWorkerRegistration | null = null;
  let isWanted = false;

  function set(change: Partial<Keeping>): void {
    keeping = { ...keeping, ...change };
    for (const listener of listeners) listener();
  }

  function look(): void {
    const { waiting, active } = registration ?? {};
    // The first worker of all waits beside none, if only for a moment; WebKit may then call it the page's already.
    const isNewer = Boolean(waiting && active && isOurs(workers?.controller));
    const isKept = Boolean(active);
    // What could not be kept before may be by now.
    const notKept = waiting ? null : keeping.notKept;
    set({ isNewer: keeping.isNewer || isNewer, isKept, notKept });
  }

  function isOurs(worker: ServiceWorker | null | undefined): boolean {
    return worker?.scriptURL.endsWith(address) ?? false;
  }

  function follow(): void {
    const { installing } = registration ?? {};
    installing?.addEventListener('statechange', look);
    look();
  }

  function ask(): void {
    // Without a network there is nothing to be learnt, and that is no news.
    registration?.update().catch(() => undefined);
  }

  async function start(container: ServiceWorkerContainer): Promise<void> {
    let { controller } = container;
    container.addEventListener('controllerchange', () => {
      const before = controller;
      controller = container.controller;
      // Some browsers say so twice.
      if (controller === before) return;
      if (isWanted) page.location.reload();
      // Another tab has changed over; this one goes on as it is until it is told to. The first of all is no newer.
      else if (isOurs(before)) set({ isNewer: true });
    });
    container.addEventListener('message', ({ data }) => {
      if (isNotKept(data)) set({ notKept: { path: data.path, reason: data.reason } });
    });
    registration = await container.register(trustedScript(page, address), {
      scope,
      updateViaCache: 'none',
    });
    registration.addEventListener('updatefound', follow);
    follow();
    page.addEventListener('online', ask);
    page.document.addEventListener('visibilitychange', () => {
      if (page.document.visibilityState === 'visible') ask();
    });
    page.setInterval(ask, hour);
  }

  function fail(error: unknown): void {
    set({
      notKept: { path: null, reason: error instanceof Error ? error.message : String(error) },
    });
  }

  if (workers) whenIdle(() => void start(workers).catch(fail));
  else fail('');
  return {
    get: () => keeping,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    reload: () => {
      const waiting = registration?.waiting;
      if (!waiting) {
        page.location.reload();
        return;
      }
      isWanted = true;
      waiting.postMessage('take-over' satisfies ToWorker);
      page.setTimeout(() => page.location.reload(), patience);
    },
  };
}
