/** Filters: each condition, all together, what they say they hide, and a link that shows the same elsewhere. */
import { expect } from '@playwright/test';
import { test } from './fixtures.ts';

const farming = 'Market access for US agricultural products';
const retaliation = 'Indian retaliatory duties on US farm goods';
const poultry = 'Poultry, turkey, duck and berries';
const levies = 'Digital services levies';

test('a country leaves its own asks, both leave all', async ({ board, page }) => {
  await board.open();
  const country = page.getByRole('group', { name: 'Country' });
  const us = country.getByRole('button', { name: 'United States' });
  const india = country.getByRole('button', { name: 'India' });
  await expect(us).toHaveAttribute('aria-pressed', 'false');
  await india.click();
  await board.expectCount('3 of 11 issues');
  await expect(india).toHaveAttribute('aria-pressed', 'true');
  await us.click();
  await board.expectCount('11 issues');
  await india.click();
  await board.expectCount('8 of 11 issues');
  await expect(page).toHaveURL(/\?country=US$/);
});

test('text is found in titles, summaries, tags and notes, in any case and order', async ({
  board,
}) => {
  await board.open();
  await board.search.fill('POULTRY');
  await board.expectCount('1 of 11 issues');
  await board.search.fill('walnuts average');
  await board.expectCell('US', 'Under discussion', [farming]);
  await board.expectCount('1 of 11 issues');
  await board.search.fill('special 301');
  await board.expectCount('1 of 11 issues');
  await board.search.fill('congress renews');
  await board.expectCell('India', 'Under discussion', ['Restoration of GSP status']);
});

test('column headings say how many of theirs the filters leave', async ({ board }) => {
  await board.open();
  await board.search.fill('poultry');
  await expect(board.heading('US', 'Resolved')).toHaveText(/1 of 3$/);
  await expect(board.heading('US', 'Open')).toHaveText(/0 of 3$/);
});

test('category, status, basis and “has notes” each narrow the board', async ({ board, page }) => {
  await board.open();
  const category = page.getByRole('combobox', { name: 'Category' });
  const status = page.getByRole('combobox', { name: 'Status' });
  const basis = page.getByRole('combobox', { name: 'Basis' });
  await category.selectOption('Digital trade');
  await board.expectCount('2 of 11 issues');
  await category.selectOption('All categories');
  await status.selectOption('Open');
  await board.expectCount('4 of 11 issues');
  await status.selectOption('Any status');
  await basis.selectOption('Stated');
  await board.expectCount('4 of 11 issues');
  await basis.selectOption('Any basis');
  await page.getByRole('button', { name: 'Has notes' }).click();
  await board.expectCount('8 of 11 issues');
});

test('a copied address shows the same in a fresh profile, and “Clear filters” shows all again', async ({
  board,
  page,
  freshProfile,
}) => {
  await board.open();
  await page.getByRole('button', { name: 'United States' }).click();
  await page.getByRole('combobox', { name: 'Category' }).selectOption('Import policies');
  await page.getByRole('combobox', { name: 'Status' }).selectOption('Resolved');
  await page.getByRole('combobox', { name: 'Basis' }).selectOption('Inferred');
  await page.getByRole('button', { name: 'Has notes' }).click();
  await board.search.fill('farm goods');
  await board.expectCount('1 of 11 issues');
  await board.search.fill('duties');
  await board.expectCount('2 of 11 issues');
  await expect(page).toHaveURL(/q=duties/);

  const other = await freshProfile();
  await other.open(page.url());
  await other.expectCount('2 of 11 issues');
  await other.expectCell('US', 'Resolved', [retaliation, poultry]);
  await expect(other.search).toHaveValue('duties');
  await expect(other.page.getByRole('combobox', { name: 'Status' })).toHaveValue('resolved');
  await expect(other.page.getByRole('combobox', { name: 'Basis' })).toHaveValue('inferred');
  await expect(other.page.getByRole('button', { name: 'Has notes' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  const clear = other.page.getByRole('button', { name: 'Clear filters' });
  await clear.click();
  await other.expectCount('11 issues');
  await expect(clear).toBeHidden();
  await expect(other.page).toHaveURL(/\/d\/us-india$/);
});

test('a lane filtered to nothing folds to a line that says how much it hides, and each cell says so when it is opened', async ({
  board,
  page,
}) => {
  await board.open();
  await board.search.fill('no such thing at all');
  await board.expectCount('0 of 11 issues');
  await expect(board.lane('US').getByText('8 hidden by the filters')).toBeVisible();
  await expect(board.lane('India').getByText('3 hidden by the filters')).toBeVisible();
  await expect(board.lane('India').getByRole('list')).toHaveCount(0);
  await board.lane('India').getByRole('button', { name: 'India asks' }).click();
  await expect(board.lane('India').getByText('0 of 3 issues')).toBeVisible();
  await expect(board.lane('India').getByText('1 hidden by the filters')).toBeVisible();
  await expect(board.lane('India').getByText('None', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await board.expectCount('11 issues');
});

test('a card moved to where the filters hide it is named in a toast, which can take it back', async ({
  board,
  page,
}) => {
  await board.open('/d/us-india?status=resolved');
  await board.expectCount('3 of 11 issues');
  await board.move(levies, 'Open');
  const toast = board.toast(`“${levies}” is now in Open, where the filters hide it.`);
  await expect(toast).toBeVisible();
  await board.expectCell('US', 'Resolved', [retaliation, poultry]);
  await toast.getByRole('button', { name: 'Undo' }).click();
  await board.expectCell('US', 'Resolved', [retaliation, poultry, levies]);
  await expect(page).toHaveURL(/status=resolved/);
});

test('words in the address that mean nothing are passed over', async ({ board }) => {
  await board.open('/d/us-india?status=nonsense&country=XX,&colour=red');
  await board.expectCount('11 issues');
});
