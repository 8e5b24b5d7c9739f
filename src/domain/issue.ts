/**
 * An issue: one thing that one party asks of another, folded from the events about it.
 * It exists from the `issue.added` it begins with (founding.ts); a removed issue is kept, marked, so that it can be restored.
 */
import { type Annotation, addAnnotation, editAnnotation, removeAnnotation } from './annotation.ts';
import type { EventId } from './clock.ts';
import type { LogEvent } from './event.ts';
import { foundingEvent } from './founding.ts';
import type { ActorId, IssueId } from './ids.ts';
import type { Instant } from './instant.ts';
import { applyFields, fieldsOf, type IssueFields } from './issue-fields.ts';
import type { Rank } from './rank.ts';
import { retractionsInForce } from './retraction.ts';
import type { Status } from './vocabulary.ts';

export interface Issue extends IssueFields {
  readonly status: Status;
  readonly rank: Rank;
  readonly id: IssueId;
  readonly addedAt: Instant;
  /** When it came to its present status. */
  readonly movedAt: Instant;
  readonly annotations: readonly Annotation[];
  readonly removed: {
    readonly event: EventId;
    readonly actor: ActorId;
    readonly at: Instant;
  } | null;
}

/** An issue while it is being folded: it may be changed, for nobody else has it yet. */
export type UnfinishedIssue = {
  -readonly [K in keyof Omit<Issue, 'annotations'>]: Issue[K];
} & { annotations: Annotation[] };

/** A copy of a finished issue, to go on with. */
export function reopenIssue(issue: Issue): UnfinishedIssue {
  return { ...issue, annotations: [...issue.annotations] };
}

export function beginIssue(event: Extract<LogEvent, { type: 'issue.added.v1' }>): UnfinishedIssue {
  const { at, subject: id, payload } = event;
  const { status, rank } = payload;
  const own = { id, ...fieldsOf(payload), status, rank };
  return { ...own, addedAt: at, movedAt: at, annotations: [], removed: null };
}

/** Applies one event, in place. */
export function applyToIssue(issue: UnfinishedIssue, event: LogEvent): void {
  switch (event.type) {
    case 'issue.edited.v1':
      applyFields(event.payload, issue);
      break;
    case 'issue.moved.v1':
      if (event.payload.status !== issue.status) issue.movedAt = event.at;
      issue.status = event.payload.status;
      issue.rank = event.payload.rank;
      break;
    case 'issue.removed.v1':
      issue.removed = { event: event.id, actor: event.actor, at: event.at };
      break;
    case 'annotation.added.v1':
      addAnnotation(issue.annotations, event, event.payload);
      break;
    case 'annotation.edited.v1':
      editAnnotation(issue.annotations, event, event.payload);
      break;
    case 'annotation.removed.v1':
      removeAnnotation(issue.annotations, event.payload.annotation);
      break;
    case 'issue.added.v1':
    case 'dossier.described.v1':
    case 'dossier.removed.v1':
    case 'document.added.v1':
    case 'actor.named.v1':
    case 'event.retracted.v1':
    case 'unrecognised':
      break;
    default:
      event satisfies never;
  }
}

/** `events`: all events about one issue, in fold order. What stands before its beginning changes nothing. */
export function foldIssue(events: readonly LogEvent[]): Issue | null {
  const retracted = retractionsInForce(events);
  const founding = foundingEvent(events, 'issue.added.v1', retracted);
  if (founding === null) return null;
  const issue = beginIssue(founding);
  for (let i = events.indexOf(founding) + 1; i < events.length; i += 1) {
    const event = events[i];
    if (event !== undefined && !retracted.has(event.id)) applyToIssue(issue, event);
  }
  return issue;
}
