/** What happened last in the talks, as far as the board tells: issues added, moved to another status, or noted on. */
import type { Board } from './board.ts';
import type { Instant } from './instant.ts';
import type { Issue } from './issue.ts';

export interface Change {
  readonly issue: Issue;
  readonly kind: 'added' | 'moved' | 'noted';
  /** When it happened in the talks. */
  readonly at: Instant;
}

/**
 * At most `most` changes, latest first, at most one an issue: its latest. Of issues that are not removed. At one moment
 * a move says more than a note.
 */
export function latestChanges({ issues }: Board, most: number): readonly Change[] {
  const latest: Change[] = [];
  for (const issue of issues.values()) {
    if (issue.removed !== null) continue;
    const change = latestOf(issue);
    const last = latest[most - 1];
    if (last && !isLater(change, last)) continue;
    const place = latest.findIndex((other) => isLater(change, other));
    latest.splice(place === -1 ? latest.length : place, 0, change);
    if (latest.length > most) latest.pop();
  }
  return latest;
}

const known = new WeakMap<Board, Change | null>();

/** The last that the parties did, whatever those who follow them noted since; null where nothing is on the table. */
export function latestInTalks(board: Board): Change | null {
  let latest = known.get(board);
  if (latest !== undefined) return latest;
  latest = null;
  for (const issue of board.issues.values()) {
    if (issue.removed !== null) continue;
    const change = inTalks(issue);
    if (latest === null || isLater(change, latest)) latest = change;
  }
  known.set(board, latest);
  return latest;
}

function inTalks(issue: Issue): Change {
  const { addedAt, movedAt } = issue;
  return { issue, kind: movedAt > addedAt ? 'moved' : 'added', at: movedAt };
}

function latestOf(issue: Issue): Change {
  let change = inTalks(issue);
  for (const { at } of issue.annotations) {
    if (at > change.at) change = { issue, kind: 'noted', at };
  }
  return change;
}

function isLater(a: Change, b: Change): boolean {
  if (a.at !== b.at) return a.at > b.at;
  if ((a.kind === 'noted') !== (b.kind === 'noted')) return b.kind === 'noted';
  return a.issue.id < b.issue.id;
}
