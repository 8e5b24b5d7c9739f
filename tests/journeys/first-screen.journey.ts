/** The talks at a glance: what the first screen says, where it leads, and what it becomes where there is little room. */
import { expect, type Page } from '@playwright/test';
import type { Column } from './board-page.ts';
import { failedRequest, test } from './fixtures.ts';
import { centre, Finger } from './gestures.ts';
import { openLong, scale1k } from './long-column.ts';

const retaliation = 'Indian retaliatory duties on US farm goods';

test('the headline says where the talks stand, as of when and on what, and is of what is shown', async ({
  board,
  page,
}) => {
  await board.open();
  const headline = page.getByRole('region', { name: 'State of play' });
  await expect(headline).toContainText('3 of 8 US asks are resolved, none of India’s 3.');
  await expect(headline).toContainText('As of 5 Nov 2025 · 13 documents, all digests');
  await headline.getByRole('button', { name: 'About this dossier' }).click();
  await expect(headline).toContainText('What Washington and New Delhi ask of each other on trade');
  const part = headline.getByRole('link', { name: 'US asks: 3 Resolved' });
  await expect(part).toHaveAttribute('href', '/d/us-india?country=US&status=resolved');
  await part.click();
  await board.expectCount('3 of 11 issues');
  await board.expectCell('US', 'Resolved', [
    retaliation,
    'Poultry, turkey, duck and berries',
    'Digital services levies',
  ]);
  await expect(headline).toContainText('Everything shown is resolved: 3 US asks.');
  await board.chip('Status: Resolved').click();
  await board.expectCount('8 of 11 issues');
  await board.move('E-commerce policies', 'Resolved');
  await expect(headline).toContainText('4 of the 8 US asks shown are resolved.');
});

test('the headline is one line while a list is scrolled, and opens again at its top', async ({
  board,
  page,
}) => {
  await openLong(board, scale1k);
  const headline = page.getByRole('region', { name: 'State of play' });
  const bars = headline.getByRole('link');
  await expect(bars).toHaveCount(6);
  const list = board.cell('US', 'Open');
  await list.evaluate((element) => element.parentElement?.scrollTo({ top: 500 }));
  await expect(bars).toHaveCount(0);
  await expect(headline).toContainText('As of');
  await list.evaluate((element) => element.parentElement?.scrollTo({ top: 0 }));
  await expect(bars).toHaveCount(6);

  await list.evaluate((element) => element.parentElement?.scrollTo({ top: 500 }));
  await expect(bars).toHaveCount(0);
  // So few that nothing is left to scroll back by.
  await board.search.fill('nothing like it');
  await expect(headline).toContainText('No issue matches these filters.');
  await board.search.fill('');
  await expect(bars).toHaveCount(6);
});

test('the header leads to views and dossiers, hands out the link, and names the open issue', async ({
  board,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await board.open('/d/us-india?country=IN');
  await board.view('Table').click();
  await expect(page).toHaveURL(/\/d\/us-india\/table\?country=IN$/);
  await board.view('Board').click();
  await board.choose('Share', 'Copy link');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/\/d\/us-india\?country=IN$/);
  await board.openIssue('Restoration of GSP status');
  await expect(page).toHaveTitle(/^Restoration of GSP status · United States – India trade talks/);
  await board.choose('Dossiers', 'United States – India trade talks');
  await expect(page).toHaveURL(/\/d\/us-india$/);
  await board.search.fill('duties');
  await page.getByRole('banner').getByRole('link', { name: 'Parley: home' }).click();
  await expect(page).toHaveURL(/\/d\/us-india$/);
  await board.expectCount('11 issues');
});

test('a page that leads nowhere has the header and its way to the dossiers', async ({
  page,
  problems,
}) => {
  problems.expect(failedRequest);
  for (const address of ['/nowhere', '/d/us-india/no-such-view', '/d/no-such-dossier']) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^There is /);
    await page.getByRole('banner').getByRole('button', { name: 'Dossiers' }).click();
    await page.getByRole('menuitem', { name: 'United States – India trade talks' }).click();
    await expect(page).toHaveURL(/\/d\/us-india$/);
    await expect(page.getByRole('region', { name: 'Board' })).toBeVisible();
  }
});

