/**
 * An issue: one thing that one party asks of another, folded from the events about it.
 * It exists from its `issue.added`; a removed issue is kept, marked, so that it can be restored.
 */
import { type Annotation, addAnnotation, editAnnotation, removeAnnotation } from './annotation.ts';
import type { EventId } from './clock.ts';
import type { IssueAdded, IssueEdited, LogEvent } from './event.ts';
import type { ActorId, IssueId } from './ids.ts';
import type { Instant } from './instant.ts';
import { retractionsInForce } from './retraction.ts';

export interface Issue extends IssueAdded {
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

export const editableFields = [
  'title',
  'summary',
  'asker',
  'basis',
  'category',
  'tags',
  'evidence',
] as const satisfies readonly (keyof IssueEdited)[];

/** Takes over the known fields alone: a newer version's payload may hold others. */
function applyEdit(issue: Issue, edit: IssueEdited): Issue {
  const {
    title = issue.title,
    summary = issue.summary,
    asker = issue.asker,
    basis = issue.basis,
    category = issue.category,
    tags = issue.tags,
    evidence = issue.evidence,
  } = edit;
  return { ...issue, title, summary, asker, basis, category, tags, evidence };
}

/** The issue after one event; the same object where the event changes nothing. */
export function applyToIssue(issue: Issue | null, event: LogEvent): Issue | null {
  if (issue === null) {
    if (event.type !== 'issue.added.v1') return null;
    const { at, subject, payload } = event;
    return { ...payload, id: subject, addedAt: at, movedAt: at, annotations: [], removed: null };
  }
  switch (event.type) {
    case 'issue.edited.v1':
      return applyEdit(issue, event.payload);
    case 'issue.moved.v1': {
      const { status, rank } = event.payload;
      return {
        ...issue,
        status,
        rank,
        movedAt: status === issue.status ? issue.movedAt : event.at,
      };
    }
    case 'issue.removed.v1':
      return { ...issue, removed: { event: event.id, actor: event.actor, at: event.at } };
    case 'annotation.added.v1':
      return { ...issue, annotations: addAnnotation(issue.annotations, event, event.payload) };
    case 'annotation.edited.v1':
      return { ...issue, annotations: editAnnotation(issue.annotations, event, event.payload) };
    case 'annotation.removed.v1': {
      const annotations = removeAnnotation(issue.annotations, event.payload.annotation);
      return { ...issue, annotations };
    }
    case 'issue.added.v1':
    case 'dossier.described.v1':
    case 'document.added.v1':
    case 'actor.named.v1':
    case 'event.retracted.v1':
    case 'unrecognised':
      return issue;
  }
}

/** `events`: all events about one issue, in fold order. */
export function foldIssue(events: readonly LogEvent[]): Issue | null {
  const retracted = retractionsInForce(events);
  let issue: Issue | null = null;
  for (const event of events) if (!retracted.has(event.id)) issue = applyToIssue(issue, event);
  return issue;
}
