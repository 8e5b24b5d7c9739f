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

const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const filledText = (most: number) =>
  v.pipe(
    v.string(),
    v.check((value) => value.trim() !== '', 'must not be empty'),
    v.maxLength(most),
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
  tags: v.pipe(v.array(filledText(limits.tag)), v.maxLength(limits.tags)),
  evidence: v.pipe(v.array(passage), v.maxLength(limits.evidence)),
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
    address: v.exactOptional(v.pipe(v.string(), v.regex(/^https?:\/\//, 'is not a web address'))),
    paragraphs: v.pipe(
      v.array(text(limits.paragraph)),
      v.minLength(1),
      v.maxLength(limits.paragraphs),
    ),
  }),
  'actor.named.v1': v.looseObject({ name: filledText(limits.name) }),
  'event.retracted.v1': v.looseObject({ event: eventId }),
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

export type ParsedEvent =
  | { readonly ok: true; readonly event: LogEvent }
  /** `problem`: one clause that names the field and what is wrong with it. */
  | { readonly ok: false; readonly problem: string };

function isEventType(type: string): type is EventType {
  return Object.hasOwn(payloads, type);
}

function problemOf(issue: v.BaseIssue<unknown>, prefix: string): string {
  const path = [prefix, v.getDotPath(issue)].filter(Boolean).join('.');
  return `${path === '' ? 'the event' : path}: ${issue.message}`;
}

export function parseEvent(input: unknown): ParsedEvent {
  const outer = v.safeParse(envelope, input);
  if (!outer.success) return { ok: false, problem: problemOf(outer.issues[0], '') };
  const { id, actor, at, subject, type, payload } = outer.output;
  if (!isEventType(type)) {
    return {
      ok: true,
      event: { id, actor, at, subject, type: 'unrecognised', payload: { type, payload } },
    };
  }
  const about = v.safeParse(subjects[type], subject);
  if (!about.success) return { ok: false, problem: problemOf(about.issues[0], 'subject') };
  const inner = v.safeParse(payloads[type], payload);
  if (!inner.success) return { ok: false, problem: problemOf(inner.issues[0], 'payload') };
  // The two tables above pair each type with its subject and payload; TypeScript cannot follow the pairing.
  return {
    ok: true,
    event: { id, actor, at, subject: about.output, type, payload: inner.output } as LogEvent,
  };
}
