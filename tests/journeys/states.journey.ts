/** What the page says when the server is slow, down, refuses or knows nothing of what the address names. */
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

test('“Try again” does not wait for the next try', async ({ board, page, problems }) => {
  problems.expect(failedRequest);
  await board.openWithFault('status=503;retry=600');
  const again = page.getByRole('button', { name: 'Try again' });
  await expect(again).toBeVisible();
  await board.liftFault();
  await again.click();
  await board.expectCount('11 issues');
});

test('a slow server is waited for with a skeleton that says so', async ({ board, page }) => {
  await board.openWithFault('delay=800');
  await expect(board.status('Opening the dossier…')).toBeVisible();
  await board.liftFault();
  await board.expectCount('11 issues');
  await expect(page.getByText('Opening the dossier…')).toBeHidden();
});

test('a move shows at once while a slow server is still being told', async ({ board }) => {
  await board.open();
  await board.expectSaved();
  await board.setFault('delay=1500;method=POST');
  await board.move(ip, 'Resolved');
  await board.expectCell('US', 'Open', [commerce, data]);
  await expect(board.status('Saving…')).toBeVisible();
  await board.expectSaved();
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

test('changes go out by themselves when a server that failed is back', async ({
  board,
  problems,
}) => {
  problems.expect(failedRequest);
  await board.open();
  await board.expectSaved();
  await board.setFault('status=503;retry=1');
  await board.move(ip, 'Resolved');
  await expect(board.status('Offline: 1 change waiting')).toBeVisible();
  await board.liftFault();
  await board.expectSaved();
});

test('a server that refuses says why, and what was done is kept', async ({
  board,
  page,
  problems,
}) => {
  problems.expect(failedRequest);
  await board.open();
  await board.expectSaved();
  await board.setFault('status=401');
  await board.move(ip, 'Resolved');
  await expect(page.getByText('The session has ended. Sign in again')).toBeVisible();
  await expect(board.status('Offline: 1 change waiting')).toBeVisible();
  await board.expectCell('US', 'Open', [commerce, data]);
  await board.liftFault();
  await page.getByRole('button', { name: 'Try again' }).click();
  await board.expectSaved();
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

test('an unknown issue in the address says so beside a board that works', async ({
  board,
  page,
}) => {
  await board.open('/d/us-india?issue=no-such-issue');
  await expect(board.panel).toContainText('There is no such issue in this dossier');
  await board.expectCount('11 issues');
  await board.panel.getByRole('button', { name: 'Close' }).click();
  await expect(board.panel).toBeHidden();
  await expect(page).toHaveURL(/\/d\/us-india$/);
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
