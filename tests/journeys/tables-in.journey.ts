/** Tables of one's own: as files, as spreadsheets, from the clipboard; matched, looked at, taken in and taken back. */
import { expect, type Locator, type Page } from '@playwright/test';
import { BoardPage } from './board-page.ts';
import { test } from './fixtures.ts';

const files = 'tests/fixtures';

function dialog(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Import' });
}

function importButton(page: Page, count: number): Locator {
  const name = count === 1 ? 'Import 1 issue' : `Import ${count.toLocaleString('en')} issues`;
  return dialog(page).getByRole('button', { name, exact: true });
}

async function give(page: Page, file: Parameters<Locator['setInputFiles']>[0]): Promise<void> {
  await page.goto('/dossiers?import');
  await dialog(page).getByLabel('File').setInputFiles(file);
}

function named(name: string, text: string) {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(text) };
}

async function paste(page: Page, formats: Readonly<Record<string, string>>): Promise<void> {
  await dialog(page)
    .getByRole('textbox', { name: 'Or paste a table' })
    .evaluate((field, given) => {
      const clipboardData = new DataTransfer();
      for (const [type, text] of Object.entries(given)) clipboardData.setData(type, text);
      field.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    }, formats);
}

const titles = (page: Page) =>
  page.getByRole('region', { name: 'Board' }).getByRole('article').getByRole('link');

