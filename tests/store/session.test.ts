// @vitest-environment node

import { expect, test } from 'vitest';
import type { Wire } from '#src/api/keep-exchanging.ts';
import { addNote } from '#src/commands/annotate.ts';
import { moveIssue } from '#src/commands/move-issue.ts';
import type { Intention } from '#src/domain/event.ts';
import type { Status } from '#src/domain/vocabulary.ts';
import { safetyOf, savedText } from '#src/features/status/safety.ts';
import { memoryLog, memoryLogStore } from '#src/storage/memory-log.ts';
import { wouldLose } from '#src/store/dossier-state.ts';
import { NotReady } from '#src/store/recording.ts';
import { rankNumber } from '#tests/builders.ts';
import { loadAll } from '#tests/load-all.ts';
import { type Device, openDevice, settledDevice, shelf, testServer } from './test-world.ts';

const moved = (status: Status): Intention => ({
  type: 'issue.moved.v1',
  subject: 'issue:farm',
  payload: { status, rank: rankNumber(5) },
});

function saved({ session }: Device, kind: 'connected' | 'failing' = 'connected'): string {
  const wire: Wire =
    kind === 'connected' ? { kind } : { kind, problem: { code: 'server-silent' }, offline: true };
  return savedText(safetyOf(session.store.getState(), wire));
}

async function onDisk({ session, store }: Device) {
  await session.settled();
  const { events, pending } = await loadAll(memoryLog(store), shelf);
  return { count: events.length, pending: pending.length };
}

test('a change is on screen at once, saved when the disk has it, and pending until the server does', async () => {
  const server = testServer();
  const device = await settledDevice(server);
  const { count: before } = await onDisk(device);
  let letWrite = () => {};
  device.disk.gate = new Promise((resolve) => {
    letWrite = resolve;
  });
  expect(saved(device)).toBe('All changes saved');

  await device.session.record(() => [moved('resolved')]);
  expect(device.issue('issue:farm').status).toBe('resolved');
  expect(saved(device)).toBe('Saving…');
  expect(saved(device, 'failing')).toBe('Saving…');
  expect(wouldLose(device.session.store.getState())).toBe(true);
  expect(device.session.replica.sendable()).toEqual([]);

  letWrite();
  expect(await onDisk(device)).toEqual({ count: before + 1, pending: 1 });
  expect(wouldLose(device.session.store.getState())).toBe(false);
  expect(saved(device)).toBe('Saving…');
  expect(saved(device, 'failing')).toBe('Offline: 1 change waiting');

  await device.exchange();
  expect(await onDisk(device)).toEqual({ count: before + 1, pending: 0 });
  expect(saved(device)).toBe('All changes saved');
});

test('what a failing disk refuses stays on screen and pending, and the next change writes it too', async () => {
  const server = testServer();
  const device = await settledDevice(server);
  const { count: before } = await onDisk(device);
  device.disk.failure = new Error('There is no room left.');
  await device.session.record(() => [moved('under-discussion')]);
  expect(device.issue('issue:farm').status).toBe('under-discussion');
  expect(await onDisk(device)).toEqual({ count: before, pending: 0 });
  expect(device.session.store.getState().writeFailure).toMatchObject({
    text: 'There is no room left.',
  });
  expect([saved(device), saved(device, 'failing')]).toEqual([
    'Not saved: 1 change',
    'Not saved: 1 change',
  ]);

  device.disk.failure = null;
  await device.session.record(() => [moved('resolved')]);
  expect(await onDisk(device)).toEqual({ count: before + 2, pending: 2 });
  expect(device.session.store.getState().writeFailure).toBeNull();
  await device.exchange();
  expect(await server.events()).toHaveLength(before + 2);
});

test('the server gets what the disk refused', async () => {
  const server = testServer();
  const device = await settledDevice(server);
  device.disk.failure = new Error('There is no room left.');
  await device.session.record(() => [moved('resolved')]);
  await device.session.settled();
  await device.exchange();
  expect((await settledDevice(server)).issue('issue:farm').status).toBe('resolved');
  expect(saved(device)).toBe('Saved on the server alone');
  expect(wouldLose(device.session.store.getState())).toBe(false);
});

test('events received while the disk refused them are on disk before its cursor passes them', async () => {
  const server = testServer();
  const device = await settledDevice(server);
  const other = await settledDevice(server, { actor: 'actor:other' });
  await other.session.record(() => [moved('resolved')]);
  await other.exchange();
  device.disk.failure = new Error('There is no room left.');
  await device.exchange();
  expect(device.session.store.getState().storageFailure).toMatchObject({
    text: 'There is no room left.',
  });

  device.disk.failure = null;
  await addNote.run(other.context, { issue: 'issue:ip', text: 'One more event' });
  await other.exchange();
  await device.exchange();
  const reloaded = await settledDevice(server, { store: device.store });
  expect(reloaded.board()).toEqual(device.board());
  expect(reloaded.issue('issue:farm').status).toBe('resolved');
});

test('two commands at once run in turn, and the second sees what the first did', async () => {
  const { context, cell, session } = await settledDevice(testServer());
  const down = () =>
    session.record(({ board }) => {
      const open = board.cells.get('US/open') ?? [];
      const here = open.findIndex(({ id }) => id === 'issue:farm');
      const neighbour = open[here + 1];
      const rank = rankNumber(here + 4);
      const payload = { status: 'open', rank } as const;
      return neighbour ? [{ type: 'issue.moved.v1', subject: 'issue:farm', payload }] : [];
    });
  const [, second] = await Promise.all([down(), down()]);
  expect(second).toEqual([]);
  const bottom = { kind: 'bottom' } as const;
  const move = { status: 'open', place: bottom, takesFocus: true } as const;
  await Promise.all([
    moveIssue.run(context, { issue: 'issue:ip', ...move }),
    moveIssue.run(context, { issue: 'issue:data', ...move }),
  ]);
  expect(cell('US/open')).toEqual(['issue:farm', 'issue:ip', 'issue:data']);
});

