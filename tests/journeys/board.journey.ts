/** What a second visit finds as the first one left it. */
import { expect } from '@playwright/test';
import { failedRequest, test } from './fixtures.ts';

test('a collapsed lane shows its counts alone, and stays collapsed over a reload', async ({
  board,
}) => {
  await board.open();
  const toggle = board.lane('US').getByRole('button', { name: 'US asks', exact: true });
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
