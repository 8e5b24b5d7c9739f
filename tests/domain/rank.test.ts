// @vitest-environment node
/** Order within a cell: a move lands exactly where it was dropped, whatever the ranks around it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IssueId } from '#src/domain/ids.ts';
import {
  compareRanked,
  firstRanks,
  isRank,
  placeAt,
  type Rank,
  type Ranked,
  rankBetween,
} from '#src/domain/rank.ts';
import { rankNumber } from '#tests/builders.ts';

function issueId(name: number | string): IssueId {
  return `issue:i${name}`;
}

function rank(text: string): Rank {
  if (!isRank(text)) throw new RangeError(`Not a rank: ${text}`);
  return text;
}

/** The cell with the placements taken over. */
function placed(cell: readonly Ranked[], placements: readonly Ranked[]): Ranked[] {
  const moved = new Set(placements.map(({ id }) => id));
  return [...cell.filter(({ id }) => !moved.has(id)), ...placements].sort(compareRanked);
}

function idsOf(cell: readonly Ranked[]): IssueId[] {
  return cell.map(({ id }) => id);
}

function expectPlaced(
  cell: readonly Ranked[],
  index: number,
  moving: readonly IssueId[],
): Ranked[] {
  const after = placed(cell, placeAt(cell, index, moving));
  const ids = idsOf(cell);
  expect(idsOf(after)).toEqual([...ids.slice(0, index), ...moving, ...ids.slice(index)]);
  expect(after.every((entry) => isRank(entry.rank))).toBe(true);
  return after;
}

const anyRank = fc
  .oneof(
    { weight: 4, arbitrary: fc.nat(3).map(rankNumber) },
    { weight: 1, arbitrary: fc.stringMatching(/^[A-Za-z][0-9A-Za-z]{1,30}$/).filter(isRank) },
    { weight: 1, arbitrary: fc.stringMatching(/^[Zab][0-9A-Za-z]{1,3}$/).filter(isRank) },
  )
  .filter(isRank);

/** Cells with many ties, and with ranks such as only another program would write. */
const cells = fc.array(anyRank, { maxLength: 12, size: 'max' }).chain((ranks) =>
  fc
    .shuffledSubarray(
      ranks.map((_, i) => i),
      { minLength: ranks.length },
    )
    .map((order) =>
      ranks.map((each, i) => ({ id: issueId(order[i] ?? i), rank: each })).sort(compareRanked),
    ),
);

test('a move puts issues exactly at the index, in their order, within ties too', () => {
  let withinTies = 0;
  fc.assert(
    fc.property(cells, fc.nat(), fc.integer({ min: 1, max: 4 }), (cell, place, count) => {
      const moving = Array.from({ length: count }, (_, i) => issueId(`${9 - i}moving`));
      const index = place % (cell.length + 1);
      const [before, after] = [cell[index - 1], cell[index]];
      if (before && before.rank === after?.rank) withinTies += 1;
      expectPlaced(cell, index, moving);
    }),
    { numRuns: 500 },
  );
  expect(withinTies).toBeGreaterThan(30);
});

test('a move where there are no ties writes one event for each moving issue', () => {
  const cell = firstRanks(5).map((each, i) => ({ id: issueId(i), rank: each }));
  for (let index = 0; index <= cell.length; index += 1) {
    expect(placeAt(cell, index, [issueId('x'), issueId('y')])).toHaveLength(2);
  }
});

test('a move behind all of a tie leaves the tied issues alone', () => {
  const cell = [0, 1, 2].map((i) => ({ id: issueId(i), rank: rankNumber(0) }));
  expect(placeAt(cell, 3, [issueId('x')])).toHaveLength(1);
  expect(placeAt(cell, 1, [issueId('x')])).toHaveLength(3);
});

test.each([
  ['top', () => 0],
  ['second place', () => 1],
  ['bottom', (length: number) => length],
  ['last place but one', (length: number) => length - 1],
])('a thousand moves to the %s, one after the other, all land', (_, place) => {
  let cell: Ranked[] = firstRanks(2).map((each, i) => ({ id: issueId(`first${i}`), rank: each }));
  for (let i = 0; i < 1_000; i += 1) {
    const index = place(cell.length);
    const moving = issueId(i);
    const placements = placeAt(cell, index, [moving]);
    cell = placed(cell, placements);
    expect(cell[index]?.id).toBe(moving);
  }
});

test('where no room is left between two ranks, the whole cell gets new ones', () => {
  const cell = [
    { id: issueId(0), rank: rank(`a0${'0'.repeat(497)}1`) },
    { id: issueId(1), rank: rank(`a0${'0'.repeat(497)}2`) },
  ];
  const after = expectPlaced(cell, 1, [issueId('x')]);
  expect(Math.max(...after.map((entry) => entry.rank.length))).toBeLessThan(10);
});

test('before the lowest rank there can be, there is still room', () => {
  expectPlaced([{ id: issueId(0), rank: rank('A00000000000000000000000001') }], 0, [
    issueId('x'),
    issueId('y'),
  ]);
});

test('after the highest rank there can be, there is still room', () => {
  expectPlaced([{ id: issueId(0), rank: rank(`z${'z'.repeat(26)}`) }], 1, [issueId('x')]);
});

test('a rank between two sorts between them', () => {
  fc.assert(
    fc.property(anyRank, anyRank, (one, other) => {
      fc.pre(one !== other);
      const [lower, upper] = one < other ? [one, other] : [other, one];
      const between = rankBetween(lower, upper);
      expect(lower < between && between < upper).toBe(true);
    }),
  );
});

test('the order is that of the ranks, among ties that of the ids, and total', () => {
  let ties = 0;
  fc.assert(
    fc.property(cells, (cell) => {
      for (const a of cell) {
        for (const b of cell) {
          const isTie = a.rank === b.rank;
          if (isTie && a !== b) ties += 1;
          expect(compareRanked(a, b) < 0).toBe(isTie ? a.id < b.id : a.rank < b.rank);
          expect(compareRanked(a, b)).toBe(0 - compareRanked(b, a));
          expect(compareRanked(a, b) === 0).toBe(a === b);
        }
      }
    }),
  );
  expect(ties).toBeGreaterThan(100);
});

test.each([
  '',
  'a',
  'a00',
  '0a',
  'a€',
  'a!',
  'a0 ',
  'a0\n',
  'A00000000000000000000000000',
  `a0${'1'.repeat(499)}`,
])('“%s” is no rank', (text) => {
  expect(isRank(text)).toBe(false);
});
