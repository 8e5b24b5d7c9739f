// @vitest-environment node
/**
 * Every method of every adapter, failing at each of its steps in each way a browser has: nothing is half done, the
 * promise rejects with a StorageError, and the next try works.
 */
import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import type { WireEvent } from '#src/domain/event.ts';
import { type EventLog, eventKey, shelfOf } from '#src/storage/event-log.ts';
import { openIndexedDbLog } from '#src/storage/indexed-db-log.ts';
import { memoryLog, memoryLogStore } from '#src/storage/memory-log.ts';
import { failedOperation, StorageError } from '#src/storage/storage-error.ts';
import { keyOf } from '#src/storage/stored-events.ts';
import { problemText } from '#src/words/problems.ts';
import { loadAll } from '#tests/load-all.ts';
import { readRaw } from './raw-stores.ts';
import { asSet, serverSaid, upTo, wireEvent, wireEvents } from './wire-events.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const ben = 'actor:ben';
const shelf = shelfOf('actor:asha', 'us-india');
const key = (n: number) => eventKey(wireEvent(n));

/** Loose segments, segments in line, own events of every kind, one set aside, a snapshot and a journal. */
async function fill(log: EventLog): Promise<void> {
  await log.saveActor('actor:asha');
  await log.receive(shelf, wireEvents(0, 6, ben), upTo(6));
  await log.setAside(shelf, (event) => keyOf(event) === eventKey(wireEvent(5, ben)));
  await log.rewind(shelf);
  await log.receive(shelf, wireEvents(0, 2, ben), { ...upTo(2), head: 9 });
  await log.append(shelf, wireEvents(10, 14));
  await log.markSent(shelf, [key(10)]);
  await log.markRefused(shelf, [{ key: key(11), problem: serverSaid('No') }]);
  await log.snapshots?.save(shelf, 'head', new Map([[0, 'shard']]), () => false);
  await log.append(shelf, wireEvents(14, 16));
}

type Method = readonly [name: string, call: (log: EventLog) => Promise<unknown>];

const methods: readonly Method[] = [
  ['read', (log) => loadAll(log, shelf)],
  ['append', (log) => log.append(shelf, wireEvents(15, 19))],
  ['append of what was received', (log) => log.append(shelf, wireEvents(0, 9, ben))],
  [
    'receive',
    (log) =>
      log.receive(shelf, [...wireEvents(2, 7, ben), wireEvent(10), wireEvent(12)], {
        ...upTo(9),
        after: 2,
      }),
  ],
  ['receive what overlaps', (log) => log.receive(shelf, wireEvents(1, 3, ben), upTo(3))],
  [
    'receive another log',
    (log) => log.receive(shelf, wireEvents(0, 3, ben), { epoch: 'second', cursor: 3, head: 3 }),
  ],
  ['rewind', (log) => log.rewind(shelf)],
  ['markSent', (log) => log.markSent(shelf, [key(11), key(12)])],
  ['markRefused', (log) => log.markRefused(shelf, [{ key: key(12), problem: serverSaid('No') }])],
  ['replace', (log) => log.replace(shelf, [key(11), key(12)], wireEvents(30, 32))],
  ['setAside', (log) => log.setAside(shelf, (event) => JSON.stringify(event).includes('-0001-'))],
  ['loadSetAside', (log) => log.loadSetAside(shelf)],
  ['elsewhere', (log) => log.elsewhere('us-india', ben)],
  ['waiting', (log) => log.waiting(ben)],
  ['loadActor', (log) => log.loadActor()],
  ['saveActor', (log) => log.saveActor(ben)],
  [
    'snapshots.save',
    async (log) => log.snapshots?.save(shelf, 'again', new Map([[0, 'new']]), () => true),
  ],
  ['snapshots.forget', async (log) => log.snapshots?.forget(shelf)],
];

/** The ways in which a step fails. */
const faults = ['it throws', 'its request fails', 'its transaction is aborted'] as const;
type Fault = (typeof faults)[number];

const injected = () => new DOMException('Injected', 'UnknownError');

const steps = [
  [IDBDatabase.prototype, ['transaction']],
  [IDBTransaction.prototype, ['objectStore']],
  [
    IDBObjectStore.prototype,
    ['add', 'put', 'get', 'getKey', 'getAll', 'getAllKeys', 'delete', 'count', 'index'],
  ],
  [IDBIndex.prototype, ['getAll', 'getAllKeys', 'count']],
] as const;

interface Call {
  readonly object: object;
  readonly args: unknown[];
  go(): unknown;
}

/** Puts `instead` in the place of a method; every call of it comes by there. */
function wrapMethod(prototype: object, name: string, instead: (call: Call) => unknown): () => void {
  const original: unknown = Reflect.get(prototype, name);
  if (typeof original !== 'function') throw new TypeError(`There is no ${name}`);
  const replacement = function (this: object, ...args: unknown[]): unknown {
    return instead({ object: this, args, go: () => Reflect.apply(original, this, args) });
  };
  Reflect.set(prototype, name, replacement);
  return () => void Reflect.set(prototype, name, original);
}

