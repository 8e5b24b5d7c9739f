/** Moving an issue: to another status, to another place in its order, or both. Never to another asker. */
import { cellKey } from '#src/domain/cells.ts';
import type { KnownEvent } from '#src/domain/event.ts';
import { matcher } from '#src/domain/filter.ts';
import type { IssueId } from '#src/domain/ids.ts';
import type { Issue } from '#src/domain/issue.ts';
import { type Place, placeBeside, planMove } from '#src/domain/placement.ts';
import type { Status } from '#src/domain/vocabulary.ts';
import { neighbourOf } from '#src/store/selectors.ts';
import * as commands from '#src/words/compiled/commands.ts';
import * as done from '#src/words/compiled/done.ts';
import { statusLabel } from '#src/words/vocabulary.ts';
import { type Command, type CommandContext, stepOf } from './command.ts';

export interface MoveArgs {
  readonly issue: IssueId;
  readonly status: Status;
  readonly place: Place;
  /** Whether its card gets the focus; not where it was moved from its panel. */
  readonly takesFocus: boolean;
}

export const moveIssue: Command<MoveArgs> = {
  id: 'issue.move',
  label: commands.move,
  run: async (context, args) => {
    const before = context.board().issues.get(args.issue);
    if (!before) return;
    const neighbour = neighbourOf(context.board(), args.issue, context.view().filter);
    const events = await context.session.record(
      ({ board }) => planMove(board, [args.issue], args.status, args.place),
      (recorded) => reportMove(context, before, { ...args, neighbour }, recorded),
    );
    if (events.length === 0) sayItStays(context, before);
  },
};

interface StepArgs extends Pick<MoveArgs, 'issue'> {
  readonly direction: 'up' | 'down';
}

/**
 * One place up or down among the cards shown. Where that is, is asked when the command's turn comes, so that each press
 * is a step of its own, also while the one before it is under way.
 */
export const stepIssue: Command<StepArgs> = {
  id: 'issue.step',
  label: commands.move,
  run: async (context, { issue: id, direction }) => {
    const isShown = matcher(context.view().filter, context.board());
    const before = context.board().issues.get(id);
    if (!before) return;
    let from = before;
    const events = await context.session.record(
      ({ board }) => {
        from = board.issues.get(id) ?? before;
        const cell = board.cells.get(cellKey(from.asker, from.status)) ?? [];
        const shown = cell.flatMap(({ id: other }) => {
          const issue = board.issues.get(other);
          return issue && isShown(issue) ? [other] : [];
        });
        const place = placeBeside(shown, id, direction);
        return place ? planMove(board, [id], from.status, place) : [];
      },
      (recorded) => {
        const args = { status: from.status, takesFocus: true, neighbour: null };
        reportMove(context, from, args, recorded);
      },
    );
    if (events.length === 0) sayItStays(context, before);
  },
};

/** Where it stands now, which may be where a command before this one has brought it. */
function sayItStays({ board, screen }: CommandContext, before: Issue): void {
  const { issues } = board();
  const { title, status } = issues.get(before.id) ?? before;
  screen.announce(done.stays({ title, status: statusLabel(status) }));
}

/** A drag that moved nothing: given up, let go beside the board, or refused by another party's lane. */
export const endDrag: Command<{ readonly issue: IssueId; readonly isRefused: boolean }> = {
  id: 'issue.end-drag',
  label: commands.move,
  isReading: () => true,
  run: ({ board, screen }, { issue: id, isRefused }) => {
    const issue = board().issues.get(id);
    if (!issue) return;
    if (isRefused) {
      const text = done.dragRefused();
      screen.announce(text);
      screen.toast({ text, tone: 'plain', undo: null, slot: 'drag' });
      return;
    }
    const { title, status } = issue;
    screen.announce(done.dragCancelled({ title, status: statusLabel(status) }));
  },
};

/** “… moved from Open to Resolved, position 1 of 4.” */
function moveText(
  { title, status: from }: Issue,
  to: Status,
  position: number,
  of: number,
): string {
  const status = statusLabel(to);
  return from === to
    ? done.movedWithin({ title, status, position, of })
    : done.movedBetween({ title, from: statusLabel(from), to: status, position, of });
}

interface Reported extends Pick<MoveArgs, 'status' | 'takesFocus'> {
  /** Gets the focus where the filters hide what was moved. */
  readonly neighbour: IssueId | null;
}

function reportMove(
  context: CommandContext,
  before: Issue,
  { status, takesFocus, neighbour }: Reported,
  recorded: readonly KnownEvent[],
): void {
  const board = context.board();
  const cell = board.cells.get(cellKey(before.asker, status)) ?? [];
  const position = cell.findIndex(({ id }) => id === before.id) + 1;
  const { screen } = context;
  screen.announce(moveText(before, status, position, cell.length));
  const after = board.issues.get(before.id);
  const isShown = after !== undefined && matcher(context.view().filter, board)(after);
  if (isShown && takesFocus) {
    screen.land(before.id);
    return;
  }
  if (neighbour && takesFocus) screen.requestFocus(neighbour);
  const label = statusLabel(status);
  screen.toast({
    text: isShown
      ? done.movedTo({ status: label })
      : done.movedOutOfSight({ title: before.title, status: label }),
    tone: 'plain',
    undo: stepOf(recorded),
    slot: 'move',
    ...moveIn(recorded, before, status),
  });
}

/** What a reason can be given for: not for a place in the order. */
function moveIn(recorded: readonly KnownEvent[], { id, status }: Issue, to: Status) {
  const own = recorded.find(({ subject }) => subject === id);
  return own && status !== to ? { move: { issue: id, move: own.id } } : {};
}
