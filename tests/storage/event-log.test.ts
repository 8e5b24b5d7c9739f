// @vitest-environment node
/**
 * The contract over every adapter, and what is true of IndexedDB alone: how opening fails, how the disk fills
 * up, how another version takes over, and that merging segments loses nothing.
 */
import { loadAll } from '#tests/load-all.ts';
import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { wireLimits } from '#src/api/contract.ts';
import { type EventLog, eventKey } from '#src/storage/event-log.ts';
import { type IndexedDbLogOptions, openIndexedDbLog } from '#src/storage/indexed-db-log.ts';
import { memoryLog, memoryLogStore } from '#src/storage/memory-log.ts';
import { keyOf } from '#src/storage/stored-events.ts';
import { readSegment } from '#src/storage/stored-records.ts';
import { eachOnceLaw, type Holdings } from './each-once.ts';
import { eventLogContract } from './event-log-contract.ts';
import { openRaw, readRaw } from './raw-stores.ts';
import {
  asSet,
  otherShelf,
  serverSaid,
  shelf,
  upTo,
  wireEvent,
  wireEvents,
} from './wire-events.ts';

eventLogContract('memory', () => {
  const store = memoryLogStore();
  return { open: async () => memoryLog(store) };
});

eventLogContract('IndexedDB', () => {
  const indexedDB = new IDBFactory();
  return { open: () => openIndexedDbLog({ indexedDB }) };
});

/** What lies in the database, by key. */
async function holdingsOf(indexedDB: IDBFactory): Promise<Holdings> {
  const stores = await readRaw(indexedDB);
  const keys = (store: string) =>
    (stores[store] ?? []).flatMap((record) => readSegment(record).events.map(keyOf));
  return {
    log: [...keys('segments'), ...keys('pending')],
    journal: keys('journal'),
    hasSnapshot: (stores.snapshots ?? []).length > 0,
  };
}

eachOnceLaw(
  'memory',
  () => {
    const store = memoryLogStore();
    return {
      open: async () => memoryLog(store),
      merge: async () => false,
      holdings: async () => ({
        log: [...store.shelves.values()].flatMap(({ events }) => [...events.keys()]),
        journal: [],
        hasSnapshot: false,
      }),
    };
  },
  { runs: 100, isOnDisk: false },
);

eachOnceLaw(
  'IndexedDB',
  () => {
    const indexedDB = new IDBFactory();
    const tasks: (() => void)[] = [];
    const later = (task: () => void) => tasks.push(task);
    return {
      open: () => openIndexedDbLog({ indexedDB, later, tolerated: 1 }),
      merge: async () => {
        const before = await countSegments(indexedDB);
        for (const task of tasks.splice(0)) task();
        // A merge is done once a transaction asked for after it has had its turn.
        for (let i = 0; i < 8; i += 1) await readRaw(indexedDB);
        return (await countSegments(indexedDB)) < before;
      },
      holdings: () => holdingsOf(indexedDB),
    };
  },
  { runs: 50, isOnDisk: true },
);

/** For what is done in the background. */
const patient = { timeout: 20_000 };

/** A log on a database of its own, closed when the test is over. */
async function withLog(
  options: Partial<IndexedDbLogOptions>,
  use: (log: EventLog, indexedDB: IDBFactory) => Promise<void>,
): Promise<void> {
  const indexedDB = options.indexedDB ?? new IDBFactory();
  const log = await openIndexedDbLog({ ...options, indexedDB });
  try {
    await use(log, indexedDB);
  } finally {
    log.close();
  }
}

function countSegments(indexedDB: IDBFactory): Promise<number> {
  return countRecords(indexedDB, 'segments');
}

async function countRecords(indexedDB: IDBFactory, store: string): Promise<number> {
  return (await readRaw(indexedDB))[store]?.length ?? 0;
}

/** A factory whose `open` is replaced. */
function factoryThat(open: IDBFactory['open']): IDBFactory {
  return Object.assign(new IDBFactory(), { open });
}

const refused = { name: 'StorageError', kind: 'refused' };

test('opening without IndexedDB is refused', async () => {
  await expect(openIndexedDbLog({ indexedDB: undefined })).rejects.toMatchObject(refused);
});

test('opening where the browser throws is refused', async () => {
  const indexedDB = factoryThat(() => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  });
  await expect(openIndexedDbLog({ indexedDB })).rejects.toMatchObject({
    ...refused,
    cause: { name: 'SecurityError' },
  });
});

test('opening where the browser never answers is refused when the time is over', async () => {
  const silent = new IDBFactory().open('elsewhere');
  const indexedDB = factoryThat(() => Object.create(silent, { onsuccess: { writable: true } }));
  await expect(openIndexedDbLog({ indexedDB, timeout: 5 })).rejects.toMatchObject(refused);
});

