/** The dossier as it first opens: exactly what its source counts, lane by lane and cell by cell. */
import { expect } from '@playwright/test';
import { failedRequest, test } from './fixtures.ts';

const usAsks = [
  'Intellectual property rights',
  'E-commerce policies',
  'Data localisation rules',
  'Market access for US agricultural products',
  'Market access for US medical devices',
  'Indian retaliatory duties on US farm goods',
  'Poultry, turkey, duck and berries',
  'Digital services levies',
];
const indiaAsks = [
  'Steel and aluminium duties (section 232)',
  'Restoration of GSP status',
  'Relief from the 50 % US tariffs',
];
const inferred = [...usAsks.slice(0, 3), ...usAsks.slice(5), 'Relief from the 50 % US tariffs'];

test('the first page shows eleven issues, each in its cell', async ({ board }) => {
  await board.open();
  await board.expectCount('11 issues');
  await board.expectCell('US', 'Open', usAsks.slice(0, 3));
  await board.expectCell('US', 'Under discussion', usAsks.slice(3, 5));
  await board.expectCell('US', 'Resolved', usAsks.slice(5));
  await board.expectCell('India', 'Open', indiaAsks.slice(0, 1));
  await board.expectCell('India', 'Under discussion', indiaAsks.slice(1));
  await board.expectCell('India', 'Resolved', []);
});

test('each lane and column says how many issues it has, the US lane first', async ({ board }) => {
  await board.open();
  await expect(board.heading('US', 'Open')).toHaveText(/Open\s*3$/);
  await expect(board.heading('US', 'Under discussion')).toHaveText(/Under discussion\s*2$/);
  await expect(board.heading('US', 'Resolved')).toHaveText(/Resolved\s*3$/);
  await expect(board.heading('India', 'Open')).toHaveText(/Open\s*1$/);
  await expect(board.heading('India', 'Under discussion')).toHaveText(/Under discussion\s*2$/);
  await expect(board.heading('India', 'Resolved')).toHaveText(/Resolved\s*0$/);
  await expect(board.lane('US')).toContainText('8 issues');
  await expect(board.lane('India')).toContainText('3 issues');
  const lanes = board.region.getByRole('heading', { level: 2 });
  await expect(lanes).toHaveText([/US asks/, /India asks/]);
});

test('the page has one heading of level 1, the dossier’s title', async ({ board, page }) => {
  await board.open();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/United States.*India/);
  await expect(page).toHaveURL(/\/d\/us-india$/);
  await expect(page).toHaveTitle(/United States.*India.*Parley/);
});

test('every card says who asks, and “inferred” where no source does', async ({ board }) => {
  await board.open();
  for (const title of usAsks) await expect(board.card(title)).toContainText('US ask');
  for (const title of indiaAsks) await expect(board.card(title)).toContainText('India ask');
  const marked = board.region.getByRole('article').filter({ hasText: 'inferred' });
  await expect(marked).toHaveCount(inferred.length);
  for (const title of inferred) await expect(board.card(title)).toContainText('inferred');
});

test('a card counts its passages and notes and says when it last moved', async ({ board }) => {
  await board.open();
  const card = board.card('Restoration of GSP status');
  await expect(card).toContainText('3 passages');
  await expect(card).toContainText('1 note');
  await expect(card).toContainText('Import policies');
  await expect(card).toContainText('last moved 5 Nov 2025');
  await expect(board.card('Digital services levies')).toContainText('last moved 1 Aug 2024');
});

test('a collapsed lane shows its counts alone, and stays collapsed over a reload', async ({
  board,
}) => {
  await board.open();
  const toggle = board.lane('US').getByRole('button', { name: 'US asks' });
  await toggle.click();
  await expect(toggle).toHaveAttribute('aria-expanded', 'false');
  await board.reload();
  await expect(board.cell('US', 'Open')).toBeHidden();
  await expect(board.lane('US')).toContainText('8 issues');
  await expect(board.cell('India', 'Open')).toBeVisible();
  await toggle.click();
  await expect(board.cell('US', 'Open').getByRole('listitem')).toHaveCount(3);
});

test('a dossier opens in a second visit without asking the server', async ({ board, problems }) => {
  problems.expect(failedRequest);
  await board.open();
  await board.expectCount('11 issues');
  await board.setFault('network');
  await board.reload();
  await board.expectCount('11 issues');
});
