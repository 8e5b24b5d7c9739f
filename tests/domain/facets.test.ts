// @vitest-environment node
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldMore, nothingFolded } from '#src/domain/board.ts';
import { facetsOf } from '#src/domain/facets.ts';
import { type Filter, matcher, noFilter } from '#src/domain/filter.ts';
import { bases, categories, statuses } from '#src/domain/vocabulary.ts';
import { addIssue, on, recorder } from '#tests/builders.ts';

const parley = recorder('actor:one', { start: on('2025-11-10') });

const issues = fc.array(
  fc.record({
    asker: fc.constantFrom('US', 'IN'),
    category: fc.constantFrom(...categories),
    status: fc.constantFrom(...statuses),
    basis: fc.constantFrom(...bases),
  }),
  { maxLength: 12 },
);

const filters: fc.Arbitrary<Filter> = fc.record({
  countries: fc.constantFrom([], ['US']),
  text: fc.constant(''),
  category: fc.constantFrom(null, ...categories),
  status: fc.constantFrom(null, ...statuses),
  basis: fc.constantFrom(null, ...bases),
  hasNotes: fc.boolean(),
});

test('a value counts what the board would show if it were chosen, all else as it is', () => {
  let counted = 0;
  fc.assert(
    fc.property(issues, filters, (fields, filter) => {
      const events = fields.flatMap((field, place) =>
        parley.record(addIssue(`issue:one-${place}`, field)),
      );
      const { board } = foldMore(nothingFolded, events);
      const facets = facetsOf(board, filter);
      const shown = (change: Partial<Filter>) =>
        [...board.issues.values()].filter(matcher({ ...filter, ...change }, board)).length;
      for (const category of categories) {
        expect(facets.category.get(category) ?? 0).toBe(shown({ category }));
        counted += facets.category.get(category) ?? 0;
      }
      for (const status of statuses) {
        expect(facets.status.get(status) ?? 0).toBe(shown({ status }));
      }
      for (const basis of bases) expect(facets.basis.get(basis) ?? 0).toBe(shown({ basis }));
      expect(facets.hasNotes).toBe(shown({ hasNotes: true }));
    }),
  );
  expect(counted).toBeGreaterThan(20);
});

test('what was removed counts for nothing', () => {
  const events = [
    ...parley.record(addIssue('issue:gone', { category: 'sps' })),
    ...parley.record({ type: 'issue.removed.v1', subject: 'issue:gone', payload: {} }),
  ];
  const { board } = foldMore(nothingFolded, events);
  expect(facetsOf(board, noFilter).category.get('sps')).toBeUndefined();
});