/** Lets the step of that number fail, counted from 0; answers with how many steps there were. */
function failAt(number: number, fault: Fault): { count(): number; stop(): void } {
  let count = 0;
  const isDue = () => {
    count += 1;
    return count - 1 === number;
  };
  const undo: (() => void)[] = [];
  if (fault === 'it throws') {
    for (const [prototype, names] of steps) {
      for (const name of names) {
        undo.push(
          wrapMethod(prototype, name, ({ go }) => {
            if (isDue()) throw injected();
            return go();
          }),
        );
      }
    }
  } else {
    // Where fake-indexeddb carries a request out, once its turn has come.
    undo.push(
      wrapMethod(IDBTransaction.prototype, '_execRequestAsync', ({ object, args, go }) => {
        if (!isDue()) return go();
        const [request] = args;
        const { operation } = { operation: () => undefined, ...Object(request) };
        const failing = () => {
          if (fault === 'its request fails') throw injected();
          const result: unknown = operation();
          if (object instanceof IDBTransaction) object.abort();
          return result;
        };
        Object.assign(Object(request), { operation: failing });
        return go();
      }),
    );
  }
  return {
    count: () => count,
    stop: () => {
      for (const undoOne of undo) undoOne();
    },
  };
}

for (const fault of faults) {
  test.each(methods)(
    `%s: where a step fails and ${fault}, nothing is half done, and the next try works`,
    async (name, call) => {
      const expected = await expectedAfter(call);
      let tried = 0;
      let failed = 0;
      for (let step = 0; ; step += 1) {
        const indexedDB = new IDBFactory();
        const log = await openIndexedDbLog({ indexedDB, later: () => undefined });
        await fill(log);
        const before = await readRaw(indexedDB);
        const failing = failAt(step, fault);
        const outcome = await call(log).then(
          () => null,
          (error: unknown) => error,
        );
        failing.stop();
        const isOver = failing.count() <= step;
        if (outcome !== null) {
          failed += 1;
          expect(outcome).toBeInstanceOf(StorageError);
          expect(await readRaw(indexedDB)).toEqual(before);
        }
        await call(log);
        const after = await readRaw(indexedDB);
        log.close();
        if (isOver) break;
        tried += 1;
        expect(after).toEqual(expected);
      }
      expect(tried).toBeGreaterThan(0);
      // Where its one answer is there before the abort, that is as good as any.
      if (name !== 'loadActor') expect(failed).toBeGreaterThan(0);
    },
    120_000,
  );
}

/** What the stores hold after a call that nothing hinders. */
async function expectedAfter(call: Method[1]): Promise<unknown> {
  const indexedDB = new IDBFactory();
  const log = await openIndexedDbLog({ indexedDB, later: () => undefined });
  await fill(log);
  await call(log);
  log.close();
  return readRaw(indexedDB);
}

test('a snapshot that cannot be read now is none, and is there the next time', async () => {
  const log = await openIndexedDbLog({ indexedDB: new IDBFactory() });
  await fill(log);
  const failing = failAt(2, 'it throws');
  expect(await log.snapshots?.load(shelf)).toBeNull();
  failing.stop();
  expect((await log.snapshots?.load(shelf))?.head).toBe('head');
  log.close();
});

test('a reading that fails half-way rejects, and a second one gives the whole', async () => {
  const log = await openIndexedDbLog({ indexedDB: new IDBFactory() });
  await log.receive(shelf, wireEvents(0, 3, ben), upTo(3));
  await log.receive(shelf, wireEvents(3, 6, ben), upTo(6));
  await log.append(shelf, [wireEvent(10)]);
  const get = IDBObjectStore.prototype.get;
  const spy = vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (
    this: IDBObjectStore,
    query,
  ) {
    if (this.name === 'segments' && query === 2) throw new DOMException('Injected', 'UnknownError');
    return get.call(this, query);
  });
  const portions: (readonly unknown[])[] = [];
  const reading = log.read(shelf, (events) => void portions.push(events));
  await expect(reading).rejects.toMatchObject({ name: 'StorageError', kind: 'passing' });
  expect(portions).toEqual([wireEvents(0, 3, ben)]);
  spy.mockRestore();
  const { events, pending, missing } = await loadAll(log, shelf);
  expect(asSet(events)).toEqual(asSet([...wireEvents(0, 6, ben), wireEvent(10)]));
  expect([pending, missing]).toEqual([[key(10)], 0]);
  log.close();
});

