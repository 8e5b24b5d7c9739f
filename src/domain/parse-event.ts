/**
 * The one place where unknown data becomes an event. Known types are checked field by field; a well-formed
 * event of an unknown type is kept as `unrecognised`; anything else is malformed, and the error names the
 * field. When a type gets a v2, its v1 is upcast here and nowhere else.
 */
import * as v from 'valibot';
import type { EventType, LogEvent, PayloadOf } from './event.ts';
import { isCalendarDate } from './instant.ts';
import { addedFields, editedFields } from './issue-fields.ts';
import {
  actorId,
  documentId,
  dossierId,
  eventId,
  faults,
  filledText,
  instant,
  issueId,
  limits,
  party,
  passage,
  rank,
  storable,
  text,
} from './schemas.ts';
import { documentKinds, statuses } from './vocabulary.ts';

const issueOrDocumentId = v.union([issueId, documentId]);
const anySubjectId = v.union([dossierId, issueId, documentId, actorId]);

/** The rows' own schemas have checked every field by then; TypeScript cannot follow that through their loop. */
function isAddition(payload: object): payload is PayloadOf<'issue.added.v1'> {
  return 'rank' in payload;
}

type PayloadSchemas = { [T in EventType]: v.GenericSchema<unknown, PayloadOf<T>> };

const payloads: PayloadSchemas = {
  'dossier.described.v1': v.looseObject({
    title: filledText(limits.title),
    parties: v.pipe(v.array(party), v.minLength(2)),
    summary: v.exactOptional(text(limits.summary)),
    begins: v.exactOptional(v.literal(true)),
  }),
  'dossier.removed.v1': v.looseObject({ reason: v.exactOptional(text(limits.reason)) }),
  'issue.added.v1': v.pipe(
    v.looseObject({ ...addedFields, status: v.picklist(statuses), rank }),
    v.guard(isAddition, 'not-of-an-issue'),
  ),
  'issue.edited.v1': v.looseObject(editedFields),
  'issue.moved.v1': v.looseObject({
    status: v.picklist(statuses),
    rank,
    reason: v.exactOptional(text(limits.reason)),
  }),
  'issue.removed.v1': v.looseObject({ reason: v.exactOptional(text(limits.reason)) }),
  'annotation.added.v1': v.looseObject({
    text: filledText(limits.note),
    author: v.exactOptional(filledText(limits.name)),
    passage: v.exactOptional(passage),
  }),
  'annotation.edited.v1': v.looseObject({ annotation: eventId, text: filledText(limits.note) }),
  'annotation.removed.v1': v.looseObject({ annotation: eventId }),
  'document.added.v1': v.looseObject({
    title: filledText(limits.title),
    publisher: filledText(limits.title),
    kind: v.exactOptional(v.picklist(documentKinds)),
    published: v.exactOptional(v.pipe(v.string(), v.check(isCalendarDate, 'not-a-date'))),
    address: v.exactOptional(
      v.pipe(v.string(), v.regex(/^https?:\/\//, 'not-a-web-address'), storable),
    ),
    paragraphs: v.pipe(
      v.array(text(limits.paragraph)),
      v.minLength(1),
      v.maxLength(limits.paragraphs, faults.tooMany),
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
  'dossier.removed.v1': dossierId,
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
  type: v.pipe(v.string(), v.regex(/^[a-z][a-z-]*\.[a-z][a-z-]*\.v\d+$/, 'not-an-event-type')),
  payload: v.unknown(),
});

export type ParsedEvent = { readonly ok: true; readonly event: LogEvent } | Malformed;

export interface Malformed {
  readonly ok: false;
  /** Where: `payload.tags.1`; empty for the event itself. */
  readonly field: string;
  /** What is wrong there: one of `faults`, another code, or the words of the schema library. */
  readonly fault: string;
  /** The limit that was passed, where it is one. */
  readonly most: number | null;
}

function isEventType(type: string): type is EventType {
  return Object.hasOwn(payloads, type);
}

function faultOf(issue: v.BaseIssue<unknown>, prefix: string): Malformed {
  const { message: fault, requirement } = issue;
  const field = [prefix, v.getDotPath(issue)].filter(Boolean).join('.');
  return { ok: false, field, fault, most: typeof requirement === 'number' ? requirement : null };
}

export function parseEvent(input: unknown): ParsedEvent {
  const outer = v.safeParse(envelope, input);
  if (!outer.success) return faultOf(outer.issues[0], '');
  const { id, actor, at, subject, type, payload } = outer.output;
  // The id begins with its time, so the two compare as they are.
  const moment: string = at;
  if (moment > id) return { ok: false, field: 'at', fault: faults.ahead, most: null };
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

export interface ParsedRecords {
  readonly known: LogEvent[];
  /** The records that the events were read from, in the same order: they may say more than is known of. */
  readonly sources: unknown[];
  /** Records that are no events. */
  readonly unreadable: unknown[];
}

/** Records as a disk, a server or another tab hands them out: which of them are events, and which are not. */
export function parseAll(records: readonly unknown[]): ParsedRecords {
  const known: LogEvent[] = [];
  const sources: unknown[] = [];
  const unreadable: unknown[] = [];
  for (const record of records) {
    const parsed = parseEvent(record);
    if (parsed.ok) {
      known.push(parsed.event);
      sources.push(record);
    } else unreadable.push(record);
  }
  return { known, sources, unreadable };
}
