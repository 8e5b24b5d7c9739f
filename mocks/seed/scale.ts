/**
 * A synthetic dossier of any size, made from a seed number: seven years of additions, moves, edits, notes,
 * removals and retractions, recorded on three devices whose clocks differ, one of them often offline, so that
 * its events come in late. The same seed and size give the same events, in the order a server received them.
 */
import { formatReading, recordedAt } from '#src/domain/clock.ts';
import type { Intention, KnownEvent } from '#src/domain/event.ts';
import type { ActorId, IssueId } from '#src/domain/ids.ts';
import { earlierOf, type Instant, instantOf } from '#src/domain/instant.ts';
import { type Rank, rankBetween } from '#src/domain/rank.ts';
import { bases, categories, type Status, statuses } from '#src/domain/vocabulary.ts';
import { pick, type Random, randomOf } from './random.ts';
import { noteText, summaryText, tagsText, titleText } from './scale-words.ts';

export interface Scale {
  /** The slug: `scale-10k`. */
  readonly slug: string;
  readonly issues: number;
  readonly events: number;
  readonly seed: number;
}

const parties = ['US', 'IN'];
const begin = Date.UTC(2018, 10, 5);
const end = Date.UTC(2025, 10, 5);
const day = 86_400_000;

/** How far each device's clock is off, in milliseconds; the third is the one that is often offline. */
const devices = [
  { actor: 'actor:scale-desk-a', name: 'Desk A', node: 'a0a0a0a0a0a0a0a0', offset: 0 },
  { actor: 'actor:scale-desk-b', name: 'Desk B', node: 'b1b1b1b1b1b1b1b1', offset: -21_000 },
  { actor: 'actor:scale-desk-c', name: 'Desk C', node: 'c2c2c2c2c2c2c2c2', offset: 34_000 },
] as const satisfies readonly { actor: ActorId; name: string; node: string; offset: number }[];
type Device = (typeof devices)[number];

/** How many of its events the third device gathers before it is online again. */
const longestAbsence = 120;

/** What the generator must know of an issue to go on with it. */
interface Course {
  readonly id: IssueId;
  readonly addedAt: number;
  status: Status;
  /** The latest event that may be retracted, and by whom. */
  latest: { readonly event: KnownEvent; readonly device: Device } | null;
  notes: KnownEvent[];
}

/** The dossier's events in the order of their `seq`, one at a time, so that a page costs no more than itself. */
export function* scaleEvents(scale: Scale): Generator<KnownEvent, void> {
  const offline: KnownEvent[] = [];
  let absence = 0;
  const random = randomOf(scale.seed ^ 0x51ed);
  for (const { event, device } of recordedEvents(scale)) {
    if (device !== devices[2]) yield event;
    else {
      offline.push(event);
      if (offline.length > absence) {
        yield* offline.splice(0);
        absence = Math.floor(random() * longestAbsence);
      }
    }
  }
  yield* offline;
}

interface Recorded {
  readonly event: KnownEvent;
  readonly device: Device;
}

function* recordedEvents(scale: Scale): Generator<Recorded, void> {
  const random = randomOf(scale.seed);
  const courses: Course[] = [];
  let top: Rank = rankBetween(null, null);
  let made = 0;
  for (const opening of openingEvents(scale)) {
    made += 1;
    yield opening;
  }
  const step = (end - begin) / scale.events;
  while (made < scale.events) {
    const time = Math.floor(begin + made * step);
    const device = pick(random, devices);
    const isDue = courses.length < Math.ceil(((made + 1) * scale.issues) / scale.events);
    if (isDue || courses.length < 3) {
      top = rankBetween(null, top);
      const { course, event } = addition(random, courses.length, time, device, top);
      courses.push(course);
      yield { event, device };
    } else {
      top = rankBetween(null, top);
      const course = courses[Math.floor(random() * courses.length)];
      if (course) yield { event: change(random, course, time, device, top), device };
    }
    made += 1;
  }
}

