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
import { statusLabel } from '#src/words/vocabulary.ts';
import { cardAt, cardTitleOf, issueAt } from './card-element.ts';
import type { KeyBoard } from './key-board.ts';
import { selectionBy } from './selecting.ts';

type Step = 1 | -1;

/** One key press to an end of the column. */
const endKeys: Readonly<Record<string, Place>> = { t: { kind: 'top' }, b: { kind: 'bottom' } };

const besideKeys: Readonly<Record<string, Step>> = { ArrowRight: 1, ArrowLeft: -1 };

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
  const beside = besideKeys[pressed];
  if (beside) return goBeside(issue, beside, card, board);
  const next = neighbourBy(pressed, issue, board);
  return next && (() => goTo(next, board));
}

/** To the nearest column of the lane that shows a card. Empty ones on the way are said, for they are not stopped at. */
function goBeside(issue: Issue, step: Step, card: HTMLElement, board: KeyBoard): () => void {
  const place = statuses.indexOf(issue.status);
  const beyond = step === 1 ? statuses.slice(place + 1) : statuses.slice(0, place).reverse();
  const cellIn = (status: Status) => cellOf(board.shown, cellKey(issue.asker, status));
  const found = beyond.findIndex((status) => cellIn(status).shown.length > 0);
  const passed = found < 0 ? beyond : beyond.slice(0, found);
  const status = beyond[found];
  return () => {
    if (status) goTo(nearestIn(issue.asker, status, card) ?? cellIn(status).shown[0], board);
    const said = passed.map((empty) => passedText(empty, cellIn(empty).total));
    if (said.length > 0) board.screen.announce(said.join(' '));
  };
}

function passedText(status: Status, hidden: number): string {
  const said = { status: statusLabel(status) };
  return hidden === 0 ? words.passedEmpty(said) : words.passedHidden({ ...said, count: hidden });
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

function neighbourBy(key: string, issue: Issue, board: KeyBoard): IssueId | null {
  const { shown } = cellOf(board.shown, cellKey(issue.asker, issue.status));
  switch (key) {
    case 'ArrowDown':
      return inColumn(issue, 1, board);
    case 'ArrowUp':
      return inColumn(issue, -1, board);
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
  { shown, lanes: open }: KeyBoard,
): IssueId | null {
  const column = cellOf(shown, cellKey(asker, status)).shown;
  const next = column[column.indexOf(id) + step];
  if (next !== undefined) return next;
  const place = open.indexOf(asker);
  const lanes = step === 1 ? open.slice(place + 1) : open.slice(0, place).reverse();
  for (const lane of lanes) {
    const ids = cellOf(shown, cellKey(lane, status)).shown;
    const nearest = ids.at(step === 1 ? 0 : -1);
    if (nearest !== undefined) return nearest;
  }
  return null;
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
