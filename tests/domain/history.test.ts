// @vitest-environment node
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldMore, nothingFolded } from '#src/domain/board.ts';
import type { KnownEvent, LogEvent } from '#src/domain/event.ts';
import { type HistoryAction, type HistoryEntry, historyOf } from '#src/domain/history.ts';
import { isIssueId } from '#src/domain/ids.ts';
import { foldIssue } from '#src/domain/issue.ts';
import {
  addIssue,
  logs,
  on,
  rankNumber,
  recorder,
  retraction,
  shuffled,
  unrecognised,
} from '#tests/builders.ts';

const subject = 'issue:gsp';

/** The history as the page reads it: from the folded log, whatever the order of arrival. */
function history(events: readonly LogEvent[]): HistoryEntry[] {
  return historyOf(foldMore(nothingFolded, events).log.get(subject) ?? []);
}

function actions(events: readonly LogEvent[]): HistoryAction[] {
  return history(events).map(({ action }) => action);
}

function moveTo(status: 'open' | 'under-discussion' | 'resolved', rank = 0) {
  return { type: 'issue.moved.v1', subject, payload: { status, rank: rankNumber(rank) } } as const;
}

test('each event says what it did: from where, to where, and why', () => {
  const asha = recorder('actor:asha');
  const [added] = asha.record(addIssue(subject));
  const [noted] = asha.record({
    type: 'annotation.added.v1',
    subject,
    payload: { text: 'A note' },
  });
  const annotation = noted.id;
  const rest = asha.record(
    moveTo('under-discussion'),
    moveTo('under-discussion', 3),
    {
      type: 'issue.moved.v1',
      subject,
      payload: { status: 'resolved', rank: rankNumber(1), reason: 'Signed' },
    },
    { type: 'issue.edited.v1', subject, payload: { tags: [], title: 'GSP' } },
    { type: 'annotation.edited.v1', subject, payload: { annotation, text: 'Another' } },
    { type: 'annotation.removed.v1', subject, payload: { annotation } },
    { type: 'issue.removed.v1', subject, payload: { reason: 'Off the table' } },
  );
  expect(actions([...rest, noted, added])).toEqual([
    { kind: 'added', to: 'open' },
    { kind: 'note-added' },
    { kind: 'moved', from: 'open', to: 'under-discussion', reason: null },
    { kind: 'reordered', within: 'under-discussion' },
    { kind: 'moved', from: 'under-discussion', to: 'resolved', reason: 'Signed' },
    {
      kind: 'edited',
      fields: ['title', 'tags'],
      before: { title: 'Restoration of GSP status', tags: ['tariffs'] },
      after: { title: 'GSP', tags: [] },
    },
    { kind: 'note-edited' },
    { kind: 'note-removed' },
    { kind: 'removed', reason: 'Off the table' },
  ]);
});

test('an entry says who did it, when it happened in the talks and when it was recorded', () => {
  const at = on('2019-06-05');
  const [added] = recorder('actor:ben').record({ ...addIssue(subject), at });
  expect(history([added])).toMatchObject([
    {
      id: added.id,
      actor: 'actor:ben',
      at,
      recordedAt: '2025-11-05T00:00:01.000Z',
      retracted: null,
    },
  ]);
});

test('a move recorded today for last March stands in March, and what follows starts from it', () => {
  const asha = recorder('actor:asha');
  const events: KnownEvent[] = [
    ...asha.record({ ...addIssue(subject), at: on('2025-01-01') }),
    ...asha.record({ ...moveTo('resolved'), at: on('2025-06-01') }),
    ...asha.record({ ...moveTo('under-discussion'), at: on('2025-03-01') }),
  ];
  expect(actions(events).slice(1)).toEqual([
    { kind: 'moved', from: 'open', to: 'under-discussion', reason: null },
    { kind: 'moved', from: 'under-discussion', to: 'resolved', reason: null },
  ]);
});