function* openingEvents(scale: Scale): Generator<Recorded, void> {
  const [first] = devices;
  const title = `Synthetic dossier of ${scale.issues.toLocaleString('en')} issues`;
  const described = { type: 'dossier.described.v1', subject: `dossier:${scale.slug}` } as const;
  yield {
    event: record({ ...described, payload: { title, parties } }, begin, first),
    device: first,
  };
  for (const [i, device] of devices.entries()) {
    const named = { type: 'actor.named.v1', subject: device.actor } as const;
    const event = record({ ...named, payload: { name: device.name } }, begin + i + 1, device);
    yield { event, device };
  }
}

/**
 * `time`: the true moment, in milliseconds; the device's clock may say another. Nothing is about a time later than
 * the one at which its device believes to be.
 */
function record(intention: Intention, time: number, device: Device): KnownEvent {
  const id = formatReading(time + device.offset, 0, device.node);
  const at = earlierOf(intention.at ?? instantOf(time), recordedAt(id));
  return { ...intention, at, id, actor: device.actor };
}

function addition(random: Random, index: number, time: number, device: Device, rank: Rank) {
  const id: IssueId = `issue:line-${String(index + 1).padStart(5, '0')}`;
  const status = pick(random, ['open', 'open', 'under-discussion']);
  const payload = {
    title: titleText(random, index),
    summary: summaryText(random),
    asker: pick(random, ['US', 'IN']),
    basis: pick(random, bases),
    status,
    category: pick(random, categories),
    tags: tagsText(random),
    evidence: [],
    rank,
  };
  const event = record({ type: 'issue.added.v1', subject: id, payload }, time, device);
  const course: Course = { id, addedAt: time, status, latest: null, notes: [] };
  return { course, event };
}

/** The next event of an issue's course. Three in a hundred are about a day up to sixty days before. */
function change(random: Random, course: Course, time: number, device: Device, rank: Rank) {
  const retraction = random() < 0.05 ? takeBack(course, time) : null;
  if (retraction) return retraction;
  const { id: subject } = course;
  const past = Math.max(course.addedAt + 1, time - Math.floor(random() * 60 * day));
  const when: { at?: Instant } = random() < 0.03 ? { at: instantOf(past) } : {};
  const event = record({ ...intentionFor(random, course, rank), subject, ...when }, time, device);
  course.latest = { event, device };
  if (event.type === 'annotation.added.v1') course.notes.push(event);
  if (event.type === 'issue.moved.v1') course.status = event.payload.status;
  return event;
}

/** The device that recorded the latest event takes it back, as an undo does. */
function takeBack(course: Course, time: number): KnownEvent | null {
  const { latest } = course;
  if (latest === null) return null;
  course.latest = null;
  const { id: event, at } = latest.event;
  const intention = { type: 'event.retracted.v1', subject: course.id, at } as const;
  return record({ ...intention, payload: { event } }, time, latest.device);
}

type IssueIntention = Extract<Intention, { type: `issue.${string}` | `annotation.${string}` }>;

function intentionFor(random: Random, course: Course, rank: Rank): IssueIntention {
  const { id: subject } = course;
  const chance = random();
  if (chance < 0.42) {
    const status = chance < 0.37 ? pick(random, statuses) : course.status;
    return { type: 'issue.moved.v1', subject, payload: { status, rank } };
  }
  if (chance < 0.6) {
    const payload = chance < 0.52 ? { summary: summaryText(random) } : { tags: tagsText(random) };
    return { type: 'issue.edited.v1', subject, payload };
  }
  if (chance < 0.603) return { type: 'issue.removed.v1', subject, payload: {} };
  const note = course.notes[Math.floor(random() * course.notes.length)];
  if (note && chance < 0.68) {
    const payload = { annotation: note.id, text: noteText(random) };
    return { type: 'annotation.edited.v1', subject, payload };
  }
  if (note && chance < 0.7) {
    return { type: 'annotation.removed.v1', subject, payload: { annotation: note.id } };
  }
  return { type: 'annotation.added.v1', subject, payload: { text: noteText(random) } };
}
