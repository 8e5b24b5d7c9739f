/** What comes out on paper: the board by party and status, an open issue whole and alone, on either size of paper. */
import { expect, type Page } from '@playwright/test';
import { test } from './fixtures.ts';
import { pagesOn } from './paper.ts';

/** Lays the page out as a print does, without leaving the screen. */
async function print(page: Page): Promise<void> {
  await page.emulateMedia({ media: 'print' });
  await expect(async () => {
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await expect(page.locator('[data-sheet]')).toBeVisible({ timeout: 500 });
  }).toPass();
}

test('the board is printed upright on one page: title, dates, filter, and each party’s asks by status', async ({
  board,
  page,
}) => {
  await board.open('/d/us-india?country=US');
  // Folded away on screen, it is on paper all the same.
  await page.getByRole('button', { name: 'US asks', expanded: true }).click();
  await print(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'United States – India trade talks',
  );
  await expect(
    page.getByText(
      /^As of 5 Nov 2025\. Printed on \d+ \w+ \d{4}\. 8 of 11 issues: asked by United States\.$/,
    ),
  ).toBeVisible();
  await expect(page.getByRole('heading', { level: 2 })).toHaveText([
    'US asks8 issues',
    'India asks0 of 3 issues',
  ]);
  await expect(page.getByRole('heading', { level: 3 })).toHaveText([
    'Open3',
    'Under discussion2',
    'Resolved3',
  ]);
  await expect(page.getByRole('listitem')).toHaveCount(8);
  await expect(page.getByRole('main')).toBeHidden();
  await expect(page.getByRole('button')).toHaveCount(0);
  expect(await pagesOn(page, 'A4')).toBe(1);
  expect(await pagesOn(page, 'Letter')).toBe(1);
});

for (const view of ['', '/table']) {
  test(`an open issue is printed whole, from the first page, without what lies behind it${view}`, async ({
    page,
  }) => {
    await page.goto(`/d/us-india${view}?issue=gsp-restoration`);
    const panel = page.getByRole('complementary', { name: 'Restoration of GSP status' });
    await expect(panel.getByRole('region', { name: 'History' })).toBeVisible();
    await print(page);
    await expect(page.getByRole('main')).toBeHidden();
    for (const name of ['Evidence', 'Annotations', 'History']) {
      await expect(panel.getByRole('region', { name })).toBeVisible();
    }
    await expect(page.getByText('As of 5 Nov 2025.')).toBeVisible();
    const link = panel.getByRole('link', { name: 'lexblog.com' });
    const after = await link.evaluate((element) => getComputedStyle(element, '::after').content);
    expect(after).toContain('https://www.lexblog.com/2019/06/03/');
    const { y } = (await panel.boundingBox()) ?? { y: Number.NaN };
    expect(y).toBeLessThan(100);
    // Nothing of it lies in a box that scrolls, of which paper shows a part.
    const cut = await panel.evaluate(
      (element) =>
        [element, ...element.querySelectorAll('*')].filter(
          ({ scrollHeight, clientHeight }) => clientHeight > 0 && scrollHeight > clientHeight + 2,
        ).length,
    );
    expect(cut).toBe(0);
    expect(await pagesOn(page, 'A4')).toBeLessThanOrEqual(2);
    expect(await pagesOn(page, 'Letter')).toBeLessThanOrEqual(2);
  });
}
