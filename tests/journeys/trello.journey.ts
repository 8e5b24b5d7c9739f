/** A Trello board taken in: its lists and labels matched, its past kept with its days, its comments their authors'. */
import { expect } from '@playwright/test';
import { BoardPage } from './board-page.ts';
import { test } from './fixtures.ts';

const file = 'tests/fixtures/trello-board.json';

test('a board becomes a dossier with a dated past; taken in again, it doubles nothing', async ({
  page,
}) => {
  await page.goto('/dossiers?import');
  const dialog = page.getByRole('dialog', { name: 'Import' });
  await dialog.getByLabel('File').setInputFiles(file);
  await expect(dialog.getByText('5 lists, 8 cards, 2 comments')).toBeVisible();
  const lists = dialog.getByRole('group', { name: 'Lists' });
  await expect(lists.getByLabel('In talks')).toHaveValue('under-discussion');
  await expect(lists.getByLabel('Agreed')).toHaveValue('resolved');
  await expect(
    dialog.getByText(/^1 card is in no list that is known: Ethanol blending$/),
  ).toBeVisible();
  await expect(dialog.getByLabel('US ask')).toHaveValue('US');
  await expect(dialog.getByLabel('dairy')).toHaveValue('tag');
  await expect(dialog.getByText(/^6 issues to add; 4 dated moves, 2 notes\./)).toBeVisible();

  await lists.getByRole('checkbox', { name: '2 archived cards too' }).check();
  await expect(dialog.getByText(/^8 issues to add/)).toBeVisible();
  await lists.getByRole('checkbox').uncheck();
  await lists.getByLabel('In no known list').selectOption('Left out');
  await dialog.getByRole('button', { name: 'Import 5 issues' }).click();
  await dialog.getByRole('button', { name: 'Open the dossier' }).click();

  const board = new BoardPage(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'India and the US: working board',
  );
  await board.expectCell('US', 'Open', ['Poultry parts', 'Dairy certificates']);
  await board.expectCell('US', 'Resolved', ['Duties on almonds']);
  await board.openIssue('Restoration of GSP status');
  const note = board.panel.getByRole('region', { name: 'Annotations' }).getByRole('article');
  await expect(note).toContainText('recorded by You');
  await expect(board.panel.getByRole('region', { name: 'History' })).toContainText(
    /moved from Open to Under discussion\s*5 Feb 2025/,
  );
  await board.panel.getByRole('button', { name: 'Close' }).click();
  await board.expectSaved();

  await board.choose('More', 'Import…');
  await dialog.getByLabel('File').setInputFiles(file);
  await dialog.getByLabel('In no known list').selectOption('Left out');
  await expect(dialog.getByText(/^No issue to add, 5 as they are here already/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: /^Import 0/ })).toBeDisabled();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await board.undo.click();
  await expect(page.getByRole('region', { name: 'Board' }).getByRole('article')).toHaveCount(0);
});
