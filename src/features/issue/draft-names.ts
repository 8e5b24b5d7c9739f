/** Under which names texts about an issue are kept; also what a name says of the place a text is for. */
import { isEventId } from '#src/domain/clock.ts';
import { type AnnotationId, type IssueId, isIssueId } from '#src/domain/ids.ts';

export function noteDraftName(issue: IssueId): string {
  return `note.${issue}`;
}

export function editDraftName(note: AnnotationId): string {
  return `edit.${note}`;
}

export function issueDraftName(issue: IssueId | null): string {
  return `issue.${issue ?? 'new'}`;
}

export function reasonDraftName(issue: IssueId): string {
  return `why.${issue}`;
}

export type DraftPlace =
  | { readonly kind: 'note'; readonly issue: IssueId }
  | { readonly kind: 'edit'; readonly note: AnnotationId }
  | { readonly kind: 'issue'; readonly issue: IssueId }
  | { readonly kind: 'why'; readonly issue: IssueId };

/** Null for a text that is about no issue that there is: one to be added, a name. */
export function placeOf(name: string): DraftPlace | null {
  const [kind] = name.split('.', 1);
  const rest = name.slice(`${kind}.`.length);
  if (kind === 'edit') return isEventId(rest) ? { kind, note: rest } : null;
  if (kind !== 'note' && kind !== 'issue' && kind !== 'why') return null;
  if (!isIssueId(rest)) return null;
  return { kind, issue: rest };
}
