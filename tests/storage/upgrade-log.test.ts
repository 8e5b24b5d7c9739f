// @vitest-environment node
/** Stores that older versions left behind: what they held stands on the actor's shelf, each event once, or as it was. */
import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { eventKey, shelfOf } from '#src/storage/event-log.ts';
import { openIndexedDbLog } from '#src/storage/indexed-db-log.ts';
import { loadAll } from '#tests/load-all.ts';
import { createOldStores, openRaw, readRaw, writeRaw } from './raw-stores.ts';
import { asSet, serverSaid, upTo, wireEvent, wireEvents } from './wire-events.ts';

const asha = 'actor:asha';
const ben = 'actor:ben';
const shelf = shelfOf(asha, 'us-india');

type Store = (name: string) => IDBObjectStore;

async function oldStore(version: 1 | 2, write: (store: Store) => void): Promise<IDBFactory> {
  const indexedDB = new IDBFactory();
  const create = (database: IDBDatabase) => createOldStores(database, version);
  (await openRaw(indexedDB, version, create)).close();
  await writeRaw(indexedDB, write);
  return indexedDB;
}

const isOwnNumber = (numbers: readonly number[]) => ({
  dossier: 'us-india',
  keys: numbers.map((n) => eventKey(wireEvent(n))),
  events: numbers.map((n) => wireEvent(n)),
  refused: [],
});

/** Six received, one own event acknowledged in a segment of its own, and come back; two waiting, one refused. */
function writeVersion2(store: Store): void {
  store('meta').put(asha, 'actor');
  store('segments').add({ dossier: 'us-india', events: wireEvents(0, 5, ben) });
  store('segments').add({ dossier: 'us-india', events: [wireEvent(10)] });
  store('segments').add({ dossier: 'us-india', events: [wireEvent(10)] });
  store('segments').add({ dossier: 'us-japan', events: wireEvents(0, 2, ben) });
  // The tenth was recorded again after it had come back.
  store('pending').add(isOwnNumber([10, 11, 12]));
  const refused = [{ key: eventKey(wireEvent(13)), reason: 'No' }];
  store('pending').add({ ...isOwnNumber([13]), refused });
  store('dossiers').put({ id: 'us-india', epoch: 'first', cursor: 6, head: 6 });
  store('dossiers').put({ id: 'us-japan', cursor: 2, head: 9 });
  store('snapshots').put({ dossier: 'us-india', part: -1, text: '{}' });
  store('journal').add({ dossier: 'us-india', events: [wireEvent(10)] });
}

test('the second version’s logs are on the shelves of its actor, each event once, and go on where they were', async () => {
  const indexedDB = await oldStore(2, writeVersion2);
  const log = await openIndexedDbLog({ indexedDB });
  const { events, ...state } = await loadAll(log, shelf);
  expect(asSet(events)).toEqual(
    asSet([...wireEvents(0, 5, ben), wireEvent(10), ...wireEvents(11, 14)]),
  );
  expect(state).toEqual({
    epoch: 'first',
    cursor: 6,
    head: 6,
    missing: 0,
    setAside: 0,
    pending: [eventKey(wireEvent(11)), eventKey(wireEvent(12))],
    refused: [{ key: eventKey(wireEvent(13)), problem: serverSaid('No') }],
  });
  expect(await loadAll(log, shelfOf(asha, 'us-japan'))).toMatchObject({ cursor: 2, head: 9 });
  expect(JSON.stringify(await readRaw(indexedDB))).not.toContain('"us-india"');
  expect(await log.snapshots?.load(shelf)).toBeNull();
  expect(JSON.stringify((await readRaw(indexedDB)).pending)).not.toContain(wireEvent(10).id);
  // It goes on as any other: the next page, an echo, and the same page again.
  await log.receive(shelf, [wireEvent(11), wireEvent(6, ben)], upTo(8));
  await log.receive(shelf, [wireEvent(11), wireEvent(6, ben)], upTo(8));
  const after = await loadAll(log, shelf);
  expect([after.events.length, after.cursor, after.missing]).toEqual([10, 8, 0]);
  const { segments = [], snapshots, journal } = await readRaw(indexedDB);
  expect(segments).toHaveLength(4);
  expect([snapshots, journal]).toEqual([[], []]);
  log.close();
});

test('where the old segments are not the events up to the cursor, the log is received anew and nothing is doubled', async () => {
  const indexedDB = await oldStore(2, (store) => {
    store('meta').put(asha, 'actor');
    // Acknowledged, and not come back: no telling that it lies beyond the cursor.
    store('segments').add({ dossier: 'us-india', events: [wireEvent(10)] });
    store('segments').add({ dossier: 'us-india', events: wireEvents(0, 5, ben) });
    store('dossiers').put({ id: 'us-india', epoch: null, cursor: 5, head: 5 });
  });
  const log = await openIndexedDbLog({ indexedDB });
  expect(await loadAll(log, shelf)).toMatchObject({ cursor: 0, missing: 0 });
  await log.receive(shelf, [...wireEvents(0, 5, ben), wireEvent(10)], upTo(6));
  const { events, cursor, missing } = await loadAll(log, shelf);
  expect([events.length, cursor, missing]).toEqual([6, 6, 0]);
  const { segments = [] } = await readRaw(indexedDB);
  expect(segments).toHaveLength(1);
  log.close();
});

