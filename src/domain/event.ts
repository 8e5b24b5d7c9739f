/**
 * Events: what users did, in the past tense and versioned. An event records an intention (`moved to Resolved`),
 * never a whole object, and is never changed or deleted. The log is a set of them, keyed by (actor, id).
 */
import type { EventId } from './clock.ts';
import type {
  ActorId,
  AnnotationId,
  DocumentId,
  DossierId,
  IssueId,
  PartyCode,
  SubjectId,
} from './ids.ts';
import type { CalendarDate, Instant } from './instant.ts';
import type { AddedFields, EditedFields } from './issue-fields.ts';
import type { Passage } from './passage.ts';
import type { Rank } from './rank.ts';
import type { DocumentKind, Status } from './vocabulary.ts';

export interface DossierDescribed {
  readonly title: string;
  readonly parties: readonly PartyCode[];
  readonly summary?: string;
  /** Said where the dossier begins: beginning it is nothing that one takes back. */
  readonly begins?: true;
}

/** The dossier leaves every list; whoever has its address finds it, and can put it back. */
export interface DossierRemoved {
  readonly reason?: string;
}

export type IssueAdded = AddedFields & {
  readonly status: Status;
  readonly rank: Rank;
};

/** Only the fields that changed. Status and rank change by `issue.moved`. */
export type IssueEdited = EditedFields;

export interface IssueMoved {
  readonly status: Status;
  readonly rank: Rank;
  readonly reason?: string;
}

export interface IssueRemoved {
  readonly reason?: string;
}

export interface AnnotationAdded {
  /** Markdown. */
  readonly text: string;
  /** Whose words they are, where not those of whoever records them: a name, as on another program's board. */
  readonly author?: string;
  /** The passage it is about, where the subject is a document. */
  readonly passage?: Passage;
}

export interface AnnotationEdited {
  readonly annotation: AnnotationId;
  readonly text: string;
}

export interface AnnotationRemoved {
  readonly annotation: AnnotationId;
}

export interface DocumentAdded {
  readonly title: string;
  /** Who published the source, of which a digest is one. */
  readonly publisher: string;
  /** Whose words the paragraphs are. An event without it is of a digest: nobody is quoted by mistake. */
  readonly kind?: DocumentKind;
  /**
   * When the source was published; absent where that is not known. When a fact in it happened is the `at` of events.
   * Documents were added with a `date` before: it was the fact's, so it is kept and sent on, and never shown as this.
   */
  readonly published?: CalendarDate;
  /** Of the source, http or https; absent where it has none. */
  readonly address?: string;
  readonly paragraphs: readonly string[];
}

export interface ActorNamed {
  readonly name: string;
}

/** Takes another event of the same subject out of force; retracting that again puts it back. */
export interface EventRetracted {
  readonly event: EventId;
  /** Asked for as a command in its own right (Restore), not as the undoing of one. */
  readonly asCommand?: true;
}

interface Contract {
  'dossier.described.v1': { subject: DossierId; payload: DossierDescribed };
  'dossier.removed.v1': { subject: DossierId; payload: DossierRemoved };
  'issue.added.v1': { subject: IssueId; payload: IssueAdded };
  'issue.edited.v1': { subject: IssueId; payload: IssueEdited };
  'issue.moved.v1': { subject: IssueId; payload: IssueMoved };
  'issue.removed.v1': { subject: IssueId; payload: IssueRemoved };
  'annotation.added.v1': { subject: IssueId | DocumentId; payload: AnnotationAdded };
  'annotation.edited.v1': { subject: IssueId | DocumentId; payload: AnnotationEdited };
  'annotation.removed.v1': { subject: IssueId | DocumentId; payload: AnnotationRemoved };
  'document.added.v1': { subject: DocumentId; payload: DocumentAdded };
  'actor.named.v1': { subject: ActorId; payload: ActorNamed };
  'event.retracted.v1': { subject: SubjectId; payload: EventRetracted };
}

export type EventType = keyof Contract;
export type PayloadOf<T extends EventType> = Contract[T]['payload'];

export interface Envelope {
  readonly id: EventId;
  readonly actor: ActorId;
  /** When it happened in the talks; `id` says when it was recorded. */
  readonly at: Instant;
}

/** What a command asks to be recorded; the session adds id, actor and, where absent, `at`. */
export type Intention = {
  [T in EventType]: {
    readonly type: T;
    readonly subject: Contract[T]['subject'];
    readonly payload: Contract[T]['payload'];
    readonly at?: Instant;
  };
}[EventType];

export type KnownEvent = {
  [T in EventType]: Envelope & {
    readonly type: T;
    readonly subject: Contract[T]['subject'];
    readonly payload: Contract[T]['payload'];
  };
}[EventType];

/** What an event is of: a note, or one of the subjects themselves. */
export type EventKind = 'dossier' | 'issue' | 'note' | 'document' | 'actor' | 'retraction';

/** A type that is added has to say here what it is of. */
const eventKinds: Readonly<Record<EventType, EventKind>> = {
  'dossier.described.v1': 'dossier',
  'dossier.removed.v1': 'dossier',
  'issue.added.v1': 'issue',
  'issue.edited.v1': 'issue',
  'issue.moved.v1': 'issue',
  'issue.removed.v1': 'issue',
  'annotation.added.v1': 'note',
  'annotation.edited.v1': 'note',
  'annotation.removed.v1': 'note',
  'document.added.v1': 'document',
  'actor.named.v1': 'actor',
  'event.retracted.v1': 'retraction',
};

/** Null for an event of a type that this version does not know. */
export function kindOf({ type }: LogEvent): EventKind | null {
  return type === 'unrecognised' ? null : eventKinds[type];
}

/** A well-formed event of a type this version does not know: kept, counted, and without effect. */
export interface UnrecognisedEvent extends Envelope {
  readonly type: 'unrecognised';
  readonly subject: string;
  readonly payload: { readonly type: string; readonly payload: unknown };
}

export type LogEvent = KnownEvent | UnrecognisedEvent;

/** The form in which an event is stored and sent: plain JSON, an unrecognised one as it came. */
export interface WireEvent {
  readonly id: string;
  readonly actor: string;
  readonly at: string;
  readonly subject: string;
  readonly type: string;
  readonly payload: unknown;
}

export function toWire(event: LogEvent): WireEvent {
  const { id, actor, at, subject } = event;
  return event.type === 'unrecognised'
    ? { id, actor, at, subject, type: event.payload.type, payload: event.payload.payload }
    : { id, actor, at, subject, type: event.type, payload: event.payload };
}

/** Fold order: `at`, then `id`, then `actor`. 0 only for one and the same event. */
export function compareEvents(a: LogEvent, b: LogEvent): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  if (a.actor !== b.actor) return a.actor < b.actor ? -1 : 1;
  return 0;
}
