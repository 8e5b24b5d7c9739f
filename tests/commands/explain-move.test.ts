// @vitest-environment node
/** The reason for a move, given after it, and what undo makes of it. */
import { expect, test } from 'vitest';
import { runCommand } from '#src/commands/command.ts';
import { checkReason, sayWhy } from '#src/commands/explain-move.ts';
import { moveIssue } from '#src/commands/move-issue.ts';
import { redo, undo } from '#src/commands/undo-redo.ts';
import { explanation, latestMove } from '#src/domain/explain-move.ts';
import { type HistoryEntry, historyOf } from '#src/domain/history.ts';
import type { Status } from '#src/domain/vocabulary.ts';
import { describeAction } from '#src/words/actions.ts';
import { addIssue, on, rankNumber, recorder } from '#tests/builders.ts';
import { type Device, settledDevice, testServer } from '#tests/store/test-world.ts';

const issue = 'issue:ip';

function eventsOf({ session }: Device) {
  return session.store.getState().folded.log.get(issue) ?? [];
}

/** The history as it reads; what was taken back stands in brackets. */
function reads(entries: readonly HistoryEntry[]): string[] {
  return entries.map(({ action, retracted }) => {
    const reason = 'reason' in action && action.reason !== null ? `: ${action.reason}` : '';
    const text = `${describeAction(action)}${reason}`;
    return retracted ? `(${text})` : text;
  });
}

const history = (device: Device) => reads(historyOf(eventsOf(device))).slice(1);

async function moveTo(device: Device, status: Status) {
  const place = { kind: 'top' } as const;
  await moveIssue.run(device.context, { issue, status, place, takesFocus: false });
  const move = latestMove(eventsOf(device));
  if (!move) throw new Error('It has been moved');
  return move;
}

test('a move from the panel is named in a toast that takes it back, or asks why', async () => {
  const device = await settledDevice(testServer());
  const { id } = await moveTo(device, 'resolved');
  const { toasts, focus } = device.context.screen.store.getState();
  expect(toasts).toMatchObject([
    { text: 'Moved to Resolved', undo: [{ id }], move: { issue, move: id } },
  ]);
  expect(focus).toBeNull();
});

test('the reason stands beside the move it was given for; undo takes it away and leaves the move', async () => {
  const server = testServer();
  const device = await settledDevice(server);
  const { context, session } = device;
  const before = await moveTo(device, 'resolved');
  const stood = device.issue(issue);
  server.time += 60_000;
  const args = { issue, move: before.id, reason: ' Signed in Delhi ' } as const;
  expect(await runCommand(context, sayWhy, args)).toBe(true);
  expect(history(device)).toEqual(['moved from Open to Resolved: Signed in Delhi']);
  expect(device.issue(issue)).toEqual(stood);
  expect(device.cell('US/resolved')).toEqual([issue]);
  const [entry] = historyOf(eventsOf(device)).slice(1);
  expect(entry).toMatchObject({ at: before.at, recordedAt: before.at });

  await undo.run(context, undefined);
  expect(context.screen.store.getState().announcement.text).toBe(
    'Undone: gave the reason for moving “Patents”',
  );
  expect(history(device)).toEqual([
    'moved from Open to Resolved',
    '(gave a reason: Signed in Delhi)',
  ]);
  expect(device.issue(issue)).toEqual(stood);
  await redo.run(context, undefined);
  expect(history(device)).toEqual(['moved from Open to Resolved: Signed in Delhi']);
  await session.undo();
  await session.undo();
  expect(device.issue(issue).status).toBe('open');
});

test('a reason for a move that was undone, moved on from or explained is refused, and says which', async () => {
  const server = testServer();
  const device = await settledDevice(server);
  const other = await settledDevice(server, { actor: 'actor:other' });
  const first = await moveTo(device, 'resolved');
  const say = (move: typeof first.id) =>
    runCommand(device.context, sayWhy, { issue, move, reason: 'Signed' });
  const said = () => device.context.screen.store.getState().toasts.at(-1)?.text;
  await device.exchange();
  await other.exchange();
  await moveTo(other, 'open');
  await other.exchange();
  await device.exchange();
  expect(await say(first.id)).toBe(false);
  expect(said()).toMatch(/The issue was moved again in the meantime\.$/);

  const second = await moveTo(device, 'under-discussion');
  await device.session.undo();
  expect(await say(second.id)).toBe(false);
  expect(said()).toMatch(/The move was undone in the meantime\.$/);

  const third = await moveTo(device, 'under-discussion');
  expect(await say(third.id)).toBe(true);
  expect(await say(third.id)).toBe(false);
  expect(said()).toMatch(/The move has been given a reason already\.$/);
});

test('reasons that two pages gave at once both stand, and the move once', () => {
  const asha = recorder('actor:asha');
  const elsewhere = recorder('actor:asha', { node: '1111111111111111', start: on('2025-11-06') });
  const added = asha.record(addIssue(issue));
  const payload = { status: 'resolved', rank: rankNumber(0) } as const;
  const [moved] = asha.record({ type: 'issue.moved.v1', subject: issue, payload });
  const events = [...added, moved];
  if (moved.type !== 'issue.moved.v1') throw new Error('It is a move');
  const reasons = [asha, elsewhere].flatMap(({ record, actor }) => {
    const [retracted, again] = explanation(events, moved, `By ${actor}`);
    return retracted && again ? record(retracted, again) : [];
  });
  const all = [...events, ...reasons].sort((a, b) =>
    `${a.at} ${a.id}` < `${b.at} ${b.id}` ? -1 : 1,
  );
  expect(reads(historyOf(all)).slice(1)).toEqual([
    'moved from Open to Resolved: By actor:asha',
    'gave a reason: By actor:asha',
  ]);
});

test('a reason is checked as it is typed: something, not too long, and storable', () => {
  expect(checkReason(' \u200b ')).toEqual({ code: 'no-reason' });
  expect(checkReason('x'.repeat(502))).toEqual({ code: 'too-long', by: 2, most: 500 });
  expect(checkReason('Signed\0')).toEqual({ code: 'unstorable', before: 'Signed' });
  expect(checkReason(` ${'x'.repeat(500)} `)).toBeNull();
});
