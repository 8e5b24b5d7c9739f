// @vitest-environment node
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addNote, checkNote, deleteNote, editNote, renameActor } from '#src/commands/annotate.ts';
import { runCommand } from '#src/commands/command.ts';
import { addIssue, editIssue, removeIssue, restoreIssue } from '#src/commands/edit-issues.ts';
import { exportLog } from '#src/commands/export-log.ts';
import { takeBack, undo } from '#src/commands/undo-redo.ts';
import { checkDraft, draftOf, emptyDraft, type IssueDraft } from '#src/domain/issue-draft.ts';
import { parseEvent } from '#src/domain/parse-event.ts';
import { bases, categories, statuses } from '#src/domain/vocabulary.ts';
import { memoryLog } from '#src/storage/memory-log.ts';
import { problemText } from '#src/words/problems.ts';
import { wireEvent } from '#tests/storage/wire-events.ts';
import { openDevice, settledDevice, shelf, testServer } from '#tests/store/test-world.ts';

const good: IssueDraft = { ...emptyDraft, title: 'Walnuts', asker: 'US', category: 'sps' };

test('a draft is told field by field what is wrong with it, and everything at once', () => {
  const many = Array.from({ length: 21 }, (_, i) => `tag ${i}`).join(',');
  const checks: [Partial<IssueDraft>, object][] = [
    [{ title: ' \n ' }, { title: 'Give the issue a title.' }],
    [{ title: 'x'.repeat(203) }, { title: 'Shorten it by 3 characters: 200 at most.' }],
    [{ asker: '' }, { asker: 'Say who asks for it.' }],
    [{ category: '' }, { category: 'Choose one of these.' }],
    [{ summary: 'x'.repeat(5_001) }, { summary: 'Shorten it by 1 character: 5,000 at most.' }],
    [
      { tags: `dairy, ${'x'.repeat(41)}` },
      { tags: `The tag “${'x'.repeat(20)}…” is longer than 40 characters.` },
    ],
    [{ tags: many }, { tags: '21 tags are too many: 20 at most.' }],
    [{ title: '\u200b\u00ad \u202e' }, { title: 'Give the issue a title.' }],
    [
      { title: 'Wal\0nuts', summary: 'Both\ud83d', tags: 'dairy, \udf0dnuts' },
      {
        title:
          'There is an invisible character after “Wal” that cannot be stored: delete it there.',
        summary:
          'There is an invisible character after “Both” that cannot be stored: delete it there.',
        tags: 'There is an invisible character after “dairy,” that cannot be stored: delete it there.',
      },
    ],
    [
      { title: '', asker: '' },
      { title: 'Give the issue a title.', asker: 'Say who asks for it.' },
    ],
  ];
  for (const [change, sentences] of checks) {
    const checked = checkDraft({ ...good, ...change });
    const problems = Object.entries(checked.ok ? {} : checked.problems);
    const said = problems.map(([name, problem]) => [name, problemText(problem)]);
    expect(Object.fromEntries(said)).toEqual(sentences);
  }
});

test('a good draft is recorded without the space around its words, and each tag once', () => {
  const draft = { ...good, title: '  Walnuts ', tags: ' nuts, , tariffs,nuts , \u200b' };
  expect(checkDraft(draft)).toEqual({
    ok: true,
    draft: { ...good, title: 'Walnuts', tags: ['nuts', 'tariffs'] },
  });
});

test('whatever the check lets through, the log and the server take', async () => {
  const { session, context } = await settledDevice(testServer());
  const words = (most: number) =>
    fc
      .tuple(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.constantFrom('🌍', 'a\0', '\ud83c', '\u200b', '\u3164'),
        ),
        fc.constantFrom(0, 0, most - 1, most, most + 1),
        fc.constantFrom('é', '🌍'),
      )
      .map(([text, length, filling]) => text.padEnd(length, filling));
  const drafts = fc.record({
    title: words(200),
    asker: fc.constantFrom('US', 'IN', ''),
    basis: fc.constantFrom(...bases),
    summary: words(5_000),
    category: fc.constantFrom(...categories),
    tags: fc.array(words(40), { maxLength: 22 }).map((tags) => tags.join(',')),
    status: fc.constantFrom(...statuses),
  });
  await fc.assert(
    fc.asyncProperty(drafts, words(20_000), async (draft, note) => {
      const checked = checkDraft(draft);
      if (checked.ok) await addIssue.run(context, checked.draft);
      if (checkNote(note) === null) await addNote.run(context, { issue: 'issue:ip', text: note });
      await runCommand(context, renameActor, { name: note });
    }),
    { numRuns: 40 },
  );
  const { pending } = session.store.getState();
  expect(pending.length).toBeGreaterThan(10);
  expect(pending.map(parseEvent).filter(({ ok }) => !ok)).toEqual([]);
}, 60_000);

