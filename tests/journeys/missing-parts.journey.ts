/**
 * A part of the page that cannot be loaded: the board stands, the page says what is missing and tries again. The
 * parts are those of the build, so a new one fails here until it is said how it is asked for.
 */
import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import * as v from 'valibot';
import type { BoardPage } from './board-page.ts';
import { test } from './fixtures.ts';
import { centre, dragTo } from './gestures.ts';

const ip = 'Intellectual property rights';
const commerce = 'E-commerce policies';
const devices = 'Market access for US medical devices';

const Manifest = v.record(
  v.string(),
  v.object({ file: v.string(), isDynamicEntry: v.optional(v.boolean()) }),
);
const manifest = v.parse(
  Manifest,
  JSON.parse(readFileSync(new URL('../../dist/.vite/manifest.json', import.meta.url), 'utf8')),
);
const parts = Object.entries(manifest).filter(([, { isDynamicEntry }]) => isDynamicEntry);

interface Row {
  readonly address?: string;
  /** Does what the part is needed for. */
  readonly ask: (board: BoardPage) => Promise<unknown>;
  readonly says: RegExp;
  /** Once it was tried again. */
  readonly works: (board: BoardPage) => Promise<unknown>;
}

const rows: Readonly<Record<string, Row>> = {
  'src/features/board/drag.tsx': {
    // Before it is known that it does not come, nothing happens: whoever drags, drags again.
    ask: async (board) =>
      expect(async () => {
        const { x, y } = await centre(board.card(commerce));
        await board.page.mouse.move(x, y);
        await board.page.mouse.down();
        await board.page.mouse.move(x, y - 400, { steps: 4 });
        await board.page.mouse.up();
        await expect(board.page.getByText(/^Dragging/)).toBeVisible({ timeout: 1_000 });
      }).toPass(),
    says: /^Dragging could not be loaded/,
    works: async (board) => {
      await dragTo(board, commerce, () => centre(board.card(devices)));
      await board.expectCell('US', 'Open', [ip, 'Data localisation rules']);
    },
  },
  'src/features/status/kept-aside.tsx': {
    ask: async (board) => {
      await board.expectSaved();
      // What someone else recorded in this browser, and no server has.
      await board.page.evaluate(
        () =>
          new Promise<void>((resolve, reject) => {
            const opening = indexedDB.open('parley');
            opening.onerror = () => reject(opening.error);
            opening.onsuccess = () => {
              const database = opening.result;
              const id = '2025-11-05T09:00:00.000Z-0000-8f3ac2d17b09e454';
              const actor = 'actor:other';
              const at = '2025-11-05T09:00:00.000Z';
              const event = { id, actor, at, subject: actor, type: 'actor.named.v1', payload: {} };
              const batch = { keys: [`${actor} ${id}`], events: [event], refused: [], sent: [] };
              const adding = database.transaction('pending', 'readwrite');
              adding.objectStore('pending').add({ dossier: `${actor}/us-india`, ...batch });
              adding.oncomplete = () => {
                database.close();
                resolve();
              };
            };
          }),
      );
      await board.page.reload();
    },
    says: /^The word on what is kept and not shown or not sent could not be loaded/,
    works: ({ page }) =>
      expect(page.getByText(/^1 entry recorded here by someone else/)).toBeVisible(),
  },
  'src/features/board/move-menu.tsx': {
    ask: (board) =>
      board
        .card(ip)
        .getByRole('button', { name: `Move ${ip}` })
        .click(),
    says: /^The Move menu could not be loaded/,
    works: (board) => expect(board.menu).toBeVisible(),
  },
  'src/features/selection/many-dialogs.tsx': {
    ask: async (board) => {
      await select(board);
      await board.page.getByRole('button', { name: 'Tag' }).click();
    },
    says: /^The form for tags could not be loaded/,
    works: ({ page }) => expect(page.getByRole('textbox', { name: 'Tags' })).toBeFocused(),
  },
  'src/features/selection/selection-bar.tsx': {
    ask: select,
    says: /^The bar for what is selected could not be loaded/,
    works: ({ page }) =>
      expect(page.getByRole('region', { name: 'Selected issues' })).toContainText('1 selected'),
  },
  'src/features/dossiers/dossiers-page.tsx': {
    address: '/dossiers',
    ask: () => Promise.resolve(),
    says: /^The list of dossiers could not be loaded/,
    works: ({ page }) => expect(page.getByRole('button', { name: 'New dossier' })).toBeVisible(),
  },
  'src/app/import-part.tsx': {
    address: '/dossiers',
    ask: ({ page }) => page.getByRole('button', { name: 'Import' }).click(),
    says: /^The form for an import could not be loaded/,
    works: ({ page }) => expect(page.getByRole('dialog', { name: 'Import' })).toBeVisible(),
  },
  'src/features/storage/storage-page.tsx': {
    address: '/storage',
    ask: () => Promise.resolve(),
    says: /^The page on storage could not be loaded/,
    works: ({ page }) =>
      expect(page.getByRole('heading', { name: 'What is kept in this browser' })).toBeVisible(),
  },
  'src/features/issue/issue-dialog.tsx': {
    ask: ({ page }) => page.keyboard.press('n'),
    says: /^The form for an issue could not be loaded/,
    works: ({ dialog }) => expect(dialog.getByRole('textbox', { name: 'Title' })).toBeFocused(),
  },
  'src/features/issue/say-why-dialog.tsx': {
    address: '/d/us-india?issue=e-commerce-policies',
    ask: async (board) => {
      await board.panel.getByRole('radio', { name: 'Resolved' }).click();
      await board.panel.getByRole('button', { name: 'Say why' }).click();
    },
    says: /^The form for a reason could not be loaded/,
    works: ({ page }) => expect(page.getByRole('textbox', { name: 'Reason' })).toBeFocused(),
  },
  'src/features/issue/kept-notice.tsx': {
    ask: () => Promise.resolve(),
    says: /^The word on texts that were kept could not be loaded/,
    works: () => Promise.resolve(),
  },
  'src/features/issue/kept-texts.tsx': {
    ask: async ({ page }) => {
      // A text about a note that is gone, as a tab that was closed has left it.
      await page.evaluate(() => {
        const note = '2025-11-05T09:00:00.000Z-0000-8f3ac2d17b09e454';
        localStorage.setItem(`parley.draft.us-india.edit.${note}`, 'Half a thought');
      });
      await page.reload();
      await page.getByRole('button', { name: 'Show', exact: true }).click();
    },
    says: /^The list of kept texts could not be loaded/,
    works: ({ page }) => expect(page.getByRole('dialog')).toContainText('Half a thought'),
  },
  'src/features/issue/issue-panel.tsx': {
    ask: (board) => board.link(ip).click(),
    says: /^The issue could not be loaded/,
    works: ({ page }) => expect(page.getByRole('complementary', { name: ip })).toBeVisible(),
  },
  'src/ui/menu.tsx': {
    ask: ({ page }) => page.getByRole('button', { name: 'More', exact: true }).click(),
    says: /^This menu could not be loaded/,
    works: ({ page }) => expect(page.getByRole('menuitem', { name: 'Keys' })).toBeVisible(),
  },
  'src/features/filters/filter-choices.tsx': {
    ask: ({ page }) => page.getByRole('button', { name: 'Filter', exact: true }).click(),
    says: /^The choice of filters could not be loaded/,
    works: ({ page }) => expect(page.getByRole('dialog', { name: 'Filter' })).toBeVisible(),
  },
  'src/features/issue/removed-issues.tsx': {
    ask: async (board) => {
      await board.openIssue(ip);
      await board.panel.getByRole('button', { name: 'Remove issue' }).click();
      await board.choose('More', 'Removed issues: 1');
    },
    says: /^The list of removed issues could not be loaded/,
    works: ({ page }) => expect(page.getByRole('button', { name: `Restore ${ip}` })).toBeVisible(),
  },
  'src/features/keys/keys-dialog.tsx': {
    ask: ({ page }) => page.keyboard.press('?'),
    says: /^The list of keys could not be loaded/,
    works: ({ page }) => expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible(),
  },
  'src/features/table/issue-table.tsx': {
    address: '/d/us-india/table',
    ask: () => Promise.resolve(),
    says: /^The table could not be loaded/,
    works: ({ page }) => expect(page.getByRole('table', { name: 'Issues' })).toBeVisible(),
  },
  'src/features/table/print-sheet.tsx': {
    ask: (board) =>
      expect(async () => {
        await print(board.page);
        await expect(message(board.page, /^The sheet/)).toBeVisible({ timeout: 1_000 });
      }).toPass(),
    says: /^The sheet for printing could not be loaded/,
    works: async ({ page }) => {
      await expect(async () => {
        await print(page);
        await expect(page.locator('[data-sheet]')).toBeAttached({ timeout: 1_000 });
      }).toPass();
    },
  },
  'src/features/toasts/toasts.tsx': {
    ask: async (board) => {
      await board.move(ip, 'Resolved');
      await board.undo.click();
    },
    says: /^Undone: moved “Intellectual property rights”/,
    works: async (board) => {
      await board.redo.click();
      // A try that is under way with what was kept back ends first; the next message brings it.
      await expect(async () => {
        await board.undo.click();
        await board.redo.click();
        await expect(board.toast(/^Done again: moved/)).toBeVisible({ timeout: 2_000 });
      }).toPass();
    },
  },
  'mocks/embedded-api.ts': unopened('/d/us-india'),
  'mocks/seed/us-india.ts': unopened('/d/us-india'),
  'mocks/seed/seed-events.ts': unopened('/d/us-india'),
  'mocks/seed/scale.ts': unopened('/d/scale-1k'),
};

