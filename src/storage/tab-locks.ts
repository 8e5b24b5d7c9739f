/** Asking after another page by Web Locks: a page holds the lock of its id as long as it lives. */
import { type Ask, grace, patience, type Self, settling } from './tab-turns.ts';

/** As much of the browser's LockManager as is used. */
export interface Locks {
  request(
    name: string,
    options: { readonly signal?: AbortSignal; readonly ifAvailable?: boolean },
    whileHeld: (lock: unknown) => Promise<unknown>,
  ): Promise<unknown>;
  query(): Promise<LocksHeld>;
}

interface LocksHeld {
  readonly held?: readonly { readonly name?: string }[];
}

/** Resolves to null where the browser will not give a page its lock. */
export async function askByLocks(locks: Locks, self: Self): Promise<Ask | null> {
  const { own, before, wait } = self;
  const forLife = () => new Promise<void>(() => {});
  if (!(await take(locks, own, {}, forLife))) return null;
  // What this tab was before stays with it: to the others it lives on.
  const tooLong = new AbortController();
  void wait(patience).then(() => tooLong.abort());
  const isHeir =
    before === null
      ? Promise.resolve(false)
      : take(locks, before, { signal: tooLong.signal }, forLife);
  const answers = new Map<string, Promise<boolean>>();

  const answer = async (id: string) => {
    if (await isHeld(locks, id)) return false;
    await wait(grace);
    const whileOurs = async () => {
      await wait(settling);
      // What else this page wants of it is behind the next question, so that the last work settles too.
      answers.delete(id);
      await wait(settling);
    };
    const isFree = () => take(locks, id, { ifAvailable: true }, whileOurs);
    if (await isFree()) return true;
    // Another page may have its turn; after it, something may be left.
    await wait(3 * settling);
    return isFree();
  };

  return async (id) => {
    if (id === before) return isHeir;
    const answering = answers.get(id) ?? answer(id);
    answers.set(id, answering);
    const isGone = await answering;
    if (!isGone) answers.delete(id);
    return isGone;
  };
}

function lockOf(id: string): string {
  return `parley.tab.${id}`;
}

/** Whether the lock was given; it is held for as long as `whileOurs` takes. */
function take(
  locks: Locks,
  id: string,
  wish: Parameters<Locks['request']>[1],
  whileOurs: () => Promise<void>,
): Promise<boolean> {
  return new Promise((resolve) => {
    const whileHeld = async (lock: unknown) => {
      resolve(lock !== null);
      if (lock !== null) await whileOurs();
    };
    // Refused, or not given in time.
    const refused = () => resolve(false);
    try {
      locks.request(lockOf(id), wish, whileHeld).catch(refused);
    } catch {
      refused();
    }
  });
}

async function isHeld(locks: Locks, id: string): Promise<boolean> {
  const { held = [] }: LocksHeld = await locks.query().catch(() => ({}));
  return held.some(({ name }) => name === lockOf(id));
}
