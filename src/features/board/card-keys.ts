/**
 * Keys on a focused card: arrows go to the neighbouring card, column or lane, Home and End to the ends of the
 * column, M opens its Move menu. They work from the card's title or its Move button and leave every other key
 * to the browser.
 */
import type { KeyboardEvent } from 'react';
import { isWalk, keysOf } from '#src/commands/keys.ts';
import { cellKey } from '#src/domain/cells.ts';
import type { IssueId, PartyCode } from '#src/domain/ids.ts';
import type { Issue } from '#src/domain/issue.ts';
import type { Place } from '#src/domain/placement.ts';
import { type Status, statuses } from '#src/domain/vocabulary.ts';
import { cellOf } from '#src/store/selectors.ts';
import { isApple } from '#src/ui/platform.ts';
import * as words from '#src/words/compiled/board.ts';
import { asksOf } from '#src/words/parties.ts';
import { statusLabel } from '#src/words/vocabulary.ts';
import { cardAt, cardTitleOf, issueAt } from './card-element.ts';
import type { KeyBoard } from './key-board.ts';
import { selectionBy } from './selecting.ts';

type Step = 1 | -1;

/** One key press to an end of the column. */
const endKeys: Readonly<Record<string, Place>> = { t: { kind: 'top' }, b: { kind: 'bottom' } };

export function handleCardKey(event: KeyboardEvent<HTMLElement>, board: KeyBoard): void {
  if (!(event.target instanceof HTMLElement)) return;
  const card = cardAt(event.target);
  const issue = card && issueOn(card, board);
  if (!card || !issue) return;
  const { menu, dialog } = board.screen.store.getState();
  // It is about to take the focus: what is typed meanwhile is not meant for the card.
  if (menu !== null || dialog !== null) {
    event.preventDefault();
    return;
  }
  const pressed = keysOf(event, isApple);
  const act = actionOf(pressed, card, issue, board);
  if (act === null) return;
  event.preventDefault();
  if (!event.repeat || isWalk(pressed)) act();
}

/** What the key does on this card; null for a key that does nothing here. */
function actionOf(
  pressed: string,
  card: HTMLElement,
  issue: Issue,
  board: KeyBoard,
): (() => void) | null {
  const end = endKeys[pressed];
  if (end) return () => board.moveTo(issue, end);
  if (pressed === 'm') return () => card.querySelector<HTMLElement>('[data-part="move"]')?.click();
  const select = selectionBy(pressed, issue.id, board);
  if (select) return select;
  const way = wayBy(pressed, card, issue, board);
  return way && (() => go(way, board));
}

/** Where a key leads, and the empty columns on the way: they are said, for they are not stopped at. */
interface Way {
  readonly to: IssueId | undefined;
  readonly passed: readonly string[];
}

/** Null for a key that leads nowhere, and passes nothing. */
function wayBy(pressed: string, card: HTMLElement, issue: Issue, board: KeyBoard): Way | null {
  const column = cellOf(board.shown, cellKey(issue.asker, issue.status)).shown;
  switch (pressed) {
    case 'ArrowRight':
      return waySideways(issue, 1, card, board);
    case 'ArrowLeft':
      return waySideways(issue, -1, card, board);
    case 'ArrowDown':
      return wayInColumn(issue, 1, board);
    case 'ArrowUp':
      return wayInColumn(issue, -1, board);
    case 'Home':
      return { to: column[0], passed: [] };
    case 'End':
      return { to: column.at(-1), passed: [] };
    default:
      return null;
  }
}

function go({ to, passed }: Way, board: KeyBoard): void {
  if (to !== undefined) goTo(to, board);
  if (passed.length > 0) board.screen.announce(passed.join(' '));
}

interface Column {
  readonly asker: PartyCode;
  readonly status: Status;
  /** As it is said when it is passed over. */
  readonly name: string;
}

/** The first of these columns that shows a card, and what is passed before it. */
function firstShowing(columns: readonly Column[], { shown }: KeyBoard) {
  const cellIn = ({ asker, status }: Column) => cellOf(shown, cellKey(asker, status));
  const found = columns.findIndex((column) => cellIn(column).shown.length > 0);
  const passed = found < 0 ? columns : columns.slice(0, found);
  return {
    column: columns[found],
    passed: passed.map((column) => passedText(column.name, cellIn(column).total)),
  };
}

function passedText(column: string, hidden: number): string {
  return hidden === 0
    ? words.passedEmpty({ column })
    : words.passedHidden({ column, count: hidden });
}

/** To the nearest column of the lane that shows a card. */
function waySideways(
  { asker, status }: Issue,
  step: Step,
  card: HTMLElement,
  board: KeyBoard,
): Way {
  const beyond = beyondOf(statuses, status, step);
  const columns = beyond.map((next) => ({ asker, status: next, name: statusLabel(next) }));
  const { column, passed } = firstShowing(columns, board);
  const shown = column && cellOf(board.shown, cellKey(asker, column.status)).shown;
  const to = column && (nearestIn(asker, column.status, card) ?? shown?.[0]);
  return { to, passed };
}

/** The next card of the column; at its end, the first of the same column in the next lane that shows one. */
function wayInColumn({ id, asker, status }: Issue, step: Step, board: KeyBoard): Way | null {
  const own = cellOf(board.shown, cellKey(asker, status)).shown;
  const next = own[own.indexOf(id) + step];
  if (next !== undefined) return { to: next, passed: [] };
  const columns = beyondOf(board.lanes, asker, step).map((lane) => ({
    asker: lane,
    status,
    name: words.passedColumn({ lane: asksOf(lane), status: statusLabel(status) }),
  }));
  if (columns.length === 0) return null;
  const { column, passed } = firstShowing(columns, board);
  const shown = column && cellOf(board.shown, cellKey(column.asker, status)).shown;
  return { to: shown?.at(step === 1 ? 0 : -1), passed };
}

/** What comes after it in the step's direction, nearest first. */
function beyondOf<T>(all: readonly T[], from: T, step: Step): readonly T[] {
  const place = all.indexOf(from);
  return step === 1 ? all.slice(place + 1) : all.slice(0, place).reverse();
}

/** A card that is not rendered is asked for: its cell scrolls to it, then gives it the focus. */
function goTo(issue: IssueId | undefined, { screen }: KeyBoard): void {
  if (issue === undefined) return;
  const title = cardTitleOf(issue);
  if (!title) {
    screen.requestFocus(issue);
    return;
  }
  title.focus();
  cardAt(title)?.scrollIntoView({ block: 'nearest' });
}

function issueOn(card: HTMLElement, board: KeyBoard): Issue | undefined {
  const id = issueAt(card);
  return id ? board.issueOf(id) : undefined;
}

/** The card of that column nearest in height, of those that are rendered. */
function nearestIn(asker: PartyCode, status: Status, card: HTMLElement): IssueId | undefined {
  const { top } = card.getBoundingClientRect();
  const distance = (element: Element) => Math.abs(element.getBoundingClientRect().top - top);
  const cards = document.querySelectorAll<HTMLElement>(
    `[data-lane="${asker}"] [data-cell="${status}"] [data-card]`,
  );
  const [nearest] = [...cards].sort((a, b) => distance(a) - distance(b));
  return (nearest && issueAt(nearest)) ?? undefined;
}