/** Without the one nothing is missing: the page answers for itself. The others show nothing, and have tests of their own. */
const spared: ReadonlySet<string> = new Set([
  'node_modules/msw/lib/browser/index.mjs',
  'src/features/issue/cite-issue.ts',
  'src/formats/archive.ts',
  'src/app/table-reader.ts',
  'src/features/table/table-files.ts',
  'src/app/brief.tsx',
]);

function unopened(address: string): Row {
  return {
    address,
    ask: () => Promise.resolve(),
    says: /^The (server c(annot|ould not)|part of Parley that stands in)/,
    works: ({ region }) => expect(region).toBeVisible({ timeout: 30_000 }),
  };
}

async function select(board: BoardPage): Promise<void> {
  await board.link(ip).focus();
  await board.page.keyboard.press('x');
}

function print(page: Page): Promise<unknown> {
  return page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
}

type Answer = 'nothing' | '404' | 'a page';

/** Keeps a chunk back, until the function that it answers is called. */
async function keepBack(page: Page, file: string, answer: Answer = 'nothing'): Promise<() => void> {
  let isBack = true;
  await page.route(`**/${file}`, (route) => {
    if (!isBack) return route.continue();
    if (answer === 'nothing') return route.abort();
    return answer === '404'
      ? route.fulfill({ status: 404, body: 'Not found' })
      : route.fulfill({ status: 200, contentType: 'text/html', body: '<!doctype html>' });
  });
  return () => {
    isBack = false;
  };
}

