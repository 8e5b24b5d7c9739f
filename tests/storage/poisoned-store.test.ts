// @vitest-environment node
/**
 * Records of any shape in any of the stores: nothing throws at the user, no broken own event is sent or lost, and
 * what a server had is missed, said, and taken in again.
 */
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { type EventLog, eventKey, shelfOf } from '#src/storage/event-log.ts';
import { openIndexedDbLog } from '#src/storage/indexed-db-log.ts';
import { memoryLog } from '#src/storage/memory-log.ts';
import { loadAll } from '#tests/load-all.ts';
import { readRaw, writeRaw } from './raw-stores.ts';
import { asSet, upTo, wireEvent, wireEvents } from './wire-events.ts';

const ben = 'actor:ben';
const shelf = shelfOf('actor:asha', 'us-india');
const received = wireEvents(0, 6, ben);
const own = wireEvents(10, 13);

/** A log of six received events in two segments and three own ones that wait, with a snapshot and a journal. */
async function healthy(): Promise<IDBFactory> {
  const indexedDB = new IDBFactory();
  const log = await openIndexedDbLog({ indexedDB });
  await log.saveActor('actor:asha');
  await log.receive(shelf, received.slice(0, 4), upTo(4));
  await log.snapshots?.save(shelf, 'head', new Map([[0, 'shard']]), () => false);
  await log.receive(shelf, received.slice(4), upTo(6));
  await log.append(shelf, own);
  log.close();
  return indexedDB;
}

type Store = (name: string) => IDBObjectStore;

async function poisoned(write: (store: Store) => void) {
  const indexedDB = await healthy();
  await writeRaw(indexedDB, write);
  return { indexedDB, log: await openIndexedDbLog({ indexedDB, later: () => undefined }) };
}

/** Pulls all of it again, as a session does where something is missing. */
async function heal(log: EventLog): Promise<void> {
  await log.rewind(shelf);
  await log.receive(shelf, received.slice(0, 3), { ...upTo(3), head: 6 });
  await log.receive(shelf, received.slice(3), upTo(6));
}

async function expectWhole(log: EventLog): Promise<void> {
  const { events, cursor, missing } = await loadAll(log, shelf);
  expect(asSet(events)).toEqual(asSet([...received, ...own]));
  expect([cursor, missing]).toEqual([6, 0]);
}

test('where all segments are lost the log says how much is missing, and is whole once it is received again', async () => {
  const { log } = await poisoned((store) => store('segments').clear());
  expect(await loadAll(log, shelf)).toMatchObject({ cursor: 6, missing: 6, events: own });
  await heal(log);
  await expectWhole(log);
  log.close();
});

test('what is received again after a loss is not in the journal of a snapshot that has it', async () => {
  const { indexedDB, log } = await poisoned((store) => store('segments').clear());
  await heal(log);
  const { snapshots, journal } = await readRaw(indexedDB);
  expect([snapshots, journal]).toEqual([[], []]);
  log.close();
});

test('where one segment is lost only that is missing, and nothing is doubled by receiving all', async () => {
  const { indexedDB, log } = await poisoned((store) => store('segments').delete(2));
  expect(await loadAll(log, shelf)).toMatchObject({ cursor: 6, missing: 2 });
  await heal(log);
  await expectWhole(log);
  const { segments = [] } = await readRaw(indexedDB);
  expect(segments).toHaveLength(2);
  log.close();
});

test('a segment that the browser says it has lost is missing, and does not stand in the way', async () => {
  const { indexedDB, log } = await poisoned(() => undefined);
  const get = IDBObjectStore.prototype.get;
  const spy = vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (
    this: IDBObjectStore,
    query,
  ) {
    if (this.name === 'segments' && query === 1) {
      throw new DOMException('Data lost due to missing file.', 'NotReadableError');
    }
    return get.call(this, query);
  });
  expect(await loadAll(log, shelf)).toMatchObject({ cursor: 6, missing: 4 });
  await heal(log);
  await expectWhole(log);
  spy.mockRestore();
  const { segments = [] } = await readRaw(indexedDB);
  expect(segments).toHaveLength(2);
  log.close();
});

test('a segment that is no list is set aside as it is, missed, and healed', async () => {
  const bad = { number: 1, dossier: shelf, run: 1, events: 'none' };
  const { log } = await poisoned((store) => store('segments').put(bad));
  expect(await loadAll(log, shelf)).toMatchObject({ missing: 4, setAside: 1 });
  expect(await log.loadSetAside(shelf)).toMatchObject([{ isOwn: false, record: bad }]);
  // It is set aside once, however often it is read.
  expect(await loadAll(log, shelf)).toMatchObject({ missing: 4, setAside: 1 });
  await heal(log);
  await expectWhole(log);
  log.close();
});