for (const [adapter, open] of [
  ['memory', async () => memoryLog()],
  ['IndexedDB', () => openIndexedDbLog({ indexedDB: new IDBFactory() })],
] as const) {
  const hostile: WireEvent = Object.defineProperty({ ...wireEvent(40) }, 'payload', {
    enumerable: true,
    get: () => {
      throw new Error('A getter that throws');
    },
  });

  test(`${adapter}: of events of which one throws when it is read, nothing is kept`, async () => {
    const log = await open();
    await fill(log);
    const before = await loadAll(log, shelf);
    for (const call of [
      () => log.append(shelf, [wireEvent(39), hostile]),
      () =>
        log.receive(shelf, [wireEvent(2, ben), hostile, wireEvent(12)], { ...upTo(9), after: 2 }),
      () => log.replace(shelf, [key(12)], [wireEvent(39), hostile]),
    ]) {
      await expect(call()).rejects.toBeInstanceOf(StorageError);
      expect(await loadAll(log, shelf)).toEqual(before);
    }
    await log.replace(shelf, [key(12)], [wireEvent(39)]);
    expect((await loadAll(log, shelf)).pending).toContain(key(39));
    log.close();
  });

  test(`${adapter}: what the taker of a portion throws is thrown on as it is`, async () => {
    const log = await open();
    await log.append(shelf, [wireEvent(1)]);
    const ours = new RangeError('Ours');
    const taking = log.read(shelf, () => {
      throw ours;
    });
    await expect(taking).rejects.toBe(ours);
    log.close();
  });

  test(`${adapter}: own events of other actors that wait are counted, sent and refused ones not`, async () => {
    const log = await open();
    await fill(log);
    const other = shelfOf('actor:carla', 'us-india');
    await log.append(other, wireEvents(0, 5, 'actor:carla'));
    await log.markSent(other, [eventKey(wireEvent(0, 'actor:carla'))]);
    await log.markRefused(other, [
      { key: eventKey(wireEvent(1, 'actor:carla')), problem: serverSaid('No') },
    ]);
    await log.append(shelfOf('actor:carla', 'eu-us-india'), wireEvents(0, 5, 'actor:carla'));
    expect(await log.elsewhere('us-india', 'actor:asha')).toBe(3);
    expect(await log.elsewhere('us-india', 'actor:carla')).toBe(4);
    log.close();
  });
}

test.each([
  ['is not there', undefined],
  [
    'cannot be made',
    class {
      constructor() {
        throw new DOMException('Insecure', 'SecurityError');
      }
    },
  ],
  [
    'passes nothing on',
    class extends EventTarget {
      postMessage() {
        throw new DOMException('Closed', 'InvalidStateError');
      }
      close() {}
    },
  ],
])('where the channel to other tabs %s, everything is written all the same', async (_, channel) => {
  vi.stubGlobal('BroadcastChannel', channel);
  const log = await openIndexedDbLog({ indexedDB: new IDBFactory() });
  const stop = log.subscribe(shelf, () => undefined);
  await fill(log);
  await log.replace(shelf, [key(12)], [wireEvent(30)]);
  const { pending } = await loadAll(log, shelf);
  expect([...pending].sort()).toEqual([13, 14, 15, 30].map(key));
  stop();
  log.close();
});

test('a message of another form than a page of this version sends is not heard', async () => {
  const log = await openIndexedDbLog({ indexedDB: new IDBFactory() });
  const heard = vi.fn();
  log.subscribe(shelf, heard);
  const channel = new BroadcastChannel('parley-log');
  for (const gone of [[7], 'all', undefined]) {
    channel.postMessage({ dossier: shelf, events: [wireEvent(1)], gone });
  }
  channel.postMessage({ dossier: shelf, events: [wireEvent(2)], gone: [] });
  await vi.waitFor(() => expect(heard).toHaveBeenCalled());
  expect(heard.mock.calls).toEqual([[{ events: [wireEvent(2)], gone: [] }]]);
  channel.close();
  log.close();
});

test.each([
  ['QuotaExceededError', 'full'],
  ['AbortError', 'passing'],
  ['UnknownError', 'passing'],
  ['TimeoutError', 'passing'],
  ['TransactionInactiveError', 'passing'],
  ['DataCloneError', 'refused'],
  ['DataError', 'refused'],
] as const)('a failure named %s is “%s”, and says no more than is known', (name, kind) => {
  const error = failedOperation(new DOMException('Injected', name));
  expect(error.kind).toBe(kind);
  const said = problemText(error.problem);
  expect(said).not.toContain('Everything');
  expect(said.includes('is kept')).toBe(kind !== 'passing');
});

test('a memory log that two tabs share loses nothing when one is closed while it is read', async () => {
  const store = memoryLogStore();
  const [one, other] = [memoryLog(store), memoryLog(store)];
  await fill(one);
  await expect(
    one.read(shelf, () => {
      one.close();
    }),
  ).rejects.toMatchObject({ kind: 'closed' });
  expect((await loadAll(other, shelf)).events).toHaveLength(11);
});