function message(page: Page, says: RegExp): Locator {
  return page.getByRole('alert').or(page.getByRole('status')).filter({ hasText: says });
}

test.beforeEach(({ problems }) => {
  problems.expect(/Failed to load|Failed to fetch|net::ERR|MIME type/);
});

for (const [source, { file }] of parts.filter(([name]) => !spared.has(name))) {
  test(`without ${source} the page stands, says so, and has it when it is tried again`, async ({
    board,
    page,
  }) => {
    const row = rows[source];
    if (!row) throw new Error(`Say in the table above how ${source} is asked for.`);
    const isBoard = row.address === undefined;
    const release = await keepBack(page, file);
    await page.goto(row.address ?? '/');
    if (isBoard) await board.expectCount('11 issues');
    await row.ask(board);
    const said = message(page, row.says);
    await expect(said.first()).toBeVisible({ timeout: 20_000 });
    if (isBoard) await expect(board.card(commerce)).toBeVisible();
    release();
    // It may be trying by itself, with what was kept back: a press counts then too. Or have come by itself: none is needed.
    const again = page.getByRole('button', { name: /^(Try again|Trying…)$/ }).first();
    const isGone = () => expect(said).toHaveCount(0, { timeout: 2_000 });
    // Messages are shown plainly meanwhile, and have no such button.
    if (source !== 'src/features/toasts/toasts.tsx') {
      await expect(async () => {
        if (await again.isVisible()) await again.click({ force: true, timeout: 2_000 });
        await isGone();
      }).toPass({ timeout: 30_000 });
    }
    await row.works(board);
  });
}

test('a brief that cannot be put together yet is said to be, and is printed when it is next asked for', async ({
  board,
  page,
}) => {
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', '');
  });
  const { file } = manifest['src/app/brief.tsx'] ?? { file: '' };
  const release = await keepBack(page, file);
  await board.open();
  await board.choose('Share', 'Print brief');
  await expect(board.toast(/^“Print brief” was not done.* could not be loaded/)).toBeVisible();
  release();
  await board.choose('Share', 'Print brief');
  await expect(page.locator('html[data-printed]')).toHaveCount(1);
});

