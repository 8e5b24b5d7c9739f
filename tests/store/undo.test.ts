// @vitest-environment node
/** Undo and redo through real sessions: past a reload, in two tabs, and from a toast. */
import { expect, test } from 'vitest';
import { addNote } from '#src/commands/annotate.ts';
import { editIssue, removeIssue, restoreIssue } from '#src/commands/edit-issues.ts';
import { removeIssues } from '#src/commands/many-issues.ts';
import { takeBack } from '#src/commands/undo-redo.ts';
import type { Intention } from '#src/domain/event.ts';
import { draftOf } from '#src/domain/issue-draft.ts';
import type { Status } from '#src/domain/vocabulary.ts';
import { filledIn, on, rankNumber } from '#tests/builders.ts';
import { type Device, openDevice, settledDevice, testServer } from './test-world.ts';

const moved = (status: Status): Intention => ({
  type: 'issue.moved.v1',
  subject: 'issue:farm',
  payload: { status, rank: rankNumber(5) },
});

/** What the tabs have told each other has arrived. */
function heard(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** Two tabs of one browser. */
async function twoTabs(): Promise<[Device, Device]> {
  const server = testServer();
  const first = await settledDevice(server);
  return [first, await openDevice(server, { store: first.store })];
}

test('undo and redo reach back past a reload', async () => {
  const server = testServer();
  const device = await settledDevice(server);
  await device.session.record(() => [moved('under-discussion')]);
  await device.session.record(() => [moved('resolved')]);
  await device.session.undo();

  const reloaded = await openDevice(server, { store: device.store });
  expect(reloaded.issue('issue:farm').status).toBe('under-discussion');
  expect(await reloaded.session.redo()).toMatchObject([{ payload: { status: 'resolved' } }]);
  expect(reloaded.issue('issue:farm').status).toBe('resolved');
  await reloaded.session.undo();
  await reloaded.session.undo();
  expect(reloaded.issue('issue:farm').status).toBe('open');
  expect(await reloaded.session.undo()).toBeNull();
  expect(reloaded.session.store.getState().pending).toHaveLength(6);
});

test('undo takes back all events of a command, and redo brings all of them back', async () => {
  const { session, context, issue, cell } = await settledDevice(testServer());
  const draft = draftOf(issue('issue:farm'));
  await editIssue.run(context, {
    issue: 'issue:farm',
    draft: filledIn({ ...draft, asker: 'IN', title: 'Mangoes' }),
  });
  const after = issue('issue:farm');
  expect(cell('IN/open')).toEqual(['issue:farm', 'issue:gsp']);
  await session.undo();
  expect(issue('issue:farm')).toMatchObject({ title: 'Farm goods', asker: 'US' });
  expect(cell('US/open')).toEqual(['issue:farm', 'issue:ip', 'issue:data']);
  await session.redo();
  expect(issue('issue:farm')).toEqual(after);
});

test('what happened in March is undone for March, so a replay of that day does not show it', async () => {
  const { session } = await settledDevice(testServer());
  const at = on('2025-03-01');
  await session.record(() => [{ ...moved('resolved'), at }]);
  await session.undo();
  expect(session.store.getState().pending).toMatchObject([
    { type: 'issue.moved.v1', at },
    { type: 'event.retracted.v1', at },
  ]);
});

test('undo takes back one’s own last command, not what someone else did since', async () => {
  const server = testServer();
  const device = await settledDevice(server);
  const other = await settledDevice(server, { actor: 'actor:other' });
  await addNote.run(device.context, { issue: 'issue:ip', text: 'Mine' });
  server.time += 1_000;
  await other.session.record(() => [moved('resolved')]);
  await other.exchange();
  await device.exchange();
  await device.session.undo();
  expect(device.issue('issue:ip').annotations).toEqual([]);
  expect(device.issue('issue:farm').status).toBe('resolved');
  expect(await device.session.undo()).toBeNull();
});

test('undone in two tabs at the same moment, one redo brings it back, and the next undo takes it back again', async () => {
  const tabs = await twoTabs();
  const [one, other] = tabs;
  await one.session.record(() => [moved('resolved')]);
  await heard();
  expect(await Promise.all(tabs.map(({ session }) => session.undo()))).toHaveLength(2);
  await heard();
  for (const { issue } of tabs) expect(issue('issue:farm').status).toBe('open');
  expect(await other.session.redo()).toHaveLength(1);
  await heard();
  for (const { issue } of tabs) expect(issue('issue:farm').status).toBe('resolved');
  expect(await one.session.redo()).toBeNull();
  expect(await one.session.undo()).toHaveLength(1);
  await heard();
  for (const { issue } of tabs) expect(issue('issue:farm').status).toBe('open');
  expect(await one.session.undo()).toBeNull();
  expect(await other.session.undo()).toBeNull();
});

test('redone in two tabs at the same moment, one undo takes it back', async () => {
  const tabs = await twoTabs();
  const [one, other] = tabs;
  await one.session.record(() => [moved('resolved')]);
  await one.session.undo();
  await heard();
  await Promise.all(tabs.map(({ session }) => session.redo()));
  await heard();
  expect(await other.session.undo()).toHaveLength(1);
  await heard();
  for (const { issue } of tabs) expect(issue('issue:farm').status).toBe('open');
  expect(await one.session.undo()).toBeNull();
});

test('an older step taken back is the next to be redone; undo goes on with the newest, and comes to an end', async () => {
  const { session, context, issue } = await settledDevice(testServer());
  await session.record(() => [moved('under-discussion')]);
  await removeIssue.run(context, { issue: 'issue:ip' });
  const step = context.screen.store.getState().toasts[0]?.undo;
  if (!step) throw new Error('The toast offers undo');
  await addNote.run(context, { issue: 'issue:data', text: 'Later' });
  await takeBack.run(context, step);
  expect(issue('issue:ip').removed).toBeNull();
  const presses: string[] = [];
  for (let pressed = await session.undo(); pressed; pressed = await session.undo()) {
    presses.push(pressed[0].type);
    if (presses.length > 9) break;
  }
  expect(presses).toEqual(['annotation.added.v1', 'issue.moved.v1']);
  for (let pressed = await session.redo(); pressed; pressed = await session.redo()) {
    presses.push(pressed[0].type);
  }
  expect(presses.slice(2)).toEqual(['issue.moved.v1', 'annotation.added.v1', 'issue.removed.v1']);
});

test('a step taken back and redone is the next to be undone', async () => {
  const { session, issue } = await settledDevice(testServer());
  const [first] = await session.record(() => [moved('under-discussion')]);
  await session.record(() => [moved('resolved')]);
  if (!first) throw new Error('Something was recorded');
  await session.takeBack([first]);
  expect(await session.redo()).toEqual([first]);
  expect(await session.undo()).toEqual([first]);
  expect(issue('issue:farm').status).toBe('resolved');
});

test('Restore is a command of its own: undo removes the issue again, whatever was done before', async () => {
  const { session, context, issue } = await settledDevice(testServer());
  await removeIssue.run(context, { issue: 'issue:ip' });
  await session.record(() => [moved('resolved')]);
  await restoreIssue.run(context, { issue: 'issue:ip' });
  const restored = context.screen.store.getState().toasts.at(-1)?.undo;
  expect(restored && session.store.getState().undoStack.isDone(restored)).toBe(true);
  await session.undo();
  expect(issue('issue:ip').removed).not.toBeNull();
  expect(issue('issue:farm').status).toBe('resolved');
  await session.redo();
  expect(issue('issue:ip').removed).toBeNull();
  for (let presses = 0; await session.undo(); presses += 1) expect(presses).toBeLessThan(3);
  expect(issue('issue:ip').removed).toBeNull();
  expect(issue('issue:farm').status).toBe('open');
});

test('one of several removed is restored; taking the removal back brings the others, and redo removes those alone', async () => {
  const { session, context, cell } = await settledDevice(testServer());
  const issues = ['issue:farm', 'issue:ip', 'issue:data'] as const;
  await removeIssues.run(context, { issues });
  const step = context.screen.store.getState().toasts.at(-1)?.undo;
  if (!step) throw new Error('The toast offers undo');
  await restoreIssue.run(context, { issue: 'issue:ip' });
  await takeBack.run(context, step);
  expect(cell('US/open')).toEqual(issues);
  await session.redo();
  expect(cell('US/open')).toEqual(['issue:ip']);
});

test('what someone else has taken back is not offered to be undone or redone', async () => {
  const server = testServer();
  const mine = await settledDevice(server);
  const [event] = await mine.session.record(() => [moved('resolved')]);
  await addNote.run(mine.context, { issue: 'issue:ip', text: 'Mine' });
  await mine.exchange();
  if (!event) throw new Error('Something was recorded');
  const theirs = await settledDevice(server, { actor: 'actor:other' });
  const { subject, id } = event;
  await theirs.session.record(() => [
    { type: 'event.retracted.v1', subject, payload: { event: id } },
  ]);
  await theirs.exchange();
  await mine.exchange();
  expect(mine.issue('issue:farm').status).toBe('open');
  for (const device of [mine, await openDevice(server, { store: mine.store })]) {
    const { last, next, isDone } = device.session.store.getState().undoStack;
    expect([last?.[0].type, next, isDone([event])]).toEqual(['annotation.added.v1', null, false]);
  }
  await mine.session.undo();
  expect(await mine.session.undo()).toBeNull();
});
