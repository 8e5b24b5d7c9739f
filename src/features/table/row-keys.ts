/**
 * Keys and clicks in the rows. From any part of a row the arrows, Page up and down, Home and End go to other
 * rows' titles; X, Shift with an arrow, and a click with Shift, Ctrl or Cmd select, as they do on the board.
 */
import type { KeyboardEvent, MouseEvent } from 'react';
import { type IssueId, isIssueId } from '#src/domain/ids.ts';
import type { Issue } from '#src/domain/issue.ts';
import type { Screen } from '#src/store/screen.ts';

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

function placeOf(rows: readonly Issue[], id: IssueId | null): number {
  return id === null ? -1 : rows.findIndex((row) => row.id === id);
}

/** Takes the run from the anchor to this row into the selection; without an anchor in sight, this row alone. */
export function selectRun(to: IssueId, { rows, screen }: RowContext): void {
  const { anchor, selection } = screen.store.getState();
  const [a, b] = [placeOf(rows, anchor), placeOf(rows, to)];
  if (a < 0 || b < 0) {
    screen.toggleSelected(to);
    return;
  }
  const run = rows.slice(Math.min(a, b), Math.max(a, b) + 1);
  screen.select([...selection, ...run.map(({ id }) => id)]);
}

export function handleRowClick(event: MouseEvent, context: RowContext): void {
  const { target } = event;
  const id = rowUnder(target);
  // A checkbox speaks for itself.
  if (id === null || target instanceof HTMLInputElement) return;
  if (event.shiftKey) selectRun(id, context);
  else if (event.metaKey || event.ctrlKey) context.screen.toggleSelected(id);
  else if (!event.altKey && target instanceof Element && target.closest('a')) context.open(id);
  else return;
  event.preventDefault();
}

export function handleRowKey(event: KeyboardEvent, context: RowContext): void {
  const id = rowUnder(event.target);
  if (id === null || event.altKey) return;
  const isDone =
    event.metaKey || event.ctrlKey
      ? event.key === 'a' && selectAll(context)
      : act(event, id, context);
  if (isDone) event.preventDefault();
}

function act({ key, shiftKey }: KeyboardEvent, id: IssueId, context: RowContext): boolean {
  const { screen, rows } = context;
  if (key.toLowerCase() === 'x') {
    screen.toggleSelected(id);
    return true;
  }
  const place = destination(key, placeOf(rows, id), context);
  const next = place === null ? undefined : rows[place];
  if (!next) return false;
  if (shiftKey) {
    if (key !== 'ArrowUp' && key !== 'ArrowDown') return false;
    const { selection, anchor } = screen.store.getState();
    if (selection.size === 0 || anchor === null) screen.store.setState({ anchor: id });
    selectRun(next.id, context);
  }
  screen.store.setState({ focus: { issue: next.id, part: 'title' } });
  return true;
}

function selectAll({ rows, screen }: RowContext): true {
  screen.select(rows.map(({ id }) => id));
  return true;
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
