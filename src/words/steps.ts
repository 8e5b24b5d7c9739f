/**
 * Plain words for what was done: what a toast, an announcement and a tooltip call a command. One place, so that an action
 * is called the same wherever it is named.
 */
import type { Board } from '#src/domain/board.ts';
import type { LogEvent } from '#src/domain/event.ts';
import { isExplanation } from '#src/domain/explain-move.ts';
import { isIssueId } from '#src/domain/ids.ts';
import type { Step } from '#src/domain/undo.ts';
import * as words from './compiled/steps.ts';
import { statusLabel } from './vocabulary.ts';

/** A command as one clause: “moved “Data localisation rules” to Resolved”. */
export function describeStep(step: Step, board: Board): string {
  const [first, ...others] = step;
  if (isExplanation(step)) return describeExplanation(first, board);
  const subjects = new Set(step.map((event) => event.subject));
  if (others.length === 0 || subjects.size === 1) return describeEvent(first, board);
  return describeMany(step, subjects.size);
}

function describeExplanation({ subject }: LogEvent, board: Board): string {
  const issue = isIssueId(subject) ? board.issues.get(subject) : undefined;
  return issue ? words.explained({ title: issue.title }) : words.explainedSome();
}

function describeMany(step: Step, count: number): string {
  const [first] = step;
  if (step.some((event) => event.type !== first.type)) return words.changedMany({ count });
  switch (first.type) {
    case 'issue.moved.v1':
      return words.movedMany({ count, status: statusLabel(first.payload.status) });
    case 'issue.removed.v1':
      return words.removedMany({ count });
    case 'annotation.added.v1':
      return words.annotatedMany({ count });
    case 'event.retracted.v1':
      return words.retractedMany({ count });
    case 'issue.edited.v1':
      return isOfTagsAlone(first.payload)
        ? words.taggedMany({ count })
        : words.editedMany({ count });
    case 'issue.added.v1':
      return words.addedMany({ count });
    case 'annotation.edited.v1':
      return words.editedNotes({ count });
    case 'annotation.removed.v1':
      return words.removedNotes({ count });
    case 'dossier.described.v1':
    case 'dossier.removed.v1':
    case 'document.added.v1':
    case 'actor.named.v1':
    case 'unrecognised':
      return words.changedMany({ count });
  }
}

function isOfTagsAlone(payload: object): boolean {
  return Object.keys(payload).join() === 'tags';
}

function describeEvent(event: LogEvent, board: Board): string {
  const issue = isIssueId(event.subject) ? board.issues.get(event.subject) : undefined;
  return issue ? describeFor(event, issue.title) : describeForSome(event);
}

function describeFor(event: LogEvent, title: string): string {
  switch (event.type) {
    case 'issue.edited.v1':
      return words.edited({ title });
    case 'issue.moved.v1':
      return words.moved({ title, status: statusLabel(event.payload.status) });
    case 'issue.removed.v1':
      return words.removed({ title });
    case 'annotation.added.v1':
      return words.annotated({ title });
    case 'annotation.edited.v1':
      return words.editedNote({ title });
    case 'annotation.removed.v1':
      return words.removedNote({ title });
    case 'event.retracted.v1':
      return words.retracted({ title });
    case 'issue.added.v1':
    case 'dossier.described.v1':
    case 'dossier.removed.v1':
    case 'document.added.v1':
    case 'actor.named.v1':
    case 'unrecognised':
      return describeForSome(event);
  }
}

/** Of an event that names what it is about itself, or of which that is not on the board. */
function describeForSome(event: LogEvent): string {
  switch (event.type) {
    case 'issue.added.v1':
      return words.added({ title: event.payload.title });
    case 'issue.edited.v1':
      return words.editedSome();
    case 'issue.moved.v1':
      return words.movedSome({ status: statusLabel(event.payload.status) });
    case 'issue.removed.v1':
      return words.removedSome();
    case 'annotation.added.v1':
      return words.annotatedSome();
    case 'annotation.edited.v1':
      return words.editedNoteOfSome();
    case 'annotation.removed.v1':
      return words.removedNoteOfSome();
    case 'event.retracted.v1':
      return words.retractedOfSome();
    case 'actor.named.v1':
      return words.named({ name: event.payload.name });
    case 'dossier.described.v1':
      return words.described();
    case 'dossier.removed.v1':
      return words.removedDossier();
    case 'document.added.v1':
      return words.addedDocument({ title: event.payload.title });
    case 'unrecognised':
      return words.unrecognised();
  }
}
