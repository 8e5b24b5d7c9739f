// @vitest-environment node
/** What a clock that was ahead has recorded, recorded anew on the user's word: sent at once, each once, undo as before. */
import { expect, test } from 'vitest';
import { addNote } from '#src/commands/annotate.ts';
import { moveIssue } from '#src/commands/move-issue.ts';
import { recordAgain } from '#src/commands/record-again.ts';
import { undo } from '#src/commands/undo-redo.ts';
import { eventKey } from '#src/storage/event-log.ts';
import { memoryLog } from '#src/storage/memory-log.ts';
import { on } from '#tests/builders.ts';
import { loadAll } from '#tests/load-all.ts';
import { wireEvent } from '#tests/storage/wire-events.ts';
import { type Device, openDevice, settledDevice, shelf, testServer } from './test-world.ts';

const noon = on('2025-11-05T12:00:00.000Z');
const hour = 3_600_000;

const state = (device: Device) => device.session.store.getState();
const notes = (device: Device) => device.issue('issue:ip').annotations.map(({ text }) => text);
const note = (device: Device, text: string) =>
  addNote.run(device.context, { issue: 'issue:ip', text });
const resolveFarm = (device: Device) =>
  moveIssue.run(device.context, {
    issue: 'issue:farm',
    status: 'resolved',
    place: { kind: 'bottom' },
    takesFocus: true,
  });

/** A device whose clock is an hour ahead, which the server has told it. */
async function deviceAhead() {
  const server = testServer();
  const device = await settledDevice(server);
  await note(device, 'In time');
  await device.exchange();
  device.ahead = hour;
  await resolveFarm(device);
  await note(device, 'Ahead');
  await device.exchange();
  expect(state(device).held).toHaveLength(2);
  expect(await server.events()).toHaveLength(5 + 1);
  return { server, device };
}

test('once the clock is right they are sent at once, and none is twice on disk, on screen or at the server', async () => {
  const { server, device } = await deviceAhead();
  device.ahead = 0;
  await recordAgain.run(device.context, {});
  expect(device.context.screen.store.getState().announcement.text).toBe(
    'Recorded again with the present time.',
  );
  expect(state(device)).toMatchObject({ held: [], refused: [], unwritten: [] });
  expect(state(device).pending.map(({ at }) => at <= noon.replace('12:00', '12:01'))).toEqual([
    true,
    true,
  ]);
  await device.exchange();
  expect(state(device)).toMatchObject({ pending: [], held: [], refused: [] });
  expect(await server.events()).toHaveLength(5 + 3);

  const { events, pending } = await loadAll(memoryLog(device.store), shelf);
  expect([events.length, pending.length]).toEqual([5 + 3, 0]);
  const reloaded = await openDevice(server, { store: device.store });
  for (const one of [device, reloaded]) {
    expect(one.issue('issue:farm').status).toBe('resolved');
    expect(notes(one)).toEqual(['In time', 'Ahead']);
  }
});

test('each is still one step of undo, the latest first, and what is done next comes after them', async () => {
  const { server, device } = await deviceAhead();
  device.ahead = 0;
  await recordAgain.run(device.context, {});
  await note(device, 'After');
  for (const left of [['In time', 'Ahead'], ['In time']]) {
    await undo.run(device.context, undefined);
    expect(notes(device)).toEqual(left);
  }
  await undo.run(device.context, undefined);
  expect(device.issue('issue:farm').status).toBe('open');
  expect(notes(device)).toEqual(['In time']);
  await device.exchange();
  const other = await settledDevice(server, { actor: 'actor:other' });
  expect(other.issue('issue:farm').status).toBe('open');
  expect(notes(other)).toEqual(['In time']);
});

test('another tab shows them once, under their new ids', async () => {
  const { server, device } = await deviceAhead();
  const tab = await openDevice(server, { store: device.store, ahead: hour });
  await tab.exchange();
  expect(state(tab).held).toHaveLength(2);
  device.ahead = 0;
  await recordAgain.run(device.context, {});
  await tab.session.opened();
  await expect.poll(() => state(tab).pending).toEqual(state(device).pending);
  expect(state(tab).held).toEqual([]);
  expect(notes(tab)).toEqual(['In time', 'Ahead']);
  await tab.exchange();
  await device.exchange();
  expect(await server.events()).toHaveLength(5 + 3);
});

test('pressed in two tabs at the same moment, they are recorded again once', async () => {
  const { server, device } = await deviceAhead();
  const tab = await openDevice(server, { store: device.store, ahead: hour });
  await tab.exchange();
  device.ahead = 0;
  tab.ahead = 0;
  await Promise.all([recordAgain.run(device.context, {}), recordAgain.run(tab.context, {})]);
  for (const one of [device, tab]) {
    await one.session.opened();
    await expect.poll(() => notes(one)).toEqual(['In time', 'Ahead']);
    expect(state(one).held).toEqual([]);
    await one.exchange();
  }
  expect(await server.events()).toHaveLength(5 + 3);
});

test('what comes from the server while the disk is at it stays', async () => {
  const { server, device } = await deviceAhead();
  const other = await settledDevice(server, { actor: 'actor:other' });
  await note(other, 'Meanwhile');
  await other.exchange();
  device.ahead = 0;
  let open = () => {};
  device.disk.gate = new Promise((resolve) => {
    open = resolve;
  });
  const again = recordAgain.run(device.context, {});
  await expect.poll(() => device.disk.calls).toContain('replace');
  device.disk.gate = Promise.resolve();
  await device.exchange();
  expect(notes(device)).toContain('Meanwhile');
  open();
  await again;
  expect(notes(device).toSorted()).toEqual(['Ahead', 'In time', 'Meanwhile']);
  await device.exchange();
  expect(state(device)).toMatchObject({ pending: [], held: [] });
  expect(await server.events()).toHaveLength(5 + 4);
});

test('where the disk fails at it, nothing is recorded anew and nothing is gone, and the next press does it', async () => {
  const { server, device } = await deviceAhead();
  device.ahead = 0;
  const before = state(device);
  device.disk.failure = new Error('The disk is full.');
  await expect(recordAgain.run(device.context, {})).rejects.toThrow('The disk is full.');
  expect(state(device)).toEqual(before);
  await note(device, 'On this page alone');
  await device.session.settled();
  await expect(recordAgain.run(device.context, {})).rejects.toThrow('disk-refuses');
  expect(notes(device)).toEqual(['In time', 'Ahead', 'On this page alone']);

  device.disk.failure = null;
  await note(device, 'Kept');
  await device.session.settled();
  await recordAgain.run(device.context, {});
  await device.exchange();
  const reloaded = await openDevice(server, { store: device.store });
  expect(state(reloaded)).toMatchObject({ pending: [], held: [] });
  expect(notes(reloaded).toSorted()).toEqual(['Ahead', 'In time', 'Kept', 'On this page alone']);
});

test('what someone else has left on the same shelf, recorded before, keeps its id', async () => {
  const { server, device } = await deviceAhead();
  const others = wireEvent(1, 'actor:zoe');
  await memoryLog(device.store).append(shelf, [others]);
  const reloaded = await openDevice(server, { store: device.store, ahead: hour });
  await reloaded.exchange();
  expect(state(reloaded).held).toHaveLength(2);
  reloaded.ahead = 0;
  await recordAgain.run(reloaded.context, {});
  expect(state(reloaded)).toMatchObject({ held: [], pending: [others, {}, {}] });
  const { pending } = await loadAll(memoryLog(device.store), shelf);
  expect(pending).toContain(eventKey(others));
});
