// @vitest-environment node
import { expect, test } from 'vitest';
import { foldMore, nothingFolded } from '#src/domain/board.ts';
import type { Intention } from '#src/domain/event.ts';
import { latestChanges } from '#src/domain/latest-changes.ts';
import { addIssue, on, rankNumber, recorder } from '#tests/builders.ts';

function changes(intentions: readonly Intention[], most: number) {
  const parley = recorder('actor:one', { start: on('2025-11-30') });
  const { board } = foldMore(
    nothingFolded,
    intentions.flatMap((one) => parley.record(one)),
  );
  return latestChanges(board, most).map(({ issue, kind, at }) => `${issue.id} ${kind} ${at}`);
}

const added = (name: string, day: string): Intention => ({
  ...addIssue(`issue:${name}`, { title: name }),
  at: on(day),
});
const moved = (name: string, day: string): Intention => ({
  type: 'issue.moved.v1',
  subject: `issue:${name}`,
  payload: { status: 'resolved', rank: rankNumber(1) },
  at: on(day),
});
const noted = (name: string, day: string): Intention => ({
  type: 'annotation.added.v1',
  subject: `issue:${name}`,
  payload: { text: 'To be checked.' },
  at: on(day),
});

test('each issue stands there with its latest change, the latest first, and no more than are asked for', () => {
  const all = [
    added('dairy', '2025-11-01'),
    added('steel', '2025-11-02'),
    added('wine', '2025-11-03'),
    added('cars', '2025-10-01'),
    moved('dairy', '2025-11-05'),
    noted('steel', '2025-11-06'),
  ];
  const latest = [
    `issue:steel noted ${on('2025-11-06')}`,
    `issue:dairy moved ${on('2025-11-05')}`,
    `issue:wine added ${on('2025-11-03')}`,
    `issue:cars added ${on('2025-10-01')}`,
  ];
  expect(changes(all, 10)).toEqual(latest);
  for (const most of [1, 2, 3]) expect(changes(all, most)).toEqual(latest.slice(0, most));
});

test('at one moment a move comes before a note; what was removed is not there', () => {
  const same = [
    added('dairy', '2025-11-01'),
    added('steel', '2025-11-01'),
    noted('dairy', '2025-11-05'),
    moved('steel', '2025-11-05'),
    added('wine', '2025-11-09'),
    { type: 'issue.removed.v1', subject: 'issue:wine', payload: {} } as const,
  ];
  expect(changes(same, 5)).toEqual([
    `issue:steel moved ${on('2025-11-05')}`,
    `issue:dairy noted ${on('2025-11-05')}`,
  ]);
});