test('an issue that cannot be cited yet is copied when it is next asked for', async ({
  board,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { file } = manifest['src/features/issue/cite-issue.ts'] ?? { file: '' };
  const release = await keepBack(page, file);
  await board.open();
  await board.link(ip).focus();
  await page.keyboard.press('c');
  await expect(
    board.toast(/^“Copy as a cited paragraph” was not done.* could not be loaded/),
  ).toBeVisible();
  release();
  await board.link(ip).focus();
  await page.keyboard.press('c');
  await expect(board.toast(/^Copied with \d footnote/)).toBeVisible();
});

for (const answer of ['404', 'a page'] as const) {
  test(`where ${answer} comes instead of a part, the page can be loaded again, and has it then`, async ({
    board,
    page,
  }) => {
    const { file } = manifest['src/features/issue/issue-panel.tsx'] ?? { file: '' };
    const release = await keepBack(page, file, answer);
    await board.open();
    await board.link(ip).click();
    await expect(message(page, /there may be a newer version of this page/)).toBeVisible();
    release();
    await page.getByRole('button', { name: 'Reload' }).click();
    await expect(page.getByRole('complementary', { name: ip })).toBeVisible();
  });
}

test('offline, a part is not to be had and the page is not to be loaded again; it comes with the connection', async ({
  board,
  page,
  context,
}) => {
  const { file } = manifest['src/features/issue/issue-panel.tsx'] ?? { file: '' };
  const release = await keepBack(page, file);
  await board.open();
  await context.setOffline(true);
  await board.link(ip).click();
  const said = message(
    page,
    /^The issue could not be loaded, because the server cannot be reached/,
  );
  await expect(said).toBeVisible();
  await expect(page.getByRole('button', { name: 'Reload' })).toBeHidden();
  release();
  await context.setOffline(false);
  await expect(page.getByRole('complementary', { name: ip })).toBeVisible();
});

test('a part that was not to be had is tried when it is next asked for, and the keys are alive meanwhile', async ({
  board,
  page,
}) => {
  const { file } = manifest['src/features/issue/issue-dialog.tsx'] ?? { file: '' };
  const release = await keepBack(page, file);
  await board.open();
  await page.keyboard.press('n');
  await expect(message(page, /^The form for an issue could not be loaded/)).toBeVisible();
  await page.keyboard.press('/');
  await expect(board.search).toBeFocused();
  release();
  // It may be trying by itself just now, with what was kept back: then the next press is the one.
  await expect(async () => {
    await board.link(ip).focus();
    await page.keyboard.press('n');
    await expect(board.dialog.getByRole('textbox', { name: 'Title' })).toBeFocused({
      timeout: 3_000,
    });
  }).toPass();
  await expect(page.getByText('could not be loaded')).toBeHidden();
});

test('with nothing but what paints the board, the board is read, filtered, changed and undone', async ({
  board,
  page,
}) => {
  await page.route('**/assets/*.js', (route) => {
    const isLate = parts.some(
      ([name, { file }]) => name.startsWith('src/') && route.request().url().endsWith(file),
    );
    return isLate ? route.abort() : route.continue();
  });
  await board.open();
  await board.expectCount('11 issues');
  await board.link(ip).focus();
  await page.keyboard.press('b');
  await board.expectCell('US', 'Open', [commerce, 'Data localisation rules', ip]);
  await page.keyboard.press('Control+z');
  await board.expectCell('US', 'Open', [ip, commerce, 'Data localisation rules']);
  await expect(message(page, /^Undone: moved/).first()).toBeVisible();
  await page.getByRole('button', { name: 'India', exact: true }).click();
  await board.expectCount('3 of 11 issues');
});

for (const [source, entry] of [
  ['src/formats/archive.ts', 'Download archive'],
  ['src/features/table/table-files.ts', 'Download CSV'],
  ['src/features/table/table-files.ts', 'Download spreadsheet'],
] as const) {
  test(`“${entry}” that cannot be done yet is when it is next asked for`, async ({
    board,
    page,
  }) => {
    const { file } = manifest[source] ?? { file: '' };
    const release = await keepBack(page, file);
    await board.open();
    await board.choose('Share', entry);
    await expect(
      board.toast(new RegExp(`^“${entry}” was not done.* could not be loaded`)),
    ).toBeVisible();
    release();
    const downloading = page.waitForEvent('download');
    await board.choose('Share', entry);
    await downloading;
  });
}