test('a note is refused when it is empty or too long, with what to do about it', () => {
  expect(checkNote(' \n ')).toEqual({ code: 'no-note' });
  expect(checkNote('x'.repeat(20_002))).toEqual({ code: 'note-too-long', by: 2, most: 20_000 });
  expect(checkNote(`  ${'x'.repeat(20_000)}  `)).toBeNull();
  expect(checkNote('\u200b\u3164')).toEqual({ code: 'no-note' });
  expect(checkNote('As seen\0 in the report')).toEqual({ code: 'unstorable', before: 'As seen' });
});

test('a name is cut by whole characters, and one that shows nothing or cannot be stored is not taken', async () => {
  const { context, board } = await settledDevice(testServer());
  const nameNow = () => board().actors.get('actor:me')?.name;
  await renameActor.run(context, { name: `${'x'.repeat(79)}🌍` });
  expect(nameNow()).toBe('x'.repeat(79));
  await renameActor.run(context, { name: '\u200b\u3164' });
  expect(nameNow()).toBe('x'.repeat(79));
  expect(await runCommand(context, renameActor, { name: 'Asha\0' })).toBe(false);
  expect(context.screen.store.getState().toasts.at(-1)?.text).toBe(
    '“Your name” was not done, and nothing was changed. There is an invisible character after “Asha” that cannot be stored: delete it there.',
  );
});

test('adding, removing and restoring each name the issue and can be undone', async () => {
  const { context, cell, issue, session } = await settledDevice(testServer());
  const checked = checkDraft(good);
  if (!checked.ok) throw new Error('The draft is good');
  await addIssue.run(context, checked.draft);
  const [added] = cell('US/open');
  if (!added) throw new Error('It stands at the top');
  expect(issue(added).title).toBe('Walnuts');
  await removeIssue.run(context, { issue: added });
  expect(cell('US/open')).not.toContain(added);
  await restoreIssue.run(context, { issue: added });
  expect(cell('US/open')[0]).toBe(added);
  await removeIssue.run(context, { issue: added });
  await undo.run(context, undefined);
  expect(cell('US/open')[0]).toBe(added);
  const { toasts } = context.screen.store.getState();
  expect(toasts.map(({ text }) => text)).toEqual([
    'Restored “Walnuts”',
    'Removed “Walnuts”',
    'Undone: removed “Walnuts”',
  ]);
  expect(session.store.getState().undoStack.next).toMatchObject([{ type: 'issue.removed.v1' }]);
});

test('pressing Remove or Delete twice does it once, so one undo brings it back', async () => {
  const { context, issue, session } = await settledDevice(testServer());
  await addNote.run(context, { issue: 'issue:ip', text: 'Keep me' });
  const [note] = issue('issue:ip').annotations;
  if (!note) throw new Error('There is a note');
  const args = { issue: 'issue:ip', note: note.id } as const;
  await Promise.all([deleteNote.run(context, args), deleteNote.run(context, args)]);
  await session.undo();
  expect(issue('issue:ip').annotations).toEqual([note]);
  const farm = { issue: 'issue:farm' } as const;
  await Promise.all([removeIssue.run(context, farm), removeIssue.run(context, farm)]);
  await session.undo();
  expect(issue('issue:farm').removed).toBeNull();
});

