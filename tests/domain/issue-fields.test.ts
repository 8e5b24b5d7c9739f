// @vitest-environment node
/** The rows of an issue's fields: what a form writes of a value it reads back, and what is edited is what differs. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seedEvents } from '#mocks/seed/seed-events.ts';
import { usIndia } from '#mocks/seed/us-india.ts';
import { boardOf, foldMore, nothingFolded } from '#src/domain/board.ts';
import { checkDraft, draftFields, draftOf } from '#src/domain/issue-draft.ts';
import {
  applyFields,
  changesTo,
  type FieldName,
  fieldNames,
  fieldsIn,
  fieldsOf,
  formNames,
  type IssueFields,
} from '#src/domain/issue-fields.ts';
import { bases, categories } from '#src/domain/vocabulary.ts';
import { entryWords } from '#src/words/fields.ts';

const word = fc.stringMatching(/^[a-z][a-z ]{0,8}[a-z]$/);
const passage = fc.record({
  document: fc.constantFrom('document:a' as const, 'document:b' as const),
  exact: word,
  prefix: fc.constant(''),
  suffix: fc.constant(''),
  start: fc.nat(9),
});
const fields: fc.Arbitrary<IssueFields> = fc.record({
  title: word,
  asker: fc.constantFrom('US', 'IN'),
  basis: fc.constantFrom(...bases),
  summary: fc.oneof(fc.constant(''), word),
  category: fc.constantFrom(...categories),
  tags: fc.uniqueArray(word, { maxLength: 3 }),
  evidence: fc.array(passage, { maxLength: 2 }),
});

test('what differs between two issues is what an edit says, and applied it makes the one into the other', () => {
  const tried = new Map<FieldName, number>();
  let same = 0;
  fc.assert(
    fc.property(fields, fields, (before, after) => {
      const edit = changesTo(before, after);
      if (edit === null) same += 1;
      const issue = { ...before };
      applyFields(edit ?? {}, issue);
      expect(issue).toEqual(after);
      for (const name of fieldsIn(edit ?? {})) {
        tried.set(name, (tried.get(name) ?? 0) + 1);
      }
      expect(changesTo(after, issue)).toBeNull();
    }),
    { numRuns: 300, examples: [[sample, { ...sample }]] },
  );
  expect(same).toBeGreaterThan(0);
  expect([...tried.keys()].toSorted()).toEqual([...fieldNames].toSorted());
  expect(Math.min(...tried.values())).toBeGreaterThan(20);
});

const sample: IssueFields = {
  title: 'Walnuts',
  asker: 'US',
  basis: 'stated',
  summary: '',
  category: 'sps',
  tags: ['nuts'],
  evidence: [],
};

test('every issue of the first dossier, put into a form and checked, comes out as it was', () => {
  const { issues } = boardOf(foldMore(nothingFolded, seedEvents(usIndia)).log);
  expect(issues.size).toBe(11);
  for (const issue of issues.values()) {
    const checked = checkDraft(draftOf(issue));
    expect(checked.ok && changesTo(issue, checked.draft)).toBeNull();
  }
});

test('a form asks for every field that has an input, the status beside them, each in words', () => {
  expect(draftFields.map(({ name }) => name)).toEqual([
    ...formNames.slice(0, formNames.indexOf('category') + 1),
    'status',
    ...formNames.slice(formNames.indexOf('category') + 1),
  ]);
  const words = Object.fromEntries(
    draftFields.map(({ name, input }) => [
      name,
      entryWords(name, input.options.at(-1) ?? (input.kind === 'party' ? 'US' : 'nuts')),
    ]),
  );
  expect(words).toMatchObject({
    asker: 'United States (US)',
    basis: 'Inferred',
    category: 'Other',
    status: 'Resolved',
    title: 'nuts',
  });
});

test('what a newer version says of an issue beside these fields is not taken into it', () => {
  const newer: IssueFields & { readonly hearing: string } = { ...sample, hearing: '2026-01-01' };
  expect(fieldsOf(newer)).toEqual(sample);
});
