/**
 * The one place where unknown data becomes an event. Known types are checked field by field; a well-formed
 * event of an unknown type is kept as `unrecognised`; anything else is malformed, and the error names the
 * field. When a type gets a v2, its v1 is upcast here and nowhere else.
 */
import * as v from 'valibot';
import { isEventId } from './clock.ts';
import type { EventType, LogEvent, PayloadOf } from './event.ts';
import { isActorId, isDocumentId, isDossierId, isIssueId, isPartyCode } from './ids.ts';
import { isCalendarDate, isInstant } from './instant.ts';
import { isRank } from './rank.ts';
import { bases, categories, documentKinds, statuses } from './vocabulary.ts';
import { isBlank, isStorable } from './written-text.ts';

/** Longest texts, in UTF-16 code units, and longest lists, in entries. */
export const limits = {
  title: 200,
  summary: 5_000,
  note: 20_000,
  name: 80,
  tag: 40,
  tags: 20,
  reason: 500,
  evidence: 50,
  quote: 5_000,
  paragraphs: 2_000,
  paragraph: 20_000,
} as const;

/** What can be wrong with a text or a list; each is a clause that follows its name. */
export const faults = {
  blank: 'has nothing in it that can be seen',
  unstorable: 'holds a character that cannot be stored (U+0000 or half of a surrogate pair)',
  ahead: 'is after the time in the id',
} as const;

const tooLong = ({ requirement }: { readonly requirement: number }) =>
  `is longer than ${requirement.toLocaleString('en')} characters`;
const tooMany = ({ requirement }: { readonly requirement: number }) =>
  `has more than ${requirement.toLocaleString('en')} entries`;

const storable = v.check(isStorable, faults.unstorable);
const text = (most: number) => v.pipe(v.string(), v.maxLength(most, tooLong), storable);
const filledText = (most: number) =>
  v.pipe(
    v.string(),
    v.check((value) => !isBlank(value), faults.blank),
    v.maxLength(most, tooLong),
    storable,
  );

const eventId = v.pipe(v.string(), v.guard(isEventId, 'is not a clock reading'));
const instant = v.pipe(v.string(), v.guard(isInstant, 'is not an instant'));
const party = v.pipe(v.string(), v.guard(isPartyCode, 'is not a country code'));
const rank = v.pipe(v.string(), v.guard(isRank, 'is not a rank'));
const actorId = v.pipe(v.string(), v.guard(isActorId, 'is not an actor'));
const issueId = v.pipe(v.string(), v.guard(isIssueId, 'is not an issue'));
const documentId = v.pipe(v.string(), v.guard(isDocumentId, 'is not a document'));
const dossierId = v.pipe(v.string(), v.guard(isDossierId, 'is not a dossier'));
const issueOrDocumentId = v.union([issueId, documentId]);
const anySubjectId = v.union([dossierId, issueId, documentId, actorId]);

