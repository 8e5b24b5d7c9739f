/** Undo and redo. Each names, in a toast and for a screen reader, what it took back or did again. */
import type { Board } from '#src/domain/board.ts';
import { kindOf } from '#src/domain/event.ts';
import { isExplanation } from '#src/domain/explain-move.ts';
import { matcher } from '#src/domain/filter.ts';
import { type IssueId, isIssueId } from '#src/domain/ids.ts';
import type { Step } from '#src/domain/undo.ts';
import { neighbourOf } from '#src/store/selectors.ts';
import * as commands from '#src/words/compiled/commands.ts';
import * as done from '#src/words/compiled/done.ts';
import { describeStep } from '#src/words/steps.ts';
import type { Command, CommandContext } from './command.ts';

/** What has the focus, and keeps it: a button of undo or redo, as long as it can be pressed again, or the open panel. */
type UndoArgs = { readonly focused: 'button' | 'panel' } | undefined;

export const undo: Command<UndoArgs> = {
  id: 'undo',
  label: commands.undo,
  keys: ['Mod+z'],
  run: async (context, args) => {
    const before = context.board();
    const step = await context.session.undo((taken) => {
      const text = done.undone({ what: describeStep(taken, before) });
      report(context, text, taken, before, keepsFocus(context, args, 'last'));
    });
    if (!step) context.screen.announce(done.nothingToUndo());
  },
};

/** Takes back the one command that a toast names. */
export const takeBack: Command<Step> = {
  id: 'undo.one',
  label: commands.undo,
  once: ([first]) => `${first?.id}`,
  run: async (context, named) => {
    const before = context.board();
    const step = await context.session.takeBack(named, (taken) => {
      report(context, done.undone({ what: describeStep(taken, before) }), taken, before);
    });
    if (!step) context.screen.announce(done.undoneAlready());
  },
};

export const redo: Command<UndoArgs> = {
  id: 'redo',
  label: commands.redo,
  keys: ['Mod+Shift+z', 'Mod+y'],
  run: async (context, args) => {
    const before = context.board();
    const step = await context.session.redo((again) => {
      const text = done.doneAgain({ what: describeStep(again, context.board()) });
      report(context, text, again, before, keepsFocus(context, args, 'next'));
    });
    if (!step) context.screen.announce(done.nothingToRedo());
  },
};

/** On a button that can be pressed again the focus stays: the next press is one of it, not of a card. */
function keepsFocus({ session }: CommandContext, args: UndoArgs, more: 'last' | 'next'): boolean {
  if (args?.focused !== 'button') return args?.focused === 'panel';
  return session.store.getState().undoStack[more] !== null;
}

/** One toast for all of them: the latest stands in the place of the one before. */
function report(
  context: CommandContext,
  text: string,
  step: Step,
  before: Board,
  isFocusKept = false,
): void {
  const { screen } = context;
  screen.announce(text);
  screen.toast({ text, tone: 'plain', undo: null, slot: 'undo' });
  const { issue: open } = context.view();
  const isGone = open !== null && before.issues.has(open) && !context.board().issues.has(open);
  if (isGone) context.setView({ issue: null });
  if (isFocusKept && !isGone) return;
  const issue = cardAfter(context, step, before);
  if (issue) screen.requestFocus(issue);
}

/**
 * The card the focus follows: the issue's own or, where it has left the board, the one beside it. What was
 * done to the notes of the open issue, or to the reason for its move, moves no card.
 */
function cardAfter(context: CommandContext, step: Step, before: Board): IssueId | null {
  const id = step.map((event) => event.subject).find(isIssueId);
  if (id === undefined) return null;
  const { issue: open, filter } = context.view();
  const isOfPanel = step.every((event) => kindOf(event) === 'note') || isExplanation(step);
  if (open === id && isOfPanel) return null;
  const board = context.board();
  const issue = board.issues.get(id);
  const isShown = issue !== undefined && !issue.removed && matcher(filter, board)(issue);
  return isShown ? id : neighbourOf(before, id, filter);
}