test('own events of somebody else than the actor wait on that one’s shelf', async () => {
  const indexedDB = await oldStore(2, (store) => {
    writeVersion2(store);
    const events = wireEvents(20, 23, ben);
    const keys = events.map(eventKey);
    store('pending').add({ dossier: 'us-india', keys, events, refused: [] });
  });
  const log = await openIndexedDbLog({ indexedDB });
  expect((await loadAll(log, shelf)).pending).toHaveLength(2);
  expect((await loadAll(log, shelfOf(ben, 'us-india'))).pending).toHaveLength(3);
  expect(await log.elsewhere('us-india', asha)).toBe(3);
  log.close();
});

test('what the first version kept of own events, one by one, is all there, sent and refused as before', async () => {
  const indexedDB = await oldStore(1, (store) => {
    store('meta').put(asha, 'actor');
    const own = (n: number) => ({ key: eventKey(wireEvent(n)), event: wireEvent(n) });
    store('pending').add({ dossier: 'us-india', ...own(0) });
    store('pending').add({ dossier: 'us-india', ...own(1), refused: 'No' });
    store('pending').add({ dossier: 'other', ...own(2) });
    store('segments').add({ dossier: 'us-india', events: wireEvents(5, 7, ben) });
    store('dossiers').put({ id: 'us-india', cursor: 2, head: 2 });
  });
  const log = await openIndexedDbLog({ indexedDB });
  expect(await loadAll(log, shelf)).toMatchObject({
    events: [...wireEvents(5, 7, ben), ...wireEvents(0, 2)],
    pending: [eventKey(wireEvent(0))],
    refused: [{ key: eventKey(wireEvent(1)), problem: serverSaid('No') }],
    cursor: 2,
  });
  await log.markSent(shelf, [eventKey(wireEvent(0))]);
  expect(await loadAll(log, shelf)).toMatchObject({ pending: [] });
  expect((await loadAll(log, shelfOf(asha, 'other'))).events).toEqual([wireEvent(2)]);
  log.close();
});

test.each([1, 2] as const)(
  'where version %i has no actor, its records stay as they are',
  async (version) => {
    const indexedDB = await oldStore(version, (store) => {
      store('meta').put(7, 'actor');
      const own = { key: eventKey(wireEvent(0)), event: wireEvent(0) };
      store('pending').add({ dossier: 'us-india', ...(version === 1 ? own : isOwnNumber([0])) });
      store('segments').add({ dossier: 'us-india', events: wireEvents(5, 7, ben) });
    });
    const log = await openIndexedDbLog({ indexedDB });
    expect(await log.loadActor()).toBeNull();
    const { pending, segments } = await readRaw(indexedDB);
    const ofDossier = { dossier: 'us-india' };
    const own = { keys: [eventKey(wireEvent(0))], events: [wireEvent(0)] };
    expect(pending).toMatchObject([{ ...ofDossier, ...own }]);
    expect(segments).toMatchObject([{ ...ofDossier, events: wireEvents(5, 7, ben) }]);
    log.close();
  },
);

test('broken records of an old store are upgraded around, and set aside when they are read', async () => {
  const indexedDB = await oldStore(2, (store) => {
    writeVersion2(store);
    store('pending').add({ dossier: 'us-india', keys: ['a b'], events: 'none', refused: 3 });
    store('segments').add({ dossier: 'us-india', events: [null, wireEvent(30, ben)] });
    store('segments').add({ dossier: 4, events: [] });
    store('dossiers').put({ id: 'odd', cursor: -1, head: 'x' });
  });
  const log = await openIndexedDbLog({ indexedDB });
  const { events, setAside } = await loadAll(log, shelf);
  expect(events).toHaveLength(10);
  expect(setAside).toBe(3);
  const aside = await log.loadSetAside(shelf);
  expect(aside.filter(({ isOwn }) => isOwn)).toMatchObject([{ record: { events: 'none' } }]);
  log.close();
});

test.each([
  ['add', 'QuotaExceededError', 'full'],
  ['put', 'UnknownError', 'refused'],
  ['delete', 'UnknownError', 'refused'],
] as const)(
  'an upgrade that breaks off at “%s” leaves everything as it was, says so, and is done the next time',
  async (method, name, kind) => {
    const indexedDB = await oldStore(2, writeVersion2);
    const before = await readRaw(indexedDB);
    const spy = vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(() => {
      throw new DOMException('Broken off', name);
    });
    await expect(openIndexedDbLog({ indexedDB })).rejects.toMatchObject({
      name: 'StorageError',
      kind,
      problem: { code: expect.stringMatching(/^store-upgrade-/) },
    });
    expect(spy).toHaveBeenCalled();
    spy.mockRestore();
    expect(await readRaw(indexedDB)).toEqual(before);
    const log = await openIndexedDbLog({ indexedDB });
    expect((await loadAll(log, shelf)).events).toHaveLength(9);
    log.close();
  },
);
