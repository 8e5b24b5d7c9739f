// @vitest-environment node
/** A device's store that is lost or broken, under the open page or before it: what a session does so that all is whole again. */
import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import type { EventsPage } from '#src/api/contract.ts';
import { addNote } from '#src/commands/annotate.ts';
import type { EventLog } from '#src/storage/event-log.ts';
import { openIndexedDbLog } from '#src/storage/indexed-db-log.ts';
import { memoryLog, memoryLogStore } from '#src/storage/memory-log.ts';
import { loadAll } from '#tests/load-all.ts';
import {
  type Device,
  type DiskMethod,
  openDevice,
  settledDevice,
  shelf,
  type TestServer,
  testServer,
} from './test-world.ts';

const state = (device: Device) => device.session.store.getState();
const notes = (device: Device) => device.issue('issue:ip').annotations.map(({ text }) => text);

async function write(device: Device, ...written: string[]) {
  for (const text of written) await addNote.run(device.context, { issue: 'issue:ip', text });
}

function openLog(indexedDB: IDBFactory): Promise<EventLog> {
  return openIndexedDbLog({ indexedDB, later: () => undefined, timeout: 2_000 });
}

function deleteDatabase(indexedDB: IDBFactory): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase('parley');
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
}

test.each([
  ['without the server', false],
  ['once the server is heard', true],
])(
  'after its database was deleted under the page, all of the dossier is on disk again, also %s',
  async (_, isHeard) => {
    const indexedDB = new IDBFactory();
    const server = testServer();
    const log = await openLog(indexedDB);
    const device = await settledDevice(server, { log });
    await write(device, 'Sent');
    await device.exchange();
    server.fate = () => 'lost';
    await write(device, 'Waiting 1', 'Waiting 2');
    await device.session.settled();
    expect(state(device).unwritten).toEqual([]);

    await deleteDatabase(indexedDB);
    await vi.waitFor(() => expect(state(device)).toMatchObject({ cursor: 0, epoch: null }));
    await device.session.opened();
    await device.session.settled();
    expect(state(device)).toMatchObject({ unwritten: [], writeFailure: null });
    const kept = await openLog(indexedDB);
    const { events, pending } = await loadAll(kept, shelf);
    expect([events.length, pending.length]).toEqual([8, 2]);
    if (isHeard) {
      server.fate = () => 'fair';
      await device.exchange();
      expect(await loadAll(kept, shelf)).toMatchObject({ pending: [], cursor: 8, missing: 0 });
    }
    const reloaded = await openDevice(server, { log: await openLog(indexedDB) });
    expect(notes(reloaded)).toEqual(['Sent', 'Waiting 1', 'Waiting 2']);
    expect(reloaded.cell('US/open')).toHaveLength(3);
    server.fate = () => 'fair';
    await reloaded.exchange();
    expect(state(reloaded)).toMatchObject({ pending: [], cursor: 8 });
    expect(await server.events()).toHaveLength(5 + 3);
    log.close();
  },
);

test('where the new database takes nothing either, all of it goes with the first that it takes', async () => {
  const indexedDB = new IDBFactory();
  const server = testServer();
  const log = await openLog(indexedDB);
  const device = await settledDevice(server, { log });
  device.disk.failure = new Error('The disk does not answer.');
  await deleteDatabase(indexedDB);
  const problem = { code: 'unforeseen', text: 'The disk does not answer.' };
  await vi.waitFor(() => expect(state(device).storageFailure).toEqual(problem));
  device.disk.failure = null;
  await write(device, 'After');
  await device.exchange();
  const { events, pending, cursor } = await loadAll(await openLog(indexedDB), shelf);
  expect([events.length, pending.length, cursor]).toEqual([6, 0, 6]);
  log.close();
});

/** A disk on which the first of what the server sent has been broken since. */
async function brokenDisk(server: TestServer) {
  const whole = await settledDevice(server);
  await write(whole, 'Sent');
  await whole.exchange();
  const store = memoryLogStore();
  const log = memoryLog(store);
  await log.saveActor('actor:me');
  const [first, ...others] = await server.events();
  const broken = { ...first, payload: { title: 7 } };
  const reached = { epoch: state(whole).epoch, cursor: 6, head: 6 };
  await log.receive(shelf, [broken, ...others], reached);
  return { store, broken };
}

test('what cannot be read is set aside as it was found, and the server is asked for all, so that it is whole again', async () => {
  const server = testServer();
  const { store, broken } = await brokenDisk(server);
  const device = await openDevice(server, { store });
  expect(state(device)).toMatchObject({ cursor: 0, epoch: null, unreadable: 1 });
  expect(await device.session.readSetAside()).toEqual([broken]);
  expect(device.board().dossier?.title).toBeUndefined();

  await device.exchange();
  expect(device.board().dossier?.title).toBe('Talks');
  const reloaded = await openDevice(server, { store });
  expect(state(reloaded)).toMatchObject({ cursor: 6, unreadable: 0 });
  expect(reloaded.board().dossier?.title).toBe('Talks');
  expect(notes(reloaded)).toEqual(['Sent']);
});

const steps: readonly DiskMethod[] = ['setAside', 'rewind', 'loadSetAside', 'elsewhere'];

test.each(steps)(
  'where the disk fails at “%s”, the dossier is shown all the same, and the next opening mends it',
  async (method) => {
    const server = testServer();
    const { store } = await brokenDisk(server);
    const device = await openDevice(server, { store, isRead: false });
    device.disk.failure = new Error('The disk does not answer.');
    device.disk.refuses = (called) => called === method;
    await device.session.load();
    expect(state(device).opening).toEqual({ kind: 'whole' });
    expect(notes(device)).toEqual(['Sent']);

    const later = await openDevice(server, { store });
    await later.exchange();
    expect(later.board().dossier?.title).toBe('Talks');
    const reloaded = await openDevice(server, { store });
    expect(state(reloaded)).toMatchObject({ cursor: 6, unreadable: 0 });
  },
);

test('what the server itself gives broken is set aside, and is not asked for at each opening', async () => {
  const server = testServer();
  server.tamper = async (answer, request) => {
    const isFirstPage = new URL(request.url).searchParams.get('after') === '0';
    if (!isFirstPage) return answer;
    const page: EventsPage = await answer.json();
    const events = page.events.map((event, i) =>
      i === 0 ? { ...event, payload: { title: 7 } } : event,
    );
    return Response.json({ ...page, events });
  };
  const { store } = await settledDevice(server);
  // The second visit has found it on its disk and asks once more; from then on it is known to be so.
  for (const cursor of [0, 5, 5]) {
    const device = await openDevice(server, { store });
    expect(state(device)).toMatchObject({ cursor, unreadable: 1 });
    await device.exchange();
    expect(state(device)).toMatchObject({ cursor: 5, head: 5, unreadable: 1 });
    expect(device.cell('US/open')).toHaveLength(3);
  }
});