const passage = v.looseObject({
  document: documentId,
  exact: filledText(limits.quote),
  prefix: text(200),
  suffix: text(200),
  start: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

const issueFields = {
  title: filledText(limits.title),
  summary: text(limits.summary),
  asker: party,
  basis: v.picklist(bases),
  category: v.picklist(categories),
  tags: v.pipe(v.array(filledText(limits.tag)), v.maxLength(limits.tags, tooMany)),
  evidence: v.pipe(v.array(passage), v.maxLength(limits.evidence, tooMany)),
};

type PayloadSchemas = { [T in EventType]: v.GenericSchema<unknown, PayloadOf<T>> };

const payloads: PayloadSchemas = {
  'dossier.described.v1': v.looseObject({
    title: filledText(limits.title),
    parties: v.pipe(v.array(party), v.minLength(2)),
    summary: v.exactOptional(text(limits.summary)),
  }),
  'issue.added.v1': v.looseObject({ ...issueFields, status: v.picklist(statuses), rank }),
  'issue.edited.v1': v.looseObject({
    title: v.exactOptional(issueFields.title),
    summary: v.exactOptional(issueFields.summary),
    asker: v.exactOptional(issueFields.asker),
    basis: v.exactOptional(issueFields.basis),
    category: v.exactOptional(issueFields.category),
    tags: v.exactOptional(issueFields.tags),
    evidence: v.exactOptional(issueFields.evidence),
  }),
  'issue.moved.v1': v.looseObject({
    status: v.picklist(statuses),
    rank,
    reason: v.exactOptional(text(limits.reason)),
  }),
  'issue.removed.v1': v.looseObject({ reason: v.exactOptional(text(limits.reason)) }),
  'annotation.added.v1': v.looseObject({
    text: filledText(limits.note),
    passage: v.exactOptional(passage),
  }),
  'annotation.edited.v1': v.looseObject({ annotation: eventId, text: filledText(limits.note) }),
  'annotation.removed.v1': v.looseObject({ annotation: eventId }),
  'document.added.v1': v.looseObject({
    title: filledText(limits.title),
    publisher: filledText(limits.title),
    kind: v.exactOptional(v.picklist(documentKinds)),
    published: v.exactOptional(v.pipe(v.string(), v.check(isCalendarDate, 'is not a date'))),
    address: v.exactOptional(
      v.pipe(v.string(), v.regex(/^https?:\/\//, 'is not a web address'), storable),
    ),
    paragraphs: v.pipe(
      v.array(text(limits.paragraph)),
      v.minLength(1),
      v.maxLength(limits.paragraphs, tooMany),
    ),
  }),
  'actor.named.v1': v.looseObject({ name: filledText(limits.name) }),
  'event.retracted.v1': v.looseObject({
    event: eventId,
    asCommand: v.exactOptional(v.literal(true)),
  }),
};

const subjects: Readonly<Record<EventType, v.GenericSchema<unknown, string>>> = {
  'dossier.described.v1': dossierId,
  'issue.added.v1': issueId,
  'issue.edited.v1': issueId,
  'issue.moved.v1': issueId,
  'issue.removed.v1': issueId,
  'annotation.added.v1': issueOrDocumentId,
  'annotation.edited.v1': issueOrDocumentId,
  'annotation.removed.v1': issueOrDocumentId,
  'document.added.v1': documentId,
  'actor.named.v1': actorId,
  'event.retracted.v1': anySubjectId,
};

const envelope = v.looseObject({
  id: eventId,
  actor: actorId,
  at: instant,
  subject: filledText(120),
  type: v.pipe(v.string(), v.regex(/^[a-z][a-z-]*\.[a-z][a-z-]*\.v\d+$/, 'is not an event type')),
  payload: v.unknown(),
});

export type ParsedEvent = { readonly ok: true; readonly event: LogEvent } | Malformed;

export interface Malformed {
  readonly ok: false;
  /** One clause that names the field and what is wrong with it. */
  readonly problem: string;
  /** Where: `payload.tags.1`; empty for the event itself. */
  readonly field: string;
  /** What is wrong there: a clause. */
  readonly fault: string;
}

function isEventType(type: string): type is EventType {
  return Object.hasOwn(payloads, type);
}

function malformed(field: string, fault: string): Malformed {
  return { ok: false, problem: `${field === '' ? 'the event' : field}: ${fault}`, field, fault };
}

function faultOf(issue: v.BaseIssue<unknown>, prefix: string): Malformed {
  return malformed([prefix, v.getDotPath(issue)].filter(Boolean).join('.'), issue.message);
}

export function parseEvent(input: unknown): ParsedEvent {
  const outer = v.safeParse(envelope, input);
  if (!outer.success) return faultOf(outer.issues[0], '');
  const { id, actor, at, subject, type, payload } = outer.output;
  // The id begins with its time, so the two compare as they are.
  const moment: string = at;
  if (moment > id) return malformed('at', faults.ahead);
  if (!isEventType(type)) {
    return {
      ok: true,
      event: { id, actor, at, subject, type: 'unrecognised', payload: { type, payload } },
    };
  }
  const about = v.safeParse(subjects[type], subject);
  if (!about.success) return faultOf(about.issues[0], 'subject');
  const inner = v.safeParse(payloads[type], payload);
  if (!inner.success) return faultOf(inner.issues[0], 'payload');
  // The two tables above pair each type with its subject and payload; TypeScript cannot follow the pairing.
  return {
    ok: true,
    event: { id, actor, at, subject: about.output, type, payload: inner.output } as LogEvent,
  };
}
