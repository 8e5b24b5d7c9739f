/** Rows of known height: at every width, with larger letters and in both densities a card keeps within its own. */
import { expect, type Page } from '@playwright/test';
import type { BoardPage } from './board-page.ts';
import { test } from './fixtures.ts';
import { centre } from './gestures.ts';
import { openLong, scale1k, scrollerOf, titleInView } from './long-column.ts';

const longTitle =
  `Recognition of conformity assessment ${'and of testing laboratories '.repeat(4)}`.trim();

const choose = (board: BoardPage, name: 'Comfortable' | 'Compact') => board.choose('More', name);

async function add(board: BoardPage, title: string): Promise<void> {
  await board.page.getByRole('button', { name: 'Add issue' }).click();
  await board.dialog.getByRole('textbox', { name: 'Title' }).fill(title);
  await board.dialog.getByRole('radio', { name: 'United States (US)' }).check();
  await board.dialog.getByRole('combobox', { name: 'Category' }).selectOption('Other');
  await board.dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(board.card(title)).toBeVisible();
}

/** What of a card can be seen, or pressed, outside it; and the heights there are. */
async function lookAtCards(page: Page): Promise<{ out: string[]; heights: number[] }> {
  return page.getByRole('article').evaluateAll((cards) => {
    const out: string[] = [];
    const heights = new Set<number>();
    for (const card of cards) {
      const box = card.getBoundingClientRect();
      heights.add(Math.round(box.height * 10) / 10);
      for (const part of card.querySelectorAll('a, button, time, span, svg')) {
        const { top, bottom, left, right, width, height } = part.getBoundingClientRect();
        const isSeen = width > 1 && height > 1;
        const isOut = top < box.top || bottom > box.bottom || left < box.left || right > box.right;
        if (isSeen && isOut) out.push(`${part.tagName} of ${card.textContent}`);
      }
      const title = card.querySelector('a')?.getBoundingClientRect();
      const below = card.querySelector('time')?.parentElement?.getBoundingClientRect();
      if (title && below && title.bottom > below.top) out.push(`lines of ${card.textContent}`);
    }
    return { out, heights: [...heights] };
  });
}

test('a density is kept over a reload, and shows the same issues in less room', async ({
  board,
  page,
}) => {
  await board.open();
  const card = board.card('E-commerce policies');
  const before = (await card.boundingBox())?.height ?? 0;
  await choose(board, 'Compact');
  await board.reload();
  await expect(card).toContainText('inferred');
  expect((await card.boundingBox())?.height ?? 0).toBeLessThan(before / 2);
  await board.view('Table').click();
  const row = page.getByRole('row', { name: /E-commerce policies/ });
  const low = (await row.boundingBox())?.height ?? 0;
  await choose(board, 'Comfortable');
  expect((await row.boundingBox())?.height ?? 0).toBeGreaterThan(low);
});

for (const width of [360, 768, 1440, 2560]) {
  for (const letters of [16, 20]) {
    test(`cards are one height and hold what they show at ${width} px, with letters of ${letters} px`, async ({
      board,
      page,
    }) => {
      await page.addInitScript((size) => {
        addEventListener('DOMContentLoaded', () => {
          document.documentElement.style.fontSize = `${size}px`;
        });
      }, letters);
      await page.setViewportSize({ width, height: 900 });
      await board.open();
      await add(board, longTitle);
      await add(board, `Zollkontingent${'W'.repeat(60)}`);
      for (const [density, rem] of [
        ['Comfortable', 5.5],
        ['Compact', 2],
      ] as const) {
        await choose(board, density);
        expect(await lookAtCards(page)).toEqual({ out: [], heights: [rem * letters] });
      }
      await expect(board.link(longTitle)).toHaveAttribute('title', longTitle);
    });
  }
}

test.describe('under a finger', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('a card and its Move button are a whole fingertip, in both densities', async ({ board }) => {
    await board.open();
    const card = board.region.getByRole('article').first();
    for (const name of ['Comfortable', 'Compact'] as const) {
      await choose(board, name);
      for (const target of [card, card.getByRole('button', { name: /^Move / })]) {
        const { width = 0, height = 0 } = (await target.boundingBox()) ?? {};
        expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
      }
    }
  });
});

test('the first card in view is still there, in the same place, in another density', async ({
  board,
  page,
}) => {
  await openLong(board, scale1k);
  const cell = board.cell('US', 'Open');
  await scrollerOf(cell).evaluate((element) => element.scrollTo({ top: 96 * 100 }));
  await expect(cell.locator('[aria-posinset="101"]')).toBeVisible();
  const title = await titleInView(cell);
  for (const density of ['Compact', 'Comfortable'] as const) {
    await choose(board, density);
    expect(await titleInView(cell)).toBe(title);
  }
  // Letters that become larger move it no more than that.
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '20px';
  });
  await expect(cell.locator('[aria-posinset="101"]')).toHaveCSS('height', '120px');
  await expect.poll(() => titleInView(cell)).toBe(title);
});

test('so it is where the page scrolls and not its columns', async ({ board, page }) => {
  await page.setViewportSize({ width: 390, height: 300 });
  await board.open();
  const card = board.card('E-commerce policies');
  await card.evaluate((element) => scrollBy({ top: element.getBoundingClientRect().top - 178 }));
  const { y: before } = await centre(card);
  const top = (await card.boundingBox())?.y ?? 0;
  expect(before).toBeLessThan(240);
  await choose(board, 'Compact');
  await expect.poll(async () => (await card.boundingBox())?.height).toBe(32);
  expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(0);
  expect((await card.boundingBox())?.y).toBeCloseTo(top, 0);
});
