/** The board with a thousand issues: what can be done with eleven can be done in columns that scroll. */
import { expect, type Locator } from '@playwright/test';
import { test } from './fixtures.ts';
import { centre, dragTo, Finger, gap } from './gestures.ts';
import {
  countOf,
  expectCountOf,
  expectFirst,
  expectPlace,
  firstTitles,
  numberIn,
  openLong,
  scale1k,
  titleInView,
  wheel,
} from './long-column.ts';

test.describe.configure({ timeout: 120_000 });

test('a card dragged into a long column lands between its neighbours, stays there over a reload, and is undone and redone', async ({
  board,
}) => {
  await openLong(board, scale1k);
  const [from, to] = [board.cell('US', 'Open'), board.cell('US', 'Under discussion')];
  const open = await countOf(board, 'US', 'Open');
  const discussed = await countOf(board, 'US', 'Under discussion');
  const [a = '', moved = '', c = ''] = await firstTitles(from, 3);
  const [x = '', y = ''] = await firstTitles(to, 2);
  await dragTo(board, moved, () => gap(board.card(y), 'above'));
  await expectFirst(to, [x, moved, y]);
  await expectFirst(from, [a, c]);
  await expect(
    board.status(`${moved} moved from Open to Under discussion, position 2 of ${discussed + 1}.`),
  ).toBeAttached();
  await expect(board.link(moved)).toBeFocused();
  await board.expectSaved();
  await board.reload();
  await expectFirst(to, [x, moved, y]);
  await expectCountOf(board, 'US', 'Open', open - 1);
  await expectCountOf(board, 'US', 'Under discussion', discussed + 1);
  await board.undo.click();
  await expectFirst(from, [a, moved, c]);
  await expectFirst(to, [x, y]);
  await board.redo.click();
  await expectFirst(to, [x, moved, y]);
});

test('the last card of a long column is one key away, moves by its menu, and is undone after a reload', async ({
  board,
  page,
}) => {
  await openLong(board, scale1k);
  const cell = board.cell('India', 'Open');
  const of = await countOf(board, 'India', 'Open');
  const resolved = await countOf(board, 'India', 'Resolved');
  const [first = ''] = await firstTitles(cell, 1);
  await expectPlace(board, first, { position: 1, of });
  await board.link(first).focus();
  await page.keyboard.press('End');
  const last = cell.locator(':focus');
  await expect(last).not.toHaveText(first);
  const title = (await last.textContent()) ?? '';
  await expectPlace(board, title, { position: of, of });
  await page.keyboard.press('m');
  await expect(page.getByRole('menu', { name: `Move ${title}` })).toBeVisible();
  await page.getByRole('menuitemradio', { name: 'Resolved' }).press('Enter');
  await expectPlace(board, title, { position: 1, of: resolved + 1 });
  await expect(board.link(title)).toBeFocused();
  await board.expectSaved();
  await board.reload();
  await expectFirst(board.cell('India', 'Resolved'), [title]);
  await page.keyboard.press('Control+z');
  await expectCountOf(board, 'India', 'Resolved', resolved);
  await expectPlace(board, title, { position: of, of });
  await expect(board.link(title)).toBeFocused();
  await page.keyboard.press('Home');
  await expect(board.link(first)).toBeFocused();
});

