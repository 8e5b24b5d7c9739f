/**
 * The board with ten thousand issues. Its first opening takes longer than all that follows, so the tests of this
 * file share one profile that has been through it; each undoes what it did.
 */
import { expect } from '@playwright/test';
import { BoardPage } from './board-page.ts';
import { test as base } from './fixtures.ts';
import { grab, refusal } from './gestures.ts';
import {
  countOf,
  expectCountOf,
  expectFirst,
  expectPlace,
  firstTitles,
  inWords,
  lowerEdge,
  middleOf,
  numberIn,
  openLong,
  scale10k,
  scrolledBy,
  scrollerOf,
  titlesAt,
} from './long-column.ts';

const test = base.extend<{ board: BoardPage }, { profile: BoardPage }>({
  profile: [
    async ({ browser }, use, { project }) => {
      const { baseURL = '', viewport = null, locale = 'en-GB', timezoneId = 'UTC' } = project.use;
      const context = await browser.newContext({ baseURL, viewport, locale, timezoneId });
      const board = new BoardPage(await context.newPage());
      await openLong(board, scale10k);
      await use(board);
      await context.close();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  board: async ({ profile, heard }, use) => {
    const board = new BoardPage(await profile.page.context().newPage());
    board.page.on('console', (message) => {
      if (message.type() === 'error') heard.push(message.text());
    });
    board.page.on('pageerror', (error) => heard.push(String(error)));
    await openLong(board, scale10k);
    await use(board);
    await board.page.close();
  },
});

// One after another, in one worker, which has the profile.
test.describe.configure({ mode: 'default', timeout: 120_000 });

test('a card held at the edge of a column of a thousand and more reaches its end in seconds, and lands between its neighbours', async ({
  board,
}) => {
  const { mouse } = board.page;
  const [from, to] = [board.cell('US', 'Open'), board.cell('US', 'Under discussion')];
  const of = await countOf(board, 'US', 'Under discussion');
  const [title = ''] = await firstTitles(from, 1);
  await grab(board, title);
  const edge = await lowerEdge(to);
  await mouse.move(edge.x, edge.y, { steps: 8 });
  const isAtEnd = () =>
    scrollerOf(to).evaluate(
      ({ scrollTop, clientHeight, scrollHeight }) => scrollTop + clientHeight >= scrollHeight - 200,
    );
  await expect.poll(isAtEnd, { timeout: 30_000 }).toBe(true);
  const middle = await middleOf(to);
  await mouse.move(middle.x, middle.y, { steps: 4 });
  // Where it will land, read from the page: the card whose lower part the pointer is nearest to.
  await expect(from.getByRole('link', { name: title })).toBeAttached();
  const above = await to.evaluate((list, y) => {
    const rows = [...list.querySelectorAll('[aria-posinset]')];
    const upper = rows.filter((row) => {
      const { top, height } = row.getBoundingClientRect();
      return y >= top + height / 2;
    });
    return Math.max(...upper.map((row) => Number(row.getAttribute('aria-posinset'))));
  }, middle.y);
  expect(above).toBeGreaterThan(1_000);
  const neighbours = await titlesAt(to, [above, above + 1]);
  expect(neighbours).toHaveLength(2);
  await mouse.up();
  await expect(refusal(board)).toBeHidden();
  await expectPlace(board, title, { position: above + 1, of: of + 1 });
  await expect(board.link(title)).toBeFocused();
  expect(await titlesAt(to, [above, above + 1, above + 2])).toEqual([
    neighbours[0],
    title,
    neighbours[1],
  ]);
  await board.undo.click();
  await expectFirst(from, [title]);
  await expectCountOf(board, 'US', 'Under discussion', of);
  await board.expectSaved();
});

test('Escape gives a drag up while its column scrolls: the card stays, and the column stands still', async ({
  board,
}) => {
  const { mouse, keyboard } = board.page;
  const cell = board.cell('India', 'Open');
  const [first = '', second = ''] = await firstTitles(cell, 2);
  await grab(board, first);
  const edge = await lowerEdge(cell);
  await mouse.move(edge.x, edge.y, { steps: 8 });
  await expect.poll(() => scrolledBy(cell), { timeout: 20_000 }).toBeGreaterThan(5_000);
  await keyboard.press('Escape');
  await expect(refusal(board)).toBeHidden();
  const stopped = await scrolledBy(cell);
  await mouse.up();
  await expect(board.status(`Drag cancelled. ${first} stays in Open.`)).toBeAttached();
  expect(Math.abs((await scrolledBy(cell)) - stopped)).toBeLessThan(200);
  await board.link(first).focus();
  await keyboard.press('Home');
  await expectFirst(cell, [first, second]);
});

test('T and B are one key press to the ends of a column of thousands, and the focus goes along', async ({
  board,
}) => {
  const { keyboard } = board.page;
  const cell = board.cell('US', 'Open');
  const of = await countOf(board, 'US', 'Open');
  const [first = '', second = '', third = ''] = await firstTitles(cell, 3);
  await board.link(second).focus();
  await keyboard.press('b');
  await expectPlace(board, second, { position: of, of });
  await expect(board.link(second)).toBeFocused();
  await expect(board.link(second)).toBeInViewport();
  await keyboard.press('t');
  await expectFirst(cell, [second, first, third]);
  await expect(board.link(second)).toBeFocused();
  await expect(board.link(second)).toBeInViewport();
  await keyboard.press('Shift+ArrowDown');
  await expect(board.link(first)).toBeFocused();
  await keyboard.press('b');
  await expectPlace(board, first, { position: of, of });
  await expect(board.link(first)).toBeFocused();
  for (let press = 0; press < 3; press += 1) {
    await keyboard.press('Control+z');
    await expect(board.status(/^Undone: moved /)).toBeAttached();
  }
  await expectPlace(board, second, { position: 2, of });
  await keyboard.press('Home');
  await expectFirst(cell, [first, second, third]);
  await board.expectSaved();
});

test('about a thousand issues that a filter leaves move together: counted, saved, and undone by one key', async ({
  board,
}) => {
  const { page } = board;
  const resolved = await countOf(board, 'US', 'Resolved');
  await board.filterBy('Services');
  const count = page.getByRole('search').getByRole('status');
  await expect(count).toHaveText(/ of /);
  const shown = numberIn(await count.textContent());
  expect(shown).toBeGreaterThan(800);
  const before = {
    open: await countOf(board, 'US', 'Open'),
    discussed: await countOf(board, 'US', 'Under discussion'),
    resolved: await countOf(board, 'US', 'Resolved'),
  };
  const [first = ''] = await firstTitles(board.cell('US', 'Open'), 1);
  await board.link(first).click({ modifiers: ['ControlOrMeta'] });
  const bar = page.getByRole('region', { name: 'Selected issues' });
  await bar.getByRole('button', { name: /^Select all shown/ }).click();
  await expect(bar.getByRole('status')).toHaveText(`${inWords(shown)} selected`);
  await bar.getByRole('button', { name: 'Resolved' }).click();
  await expect(board.toast(`Moved ${inWords(shown)} issues to Resolved`)).toBeVisible();
  const usShown = before.open + before.discussed + before.resolved;
  await expect(board.heading('US', 'Resolved')).toHaveText(
    new RegExp(
      `Resolved\\s*${inWords(usShown)} of ${inWords(resolved + before.open + before.discussed)}$`,
    ),
  );
  await expectFirst(board.cell('US', 'Resolved'), [first]);
  await expect(count).toHaveText(new RegExp(`^${inWords(shown)} of`));
  await board.expectSaved();
  await page.keyboard.press('Escape');
  await expect(bar).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(board.heading('US', 'Resolved')).toHaveText(
    new RegExp(`Resolved\\s*${inWords(before.resolved)} of ${inWords(resolved)}$`),
  );
  await expectFirst(board.cell('US', 'Open'), [first]);
  await board.expectSaved();
});
