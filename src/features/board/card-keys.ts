/**
 * Keys on a focused card: arrows go to the neighbouring card, column or lane, Home and End to the ends of the
 * column, M opens its Move menu. They work from the card's title or its Move button and leave every other key
 * to the browser.
 */
import type { KeyboardEvent } from 'react';
import { isWalk, keysOf } from '#src/commands/keys.ts';
import { cellKey } from '#src/domain/cells.ts';
import type { IssueId } from '#src/domain/ids.ts';
import type { Issue } from '#src/domain/issue.ts';
import type { Place } from '#src/domain/placement.ts';
import { cellOf } from '#src/store/selectors.ts';
import { isApple } from '#src/ui/platform.ts';
import { cardAt, cardOf, issueAt } from './card-element.ts';
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
  const next = neighbourBy(pressed, card, board);
  return next && (() => goTo(next, board));
}

/** A card that is not rendered is asked for: its cell scrolls to it, then gives it the focus. */
function goTo(issue: IssueId, { screen }: KeyBoard): void {
  const card = cardOf(issue);
  const title = card?.querySelector<HTMLElement>('[data-part="title"]');
  if (!card || !title) {
    screen.requestFocus(issue);
    return;
  }
  title.focus();
  card.scrollIntoView({ block: 'nearest' });
}

function neighbourBy(key: string, card: HTMLElement, board: KeyBoard): IssueId | null {
  const issue = issueOn(card, board);
  if (!issue) return null;
  const { shown } = cellOf(board.shown, cellKey(issue.asker, issue.status));
  switch (key) {
    case 'ArrowDown':
      return inColumn(issue, 1, board);
    case 'ArrowUp':
      return inColumn(issue, -1, board);
    case 'ArrowRight':
      return besideInLane(card, 1, board);
    case 'ArrowLeft':
      return besideInLane(card, -1, board);
    case 'Home':
      return shown[0] ?? null;
    case 'End':
      return shown.at(-1) ?? null;
    default:
      return null;
  }
}

function issueOn(card: HTMLElement, board: KeyBoard): Issue | undefined {
  const id = issueAt(card);
  return id ? board.issueOf(id) : undefined;
}

/** The next card of the column; at its end, the first of the same column in the next lane that shows one. */
function inColumn(
  { id, asker, status }: Issue,
  step: Step,
  { shown, screen }: KeyBoard,
): IssueId | null {
  const column = cellOf(shown, cellKey(asker, status)).shown;
  const next = column[column.indexOf(id) + step];
  if (next !== undefined) return next;
  const { collapsed } = screen.store.getState();
  const place = shown.lanes.indexOf(asker);
  const lanes = step === 1 ? shown.lanes.slice(place + 1) : shown.lanes.slice(0, place).reverse();
  for (const lane of lanes) {
    const ids = collapsed.has(lane) ? [] : cellOf(shown, cellKey(lane, status)).shown;
    const nearest = ids.at(step === 1 ? 0 : -1);
    if (nearest !== undefined) return nearest;
  }
  return null;
}

/** The card nearest in height in the next column that has one. */
function besideInLane(card: HTMLElement, step: Step, board: KeyBoard): IssueId | null {
  const cell = card.closest('[data-cell]');
  const { top } = card.getBoundingClientRect();
  let next = sibling(cell, step);
  while (next && !next.querySelector('[data-card]')) next = sibling(next, step);
  const cards = [...(next?.querySelectorAll<HTMLElement>('[data-card]') ?? [])];
  const distance = (element: Element) => Math.abs(element.getBoundingClientRect().top - top);
  const [nearest] = cards.sort((a, b) => distance(a) - distance(b));
  return (nearest && issueOn(nearest, board)?.id) ?? null;
}

function sibling(element: Element | null, step: Step): Element | null {
  return (step === 1 ? element?.nextElementSibling : element?.previousElementSibling) ?? null;
}
