/**
 * Choosing several cards: Ctrl- or Cmd-click and X take one in or out, Shift-click and Shift with an arrow take
 * a run of the column, Ctrl/Cmd+A all that is shown. The order of a selection is the board's.
 */
import type { MouseEvent } from 'react';
import { cellKey } from '#src/domain/cells.ts';
import type { IssueId } from '#src/domain/ids.ts';
import { extendRun, selectRun } from '#src/features/shared/select-run.ts';
import { cellOf, everyShown } from '#src/store/selectors.ts';
import { issueAt } from './card-element.ts';
import type { KeyBoard } from './key-board.ts';

/** A click with a modifier selects instead of opening, and so does a tap while something is selected. True where it did. */
export function selectByClick(event: MouseEvent, board: KeyBoard): boolean {
  const id = issueAt(event.target);
  const isOne = event.metaKey || event.ctrlKey || isTapAmongSelected(event, board);
  if (id === null || !(isOne || event.shiftKey)) return false;
  if (event.target instanceof Element && event.target.closest('button')) return false;
  event.preventDefault();
  event.stopPropagation();
  if (event.shiftKey) selectInColumn(id, board);
  else board.screen.toggleSelected(id);
  return true;
}

/** A finger has no Ctrl key. A card's own checkbox does the same by itself. */
function isTapAmongSelected({ nativeEvent, target }: MouseEvent, { screen }: KeyBoard): boolean {
  const isTap = nativeEvent instanceof PointerEvent && nativeEvent.pointerType === 'touch';
  return (
    isTap && !(target instanceof HTMLInputElement) && screen.store.getState().selection.size > 0
  );
}

/** The run from the anchor to this card, where both stand in one column; else this card alone. */
function selectInColumn(to: IssueId, board: KeyBoard): void {
  selectRun(to, columnOf(to, board), board.screen);
}

function columnOf(id: IssueId, { shown, issueOf }: KeyBoard): readonly IssueId[] {
  const issue = issueOf(id);
  return issue ? cellOf(shown, cellKey(issue.asker, issue.status)).shown : [];
}

/** How the key changes the selection from this card; null for a key that does not. */
export function selectionBy(pressed: string, id: IssueId, board: KeyBoard): (() => void) | null {
  switch (pressed) {
    case 'Mod+a':
      return () => board.screen.select(everyShown(board.shown));
    case 'x':
      return () => board.screen.toggleSelected(id);
    case 'Shift+ArrowDown':
      return () => extend(id, 1, board);
    case 'Shift+ArrowUp':
      return () => extend(id, -1, board);
    default:
      return null;
  }
}

function extend(from: IssueId, step: 1 | -1, board: KeyBoard): void {
  const column = columnOf(from, board);
  const next = column[column.indexOf(from) + step];
  if (next !== undefined) extendRun(from, next, column, board.screen);
}