test('the row in focus stays in the page however far its column is scrolled, and keys go on from it', async ({
  board,
  page,
}) => {
  await openLong(board, scale1k);
  const cell = board.cell('US', 'Open');
  const [first = '', second = ''] = await firstTitles(cell, 2);
  await board.link(first).focus();
  await wheel(page, cell, 8_000);
  await expect(board.link(second)).not.toBeAttached();
  await expect(board.link(first)).toBeAttached();
  await expect(board.link(first)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(board.link(second)).toBeFocused();
  await expect(board.link(second)).toBeInViewport();
});

test('a column is scrolled as before once its lane was collapsed, or an issue was open', async ({
  board,
  page,
}) => {
  await openLong(board, scale1k);
  const cell = board.cell('US', 'Under discussion');
  await firstTitles(cell, 1);
  await wheel(page, cell, 6_000);
  const title = await titleInView(cell);
  const { y: place } = await centre(board.card(title));
  const toggle = board.lane('US').getByRole('button', { name: 'US asks', exact: true });
  await toggle.click();
  await expect(cell).toBeHidden();
  await toggle.click();
  await expect(cell).toBeVisible();
  await expect(async () => expect((await centre(board.card(title))).y).toBe(place)).toPass();
  await board.link(title).click();
  await expect(page.getByRole('complementary', { name: title })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(board.link(title)).toBeFocused();
  await expect(async () => expect((await centre(board.card(title))).y).toBe(place)).toPass();
});

/** Pixels between each card of a column and the one after it, where both are rendered. */
function gapsIn(list: Locator): Promise<number[]> {
  return list.evaluate((element) => {
    const boxes = new Map(
      [...element.querySelectorAll('article')].map((card) => [
        Number(card.parentElement?.ariaPosInSet),
        card.getBoundingClientRect(),
      ]),
    );
    return [...boxes].flatMap(([place, { top }]) => {
      const before = boxes.get(place - 1);
      return before ? [Math.round(top - before.bottom)] : [];
    });
  });
}

test('cards keep their distance after jumps, and in a window that gets narrower', async ({
  board,
}) => {
  const { page } = board;
  await page.setViewportSize({ width: 768, height: 1024 });
  await openLong(board, scale1k);
  const list = board.cell('US', 'Open');
  await expect.poll(() => list.evaluate(({ clientHeight }) => clientHeight)).toBeGreaterThan(9_000);
  const expectApart = async () => {
    await expect(async () => {
      const gaps = await gapsIn(list);
      expect(gaps.length).toBeGreaterThan(3);
      expect(new Set(gaps)).toEqual(new Set([8]));
    }).toPass();
  };
  for (const top of [2_000, 9_000, 5_000, 2_000, 500]) {
    await list.evaluate((element, to) => {
      element.parentElement?.scrollTo({ top: to });
    }, top);
    await expect
      .poll(() => list.evaluate((element) => element.parentElement?.scrollTop ?? 0))
      .toBeGreaterThan(top - 100);
    await expectApart();
  }
  await page.setViewportSize({ width: 690, height: 1024 });
  await expectApart();
});

test('what a filter leaves of a column that was scrolled is shown from its first card', async ({
  board,
}) => {
  await openLong(board, scale1k);
  const list = board.cell('US', 'Open');
  const scrolled = () => list.evaluate((element) => element.parentElement?.scrollTop ?? 0);
  await list.evaluate((element) => element.parentElement?.scrollTo({ top: 3_000 }));
  await expect.poll(scrolled).toBeGreaterThan(2_900);
  await board.filterBy('Technical barriers to trade');
  await expect.poll(scrolled).toBe(0);
  await expect(list.getByRole('listitem').first()).toHaveAttribute('aria-posinset', '1');
});

test('so is what a filter leaves of a table', async ({ board }) => {
  const { page } = board;
  await page.goto(`${scale1k}/table`);
  const table = page.getByRole('table', { name: 'Issues' });
  await expect(table).toBeVisible({ timeout: 60_000 });
  const scrolled = () => table.evaluate((element) => element.parentElement?.scrollTop ?? 0);
  await table.evaluate((element) => element.parentElement?.scrollTo({ top: 3_000 }));
  await expect.poll(scrolled).toBeGreaterThan(2_900);
  await board.filterBy('Technical barriers to trade');
  await expect.poll(scrolled).toBe(0);
});

test('an address with filters shows the same of a thousand issues in a fresh profile', async ({
  board,
  page,
  freshProfile,
}) => {
  await openLong(board, scale1k);
  const count = page.getByRole('search').getByRole('status');
  const all = numberIn(await count.textContent());
  await page.getByRole('button', { name: 'India' }).first().click();
  await board.filterBy('Services', 'With notes');
  await board.search.fill('LICENSING of');
  await expect(page).toHaveURL(/q=LICENSING/);
  await expect(count).toHaveText(new RegExp(`^\\d+ of ${all} issues$`));
  const text = (await count.textContent()) ?? '';
  expect(numberIn(text)).toBeGreaterThan(0);
  const titles = await board.lane('India').getByRole('article').getByRole('link').allTextContents();
  expect(titles).toHaveLength(numberIn(text));

  const other = await freshProfile();
  await openLong(other, page.url());
  await other.expectCount(text);
  await expect(other.lane('India').getByRole('article').getByRole('link')).toHaveText(titles);
  await other.page.getByRole('button', { name: 'Clear filters' }).click();
  await other.expectCount(`${all} issues`);
});

test('an issue found by its words opens, takes a note, and has both after a reload', async ({
  board,
  page,
}) => {
  await openLong(board, scale1k);
  await firstTitles(board.cell('US', 'Open'), 1);
  await board.search.fill('line 777');
  await expect(board.region.getByRole('article')).toHaveCount(1);
  const link = board.region.getByRole('article').getByRole('link');
  const title = (await link.textContent()) ?? '';
  await board.openIssue(title);
  const history = board.panel.getByRole('region', { name: 'History' });
  await expect(history.getByRole('listitem').last()).toContainText('added');
  const notes = board.panel.getByRole('region', { name: 'Annotations' });
  const before = await notes.getByRole('article').count();
  await notes.getByRole('textbox', { name: 'Add a note' }).fill('Seen among a thousand.');
  await notes.getByRole('button', { name: 'Save note' }).click();
  await expect(notes.getByRole('article')).toHaveCount(before + 1);
  await expect(history.getByRole('listitem').first()).toContainText('added a note');
  await board.expectSaved();
  await board.reload();
  await expect(page.getByRole('complementary', { name: title })).toBeVisible();
  await expect(notes.getByRole('article').last()).toContainText('Seen among a thousand.');
  await expect(board.card(title)).toContainText(before === 0 ? '1 note' : `${before + 1} notes`);
  await board.panel.getByRole('button', { name: 'Close' }).click();
  await expect(board.link(title)).toBeFocused();
});

test('a collapsed lane says what it holds, and stays collapsed over a reload', async ({
  board,
}) => {
  await openLong(board, scale1k);
  const counts = await Promise.all([
    countOf(board, 'US', 'Open'),
    countOf(board, 'US', 'Under discussion'),
    countOf(board, 'US', 'Resolved'),
  ]);
  const all = counts.reduce((sum, count) => sum + count, 0);
  await board.lane('US').getByRole('button', { name: 'US asks', exact: true }).click();
  await board.reload();
  await expect(board.lane('US')).toContainText(`${all} issues`);
  await expect(board.cell('US', 'Open')).toBeHidden();
  await expect(board.cell('India', 'Open')).toBeVisible();
});

test.describe('under a finger', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('a card that is held moves within its long column, stays over a reload and is undone', async ({
    board,
  }) => {
    await openLong(board, scale1k);
    const cell = board.cell('US', 'Open');
    const [a = '', b = '', c = ''] = await firstTitles(cell, 3);
    const finger = await Finger.on(board);
    const from = await finger.hold(board, a);
    await finger.slide(from, await centre(board.card(b)));
    await finger.lift();
    await expectFirst(cell, [b, a, c]);
    await board.expectSaved();
    await board.reload();
    await expectFirst(cell, [b, a, c]);
    await board.undo.tap();
    await expectFirst(cell, [a, b, c]);
  });

  test('a card is where it was once its issue, which lay over the board, is closed', async ({
    board,
    page,
  }) => {
    await openLong(board, scale1k);
    const [title = ''] = await firstTitles(board.cell('US', 'Open'), 1);
    const { y: before } = await centre(board.card(title));
    await board.link(title).tap();
    await expect(page.getByRole('complementary', { name: title })).toBeVisible();
    await page.goBack();
    await expect(board.link(title)).toBeFocused();
    const { y: after } = await centre(board.card(title));
    // The ring around the card in focus may ask for two pixels.
    expect(Math.abs(after - before)).toBeLessThan(4);
  });
});