test('an issue is added where its column is, with what the filter says, and no category by itself', async ({
  board,
  page,
}) => {
  await board.open();
  const dialog = page.getByRole('dialog', { name: 'Add issue' });
  await board.lane('India').getByRole('button', { name: 'Add to India asks: Resolved' }).click();
  await expect(dialog.getByRole('radio', { name: 'India' })).toBeChecked();
  await expect(dialog.getByRole('combobox', { name: 'Status' })).toHaveValue('resolved');
  await expect(dialog.getByRole('combobox', { name: 'Category' })).toHaveValue('');
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Almonds');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByRole('combobox', { name: 'Category' })).toBeFocused();
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await board.filterBy('Services');
  await board.lane('US').getByRole('button', { name: 'Add to US asks: Open' }).click();
  await expect(dialog.getByRole('combobox', { name: 'Category' })).toHaveValue('services');
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Insurance');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(board.card('Insurance')).toBeVisible();
});

test('where it is wide the latest changes stand beside the board, and lead to their issues', async ({
  board,
  page,
}) => {
  await page.setViewportSize({ width: 1900, height: 1000 });
  await board.open();
  await board.move('Steel and aluminium duties (section 232)', 'Resolved');
  const changes = page.getByRole('region', { name: 'Latest changes' });
  const first = changes.getByRole('listitem').first();
  await expect(first).toContainText('Moved to Resolved');
  await first.getByRole('link').click();
  await expect(
    page.getByRole('complementary', { name: 'Steel and aluminium duties (section 232)' }),
  ).toBeVisible();
});

