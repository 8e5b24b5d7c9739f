/** “All changes saved” is the truth: reloads at any moment, and a browser that keeps nothing. */
import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { test } from './fixtures.ts';

const ip = 'Intellectual property rights';
const commerce = 'E-commerce policies';
const data = 'Data localisation rules';

test('a reload right after “All changes saved” loses nothing, time after time', async ({
  board,
}) => {
  await board.open();
  for (const place of ['To bottom', 'To top', 'To bottom']) {
    await board.move(ip, place);
    const order = place === 'To top' ? [ip, commerce, data] : [commerce, data, ip];
    await board.expectCell('US', 'Open', order);
    await board.expectSaved();
    await board.reload();
    await board.expectCell('US', 'Open', order);
  }
});

test('a reload in the middle of saving leaves a whole board', async ({ board, page, problems }) => {
  // A request that the reload cuts off may pass by the embedded API, whose page has gone.
  problems.expect(/status of 404 .*\/events\)$/);
  await board.open();
  for (const column of ['Resolved', 'Open', 'Under discussion'] as const) {
    await board.openMoveMenu(ip);
    const item = board.menu.getByRole('menuitemradio', { name: column });
    await Promise.all([
      page.waitForEvent('load'),
      item.evaluate((element: HTMLElement) => {
        element.click();
        location.reload();
      }),
    ]);
    await board.expectCount('11 issues');
    await expect(board.card(ip)).toHaveCount(1);
    await board.expectSaved();
  }
  await board.move(commerce, 'Resolved');
  await expect(board.card(commerce)).toHaveCount(1);
  await board.expectSaved();
});

/** From the next page on, this profile has no IndexedDB, as in some private windows. */
async function refuseStorage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('Storage is refused.', 'SecurityError');
    };
  });
}

test('where the browser refuses storage, a banner says so as long as the page is open, and the board works', async ({
  board,
  page,
}) => {
  await refuseStorage(page);
  await board.open();
  const banner = page.getByRole('alert').filter({ hasText: 'does not let Parley' });
  await expect(banner).toBeVisible();
  await board.move(ip, 'Resolved');
  await board.expectCell('US', 'Open', [commerce, data]);
  await board.undo.click();
  await board.expectCell('US', 'Open', [ip, commerce, data]);
  await expect(banner).toBeVisible();
});

test.describe('with a worker', () => {
  test.use({ serviceWorkers: 'allow' });

  test('“Export” in that banner takes out every event, one JSON object a line', async ({
    board,
    page,
  }) => {
    await refuseStorage(page);
    await board.open();
    await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
    await board.move(ip, 'Resolved');
    await board.expectCell('US', 'Open', [commerce, data]);
    await expect(board.status('Kept in this tab alone')).toBeVisible();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('alert').getByRole('button', { name: 'Export' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('us-india.jsonl');
    const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n');
    const exported = lines.map((line) => String(JSON.parse(line).id));
    const served: string[] = await page.evaluate(async () => {
      const answer = await fetch('/api/v1/dossiers/us-india/events?after=0&limit=1000&wait=0');
      const { events } = await answer.json();
      return events.map(({ id }: { id: string }) => id);
    });
    expect(exported.toSorted()).toEqual(served.toSorted());
    expect(lines.at(-1)).toContain('issue.moved.v1');
  });
});
