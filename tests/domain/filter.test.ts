// @vitest-environment node
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Board, foldMore, nothingFolded } from '#src/domain/board.ts';
import { type Filter, isFiltering, matcher, noFilter } from '#src/domain/filter.ts';
import type { Issue } from '#src/domain/issue.ts';
import { bases, categories, statuses } from '#src/domain/vocabulary.ts';
import { addIssue, logs, recorder } from '#tests/builders.ts';

function sample(): Board {
  const events = recorder('actor:asha').record(
    addIssue('issue:gsp', { title: 'Restoration of GSP status', tags: ['tariffs', 'preferences'] }),
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
  const isShown = matcher({ ...noFilter, ...filter });
  return [...sample().issues.values()].filter(isShown).map(({ id }) => id.slice(6));
}

test.each<[what: string, text: string, ids: string[]]>([
  ['words in any order', 'tarif pharma', ['pharma']],
  ['the other order too', 'pharma tarif', ['pharma']],
  ['tags', 'preferences', ['gsp']],
  ['notes', 'rbi', ['data']],
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

const filters: fc.Arbitrary<Filter> = fc.record({
  countries: fc.subarray(['US', 'IN']),
  text: fc.constantFrom('', ' ', 'issue', 'draft 1', 'EDITED'),
  category: fc.option(fc.constantFrom(...categories)),
  status: fc.option(fc.constantFrom(...statuses)),
  basis: fc.option(fc.constantFrom(...bases)),
  hasNotes: fc.boolean(),
});

const issues: fc.Arbitrary<Issue[]> = logs.map((log) => [
  ...foldMore(nothingFolded, log).board.issues.values(),
]);

test('conditions combine: an issue is shown where each condition alone shows it', () => {
  fc.assert(
    fc.property(issues, filters, (all, filter) => {
      const { countries, text, category, status, basis, hasNotes } = filter;
      const each = [{ countries }, { text }, { category }, { status }, { basis }, { hasNotes }].map(
        (one) => matcher({ ...noFilter, ...one }),
      );
      const both = matcher(filter);
      for (const issue of all) expect(both(issue)).toBe(each.every((isShown) => isShown(issue)));
    }),
  );
});

test('a filter that is not filtering shows everything', () => {
  fc.assert(
    fc.property(issues, filters, (all, filter) => {
      expect(isFiltering(noFilter)).toBe(false);
      expect(all.every(matcher(noFilter))).toBe(true);
      if (!isFiltering(filter)) expect(all.every(matcher(filter))).toBe(true);
    }),
  );
});

test('an issue is found by its new words as soon as they are written', () => {
  const asha = recorder('actor:asha');
  const before = foldMore(nothingFolded, asha.record(addIssue('issue:gsp', { title: 'Walnuts' })));
  const isWalnuts = matcher({ ...noFilter, text: 'walnuts' });
  const shown = (board: Board) => [...board.issues.values()].filter(isWalnuts).length;
  expect(shown(before.board)).toBe(1);
  const edit = asha.record({
    type: 'issue.edited.v1',
    subject: 'issue:gsp',
    payload: { title: 'Apples' },
  });
  expect(shown(foldMore(before, edit).board)).toBe(0);
});
