/**
 * Keys and clicks in the rows. From any part of a row the arrows, Page up and down, Home and End go to other
 * rows' titles; X, Shift with an arrow, and a click with Shift, Ctrl or Cmd select, as they do on the board.
 */
import type { KeyboardEvent, MouseEvent } from 'react';
import { isWalk, keysOf } from '#src/commands/keys.ts';
import { type IssueId, isIssueId } from '#src/domain/ids.ts';
import type { Issue } from '#src/domain/issue.ts';
import { extendRun, selectRun } from '#src/features/shared/select-run.ts';
import type { Screen } from '#src/store/screen.ts';
import { isApple } from '#src/ui/platform.ts';

export interface RowContext {
  readonly rows: readonly Issue[];
  readonly screen: Screen;
  readonly open: (issue: IssueId) => void;
  /** How many rows are in view at once. */
  readonly fitting: () => number;
}

export function rowUnder(target: EventTarget): IssueId | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null;
  const id = row?.dataset.row ?? '';
  return isIssueId(id) ? id : null;
}

/** The number of the issue's row; -1 where there is none. */
export function placeOf(rows: readonly Issue[], id: IssueId | null): number {
  return id === null ? -1 : rows.findIndex((row) => row.id === id);
}

/** Takes the run from the anchor to this row into the selection. */
export function selectRows(to: IssueId, { rows, screen }: RowContext): void {
  selectRun(to, idsOf(rows), screen);
}

function idsOf(rows: readonly Issue[]): readonly IssueId[] {
  return rows.map(({ id }) => id);
}

export function handleRowClick(event: MouseEvent, context: RowContext): void {
  const { target } = event;
  const id = rowUnder(target);
  // A checkbox speaks for itself.
  if (id === null || target instanceof HTMLInputElement) return;
  if (event.shiftKey) selectRows(id, context);
  else if (event.metaKey || event.ctrlKey) context.screen.toggleSelected(id);
  else if (!event.altKey && target instanceof Element && target.closest('a')) context.open(id);
  else return;
  event.preventDefault();
}

export function handleRowKey(event: KeyboardEvent, context: RowContext): void {
  const id = rowUnder(event.target);
  if (id === null) return;
  const pressed = keysOf(event, isApple);
  const act = actionOf(pressed, id, context);
  if (act === null) return;
  event.preventDefault();
  if (!event.repeat || isWalk(pressed)) act();
}

/** What the key does in this row; null for a key that does nothing here. */
function actionOf(pressed: string, id: IssueId, context: RowContext): (() => void) | null {
  const { screen, rows } = context;
  if (pressed === 'Mod+a') return () => screen.select(idsOf(rows));
  if (pressed === 'x') return () => screen.toggleSelected(id);
  const isRun = pressed === 'Shift+ArrowUp' || pressed === 'Shift+ArrowDown';
  const key = isRun ? pressed.replace('Shift+', '') : pressed;
  const place = destination(key, placeOf(rows, id), context);
  const next = place === null ? undefined : rows[place];
  return next ? () => go(id, next.id, isRun, context) : null;
}

function go(from: IssueId, to: IssueId, isRun: boolean, { rows, screen }: RowContext): void {
  if (isRun) extendRun(from, to, idsOf(rows), screen);
  else screen.requestFocus(to);
}

/** Where a key leads from a row, kept within the table; null for a key that leads nowhere. */
function destination(key: string, from: number, { rows, fitting }: RowContext): number | null {
  const end = rows.length - 1;
  switch (key) {
    case 'ArrowDown':
      return Math.min(from + 1, end);
    case 'ArrowUp':
      return Math.max(from - 1, 0);
    case 'PageDown':
      return Math.min(from + fitting(), end);
    case 'PageUp':
      return Math.max(from - fitting(), 0);
    case 'Home':
      return 0;
    case 'End':
      return end;
    default:
      return null;
  }
}
