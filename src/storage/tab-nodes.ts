/**
 * Which events of this browser are another open tab's: by the nodes in their ids, of which each load of a page has one.
 * A tab keeps the nodes of its loads, and holds a Web Lock for each as long as it lives. Where there are no locks (a page
 * that is not served safely), no event is another's.
 */

export interface TabNodes {
  /** The nodes of other tabs that are open now. */
  others(): Promise<ReadonlySet<string>>;
}

interface TabNodesOptions {
  /** Of this load of the page. */
  readonly node: string;
  /** Each of these may throw, or be missing, where site data is blocked. */
  readonly sessionStorage: () => Pick<Storage, 'getItem' | 'setItem'>;
  readonly locks: () => LockManager | undefined;
}

const key = 'parley.nodes';
const prefix = 'parley-node-';
/** Loads of one tab that are remembered; before those, what it did is anybody's. */
const most = 50;

export function tabNodes({ node, sessionStorage, locks }: TabNodesOptions): TabNodes {
  const own = new Set([...remembered(sessionStorage), node]);
  try {
    sessionStorage().setItem(key, [...own].slice(-most).join(' '));
  } catch {
    // What it did before a reload is anybody's then.
  }
  for (const one of own) hold(locks, `${prefix}${one}`);
  return {
    others: async () => {
      try {
        const { held = [] } = (await Promise.race([locks()?.query(), late()])) ?? {};
        const nodes = held.flatMap(({ name }) =>
          name?.startsWith(prefix) ? [name.slice(prefix.length)] : [],
        );
        return new Set(nodes.filter((one) => !own.has(one)));
      } catch {
        return new Set();
      }
    },
  };
}

/** Milliseconds a browser may take to say who is open: an undo waits for it. */
const patience = 300;

function late(): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), patience);
  });
}

function remembered(sessionStorage: TabNodesOptions['sessionStorage']): readonly string[] {
  try {
    return (sessionStorage().getItem(key) ?? '').split(' ').filter(Boolean);
  } catch {
    return [];
  }
}

/** Shared, for a tab that was duplicated has its nodes from the one it was made of. */
function hold(locks: TabNodesOptions['locks'], name: string): void {
  try {
    const forLife = () => new Promise<void>(() => {});
    locks()
      ?.request(name, { mode: 'shared' }, forLife)
      .catch(() => undefined);
  } catch {
    // Then nobody knows of this tab, and what it does is anybody's to undo.
  }
}
