/**
 * Events for tests: a recorder that stamps intentions as the session does, and arbitraries that make up whole
 * logs of several actors, with everything that real ones contain and some of what they should not.
 */
import fc from 'fast-check';
import {
  type Clock,
  type EventId,
  recordedAt,
  startClock,
  takeReadings,
} from '#src/domain/clock.ts';
import type { Intention, IssueAdded, KnownEvent, LogEvent } from '#src/domain/event.ts';
import type { ActorId, DocumentId, IssueId, SubjectId } from '#src/domain/ids.ts';
import { earlierOf, type Instant, instantOf, isInstant } from '#src/domain/instant.ts';
import {
  type CheckedDraft,
  checkDraft,
  emptyDraft,
  type IssueDraft,
} from '#src/domain/issue-draft.ts';
import { firstRanks, type Rank } from '#src/domain/rank.ts';
import { categories, statuses } from '#src/domain/vocabulary.ts';

/** `2025-11-05`, or a whole instant. */
export function on(date: string): Instant {
  const text = date.includes('T') ? date : `${date}T00:00:00.000Z`;
  if (!isInstant(text)) throw new RangeError(`Not a date: ${date}`);
  return text;
}

const ranks: readonly Rank[] = firstRanks(8);

export function rankNumber(index: number): Rank {
  const rank = ranks[index % ranks.length];
  if (rank === undefined) throw new RangeError(`No rank ${index}`);
  return rank;
}

export function issueFields(overrides: Partial<IssueAdded> = {}): IssueAdded {
  return {
    title: 'Restoration of GSP status',
    summary: 'India asks to be let back into the programme.',
    asker: 'IN',
    basis: 'stated',
    status: 'open',
    category: 'import-policies',
    tags: ['tariffs'],
    evidence: [],
    rank: rankNumber(0),
    ...overrides,
  };
}

export function addIssue(subject: IssueId, overrides: Partial<IssueAdded> = {}): Intention {
  return { type: 'issue.added.v1', subject, payload: issueFields(overrides) };
}

export interface Recorder {
  readonly actor: ActorId;
  /** One command: its events share a time, and the counter numbers them. */
  record(first: Intention, ...more: Intention[]): [KnownEvent, ...KnownEvent[]];
}

/** `step`: milliseconds that pass before each command. */
export function recorder(
  actor: ActorId,
  { start = on('2025-11-05'), step = 1_000, node = '8f3ac2d17b09e454' } = {},
): Recorder {
  let clock: Clock = startClock(node);
  let now = Date.parse(start);
  return {
    actor,
    record: (first, ...more) => {
      now += step;
      const taken = takeReadings(clock, now, 1 + more.length);
      clock = taken.clock;
      const ids = taken.ids.values();
      const stamp = (intention: Intention): KnownEvent => {
        const { value: id } = ids.next();
        if (id === undefined) throw new RangeError('A reading for each event');
        return { id, actor, at: recordedAt(id), ...intention };
      };
      return [stamp(first), ...more.map(stamp)];
    },
  };
}

const issueIds: readonly IssueId[] = ['issue:gsp', 'issue:farm', 'issue:ip', 'issue:never-added'];
const documentId: DocumentId = 'document:report';
const report = {
  title: 'Report',
  publisher: 'A newspaper',
  kind: 'source',
  published: '2025-11-05',
  paragraphs: ['One.'],
} as const;
const actions = [
  'add',
  'add',
  'move',
  'move',
  'move',
  'edit',
  'remove',
  'note',
  'edit-note',
  'remove-note',
  'retract',
  'retract',
  'retract-last',
  'unrecognised',
  'dossier',
  'document',
  'document-note',
  'name',
] as const;

interface Stroke {
  readonly actor: number;
  readonly action: (typeof actions)[number];
  readonly subject: number;
  /** Chooses a status, a rank, a party, or which earlier event is meant. */
  readonly choice: number;
  /** Days from the first of the month; null for the moment of recording. */
  readonly at: number | null;
  /** Milliseconds since the last stroke; negative where the wall clock was set back. */
  readonly pause: number;
}

const stroke: fc.Arbitrary<Stroke> = fc.record({
  actor: fc.nat(2),
  action: fc.constantFrom(...actions),
  subject: fc.nat(issueIds.length - 1),
  choice: fc.nat(1_000),
  at: fc.option(fc.nat(6), { nil: null, freq: 3 }),
  pause: fc.constantFrom(0, 0, 1, 1_000, 86_400_000, -5_000),
});

const actors = ['asha', 'ben', 'chen'].map((name, i) => ({
  actor: `actor:${name}` as const,
  node: `${i}f3ac2d17b09e454`,
}));

function pick<T>(list: readonly T[], choice: number): T | undefined {
  return list[choice % list.length];
}

function latestFirst(events: readonly LogEvent[], subject: string): readonly LogEvent[] {
  return events.filter((event) => event.subject === subject).reverse();
}

interface Situation {
  readonly choice: number;
  readonly subject: IssueId;
  /** What the log has about the subject, the latest first. */
  readonly about: readonly LogEvent[];
}

type Act = (situation: Situation) => Intention | null;

function noteAmong({ about, choice }: Situation) {
  return pick(
    about.filter((event) => event.type === 'annotation.added.v1'),
    choice,
  );
}

const placeOf = (choice: number) => ({
  status: pick(statuses, choice) ?? 'open',
  rank: rankNumber(choice),
});
const partyOf = (choice: number) => (choice % 2 === 0 ? 'US' : 'IN');

