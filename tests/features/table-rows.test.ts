// @vitest-environment node
/** The order of the table's rows: what a reader of the language expects, and what it costs. */
import fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import { scaleEvents } from '#mocks/seed/scale.ts';
import { type Board, foldMore, nothingFolded } from '#src/domain/board.ts';
import { noFilter } from '#src/domain/filter.ts';
import { isIssueId } from '#src/domain/ids.ts';
import { rowsOf } from '#src/features/table/table-rows.ts';
import { createShown } from '#src/store/selectors.ts';
import type { Sort } from '#src/store/view.ts';
import { addIssue, rankNumber, recorder } from '#tests/builders.ts';

interface Line {
  readonly title: string;
  readonly tags?: readonly string[];
}

function boardOf(lines: readonly Line[]): Board {
  const { record } = recorder('actor:asha');
  const events = lines.flatMap(({ title, tags = [] }, i) => {
    const id = `issue:line-${String(i).padStart(3, '0')}`;
    // On the board they stand the other way round.
    const rank = rankNumber(7 - (i % 8));
    return isIssueId(id) ? record(addIssue(id, { title, tags, rank })) : [];
  });
  return foldMore(nothingFolded, events).board;
}

function rows(board: Board, sort: Sort) {
  return rowsOf(createShown()(board, noFilter), board.issues, sort);
}

const upwards: Sort = { key: 'title', direction: 'ascending' };
const downwards: Sort = { key: 'title', direction: 'descending' };

const inOrder = [
  '– a dash begins this',
  '“Buy American” rules',
  '(Draft) list',
  '₹ 500 crore of duty',
  '9 lines',
  '10 lines',
  'Äpfel und Birnen',
  'apples',
  'Chapter 9',
  'Chapter 10',
  'chapter 11',
  'Østersund',
  'Ostfold',
  'Straße',
  'Strasse 2',
  'strassen',
  'Zinc',
  'Żubrówka',
  'Ωmega',
  'Борщ',
  'चना',
  'चीनी',
];

test('titles stand where a reader looks for them: signs, numbers by value, letters whatever their accents', () => {
  const board = boardOf(inOrder.toReversed().map((title) => ({ title })));
  expect(rows(board, upwards).map(({ title }) => title)).toEqual(inOrder);
  expect(rows(board, downwards).map(({ title }) => title)).toEqual(inOrder.toReversed());
});

test('tags stand so too, and issues without any after them', () => {
  const tags = [['Øl'], ['“new”'], [], ['zinc'], ['oil'], ['2 lines', 'oil'], ['10 lines']];
  const board = boardOf(tags.map((each, i) => ({ title: `Line ${i}`, tags: each })));
  const shown = rows(board, { key: 'tags', direction: 'ascending' });
  expect(shown.map((issue) => issue.tags.join())).toEqual([
    '“new”',
    '2 lines,oil',
    '10 lines',
    'oil',
    'Øl',
    'zinc',
    '',
  ]);
});

const titles = fc.array(
  fc.oneof(
    fc.constantFrom(...inOrder),
    fc.constantFrom('cafe\u0301', 'caf\u00e9', 'cafe', 'CAFE', 'line 1', 'line 01', 'line 2'),
    fc.string({ minLength: 1, maxLength: 4 }),
  ),
  { maxLength: 30, size: 'max' },
);

test('the order is the collation’s, and where it has two titles equal, that of the ids', () => {
  const { compare } = new Intl.Collator('en-GB', { numeric: true });
  let ties = 0;
  fc.assert(
    fc.property(titles, (drawn) => {
      const board = boardOf(drawn.map((title) => ({ title })));
      for (const [sort, way] of [
        [upwards, 1],
        [downwards, -1],
      ] as const) {
        const expected = [...board.issues.values()].sort(
          (a, b) => way * compare(a.title, b.title) || (a.id < b.id ? -1 : 1),
        );
        expect(rows(board, sort)).toEqual(expected);
        ties += expected.filter(
          ({ title }, i) => i > 0 && compare(title, expected[i - 1]?.title ?? '') === 0,
        ).length;
      }
    }),
  );
  expect(ties).toBeGreaterThan(50);
});

test('equal ones stand by title, whichever way the column runs', () => {
  const board = boardOf(inOrder.toReversed().map((title) => ({ title, tags: ['one'] })));
  for (const direction of ['ascending', 'descending'] as const) {
    for (const key of ['status', 'asker', 'tags', 'notes', 'category'] as const) {
      expect(rows(board, { key, direction }).map(({ title }) => title)).toEqual(inOrder);
    }
  }
});

test('two thousand titles ask the collation about as many pairs, not about each pair of a sort', () => {
  const scale = { slug: 'scale', issues: 2_000, events: 2_500, seed: 5 };
  const { board } = foldMore(nothingFolded, [...scaleEvents(scale)]);
  const original = Object.getOwnPropertyDescriptor(Intl.Collator.prototype, 'compare')?.get;
  if (!original) throw new Error('A collator has a `compare`');
  const compared = vi.fn();
  Object.defineProperty(Intl.Collator.prototype, 'compare', {
    configurable: true,
    get() {
      compared();
      return original.call(this);
    },
  });
  onTestFinished(() => {
    Object.defineProperty(Intl.Collator.prototype, 'compare', {
      configurable: true,
      get: original,
    });
  });
  const shown = rows(board, upwards);
  expect(shown.length).toBeGreaterThan(1_900);
  expect(compared.mock.calls.length).toBeGreaterThan(1_900);
  expect(compared.mock.calls.length).toBeLessThan(6_000);
});
