// @vitest-environment node
import { expect, test } from 'vitest';
import { type MoveArgs, moveIssue } from '#src/commands/move-issue.ts';
import { noFilter } from '#src/domain/filter.ts';
import type { IssueId } from '#src/domain/ids.ts';
import { placeAmong, placeBeside } from '#src/domain/placement.ts';
import { viewOf } from '#src/store/view.ts';
import { addIssue, rankNumber, recorder } from '#tests/builders.ts';
import { settledDevice, smallSeed, testServer } from '#tests/store/test-world.ts';

/** The column US/open with five issues, a to e; those in `tied` share a rank. */
async function column({ tied = '', text = '' } = {}) {
  const { record } = recorder('actor:seed', { node: '2222222222222222' });
  const [described, ...small] = smallSeed();
  const elsewhere = small.filter(({ subject }) => subject === 'issue:gsp');
  const issues = ['a', 'b', 'c', 'd', 'e'].flatMap((name, i) =>
    record(
      addIssue(`issue:${name}`, {
        title: name,
        asker: 'US',
        tags: 'ace'.includes(name) ? ['odd'] : [],
        rank: rankNumber(tied.includes(name) ? 1 : i),
      }),
    ),
  );
  const view = { ...viewOf({}), filter: { ...noFilter, text } };
  const seed = described ? [described, ...elsewhere, ...issues] : [];
  const device = await settledDevice(testServer(seed), { view });
  const { session, context } = device;
  return {
    ...device,
    order: () => device.cell('US/open').map((id) => id.slice(6)),
    moves: () => session.store.getState().pending.length,
    move: (name: string, place: MoveArgs['place'], status: MoveArgs['status'] = 'open') =>
      moveIssue.run(context, { issue: `issue:${name}`, status, place, takesFocus: true }),
  };
}

const shown: readonly IssueId[] = ['issue:a', 'issue:c', 'issue:e'];

test('under a filter, Up and Down pass the neighbour that is shown, whatever is hidden between', async () => {
  const { move, order } = await column({ text: 'odd' });
  expect(placeBeside(shown, 'issue:a', 'up')).toBeNull();
  expect(placeBeside(shown, 'issue:e', 'down')).toBeNull();
  const down = placeBeside(shown, 'issue:a', 'down') ?? { kind: 'top' };
  await move('a', down);
  expect(order()).toEqual(['b', 'c', 'a', 'd', 'e']);
  const up = placeBeside(['issue:c', 'issue:a', 'issue:e'], 'issue:e', 'up') ?? { kind: 'top' };
  await move('e', up);
  expect(order()).toEqual(['b', 'c', 'e', 'a', 'd']);
});

test('a drop lands beside the card that is shown above the gap, or below it at the top', async () => {
  expect(placeAmong(shown, 1)).toEqual({ kind: 'after', issue: 'issue:a' });
  expect(placeAmong(shown, 3)).toEqual({ kind: 'after', issue: 'issue:e' });
  expect(placeAmong(shown, 0)).toEqual({ kind: 'before', issue: 'issue:a' });
  expect(placeAmong([], 0)).toEqual({ kind: 'top' });
  const { move, order } = await column();
  await move('d', { kind: 'before', issue: 'issue:a' });
  await move('b', { kind: 'after', issue: 'issue:e' });
  expect(order()).toEqual(['d', 'a', 'c', 'e', 'b']);
});

test('a move to where the issue stands records nothing, asks for no focus and says so', async () => {
  const { move, moves, context } = await column();
  await move('a', { kind: 'top' });
  await move('e', { kind: 'bottom' });
  await move('c', { kind: 'after', issue: 'issue:b' });
  await move('c', { kind: 'before', issue: 'issue:d' });
  await move('gone', { kind: 'top' });
  expect(moves()).toBe(0);
  const { announcement, focus, toasts } = context.screen.store.getState();
  expect({ announcement: announcement.text, focus, toasts }).toEqual({
    announcement: 'c stays where it was in Open.',
    focus: null,
    toasts: [],
  });
});

test.each([
  ['after b', { kind: 'after', issue: 'issue:b' }, ['a', 'b', 'e', 'c', 'd']],
  ['after c', { kind: 'after', issue: 'issue:c' }, ['a', 'b', 'c', 'e', 'd']],
  ['before d', { kind: 'before', issue: 'issue:d' }, ['a', 'b', 'c', 'e', 'd']],
  ['before b', { kind: 'before', issue: 'issue:b' }, ['a', 'e', 'b', 'c', 'd']],
] as const)(
  'among issues of one rank, a move %s lands exactly there and is undone whole',
  async (_, place, expected) => {
    const { move, order, session } = await column({ tied: 'bcd' });
    const before = order();
    await move('e', place);
    expect(order()).toEqual(expected);
    await session.undo();
    expect(order()).toEqual(before);
  },
);

test('a move changes the status and the order, never the asker, even beside another lane’s issue', async () => {
  const { move, issue, cell } = await column();
  await move('c', { kind: 'after', issue: 'issue:gsp' }, 'resolved');
  expect(issue('issue:c')).toMatchObject({ asker: 'US', status: 'resolved' });
  expect(cell('IN/open')).toEqual(['issue:gsp']);
});

test('a move is announced with its place, and the focus follows the card', async () => {
  const { move, context } = await column();
  await move('c', { kind: 'top' }, 'under-discussion');
  const { announcement, focus } = context.screen.store.getState();
  expect(announcement.text).toBe('c moved from Open to Under discussion, position 1 of 1.');
  expect(focus).toEqual({ issue: 'issue:c' });
});

test('a move to where the filters hide the card says so and offers to undo it', async () => {
  const device = await column();
  const filter = { ...noFilter, status: 'open' } as const;
  device.context.setView({ filter });
  await device.move('c', { kind: 'top' }, 'resolved');
  const { toasts, focus } = device.context.screen.store.getState();
  expect(focus).toEqual({ issue: 'issue:d' });
  expect(toasts).toMatchObject([
    {
      text: '“c” is now in Resolved, where the filters hide it.',
      undo: [{ type: 'issue.moved.v1' }],
    },
  ]);
});