test('an issue that two people removed at once is back when one of them restores it', async () => {
  const server = testServer();
  const mine = await settledDevice(server);
  const theirs = await settledDevice(server, { actor: 'actor:other' });
  await removeIssue.run(mine.context, { issue: 'issue:farm' });
  await removeIssue.run(theirs.context, { issue: 'issue:farm' });
  for (const device of [mine, theirs, mine]) await device.exchange();
  await restoreIssue.run(mine.context, { issue: 'issue:farm' });
  for (const device of [mine, theirs]) {
    await device.exchange();
    expect(device.cell('US/open')).toContain('issue:farm');
  }
  await mine.session.undo();
  expect(mine.cell('US/open')).not.toContain('issue:farm');
});

test('a toast takes back the command it names, even when another came after it', async () => {
  const { context, cell, issue, session } = await settledDevice(testServer());
  await removeIssue.run(context, { issue: 'issue:farm' });
  const step = context.screen.store.getState().toasts[0]?.undo;
  if (!step) throw new Error('The toast offers undo');
  await addNote.run(context, { issue: 'issue:ip', text: 'Later' });
  await takeBack.run(context, step);
  expect(cell('US/open')).toContain('issue:farm');
  expect(issue('issue:ip').annotations).toHaveLength(1);
  await session.undo();
  expect(cell('US/open')).toContain('issue:farm');
  expect(issue('issue:ip').annotations).toEqual([]);
});

test('saving what was not changed records nothing', async () => {
  const { context, issue, session } = await settledDevice(testServer());
  await addNote.run(context, { issue: 'issue:ip', text: ' Same ' });
  const [note] = issue('issue:ip').annotations;
  const checked = checkDraft(draftOf(issue('issue:ip')));
  if (!note || !checked.ok) throw new Error('There is a note and a good draft');
  await renameActor.run(context, { name: ' Asha   Rao ' });
  const { length } = session.store.getState().pending;
  await renameActor.run(context, { name: 'Asha Rao' });
  await renameActor.run(context, { name: '  ' });
  await editNote.run(context, { issue: 'issue:ip', note: note.id, text: 'Same' });
  await editIssue.run(context, { issue: 'issue:ip', draft: checked.draft });
  expect(session.store.getState().pending).toHaveLength(length);
});

test('what cannot be done is said, with the reason, and nothing is changed', async () => {
  const device = await openDevice(testServer());
  await runCommand(device.context, addNote, { issue: 'issue:ip', text: 'Too early' });
  expect(device.context.screen.store.getState().toasts).toMatchObject([
    {
      text: '“Save note” was not done, and nothing was changed. The dossier has not been read yet.',
      tone: 'problem',
    },
  ]);
});

test('an export holds every event, retracted and pending ones too, and reads back as the same events', async () => {
  const { context, session } = await settledDevice(testServer());
  await addNote.run(context, { issue: 'issue:ip', text: 'Line\nbreak' });
  await session.undo();
  const files: string[][] = [];
  await exportLog.run({ ...context, saveFile: (...file) => files.push(file) });
  const [name, , content = ''] = files[0] ?? [];
  const events = content
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(name).toBe('us-india.jsonl');
  expect(events).toHaveLength(7);
  expect(events.slice(5)).toEqual(session.store.getState().pending);
});

test('an export that lacks what was set aside, because the disk fails, says so; once it answers, all is there', async () => {
  const device = await settledDevice(testServer());
  const { context, disk, store } = device;
  const broken = { ...wireEvent(1), payload: { title: 7 } };
  await memoryLog(store).receive(shelf, [broken], { epoch: null, cursor: 0, head: 0, after: 1 });
  await memoryLog(store).setAside(shelf, (event) => !parseEvent(event).ok);
  const files: string[] = [];
  const download = () =>
    exportLog.run({ ...context, saveFile: (_name, _type, content) => files.push(content) });
  const said = () => context.screen.store.getState().toasts.map(({ text }) => text);

  disk.failure = new Error('The disk does not answer.');
  disk.refuses = (method) => method === 'loadSetAside';
  await download();
  expect(files[0]).not.toContain('"title":7');
  expect(said()).toEqual([expect.stringMatching(/^The file is not whole: records that could not/)]);

  disk.failure = null;
  await download();
  expect(files[1]).toBe(`${files[0]}${JSON.stringify(broken)}\n`);
  expect(said()).toHaveLength(1);
});