/** Names of what is pressed and is less than 44 px wide or high. Links in a sentence are as high as its lines. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>(
      'button, input, select, summary, [role="menuitem"], [role="menuitemradio"], article',
    )) {
      const { width, height, top } = element.getBoundingClientRect();
      const isSeen = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
      const isTucked = (element.closest('search')?.clientWidth ?? 360) <= 1;
      if (!isSeen || isTucked || element.closest('[inert], .sr-only') || width <= 1) continue;
      // A label counts as part of what it labels.
      const label = element instanceof HTMLInputElement ? element.labels?.[0] : undefined;
      const box = label?.getBoundingClientRect();
      // What reaches beyond the element is pressed with it.
      const { content, position, top: above } = getComputedStyle(element, '::after');
      const beyond =
        content !== 'none' && position === 'absolute' ? -2 * Number.parseFloat(above) : 0;
      const size = Math.min(
        Math.max(width, box?.width ?? 0),
        Math.max(height + Math.max(0, beyond), box?.height ?? 0),
      );
      if (size < 43.5)
        found.push(`${element.ariaLabel ?? element.textContent}: ${width} x ${height} at ${top}`);
    }
    return found;
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test('the first card stands above the middle, the bar stays, and what is needed is in reach', async ({
    board,
    page,
  }) => {
    await board.open();
    const card = board.region.getByRole('article').first();
    const { y = 1_000, height = 0 } = (await card.boundingBox()) ?? {};
    expect(y + height).toBeLessThan(370);
    const bar = page.getByRole('banner');
    expect((await bar.boundingBox())?.height).toBeLessThanOrEqual(49);
    await page.evaluate(() => window.scrollTo(0, 900));
    await expect(bar).toBeInViewport();
    const add = page.getByRole('button', { name: 'Add issue' });
    await expect(add).toBeInViewport({ ratio: 1 });
    expect((await add.boundingBox())?.y ?? 0).toBeGreaterThan(600);
    await bar.getByRole('button', { name: 'Search and filter' }).tap();
    await board.search.fill('duties');
    await board.expectCount('3 of 11 issues');
    await board.choose('More', 'Table');
    await expect(page.getByRole('table')).toBeVisible();
    await page.getByRole('button', { name: 'More', exact: true }).tap();
    for (const name of ['Copy link', 'Download archive', 'Print', 'Keys']) {
      const entry = board.menu.getByRole('menuitem', { name, exact: true });
      expect((await entry.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(44);
    }
  });

  test('columns are swiped or chosen by their tabs, a party by its segment, and what is looked for is in view', async ({
    board,
    page,
  }) => {
    await board.open();
    const inView = (column: Column) =>
      expect(board.columnTab(column)).toHaveAttribute('aria-pressed', 'true');
    await inView('Open');
    await expect(board.lane('India')).toBeHidden();
    const finger = await Finger.on(board);
    const { x, y } = await centre(board.card('E-commerce policies'));
    await finger.press({ x: x + 120, y });
    await finger.slide({ x: x + 120, y }, { x: x - 140, y });
    await finger.lift();
    await inView('Under discussion');
    await expect(board.card('Market access for US medical devices')).toBeInViewport({ ratio: 1 });
    await expect(board.panel).toBeHidden();
    await board.columnTab('Resolved').tap();
    await inView('Resolved');
    await expect(board.card('Digital services levies')).toBeInViewport({ ratio: 1 });
    await board.parties.getByRole('button', { name: 'India asks' }).tap();
    await expect(board.lane('India')).toBeVisible();
    await expect(board.lane('US')).toBeHidden();
    // India has no resolved ask: what it has is in view instead, and the empty column where it is asked for.
    await inView('Open');
    await board.columnTab('Resolved').tap();
    await inView('Resolved');
    await expect(board.cell('India', 'Resolved')).toBeInViewport();
    await page.getByRole('banner').getByRole('button', { name: 'Search and filter' }).tap();
    await board.search.fill('poultry');
    await expect(board.card('Poultry, turkey, duck and berries')).toBeInViewport({ ratio: 1 });
    await inView('Resolved');
  });

  test('a card moved by its menu is followed to its column; one held over a tab brings its column', async ({
    board,
  }) => {
    await board.open();
    await board.move('E-commerce policies', 'Resolved');
    await expect(board.columnTab('Resolved')).toHaveAttribute('aria-pressed', 'true');
    await expect(board.card('E-commerce policies')).toBeInViewport({ ratio: 1 });
    const finger = await Finger.on(board);
    const from = await finger.hold(board, 'E-commerce policies');
    await finger.slide(from, await centre(board.columnTab('Under discussion')));
    await expect(board.columnTab('Under discussion')).toHaveAttribute('aria-pressed', 'true');
    // It has made room at the top by then.
    await finger.slide(
      from,
      await centre(board.card('Market access for US agricultural products')),
    );
    await finger.lift();
    await board.expectCell('US', 'Under discussion', [
      'Market access for US agricultural products',
      'E-commerce policies',
      'Market access for US medical devices',
    ]);
  });

  test('Tab leads to the party in view, and the arrows from one to the other', async ({
    board,
    page,
  }) => {
    await board.open();
    const steel = board.link('Steel and aluminium duties (section 232)');
    await board.parties.getByRole('button', { name: 'India asks' }).tap();
    await board.columnTab('Resolved').focus();
    await page.keyboard.press('Tab');
    await expect(steel).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(board.link('Data localisation rules')).toBeFocused();
    await expect(board.lane('India')).toBeHidden();
    await page.keyboard.press('ArrowDown');
    await expect(steel).toBeFocused();
  });

  test('every target is 44 px high and wide', async ({ board, page }) => {
    await board.open();
    expect(await smallTargets(page)).toEqual([]);
    await board
      .card('E-commerce policies')
      .getByRole('button', { name: /^Move / })
      .tap();
    await expect(board.menu).toBeVisible();
    expect(await smallTargets(page)).toEqual([]);
    await board.menu.getByRole('menuitem', { name: 'Select' }).tap();
    await page.keyboard.press('Escape');
    await page.getByRole('banner').getByRole('button', { name: 'Search and filter' }).tap();
    await board.filterBy('Services');
    expect(await smallTargets(page)).toEqual([]);
    await board.openIssue('E-commerce policies');
    expect(await smallTargets(page)).toEqual([]);
  });
});
