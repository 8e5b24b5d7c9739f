/** A dossier as one file: out of one browser, into another that is somebody else, and back; and what is no such file. */
import { readFile } from 'node:fs/promises';
import { type Browser, expect, type Locator, type Page } from '@playwright/test';
import { BoardPage } from './board-page.ts';
import { test } from './fixtures.ts';

const ip = 'Intellectual property rights';
const commerce = 'E-commerce policies';
const data = 'Data localisation rules';

async function archiveOf(board: BoardPage): Promise<string> {
  const [download] = await Promise.all([
    board.page.waitForEvent('download'),
    board.choose('Share', 'Download archive'),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.parley\.jsonl$/);
  return readFile(await download.path(), 'utf8');
}

function dialog(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Import' });
}

async function give(page: Page, text: string, name = 'archive.jsonl'): Promise<void> {
  await page.goto('/dossiers?import');
  await dialog(page)
    .getByLabel('File')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) });
}

async function take(page: Page, text: string, said: RegExp): Promise<void> {
  await give(page, text);
  await dialog(page)
    .getByRole('button', { name: /^Import \d+ entries$/ })
    .click();
  await expect(dialog(page).getByRole('status')).toHaveText(said);
  await dialog(page).getByRole('button', { name: 'Open the dossier' }).click();
}

async function annotate(board: BoardPage, text: string): Promise<void> {
  await board.openIssue(ip);
  await board.panel.getByRole('textbox', { name: 'Add a note' }).fill(text);
  await board.panel.getByRole('button', { name: 'Save note' }).click();
  await expect(board.panel.getByRole('article').filter({ hasText: text })).toBeVisible();
  await board.panel.getByRole('button', { name: 'Close' }).click();
  await board.expectSaved();
}

/** Somebody else's browser. */
async function elsewhere(browser: Browser, baseURL: string | undefined): Promise<BoardPage> {
  const context = await browser.newContext({ locale: 'en-GB', ...(baseURL && { baseURL }) });
  return new BoardPage(await context.newPage());
}

test('two people’s copies become one board, each event its author’s; twice is as good as once', async ({
  board,
  page,
  browser,
  baseURL,
}) => {
  await board.open();
  await board.move(ip, 'Resolved');
  await annotate(board, 'Seen in Washington');
  const mine = await archiveOf(board);
  expect(JSON.parse(mine.slice(0, mine.indexOf('\n')))).toMatchObject({
    format: 'parley-archive',
    version: 1,
    dossier: 'us-india',
    events: mine.trimEnd().split('\n').length - 1,
  });

  const other = await elsewhere(browser, baseURL);
  await take(other.page, mine, /^2 of \d+ entries were new\.$/);
  await other.expectCell('US', 'Open', [commerce, data]);
  await annotate(other, 'Heard in Delhi');
  const theirs = await archiveOf(other);
  await other.page.context().close();

  await take(page, theirs, /^1 of \d+ entries was new\.$/);
  await board.openIssue(ip);
  const notes = board.panel.getByRole('article');
  await expect(notes).toHaveCount(2);
  await expect(notes.first()).toHaveAccessibleName(/^Note by You/);
  await expect(notes.last()).not.toHaveAccessibleName(/^Note by You/);
  await take(page, theirs, /^All \d+ entries were here already\.$/);
  await board.reload();
  await board.openIssue(ip);
  await expect(notes).toHaveCount(2);
});

test('a dossier that somebody else began opens here, is worked on, and is saved', async ({
  board,
  page,
  browser,
  baseURL,
}) => {
  const other = await elsewhere(browser, baseURL);
  await other.page.goto('/dossiers?new');
  const form = other.page.getByRole('dialog', { name: 'New dossier' });
  await form.getByRole('textbox', { name: 'Title' }).fill('EU–UK trade talks');
  for (const name of ['european', 'britain']) {
    await form.getByRole('combobox', { name: 'Parties' }).fill(name);
    await expect(other.page.getByRole('option').first()).toBeVisible();
    await form.getByRole('combobox', { name: 'Parties' }).press('Enter');
  }
  await form.getByRole('checkbox', { name: 'Begin with an example issue' }).check();
  await form.getByRole('button', { name: 'Create' }).click();
  await other.expectSaved();
  const archive = await archiveOf(other);
  await other.page.context().close();

  await take(page, archive, /^2 of 2 entries were new\.$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('EU–UK trade talks');
  const example = 'Example: lower the tariff on cars';
  await board.move(example, 'Resolved');
  await board.expectSaved();
  await board.reload();
  await expect(
    page.getByRole('list', { name: 'EU asks: Resolved' }).getByRole('article'),
  ).toHaveAccessibleName(example);
  await page.goto('/dossiers');
  await expect(page.getByRole('article', { name: 'EU–UK trade talks' })).toContainText('1 issue');
});

test('what is no whole archive is refused in words, and changes nothing', async ({
  board,
  page,
}) => {
  await board.open();
  const archive = await archiveOf(board);
  const cases: readonly (readonly [string, RegExp])[] = [
    [
      archive.slice(0, archive.length / 2),
      /^This archive is cut short: it holds \d+ entries of \d+\./,
    ],
    [archive.replace('Priority Watch', 'Priority Wotch'), /^This archive is not as it was written/],
    [archive.replace('"version":1', '"version":2'), /^This archive is of a newer version/],
    [
      archive.replace('"dossier":"us-india"', '"dossier":"../x"'),
      /^The first line of this archive/,
    ],
  ];
  for (const [content, said] of cases) {
    await give(page, content);
    await expect(dialog(page).getByText(said)).toBeVisible();
    await expect(dialog(page).getByLabel('File')).toHaveAccessibleDescription(
      new RegExp(said.source.slice(1)),
    );
    await expect(dialog(page).getByRole('button', { name: /^Import / })).toBeHidden();
  }
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('article')).toHaveCount(1);
});

test('a file dropped on the board is not opened in its place, but looked at', async ({
  board,
  page,
}) => {
  await board.open();
  const archive = await archiveOf(board);
  const drop = async (type: 'dragover' | 'drop', text: string) => {
    const data = await page.evaluateHandle((content) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], 'anything.txt'));
      return transfer;
    }, text);
    await page.dispatchEvent('body', type, { dataTransfer: data });
  };
  await drop('dragover', archive);
  await expect(page.getByText('Drop the file to see what it is')).toBeVisible();
  await drop('drop', archive);
  await expect(dialog(page).getByRole('status')).toContainText(
    /^An archive of “United States – India trade talks”/,
  );
  await expect(dialog(page).getByRole('button', { name: /^Import \d+ entries$/ })).toBeFocused();
  await drop('drop', '{"something": "else"}');
  await expect(dialog(page).getByText(/^This is data of another program/)).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('region', { name: 'Board' })).toBeVisible();

  // It is looked at once: the next import begins with a choice, also after Back.
  await page.goto('/dossiers');
  await drop('drop', archive);
  await expect(dialog(page).getByRole('button', { name: /^Import \d+ entries$/ })).toBeVisible();
  await page.goBack();
  await expect(dialog(page)).toBeHidden();
  await page.getByRole('button', { name: 'Import' }).click();
  await expect(dialog(page).getByLabel('File')).toBeFocused();
  await expect(dialog(page).getByRole('button', { name: /^Import \d+ entries$/ })).toBeHidden();
});
