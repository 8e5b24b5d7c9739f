// @vitest-environment node
import { expect, test } from 'vitest';
import {
  annotateIssues,
  checkTags,
  moveIssues,
  removeIssues,
  tagIssues,
} from '#src/commands/many-issues.ts';
import { undo } from '#src/commands/undo-redo.ts';
import { commandsAmong } from '#src/domain/clock.ts';
import type { IssueId } from '#src/domain/ids.ts';
import { limits } from '#src/domain/schemas.ts';
import { addIssue, rankNumber, recorder } from '#tests/builders.ts';
import { settledDevice, smallSeed, testServer } from '#tests/store/test-world.ts';

const full = Array.from({ length: limits.tags }, (_, i) => `tag ${i}`);

/** The small dossier, and “Dairy”, a US ask with the tags it is given. */
async function world(tags: readonly string[] = []) {
  const { record } = recorder('actor:seed', { node: '2222222222222222' });
  const dairy = addIssue('issue:dairy', {
    title: 'Dairy',
    asker: 'US',
    tags,
    rank: rankNumber(4),
  });
  const device = await settledDevice(testServer([...smallSeed(), ...record(dairy)]));
  const { session, context } = device;
  return {
    ...device,
    last: () => session.store.getState().undoStack.last,
    commands: () => commandsAmong(session.store.getState().pending),
    said: () => context.screen.store.getState().announcement.text,
    toasts: () => context.screen.store.getState().toasts,
  };
}

const both: readonly IssueId[] = ['issue:farm', 'issue:gsp'];

test('several issues move in one step, each in its own lane, and one undo takes all back', async () => {
  const { context, cell, issue, commands, last, said, toasts } = await world();
  const issues: readonly IssueId[] = ['issue:data', 'issue:farm', 'issue:gsp'];
  await moveIssues.run(context, { issues, status: 'resolved', place: { kind: 'top' } });
  expect(cell('US/resolved')).toEqual(['issue:data', 'issue:farm']);
  expect(issue('issue:gsp')).toMatchObject({ asker: 'IN', status: 'resolved' });
  expect(commands()).toBe(1);
  expect(said()).toBe('Moved 3 issues to Resolved');
  expect(toasts()).toMatchObject([{ text: 'Moved 3 issues to Resolved', undo: last() }]);
  await undo.run(context, undefined);
  expect(cell('US/open')).toEqual(['issue:farm', 'issue:ip', 'issue:data', 'issue:dairy']);
  expect(cell('IN/open')).toEqual(['issue:gsp']);
  expect(said()).toBe('Undone: moved 3 issues to Resolved');
});

test('what stands there already is not recorded, and the page says that nothing changes', async () => {
  const { context, commands, said, toasts } = await world();
  const issues: readonly IssueId[] = ['issue:farm', 'issue:ip'];
  await moveIssues.run(context, { issues, status: 'open', place: { kind: 'top' } });
  await moveIssues.run(context, { issues: [], status: 'open', place: { kind: 'top' } });
  expect(commands()).toBe(0);
  expect(said()).toBe('Nothing to change.');
  expect(toasts()).toEqual([]);
});

test('tags are added to what is there, once in whatever letter case', async () => {
  const { context, issue, commands, said } = await world(['Dairy', 'quota']);
  const issues: readonly IssueId[] = ['issue:dairy', 'issue:farm'];
  await tagIssues.run(context, { issues, tags: ' dairy, TARIFFS ,new, New' });
  expect(issue('issue:dairy').tags).toEqual(['Dairy', 'quota', 'TARIFFS', 'new']);
  expect(issue('issue:farm').tags).toEqual(['tariffs', 'dairy', 'new']);
  expect(commands()).toBe(1);
  expect(said()).toBe('Tagged 2 issues with dairy, TARIFFS, new');
  await tagIssues.run(context, { issues, tags: 'DAIRY, Tariffs' });
  expect(commands()).toBe(1);
  expect(said()).toBe('Nothing to change.');
  await undo.run(context, undefined);
  expect(issue('issue:dairy').tags).toEqual(['Dairy', 'quota']);
  expect(issue('issue:farm').tags).toEqual(['tariffs']);
});

test('an issue takes no more tags than it may have, and the server takes what was recorded', async () => {
  const { context, issue, session, exchange } = await world(full.slice(1));
  const issues: readonly IssueId[] = ['issue:dairy', 'issue:farm'];
  await tagIssues.run(context, { issues, tags: 'one, two' });
  expect(issue('issue:dairy').tags).toEqual([...full.slice(1), 'one']);
  expect(issue('issue:farm').tags).toEqual(['tariffs', 'one', 'two']);
  await exchange();
  expect(session.store.getState()).toMatchObject({ pending: [], refused: [] });
});

test('tags that cannot be added are refused with a reason', () => {
  expect(checkTags('dairy, quota')).toBeNull();
  expect(checkTags(full.join())).toBeNull();
  expect(checkTags(' , ,')).toEqual({ code: 'no-tag' });
  expect(checkTags('x'.repeat(limits.tag))).toBeNull();
  expect(checkTags('x'.repeat(limits.tag + 1))).toMatchObject({ code: 'tag-too-long', most: 40 });
  expect(checkTags(' , \u200b,\u2060')).toEqual({ code: 'no-tag' });
  expect(checkTags('dairy, quo\0ta')).toEqual({ code: 'unstorable', before: 'dairy, quo' });
  expect(checkTags(`${'x'.repeat(19)}🌍${'x'.repeat(40)}`)).toMatchObject({
    tag: `${'x'.repeat(19)}🌍…`,
  });
  expect(checkTags([...full, 'one more'].join())).toEqual({
    code: 'too-many-tags',
    count: 21,
    most: 20,
  });
});

test('every issue gets the note, and one undo takes all of them back', async () => {
  const { context, issue, commands, said } = await world();
  await annotateIssues.run(context, { issues: both, text: '  Seen in the report. ' });
  for (const id of both) {
    expect(issue(id).annotations).toMatchObject([{ text: 'Seen in the report.' }]);
  }
  expect(commands()).toBe(1);
  expect(said()).toBe('Added the note to 2 issues');
  await undo.run(context, undefined);
  for (const id of both) expect(issue(id).annotations).toEqual([]);
});

test('removing several clears the selection and closes the open one; one undo brings all back', async () => {
  const { context, issue, cell, commands } = await world();
  context.setView({ issue: 'issue:gsp' });
  context.screen.select(both);
  await removeIssues.run(context, { issues: both });
  expect(both.map((id) => issue(id).removed !== null)).toEqual([true, true]);
  expect(cell('US/open')).toEqual(['issue:ip', 'issue:data', 'issue:dairy']);
  expect(context.screen.store.getState().selection.size).toBe(0);
  expect(context.view().issue).toBeNull();
  expect(commands()).toBe(1);
  await removeIssues.run(context, { issues: both });
  expect(commands()).toBe(1);
  await undo.run(context, undefined);
  expect(cell('US/open')).toEqual(['issue:farm', 'issue:ip', 'issue:data', 'issue:dairy']);
  expect(cell('IN/open')).toEqual(['issue:gsp']);
});

test('an issue that has gone meanwhile is passed over, the others are done', async () => {
  const { context, issue, said } = await world();
  await removeIssues.run(context, { issues: ['issue:ip'] });
  const issues: readonly IssueId[] = ['issue:ip', 'issue:farm', 'issue:never-added'];
  await annotateIssues.run(context, { issues, text: 'Still here' });
  expect(issue('issue:farm').annotations).toHaveLength(1);
  expect(said()).toBe('Added the note to 1 issue');
});