test('a retracted event stays, marked with who took it back, and later ones start without it', () => {
  const asha = recorder('actor:asha');
  const [added] = asha.record(addIssue(subject));
  const [moved] = asha.record(moveTo('resolved'));
  const [undone] = recorder('actor:ben', { start: on('2025-11-06') }).record(
    retraction(subject, moved),
  );
  const [again] = recorder('actor:asha', { start: on('2025-11-07') }).record(
    moveTo('under-discussion'),
  );
  const entries = history([added, moved, undone, again]);
  expect(entries.map(({ retracted }) => retracted)).toEqual([
    null,
    { actor: 'actor:ben', recordedAt: '2025-11-06T00:00:01.000Z' },
    null,
  ]);
  expect(entries[1]?.action).toMatchObject({ kind: 'moved', from: 'open', to: 'resolved' });
  expect(entries[2]?.action).toMatchObject({ kind: 'moved', from: 'open', to: 'under-discussion' });
});

test('a restored event is not marked any more', () => {
  const asha = recorder('actor:asha');
  const [added] = asha.record(addIssue(subject));
  const [moved] = asha.record(moveTo('resolved'));
  const [undone] = asha.record(retraction(subject, moved));
  const [redone] = asha.record(retraction(subject, undone));
  expect(history([added, moved, undone, redone])).toEqual(history([added, moved]));
});

test('what has no effect is not told', () => {
  const asha = recorder('actor:asha');
  const early = asha.record(moveTo('resolved'));
  const [added] = asha.record(addIssue(subject));
  const again = asha.record(addIssue(subject, { title: 'The same once more' }));
  expect(actions([...early, added, ...again])).toEqual([{ kind: 'added', to: 'open' }]);
});

test('a second addition is not told, though it stands before the first; one that was taken back is', () => {
  const asha = recorder('actor:asha');
  const [retracted] = asha.record(addIssue(subject, { status: 'resolved' }));
  const [undone] = asha.record(retraction(subject, retracted));
  const [added] = asha.record(addIssue(subject));
  const [moved] = asha.record(moveTo('resolved'));
  const [early] = asha.record({ ...addIssue(subject), at: on('2019-06-05') });
  const [late] = asha.record(addIssue(subject, { status: 'resolved' }));
  const [away] = asha.record(retraction(subject, late));
  const all = [early, moved, retracted, undone, added, late, away];
  expect(history(all).map(({ id }) => id)).toEqual([retracted.id, added.id, moved.id]);
  const [gone] = asha.record(retraction(subject, added));
  expect(history([...all, gone]).map(({ id }) => id)).toEqual([
    early.id,
    retracted.id,
    added.id,
    moved.id,
  ]);
});

test('an event of an unknown type is told by its type', () => {
  const [added] = recorder('actor:asha').record(addIssue(subject));
  const { id, at } = added;
  const alien: LogEvent = { id, at, actor: 'actor:ben', ...unrecognised(subject) };
  expect(actions([added, alien])).toContainEqual({ kind: 'unrecognised', type: 'issue.linked.v3' });
});

test('the last move in force leads to where an issue stands; any order gives one history', () => {
  const reordered = logs.chain((log) => fc.tuple(fc.constant(log), shuffled(log)));
  let moves = 0;
  fc.assert(
    fc.property(reordered, ([log, other]) => {
      const [known, arrived] = [log, other].map((events) => foldMore(nothingFolded, events).log);
      for (const [about, events] of known ?? []) {
        if (!isIssueId(about)) continue;
        const entries = historyOf(events);
        expect(historyOf(arrived?.get(about) ?? [])).toEqual(entries);
        const issue = foldIssue(events);
        const last = entries
          .filter(({ retracted, action }) => retracted === null && 'to' in action)
          .at(-1);
        if (last?.action.kind === 'moved') moves += 1;
        expect(last && 'to' in last.action ? last.action.to : null).toBe(issue?.status ?? null);
        expect(last?.at ?? null).toBe(issue?.movedAt ?? null);
      }
    }),
  );
  expect(moves).toBeGreaterThan(5);
});
