// @vitest-environment node
/** A store that is deleted, closed or taken over while the page is open: what is told, and what opens again by itself. */
import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { type EventLog, shelfOf } from '#src/storage/event-log.ts';
import { openIndexedDbLog } from '#src/storage/indexed-db-log.ts';
import { loadAll } from '#tests/load-all.ts';
import { openRaw } from './raw-stores.ts';
import { upTo, wireEvent, wireEvents } from './wire-events.ts';

const shelf = shelfOf('actor:asha', 'us-india');

function deleteDatabase(indexedDB: IDBFactory): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase('parley');
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
}

/** As where the site's data are cleared. */
function closeByBrowser(database: IDBDatabase): void {
  database.close();
  database.onclose?.(new Event('close'));
}

interface Page {
  readonly indexedDB: IDBFactory;
  readonly log: EventLog;
  readonly onReset: ReturnType<typeof vi.fn>;
  /** Every connection that was opened, in order. */
  readonly connections: readonly IDBDatabase[];
  /** Why it cannot be opened; empty while it can. */
  readonly refusal: DOMException[];
}

async function openPage(): Promise<Page> {
  const indexedDB = new IDBFactory();
  const connections: IDBDatabase[] = [];
  const open = indexedDB.open.bind(indexedDB);
  const refusal: DOMException[] = [];
  const onReset = vi.fn();
  indexedDB.open = (name, version) => {
    const [why] = refusal;
    if (why) throw why;
    const request = open(name, version);
    request.addEventListener('success', () => connections.push(request.result));
    return request;
  };
  const log = await openIndexedDbLog({ indexedDB, later: () => undefined, timeout: 2_000 });
  log.onReset(onReset);
  return { indexedDB, log, onReset, connections, refusal };
}

test('after its database was deleted the log opens a new one, and the page is told to write again', async () => {
  const page = await openPage();
  const { log, indexedDB, onReset } = page;
  await log.append(shelf, [wireEvent(1)]);
  await deleteDatabase(indexedDB);
  onReset.mockImplementation(() => void log.append(shelf, [wireEvent(1)]));
  await log.append(shelf, [wireEvent(2)]);
  expect(onReset).toHaveBeenCalledTimes(1);
  const { events, pending } = await loadAll(log, shelf);
  expect(events).toHaveLength(2);
  expect(pending).toHaveLength(2);
  log.close();
});

test('the page is told of a deletion at once, not when it next does something', async () => {
  const { log, indexedDB, onReset } = await openPage();
  await log.append(shelf, [wireEvent(1)]);
  await deleteDatabase(indexedDB);
  await vi.waitFor(() => expect(onReset).toHaveBeenCalledTimes(1));
  log.close();
});

test('what comes after a lost cursor is kept, and the log knows that it does not have what came before', async () => {
  const { log, indexedDB } = await openPage();
  await log.receive(shelf, wireEvents(0, 5, 'actor:ben'), upTo(5));
  await deleteDatabase(indexedDB);
  await log.receive(shelf, wireEvents(5, 7, 'actor:ben'), upTo(7));
  expect(await loadAll(log, shelf)).toMatchObject({ cursor: 0, head: 7, missing: 0 });
  await log.receive(shelf, wireEvents(0, 7, 'actor:ben'), upTo(7));
  expect((await loadAll(log, shelf)).events).toHaveLength(7);
  log.close();
});

test('after the browser has closed the database the log opens it again, and what was stored is there', async () => {
  const { log, connections, onReset } = await openPage();
  await log.append(shelf, [wireEvent(1)]);
  const [first] = connections;
  if (!first) throw new RangeError('No connection');
  closeByBrowser(first);
  await log.append(shelf, [wireEvent(2)]);
  expect((await loadAll(log, shelf)).pending).toHaveLength(2);
  expect(onReset).toHaveBeenCalledTimes(1);
  expect(connections).toHaveLength(2);
  log.close();
});

