// @vitest-environment node
/** Whatever an issue, a tag or a person is called, the sentence that names them says what it says. */
import { expect, test } from 'vitest';
import { renameActor } from '#src/commands/annotate.ts';
import { addIssue, editIssue, removeIssue, restoreIssue } from '#src/commands/edit-issues.ts';
import { checkTags, tagIssues } from '#src/commands/many-issues.ts';
import { endDrag, moveIssue } from '#src/commands/move-issue.ts';
import { redo, undo } from '#src/commands/undo-redo.ts';
import { problemText } from '#src/words/problems.ts';
import { filledIn } from '#tests/builders.ts';
import { settledDevice, smallSeed, testServer } from '#tests/store/test-world.ts';

/** Turns all that follows it, where nothing holds it. */
const turning = 'Duties \u202egnp.exe';
const held = '\u2068Duties \u202egnp.exe\u202c\u2069';

test('every toast and every announcement holds a title that would turn it', async () => {
  const { context, session } = await settledDevice(testServer(smallSeed()));
  const said: string[] = [];
  context.screen.store.subscribe(({ announcement, toasts }) => {
    said.push(announcement.text, ...toasts.map(({ text }) => text));
  });
  const draft = filledIn({ title: turning });
  await addIssue.run(context, draft);
  const issue = `issue:${session.store.getState().undoStack.last?.[0].subject.slice(6)}` as const;
  await moveIssue.run(context, {
    issue,
    status: 'resolved',
    place: { kind: 'top' },
    takesFocus: true,
  });
  await moveIssue.run(context, {
    issue,
    status: 'resolved',
    place: { kind: 'top' },
    takesFocus: true,
  });
  await endDrag.run(context, { issue, isRefused: false });
  await undo.run(context, undefined);
  await redo.run(context, undefined);
  await editIssue.run(context, { issue, draft: { ...draft, summary: 'More' } });
  await tagIssues.run(context, { issues: [issue], tags: turning });
  await removeIssue.run(context, { issue });
  await restoreIssue.run(context, { issue });
  const named = new Set(said.filter((text) => text.includes('\u202e')));
  expect(named.size).toBeGreaterThanOrEqual(9);
  for (const text of named)
    expect(text.replace(held, '')).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  expect(named).toContain(`Added “${held}”`);
  expect(named).toContain(`Removed “${held}”`);
  expect(named).toContain(`${held} moved from Open to Resolved, position 1 of 1.`);
  expect(named).toContain(`Tagged 1 issue with ${held}`);
});

function saidOfTags(text: string): string {
  const problem = checkTags(text);
  return problem === null ? '' : problemText(problem);
}

test('a tag that is too long is named by its first characters, whole and held', () => {
  expect(saidOfTags('👩‍🌾'.repeat(21))).toBe(
    `The tag “${'👩‍🌾'.repeat(20)}…” is longer than 40 characters.`,
  );
  expect(saidOfTags(`\u202e${'x'.repeat(50)}`)).toBe(
    `The tag “\u2068\u202e${'x'.repeat(19)}…\u202c\u2069” is longer than 40 characters.`,
  );
});

test('a name that is too long is kept up to its last whole character', async () => {
  const { context, session } = await settledDevice(testServer(smallSeed()));
  const nameOf = () => {
    const { actor, folded } = session.store.getState();
    return actor === null ? undefined : folded.board.actors.get(actor)?.name;
  };
  await renameActor.run(context, { name: `${'x'.repeat(78)}👩‍🌾` });
  expect(nameOf()).toBe('x'.repeat(78));
  await renameActor.run(context, { name: `${'x'.repeat(79)} y` });
  expect(nameOf()).toBe('x'.repeat(79));
  await renameActor.run(context, { name: `a${'\u0301'.repeat(300)}` });
  expect(nameOf()).toBe(`a${'\u0301'.repeat(79)}`);
});
