/**
 * Opening a long dossier: the first time it comes page by page, says how far it is and can be left half-way;
 * after that the board is there before its log is, and what was done last is on it from the first paint on.
 */
import { expect, type Page } from '@playwright/test';
import { BoardPage } from './board-page.ts';
import { test } from './fixtures.ts';
import {
  countOf,
  expectFirst,
  firstTitles,
  numberIn,
  openLong,
  scale1k,
  scale10k,
} from './long-column.ts';

test.describe.configure({ timeout: 240_000 });

/** The `after` of each page of events that is asked for from now on, in order. */
function cursorsAsked(page: Page): number[] {
  const cursors: number[] = [];
  page.on('request', (request) => {
    const address = new URL(request.url());
    if (!address.pathname.endsWith('/events') || request.method() !== 'GET') return;
    cursors.push(Number(address.searchParams.get('after')));
  });
  return cursors;
}

declare global {
  interface Window {
    /** Each number of entries that the page has said it holds, in order. */
    saidToHold: number[];
    /** Every column that the watched card has been seen in, in order, since the page was loaded. */
    seenIn: string[];
  }
}

/** From the first paint on, notes how many entries the page says it has received. */
async function watchProgress(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.saidToHold = [];
    new MutationObserver(() => {
      const text = document.querySelector('main [role="status"]')?.textContent ?? '';
      const said = /: ([\d,]+) of [\d,]+ entries$/.exec(text)?.[1]?.replaceAll(',', '');
      if (said !== undefined) window.saidToHold.push(Number(said));
    }).observe(document, { childList: true, subtree: true, characterData: true });
  });
}

/** How far the dossier has come on this device's disk. */
function storedCursor(page: Page, dossier: string): Promise<number> {
  return page.evaluate(
    (id) =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('parley');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const asking = database.transaction('dossiers').objectStore('dossiers').getAll();
          asking.onerror = () => reject(asking.error);
          asking.onsuccess = () => {
            database.close();
            // The log stands on the shelf of whoever records here.
            const row = asking.result.find((found) => found.id.endsWith(`/${id}`));
            resolve(row?.cursor ?? 0);
          };
        };
      }),
    dossier,
  );
}

const progress = /^Opening the dossier: ([\d,]+) of ([\d,]+) entries$/;

for (const [address, entries] of [
  [scale1k, 10_000],
  [scale10k, 100_000],
] as const) {
  test(`the first opening of ${entries.toLocaleString('en')} entries says how far it is, can be left and goes on from there`, async ({
    board,
    page,
    context,
  }) => {
    // Slowly at first, so that there is a half-way to leave at.
    const id = address.slice('/d/'.length);
    await board.openWithFault('delay=400;path=events;method=GET', address);
    const status = page.getByRole('status').filter({ hasText: progress });
    await expect(status).toHaveText(new RegExp(`of ${entries.toLocaleString('en')} entries`));
    await expect.poll(async () => numberIn(await status.textContent())).toBeGreaterThan(2_000);
    // And then not at all, however slow this machine is.
    await board.setFault(`delay=600000;path=${id}/events;method=GET`);
    await expect(page.getByRole('progressbar', { name: 'Entries received' })).toBeVisible();
    await expect(board.region).toBeHidden();
    await page.goto('/d/us-india');
    await expect(board.region).toBeVisible();
    const cursor = await storedCursor(page, id);
    expect(cursor).toBeGreaterThan(2_000);
    expect(cursor).toBeLessThan(entries);
    await board.liftFault();
    await page.close();

    const again = new BoardPage(await context.newPage());
    const cursors = cursorsAsked(again.page);
    await watchProgress(again.page);
    await openLong(again, address);
    await again.expectSaved();
    const held = await again.page.evaluate(() => window.saidToHold);
    expect(held.length).toBeGreaterThan(0);
    expect(held.filter((count) => count < cursor)).toEqual([]);
    // Where no worker was ready in time the page answers itself, and nothing is asked over the network.
    expect(cursors.filter((after) => after < cursor)).toEqual([]);
    expect([cursor, undefined]).toContain(cursors[0]);
    const shown = numberIn(await again.page.getByRole('search').getByRole('status').textContent());
    const inColumns = await Promise.all(
      (['US', 'India'] as const).flatMap((lane) =>
        (['Open', 'Under discussion', 'Resolved'] as const).map((column) =>
          countOf(again, lane, column),
        ),
      ),
    );
    expect(inColumns.reduce((sum, count) => sum + count, 0)).toBe(shown);
    expect(shown).toBeGreaterThan(entries / 11);
    expect(await storedCursor(again.page, id)).toBe(entries);
  });
}

/** The snapshot is kept once the page has been quiet for some seconds; resolves when it is there. */
async function untilSnapshot(page: Page): Promise<void> {
  const parts = () =>
    page.evaluate(
      () =>
        new Promise<number>((resolve, reject) => {
          const opening = indexedDB.open('parley');
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const database = opening.result;
            const counting = database.transaction('snapshots').objectStore('snapshots').count();
            counting.onerror = () => reject(counting.error);
            counting.onsuccess = () => {
              database.close();
              resolve(counting.result);
            };
          };
        }),
    );
  await expect.poll(parts, { timeout: 30_000 }).toBeGreaterThan(0);
}

/** From the first paint on, notes where a card is. */
async function watchFromTheStart(page: Page, title: string): Promise<void> {
  await page.addInitScript((watched) => {
    window.seenIn = [];
    new MutationObserver(() => {
      for (const link of document.querySelectorAll('article a[data-part="title"]')) {
        if (link.textContent !== watched) continue;
        const column = link.closest('ul')?.getAttribute('aria-label') ?? 'nowhere';
        if (window.seenIn.at(-1) !== column) window.seenIn.push(column);
      }
    }).observe(document, { childList: true, subtree: true, characterData: true });
  }, title);
}

test('a dossier opened again shows its board before its log, fills the history in, and undoes what is asked for at once', async ({
  board,
  page,
}) => {
  await openLong(board, scale1k);
  const [open, resolved] = [board.cell('US', 'Open'), board.cell('US', 'Resolved')];
  const [title = '', next = ''] = await firstTitles(open, 2);
  await untilSnapshot(page);
  await watchFromTheStart(page, title);

  await board.move(title, 'Resolved');
  await expectFirst(resolved, [title]);
  await board.expectSaved();
  await board.reload();
  await expectFirst(resolved, [title]);
  expect(await page.evaluate(() => window.seenIn)).toEqual(['US asks: Resolved']);
  await board.expectSaved();

  await board.openIssue(title);
  const history = board.panel.getByRole('region', { name: 'History' });
  await board.reload();
  await page.keyboard.press('Control+z');
  await expect(history.getByRole('listitem').first().getByRole('deletion')).toContainText(
    'moved from Open to Resolved',
  );
  await expect(history.getByRole('listitem').last()).toContainText('added');
  await expect(history.getByText('Reading the history…')).toBeHidden();
  await expectFirst(open, [title, next]);
  expect(await page.evaluate(() => window.seenIn)).toEqual(['US asks: Resolved', 'US asks: Open']);
  await board.expectSaved();
  await board.reload();
  await expectFirst(open, [title, next]);
  expect(await page.evaluate(() => window.seenIn)).toEqual(['US asks: Open']);
});
