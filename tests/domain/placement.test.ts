import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Board, foldMore, nothingFolded } from '#src/domain/board.ts';
import { type CellKey, cellKey } from '#src/domain/cells.ts';
import type { Intention } from '#src/domain/event.ts';
import type { IssueId, PartyCode } from '#src/domain/ids.ts';
import { type Place, planMove } from '#src/domain/placement.ts';
import type { Status } from '#src/domain/vocabulary.ts';
import { addIssue, rankNumber, recorder } from '#tests/builders.ts';

const us: readonly IssueId[] = ['issue:a', 'issue:b', 'issue:c', 'issue:d', 'issue:e'];
const india: readonly IssueId[] = ['issue:p', 'issue:q', 'issue:r'];

/** US/open has a to e, IN/open p, q and r; with `tied`, all of one column share a rank. */
function board({ tied = false } = {}) {
  const { record } = recorder('actor:asha');
  const adding = (ids: readonly IssueId[], asker: PartyCode) =>
    ids.flatMap((id, i) => record(addIssue(id, { asker, rank: rankNumber(tied ? 1 : i) })));
  let folded = foldMore(nothingFolded, [...adding(us, 'US'), ...adding(india, 'IN')]);
  return {
    board: (): Board => folded.board,
    apply: (plan: readonly Intention[]) => {
      const [first, ...more] = plan;
      if (first) folded = foldMore(folded, record(first, ...more));
    },
    order: (key: CellKey) =>
      (folded.board.cells.get(key) ?? []).map(({ id }) => id.slice(6)).join(''),
  };
}

function moved(ids: readonly IssueId[], status: Status, place: Place, tied = false) {
  const world = board({ tied });
  const plan = planMove(world.board(), ids, status, place);
  world.apply(plan);
  return { plan, order: world.order };
}

test('several issues come to a place in the order they are given, and the others keep theirs', () => {
  const after = { kind: 'after', issue: 'issue:d' } as const;
  expect(moved(['issue:a', 'issue:c'], 'open', after).order('US/open')).toBe('bdace');
  expect(moved(['issue:e', 'issue:b'], 'open', { kind: 'top' }).order('US/open')).toBe('ebacd');
  expect(moved(['issue:b', 'issue:a'], 'open', { kind: 'bottom' }).order('US/open')).toBe('cdeba');
  const before = { kind: 'before', issue: 'issue:b' } as const;
  expect(moved(['issue:d', 'issue:e'], 'open', before).order('US/open')).toBe('adebc');
});

test('each moved issue is one event, and the others none', () => {
  const { plan, order } = moved(['issue:b', 'issue:d'], 'resolved', { kind: 'top' });
  expect(plan.map(({ type, subject }) => `${type} ${subject}`)).toEqual([
    'issue.moved.v1 issue:b',
    'issue.moved.v1 issue:d',
  ]);
  expect([order('US/open'), order('US/resolved')]).toEqual(['ace', 'bd']);
});

test('issues of another asker go to the top of their own lane, and none changes its asker', () => {
  const beside = { kind: 'after', issue: 'issue:d' } as const;
  const { order } = moved(['issue:r', 'issue:a', 'issue:q'], 'open', beside);
  expect(order('US/open')).toBe('bcdae');
  expect(order('IN/open')).toBe('rqp');
});

test('to the bottom means the bottom of each one’s own lane', () => {
  const { order } = moved(['issue:p', 'issue:a'], 'open', { kind: 'bottom' });
  expect(order('US/open')).toBe('bcdea');
  expect(order('IN/open')).toBe('qrp');
});

test('nothing is planned where the issues stand there already, in that order', () => {
  const plan = (ids: readonly IssueId[], place: Place) => moved(ids, 'open', place).plan;
  expect(plan(['issue:a', 'issue:b'], { kind: 'top' })).toEqual([]);
  expect(plan(['issue:d', 'issue:e'], { kind: 'bottom' })).toEqual([]);
  expect(plan(['issue:b', 'issue:c'], { kind: 'after', issue: 'issue:a' })).toEqual([]);
  expect(plan(['issue:b', 'issue:c'], { kind: 'before', issue: 'issue:d' })).toEqual([]);
  expect(plan(['issue:a', 'issue:b', 'issue:p'], { kind: 'top' })).toEqual([]);
  expect(plan(['issue:b', 'issue:a'], { kind: 'top' })).toHaveLength(2);
  expect(plan([], { kind: 'top' })).toEqual([]);
});

test('a place beside one of those that move is nowhere in the cell, so they go to its top', () => {
  const { order } = moved(['issue:c', 'issue:d'], 'open', { kind: 'after', issue: 'issue:c' });
  expect(order('US/open')).toBe('cdabe');
});

test('an issue that is removed or was never added is passed over', () => {
  const world = board();
  world.apply([{ type: 'issue.removed.v1', subject: 'issue:b', payload: {} }]);
  const ids: readonly IssueId[] = ['issue:b', 'issue:never-added', 'issue:c'];
  const plan = planMove(world.board(), ids, 'resolved', { kind: 'top' });
  expect(plan.map(({ subject }) => subject)).toEqual(['issue:c']);
});

const anyPlace: fc.Arbitrary<Place> = fc.oneof(
  fc.constantFrom<Place>({ kind: 'top' }, { kind: 'bottom' }),
  fc.record({ kind: fc.constantFrom('before', 'after'), issue: fc.constantFrom(...us, ...india) }),
);

/** The cell as a plain list: `moving` taken out of it and put in at the place. */
function expectedCell(cell: readonly IssueId[], moving: readonly IssueId[], place: Place) {
  const others = cell.filter((id) => !moving.includes(id));
  const beside = 'issue' in place ? others.indexOf(place.issue) : -1;
  let index = 0;
  if (place.kind === 'bottom') index = others.length;
  else if (beside >= 0) index = place.kind === 'before' ? beside : beside + 1;
  return moving.length === 0 ? cell : others.toSpliced(index, 0, ...moving);
}

test('whatever moves where, each lane has the moved at the place in their order, and the others in theirs', () => {
  let besideOthers = 0;
  let several = 0;
  fc.assert(
    fc.property(
      fc.shuffledSubarray([...us, ...india], { minLength: 1 }),
      anyPlace,
      fc.constantFrom<Status>('open', 'resolved'),
      fc.boolean(),
      (ids, place, status, tied) => {
        const { order } = moved(ids, status, place, tied);
        if (status === 'open' && 'issue' in place && !ids.includes(place.issue)) besideOthers += 1;
        for (const [asker, all] of [
          ['US', us],
          ['IN', india],
        ] as const) {
          const names = (list: readonly IssueId[]) => list.map((id) => id.slice(6)).join('');
          const mine = ids.filter((id) => all.includes(id));
          if (mine.length > 1) several += 1;
          const before = status === 'open' ? all : [];
          expect(order(cellKey(asker, status))).toBe(names(expectedCell(before, mine, place)));
          const left = all.filter((id) => !ids.includes(id));
          if (status !== 'open') expect(order(cellKey(asker, 'open'))).toBe(names(left));
        }
      },
    ),
    { numRuns: 300 },
  );
  expect(besideOthers).toBeGreaterThan(10);
  expect(several).toBeGreaterThan(100);
});
