// @vitest-environment node
/** What a wrong clock recorded, recorded anew: the same board, up to ids and times, and a log that others can take. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Board, foldMore, nothingFolded } from '#src/domain/board.ts';
import {
  type Clock,
  commandKey,
  driftBeyondLimit,
  observeReading,
  recordedAt,
  startClock,
  takeReadings,
} from '#src/domain/clock.ts';
import { type Intention, type LogEvent, toWire } from '#src/domain/event.ts';
import type { IssueId } from '#src/domain/ids.ts';
import { instantOf } from '#src/domain/instant.ts';
import { parseEvent } from '#src/domain/parse-event.ts';
import { recordAnew } from '#src/domain/record-anew.ts';
import { UndoIndex } from '#src/domain/undo-index.ts';
import { retraction, toEvents } from '#src/store/recording.ts';
import { addIssue, logs, rankNumber, shuffled, unrecognised } from '#tests/builders.ts';

const actor = 'actor:dora';
const oldNodes = ['d'.repeat(16), 'e'.repeat(16)] as const;
const node = 'f'.repeat(16);
/** After everything in the made-up logs. */
const now = Date.parse('2026-03-01T09:00:00.000Z');
const day = 86_400_000;

const acts = [
  'move',
  'edit',
  'note',
  'edit-note',
  'remove-note',
  'remove',
  'add',
  'retract',
] as const;

const strokes = fc.array(
  fc.record({
    acts: fc.array(fc.constantFrom(...acts), { minLength: 1, maxLength: 3 }),
    choice: fc.noBias(fc.nat(999)),
    /** Days before its recording that it is about; null for the moment of recording. */
    back: fc.option(fc.constantFrom(0.5, 1.5, 2, 3, 120), { nil: null, freq: 3 }),
    pause: fc.constantFrom(0, 1, 1_000, day / 2),
    tab: fc.nat(1),
  }),
  { minLength: 1, maxLength: 14, size: 'max' },
);

type Strokes = typeof strokes extends fc.Arbitrary<infer T> ? T : never;

function intentionOf(
  act: (typeof acts)[number],
  choice: number,
  own: readonly LogEvent[],
): Intention | null {
  const subjects: readonly IssueId[] = ['issue:gsp', 'issue:farm', 'issue:new'];
  const subject = subjects[choice % subjects.length] ?? 'issue:gsp';
  const notes = own.flatMap((event) =>
    event.type === 'annotation.added.v1' && event.subject === subject ? [event.id] : [],
  );
  const annotation = notes[choice % Math.max(1, notes.length)];
  const target = own[choice % Math.max(1, own.length)];
  const text = `Text ${choice}`;
  const status = choice % 2 ? 'open' : 'resolved';
  switch (act) {
    case 'add':
      return addIssue(subject, { title: text });
    case 'move':
      return { type: 'issue.moved.v1', subject, payload: { status, rank: rankNumber(choice) } };
    case 'edit':
      return { type: 'issue.edited.v1', subject, payload: { title: text } };
    case 'remove':
      return { type: 'issue.removed.v1', subject, payload: {} };
    case 'note':
      return { type: 'annotation.added.v1', subject, payload: { text } };
    case 'edit-note':
      return annotation
        ? { type: 'annotation.edited.v1', subject, payload: { annotation, text } }
        : null;
    case 'remove-note':
      return annotation
        ? { type: 'annotation.removed.v1', subject, payload: { annotation } }
        : null;
    case 'retract':
      return target ? (retraction(target)[0] ?? null) : null;
  }
}

/** What two tabs recorded on a clock that is two days ahead, after having seen everything before. */
function recordedAhead(before: readonly LogEvent[], drawn: Strokes): LogEvent[] {
  let seen: Clock = startClock(node);
  for (const { id } of before) seen = observeReading(seen, id);
  const clocks = oldNodes.map((name) => ({ ...seen, node: name }));
  const own: LogEvent[] = [];
  let wall = now + 2 * day;
  for (const { acts: several, choice, back, pause, tab } of drawn) {
    wall += pause;
    const intentions = several.flatMap((act, i) => intentionOf(act, choice + i, own) ?? []);
    let clock = clocks[tab];
    if (!clock || intentions.length === 0) continue;
    for (const { id } of own) clock = observeReading(clock, id);
    const taken = takeReadings(clock, wall, intentions.length);
    clocks[tab] = taken.clock;
    const [id] = taken.ids;
    if (id === undefined) continue;
    const about = instantOf(Date.parse(recordedAt(id)) - (back ?? 0) * day);
    const at = (intention: Intention): Intention =>
      back === null || intention.at ? intention : { ...intention, at: about };
    own.push(...toEvents(intentions.map(at), taken.ids, actor));
  }
  return own;
}

function observing(events: readonly LogEvent[]): Clock {
  let clock = startClock(node);
  for (const { id } of events) clock = observeReading(clock, id);
  return clock;
}

/** A board without ids and times. */
function timeless({ dossier, issues, documents, actors, cells, unrecognised: count }: Board) {
  return {
    issues: new Map(
      [...issues].map(([id, { addedAt: _a, movedAt: _m, removed, annotations, ...rest }]) => [
        id,
        {
          ...rest,
          isRemoved: removed !== null,
          notes: annotations.map(({ text, author, edited }) => [text, author, edited?.actor]),
        },
      ]),
    ),
    ...{ dossier, documents, actors, cells, count },
  };
}

function boardOf(events: readonly LogEvent[]): Board {
  return foldMore(nothingFolded, events).board;
}