test('a connection that dies without a word is replaced, and what was asked of it is done', async () => {
  const { log, connections, onReset } = await openPage();
  await log.append(shelf, [wireEvent(1)]);
  // As WebKit does when it has stopped the process behind it: no event, and every transaction throws.
  connections[0]?.close();
  await log.append(shelf, [wireEvent(2)]);
  expect((await loadAll(log, shelf)).pending).toHaveLength(2);
  expect(onReset).not.toHaveBeenCalled();
  log.close();
});

test('while a deleted store cannot be opened again that is said by its cause, and it is tried again', async () => {
  const page = await openPage();
  const { log, indexedDB, onReset } = page;
  await log.append(shelf, [wireEvent(1)]);
  page.refusal.push(new DOMException('Insecure', 'SecurityError'));
  await deleteDatabase(indexedDB);
  await expect(log.append(shelf, [wireEvent(2)])).rejects.toMatchObject({
    name: 'StorageError',
    kind: 'closed',
    problem: { code: 'store-deleted' },
  });
  await expect(log.append(shelf, [wireEvent(2)])).rejects.not.toMatchObject({
    problem: { code: 'store-taken-over' },
  });
  page.refusal.pop();
  await log.append(shelf, [wireEvent(2)]);
  expect(onReset).toHaveBeenCalledTimes(1);
  log.close();
});

test('a store that the browser keeps closing is not opened again and again', async () => {
  const { log, connections } = await openPage();
  await log.append(shelf, [wireEvent(1)]);
  for (let i = 0; i < 5; i += 1) {
    const last = connections.at(-1);
    if (last) closeByBrowser(last);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  // The one that served, and the one in its place, which nobody has asked for anything.
  expect(connections).toHaveLength(2);
  await log.append(shelf, [wireEvent(2)]);
  expect(connections).toHaveLength(3);
  log.close();
});

test('a newer version keeps the store: it is said, and it is not opened again', async () => {
  const { log, indexedDB, connections } = await openPage();
  await log.append(shelf, [wireEvent(1)]);
  const newer = await openRaw(indexedDB, 9);
  for (let i = 0; i < 2; i += 1) {
    await expect(log.append(shelf, [wireEvent(2)])).rejects.toMatchObject({
      kind: 'closed',
      problem: { code: 'store-taken-over' },
    });
  }
  expect(connections.filter((connection) => connection !== newer)).toHaveLength(1);
  newer.close();
  log.close();
});

test('a log that was closed stays closed, also while its store is deleted', async () => {
  const { log, indexedDB, connections, onReset } = await openPage();
  await log.append(shelf, [wireEvent(1)]);
  log.close();
  await deleteDatabase(indexedDB);
  await expect(log.append(shelf, [wireEvent(2)])).rejects.toMatchObject({ kind: 'closed' });
  expect([connections.length, onReset.mock.calls.length]).toEqual([1, 0]);
});

test('who no longer listens is not told', async () => {
  const { log, indexedDB } = await openPage();
  const heard = vi.fn();
  log.onReset(heard)();
  await deleteDatabase(indexedDB);
  await log.append(shelf, [wireEvent(1)]);
  expect(heard).not.toHaveBeenCalled();
  log.close();
});

test('opening that another tab blocks ends in time, says why, and succeeds later', async () => {
  const indexedDB = new IDBFactory();
  const old = await openRaw(indexedDB, 1, (database) => database.createObjectStore('x'));
  await expect(openIndexedDbLog({ indexedDB, timeout: 20 })).rejects.toMatchObject({
    kind: 'refused',
    problem: { code: 'store-blocked' },
  });
  old.close();
  await deleteDatabase(indexedDB);
  const log = await openIndexedDbLog({ indexedDB });
  await log.append(shelf, [wireEvent(1)]);
  expect((await loadAll(log, shelf)).events).toHaveLength(1);
  log.close();
});

test('a database of this version that is not a log is left alone', async () => {
  const indexedDB = new IDBFactory();
  (await openRaw(indexedDB, 3, (database) => database.createObjectStore('notes'))).close();
  await expect(openIndexedDbLog({ indexedDB })).rejects.toMatchObject({
    kind: 'refused',
    problem: { code: 'store-strange' },
  });
  const database = await openRaw(indexedDB);
  expect([...database.objectStoreNames]).toEqual(['notes']);
  database.close();
});
