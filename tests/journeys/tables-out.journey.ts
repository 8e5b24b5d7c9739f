/** The table as a file: what the filters leave, in the order that is shown, as text and as a spreadsheet. */
import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { readSeparated } from '#src/formats/separated-values.ts';
import { openSpreadsheet } from '#src/formats/spreadsheet.ts';
import type { ReadRows } from '#src/formats/table.ts';
import type { BoardPage } from './board-page.ts';
import { test } from './fixtures.ts';

const gsp = 'Restoration of GSP status';
const steel = 'Steel and aluminium duties (section 232)';
const relief = 'Relief from the 50 % US tariffs';

async function download(board: BoardPage, entry: string) {
  const [downloading] = await Promise.all([
    board.page.waitForEvent('download'),
    board.choose('Share', entry),
  ]);
  return {
    name: downloading.suggestedFilename(),
    bytes: await readFile(await downloading.path()),
  };
}

function cellsOf(read: ReadRows): readonly (readonly string[])[] {
  if (!read.ok) throw new Error(read.problem.code);
  return read.rows.map(({ cells }) => cells);
}

async function sheetOf(bytes: Buffer, sheet: string) {
  const opened = openSpreadsheet(new Uint8Array(bytes));
  if (!opened.ok) throw new Error(opened.problem.code);
  return cellsOf(await opened.spreadsheet.read(sheet, () => {}));
}

test('the filtered table is downloaded as text and as a spreadsheet, with the same rows', async ({
  board,
  page,
}) => {
  await board.open();
  await page.getByRole('button', { name: 'India', exact: true }).click();
  await board.view('Table').click();
  await expect(page.getByRole('table', { name: 'Issues' }).getByRole('rowheader')).toHaveText([
    steel,
    gsp,
    relief,
  ]);

  const csv = await download(board, 'Download CSV');
  expect(csv.name).toBe('us-india.csv');
  const text = csv.bytes.toString('utf8');
  expect(text).toMatch(/^\ufeffID,Issue,Asked by,/);
  const rows = cellsOf(readSeparated(text.slice(1), () => {}));
  expect(rows.slice(1).map(([, title, asker]) => [title, asker])).toEqual([
    [steel, 'India'],
    [gsp, 'India'],
    [relief, 'India'],
  ]);

  const spreadsheet = await download(board, 'Download spreadsheet');
  expect(spreadsheet.name).toBe('us-india.xlsx');
  const filled = (cells: readonly string[]) => cells.slice(0, 12);
  expect((await sheetOf(spreadsheet.bytes, 'Issues')).map(filled)).toEqual(rows.map(filled));
  const history = await sheetOf(spreadsheet.bytes, 'History');
  expect(new Set(history.slice(1).map(([, , title]) => title))).toEqual(
    new Set([steel, gsp, relief]),
  );
});

test('a past date is in the name, and what came after it is in neither', async ({
  board,
  page,
}) => {
  await page.goto('/d/us-india?asOf=2023-06-22');
  await expect(board.region).toBeVisible();
  const titles = await board.region.getByRole('article').getByRole('link').allTextContents();
  const csv = await download(board, 'Download CSV');
  expect(csv.name).toBe('us-india-2023-06-22.csv');
  const rows = cellsOf(readSeparated(csv.bytes.toString('utf8').slice(1), () => {}));
  expect(rows.slice(1).map(([, title]) => title)).toEqual(titles);
  const spreadsheet = await download(board, 'Download spreadsheet');
  expect(spreadsheet.name).toBe('us-india-2023-06-22.xlsx');
  const history = await sheetOf(spreadsheet.bytes, 'History');
  expect(history.length).toBeGreaterThan(1);
  const days = history.slice(1).map(([happened = '']) => happened.slice(0, 10));
  expect(days.filter((day) => day > '2023-06-22')).toEqual([]);
});

test('what is shown on the board, with a title that a spreadsheet would run, is harmless in the file', async ({
  board,
  page,
}) => {
  await board.open();
  await page.keyboard.press('n');
  await board.dialog
    .getByRole('textbox', { name: 'Title' })
    .fill('=HYPERLINK("https://x.example")');
  await board.dialog.getByRole('radio', { name: 'United States (US)' }).check();
  await board.dialog.getByRole('combobox', { name: 'Category' }).selectOption('Other');
  await board.dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await board.expectCount('12 issues');
  const csv = await download(board, 'Download CSV');
  expect(csv.bytes.toString('utf8')).toContain(`,"'=HYPERLINK(""https://x.example"")",`);
  const spreadsheet = await download(board, 'Download spreadsheet');
  const issues = await sheetOf(spreadsheet.bytes, 'Issues');
  expect(issues.map(([, title]) => title)).toContain('=HYPERLINK("https://x.example")');
});
