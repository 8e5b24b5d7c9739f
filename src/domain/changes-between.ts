/** What is other on one board than on another of the same dossier, issue by issue. */
import type { Board } from './board.ts';
import type { Issue } from './issue.ts';
import { type FieldName, fieldNames, type IssueFields, issueFields } from './issue-fields.ts';
import type { Status } from './vocabulary.ts';

export interface IssueChange {
  /** As it is afterwards; of one that has gone, as it was. */
  readonly issue: Issue;
  /** `new`: it was not there · `back`: it was removed · `gone`: it is not there any more · `other`: another than before. */
  readonly kind: 'new' | 'back' | 'gone' | 'other';
  /** Its status before, where that is another. */
  readonly from: Status | null;
  /** What else of it is other. */
  readonly fields: readonly FieldName[];
  /** Notes that were not on it. */
  readonly notes: number;
}

/** In the order of the issues afterwards, then those that have gone. Another place in its cell is no change. */
export function changesBetween(before: Board, after: Board): readonly IssueChange[] {
  const changes: IssueChange[] = [];
  for (const issue of after.issues.values()) {
    const was = before.issues.get(issue.id);
    if (was !== issue && issue.removed === null) {
      const change = changeOf(was, issue);
      if (change !== null) changes.push(change);
    }
  }
  for (const was of before.issues.values()) {
    const issue = after.issues.get(was.id);
    const isGone = was.removed === null && (issue === undefined || issue.removed !== null);
    if (isGone) changes.push({ issue: was, kind: 'gone', from: null, fields: [], notes: 0 });
  }
  return changes;
}

function changeOf(was: Issue | undefined, issue: Issue): IssueChange | null {
  const known = new Set(was?.annotations.map(({ id }) => id));
  const notes = issue.annotations.filter(({ id }) => !known.has(id)).length;
  const isBack = was?.removed != null;
  if (was === undefined || isBack) {
    return { issue, kind: isBack ? 'back' : 'new', from: null, fields: [], notes };
  }
  const fields = fieldNames.filter((name) => !isSame(name, was, issue));
  const from = was.status === issue.status ? null : was.status;
  if (from === null && fields.length === 0 && notes === 0) return null;
  return { issue, kind: 'other', from, fields, notes };
}

function isSame<K extends FieldName>(name: K, one: IssueFields, other: IssueFields): boolean {
  return issueFields[name].isSame(one[name], other[name]);
}
