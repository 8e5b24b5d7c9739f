/** What is kept in this browser: seen, checked, taken out, thrown away; and a file recalled after a month. */
import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { BoardPage } from './board-page.ts';
import { test } from './fixtures.ts';

const ip = 'Intellectual property rights';

test('what is kept is counted, checked and taken out as one file', async ({ board, page }) => {
  await board.open();
  await board.move(ip, 'Resolved');
  await board.expectSaved();
  await board.choose('More', 'Storage');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Storage');
  await expect(page).toHaveTitle('Storage · Parley');
  const row = page.getByRole('row', { name: /United States – India trade talks/ });
  const entries = Number(await row.getByRole('cell').first().textContent());
  expect(entries).toBeGreaterThan(54);
  await page.getByRole('button', { name: 'Check this browser’s data' }).click();
  await expect(
    page.getByText(`1 dossier with ${entries} entries: all of it can be read`),
  ).toBeVisible();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download everything' }).click();
  const lines = readFileSync(await (await downloading).path(), 'utf8')
    .trim()
    .split('\n');
  expect(lines).toHaveLength(1 + entries);
  await page.getByRole('link', { name: 'Go to the board' }).click();
  await expect(page).toHaveTitle(/United States/);
});

test('the demo begins anew, but not while another tab would write it again', async ({
  board,
  page,
  context,
}) => {
  await board.open();
  await board.move(ip, 'Resolved');
  await board.expectSaved();
  const other = await context.newPage();
  await new BoardPage(other).open();
  await page.goto('/storage');
  await page.getByRole('button', { name: 'Reset the demo' }).click();
  const dialog = page.getByRole('dialog', { name: 'Throw everything away?' });
  await expect(dialog).toContainText(/entries in 1 dossier/);
  await dialog.getByRole('button', { name: 'Throw everything away' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Close the other tabs first');
  await other.close();
  await dialog.getByRole('button', { name: 'Throw everything away' }).click();
  await expect(page).toHaveURL(/\/d\/us-india$/);
  await board.expectCell('US', 'Open', [ip, 'E-commerce policies', 'Data localisation rules']);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
});

test('a record that cannot be read is found, and comes out as it is', async ({ board, page }) => {
  await board.open();
  await board.expectSaved();
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('parley');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const adding = opening.result.transaction(['segments', 'dossiers'], 'readwrite');
          const shelves = adding.objectStore('dossiers').getAllKeys();
          shelves.onsuccess = () => {
            const [dossier] = shelves.result;
            adding.objectStore('segments').add({ dossier, run: 7, events: [{ broken: 'yes' }] });
          };
          adding.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
  );
  await page.goto('/storage');
  await page.getByRole('button', { name: 'Check this browser’s data' }).click();
  await expect(page.getByText(/: 1 record was not readable; kept as found/)).toBeVisible();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download everything' }).click();
  expect(readFileSync(await (await downloading).path(), 'utf8')).toContain('{"broken":"yes"}');
});

test('a month after work began in this browser a file is recalled, until one was taken or it is put off', async ({
  board,
  page,
}) => {
  await board.open();
  const recall = page.getByText(/^It is a month since/);
  await expect(recall).toBeHidden();
  await board.move(ip, 'Resolved');
  await board.expectSaved();
  const due = () => page.evaluate(() => Number(localStorage.getItem('parley.recall')) - Date.now());
  await expect.poll(due).toBeGreaterThan(29 * 86_400_000);
  const makeDue = () => page.evaluate(() => localStorage.setItem('parley.recall', '0'));
  await makeDue();
  await board.reload();
  await expect(recall).toBeVisible();
  await page.getByRole('button', { name: 'Not now' }).click();
  await expect(recall).toBeHidden();
  await board.reload();
  await board.expectSaved();
  await expect(recall).toBeHidden();
  await makeDue();
  await board.reload();
  const downloading = page.waitForEvent('download');
  await page.getByRole('note').getByRole('button', { name: 'Export' }).click();
  await downloading;
  await expect(recall).toBeHidden();
  expect(await due()).toBeGreaterThan(29 * 86_400_000);
});
