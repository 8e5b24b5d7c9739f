/**
 * Texts that have lost their place: written about an issue or a note that is gone from the board, so that no box will be
 * opened for them again. They are kept, and shown in a list of their own.
 */
import type { Folded } from '#src/domain/board.ts';
import { type AnnotationId, type IssueId, isIssueId } from '#src/domain/ids.ts';
import type { Log } from '#src/domain/log.ts';
import type { Draft } from '#src/store/drafts.ts';
import { draftInWords } from './draft-in-words.ts';
import { type DraftPlace, placeOf } from './draft-names.ts';
import { readChanges } from './use-issue-draft.ts';

export interface LostText {
  /** Of the draft. */
  readonly name: string;
  readonly kind: DraftPlace['kind'];
  /** What it was about; null where not even the log knows. */
  readonly issue: IssueId | null;
  readonly title: string | null;
  readonly why: 'note deleted' | 'issue removed' | 'issue gone';
  /** As it can be read. */
  readonly words: string;
}

/** `folded` must hold the whole log: what has not been read yet is not gone. */
export function lostTexts(texts: ReadonlyMap<string, Draft>, folded: Folded): LostText[] {
  return [...texts].flatMap(([name, { text }]) => {
    const place = placeOf(name);
    const lost = place && text !== '' ? lossOf(place, folded) : null;
    if (!place || !lost) return [];
    const words = place.kind === 'issue' ? draftInWords(readChanges(text)) : text;
    const title = lost.issue && titleOf(lost.issue, folded);
    return [{ name, kind: place.kind, title, words, ...lost }];
  });
}

export function isLost(name: string, folded: Folded): boolean {
  const place = placeOf(name);
  return place !== null && lossOf(place, folded) !== null;
}

function lossOf(place: DraftPlace, folded: Folded): Pick<LostText, 'issue' | 'why'> | null {
  const { issues } = folded.board;
  if (place.kind !== 'edit') {
    const issue = issues.get(place.issue);
    if (issue) return issue.removed ? { issue: issue.id, why: 'issue removed' } : null;
    return { issue: place.issue, why: 'issue gone' };
  }
  for (const { id, annotations, removed } of issues.values()) {
    if (!annotations.some((note) => note.id === place.note)) continue;
    return removed ? { issue: id, why: 'issue removed' } : null;
  }
  const issue = issueOfNote(place.note, folded.log);
  return { issue, why: issue && issues.has(issue) ? 'note deleted' : 'issue gone' };
}

function issueOfNote(note: AnnotationId, log: Log): IssueId | null {
  for (const [subject, events] of log) {
    if (isIssueId(subject) && events.some(({ id }) => id === note)) return subject;
  }
  return null;
}

/** Of an issue that is not on the board, the title it was added under. */
function titleOf(issue: IssueId, { board, log }: Folded): string | null {
  const there = board.issues.get(issue);
  if (there) return there.title;
  const added = log.get(issue)?.find((event) => event.type === 'issue.added.v1');
  return added?.payload.title ?? null;
}
