/** The table: in the address and the browser's history, far down a long list, on paper, found by the page's own search. */
import { expect, type Page } from '@playwright/test';
import { test } from './fixtures.ts';

const gsp = 'Restoration of GSP status';
const steel = 'Steel and aluminium duties (section 232)';

const rows = (page: Page) => page.getByRole('table', { name: 'Issues' }).getByRole('rowheader');

test('from the board to the table and back, with filter, order and open issue in the address', async ({
  board,
  page,
  freshProfile,
}) => {
  await board.open();
  await page.getByRole('button', { name: 'India', exact: true }).click();
  await board.view('Table').click();
  await expect(rows(page)).toHaveText([steel, gsp, 'Relief from the 50 % US tariffs']);
  const added = page.getByRole('columnheader', { name: 'Added' });
  await added.getByRole('button').click();
  await added.getByRole('button').click();
  await expect(added).toHaveAttribute('aria-sort', 'ascending');
  await expect(rows(page)).toHaveText([steel, gsp, 'Relief from the 50 % US tariffs']);
  await page.getByRole('link', { name: gsp }).click();
  await expect(board.panel).toBeVisible();
  await expect(page).toHaveURL(/\/table\?country=IN&sort=added&issue=gsp-restoration$/);

  const other = await freshProfile();
  await other.page.goto(page.url());
  await expect(other.page.getByRole('complementary', { name: gsp })).toBeVisible();
  await expect(rows(other.page)).toHaveText([steel, gsp, 'Relief from the 50 % US tariffs']);

  await page.keyboard.press('Escape');
  await expect(page.getByRole('link', { name: gsp })).toBeFocused();
  await board.view('Board').click();
  await expect(board.card(gsp)).toBeVisible();
  await board.expectCount('3 of 11 issues');
  await page.goBack();
  await expect(rows(page)).toHaveCount(3);
});

test('a long table renders what is in view, and keys reach its ends with the focus', async ({
  page,
}) => {
  await page.goto('/d/scale-1k/table?sort=title');
  const table = page.getByRole('table', { name: 'Issues' });
  await expect(table).toBeVisible({ timeout: 30_000 });
  const size = Number(await table.getAttribute('aria-rowcount'));
  expect(size).toBeGreaterThan(900);
  expect(await rows(page).count()).toBeLessThan(60);
  const focused = page.locator('tr:focus-within');
  await rows(page).first().getByRole('link').focus();
  await page.keyboard.press('PageDown');
  await expect(focused).not.toHaveAttribute('aria-rowindex', '2');
  await page.keyboard.press('End');
  await expect(focused).toHaveAttribute('aria-rowindex', String(size));
  await expect(focused).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('ArrowUp');
  await expect(focused).toHaveAttribute('aria-rowindex', String(size - 1));
  // Scrolled away from, the row keeps the focus.
  await page.locator('[data-windowed]').evaluate((element) => element.scrollTo({ top: 0 }));
  await expect(table.locator('[aria-rowindex="2"]')).toBeInViewport();
  await expect(focused).toHaveAttribute('aria-rowindex', String(size - 1));
  await page.keyboard.press('Home');
  await expect(focused).toHaveAttribute('aria-rowindex', '2');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary')).toBeVisible();
});

for (const layout of ['board', 'table']) {
  test(`in a long ${layout} find-in-page is answered by the page's own search, once`, async ({
    board,
    page,
  }) => {
    await page.goto(`/d/scale-1k?q=line&view=${layout}`);
    await expect(page.locator('[data-windowed]').first()).toBeVisible({ timeout: 30_000 });
    // What the browser is left with, as the last to hear of each key.
    await page.evaluate(() => {
      addEventListener('keydown', ({ key, defaultPrevented }) => {
        if (key === 'f') document.title = defaultPrevented ? 'taken' : 'left';
      });
    });
    await page.keyboard.press('Control+f');
    await expect(page).toHaveTitle('taken');
    await expect(board.search).toBeFocused();
    await expect(board.status(/^Searching all [\d,]+ issues$/)).toBeAttached();
    expect(
      await board.search.evaluate((box: HTMLInputElement) => [
        box.selectionStart,
        box.selectionEnd,
      ]),
    ).toEqual([0, 4]);
    await page.keyboard.press('Control+f');
    await expect(page).toHaveTitle('left');
  });
}

test('a short list leaves find-in-page to the browser', async ({ board, page }) => {
  await page.goto('/d/us-india/table');
  await expect(rows(page)).toHaveCount(11);
  await page.keyboard.press('Control+f');
  await expect(board.search).not.toBeFocused();
});

const printed = [
  { layout: 'board', filter: '&country=US', words: /issues: asked by United States\./ },
  { layout: 'table', filter: '', words: /\d{4}\. All [\d,]+ issues/ },
];
for (const { layout, filter, words } of printed) {
  test(`a long ${layout} is printed whole, as plain tables under its title`, async ({ page }) => {
    await page.goto(`/d/scale-1k?view=${layout}${filter}`);
    await expect(page.locator('[data-windowed]').first()).toBeVisible({ timeout: 30_000 });
    const said = await page.getByRole('search').getByRole('status').textContent();
    await page.emulateMedia({ media: 'print' });
    await expect(async () => {
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
      await expect(page.getByText(/Printed on \d+ \w+ \d{4}\. /)).toBeVisible({ timeout: 500 });
    }).toPass();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText(words)).toBeVisible();
    const sheets = page.getByRole('table', { name: 'Issues' });
    expect(await sheets.locator('tbody tr').count()).toBe(Number(said?.split(' ')[0]));
    await expect(page.getByRole('button')).toHaveCount(0);
    await expect(page.getByRole('main')).toBeHidden();
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await expect(page.getByRole('main')).toBeVisible();
  });
}

for (const width of [360, 768]) {
  test(`the table scrolls within itself at ${width} px, and its titles stay`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto('/d/us-india/table');
    await expect(rows(page)).toHaveCount(11);
    const title = rows(page).first();
    await page.getByRole('columnheader', { name: 'Added' }).scrollIntoViewIfNeeded();
    await expect(page.getByRole('columnheader', { name: 'Added' })).toBeInViewport();
    await expect(title).toBeInViewport({ ratio: 1 });
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    ).toBeLessThanOrEqual(0);
  });
}
