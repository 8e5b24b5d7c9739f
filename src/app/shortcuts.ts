/** Keys that work anywhere on the page, but never while the user is typing or a dialog is open. */
import { useEffect } from 'react';
import {
  closeDialog,
  closeIssue,
  openDialog,
  proposedIn,
  stepOpenIssue,
} from '#src/commands/change-view.ts';
import { type CommandContext, runCommand } from '#src/commands/command.ts';
import { copyCitation } from '#src/commands/copy-citation.ts';
import { isCharacter, keysOf, type PageAction, pageKeys } from '#src/commands/keys.ts';
import { redo, undo } from '#src/commands/undo-redo.ts';
import { countIn } from '#src/domain/cells.ts';
import { type IssueId, isIssueId } from '#src/domain/ids.ts';
import { issueAt } from '#src/features/board/card-element.ts';
import { searchBox } from '#src/features/filters/search-box.tsx';
import { isTyping } from '#src/ui/key-guard.ts';
import { panelMark, popupMark, windowedMark } from '#src/ui/marks.ts';
import { isApple } from '#src/ui/platform.ts';
import { searchingAll } from '#src/words/compiled/header.ts';

export function useShortcuts(context: CommandContext): void {
  useEffect(() => {
    const handle = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target)) return;
      const { dialog, menu, drag, hasCharacterKeys } = context.screen.store.getState();
      const pressed = keysOf(event, isApple);
      // A dialog that is still being loaded cannot hear that it is not wanted any more.
      if (dialog && pressed === 'Escape' && !document.querySelector(popupMark.selector)) {
        void runCommand(context, closeDialog, undefined);
      }
      if (dialog || menu || drag || (isCharacter(pressed) && !hasCharacterKeys)) return;
      const known = pageKeys.find(({ keys }) => keys.includes(pressed));
      // Held down, it has been heard: a hundred steps taken back unseen are not what was meant.
      if (known && (event.repeat || start(context, known.action))) event.preventDefault();
    };
    document.addEventListener('keydown', handle);
    return () => document.removeEventListener('keydown', handle);
  }, [context]);
}

/** Whether the action means something here; if so, it is under way. */
function start(context: CommandContext, action: PageAction): boolean {
  switch (action) {
    case 'search':
      searchBox()?.focus();
      return true;
    case 'find':
      return searchLongList(context);
    case 'add':
      void runCommand(context, openDialog, { kind: 'add-issue', ...proposedHere(context) });
      return true;
    case 'next':
      return stepFromOpen(context, 1);
    case 'previous':
      return stepFromOpen(context, -1);
    case 'cite': {
      const issue = issueInHand(context);
      if (issue === null) return false;
      void runCommand(context, copyCitation, { issue });
      return true;
    }
    case 'undo':
      void runCommand(context, undo, focusedPart());
      return true;
    case 'redo':
      void runCommand(context, redo, focusedPart());
      return true;
    case 'keys':
      void runCommand(context, openDialog, { kind: 'keys' });
      return true;
    case 'close':
      if (context.screen.store.getState().selection.size > 0) {
        context.screen.select([]);
        return true;
      }
      if (!context.view().issue) return false;
      void runCommand(context, closeIssue, undefined);
      return true;
  }
}

function stepFromOpen(context: CommandContext, by: 1 | -1): boolean {
  if (!context.view().issue) return false;
  void runCommand(context, stepOpenIssue, { by });
  return true;
}

function focusedPart() {
  const isInPanel = document.activeElement?.closest(panelMark.selector);
  return isInPanel ? ({ focused: 'panel' } as const) : undefined;
}

/** The one on the card or in the row that has the focus, else the one that is open. */
function issueInHand({ board, view }: CommandContext): IssueId | null {
  const held = document.activeElement?.closest<HTMLElement>('[data-card], [data-row]');
  const id = held?.dataset.card ?? held?.dataset.row ?? view().issue;
  return id && isIssueId(id) && board().issues.has(id) ? id : null;
}

/** A card that has the focus proposes its cell, and what is filtered its category. */
function proposedHere({ board, view }: CommandContext) {
  const id = issueAt(document.activeElement);
  const issue = id && board().issues.get(id);
  return issue ? { proposed: proposedIn(issue, view().filter.category) } : {};
}

/** The browser's own search finds what is rendered, and of a long list that is a part; the page's finds all. */
function searchLongList({ board, screen }: CommandContext): boolean {
  const isLong = Array.from(document.querySelectorAll(windowedMark.selector)).some(isInSight);
  const box = searchBox();
  if (!isLong || !box) return false;
  box.focus();
  box.select();
  screen.announce(searchingAll({ count: countIn(board().cells) }));
  return true;
}

function isInSight(element: Element): boolean {
  return element.getClientRects().length > 0;
}