test('a broken own event is never sent and never lost, and the ones beside it wait as before', async () => {
  const [first, second, third] = own;
  const keys = own.map(eventKey);
  const events = [first, { ...second, actor: 7 }, third];
  const batch = { number: 1, dossier: shelf, keys, events, refused: [], sent: [] };
  const { indexedDB, log } = await poisoned((store) => store('pending').put(batch));
  const state = await loadAll(log, shelf);
  expect(state.pending).toEqual([keys[0], keys[2]]);
  expect(asSet(state.events)).toEqual(asSet([...received, first, third]));
  expect(await log.loadSetAside(shelf)).toMatchObject([
    { isOwn: true, record: { id: second?.id, actor: 7 } },
    { isOwn: true, record: keys[1] },
  ]);
  expect(await log.snapshots?.load(shelf)).toBeNull();
  await log.markSent(shelf, [keys[0] ?? eventKey(wireEvent(0))]);
  await log.receive(shelf, [wireEvent(10), wireEvent(12)], upTo(8));
  const { pending = [], setAside = [] } = await readRaw(indexedDB);
  expect([pending.length, setAside.length]).toEqual([0, 2]);
  log.close();
});

test('a batch with keys and events of different lengths, refusals that are no list: each event that is whole waits', async () => {
  const batch = { number: 1, dossier: shelf, keys: [1, 2], events: own, refused: 'no', sent: {} };
  const { log } = await poisoned((store) => store('pending').put(batch));
  expect((await loadAll(log, shelf)).pending).toEqual(own.map(eventKey));
  // The record is written anew, so its events are found by their keys again.
  await log.markSent(shelf, own.map(eventKey));
  expect((await loadAll(log, shelf)).pending).toEqual([]);
  log.close();
});

test('marking what is beside a broken own event before the log is read loses nothing', async () => {
  const keys = own.map(eventKey);
  const batch = { number: 1, dossier: shelf, keys, events: [own[0], null, own[2]], refused: [] };
  const { log } = await poisoned((store) => store('pending').put(batch));
  await log.receive(shelf, [wireEvent(10), wireEvent(12)], upTo(8));
  expect((await loadAll(log, shelf)).pending).toEqual([]);
  expect((await log.loadSetAside(shelf)).map(({ record }) => record)).toContain(null);
  log.close();
});

test('own records of no dossier are set aside, and every dossier says so', async () => {
  const { log } = await poisoned((store) => store('pending').put({ number: 9, events: own }));
  expect((await loadAll(log, shelf)).setAside).toBe(1);
  expect((await loadAll(log, shelfOf('actor:asha', 'us-japan'))).setAside).toBe(1);
  expect(await log.loadSetAside(shelf)).toMatchObject([{ isOwn: true, record: { events: own } }]);
  log.close();
});

test.each([
  ['a cursor that is no number', { cursor: Number.NaN }],
  ['a cursor below 0', { cursor: -3 }],
  ['a cursor that is text', { cursor: '6' }],
  ['no run', { run: null }],
  ['no count', { held: {} }],
])(
  'a row with %s: the log is received from the start, and nothing is doubled',
  async (_, change) => {
    const row = { id: shelf, epoch: 'first', cursor: 6, head: 6, run: 1, held: 6, latestOwn: '' };
    const { indexedDB, log } = await poisoned((store) =>
      store('dossiers').put({ ...row, hasLoose: false, ...change }),
    );
    expect(await loadAll(log, shelf)).toMatchObject({
      cursor: 0,
      head: 0,
      epoch: null,
      missing: 0,
    });
    // An own event that is known is known without the row, too.
    await log.append(shelf, [wireEvent(3, ben)]);
    await log.receive(shelf, received, upTo(6));
    await expectWhole(log);
    const { segments = [] } = await readRaw(indexedDB);
    expect(segments).toHaveLength(1);
    log.close();
  },
);

test('an own event that came back is known as such, too, once the row was lost and written anew', async () => {
  const { indexedDB, log } = await poisoned(() => undefined);
  await log.receive(shelf, [wireEvent(12)], upTo(7));
  await writeRaw(indexedDB, (store) => store('dossiers').clear());
  const again = await openIndexedDbLog({ indexedDB, later: () => undefined });
  await again.receive(shelf, received, upTo(6));
  await again.append(shelf, [wireEvent(12)]);
  await expectWhole(again);
  expect(JSON.stringify((await readRaw(indexedDB)).pending)).not.toContain(wireEvent(12).id);
  again.close();
  log.close();
});

test.each([
  ['a head that is no text', 'snapshots', { dossier: shelf, part: -1, text: 7 }],
  ['a shard that is no text', 'snapshots', { dossier: shelf, part: 0, text: null }],
  ['a journal entry that is no list', 'journal', { number: 1, dossier: shelf, events: 0 }],
])('of a snapshot with %s nothing is used', async (_, name, record) => {
  const { log } = await poisoned((store) => store(name).put(record));
  expect(await log.snapshots?.load(shelf)).toBeNull();
  await expectWhole(log);
  log.close();
});

