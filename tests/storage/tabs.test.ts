// @vitest-environment node
/** Which pages live, by locks, by asking, and where a browser allows neither. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Line } from '#src/storage/tab-line.ts';
import type { Locks } from '#src/storage/tab-locks.ts';
import { browserTabs, type Tabs } from '#src/storage/tabs.ts';
import { fakeStorage, refuse } from './fake-storage.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Way = 'locks' | 'channel';

/** Locks, each held by one page at a time; those of a page that is gone are free. */
function lockServer() {
  interface Request {
    readonly page: string;
    readonly run: () => void;
  }
  const holders = new Map<string, string>();
  const waiting = new Map<string, Request[]>();
  const grantNext = (name: string) => {
    const next = holders.has(name) ? undefined : waiting.get(name)?.shift();
    if (!next) return;
    holders.set(name, next.page);
    next.run();
  };
  const free = (name: string, page: string) => {
    if (holders.get(name) !== page) return;
    holders.delete(name);
    grantNext(name);
  };
  return {
    for: (page: string): Locks => ({
      query: async () => ({ held: [...holders.keys()].map((name) => ({ name })) }),
      request: (name, { signal, ifAvailable }, whileHeld) =>
        new Promise((resolve, reject) => {
          if (ifAvailable && holders.has(name)) {
            void whileHeld(null).then(resolve, reject);
            return;
          }
          const run = () =>
            void whileHeld({ name })
              .then(resolve, reject)
              .then(() => free(name, page));
          const request = { page, run };
          const queue = waiting.get(name) ?? [];
          waiting.set(name, queue);
          queue.push(request);
          signal?.addEventListener('abort', () => {
            const place = queue.indexOf(request);
            if (place < 0) return;
            queue.splice(place, 1);
            reject(signal.reason);
          });
          queueMicrotask(() => grantNext(name));
        }),
    }),
    kill: (page: string) => {
      for (const [name, holder] of [...holders]) if (holder === page) free(name, page);
    },
  };
}

/** A line on which every page that lives hears every other, a moment later. */
function wire() {
  const listeners = new Map<string, (event: MessageEvent<unknown>) => void>();
  return {
    for: (page: string): Line => ({
      addEventListener: (_, listener) => void listeners.set(page, listener),
      postMessage: (data) => {
        for (const other of listeners.keys()) {
          if (other === page) continue;
          queueMicrotask(() => listeners.get(other)?.(new MessageEvent('message', { data })));
        }
      },
    }),
    kill: (page: string) => void listeners.delete(page),
  };
}

function world(way: Way | 'neither') {
  const locks = lockServer();
  const line = wire();
  return {
    open: (own: string, session = fakeStorage()): Tabs =>
      browserTabs({
        own,
        sessionStorage: () => session,
        locks: () => (way === 'locks' ? locks.for(own) : undefined),
        channel: way === 'channel' ? () => line.for(own) : refuse,
        later: (milliseconds, run) => void setTimeout(run, milliseconds),
      }),
    close: (page: string) => {
      locks.kill(page);
      line.kill(page);
    },
  };
}

/** Asks, and lets as much time pass as an answer can take. */
async function ask(tabs: Tabs, id: string, work: () => void = () => {}): Promise<boolean> {
  const answer = tabs.whenGone(id, work);
  await vi.advanceTimersByTimeAsync(3_000);
  return answer;
}

const ways: readonly Way[] = ['locks', 'channel'];

test.each(ways)(
  'by %s, a page that lives is not taken for gone, and one that is gone is',
  async (way) => {
    const { open, close } = world(way);
    const [one, two] = [open('one'), open('two')];
    let done = 0;
    const work = () => {
      done += 1;
    };
    expect(await ask(two, 'one', work)).toBe(false);
    expect(await ask(two, 'two', work)).toBe(false);
    expect(done).toBe(0);
    close('one');
    expect(await ask(two, 'one', work)).toBe(true);
    expect(await ask(two, 'never-there', work)).toBe(true);
    expect(done).toBe(2);
    void one;
  },
);

