/**
 * Columns of hundreds of cards, of which only those in view are rendered: what they hold, where a card stands in
 * them, and how far they are scrolled. What is expected is read from the page before, not written down here.
 */
import { expect, type Locator, type Page } from '@playwright/test';
import type { BoardPage, Column, Lane, Point } from './board-page.ts';

export const scale1k = '/d/scale-1k';
export const scale10k = '/d/scale-10k';

/** The first opening of a long dossier takes its time, most of all on a busy machine. In milliseconds. */
const longOpening = 150_000;

/** Opens a dossier of thousands and waits for its board. */
export async function openLong(board: BoardPage, address: string): Promise<void> {
  await board.page.goto(address);
  await expect(board.region).toBeVisible({ timeout: longOpening });
}

/** `1,589` → 1589. */
export function numberIn(text: string | null): number {
  const digits = /\d[\d,]*/.exec(text ?? '')?.[0];
  if (digits === undefined) throw new Error(`“${text}” holds no number.`);
  return Number(digits.replaceAll(',', ''));
}

/** A number as the page says it: “2,034”. */
export function inWords(number: number): string {
  return number.toLocaleString('en');
}

/** How many cards the column has, as its heading says. */
export async function countOf(board: BoardPage, lane: Lane, column: Column): Promise<number> {
  return numberIn(await board.heading(lane, column).textContent());
}

export async function expectCountOf(
  board: BoardPage,
  lane: Lane,
  column: Column,
  count: number,
): Promise<void> {
  await expect(board.heading(lane, column)).toHaveText(
    new RegExp(`${column}\\s*${inWords(count)}$`),
  );
}

/** Titles of the first cards of a column that is scrolled to its top. */
export async function firstTitles(cell: Locator, count: number): Promise<string[]> {
  const links = cell.getByRole('link');
  await expect(links.nth(count - 1)).toBeVisible();
  return (await links.allTextContents()).slice(0, count);
}

/** The first cards of a column are these, in this order, whatever follows. */
export async function expectFirst(cell: Locator, titles: readonly string[]): Promise<void> {
  await expect
    .poll(async () => (await cell.getByRole('link').allTextContents()).slice(0, titles.length))
    .toEqual([...titles]);
}

/** Where a card stands, as a screen reader is told: from 1, of how many. */
export async function expectPlace(
  board: BoardPage,
  title: string,
  { position, of }: { readonly position: number; readonly of: number },
): Promise<void> {
  const article = board.page.getByRole('article', { name: title, exact: true });
  const row = board.region.getByRole('listitem').filter({ has: article });
  await expect(row).toHaveAttribute('aria-posinset', String(position));
  await expect(row).toHaveAttribute('aria-setsize', String(of));
}

/** Titles of the cards at these positions, from 1; those that are not rendered are left out. */
export function titlesAt(cell: Locator, positions: readonly number[]): Promise<string[]> {
  return cell.evaluate(
    (list, wanted) =>
      wanted.flatMap((position) => {
        const link = list.querySelector(`[aria-posinset="${position}"] a`);
        return link?.textContent ? [link.textContent] : [];
      }),
    positions,
  );
}

/** The title of the first card that is wholly in view; rows are rendered beyond it at either end. */
export function titleInView(cell: Locator): Promise<string> {
  return scrollerOf(cell).evaluate((scroller) => {
    const { top } = scroller.getBoundingClientRect();
    const links = [...scroller.querySelectorAll('li')]
      .filter((row) => row.getBoundingClientRect().top >= top)
      .map((row) => row.querySelector('a')?.textContent ?? '');
    return links[0] ?? '';
  });
}

/** The element that a long column scrolls in. */
export function scrollerOf(cell: Locator): Locator {
  return cell.locator('xpath=..');
}

export function scrolledBy(cell: Locator): Promise<number> {
  return scrollerOf(cell).evaluate((element) => element.scrollTop);
}

/** Turns the wheel over a column and resolves with how far it is scrolled once it stands. */
export async function wheel(page: Page, cell: Locator, distance: number): Promise<number> {
  const { x, y } = await middleOf(cell);
  await page.mouse.move(x, y);
  let before = await scrolledBy(cell);
  await page.mouse.wheel(0, distance);
  await expect.poll(() => scrolledBy(cell)).not.toBe(before);
  await expect(async () => {
    const last = before;
    before = await scrolledBy(cell);
    expect(before).toBe(last);
  }).toPass();
  return before;
}

async function visibleBox(cell: Locator) {
  const box = await scrollerOf(cell).boundingBox();
  if (!box) throw new Error('The column is not on the page.');
  return box;
}

export async function middleOf(cell: Locator): Promise<Point> {
  const { x, y, width, height } = await visibleBox(cell);
  return { x: x + width / 2, y: y + height / 2 };
}

/** A point at the lower edge of a column, where a card that is held there scrolls it. */
export async function lowerEdge(cell: Locator): Promise<Point> {
  const { x, y, width, height } = await visibleBox(cell);
  return { x: x + width / 2, y: y + height - 6 };
}
