/**
 * Moving an issue: to another status, to another place in its order, or both. Never to another asker.
 * The place is said by a neighbour or an end, so it means the same when a filter hides part of the cell.
 */
import type { Board } from '#src/domain/board.ts';
import { cellKey } from '#src/domain/cells.ts';
import type { Intention } from '#src/domain/event.ts';
import { matcher } from '#src/domain/filter.ts';
import type { IssueId } from '#src/domain/ids.ts';
import type { Issue } from '#src/domain/issue.ts';
import { placeAt, type Ranked } from '#src/domain/rank.ts';
import type { Step } from '#src/domain/undo.ts';
import { type Status, statusLabels } from '#src/domain/vocabulary.ts';
import { announceMove } from '#src/domain/wording.ts';
import type { CardPart } from '#src/store/screen.ts';
import { type Command, type CommandContext, stepOf } from './command.ts';

export type Place =
  | { readonly kind: 'top' }
  | { readonly kind: 'bottom' }
  | { readonly kind: 'before'; readonly issue: IssueId }
  | { readonly kind: 'after'; readonly issue: IssueId };

export interface MoveArgs {
  readonly issue: IssueId;
  readonly status: Status;
  readonly place: Place;
  /** Which part of the card had the focus, and gets it back. */
  readonly part: CardPart;
}

export const moveIssue: Command<MoveArgs> = {
  id: 'issue.move',
  label: 'Move',
  run: async (context, args) => {
    const before = context.session.store.getState().folded.board.issues.get(args.issue);
    const events = await context.session.record(({ board }) => planMove(board, args));
    if (before && events.length > 0) reportMove(context, before, args, stepOf(events));
  },
};

/** A drag that moved nothing: given up, let go beside the board, or refused by another party's lane. */
export const endDrag: Command<{ readonly issue: IssueId; readonly isRefused: boolean }> = {
  id: 'issue.end-drag',
  label: 'Move',
  run: ({ session, screen }, { issue: id, isRefused }) => {
    const issue = session.store.getState().folded.board.issues.get(id);
    if (!issue) return;
    if (isRefused) {
      const text = 'Not moved: a drag changes the status, not who asks.';
      screen.announce(text);
      screen.toast({ text, tone: 'plain', undo: null, slot: 'drag' });
      return;
    }
    screen.announce(`Drag cancelled. ${issue.title} stays in ${statusLabels[issue.status]}.`);
  },
};

/** Events that bring the issue to its place; none where it stands there already. */
function planMove(board: Board, { issue: id, status, place }: MoveArgs): Intention[] {
  const issue = board.issues.get(id);
  if (!issue || issue.removed) return [];
  const cell = board.cells.get(cellKey(issue.asker, status)) ?? [];
  const others = cell.filter((ranked) => ranked.id !== id);
  const index = indexOf(others, place);
  if (status === issue.status && cell[index]?.id === id) return [];
  return placeAt(others, index, [id]).map((ranked) => ({
    type: 'issue.moved.v1',
    subject: ranked.id,
    payload: { status, rank: ranked.rank },
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

function reportMove(
  context: CommandContext,
  before: Issue,
  { status, part }: MoveArgs,
  step: Step | null,
): void {
  const { board } = context.session.store.getState().folded;
  const cell = board.cells.get(cellKey(before.asker, status)) ?? [];
  const position = cell.findIndex(({ id }) => id === before.id) + 1;
  const { screen } = context;
  screen.announce(announceMove(before.title, before.status, status, position, cell.length));
  const after = board.issues.get(before.id);
  if (after && matcher(context.view().filter)(after)) {
    screen.store.setState({ focus: { issue: before.id, part } });
    return;
  }
  screen.toast({
    text: `“${before.title}” is now in ${statusLabels[status]}, where the filters hide it.`,
    tone: 'plain',
    undo: step,
  });
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

/** The place at `index` among the ids shown in a cell, the moving issue not counted. */
export function placeAmong(shown: readonly IssueId[], index: number): Place {
  const before = shown[index - 1];
  if (before !== undefined) return { kind: 'after', issue: before };
  const after = shown[index];
  return after === undefined ? { kind: 'top' } : { kind: 'before', issue: after };
}