test.each(ways.flatMap((way) => ['abc', 'cba', 'bca'].map((order) => [way, order] as const)))(
  'by %s, of several pages that ask within moments (%s) one has its turn at a time',
  async (way, order) => {
    const { open } = world(way);
    const pages = [...order].map((name) => open(name));
    // What one page changes reaches the others a moment later, as it does with localStorage.
    const seen = new Map(pages.map((page) => [page.own, true]));
    const taken: string[] = [];
    const answers = pages.map(async (page, place) => {
      await new Promise((resolve) => setTimeout(resolve, place * 10));
      await page.whenGone('gone', () => {
        if (!seen.get(page.own)) return;
        taken.push(page.own);
        seen.set(page.own, false);
        setTimeout(() => {
          for (const other of pages) seen.set(other.own, false);
        }, 100);
      });
    });
    await vi.advanceTimersByTimeAsync(8_000);
    await Promise.all(answers);
    expect(taken).toHaveLength(1);
  },
);

test.each(ways)(
  'by %s, one page can ask for several things of one that is gone at once',
  async (way) => {
    const { open } = world(way);
    const page = open('a');
    const done: number[] = [];
    const things = [1, 2, 3, 4, 5, 6, 7, 8];
    const answers = things.map((thing) => page.whenGone('gone', () => done.push(thing)));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await Promise.all(answers)).toEqual(things.map(() => true));
    expect(done.sort()).toEqual(things);
  },
);

/** What a page has kept in sessionStorage, as a tab made of it begins with. */
function copyOf(session: Storage): Storage {
  const copy = fakeStorage();
  copy.setItem('parley.tab', session.getItem('parley.tab') ?? '');
  return copy;
}

test.each(ways)(
  'by %s, a reload has what the tab left, and a copy of the tab has not',
  async (way) => {
    const { open, close } = world(way);
    const session = fakeStorage();
    expect(open('one', session).before).toBeNull();
    await vi.advanceTimersByTimeAsync(0);
    const copy = copyOf(session);
    close('one');
    const reloaded = open('two', session);
    expect(reloaded.before).toBe('one');
    expect(await ask(reloaded, 'one')).toBe(true);
    const duplicate = open('three', copyOf(session));
    expect(duplicate.before).toBe('two');
    expect(await ask(duplicate, 'two')).toBe(false);
    // To another copy, of before the reload, the tab lives on as what it is now.
    const stale = open('four', copy);
    expect(stale.before).toBe('one');
    expect(await ask(stale, 'one')).toBe(false);
  },
);

test.each(ways)(
  'by %s, a tab that loads again is not taken for closed by one that asks meanwhile',
  async (way) => {
    const { open, close } = world(way);
    const session = fakeStorage();
    open('one', session);
    const other = open('other');
    await vi.advanceTimersByTimeAsync(0);
    const taken: string[] = [];
    const early = other.whenGone('one', () => taken.push('early'));
    await vi.advanceTimersByTimeAsync(100);
    close('one');
    const late = other.whenGone('one', () => taken.push('late'));
    await vi.advanceTimersByTimeAsync(400);
    const reloaded = open('two', session);
    const own = reloaded.whenGone('one', () => taken.push('the reload'));
    await vi.advanceTimersByTimeAsync(5_000);
    await Promise.all([early, late, own]);
    expect(taken).toEqual(['the reload']);
  },
);

test('the lock of the page before a reload is waited for', async () => {
  const { open, close } = world('locks');
  const session = fakeStorage();
  open('before', session);
  await vi.advanceTimersByTimeAsync(0);
  const after = open('after', session);
  setTimeout(() => close('before'), 400);
  expect(await ask(after, 'before')).toBe(true);
});

test('where the browser refuses locks, pages ask each other; where it refuses all of it, a page is the only one', async () => {
  const line = wire();
  const no = () => Promise.reject(new DOMException('No', 'SecurityError'));
  const refusing: Locks = { request: no, query: no };
  const options = {
    sessionStorage: refuse,
    later: (milliseconds: number, run: () => void) => void setTimeout(run, milliseconds),
  };
  for (const locks of [() => refusing, refuse, () => ({ request: refuse, query: refuse })]) {
    const name = 'asked';
    const named = browserTabs({ ...options, own: name, locks, channel: () => line.for(name) });
    const asking = browserTabs({ ...options, own: 'b', locks, channel: () => line.for('b') });
    expect(named.before).toBeNull();
    expect(await ask(named, 'gone')).toBe(true);
    expect(await ask(asking, name)).toBe(false);
  }
  const alone = browserTabs({ ...options, own: 'alone', locks: refuse, channel: refuse });
  expect(await ask(alone, 'gone')).toBe(true);
});