test('opening what a newer version wrote is refused and leaves it alone', async () => {
  const indexedDB = new IDBFactory();
  (await openRaw(indexedDB, 7)).close();
  await expect(openIndexedDbLog({ indexedDB })).rejects.toMatchObject({
    ...refused,
    problem: { code: 'store-newer' },
  });
  const database = await openRaw(indexedDB);
  expect(database.version).toBe(7);
  database.close();
});

test('a newer version takes over from an open log, which says so from then on', async () => {
  await withLog({}, async (log, indexedDB) => {
    await log.append(shelf, [wireEvent(1)]);
    const newer = await openRaw(indexedDB, 7);
    await expect(log.append(shelf, [wireEvent(2)])).rejects.toMatchObject({
      kind: 'closed',
      problem: { code: 'store-taken-over' },
    });
    newer.close();
  });
});

test('a full disk is named, nothing of the portion is kept, and later there is room again', async () => {
  await withLog({}, async (log) => {
    await log.append(shelf, [wireEvent(0)]);
    const hasNoRoom = () => {
      throw new DOMException('No room', 'QuotaExceededError');
    };
    const add = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(hasNoRoom);
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(hasNoRoom);
    await expect(log.append(shelf, [wireEvent(1)])).rejects.toMatchObject({ kind: 'full' });
    await expect(log.receive(shelf, wireEvents(2, 4), upTo(4))).rejects.toMatchObject({
      kind: 'full',
    });
    await expect(log.markSent(shelf, [eventKey(wireEvent(0))])).rejects.toMatchObject({
      kind: 'full',
    });
    add.mockRestore();
    put.mockRestore();
    expect(await loadAll(log, shelf)).toEqual({
      events: [wireEvent(0)],
      pending: [eventKey(wireEvent(0))],
      refused: [],
      epoch: null,
      cursor: 0,
      head: 0,
      missing: 0,
      setAside: 0,
    });
    await log.append(shelf, [wireEvent(1)]);
    expect((await loadAll(log, shelf)).events).toHaveLength(2);
  });
});

test('a disk found full only at the commit is named as such', async () => {
  await withLog({}, async (log) => {
    const add = IDBObjectStore.prototype.add;
    const spy = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (
      this: IDBObjectStore,
      value: unknown,
    ) {
      const request = add.call(this, value);
      const error = new DOMException('No room', 'QuotaExceededError');
      Object.defineProperty(this.transaction, 'error', { value: error });
      this.transaction.abort();
      return request;
    });
    await expect(log.append(shelf, [wireEvent(1)])).rejects.toMatchObject({ kind: 'full' });
    spy.mockRestore();
    expect((await loadAll(log, shelf)).events).toEqual([]);
  });
});

test('many small segments become few, and everything is kept', async () => {
  const tasks: (() => void)[] = [];
  const later = (task: () => void) => tasks.push(task);
  await withLog({ later }, async (log, indexedDB) => {
    for (let page = 0; page < 70; page += 1) {
      await log.receive(shelf, wireEvents(page * 100, page * 100 + 100), upTo(page * 100 + 100));
    }
    await log.receive(otherShelf, wireEvents(0, 5), upTo(5));
    await log.append(shelf, wireEvents(7_000, 7_002));
    const before = await loadAll(log, shelf);
    expect(tasks).toHaveLength(1);
    expect(await countSegments(indexedDB)).toBe(71);
    for (const task of tasks.splice(0)) task();
    await vi.waitFor(async () => expect(await countSegments(indexedDB)).toBe(8), patient);
    const after = await loadAll(log, shelf);
    expect({ ...after, events: asSet(after.events) }).toEqual({
      ...before,
      events: asSet(before.events),
    });
    expect((await loadAll(log, otherShelf)).events).toHaveLength(5);
    expect(tasks).toEqual([]);
  });
}, 60_000);

test('merging that two tabs begin at once, or that breaks off, loses nothing', async () => {
  const tasks: (() => void)[] = [];
  const later = (task: () => void) => tasks.push(task);
  await withLog({ later }, async (log, indexedDB) => {
    for (let n = 0; n < 80; n += 1) await log.receive(shelf, [wireEvent(n)], upTo(n + 1));
    await withLog({ later, indexedDB }, async (other) => {
      await loadAll(other, shelf);
      await loadAll(log, shelf);
      const remove = vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(() => {
        throw new DOMException('Broken off', 'UnknownError');
      });
      tasks[0]?.();
      await vi.waitFor(() => expect(remove).toHaveBeenCalled());
      remove.mockRestore();
      expect(await countSegments(indexedDB)).toBe(80);
      for (const task of tasks) task();
      await vi.waitFor(async () => expect(await countSegments(indexedDB)).toBe(1), patient);
      const { events, cursor } = await loadAll(other, shelf);
      expect(asSet(events)).toEqual(asSet(wireEvents(0, 80)));
      expect(cursor).toBe(80);
    });
  });
}, 60_000);

test('a page stored by another tab is not stored again', async () => {
  await withLog({}, async (log, indexedDB) => {
    await withLog({ indexedDB }, async (other) => {
      await log.receive(shelf, wireEvents(0, 10), upTo(10));
      await other.receive(shelf, wireEvents(0, 10), upTo(10));
      await other.receive(shelf, wireEvents(4, 6), upTo(6));
      expect(await countSegments(indexedDB)).toBe(1);
    });
  });
});

