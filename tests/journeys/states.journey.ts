/** A server that is down, at the start or later, and addresses that lead nowhere: what the page says, and the way on. */
import { expect } from '@playwright/test';
import { failedRequest, test } from './fixtures.ts';

const ip = 'Intellectual property rights';
const commerce = 'E-commerce policies';
const data = 'Data localisation rules';

test('a server that is down at the start is named, with “Try again”, and the board comes by itself when it is back', async ({
  board,
  page,
  problems,
}) => {
  problems.expect(failedRequest);
  await board.openWithFault('status=503');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'The dossier cannot be opened right now',
  );
  await expect(page.getByRole('alert')).toContainText('The server cannot answer at present.');
  await expect(page.getByText('nothing of yours to lose')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await board.liftFault();
  await board.expectCount('11 issues');
});

test('changes made while the server is down are safe on the device and sent when it is back', async ({
  board,
  page,
  problems,
  freshProfile,
}) => {
  problems.expect(failedRequest);
  await board.open();
  await board.expectSaved();
  await board.setFault('network');
  await board.move(ip, 'Resolved');
  await expect(board.status('Offline: 1 change waiting')).toBeVisible();
  await expect(page.getByText('1 change is safe on this device.')).toBeVisible();
  await board.move(commerce, 'Resolved');
  await expect(board.status('Offline: 2 changes waiting')).toBeVisible();
  await board.reload();
  await board.expectCell('US', 'Open', [data]);
  await expect(board.status('Offline: 2 changes waiting')).toBeVisible();
  await board.liftFault();
  await page.getByRole('button', { name: 'Try again' }).click();
  await board.expectSaved();
  await expect(page.getByText('safe on this device')).toBeHidden();
  await board.reload();
  await board.expectCell('US', 'Open', [data]);
  const other = await freshProfile();
  await other.open();
  await other.expectCell('US', 'Open', [ip, commerce, data]);
});

test('an unknown dossier is named, beside those the server has', async ({
  board,
  page,
  problems,
}) => {
  problems.expect(failedRequest);
  await page.goto('/d/atlantis-lemuria');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such dossier');
  await expect(page.getByText('atlantis-lemuria')).toBeVisible();
  await page.getByRole('link', { name: /United States.*India/ }).click();
  await board.expectCount('11 issues');
  await page.goto('/');
  await board.expectCount('11 issues');
});

test('an address that leads nowhere says so and shows the way to the board', async ({
  board,
  page,
}) => {
  await page.goto('/nowhere/at/all');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'There is nothing at this address',
  );
  await page.getByRole('link', { name: 'Go to the board' }).click();
  await board.expectCount('11 issues');
});
