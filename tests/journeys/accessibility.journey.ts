/** axe-core finds nothing, of any impact, in any state of the page, in light and dark, wide and narrow. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type { AxeResults, ElementContext, RunOptions } from 'axe-core';
import type { BoardPage } from './board-page.ts';
import { failedRequest, test } from './fixtures.ts';
import { openLong, scale1k } from './long-column.ts';

declare global {
  interface Window {
    axe: { run(context: ElementContext, options: RunOptions): Promise<AxeResults> };
  }
}

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** One line for each element that breaks a rule: the rule, its impact, the element. */
async function violations(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    // Base UI's focus guards are empty, and pass the focus on before anything can be read there.
    const context = { exclude: ['[data-base-ui-focus-guard]'] };
    const { violations } = await window.axe.run(context, { resultTypes: ['violations'] });
    return violations.flatMap(({ id, impact, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id} (${impact}): ${html}\n${failureSummary}`),
    );
  });
}

const ip = 'Intellectual property rights';

const states: Readonly<Record<string, (board: BoardPage) => Promise<void>>> = {
  'the board': (board) => board.open(),
  'an open issue': async (board) => {
    await board.page.goto('/d/us-india?issue=gsp-restoration');
    await expect(board.panel.getByRole('region', { name: 'History' })).toBeVisible();
  },
  'the table, with an issue selected': async (board) => {
    await board.page.goto('/d/us-india/table?sort=moved&dir=desc');
    await board.page.getByRole('checkbox', { name: `Select ${ip}` }).check();
    await expect(board.page.getByRole('region', { name: 'Selected issues' })).toBeVisible();
  },
  'the conditions behind Filter, one of them set': async (board) => {
    await board.open('/d/us-india?category=services');
    const narrow = board.page.getByRole('button', { name: 'Search and filter' });
    if (await narrow.isVisible()) await narrow.click();
    await board.page
      .getByRole('search')
      .getByRole('button', { name: 'Filter', exact: true })
      .click();
    await expect(board.page.getByRole('dialog', { name: 'Filter' })).toBeVisible();
  },
  'the keys': async (board) => {
    await board.open();
    await board.page.keyboard.press('?');
    await expect(board.page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  },
  'what is kept on this device': async (board) => {
    await board.page.goto('/storage');
    await expect(board.page.getByRole('button', { name: 'Download everything' })).toBeVisible();
  },
  'the list of dossiers': async (board) => {
    await board.page.goto('/dossiers');
    await expect(board.page.getByRole('article')).toBeVisible();
  },
  'a dossier to be begun, with what is wrong': async (board) => {
    await board.page.goto('/dossiers?new');
    const dialog = board.page.getByRole('dialog', { name: 'New dossier' });
    const parties = dialog.getByRole('combobox', { name: 'Parties' });
    await parties.fill('chile');
    await parties.press('Enter');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await expect(dialog.getByText('Choose two parties or more.')).toBeVisible();
  },
  'an import of what cannot be read': async (board) => {
    await board.page.goto('/dossiers?import');
    const dialog = board.page.getByRole('dialog', { name: 'Import' });
    const buffer = Buffer.from('{"a": [1]}');
    await dialog
      .getByLabel('File')
      .setInputFiles({ name: 'data.csv', mimeType: 'text/csv', buffer });
    await expect(dialog.getByText(/^This is data of another program/)).toBeVisible();
  },
  'a table that is matched, with rows that cannot be taken': async ({ page }) => {
    await page.goto('/dossiers?import');
    const dialog = page.getByRole('dialog', { name: 'Import' });
    await dialog.getByLabel('File').setInputFiles('tests/fixtures/asks.csv');
    await expect(dialog.getByRole('list', { name: 'Problems' })).toBeVisible();
  },
  'an open Move menu': async (board) => {
    await board.open();
    await board.openMoveMenu(ip);
  },
  'an issue to be added, with what is wrong': async (board) => {
    await board.open();
    await board.page.getByRole('button', { name: 'Add issue' }).click();
    const dialog = board.page.getByRole('dialog', { name: 'Add issue' });
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(dialog.getByText('Give the issue a title.')).toBeVisible();
  },
  'a board filtered to nothing': async (board) => {
    await board.open('/d/us-india?q=nothing-like-it');
    await board.expectCount('0 of 11 issues');
  },
  'a board of a thousand issues, some of them selected': async (board) => {
    await openLong(board, scale1k);
    await board.cell('US', 'Open').getByRole('link').nth(0).focus();
    await board.page.keyboard.press('x');
    await board.page.keyboard.press('End');
    await expect(board.page.getByRole('region', { name: 'Selected issues' })).toBeVisible();
  },
  'a toast and a removed issue': async (board) => {
    await board.page.goto('/d/us-india?issue=e-commerce-policies');
    await board.panel.getByRole('button', { name: 'Remove issue' }).click();
    await expect(board.toast('Removed')).toBeVisible();
  },
  'a server that is down': async (board) => {
    await board.openWithFault('status=503');
    await expect(board.page.getByRole('button', { name: 'Try again' })).toBeVisible();
  },
};

test.use({ contextOptions: { reducedMotion: 'reduce' } });

for (const width of [1440, 360]) {
  for (const [name, reach] of Object.entries(states)) {
    test(`axe finds nothing in ${name}, in light and in dark, ${width} px wide`, async ({
      board,
      page,
      problems,
    }) => {
      problems.expect(failedRequest);
      await page.setViewportSize({ width, height: 900 });
      await reach(board);
      // Not as a script of the page: its policy lets none in.
      await page.evaluate(axeSource);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await violations(page), colorScheme).toEqual([]);
      }
    });
  }
}
