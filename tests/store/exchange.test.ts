// @vitest-environment node

import { expect, test } from 'vitest';
import { Unreachable } from '#src/api/client.ts';
import { addNote } from '#src/commands/annotate.ts';
import { memoryLog } from '#src/storage/memory-log.ts';
import { addIssue, recorder } from '#tests/builders.ts';
import { loadAll } from '#tests/load-all.ts';
import {
  type Device,
  type Fate,
  openDevice,
  settledDevice,
  shelf,
  smallSeed,
  testServer,
} from './test-world.ts';

const state = (device: Device) => device.session.store.getState();

async function write(device: Device, ...texts: string[]) {
  for (const text of texts) await addNote.run(device.context, { issue: 'issue:ip', text });
}

/** As one command. */
function writeMany({ session }: Device, count: number) {
  return session.record(() =>
    Array.from({ length: count }, (_, i) => ({
      type: 'annotation.added.v1',
      subject: 'issue:ip',
      payload: { text: `Mine ${i}` },
    })),
  );
}

const notes = (device: Device) => device.issue('issue:ip').annotations.map(({ text }) => text);

test('an exchange cut off at any request, before or after the server saw it, loses and doubles nothing', async () => {
  const cuts = [1, 2, 3, 4].flatMap((at) =>
    (['lost', 'answer-lost'] as const).map((fate) => ({ at, fate })),
  );
  for (const cut of cuts) {
    const server = testServer();
    const device = await settledDevice(server, { actor: 'actor:me' });
    const other = await settledDevice(server, { actor: 'actor:other' });
    await write(other, 'Theirs');
    await other.exchange();
    await writeMany(device, 120);
    const start = server.requests;
    server.fate = (count): Fate => (count === start + cut.at ? cut.fate : 'fair');
    const attempt = device.exchange();
    // Two pushes and a pull: a fourth request is never made.
    if (cut.at <= 3) await expect(attempt, JSON.stringify(cut)).rejects.toThrow(Unreachable);
    else await attempt;
    server.fate = () => 'fair';
    await device.exchange();

    const events = await server.events();
    expect(events).toHaveLength(smallSeed().length + 121);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    expect(state(device).pending).toEqual([]);
    expect(notes(device)).toHaveLength(121);
    const reloaded = await openDevice(server, { store: device.store });
    expect(reloaded.board()).toEqual(device.board());
    expect(state(reloaded).pending).toEqual([]);
  }
});

test('the cursor on disk moves page by page, with the events it stands for', async () => {
  const { record } = recorder('actor:seed', { step: 1, node: '1111111111111111' });
  const many = Array.from({ length: 3_400 }, (_, i) => record(addIssue(`issue:n${i}`))).flat();
  const server = testServer([...smallSeed(), ...many]);
  const device = await openDevice(server);
  // Session, page, page; the third page does not arrive.
  server.fate = (count) => (count === 4 ? 'lost' : 'fair');
  await expect(device.exchange()).rejects.toThrow(Unreachable);
  const { cursor, events } = await loadAll(memoryLog(device.store), shelf);
  expect({ cursor, events: events.length }).toEqual({ cursor: 3_000, events: 3_000 });
  expect(state(device)).toMatchObject({ cursor: 3_000, head: 3_405 });

  const reloaded = await openDevice(server, { store: device.store });
  const before = server.requests;
  await reloaded.exchange();
  expect(server.requests).toBe(before + 2);
  expect(reloaded.board().issues.size).toBe(3_404);
});

test('a change recorded while an exchange is under way goes with it', async () => {
  const server = testServer();
  const device = await settledDevice(server);
  await write(device, 'First');
  const start = server.requests;
  let writing: Promise<unknown> = Promise.resolve();
  // During the push, and again during the pull that would have been the last request.
  server.fate = (count) => {
    if (count <= start + 2) writing = write(device, count === start + 1 ? 'Second' : 'Third');
    return 'fair';
  };
  await device.exchange();
  await writing;
  expect(state(device).pending).toEqual([]);
  expect(notes(await settledDevice(server))).toEqual(['First', 'Second', 'Third']);
});

test('a server that lost its log gets every own change again, under the same id, and order does not matter', async () => {
  const server = testServer();
  const device = await settledDevice(server);
  await write(device, 'One', 'Two', 'Three');
  await device.session.undo();
  await device.exchange();
  const before = await server.events();
  const board = device.board();
  server.loseEverything();
  await device.exchange();
  expect(await server.events()).toEqual(before);
  expect(device.board()).toEqual(board);
  expect(state(device)).toMatchObject({ pending: [], cursor: before.length });
  expect((await settledDevice(server)).board()).toEqual(board);
});

test('filling a server again that lost its log is taken up after a reload, wherever it was cut off', async () => {
  for (const at of [2, 3]) {
    const server = testServer();
    const device = await settledDevice(server);
    await writeMany(device, 3);
    await device.exchange();
    const before = await server.events();
    server.loseEverything();
    const start = server.requests;
    server.fate = (count): Fate => (count === start + at ? 'lost' : 'fair');
    await expect(device.exchange()).rejects.toThrow(Unreachable);
    server.fate = () => 'fair';
    const reloaded = await openDevice(server, { store: device.store });
    await reloaded.exchange();
    expect(await server.events()).toEqual(before);
    expect(state(reloaded).cursor).toBe(before.length);
    const { cursor } = await loadAll(memoryLog(device.store), shelf);
    expect(cursor).toBe(before.length);
  }
});

test('a device whose server began again with other events misses none of them', async () => {
  const server = testServer();
  const device = await settledDevice(server, { actor: 'actor:me' });
  await writeMany(device, 20);
  await device.exchange();
  server.loseEverything();
  await device.exchange();
  const other = await settledDevice(server, { actor: 'actor:other' });
  await writeMany(other, 30);
  await other.exchange();
  const reloaded = await openDevice(server, { store: device.store });
  await reloaded.exchange();
  expect(reloaded.board()).toEqual(other.board());
});

test('the next page is on its way while the one before it is written, and no further one', async () => {
  const record = recorder('actor:other');
  const many = Array.from({ length: 7_500 }, (_, i) => record.record(addIssue(`issue:many-${i}`)));
  const server = testServer([...smallSeed(), ...many.flat()]);
  const device = await openDevice(server);
  await device.session.replica.identify(await server.apiFor('actor:me').session());
  let open = () => {};
  device.disk.gate = new Promise((resolve) => {
    open = resolve;
  });
  const exchange = device.exchange();
  await expect.poll(() => device.disk.calls).toContain('receive');
  await expect.poll(() => server.requests).toBe(3);
  expect(state(device)).toMatchObject({ cursor: 0 });
  open();
  await exchange;
  expect(state(device)).toMatchObject({ cursor: 7_505, head: 7_505 });
  // As whom, and four pages, each but the last twice as large as the one before.
  expect(server.requests).toBe(5);
  expect(device.session.store.getState().folded.board.issues.size).toBe(7_500 + 4);
});
