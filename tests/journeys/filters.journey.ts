/** A link with filters shows the same in another browser. */
import { expect } from '@playwright/test';
import { test } from './fixtures.ts';

const retaliation = 'Indian retaliatory duties on US farm goods';
const poultry = 'Poultry, turkey, duck and berries';

test('a copied address shows the same in a fresh profile, and “Clear filters” shows all again', async ({
  board,
  page,
  freshProfile,
}) => {
  await board.open();
  await page.getByRole('button', { name: 'United States' }).click();
  await board.filterBy('Import policies', 'Resolved', 'Inferred', 'With notes');
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
  await expect(other.chip('Category: Import policies')).toBeVisible();
  await expect(other.chip('Status: Resolved')).toBeVisible();
  await expect(other.chip('Basis: Inferred')).toBeVisible();
  await expect(other.chip('Notes: With notes')).toBeVisible();
  const clear = other.page.getByRole('button', { name: 'Clear filters' });
  await clear.click();
  await other.expectCount('11 issues');
  await expect(clear).toBeHidden();
  await expect(other.page).toHaveURL(/\/d\/us-india$/);
});
