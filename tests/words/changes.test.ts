// @vitest-environment node
/** What an edit changed, in words. */
import { expect, test } from 'vitest';
import { foldMore, nothingFolded } from '#src/domain/board.ts';
import { historyOf } from '#src/domain/history.ts';
import type { EditedFields } from '#src/domain/issue-fields.ts';
import { describeChanges } from '#src/words/actions.ts';
import { addIssue, recorder } from '#tests/builders.ts';

const subject = 'issue:gsp';
const long = 'India wants its place in the programme back. ';

function changes(before: EditedFields, ...edits: EditedFields[]): string[][] {
  const { record } = recorder('actor:asha');
  const added = record(addIssue(subject, before));
  const edited = edits.flatMap((payload) => record({ type: 'issue.edited.v1', subject, payload }));
  const { log } = foldMore(nothingFolded, [...added, ...edited]);
  return historyOf(log.get(subject) ?? []).flatMap(({ action }) =>
    action.kind === 'edited'
      ? [
          describeChanges(action).map(
            ({ label, before: was, after }) => `${label}: ${was} → ${after}`,
          ),
        ]
      : [],
  );
}

test('an edit is told field by field, each from what the one before had left', () => {
  expect(
    changes(
      { title: 'GSP', category: 'ip', tags: ['dairy'], summary: '' },
      { title: 'GSP status', category: 'sps', basis: 'inferred' },
      { title: 'GSP again', tags: [], summary: 'New' },
    ),
  ).toEqual([
    ['Title: GSP → GSP status', 'Basis: Stated → Inferred', 'Category: IP → SPS'],
    ['Title: GSP status → GSP again', 'Summary:  → New', 'Tags: dairy → '],
  ]);
});

test('what an edit says again is not told as a change', () => {
  expect(changes({ title: 'GSP', tags: ['a'] }, { title: 'GSP', tags: ['a'] })).toEqual([[]]);
});

test('of a long text the part that differs is shown, cut between characters', () => {
  const farmer = '👩‍🌾';
  const before = `${long}${long}${farmer.repeat(60)} in 2019. ${long.repeat(3)}`;
  const [[said = ''] = []] = changes(
    { summary: before },
    { summary: before.replace('2019', '2020') },
  );
  expect(said).toMatch(/^Summary: ….* in 2019\. India.*… → ….* in 2020\. India.*…$/u);
  const shown = said.slice('Summary: '.length);
  expect(shown.replaceAll(farmer, '')).not.toMatch(/👩|🌾|\u200d/u);
  expect(shown.length).toBeLessThan(320);
});