test('recorded anew, the log gives the same board up to ids and times, and nothing lies ahead', () => {
  const tried = { broughtDown: 0, dated: 0, references: 0, several: 0, crowded: 0 };
  const cases = fc.tuple(logs, strokes).chain(([before, drawn]) => {
    const own = recordedAhead(before, drawn);
    return fc.tuple(fc.constant(before), fc.constant(own), shuffled(own));
  });
  fc.assert(
    fc.property(cases, ([before, own, inAnyOrder]) => {
      const { events, clock, ids } = recordAnew(inAnyOrder, observing(before), now);
      expect(timeless(boardOf([...before, ...events]))).toEqual(
        timeless(boardOf([...before, ...own])),
      );

      const old = new Map(own.map((event) => [ids.get(event.id), event]));
      for (const event of events) {
        const former = old.get(event.id);
        if (!former) throw new Error('Every new event has a former one');
        expect(parseEvent(toWire(event))).toEqual({ ok: true, event });
        expect(driftBeyondLimit(event.id, now)).toBe(0);
        for (const { id } of before) expect(event.id > id).toBe(true);
        expect(event.id.slice(25, 29)).toBe(former.id.slice(25, 29));
        if (former.at < instantOf(now)) {
          expect(event.at).toBe(former.at);
          tried.dated += 1;
        } else if (former.at !== recordedAt(former.id)) tried.broughtDown += 1;
        const target = event.type === 'event.retracted.v1' && old.get(event.payload.event);
        if (target && target.at === former.at) {
          expect(event.at).toBe(events.find(({ id }) => id === ids.get(target.id))?.at);
        }
        if (event.type === 'event.retracted.v1' || event.type === 'annotation.edited.v1') {
          tried.references += 1;
        }
        if (event.at !== recordedAt(event.id) && event.at >= instantOf(now)) tried.crowded += 1;
      }
      const commands = (list: readonly LogEvent[]) => [
        ...new Set(list.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ id }) => commandKey(id))),
      ];
      expect(commands(events)).toHaveLength(commands(own).length);
      if (commands(own).length < own.length) tried.several += 1;
      const [next] = takeReadings(clock, now, 1).ids;
      expect(events.every(({ id }) => next !== undefined && id < next)).toBe(true);
      if (events.length > 0) expect(observing(events).time).toBe(clock.time);

      const former = new UndoIndex(actor, own).stack();
      const after = new UndoIndex(actor, events).stack();
      for (const which of ['last', 'next'] as const) {
        expect(after[which]?.map(({ id }) => id)).toEqual(
          former[which]?.map(({ id }) => ids.get(id)),
        );
      }
    }),
    { numRuns: 200 },
  );
  for (const count of Object.values(tried)) expect(count).toBeGreaterThan(20);
}, 60_000);

test('what was about the moment of its recording is about the new one', () => {
  const own = toEvents(
    [addIssue('issue:gsp')],
    takeReadings(startClock(oldNodes[0]), now + 2 * day, 1).ids,
    actor,
  );
  const { events, clock } = recordAnew(own, startClock(node), now);
  expect(events).toMatchObject([
    {
      id: `2026-03-01T09:00:00.000Z-0000-${node}`,
      at: '2026-03-01T09:00:00.000Z',
      subject: 'issue:gsp',
    },
  ]);
  expect(clock).toEqual({ time: now, node });
});

test('what stood before an earlier record, and after what others had recorded, stands between them', () => {
  const edit = (payload: { title: string } | { summary: string }, at?: number): Intention => ({
    type: 'issue.edited.v1',
    subject: 'issue:gsp',
    payload,
    ...(at === undefined ? {} : { at: instantOf(at) }),
  });
  const others = toEvents(
    [addIssue('issue:gsp'), edit({ title: 'Theirs' })],
    takeReadings(startClock('b'.repeat(16)), now, 2).ids,
    'actor:ben',
  );
  let clock = { ...observing(others), node: oldNodes[0] };
  const ahead = now + 2 * day;
  const own = [
    edit({ summary: 'Last' }),
    edit({ summary: 'Before' }, ahead - 3_600_000),
    edit({ title: 'Mine' }, ahead - 7_200_000),
  ].flatMap((intention) => {
    const taken = takeReadings(clock, ahead, 1);
    clock = taken.clock;
    return toEvents([intention], taken.ids, actor);
  });
  const { events } = recordAnew(own, observing(others), now);
  for (const log of [own, events]) {
    const issue = boardOf([...others, ...log]).issues.get('issue:gsp');
    expect(issue).toMatchObject({ title: 'Mine', summary: 'Last' });
  }
});

test('an event of a newer version keeps what it refers to', () => {
  const ids = takeReadings(startClock(oldNodes[0]), now + 2 * day, 2).ids;
  const [added] = toEvents([addIssue('issue:gsp')], ids, actor);
  const [, second] = ids;
  if (!added || !second) throw new Error('Two readings');
  const link = { ...unrecognised('issue:gsp'), id: second, actor, at: recordedAt(second) } as const;
  const payload = { type: 'issue.linked.v3', payload: { to: [added.id, 'issue:gsp', 7, null] } };
  const { events } = recordAnew([added, { ...link, payload }], startClock(node), now);
  const [first] = events;
  expect(events[1]).toMatchObject({
    payload: { payload: { to: [first?.id, 'issue:gsp', 7, null] } },
  });
});

test('nothing to record anew leaves the clock as it is', () => {
  const clock = startClock(node);
  expect(recordAnew([], clock, now)).toMatchObject({ events: [], clock });
});
