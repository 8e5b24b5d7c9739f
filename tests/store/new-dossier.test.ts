// @vitest-environment node
/** A dossier that begins on a device: no server knows it yet, or the one that did has lost it. */
import { expect, test } from 'vitest';
import { Refused, Unreachable } from '#src/api/client.ts';
import { addNote } from '#src/commands/annotate.ts';
import { addIssue } from '#tests/builders.ts';
import {
  type Device,
  type Fate,
  openDevice,
  settledDevice,
  type TestServer,
  testServer,
} from './test-world.ts';

const state = (device: Device) => device.session.store.getState();

function emptyServer(): TestServer {
  return testServer([]);
}

/** A device that knows as whom it records, and no dossier. */
async function introduced(server: TestServer, options?: Parameters<typeof openDevice>[1]) {
  const device = await openDevice(server, options);
  await expect(device.exchange()).rejects.toThrow(Refused);
  return device;
}

function begin(device: Device) {
  const payload = { title: 'EU–UK talks', parties: ['EU', 'GB'] };
  return device.session.record(() => [
    { type: 'dossier.described.v1', subject: 'dossier:us-india', payload },
    addIssue('issue:ip', { asker: 'EU' }),
  ]);
}

test('a dossier made while no server answers is on it with the first exchange that gets through', async () => {
  const server = emptyServer();
  const device = await introduced(server);
  server.fate = () => 'lost';
  await begin(device);
  await addNote.run(device.context, { issue: 'issue:ip', text: 'Before anybody knew' });
  await expect(device.exchange()).rejects.toThrow(Unreachable);
  expect(device.board().dossier?.title).toBe('EU–UK talks');

  server.fate = () => 'fair';
  const reloaded = await openDevice(server, { store: device.store });
  await reloaded.exchange();
  expect((await server.events()).map(({ type }) => type)).toEqual([
    'dossier.described.v1',
    'issue.added.v1',
    'annotation.added.v1',
  ]);
  expect(state(reloaded)).toMatchObject({ pending: [], refused: [], cursor: 3 });
  expect((await settledDevice(server, { actor: 'actor:other' })).board()).toEqual(device.board());
});

test('a creation cut off at any request, before or after the server saw it, loses and doubles nothing', async () => {
  for (const at of [1, 2, 3, 4]) {
    for (const fate of ['lost', 'answer-lost'] as const) {
      const server = emptyServer();
      const device = await introduced(server);
      await begin(device);
      const start = server.requests;
      server.fate = (count): Fate => (count === start + at ? fate : 'fair');
      await device.exchange().catch(() => undefined);
      server.fate = () => 'fair';
      const reloaded = await openDevice(server, { store: device.store });
      await reloaded.exchange();
      expect(
        (await server.events()).map(({ type }) => type),
        `${fate} at ${at}`,
      ).toEqual(['dossier.described.v1', 'issue.added.v1']);
      expect(state(reloaded)).toMatchObject({ pending: [], refused: [], cursor: 2 });
    }
  }
});

test('a server that has lost a dossier gets it again from who has described it, and what others recorded from them', async () => {
  const server = emptyServer();
  const device = await introduced(server);
  const other = await introduced(server, { actor: 'actor:other' });
  await begin(device);
  await device.exchange();
  await other.exchange();
  await addNote.run(other.context, { issue: 'issue:ip', text: 'Theirs' });
  await other.exchange();
  await device.exchange();
  const [before, board] = [await server.events(), device.board()];

  server.loseEverything();
  await expect(other.exchange()).rejects.toThrow(Refused);
  expect(await server.events()).toEqual([]);
  expect(other.board()).toEqual(board);
  await device.exchange();
  await other.exchange();
  await device.exchange();
  expect(await server.events()).toEqual(before);
  for (const one of [device, other]) {
    expect(one.board()).toEqual(board);
    expect(state(one)).toMatchObject({ pending: [], refused: [], cursor: before.length });
  }
});

test('a change to a dossier that the server has lost creates it again, with all that was before', async () => {
  const server = emptyServer();
  const device = await introduced(server);
  await begin(device);
  await device.exchange();
  const before = await server.events();
  server.loseEverything();
  await addNote.run(device.context, { issue: 'issue:ip', text: 'Afterwards' });
  await device.exchange();
  expect((await server.events()).map(({ id }) => id).slice(0, 2)).toEqual(
    before.map(({ id }) => id),
  );
  expect(state(device)).toMatchObject({ pending: [], cursor: 3 });
});

test('who has not described a dossier creates none, and what they recorded waits', async () => {
  const server = testServer();
  const device = await settledDevice(server);
  await addNote.run(device.context, { issue: 'issue:ip', text: 'Mine' });
  const lost = emptyServer();
  const reloaded = await openDevice(lost, { store: device.store });
  await expect(reloaded.exchange()).rejects.toThrow(Refused);
  expect(await lost.events()).toEqual([]);
  expect(state(reloaded).pending).toHaveLength(1);
  expect(state(reloaded).refused).toEqual([]);
});
