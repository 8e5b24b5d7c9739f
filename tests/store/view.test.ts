// @vitest-environment node
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { noFilter } from '#src/domain/filter.ts';
import { bases, categories, statuses } from '#src/domain/vocabulary.ts';
import {
  parseLayout,
  parseViewParams,
  sortKeys,
  type View,
  viewAddress,
  viewOf,
} from '#src/store/view.ts';

const orNull = <T>(words: readonly T[]) => fc.constantFrom(null, ...words);

const views: fc.Arbitrary<View> = fc.record({
  filter: fc.record({
    countries: fc.uniqueArray(fc.constantFrom('US', 'IN', 'FR', 'CN')),
    text: fc.string({ unit: 'binary' }),
    category: orNull(categories),
    status: orNull(statuses),
    basis: orNull(bases),
    hasNotes: fc.boolean(),
  }),
  layout: fc.constantFrom('board', 'table'),
  sort: fc.option(
    fc.record({
      key: fc.constantFrom(...sortKeys),
      direction: fc.constantFrom('ascending', 'descending'),
    }),
  ),
  issue: fc.constantFrom(null, 'issue:gsp-restoration', 'issue:A.b_c-1'),
  asOf: fc.constantFrom(null, '2023-06-22', '2024-02-29'),
});

const plain = { filter: noFilter, layout: 'board', sort: null, issue: null, asOf: null } as const;

/** `rest`: what stands after the dossier. */
function read(rest: string): View {
  const [path = '', search = ''] = rest.split('?');
  const layout = parseLayout(path === '' ? undefined : path.slice(1)) ?? 'board';
  return viewOf(parseViewParams(search), layout);
}

const write = (view: View) => viewAddress('us-india', view).slice('/d/us-india'.length);

test('a view written to an address reads back as the same view', () => {
  fc.assert(
    fc.property(views, (view) => {
      expect(read(write(view))).toEqual(view);
    }),
  );
});

test('an address says plainly what it shows, and nothing when it shows everything', () => {
  expect(write(plain)).toBe('');
  const filter = { ...noFilter, countries: ['US', 'IN'], text: 'steel & tin', hasNotes: true };
  expect(write({ ...plain, filter, issue: 'issue:gsp' })).toBe(
    '?country=US,IN&q=steel+%26+tin&notes=1&issue=gsp',
  );
  const sort = { key: 'moved', direction: 'descending' } as const;
  expect(write({ ...plain, layout: 'table', sort })).toBe('/table?sort=moved&dir=desc');
  expect(write({ ...plain, asOf: '2023-06-22' })).toBe('?asOf=2023-06-22');
});

test.each([
  '?category=cars&status=done&basis=rumour&notes=yes&issue=../x',
  '?country=usa,,1&utm_source=mail',
  '?asOf=2023-02-29',
  '?asOf=2023-06',
  '?asOf=yesterday',
  '?status=&q=&issue=',
  '?view=table&sort=colour&dir=desc',
  '?%E0%A4%A&=',
])('%s: words that mean nothing are as if they were not there', (address) => {
  expect(read(address)).toEqual(plain);
});
