/**
 * Plans for moving issues: which events bring them to a status and a place in its order. A place is said by a
 * neighbour or an end, so it means the same when a filter hides part of the cell. The asker never changes.
 */
import type { Board } from './board.ts';
import { cellKey } from './cells.ts';
import type { Intention } from './event.ts';
import type { IssueId, PartyCode } from './ids.ts';
import { placeAt, type Ranked } from './rank.ts';
import type { Status } from './vocabulary.ts';

export type Place =
  | { readonly kind: 'top' }
  | { readonly kind: 'bottom' }
  | { readonly kind: 'before'; readonly issue: IssueId }
  | { readonly kind: 'after'; readonly issue: IssueId };

/**
 * Events that bring the issues, in the given order, to the place; none where they stand there already. Issues
 * of an asker in whose cell the place is not go to the top of their own.
 */
export function planMove(
  board: Board,
  ids: readonly IssueId[],
  status: Status,
  place: Place,
): Intention[] {
  const byAsker = new Map<PartyCode, IssueId[]>();
  for (const id of ids) {
    const issue = board.issues.get(id);
    if (!issue || issue.removed) continue;
    const group = byAsker.get(issue.asker);
    if (group) group.push(id);
    else byAsker.set(issue.asker, [id]);
  }
  return [...byAsker].flatMap(([asker, moving]) => planCell(board, asker, moving, status, place));
}

function planCell(
  board: Board,
  asker: PartyCode,
  moving: readonly IssueId[],
  status: Status,
  place: Place,
): Intention[] {
  const cell = board.cells.get(cellKey(asker, status)) ?? [];
  const isMoving = new Set(moving);
  const others = cell.filter(({ id }) => !isMoving.has(id));
  const index = indexOf(others, place);
  if (moving.every((id, i) => cell[index + i]?.id === id)) return [];
  return placeAt(others, index, moving).map(({ id, rank }) => ({
    type: 'issue.moved.v1',
    subject: id,
    payload: { status, rank },
  }));
}

function indexOf(cell: readonly Ranked[], place: Place): number {
  switch (place.kind) {
    case 'top':
      return 0;
    case 'bottom':
      return cell.length;
    case 'before':
    case 'after': {
      const index = cell.findIndex(({ id }) => id === place.issue);
      if (index < 0) return 0;
      return place.kind === 'before' ? index : index + 1;
    }
  }
}

/** Where “Up” and “Down” lead, given the ids shown in the cell; null at the end. */
export function placeBeside(
  shown: readonly IssueId[],
  issue: IssueId,
  direction: 'up' | 'down',
): Place | null {
  const index = shown.indexOf(issue);
  const neighbour = shown[direction === 'up' ? index - 1 : index + 1];
  if (index < 0 || neighbour === undefined) return null;
  return { kind: direction === 'up' ? 'before' : 'after', issue: neighbour };
}

/** The place at `index` among the ids shown in a cell, the moving issues not counted. */
export function placeAmong(shown: readonly IssueId[], index: number): Place {
  const before = shown[index - 1];
  if (before !== undefined) return { kind: 'after', issue: before };
  const after = shown[index];
  return after === undefined ? { kind: 'top' } : { kind: 'before', issue: after };
}
