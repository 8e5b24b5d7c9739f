// @vitest-environment node
/** Which events are another open tab's, by the locks that tabs hold; and nobody's where a browser tells nothing. */
import { expect, test } from 'vitest';
import { tabNodes } from '#src/storage/tab-nodes.ts';

/** As much of a browser's locks as several tabs see of each other. */
function browserLocks() {
  const held = new Map<string, number>();
  const tab = (): LockManager & { close(): void } => {
    const own: string[] = [];
    return {
      request: async (name: string) => {
        own.push(name);
        held.set(name, (held.get(name) ?? 0) + 1);
        return undefined;
      },
      query: async () => ({
        held: [...held].flatMap(([name, count]) => (count > 0 ? [{ name }] : [])),
        pending: [],
      }),
      close: () => {
        for (const name of own) held.set(name, (held.get(name) ?? 1) - 1);
      },
    };
  };
  return tab;
}

function session(kept = new Map<string, string>()) {
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
}

test('the nodes of other open tabs are known, with those of before their reloads; of closed ones none', async () => {
  const open = browserLocks();
  const mine = session();
  const theirs = session();
  const first = open();
  const a = tabNodes({ node: 'a1', sessionStorage: () => mine, locks: () => first });
  const second = open();
  tabNodes({ node: 'b1', sessionStorage: () => theirs, locks: () => second });
  expect(await a.others()).toEqual(new Set(['b1']));
  second.close();
  const third = open();
  tabNodes({ node: 'b2', sessionStorage: () => theirs, locks: () => third });
  expect(await a.others()).toEqual(new Set(['b1', 'b2']));
  first.close();
  const fourth = open();
  const again = tabNodes({ node: 'a2', sessionStorage: () => mine, locks: () => fourth });
  expect(await again.others()).toEqual(new Set(['b1', 'b2']));
  third.close();
  expect(await again.others()).toEqual(new Set());
});

test('a duplicated tab shares what was done before it was made', async () => {
  const open = browserLocks();
  const kept = new Map<string, string>();
  const first = open();
  tabNodes({ node: 'a1', sessionStorage: () => session(kept), locks: () => first });
  const copy = open();
  const copied = session(new Map(kept));
  const b = tabNodes({ node: 'b1', sessionStorage: () => copied, locks: () => copy });
  expect(await b.others()).toEqual(new Set());
});

test('where a browser has no locks, refuses them, fails, or never answers, no event is another’s', async () => {
  const refuse = () => {
    throw new DOMException('No', 'SecurityError');
  };
  const silent = { ...browserLocks()(), query: () => new Promise<never>(() => {}) };
  for (const locks of [() => undefined, refuse, () => silent]) {
    const nodes = tabNodes({ node: 'a1', sessionStorage: refuse, locks });
    expect(await nodes.others()).toEqual(new Set());
  }
});
