/**
 * Which pages of this browser are alive: each load of a page has an id of its own, and what a page has left behind
 * can be taken over by one other, once it is gone. A page says that it lives by a Web Lock it holds as long as it does;
 * where there are none (a page that is not served safely) pages ask each other by BroadcastChannel; where there is
 * neither, a page takes itself for the only one.
 */
import { askByLine, type Line } from './tab-line.ts';
import { askByLocks, type Locks } from './tab-locks.ts';

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

export function browserTabs(options: TabsOptions): Tabs {
  const { own, sessionStorage, locks, channel, later } = options;
  const before = renewId(sessionStorage, own);
  const self = {
    own,
    before,
    wait: (milliseconds: number) => new Promise<void>((resolve) => later(milliseconds, resolve)),
  };
  const findWay = async () => {
    const manager = attempt(locks);
    const ask = manager ? await askByLocks(manager, self) : null;
    if (ask) return ask;
    const line = attempt(() => channel(key));
    return line ? askByLine(line, self) : async () => true;
  };
  const way = findWay();
  return {
    own,
    before,
    whenGone: async (id, work) => {
      if (id === own) return false;
      const ask = await way;
      if (!(await ask(id))) return false;
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
    return before !== null && idForm.test(before) && before !== own ? before : null;
  } catch {
    return null;
  }
}

function attempt<T>(get: () => T): T | undefined {
  try {
    return get();
  } catch {
    return undefined;
  }
}
