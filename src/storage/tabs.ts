/**
 * Which pages of this browser are alive: each load of a page has an id of its own, and what a page has left behind
 * can be taken over by one other, once it is gone. A page says that it lives by a Web Lock it holds as long as it does;
 * where there are none (a page that is not served safely) pages ask each other by BroadcastChannel; where there is
 * neither, a page takes itself for the only one.
 */
export interface Tabs {
  /** This load of this page, and no other. */
  readonly own: string;
  /**
   * What this tab was before it was reloaded; null for a new one. A tab that was duplicated begins with the id of the
   * tab it was made from, which may be alive.
   */
  readonly before: string | null;
  /**
   * Runs `work` once the page `id` is known to be gone, and while no other page does the same for it. False, with
   * nothing done, where it lives.
   */
  whenGone(id: string, work: () => void): Promise<boolean>;
}

/** As much of the browser's LockManager as is used. */
export interface Locks {
  request(
    name: string,
    options: { readonly signal?: AbortSignal },
    whileHeld: () => Promise<unknown>,
  ): Promise<unknown>;
}

/** As much of a BroadcastChannel. */
export interface Line {
  postMessage(word: unknown): void;
  addEventListener(type: 'message', hear: (event: MessageEvent<unknown>) => void): void;
}

interface TabsOptions {
  /** New with each load, and letters and digits alone. */
  readonly own: string;
  /** Each of these may throw, or be missing, where site data is blocked. */
  readonly sessionStorage: () => Storage;
  readonly locks: () => Locks | undefined;
  readonly channel: (name: string) => Line;
  readonly later: (milliseconds: number, run: () => void) => void;
}

const key = 'parley.tab';
const idForm = /^[0-9A-Za-z]{1,64}$/;

/**
 * Milliseconds for which a page that may be about to go is waited for: a reload leaves the page before it, and its
 * lock, a moment longer.
 */
const patience = 1_500;

/**
 * Milliseconds for which a lock is held beyond the work under it, and for which pages answer each other: what one
 * writes to localStorage reaches the others a little later than the word that it is their turn.
 */
const settling = 300;

export function browserTabs(options: TabsOptions): Tabs {
  const { own } = options;
  const before = renewId(options.sessionStorage, own);
  const asking = byLocks(options).then((ask) => ask ?? byChannel(options));
  return {
    own,
    before: before === own ? null : before,
    whenGone: async (id, work) => {
      const ask = await asking;
      if (ask) return ask(id, work);
      work();
      return true;
    },
  };
}

/** Reads the id this tab had, and leaves the new one in its place. */
function renewId(storage: () => Storage, own: string): string | null {
  try {
    const before = storage().getItem(key);
    storage().setItem(key, own);
    return before !== null && idForm.test(before) ? before : null;
  } catch {
    return null;
  }
}

type Ask = Tabs['whenGone'];

/** Resolves to null where the browser has no locks, or will not give one. */
function byLocks({ own, locks, later }: TabsOptions): Promise<Ask | null> {
  const manager = attempt(locks);
  if (!manager) return Promise.resolve(null);
  /** Locks of pages that are gone, in this page's hands at the moment. */
  const held = new Set<string>();
  const ask: Ask = async (id, work) => {
    if (id === own) return false;
    if (held.has(id)) {
      work();
      return true;
    }
    const waiting = new AbortController();
    later(patience, () => waiting.abort());
    let isDone = false;
    try {
      await new Promise<void>((resolve, reject) => {
        const hold = async () => {
          held.add(id);
          try {
            work();
            isDone = true;
          } finally {
            resolve();
            await new Promise<void>((settled) => later(settling, settled));
            held.delete(id);
          }
        };
        manager.request(lockOf(id), { signal: waiting.signal }, hold).catch(reject);
      });
    } catch {
      // Not given in time: the page lives.
    }
    return isDone;
  };
  return new Promise((resolve) => {
    const holdForLife = async () => {
      resolve(ask);
      await new Promise(() => {});
    };
    try {
      manager.request(lockOf(own), {}, holdForLife).catch(() => resolve(null));
    } catch {
      resolve(null);
    }
  });
}

function lockOf(id: string): string {
  return `${key}.${id}`;
}

type Word =
  | { readonly kind: 'is-gone'; readonly id: string; readonly from: string }
  | { readonly kind: 'no'; readonly id: string; readonly to: string };

function isWord(data: unknown): data is Word {
  if (typeof data !== 'object' || data === null || !('kind' in data) || !('id' in data))
    return false;
  if (typeof data.id !== 'string') return false;
  if (data.kind === 'is-gone') return 'from' in data && typeof data.from === 'string';
  return data.kind === 'no' && 'to' in data && typeof data.to === 'string';
}

/**
 * “Is it gone?” is denied by the page itself, and by another that asks the same and has the smaller id; who hears no
 * denial in time goes on.
 */
function byChannel({ own, channel, later }: TabsOptions): Ask | null {
  const line = attempt(() => channel(key));
  if (!line) return null;
  const asking = new Map<string, { isDenied: boolean; readonly answer: Promise<void> }>();
  line.addEventListener('message', ({ data }) => {
    if (!isWord(data)) return;
    const mine = asking.get(data.id);
    if (data.kind === 'no') {
      if (mine && data.to === own) mine.isDenied = true;
    } else if (data.id === own || (mine && own < data.from)) {
      line.postMessage({ kind: 'no', id: data.id, to: data.from } satisfies Word);
    } else if (mine) {
      mine.isDenied = true;
    }
  });
  return async (id, work) => {
    if (id === own) return false;
    const answer = new Promise<void>((resolve) => later(settling, resolve));
    const question = asking.get(id) ?? { isDenied: false, answer };
    if (!asking.has(id)) {
      asking.set(id, question);
      line.postMessage({ kind: 'is-gone', id, from: own } satisfies Word);
    }
    await question.answer;
    asking.delete(id);
    if (question.isDenied) return false;
    work();
    return true;
  };
}

function attempt<T>(get: () => T): T | undefined {
  try {
    return get();
  } catch {
    return undefined;
  }
}
