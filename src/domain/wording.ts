/**
 * Plain words for what was done: the sentences of the history, of a toast and of an announcement. One place,
 * so that an action is called the same wherever it is named.
 */
import type { Board } from './board.ts';
import type { LogEvent } from './event.ts';
import type { HistoryAction } from './history.ts';
import { isIssueId } from './ids.ts';
import { inserted } from './inserted-text.ts';
import type { Instant } from './instant.ts';
import { type FieldName, issueFields } from './issue-fields.ts';
import type { Step } from './undo.ts';
import { type Status, statusLabels } from './vocabulary.ts';

/** `title`, `summary` and `tags` → “title, summary and tags”. */
function listWords(words: readonly string[]): string {
  const last = words.at(-1);
  if (last === undefined) return '';
  const others = words.slice(0, -1);
  return others.length === 0 ? last : `${others.join(', ')} and ${last}`;
}

/** A history entry as the predicate of a sentence: “moved from Open to Under discussion”. */
export function describeAction(action: HistoryAction): string {
  switch (action.kind) {
    case 'added':
      return `added to ${statusLabels[action.to]}`;
    case 'moved':
      return `moved from ${statusLabels[action.from]} to ${statusLabels[action.to]}`;
    case 'reordered':
      return `reordered within ${statusLabels[action.within]}`;
    case 'edited':
      return describeEdit(action.fields);
    case 'removed':
      return 'removed from the board';
    case 'note-added':
      return 'added a note';
    case 'note-edited':
      return 'edited a note';
    case 'note-removed':
      return 'deleted a note';
    case 'unrecognised':
      return `did something this version does not know (${inserted(action.type)})`;
  }
}

function describeEdit(fields: readonly FieldName[]): string {
  return `edited the ${listWords(fields.map((field) => issueFields[field].noun))}`;
}

/** A command as one clause: “moved “Data localisation rules” to Resolved”. */
export function describeStep(step: Step, board: Board): string {
  const [first, ...others] = step;
  const subjects = new Set(step.map((event) => event.subject));
  if (others.length === 0 || subjects.size === 1) return describeEvent(first, board);
  return describeMany(step, countIssues(subjects.size));
}

/** `3 issues`, `1,000 issues`. */
export function countIssues(count: number): string {
  return count === 1 ? '1 issue' : `${count.toLocaleString('en')} issues`;
}

function describeMany(step: Step, count: string): string {
  const [first] = step;
  if (step.some((event) => event.type !== first.type)) return `changed ${count}`;
  switch (first.type) {
    case 'issue.moved.v1':
      return `moved ${count} to ${statusLabels[first.payload.status]}`;
    case 'issue.removed.v1':
      return `removed ${count}`;
    case 'annotation.added.v1':
      return `added a note to ${count}`;
    case 'event.retracted.v1':
      return `took back a change to ${count}`;
    case 'issue.edited.v1':
      return isOfTagsAlone(first.payload) ? `changed the tags of ${count}` : `edited ${count}`;
    case 'issue.added.v1':
      return `added ${count}`;
    case 'annotation.edited.v1':
      return `edited a note on ${count}`;
    case 'annotation.removed.v1':
      return `deleted a note on ${count}`;
    case 'dossier.described.v1':
    case 'document.added.v1':
    case 'actor.named.v1':
    case 'unrecognised':
      return `changed ${count}`;
  }
}

function isOfTagsAlone(payload: object): boolean {
  return Object.keys(payload).join() === 'tags';
}

function describeEvent(event: LogEvent, board: Board): string {
  const issue = isIssueId(event.subject) ? board.issues.get(event.subject) : undefined;
  const title = issue ? `“${inserted(issue.title)}”` : 'an issue';
  switch (event.type) {
    case 'issue.added.v1':
      return `added “${inserted(event.payload.title)}”`;
    case 'issue.edited.v1':
      return `edited ${title}`;
    case 'issue.moved.v1':
      return `moved ${title} to ${statusLabels[event.payload.status]}`;
    case 'issue.removed.v1':
      return `removed ${title}`;
    case 'annotation.added.v1':
      return `added a note to ${title}`;
    case 'annotation.edited.v1':
      return `edited a note on ${title}`;
    case 'annotation.removed.v1':
      return `deleted a note on ${title}`;
    case 'actor.named.v1':
      return `took the name ${inserted(event.payload.name)}`;
    case 'event.retracted.v1':
      return `took back a change to ${title}`;
    case 'dossier.described.v1':
      return 'described the dossier';
    case 'document.added.v1':
      return `added the document “${inserted(event.payload.title)}”`;
    case 'unrecognised':
      return 'did something this version does not know';
  }
}

/** What a screen reader is told of a move: “… moved from Open to Resolved, position 1 of 4.” */
export function announceMove(
  title: string,
  from: Status,
  to: Status,
  position: number,
  of: number,
): string {
  const way =
    from === to
      ? `within ${statusLabels[to]}`
      : `from ${statusLabels[from]} to ${statusLabels[to]}`;
  return `${inserted(title)} moved ${way}, position ${position} of ${of}.`;
}

const longDay = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** “As it stood on 22 June 2023”: of a past date. */
export function describeMoment(moment: Instant): string {
  return `As it stood on ${longDay.format(new Date(moment))}`;
}

/** Why nothing can be changed while it is shown, and what to do. */
export function readOnlyText(moment: Instant): string {
  const day = longDay.format(new Date(moment));
  return `Nothing was changed: this is how the dossier stood on ${day}. Go back to today to change it.`;
}
