// @vitest-environment node
/** What a subject begins with: the addition in force that was recorded first, wherever others stand in time. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Board, foldMore, nothingFolded } from '#src/domain/board.ts';
import type { KnownEvent, LogEvent } from '#src/domain/event.ts';
import { instantOf } from '#src/domain/instant.ts';
import { type Status, statuses } from '#src/domain/vocabulary.ts';
import { addIssue, on, rankNumber, recorder, retraction, shuffled } from '#tests/builders.ts';

function boardOf(events: readonly LogEvent[]): Board {
  return foldMore(nothingFolded, events).board;
}

/** The retraction of an event, recorded years later. */
function takenBack(target: KnownEvent, minutes = 0): LogEvent {
  const start = instantOf(Date.parse('2031-01-01') + minutes * 60_000);
  return recorder('actor:asha', { start }).record(retraction(target.subject, target))[0];
}

function statusNumber(index: number): Status {
  return statuses[index % statuses.length] ?? 'open';
}

/** Additions of one subject, as several devices may have recorded them, and edits and moves beside them. */
const doubles = fc
  .array(
    fc.record({
      day: fc.nat(9),
      minute: fc.nat(500),
      kind: fc.constantFrom('add', 'add', 'move', 'note'),
      isRetracted: fc.constantFrom(true, false, false),
    }),
    { minLength: 3, maxLength: 8, size: 'max' },
  )
  .map((strokes) =>
    strokes.flatMap(({ day, minute, kind, isRetracted }, i): LogEvent[] => {
      const by = recorder(i % 2 ? 'actor:asha' : 'actor:ben', {
        start: instantOf(Date.parse('2025-11-20') + minute * 60_000),
        node: `${i}`.repeat(16),
      });
      const at = on(`2025-11-0${day + 1}`.replace('010', '10'));
      const payload = { status: statusNumber(i), rank: rankNumber(i) };
      const acts = {
        add: { ...addIssue('issue:gsp', { title: `Title ${i}`, ...payload }), at },
        move: { type: 'issue.moved.v1', subject: 'issue:gsp', payload, at },
        note: {
          type: 'annotation.added.v1',
          subject: 'issue:gsp',
          payload: { text: `Note ${i}` },
          at,
        },
      } as const;
      const events = by.record(acts[kind]);
      return isRetracted ? [...events, takenBack(events[0], i)] : events;
    }),
  );

test('an issue begins with the addition in force that was recorded first; any other changes nothing', () => {
  const tried = { founded: 0, twice: 0, backdated: 0 };
  fc.assert(
    fc.property(doubles.chain(shuffled), (log) => {
      const gone = new Set(
        log.flatMap((e) => (e.type === 'event.retracted.v1' ? [e.payload.event] : [])),
      );
      const additions = log
        .filter((event) => event.type === 'issue.added.v1' && !gone.has(event.id))
        .toSorted((a, b) => (a.id < b.id ? -1 : 1));
      const [founder, ...others] = additions;
      const alone = log.filter((event) => !others.includes(event));
      expect(boardOf(log)).toEqual(boardOf(alone));
      const issue = boardOf(log).issues.get('issue:gsp');
      expect(issue?.addedAt).toBe(founder?.at);
      if (founder) tried.founded += 1;
      if (others.length > 0) tried.twice += 1;
      if (founder && others.some(({ at }) => at < founder.at)) tried.backdated += 1;
      let one = nothingFolded;
      for (const event of log) one = foldMore(one, [event]);
      expect(one).toEqual(foldMore(nothingFolded, log));
    }),
  );
  expect(Math.min(tried.twice, tried.backdated)).toBeGreaterThan(20);
}, 30_000);

test('a document begins with the addition in force that was recorded first', () => {
  const subject = 'document:report' as const;
  const by = recorder('actor:asha');
  const payload = { title: 'As written', publisher: 'P', date: '2025-11-05', paragraphs: ['One.'] };
  const [first] = by.record({ type: 'document.added.v1', subject, payload });
  const [note] = by.record({ type: 'annotation.added.v1', subject, payload: { text: 'A note' } });
  const [second] = by.record({
    type: 'document.added.v1',
    subject,
    payload: { ...payload, title: 'Replaced' },
    at: on('2019-06-05'),
  });
  const documentOf = (events: readonly LogEvent[]) => boardOf(events).documents.get(subject);
  expect(documentOf([second, note, first])).toEqual(documentOf([first, note]));
  expect(documentOf([first, note, second, takenBack(first)])).toEqual(documentOf([second, note]));
});
