// @vitest-environment node
/** What is other on one board than on another, told issue by issue, whatever order the events came in. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boardAsOf, foldMore, nothingFolded } from '#src/domain/board.ts';
import { changesBetween } from '#src/domain/changes-between.ts';
import type { KnownEvent } from '#src/domain/event.ts';
import { addIssue, on, rankNumber, recorder } from '#tests/builders.ts';

const { record } = recorder('actor:me', { start: on('2025-11-05') });
const rank = rankNumber(3);

const [added] = record(addIssue('issue:gsp', { status: 'open' }));
const [other] = record(addIssue('issue:ip', { status: 'open' }));
const steps: readonly KnownEvent[] = [
  record({
    type: 'issue.moved.v1',
    subject: 'issue:gsp',
    payload: { status: 'resolved', rank },
  })[0],
  record({ type: 'issue.edited.v1', subject: 'issue:gsp', payload: { title: 'GSP', tags: [] } })[0],
  record({ type: 'annotation.added.v1', subject: 'issue:gsp', payload: { text: 'Seen' } })[0],
  record({ type: 'issue.removed.v1', subject: 'issue:ip', payload: {} })[0],
  record(addIssue('issue:new', { status: 'under-discussion' }))[0],
];

const boardOf = (events: readonly KnownEvent[]) => foldMore(nothingFolded, events).board;

test('moved, edited and noted on is one change; what has gone and what is new are told as that', () => {
  const before = boardOf([added, other]);
  const after = boardOf([added, other, ...steps]);
  const told = changesBetween(before, after).map(({ issue, ...change }) => [issue.id, change]);
  expect(told).toEqual([
    ['issue:gsp', { kind: 'other', from: 'open', fields: ['title', 'tags'], notes: 1 }],
    ['issue:new', { kind: 'new', from: null, fields: [], notes: 0 }],
    ['issue:ip', { kind: 'gone', from: null, fields: [], notes: 0 }],
  ]);
});

test('another place in a column is no change, nor is a move there and back', () => {
  const before = boardOf([added]);
  const there = record({
    type: 'issue.moved.v1',
    subject: 'issue:gsp',
    payload: { status: 'open', rank: rankNumber(5) },
  })[0];
  expect(changesBetween(before, boardOf([added, there]))).toEqual([]);
  const [moved, back] = (['resolved', 'open'] as const).map(
    (status) =>
      record({ type: 'issue.moved.v1', subject: 'issue:gsp', payload: { status, rank } })[0],
  );
  if (!moved || !back) throw new RangeError('Two moves');
  expect(changesBetween(before, boardOf([added, moved]))).toHaveLength(1);
  expect(changesBetween(before, boardOf([added, moved, back]))).toEqual([]);
});

test('what was removed and is there again is back, and not new', () => {
  const [removed, restored] = [
    record({ type: 'issue.removed.v1', subject: 'issue:gsp', payload: {} })[0],
    record({ type: 'annotation.added.v1', subject: 'issue:gsp', payload: { text: 'Why?' } })[0],
  ];
  const again = record({
    type: 'event.retracted.v1',
    subject: 'issue:gsp',
    payload: { event: removed.id },
  })[0];
  const gone = boardOf([added, removed]);
  expect(changesBetween(gone, boardOf([added, removed, restored, again]))).toMatchObject([
    { kind: 'back', from: null, fields: [], notes: 1 },
  ]);
});

test('between a board and itself nothing has changed, at whichever moment', () => {
  const folded = foldMore(nothingFolded, [added, other, ...steps]);
  let withChanges = 0;
  fc.assert(
    fc.property(fc.constantFrom(...[added, other, ...steps].map(({ at }) => at)), (moment) => {
      const board = boardAsOf(folded, moment);
      expect(changesBetween(board, boardAsOf(folded, moment))).toEqual([]);
      if (changesBetween(board, folded.board).length > 0) withChanges += 1;
    }),
  );
  expect(withChanges).toBeGreaterThan(0);
});