test.each([7, null, { actor: 'actor:asha' }, ['actor:asha']])(
  'an actor of %j is none',
  async (actor) => {
    const { log } = await poisoned((store) => store('meta').put(actor, 'actor'));
    expect(await log.loadActor()).toBeNull();
    log.close();
  },
);

const anything = fc.anything({ withDate: true, withMap: true, withBigInt: true });

test('whatever one record of each store becomes, everything reads, the rest is there, and the server’s events heal', async () => {
  let aside = 0;
  let missed = 0;
  const field = fc.constantFrom(
    ['segments', 'events'],
    ['segments', 'run'],
    ['pending', 'events'],
    ['pending', 'keys'],
    ['pending', 'refused'],
    ['pending', 'sent'],
    ['journal', 'events'],
    ['snapshots', 'text'],
    ['dossiers', 'cursor'],
    ['dossiers', 'run'],
    ['dossiers', 'held'],
  );
  const change = fc.record({ field, value: anything });
  const law = fc.asyncProperty(
    fc.array(change, { minLength: 1, maxLength: 4 }),
    async (changes) => {
      const indexedDB = await healthy();
      const before = await readRaw(indexedDB);
      await writeRaw(indexedDB, (store) => {
        for (const {
          field: [name = '', changed = ''],
          value,
        } of changes) {
          const [record] = before[name] ?? [];
          store(name).put({ ...Object(record), [changed]: value });
        }
      });
      const log = await openIndexedDbLog({ indexedDB, later: () => undefined });
      const state = await loadAll(log, shelf);
      await log.snapshots?.load(shelf);
      await log.elsewhere('us-india', ben);
      aside += state.setAside > 0 ? 1 : 0;
      missed += state.missing > 0 ? 1 : 0;
      const waiting = new Set<string>(state.pending);
      // No own event is gone: it waits, or it is set aside.
      const kept = JSON.stringify((await readRaw(indexedDB)).setAside, (_, v) =>
        typeof v === 'bigint' ? String(v) : v,
      );
      for (const event of own)
        expect(waiting.has(eventKey(event)) || kept.includes(event.id)).toBe(true);
      await heal(log);
      const healed = await loadAll(log, shelf);
      expect(asSet(healed.events)).toEqual(expect.arrayContaining(asSet(received)));
      expect(new Set(asSet(healed.events)).size).toBe(healed.events.length);
      expect([healed.cursor, healed.missing]).toEqual([6, 0]);
      log.close();
    },
  );
  await fc.assert(law, { numRuns: 60 });
  expect(aside).toBeGreaterThan(5);
  expect(missed).toBeGreaterThan(5);
}, 60_000);

for (const [adapter, open] of [
  ['memory', async () => memoryLog()],
  ['IndexedDB', () => openIndexedDbLog({ indexedDB: new IDBFactory() })],
] as const) {
  const broken = { ...wireEvent(2, ben), payload: { status: 'nowhere' } };
  const isBroken = (event: unknown) => JSON.stringify(event).includes('nowhere');

  test(`${adapter}: what the parser calls broken is set aside, and the whole copy from the server is taken in`, async () => {
    const log = await open();
    const brokenOwn = { ...wireEvent(11), payload: { status: 'nowhere' } };
    await log.receive(shelf, [...received.slice(0, 2), broken], upTo(3));
    await log.append(shelf, [wireEvent(10), brokenOwn]);
    expect(await log.setAside(shelf, isBroken)).toBe(2);
    const state = await loadAll(log, shelf);
    expect(state).toMatchObject({ missing: 1, setAside: 2, pending: [eventKey(wireEvent(10))] });
    expect(asSet(state.events)).toEqual(asSet([...received.slice(0, 2), wireEvent(10)]));
    expect(await log.setAside(shelf, isBroken)).toBe(0);
    await log.rewind(shelf);
    await log.receive(shelf, received.slice(0, 3), upTo(3));
    const healed = await loadAll(log, shelf);
    expect(healed).toMatchObject({ missing: 0, setAside: 1, cursor: 3 });
    expect(asSet(healed.events)).toEqual(asSet([...received.slice(0, 3), wireEvent(10)]));
    expect(await log.loadSetAside(shelf)).toMatchObject([{ isOwn: true, record: brokenOwn }]);
    log.close();
  });

  test(`${adapter}: what the server gives as broken as before stays aside, and is not asked for again`, async () => {
    const log = await open();
    await log.receive(shelf, [wireEvent(0, ben), broken], upTo(2));
    await log.setAside(shelf, isBroken);
    await log.rewind(shelf);
    await log.receive(shelf, [wireEvent(0, ben), broken], upTo(2));
    expect(await loadAll(log, shelf)).toMatchObject({
      events: [wireEvent(0, ben)],
      missing: 0,
      setAside: 1,
      cursor: 2,
    });
    log.close();
  });
}
