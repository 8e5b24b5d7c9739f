/**
 * The history of an issue, entry by entry in fold order: what each event did at the moment it took effect.
 * A retracted event stays in the list, marked with who took it back; retractions are not entries themselves. A move that
 * was given its reason later is one entry, the move with its reason: nobody has taken it back.
 */
import { type EventId, recordedAt } from './clock.ts';
import type { LogEvent, UnrecognisedEvent } from './event.ts';
import { explanationsIn } from './explain-move.ts';
import { foundingEvent, isRecordedBefore } from './founding.ts';
import type { ActorId } from './ids.ts';
import type { Instant } from './instant.ts';
import { applyToIssue, beginIssue, type Issue, type UnfinishedIssue } from './issue.ts';
import { type EditedFields, type FieldName, fieldsIn, someFields } from './issue-fields.ts';
import { retractionsInForce } from './retraction.ts';
import type { Status } from './vocabulary.ts';

export type HistoryAction =
  | { readonly kind: 'added'; readonly to: Status }
  | {
      readonly kind: 'moved';
      readonly from: Status;
      readonly to: Status;
      readonly reason: string | null;
    }
  /** The reason for a move that stands by itself: taken back, or one of two that were given at once. */
  | { readonly kind: 'explained'; readonly reason: string }
  | { readonly kind: 'reordered'; readonly within: Status }
  | {
      readonly kind: 'edited';
      readonly fields: readonly FieldName[];
      /** What these fields held until then, and since. */
      readonly before: EditedFields;
      readonly after: EditedFields;
    }
  | { readonly kind: 'removed'; readonly reason: string | null }
  /** `writtenBy`: who wrote it, as they are called, where it was brought in from elsewhere. */
  | { readonly kind: 'note-added'; readonly writtenBy?: string }
  | { readonly kind: 'note-edited' }
  | { readonly kind: 'note-removed' }
  | { readonly kind: 'unrecognised'; readonly type: string };

export interface HistoryEntry {
  readonly id: EventId;
  readonly actor: ActorId;
  /** When it happened in the talks. */
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly action: HistoryAction;
  /** When a move was given its reason, if that came later. */
  readonly explainedAt: Instant | null;
  readonly retracted: { readonly actor: ActorId; readonly recordedAt: Instant } | null;
}

/** `events`: all events about one issue, in fold order. Events without effect are left out. */
export function historyOf(events: readonly LogEvent[]): HistoryEntry[] {
  const retracted = retractionsInForce(events);
  const actors = new Map(events.map((event) => [event.id, event.actor]));
  const founding = foundingEvent(events, 'issue.added.v1', retracted);
  const explanations = explanationsIn(events);
  const explained = new Set<EventId>();
  for (const [id, move] of explanations) if (!retracted.has(id)) explained.add(move.id);
  const entries: HistoryEntry[] = [];
  let issue: UnfinishedIssue | null = null;
  for (const event of events) {
    const retraction = retracted.get(event.id);
    const move = explanations.get(event.id);
    const action =
      event.type === 'issue.added.v1'
        ? additionOf(event, founding)
        : actionOf(issue, event, move !== undefined && retraction !== undefined);
    if (event === founding) issue = beginIssue(founding);
    else if (issue !== null && !retraction) applyToIssue(issue, event);
    const isReplaced = retraction !== undefined && explained.has(event.id);
    if (action === null || isReplaced) continue;
    const isWhole = move !== undefined && action.kind === 'moved';
    const by = retraction && actors.get(retraction.id);
    entries.push({
      id: event.id,
      actor: event.actor,
      at: event.at,
      recordedAt: recordedAt(isWhole ? move.id : event.id),
      action,
      explainedAt: isWhole ? recordedAt(event.id) : null,
      retracted: retraction && by ? { actor: by, recordedAt: recordedAt(retraction.id) } : null,
    });
  }
  return entries;
}

type Addition = Extract<LogEvent, { type: 'issue.added.v1' }>;

/** An addition is told if the issue begins with it, or did until it was taken back. */
function additionOf(event: Addition, founding: Addition | null): HistoryAction | null {
  const isTold = founding === null || event === founding || isRecordedBefore(event, founding);
  return isTold ? { kind: 'added', to: event.payload.status } : null;
}

function unrecognised({ payload }: UnrecognisedEvent): HistoryAction {
  return { kind: 'unrecognised', type: payload.type };
}

/** `isReasonAlone`: the event is a reason that was taken back, while its move may stand. */
function actionOf(
  issue: Issue | null,
  event: LogEvent,
  isReasonAlone: boolean,
): HistoryAction | null {
  if (issue === null) return event.type === 'unrecognised' ? unrecognised(event) : null;
  switch (event.type) {
    case 'unrecognised':
      return unrecognised(event);
    case 'issue.moved.v1': {
      const { status: to, reason = null } = event.payload;
      const isExplained = reason !== null && (isReasonAlone || issue.status === to);
      if (isExplained) return { kind: 'explained', reason };
      return issue.status === to
        ? { kind: 'reordered', within: to }
        : { kind: 'moved', from: issue.status, to, reason };
    }
    case 'issue.edited.v1': {
      const fields = fieldsIn(event.payload);
      const before = someFields(fields, issue);
      return { kind: 'edited', fields, before, after: someFields(fields, event.payload) };
    }
    case 'issue.removed.v1':
      return { kind: 'removed', reason: event.payload.reason ?? null };
    case 'annotation.added.v1': {
      const { author } = event.payload;
      return { kind: 'note-added', ...(author !== undefined && { writtenBy: author }) };
    }
    case 'annotation.edited.v1':
      return { kind: 'note-edited' };
    case 'annotation.removed.v1':
      return { kind: 'note-removed' };
    case 'issue.added.v1':
    case 'event.retracted.v1':
    case 'dossier.described.v1':
    case 'dossier.removed.v1':
    case 'document.added.v1':
    case 'actor.named.v1':
      return null;
  }
}
