/** The app on this device: it opens without a network, and goes over to a newer version on the reader's word alone. */
import { existsSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { type AppHost, buildNext, hostApp } from './app-host.ts';
import { BoardPage } from './board-page.ts';
import { test as base, failedRequest } from './fixtures.ts';

const ip = 'Intellectual property rights';
const next = 'test-results/next';

const test = base.extend<{ readonly host: AppHost }, { readonly nextBuild: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are needed from the pattern
  host: async ({}, use) => {
    const host = await hostApp('dist');
    await use(host);
    await host.stop();
  },
  nextBuild: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use, { workerIndex }) => {
      const folder = `${next}-${workerIndex}`;
      if (!existsSync(folder)) await buildNext(folder);
      await use(folder);
    },
    { scope: 'worker' },
  ],
});

test.use({ serviceWorkers: 'allow' });

/** Resolves once the files of the app are on this device, and the worker serves the page. */
async function untilKept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  // What was asked for before the worker served is still asked of the host, which may be about to change.
  await page.waitForLoadState('networkidle');
}

async function lookForNewer(page: Page): Promise<void> {
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
}

const offer = (page: Page) =>
  page.getByRole('status').filter({ hasText: 'A new version is ready' });

const buildOf = (page: Page) => page.evaluate(() => document.documentElement.dataset.build ?? '');

test('the page opens without a server from the second visit on, works, and loses nothing', async ({
  page,
  host,
  problems,
}) => {
  // Of the dossier that there is none of.
  problems.expect(failedRequest);
  const board = new BoardPage(page);
  await board.open(host.address);
  await untilKept(page);
  await host.stop();
  await board.reload();
  await board.expectCount('11 issues');
  await board.move(ip, 'Resolved');
  await page.getByRole('button', { name: 'Add issue' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Walnuts');
  await page.getByRole('radio', { name: 'United States' }).check();
  await page.getByRole('combobox', { name: 'Category' }).selectOption('SPS');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await board.expectSaved();
  await page.goto(`${host.address}/d/us-india/table`);
  await expect(page.getByRole('table')).toBeVisible();
  await board.expectCount('12 issues');
  await page.goto(`${host.address}/d/no-such-dossier`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such dossier');
  await page.goto(`${host.address}/nowhere`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'There is nothing at this address',
  );
  await host.start();
  await board.open(host.address);
  await board.expectCount('12 issues');
});

test('without a network, as the browser itself says, a dossier never seen before opens too', async ({
  board,
  context,
  page,
}) => {
  await board.open();
  await untilKept(page);
  await context.setOffline(true);
  await board.open('/d/scale-1k');
  await board.expectSaved();
});

test('calls of the API go through the worker to the page that makes them', async ({
  board,
  page,
  problems,
}) => {
  problems.expect(failedRequest);
  await board.open();
  await untilKept(page);
  const answer = await page.evaluate(async () => {
    const response = await fetch('/api/v1/dossiers/us-india/events?limit=3');
    const missing = await fetch('/api/v1/dossiers/nowhere/events');
    const refused = await fetch('/api/v1/dossiers/us-india/events', { method: 'POST', body: '{' });
    return {
      type: response.headers.get('content-type'),
      events: (await response.json()).events.length,
      statuses: [response.status, missing.status, refused.status],
    };
  });
  expect(answer).toEqual({ type: 'application/json', events: 3, statuses: [200, 404, 400] });
});

test('a newer version is offered, taken on the reader’s word, and then opens without a server', async ({
  page,
  host,
  nextBuild,
}) => {
  const board = new BoardPage(page);
  await board.open(host.address);
  await untilKept(page);
  await board.openIssue(ip);
  const note = page.getByRole('textbox', { name: 'Add a note' });
  await note.fill('Half a thought');
  host.put(nextBuild);
  await lookForNewer(page);
  await expect(offer(page)).toBeVisible();
  // It is never forced: what is being written stands.
  await page.waitForTimeout(1_000);
  expect(await buildOf(page)).toBe('');
  await expect(note).toHaveValue('Half a thought');
  const asked = Date.now();
  await offer(page).getByRole('button', { name: 'Reload' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-build', 'next');
  await expect(note).toHaveValue('Half a thought');
  test.info().annotations.push({ type: 'change over', description: `${Date.now() - asked} ms` });
  await expect(offer(page)).toBeHidden();
  await host.stop();
  await board.reload();
  expect(await buildOf(page)).toBe('next');
});

test('tabs of the version before go on, late parts included, and are offered the newer one', async ({
  page,
  context,
  host,
  nextBuild,
}) => {
  const board = new BoardPage(page);
  await board.open(host.address);
  await untilKept(page);
  await board.openIssue('E-commerce policies');
  await page.getByRole('button', { name: 'Remove issue' }).click();
  await board.expectSaved();
  const other = await context.newPage();
  await new BoardPage(other).open(host.address);
  host.put(nextBuild);
  await lookForNewer(other);
  await offer(other).getByRole('button', { name: 'Reload' }).click();
  await expect(other.locator('html')).toHaveAttribute('data-build', 'next');

  await expect(offer(page)).toBeVisible();
  await board.move(ip, 'Resolved');
  await board.expectSaved();
  // It was never loaded, and no host has it any more.
  await board.choose('More', /^Removed issues/);
  await expect(page.getByRole('dialog', { name: 'Removed issues' })).toContainText(
    'E-commerce policies',
  );
  expect(await page.evaluate(() => document.documentElement.dataset.late ?? '')).toBe('');
  await page.keyboard.press('Escape');
  await page.goto(`${host.address}/d/scale-1k`);
  await expect(page.locator('html')).toHaveAttribute('data-build', 'next');
});

test('what builds before have left goes once no tab can ask for it', async ({
  page,
  context,
  host,
  nextBuild,
}) => {
  const caches = (tab: Page) => tab.evaluate(async () => (await window.caches.keys()).length);
  await new BoardPage(page).open(host.address);
  await untilKept(page);
  host.put(nextBuild);
  await lookForNewer(page);
  await offer(page).getByRole('button', { name: 'Reload' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-build', 'next');
  expect(await caches(page)).toBe(2);
  await page.close();
  const later = await context.newPage();
  await new BoardPage(later).open(host.address);
  await expect.poll(() => caches(later)).toBe(1);
});

test('a host that changes a file leaves the version that is kept as it is', async ({
  page,
  host,
  nextBuild,
  problems,
}) => {
  problems.expect(failedRequest);
  problems.expect(/integrity/);
  const board = new BoardPage(page);
  await board.open(host.address);
  await untilKept(page);
  host.put(nextBuild);
  host.tamper = (path, content) =>
    path === '/index.html' ? `${content.toString()}<!-- and a word from the host -->` : content;
  await lookForNewer(page);
  await page.waitForTimeout(2_000);
  await expect(offer(page)).toBeHidden();
  await board.reload();
  expect(await buildOf(page)).toBe('');
  await page.goto(`${host.address}/storage`);
  await lookForNewer(page);
  await expect(page.getByText(/A newer one cannot be kept: its file/)).toBeVisible();
  host.tamper = null;
  await lookForNewer(page);
  await expect(offer(page)).toBeVisible();
});
