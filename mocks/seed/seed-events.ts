/**
 * From a written dossier to its events: pure, and the same events each time. What an event tells of is a day; its
 * id is an hour of that day, which orders what falls on it, and a hash of its subject, type and hour, so adding or
 * removing an entry changes no other id.
 *
 * A passage enters an issue on the day its document does: whoever replays 2018 sees no evidence of 2025.
 */
import { formatReading } from '#src/domain/clock.ts';
import type { Intention, KnownEvent } from '#src/domain/event.ts';
import type { ActorId, DocumentId, IssueId } from '#src/domain/ids.ts';
import { type CalendarDate, type Instant, isInstant } from '#src/domain/instant.ts';
import { type Passage, passageIn } from '#src/domain/passage.ts';
import { firstRanks, type Rank } from '#src/domain/rank.ts';
import type { DatedNote, DossierSource, HistoryEntry, IssueSource } from './dossier-source.ts';

const seedActor: ActorId = 'actor:seed';

type Dated<T> = T extends unknown ? Omit<T, 'at'> & { readonly at: Instant } : never;
type DatedIntention = Dated<Intention>;

/** Where nothing else is said, a day's entries stand in this order. */
const hours = {
  described: '00:00',
  document: '11:00',
  opened: '11:10',
  moved: '11:20',
  note: '11:30',
  evidence: '11:40',
} as const;

function firstDay(date: CalendarDate): CalendarDate {
  return date.length === 7 ? `${date}-01` : date;
}

function momentOf(date: CalendarDate, time: string): Instant {
  const text = `${firstDay(date)}T${time}:00.000Z`;
  if (!isInstant(text)) throw new RangeError(`Not a date and time: ${date} ${time}`);
  return text;
}

/** 16 hexadecimal digits. FNV-1a, 64 bits: G. Fowler, L. C. Noll, K.-P. Vo, 1991. */
function hashOf(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}

function eventOf(intention: DatedIntention): KnownEvent {
  const { subject, type, at: hour } = intention;
  const id = formatReading(Date.parse(hour), 0, hashOf(`${subject}|${type}|${hour}`));
  return { ...intention, at: momentOf(hour.slice(0, 10), '00:00'), id, actor: seedActor };
}

function noteIntention(
  subject: IssueId | DocumentId,
  { on, time = hours.note, note }: DatedNote,
): DatedIntention {
  return {
    type: 'annotation.added.v1',
    subject,
    at: momentOf(on, time),
    payload: { text: note },
  };
}

function documentIntentions(source: DossierSource): DatedIntention[] {
  return source.documents.flatMap(({ slug, on, notes = [], ...document }) => {
    const subject: DocumentId = `document:${slug}`;
    const at = momentOf(on, hours.document);
    return [
      { type: 'document.added.v1', subject, at, payload: document } as const,
      ...notes.map((note) => noteIntention(subject, note)),
    ];
  });
}

interface DatedPassage {
  readonly on: CalendarDate;
  readonly passage: Passage;
}

function passagesOf(source: DossierSource, issue: IssueSource): DatedPassage[] {
  return issue.evidence.map(({ document: slug, exact }) => {
    const document = source.documents.find((candidate) => candidate.slug === slug);
    if (!document) throw new Error(`${issue.slug}: there is no document “${slug}”`);
    const passage = passageIn(`document:${slug}`, document.paragraphs, exact);
    return { on: firstDay(document.on), passage };
  });
}

function openingOf(issue: IssueSource) {
  for (const entry of issue.history) if ('opened' in entry) return entry;
  throw new Error(`${issue.slug}: its history does not say when it was opened`);
}

/** One edit for each later day on which a document brings evidence. */
function evidenceIntentions(
  subject: IssueId,
  passages: readonly DatedPassage[],
  opened: CalendarDate,
): DatedIntention[] {
  const days = new Set(passages.map(({ on }) => on).filter((on) => on > opened));
  return [...days].map((day) => ({
    type: 'issue.edited.v1',
    subject,
    at: momentOf(day, hours.evidence),
    payload: { evidence: passages.filter(({ on }) => on <= day).map(({ passage }) => passage) },
  }));
}

function historyIntention(subject: IssueId, entry: HistoryEntry, rank: Rank): DatedIntention[] {
  if ('opened' in entry) return [];
  if ('note' in entry) return [noteIntention(subject, entry)];
  const { on, time = hours.moved, moved: status, reason } = entry;
  const payload = { status, rank, ...(reason === undefined ? {} : { reason }) };
  return [{ type: 'issue.moved.v1', subject, at: momentOf(on, time), payload }];
}

function issueIntentions(source: DossierSource, issue: IssueSource, rank: Rank): DatedIntention[] {
  const { slug, history, evidence: _quotes, ...described } = issue;
  const subject: IssueId = `issue:${slug}`;
  const { on, time = hours.opened, opened: status } = openingOf(issue);
  const opened = firstDay(on);
  const passages = passagesOf(source, issue);
  const evidence = passages.filter((dated) => dated.on <= opened).map(({ passage }) => passage);
  const payload = { ...described, status, rank, evidence };
  return [
    { type: 'issue.added.v1', subject, at: momentOf(on, time), payload },
    ...history.flatMap((entry) => historyIntention(subject, entry, rank)),
    ...evidenceIntentions(subject, passages, opened),
  ];
}

/** All events of the dossier, in the order of their dates. Throws where the source contradicts itself. */
export function seedEvents(source: DossierSource): KnownEvent[] {
  const { slug, title, parties, summary, since } = source;
  const at = momentOf(since, hours.described);
  const ranks = firstRanks(source.issues.length);
  const intentions: DatedIntention[] = [
    {
      type: 'dossier.described.v1',
      subject: `dossier:${slug}`,
      at,
      payload: { title, parties, summary },
    },
    { type: 'actor.named.v1', subject: seedActor, at, payload: { name: 'Parley dossier' } },
    ...documentIntentions(source),
    ...source.issues.flatMap((issue, i) => {
      const rank = ranks[i];
      return rank === undefined ? [] : issueIntentions(source, issue, rank);
    }),
  ];
  const events = intentions.map(eventOf).sort((a, b) => (a.id < b.id ? -1 : 1));
  events.forEach((event, i) => {
    if (event.id === events[i - 1]?.id) {
      throw new Error(`${event.subject} has two “${event.type}” at ${event.at}: give one a time`);
    }
  });
  return events;
}