test('a command that fails records nothing and does not hold up the next', async () => {
  const device = await settledDevice(testServer());
  const failing = device.session.record(() => {
    throw new Error('Not like this.');
  });
  const next = device.session.record(() => [moved('resolved')]);
  await expect(failing).rejects.toThrow('Not like this.');
  expect(await next).toHaveLength(1);
  expect(device.session.store.getState().pending).toHaveLength(1);
});

test('what could not be read back is not recorded, and why is told', async () => {
  const device = await settledDevice(testServer());
  const before = device.session.store.getState();
  const blank = device.session.record(() => [
    moved('resolved'),
    { type: 'annotation.added.v1', subject: 'issue:farm', payload: { text: ' ' } },
  ]);
  await expect(blank).rejects.toMatchObject({
    problem: { code: 'event-malformed', field: 'payload.text', fault: 'blank' },
  });
  expect(device.session.store.getState()).toBe(before);
  expect((await onDisk(device)).pending).toBe(0);
});

test('nothing is recorded before it is known as whom', async () => {
  const device = await openDevice(testServer());
  await expect(device.session.record(() => [moved('resolved')])).rejects.toThrow(NotReady);
});

test('an exchange waits until the device has read its log, so it pulls only what is new', async () => {
  const server = testServer();
  const { store } = await settledDevice(server);
  const device = await openDevice(server, { store, isRead: false });
  const { requests } = server;
  const exchanging = device.exchange();
  await new Promise((resolve) => setTimeout(resolve));
  expect(server.requests).toBe(requests);
  await device.session.load();
  await exchanging;
  // As whom to record, and a page.
  expect(server.requests).toBe(requests + 2);
  expect(device.session.store.getState()).toMatchObject({ actor: 'actor:me', cursor: 5 });
});

test('what one tab records, another shows, can undo, and finds pending after a reload', async () => {
  const server = testServer();
  const first = await settledDevice(server);
  const second = await openDevice(server, { store: first.store });
  await first.session.record(() => [moved('resolved')]);
  await Promise.resolve();
  expect(second.issue('issue:farm').status).toBe('resolved');
  expect(await second.session.undo()).toHaveLength(1);
  await Promise.resolve();
  expect(first.board()).toEqual(second.board());

  const third = await openDevice(server, { store: first.store });
  expect(third.session.store.getState().pending).toHaveLength(2);
  second.session.close();
  await third.session.redo();
  await Promise.resolve();
  expect(second.issue('issue:farm').status).toBe('open');
});

test('a tab that stays open pushes what another recorded and left, and does not call it saved before', async () => {
  const server = testServer();
  const first = await settledDevice(server);
  const second = await openDevice(server, { store: first.store });
  await first.session.record(() => [moved('resolved')]);
  first.session.close();
  await Promise.resolve();
  expect(saved(second, 'failing')).toBe('Offline: 1 change waiting');
  await second.exchange();
  expect(saved(second)).toBe('All changes saved');
  expect((await settledDevice(server)).issue('issue:farm').status).toBe('resolved');
  expect(await onDisk(first)).toMatchObject({ pending: 0 });
});

test.each([
  ['half a minute', 30_000],
  ['an hour', 3_600_000],
])('a device whose clock is %s slow still has the last word when it acts last', async (_, slow) => {
  const server = testServer();
  const other = await settledDevice(server, { actor: 'actor:other' });
  await other.session.record(() => [moved('under-discussion')]);
  await other.exchange();
  const device = await settledDevice(server, { ahead: -slow });
  await device.session.record(() => [moved('resolved')]);
  expect(device.issue('issue:farm').status).toBe('resolved');
  await device.exchange();
  await other.exchange();
  expect(other.issue('issue:farm').status).toBe('resolved');
  expect(device.session.store.getState().refused).toEqual([]);
});

test('what is done after a clock that was two days ahead is put right still counts as done after', async () => {
  const server = testServer();
  const early = await settledDevice(server, { ahead: 2 * 86_400_000 });
  await early.session.record(() => [moved('under-discussion')]);
  const device = await openDevice(server, { store: early.store });
  await device.session.record(() => [moved('resolved')]);
  expect(device.issue('issue:farm').status).toBe('resolved');
  expect(await device.session.undo()).toHaveLength(1);
  expect(device.issue('issue:farm').status).toBe('under-discussion');
});

test('a record that is no event is counted once, not shown, and set aside as it was found', async () => {
  const store = memoryLogStore();
  const server = testServer();
  const broken = { id: 'x', actor: 'actor:other', at: '', subject: '', type: '?', payload: null };
  const { log } = { log: memoryLog(store) };
  await log.receive(shelf, [broken], { epoch: null, cursor: 0, head: 0 });
  const device = await settledDevice(server, { store });
  expect(device.session.store.getState().unreadable).toBe(1);
  expect(device.cell('US/open')).toHaveLength(3);

  const second = await openDevice(server, { store });
  const reached = { epoch: null, cursor: 5, head: 5 };
  await device.session.replica.receive([broken], reached);
  await second.session.replica.receive([broken], reached);
  expect(second.session.store.getState().unreadable).toBe(1);
  expect((await log.loadSetAside(shelf)).map(({ record }) => record)).toEqual([broken]);
  expect(await device.session.readSetAside()).toEqual([broken]);
});