test('a command of a thousand costs a dozen records, of which any part is sent, refused or comes back', async () => {
  await withLog({}, async (log, indexedDB) => {
    await log.append(shelf, wireEvents(0, 1_000));
    expect(await countRecords(indexedDB, 'pending')).toBe(10);
    const keys = wireEvents(0, 1_000).map(eventKey);
    await log.markSent(shelf, keys.slice(50, 250));
    await log.receive(shelf, wireEvents(250, 275), upTo(25));
    await log.markRefused(shelf, [
      { key: keys[300] ?? eventKey(wireEvent(0)), problem: serverSaid('No') },
      { key: keys[301] ?? eventKey(wireEvent(0)), problem: serverSaid('Never') },
    ]);
    await log.markSent(shelf, keys.slice(302, 310));
    await log.append(shelf, wireEvents(0, 60));
    const { events, pending, refused } = await loadAll(log, shelf);
    expect(asSet(events)).toEqual(asSet(wireEvents(0, 1_000)));
    expect(new Set(pending)).toEqual(
      new Set([...keys.slice(0, 50), ...keys.slice(275, 300), ...keys.slice(310)]),
    );
    expect(refused).toEqual([
      { key: keys[300], problem: serverSaid('No') },
      { key: keys[301], problem: serverSaid('Never') },
    ]);
  });
});

test('an own event that comes back is moved, not copied, a refused one too', async () => {
  await withLog({}, async (log, indexedDB) => {
    await log.append(shelf, wireEvents(0, 3));
    await log.markRefused(shelf, [{ key: eventKey(wireEvent(1)), problem: serverSaid('No') }]);
    await log.receive(shelf, wireEvents(0, 2), upTo(2));
    expect(await countRecords(indexedDB, 'pending')).toBe(1);
    await log.markSent(shelf, [eventKey(wireEvent(2))]);
    await log.receive(shelf, [wireEvent(2)], upTo(3));
    expect(await countRecords(indexedDB, 'pending')).toBe(0);
    expect(await countRecords(indexedDB, 'segments')).toBe(2);
  });
});

test('of a journal entry that the snapshot has in part, the rest stays; another log’s snapshot is not added to', async () => {
  await withLog({}, async (log, indexedDB) => {
    const shard = new Map([[0, 'shard']]);
    const none = () => false;
    await log.snapshots?.save(shelf, 'head', shard, none);
    await log.receive(shelf, wireEvents(0, 5), upTo(5));
    const early = (event: unknown) => asSet(wireEvents(0, 3)).includes(JSON.stringify(event));
    await log.snapshots?.save(shelf, 'head', shard, early);
    expect((await log.snapshots?.load(shelf))?.since).toEqual(wireEvents(3, 5));
    await withLog({ indexedDB }, async (other) => {
      await other.snapshots?.load(shelf);
      await log.snapshots?.save(shelf, 'head', new Map([[1, 'more']]), none);
      const mixed = other.snapshots?.save(shelf, 'mixed', shard, none);
      await expect(mixed).rejects.toMatchObject({ kind: 'passing' });
      expect((await log.snapshots?.load(shelf))?.shards).toEqual(['shard', 'more']);
      // All shards are given then, and none of the others stays.
      await other.snapshots?.save(shelf, 'whole', shard, none);
      expect(await log.snapshots?.load(shelf)).toMatchObject({
        head: 'whole',
        shards: ['shard'],
      });
    });
  });
});

test('the largest page that a server gives goes into the journal; more at once is not worth it, and the snapshot goes', async () => {
  await withLog({}, async (log) => {
    const { largestPage } = wireLimits;
    await log.snapshots?.save(shelf, 'head', new Map([[0, 'shard']]), () => false);
    await log.receive(shelf, wireEvents(0, largestPage), upTo(largestPage));
    expect((await log.snapshots?.load(shelf))?.since).toHaveLength(largestPage);
    const more = wireEvents(largestPage, 2 * largestPage + 1);
    await log.receive(shelf, more, upTo(2 * largestPage + 1));
    expect(await log.snapshots?.load(shelf)).toBeNull();
  });
});

test('what is acknowledged before it comes back is handed out as waiting nowhere, and is in one place', async () => {
  await withLog({}, async (log, indexedDB) => {
    await log.append(shelf, wireEvents(0, 3));
    await log.snapshots?.save(shelf, 'head', new Map([[0, 'shard']]), () => true);
    await log.markSent(shelf, wireEvents(0, 3).map(eventKey));
    expect((await log.snapshots?.load(shelf))?.pending).toEqual([]);
    await log.receive(shelf, wireEvents(0, 3), upTo(3));
    const { log: all, journal } = await holdingsOf(indexedDB);
    expect([all.length, journal]).toEqual([3, []]);
  });
});
