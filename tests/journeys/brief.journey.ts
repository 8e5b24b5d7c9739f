/** The brief: copied for a letter, as a file, and on paper, with the filters and the date of the view. */
import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { test } from './fixtures.ts';
import { pagesOn } from './paper.ts';

const gsp = 'Restoration of GSP status';

/** A page that does not stop to ask which printer: it counts how often it was printed, and stays as it is printed. */
async function withPrinter(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    Object.assign(window, { printed: 0 });
    window.print = () => {
      Object.assign(window, { printed: Reflect.get(window, 'printed') + 1 });
    };
  });
  return () => page.evaluate(() => Number(Reflect.get(window, 'printed')));
}

test('is copied as Markdown and formatted', async ({ board, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await board.open();
  await board.choose('Share', 'Copy brief');
  await expect(board.toast('Copied the brief, formatted.')).toBeVisible();
  const copied = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const read = async (type: string) => (await item?.getType(type))?.text() ?? '';
    return { text: await read('text/plain'), html: await read('text/html') };
  });
  expect(copied.text).toMatch(
    /^# United States – India trade talks\n\n3 of 8 US asks are resolved/,
  );
  for (const part of [
    '## Since 6 Oct 2025',
    '## US asks',
    '### Open (3)',
    '## India asks',
    '## Sources',
  ]) {
    expect(copied.text).toContain(`\n${part}\n`);
  }
  expect(copied.text).toMatch(/\n\\\[\d\\\] .+, \*.+\*, .+<https:/);
  expect(copied.html).toContain(gsp);
  expect(copied.html).toMatch(/<h2[^>]*>US asks<\/h2>/);
  expect(copied.html).not.toContain('<script');
});

test('is a file of the filtered view, and of the date that is shown', async ({ board, page }) => {
  await page.goto('/d/us-india?country=IN&asOf=2023-06-22');
  await expect(board.region).toBeVisible();
  const [downloading] = await Promise.all([
    page.waitForEvent('download'),
    board.choose('Share', 'Download brief'),
  ]);
  expect(downloading.suggestedFilename()).toBe('us-india-brief-2023-06-22.md');
  const text = await readFile(await downloading.path(), 'utf8');
  expect(text).toContain('asked by India.');
  expect(text).toContain('## Since 23 May 2023');
  expect(text).toContain(`**${gsp}**`);
  expect(text).not.toContain('## US asks');
  expect(text).not.toContain('2025');
});

test('is printed by itself, over as few pages as it takes, and then the page is as before', async ({
  board,
  page,
}) => {
  const printed = await withPrinter(page);
  await page.goto('/d/us-india?issue=gsp-restoration');
  await expect(board.panel).toBeVisible();
  const sheet = page.locator('[data-sheet]');
  for (const [turn, format] of (['A4', 'Letter'] as const).entries()) {
    await board.choose('Share', 'Print brief');
    await expect.poll(printed).toBe(turn + 1);
    await page.emulateMedia({ media: 'print' });
    await expect(sheet.getByRole('heading', { level: 1 })).toHaveText(
      'United States – India trade talks',
    );
    await expect(sheet.getByRole('heading', { level: 2 })).toHaveText([
      'Since 6 Oct 2025',
      'US asks',
      'India asks',
      'Sources',
    ]);
    await expect(page.getByRole('main')).toBeHidden();
    await expect(board.panel).toBeHidden();
    // Once it is printed, which a PDF is, the page is as before.
    expect(await pagesOn(page, format)).toBeLessThanOrEqual(3);
    await page.emulateMedia({ media: 'screen' });
    await expect(sheet).toHaveCount(0);
    await expect(board.panel).toBeVisible();
  }
});

test('where a browser does not say that it has printed, the next press takes the sheet away', async ({
  board,
  page,
}) => {
  const printed = await withPrinter(page);
  await board.open();
  await board.choose('Share', 'Print brief');
  await expect.poll(printed).toBe(1);
  await expect(page.locator('[data-sheet]')).toHaveCount(1);
  await page.keyboard.press('Shift');
  await expect(page.locator('[data-sheet]')).toHaveCount(0);
});
