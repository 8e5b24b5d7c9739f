/** From a narrow phone to a wide screen nothing sticks out to the side, and nothing one needs is cut off. */
import { expect, type Page } from '@playwright/test';
import { test } from './fixtures.ts';
import { openLong, scale1k } from './long-column.ts';

/** Names of controls and cards of which a part lies outside the window, to the left or the right. */
async function stickingOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const out = scrollWidth > clientWidth ? [`page: ${scrollWidth} > ${clientWidth}`] : [];
    for (const element of document.querySelectorAll(
      'button, a, input, select, textarea, article',
    )) {
      const { left, right, width } = element.getBoundingClientRect();
      // Columns that are swiped to lie beside the window; what is in one keeps to it.
      const place = element.closest('[data-part="columns"] > *')?.getBoundingClientRect();
      const [from, to] = [place?.left ?? 0, place?.right ?? clientWidth];
      if (width > 1 && (left < from - 1 || right > to + 1)) {
        out.push(`${element.ariaLabel ?? element.textContent}: ${left} to ${right}`);
      }
    }
    return out;
  });
}

for (const width of [360, 768, 1440, 2560]) {
  test(`nothing sticks out sideways at ${width} px`, async ({ board, page }) => {
    await page.setViewportSize({ width, height: 900 });
    await board.open();
    expect(await stickingOut(page)).toEqual([]);
    await page.getByRole('button', { name: 'Add issue' }).click();
    await expect(page.getByRole('dialog', { name: 'Add issue' })).toBeVisible();
    expect(await stickingOut(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await board.showLane('India');
    await board.openIssue('Steel and aluminium duties (section 232)');
    expect(await stickingOut(page)).toEqual([]);
  });
}

for (const width of [360, 1440]) {
  test(`nothing sticks out sideways of a thousand issues at ${width} px`, async ({
    board,
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await openLong(board, scale1k);
    const first = board.cell('US', 'Open').getByRole('link').first();
    const title = (await first.textContent()) ?? '';
    expect(await stickingOut(page)).toEqual([]);
    await first.focus();
    await page.keyboard.press('x');
    await expect(page.getByRole('region', { name: 'Selected issues' })).toBeVisible();
    expect(await stickingOut(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await board.openIssue(title);
    expect(await stickingOut(page)).toEqual([]);
  });
}

test('a very long title breaks inside its card and its panel', async ({ board, page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await board.open();
  const title = `Zollkontingent${'x'.repeat(120)}`;
  await page.getByRole('button', { name: 'Add issue' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add issue' });
  await dialog.getByRole('textbox', { name: 'Title' }).fill(title);
  await dialog.getByRole('radio', { name: 'United States (US)' }).check();
  await dialog.getByRole('combobox', { name: 'Category' }).selectOption('Other');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(board.card(title)).toBeVisible();
  expect(await stickingOut(page)).toEqual([]);
  await board.openIssue(title);
  expect(await stickingOut(page)).toEqual([]);
});

for (const [width, height] of [
  [360, 740],
  [700, 560],
] as const) {
  test(`what was just done is told behind a dialog, not over its buttons, at ${width} px`, async ({
    board,
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await board.open();
    await board.move('Intellectual property rights', 'Resolved');
    await board.undo.click();
    await expect(board.toast(/^Undone: moved/)).toBeVisible();
    await page.getByRole('button', { name: 'Add issue' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add issue' });
    for (const name of ['Cancel', 'Add']) {
      // Before the toast goes by itself.
      await dialog
        .getByRole('button', { name, exact: true })
        .click({ trial: true, timeout: 3_000 });
    }
    await page.keyboard.press('Escape');
    const toast = board.toast(/^Undone: moved/);
    await expect(toast).toBeVisible();
    await toast.hover();
    await toast.getByRole('button', { name: 'Close' }).click();
  });
}
