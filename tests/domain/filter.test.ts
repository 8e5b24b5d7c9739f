// @vitest-environment node
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Board, foldMore, nothingFolded } from '#src/domain/board.ts';
import { type Filter, isFiltering, matcher, noFilter } from '#src/domain/filter.ts';
import type { IssueId } from '#src/domain/ids.ts';
import type { Issue } from '#src/domain/issue.ts';
import { passageIn } from '#src/domain/passage.ts';
import { bases, categories, statuses } from '#src/domain/vocabulary.ts';
import { addIssue, recorder } from '#tests/builders.ts';

const paragraphs = ['Its eligibility ended on 5 June 2019.', 'Walnuts came later.'];

function sample(): Board {
  const events = recorder('actor:asha').record(
    addIssue('issue:gsp', {
      title: 'Restoration of GSP status',
      tags: ['tariffs', 'preferences'],
      evidence: [passageIn('document:report', paragraphs, 'eligibility ended')],
    }),
    {
      type: 'document.added.v1',
      subject: 'document:report',
      payload: { title: 'The programme lapses', publisher: 'LexBlog', kind: 'source', paragraphs },
    },
    { type: 'actor.named.v1', subject: 'actor:asha', payload: { name: 'Asha Rao' } },
    addIssue('issue:pharma', {
      title: 'Pharmaceuticals: tariff lines',
      summary: 'Côte d’Ivoire is mentioned',
      asker: 'US',
      basis: 'inferred',
      category: 'tbt',
      tags: [],
    }),
    addIssue('issue:data', {
      title: 'Data localisation rules',
      summary: '',
      asker: 'US',
      status: 'resolved',
      category: 'digital-trade',
      tags: [],
    }),
    {
      type: 'annotation.added.v1',
      subject: 'issue:data',
      payload: { text: 'See the RBI circular' },
    },
  );
  return foldMore(nothingFolded, events).board;
}

function found(filter: Partial<Filter>): string[] {
  const board = sample();
  const isShown = matcher({ ...noFilter, ...filter }, board);
  return [...board.issues.values()].filter(isShown).map(({ id }) => id.slice(6));
}

test.each<[what: string, text: string, ids: string[]]>([
  ['words in any order', 'tarif pharma', ['pharma']],
  ['the other order too', 'pharma tarif', ['pharma']],
  ['tags', 'preferences', ['gsp']],
  ['notes', 'rbi', ['data']],
  ['passages', 'eligibility', ['gsp']],
  ['publishers', 'lexblog', ['gsp']],
  ['titles of documents', 'lapses', ['gsp']],
  ['who wrote a note', 'rao', ['data']],
  ['words over an issue and what belongs to it', 'gsp lexblog', ['gsp']],
  ['nothing in a document that no passage is of', 'walnuts', []],
  ['summaries, without their accents', 'cote', ['pharma']],
  ['words written with accents that the text lacks', 'tàríff', ['gsp', 'pharma']],
  ['accents typed as separate marks', 'co\u0302te', ['pharma']],
  ['either letter case', 'gSP', ['gsp']],
  ['parts of words', 'locali', ['data']],
  ['words over more than one field', 'restoration tariffs', ['gsp']],
  ['nothing where one word is missing', 'restoration poultry', []],
  ['all where there are only blanks', ' \t ', ['gsp', 'pharma', 'data']],
])('text finds %s', (_, text, ids) => {
  expect(found({ text })).toEqual(ids);
});

test('countries show their issues, several theirs together', () => {
  expect(found({ countries: ['IN'] })).toEqual(['gsp']);
  expect(found({ countries: ['IN', 'US'] })).toEqual(['gsp', 'pharma', 'data']);
});

test('category, status, basis and notes each narrow', () => {
  expect(found({ category: 'tbt' })).toEqual(['pharma']);
  expect(found({ status: 'resolved' })).toEqual(['data']);
  expect(found({ basis: 'stated' })).toEqual(['gsp', 'data']);
  expect(found({ hasNotes: true })).toEqual(['data']);
});

/** Set every other time: where every condition is set, hardly an issue is shown. */
function often<T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.option(values, { freq: 2 });
}

const filters: fc.Arbitrary<Filter> = fc.record({
  countries: fc.subarray(['US', 'IN']),
  text: fc.constantFrom('', ' ', 'issue', 'draft 1', 'EDITED'),
  category: often(fc.constantFrom(...categories)),
  status: often(fc.constantFrom(...statuses)),
  basis: often(fc.constantFrom(...bases)),
  hasNotes: fc.boolean(),
});

/** Of every ten, four that filter nothing: drawn field by field, one in thousands would be. */
const filtersOrNone: fc.Arbitrary<Filter> = fc.oneof(
  { weight: 6, arbitrary: filters },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom('', ' ', '\t \n', '\u00a0', '\u200b')
      .map((text) => ({ ...noFilter, text })),
  },
);

