// @vitest-environment node
/** What this device keeps, read and folded anew: counted, checked and taken out, whatever state it is in. */
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { foldMore, nothingFolded } from '#src/domain/board.ts';
import { type LogEvent, toWire } from '#src/domain/event.ts';
import { shelfOf } from '#src/storage/event-log.ts';
import { openIndexedDbLog } from '#src/storage/indexed-db-log.ts';
import { memoryLog } from '#src/storage/memory-log.ts';
import { createSnapshotKeeper } from '#src/storage/snapshot/snapshot.ts';
import { StorageError } from '#src/storage/storage-error.ts';
import { contentsOf, everythingOf } from '#src/store/device-contents.ts';
import { addIssue, recorder } from '#tests/builders.ts';
import { settledDevice, shelf, smallSeed, testServer } from './test-world.ts';

const pause = async () => {};

test('every shelf is counted, with what waits, by its dossier’s title', async () => {
  const device = await settledDevice(testServer());
  await device.session.record(() => [
    { type: 'annotation.added.v1', subject: 'issue:ip', payload: { text: 'Mine' } },
  ]);
  await device.session.settled();
  const log = memoryLog(device.store);
  await log.append(shelfOf('actor:other', 'us-japan'), []);
  const other = recorder('actor:other').record(addIssue('issue:rice'));
  await log.append(shelfOf('actor:other', 'us-japan'), other);
  const [mine, theirs] = await contentsOf(log, pause);
  expect(mine).toMatchObject({
    title: 'Talks',
    isOwn: true,
    events: smallSeed().length + 1,
    waiting: 1,
    refused: 0,
    aside: 0,
    snapshot: null,
    problem: null,
  });
  expect(theirs).toMatchObject({ dossier: 'us-japan', title: null, isOwn: false, events: 1 });
});

test('a shelf that cannot be read says why, and the others are read all the same', async () => {
  const device = await settledDevice(testServer());
  const log = memoryLog(device.store);
  const bad = shelfOf('actor:me', 'bad');
  const failing = {
    ...log,
    shelves: async () => [bad, shelf],
    read: (one: typeof shelf, take: Parameters<typeof log.read>[1]) =>
      one === bad ? Promise.reject(new StorageError('store-failing')) : log.read(one, take),
  };
  const [unread, whole] = await contentsOf(failing, pause);
  expect(unread).toMatchObject({ problem: { code: 'store-failing' }, events: 0 });
  expect(whole).toMatchObject({ problem: null, events: smallSeed().length });
  const lines = (await everythingOf(failing, [])).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line)).slice(0, 2)).toEqual([
    { shelf: bad },
    { unread: bad, why: { code: 'store-failing' } },
  ]);
  expect(lines).toHaveLength(3 + smallSeed().length);
});

test('a board that is kept beside the log and is not what the log gives is found, wherever it differs', async () => {
  const { record } = recorder('actor:me', { step: 1, node: '1111111111111111' });
  const many = Array.from({ length: 400 }, (_, i) => record(addIssue(`issue:n${i}`))).flat();
  const log = await openIndexedDbLog({ indexedDB: new IDBFactory(), later: () => undefined });
  const { snapshots } = log;
  if (!snapshots) throw new RangeError('A disk keeps snapshots');
  await log.append(shelf, many.map(toWire));
  const contents = async () => (await contentsOf(log, pause))[0]?.snapshot;
  expect(await contents()).toBeNull();
  const keep = async (events: readonly LogEvent[]) => {
    const folded = foldMore(nothingFolded, events);
    await snapshots.forget(shelf);
    const run = { now: () => {} };
    const later = (work: () => void) => {
      run.now = work;
      return () => {};
    };
    const keeper = createSnapshotKeeper(snapshots, { pause, later }, () => ({ shelf, folded }));
    keeper.offer();
    run.now();
    await expect.poll(async () => (await snapshots.load(shelf)) !== null).toBe(true);
  };
  await keep(many);
  expect(await contents()).toBe('right');
  // One issue of four hundred, the last, which no sample need meet.
  await keep([...many.slice(0, -1), ...record(addIssue('issue:n399', { title: 'Another' }))]);
  expect(await contents()).toBe('wrong');
  await keep(many.slice(0, -1));
  expect(await contents()).toBe('wrong');
});

test('everything comes out: each event once, what stands aside, and texts that were not saved', async () => {
  const device = await settledDevice(testServer());
  const log = memoryLog(device.store);
  await log.receive(shelf, ['no event'], { epoch: null, cursor: 0, head: 0, after: 1 });
  const text = await everythingOf(log, [['parley.draft/us-india/note', 'Half a thought']]);
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines[0]).toEqual({ shelf });
  const ids = lines.flatMap(({ id }) => (id === undefined ? [] : [id]));
  expect(new Set(ids).size).toBe(smallSeed().length);
  expect(ids).toHaveLength(smallSeed().length);
  expect(lines).toContainEqual({ setAside: 'no event' });
  expect(lines.at(-1)).toEqual({ unsaved: 'parley.draft/us-india/note', text: 'Half a thought' });
});