const acts: Readonly<Record<(typeof actions)[number], Act>> = {
  add: ({ subject, choice }) => {
    const title = `Issue, draft ${choice}`;
    if (subject === 'issue:never-added') return null;
    return addIssue(subject, { ...placeOf(choice), asker: partyOf(choice), title });
  },
  move: ({ subject, choice }) => ({ type: 'issue.moved.v1', subject, payload: placeOf(choice) }),
  edit: ({ subject, choice }) => ({
    type: 'issue.edited.v1',
    subject,
    payload:
      choice % 3 === 0
        ? { asker: partyOf(choice) }
        : { title: `Edited ${choice}`, category: pick(categories, choice) ?? 'other' },
  }),
  remove: ({ subject }) => ({
    type: 'issue.removed.v1',
    subject,
    payload: { reason: 'A duplicate' },
  }),
  note: ({ subject, choice }) => ({
    type: 'annotation.added.v1',
    subject,
    payload: { text: `Note ${choice}`, ...(choice % 2 === 0 && { author: 'Second analyst' }) },
  }),
  'edit-note': (situation) => {
    const annotation = noteAmong(situation)?.id;
    const { subject, choice } = situation;
    if (!annotation) return null;
    return {
      type: 'annotation.edited.v1',
      subject,
      payload: { annotation, text: `Again ${choice}` },
    };
  },
  'remove-note': (situation) => {
    const annotation = noteAmong(situation)?.id;
    if (!annotation) return null;
    return { type: 'annotation.removed.v1', subject: situation.subject, payload: { annotation } };
  },
  retract: ({ subject, about, choice }) => {
    const target = pick(about, choice);
    return target ? retraction(subject, target) : null;
  },
  'retract-last': ({ subject, about }) => {
    const target = about.find((event) => event.type === 'event.retracted.v1') ?? about[0];
    return target ? retraction(subject, target) : null;
  },
  unrecognised: () => null,
  dossier: ({ choice }) => ({
    type: 'dossier.described.v1',
    subject: 'dossier:us-india',
    payload: { title: `Talks ${choice}`, parties: ['US', 'IN'] },
  }),
  document: () => ({ type: 'document.added.v1', subject: documentId, payload: report }),
  'document-note': ({ choice }) => ({
    type: 'annotation.added.v1',
    subject: documentId,
    payload: { text: `On ${choice}` },
  }),
  name: ({ choice }) => ({
    type: 'actor.named.v1',
    subject: 'actor:asha',
    payload: { name: `Asha ${choice}` },
  }),
};

/** What a stroke records, given what is in the log; null where it makes no sense. */
function intentionOf(drawn: Stroke, events: readonly LogEvent[]): Intention | null {
  const subject = issueIds[drawn.subject] ?? 'issue:gsp';
  const about = latestFirst(events, subject);
  return acts[drawn.action]({ subject, about, choice: drawn.choice });
}

export function retraction(subject: SubjectId, target: LogEvent): Intention {
  return { type: 'event.retracted.v1', subject, payload: { event: target.id } };
}

/** A day, or the moment of recording where there is none or the day has not come yet. */
function momentOf(day: number | null, id: EventId): Instant {
  const recorded = recordedAt(id);
  if (day === null) return recorded;
  return earlierOf(instantOf(Date.parse('2025-11-01') + day * 86_400_000), recorded);
}

function play(strokes: readonly Stroke[]): LogEvent[] {
  const clocks = actors.map(({ node }) => startClock(node));
  const events: LogEvent[] = [];
  let now = Date.parse('2025-11-05T09:00:00.000Z');
  for (const drawn of strokes) {
    now += drawn.pause;
    const { actor } = actors[drawn.actor] ?? { actor: 'actor:asha' as const };
    const clock = clocks[drawn.actor];
    const intention = intentionOf(drawn, events);
    if (!clock || (!intention && drawn.action !== 'unrecognised')) continue;
    const taken = takeReadings(clock, now, 1);
    clocks[drawn.actor] = taken.clock;
    const [id] = taken.ids;
    if (id === undefined) continue;
    const envelope = { id, actor, at: momentOf(drawn.at, id) };
    if (intention) events.push({ ...envelope, ...intention });
    else events.push({ ...envelope, ...unrecognised(issueIds[drawn.subject] ?? 'issue:gsp') });
  }
  return events;
}

export function unrecognised(subject: string) {
  const payload = { type: 'issue.linked.v3', payload: { to: 'issue:ip', weight: [1, null] } };
  return { type: 'unrecognised' as const, subject, payload };
}

/** Logs of up to 40 events by three actors with clocks of their own, in the order of recording. */
export const logs: fc.Arbitrary<LogEvent[]> = fc
  .array(stroke, { maxLength: 40, size: 'max' })
  .map(play);

/** The same events in another order. */
export function shuffled(events: readonly LogEvent[]): fc.Arbitrary<LogEvent[]> {
  return fc.shuffledSubarray([...events], {
    minLength: events.length,
    maxLength: events.length,
  });
}

/** A form filled in well, as far as is said, and checked. */
export function filledIn(draft: Partial<IssueDraft> = {}): CheckedDraft {
  const usual = { ...emptyDraft, title: 'Walnuts', asker: 'US', category: 'sps' };
  const checked = checkDraft({ ...usual, ...draft });
  if (!checked.ok) throw new RangeError(JSON.stringify(checked.problems));
  return checked.draft;
}
