/**
 * What the bench must know of the board's page, by accessible name: its cells, what is in them, and how many
 * issues the page says it shows. Example: the cell “US asks: Open”.
 */
import type { Page } from '@playwright/test';

/** Cards go from the first cell to the second, and back. */
export const fromCell = 'US asks: Open';
export const toCell = 'US asks: Under discussion';

/** While a card is dragged, other lanes say this. */
export const refusalText = 'A drag changes the status, not who asks';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The title of the first card of a cell that is wholly in view, and a point on it. */
export function cardInView(page: Page, cell: string): Promise<Point & { readonly title: string }> {
  return page.evaluate((name) => {
    const list = document.querySelector(`ul[aria-label="${name}"]`);
    const top = list?.parentElement?.getBoundingClientRect().top ?? 0;
    for (const card of list?.querySelectorAll('article') ?? []) {
      const box = card.getBoundingClientRect();
      const title = card.querySelector('a')?.textContent;
      if (box.top < top || !title) continue;
      return { title, x: box.left + box.width / 2, y: box.top + box.height - 6 };
    }
    throw new Error(`No card of “${name}” is in view.`);
  }, cell);
}

/** The visible part of the box that a cell scrolls in. */
export function boxOf(
  page: Page,
  cell: string,
): Promise<{ x: number; top: number; bottom: number }> {
  return page.evaluate((name) => {
    const scroller = document.querySelector(`ul[aria-label="${name}"]`)?.parentElement;
    if (!scroller) throw new Error(`There is no cell “${name}”.`);
    const { left, width, top, bottom } = scroller.getBoundingClientRect();
    return { x: left + width / 2, top, bottom };
  }, cell);
}

/** The paint of a card in a cell, after the next event of this type. */
export function expectCardIn(
  page: Page,
  event: 'pointerup' | 'keydown',
  cell: string,
  title: string,
): Promise<void> {
  return page.evaluate(
    ([type, name, text]) => {
      window.benchMeter.expect(type, () => {
        const links = document.querySelectorAll(`ul[aria-label="${name}"] article a`);
        return [...links].some((link) => link.textContent === text);
      });
    },
    [event, cell, title] as const,
  );
}

/** The paint of what a command says to a screen reader, after the next event of this type. */
export function expectSaid(
  page: Page,
  event: 'pointerup' | 'keydown',
  beginning: string,
): Promise<void> {
  return page.evaluate(
    ([type, start]) => {
      const said = () =>
        [...document.querySelectorAll('[role="status"]')].some((status) =>
          status.textContent?.startsWith(start),
        );
      window.benchMeter.expect(type, said);
    },
    [event, beginning] as const,
  );
}

/**
 * The paint of another number of issues, after the next key: once the filter bar says another number, and the
 * columns add up to it.
 */
export function expectOtherCount(page: Page): Promise<void> {
  return page.evaluate(() => {
    const numberIn = (text: string) => Number(text.replaceAll(',', ''));
    const said = () =>
      numberIn(
        /[\d,]+/.exec(document.querySelector('search [role="status"]')?.textContent ?? '')?.[0] ??
          '',
      );
    const inColumns = () => {
      let sum = 0;
      for (const heading of document.querySelectorAll('[aria-label="Board"] h3')) {
        const shown = /([\d,]+)(?: of [\d,]+)?$/.exec(heading.textContent ?? '')?.[1];
        sum += numberIn(shown ?? '0');
      }
      return sum;
    };
    const before = said();
    window.benchMeter.expect('keydown', () => said() !== before && said() === inColumns());
  });
}