test('a list of one’s own becomes a dossier: what is unclear is asked once, and one undo takes all of it back', async ({
  page,
}) => {
  await give(page, `${files}/asks.csv`);
  const box = dialog(page);
  await expect(box.getByText('6 rows, UTF-8, separated by semicolons')).toBeVisible();
  await box.getByLabel('Title of the dossier').fill('Our asks');
  await expect(box.getByLabel('State', { exact: true })).toHaveValue('status');
  await expect(box.getByLabel('Sector', { exact: true })).toHaveValue('tags');

  const problems = box.getByRole('list', { name: 'Problems' }).getByRole('listitem');
  await expect(problems).toHaveText([
    /^Line 5: “Parked” under “Status” stands for nothing yet/,
    /^Line 7: “31\/02\/2025” is no day/,
    /^Line 8: Title: /,
  ]);
  await box
    .getByRole('group', { name: /“State”/ })
    .getByLabel('“Parked” stands for')
    .selectOption('Open');
  await expect(problems).toHaveCount(2);
  await expect(
    box.getByRole('table', { name: 'Preview' }).getByRole('row').filter({ hasText: 'Dairy' }),
  ).toContainText('1 Feb 2023');
  await importButton(page, 4).click();
  await expect(box.getByRole('status')).toHaveText(/^4 issues were added\./);
  await box.getByRole('button', { name: 'Open the dossier' }).click();

  const board = new BoardPage(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Our asks');
  await board.expectCell('US', 'Under discussion', ['Lower duties on almonds']);
  await board.expectCell('US', 'Open', ['Dairy certificates']);
  await board.expectCell('US', 'Resolved', ['Card payments kept abroad']);
  await board.expectCell('India', 'Open', ['Preferences restored']);
  await board.expectSaved();
  await page.reload();
  await expect(titles(page)).toHaveCount(4);
  await board.undo.click();
  await expect(titles(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Redo', exact: true }).click();
  await expect(titles(page)).toHaveCount(4);
});

test('the same table again updates what is there, and remembers what its words stand for', async ({
  page,
}) => {
  const first = 'Ref,Issue,Party,State\nA1,Almonds,US,Parked\nA2,Preferences,India,Parked\n';
  await give(page, named('asks.csv', first));
  const box = dialog(page);
  await box.getByLabel('“Parked” stands for').selectOption('Under discussion');
  await importButton(page, 2).click();
  await box.getByRole('button', { name: 'Open the dossier' }).click();
  const board = new BoardPage(page);
  await board.expectCell('US', 'Under discussion', ['Almonds']);
  await board.expectSaved();

  await board.choose('More', 'Import…');
  const second =
    'Ref,Issue,Party,State\nA1,Almonds and walnuts,US,Parked\nA2,Preferences,India,Done\nA3,Visas,India,Open\n';
  await box.getByLabel('File').setInputFiles(named('asks.csv', second));
  await expect(box.getByLabel('Into')).toHaveValue(/^asks-/);
  await expect(box.getByLabel('“Parked” stands for')).toHaveValue('under-discussion');
  await expect(box.getByRole('radiogroup', { name: '2 of them are here already' })).toBeVisible();
  await importButton(page, 3).click();
  await expect(box.getByRole('status')).toHaveText(/^1 issue was added, 2 brought up to date\./);
  await box.getByRole('button', { name: 'Open the dossier' }).click();
  await board.expectCell('US', 'Under discussion', ['Almonds and walnuts']);
  await board.expectCell('India', 'Resolved', ['Preferences']);
  await board.expectCell('India', 'Open', ['Visas']);
  await board.undo.click();
  await board.expectCell('US', 'Under discussion', ['Almonds']);
  await board.expectCell('India', 'Under discussion', ['Preferences']);
});

test('a spreadsheet, a text of an older program, and cells from the clipboard', async ({
  page,
}) => {
  const box = dialog(page);
  const preview = box.getByRole('table', { name: 'Preview' });
  await give(page, `${files}/asks.xlsx`);
  await expect(preview).toContainText('Lower duties on almonds');
  await expect(preview).toContainText('5 Nov 2025');
  await expect(importButton(page, 2)).toBeEnabled();

  await box.getByRole('button', { name: 'Choose another' }).click();
  await box.getByLabel('File').setInputFiles(`${files}/asks-windows-1252.csv`);
  await expect(box.getByText('1 row, Windows-1252, separated by commas')).toBeVisible();
  await expect(preview).toContainText('Café “duties” – 20 €');

  await box.getByRole('button', { name: 'Choose another' }).click();
  await paste(page, { 'text/plain': 'Issue\tAsked by\n"Two\nlines"\tUS\n' });
  await expect(preview).toContainText('Two lines');

  await box.getByRole('button', { name: 'Choose another' }).click();
  await paste(page, {
    'text/plain': 'nothing of it',
    'text/html': '<table><tr><td>Issue<td>Asked by<tr><td>Al<b>mon</b>ds<td>India</table>',
  });
  await expect(preview).toContainText('Almonds');
  await expect(preview).toContainText('India ask');
});

test('days that can be read both ways are asked about once', async ({ page }) => {
  await give(
    page,
    named('a.csv', 'Issue,Asked by,Date\nOne,US,05/11/2025\nTwo,India,06/11/2025\n'),
  );
  const box = dialog(page);
  await expect(box.getByText('Say how the dates are written.')).toBeVisible();
  await box.getByRole('radio', { name: '11 May' }).check();
  await expect(box.getByRole('table', { name: 'Preview' })).toContainText('11 May 2025');
  await expect(importButton(page, 2)).toBeEnabled();
});

test('what is no table is called what it is, and nothing is changed', async ({ page }) => {
  const box = dialog(page);
  const said = async (file: Parameters<Locator['setInputFiles']>[0], text: RegExp) => {
    await give(page, file);
    await expect(box.getByText(text)).toBeVisible();
    await expect(box.getByRole('button', { name: /^Import \d/ })).toHaveCount(0);
  };
  await said(
    `${files}/picture.csv`,
    /^This is a picture, whatever its name says\. Nothing was changed\./,
  );
  await said(named('a.csv', ''), /^There is nothing in it\. Nothing was changed\.$/);
  await said(named('a.json', '{"some": ["thing"]}'), /^This is data of another program/);
  await said(named('a.zip', 'PK\u0003\u0004'), /^This is a zip\. Nothing was changed\./);
  const damaged = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.from('xl/workbook.xml')]);
  await said(
    { name: 'a.xlsx', mimeType: 'application/octet-stream', buffer: damaged },
    /^This spreadsheet cannot be read/,
  );
  await page.goto('/dossiers');
  await expect(page.getByRole('article')).toHaveCount(1);
});

test('where what reads tables cannot be loaded, that is said, and the next try works', async ({
  page,
  problems,
}) => {
  problems.expect(/ERR_FAILED|Failed to fetch dynamically imported module/);
  const box = dialog(page);
  const table = named('a.csv', 'Issue,Asked by\nOne,US\n');
  for (const part of ['table-reader', 'table-worker']) {
    const missing = new RegExp(`/${part}-[^/]*\\.js$`);
    await page.context().route(missing, (route) => route.abort());
    await give(page, table);
    await expect(box.getByText(/^This could not be read: .* could not be loaded/)).toBeVisible();
    await page.context().unroute(missing);
    await box.getByLabel('File').setInputFiles([]);
    await box.getByLabel('File').setInputFiles(table);
    await expect(importButton(page, 1)).toBeEnabled();
  }
});

test('tens of thousands of rows: given up, or with the tab gone in the middle, nothing of them is here', async ({
  page,
  context,
}) => {
  const rows = Array.from(
    { length: 40_000 },
    (_, at) => `Issue number ${at},${at % 2 ? 'US' : 'India'}`,
  );
  const table = named('big.csv', `Issue,Asked by\n${rows.join('\n')}\n`);
  const begin = async (tab: Page) => {
    await tab.goto('/');
    const board = new BoardPage(tab);
    await board.choose('More', 'Import…');
    await dialog(tab).getByLabel('File').setInputFiles(table);
    await importButton(tab, 40_000).click({ timeout: 60_000 });
    await expect(dialog(tab).getByRole('status')).toHaveText(/^Importing: [\d,]+ of 40,000$/);
  };
  await begin(page);
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog(page).getByRole('status')).toHaveCount(0);
  await expect(importButton(page, 40_000)).toBeEnabled();
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(titles(page)).toHaveCount(11);

  const other = await context.newPage();
  await begin(other);
  await other.close({ runBeforeUnload: false });
  await page.reload();
  await expect(titles(page)).toHaveCount(11);
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeDisabled();
});