/** Issues that differ in every field a filter looks at. */
const issues: fc.Arbitrary<Issue[]> = fc
  .array(
    fc.record({
      fields: fc.record({
        title: fc.constantFrom('Issue, draft 1', 'Edited', 'Tariff lines'),
        tags: fc.subarray(['issue', 'tariffs']),
        asker: fc.constantFrom('US', 'IN'),
        basis: fc.constantFrom(...bases),
        status: fc.constantFrom(...statuses),
        category: fc.constantFrom(...categories),
      }),
      note: fc.constantFrom(null, 'An issue', 'Edited since'),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((drawn) => {
    const { record } = recorder('actor:asha');
    const events = drawn.flatMap(({ fields, note }, i) => {
      const subject: IssueId = `issue:line-${i}`;
      const added = addIssue(subject, fields);
      if (note === null) return record(added);
      return record(added, { type: 'annotation.added.v1', subject, payload: { text: note } });
    });
    return [...foldMore(nothingFolded, events).board.issues.values()];
  });

test('conditions combine: an issue is shown where each condition alone shows it', () => {
  let shown = 0;
  let hidden = 0;
  fc.assert(
    fc.property(issues, filters, (all, filter) => {
      const { countries, text, category, status, basis, hasNotes } = filter;
      const each = [{ countries }, { text }, { category }, { status }, { basis }, { hasNotes }].map(
        (one) => matcher({ ...noFilter, ...one }, nothingFolded.board),
      );
      const both = matcher(filter, nothingFolded.board);
      for (const issue of all) {
        const answers = each.map((isShown) => isShown(issue));
        if (answers.every(Boolean)) shown += 1;
        else if (answers.some(Boolean)) hidden += 1;
        expect(both(issue)).toBe(answers.every(Boolean));
      }
    }),
    { numRuns: 300 },
  );
  expect(shown).toBeGreaterThan(50);
  expect(hidden).toBeGreaterThan(400);
});

test('each condition is that of its own field', () => {
  let tried = 0;
  fc.assert(
    fc.property(issues, filters, (all, { countries, category, status, basis, hasNotes }) => {
      for (const issue of all) {
        tried += 1;
        for (const [filter, isMet] of [
          [{ countries }, countries.length === 0 || countries.includes(issue.asker)],
          [{ category }, category === null || category === issue.category],
          [{ status }, status === null || status === issue.status],
          [{ basis }, basis === null || basis === issue.basis],
          [{ hasNotes }, !hasNotes || issue.annotations.length > 0],
        ] as const) {
          expect(matcher({ ...noFilter, ...filter }, nothingFolded.board)(issue)).toBe(isMet);
        }
      }
    }),
  );
  expect(tried).toBeGreaterThan(150);
});

test('a filter that is not filtering shows everything', () => {
  let notFiltering = 0;
  expect(isFiltering(noFilter)).toBe(false);
  fc.assert(
    fc.property(issues, filtersOrNone, (all, filter) => {
      const isShown = matcher(filter, nothingFolded.board);
      if (isFiltering(filter)) return;
      notFiltering += all.length;
      expect(all.every(isShown)).toBe(true);
    }),
  );
  expect(notFiltering).toBeGreaterThan(40);
});

test('a filter with any one condition is filtering', () => {
  for (const one of [
    { countries: ['US'] },
    { text: 'a' },
    { category: 'tbt' },
    { status: 'open' },
    { basis: 'stated' },
    { hasNotes: true },
  ] as const) {
    expect(isFiltering({ ...noFilter, ...one })).toBe(true);
  }
});

test('an issue is found by its new words as soon as they are written', () => {
  const asha = recorder('actor:asha');
  const before = foldMore(nothingFolded, asha.record(addIssue('issue:gsp', { title: 'Walnuts' })));
  const shown = (board: Board) => {
    const isWalnuts = matcher({ ...noFilter, text: 'walnuts' }, board);
    return [...board.issues.values()].filter(isWalnuts).length;
  };
  expect(shown(before.board)).toBe(1);
  const edit = asha.record({
    type: 'issue.edited.v1',
    subject: 'issue:gsp',
    payload: { title: 'Apples' },
  });
  expect(shown(foldMore(before, edit).board)).toBe(0);
});

test('a note is found by who wrote it, and not by who took it in from another program', () => {
  const asha = recorder('actor:asha');
  const subject: IssueId = 'issue:visas';
  const events = asha.record(
    addIssue(subject, { title: 'Visas' }),
    { type: 'actor.named.v1', subject: 'actor:asha', payload: { name: 'Asha Rao' } },
    { type: 'annotation.added.v1', subject, payload: { text: 'Heard', author: 'Delhi desk' } },
  );
  const { board } = foldMore(nothingFolded, events);
  const isFound = (text: string) =>
    [...board.issues.values()].some(matcher({ ...noFilter, text }, board));
  expect([isFound('delhi desk'), isFound('rao')]).toEqual([true, false]);
});
