/**
 * Every word of the page is a message: walked in the pseudo-language, in which messages stand in brackets and are two
 * fifths longer, no bare word is left, and on a narrow phone nothing breaks.
 */
import { expect, type Page } from '@playwright/test';
import { usIndia } from '#mocks/seed/us-india.ts';
import { listVerbatim } from '#src/words/numbers.ts';
import { partyName, shortPartyName } from '#src/words/parties.ts';
import { failedRequest, test } from './fixtures.ts';
import { broken, pseudoAddress, saying, unbracketed } from './pseudo-page.ts';

const farming = 'Market access for US agricultural products';

/** All texts of the first dossier, and what else is named on the page and is no message. */
const known = [
  ...textsIn(usIndia),
  ...usIndia.issues.map(({ tags }) => listVerbatim(tags)),
  ...usIndia.parties.flatMap((code) => [partyName(code), shortPartyName(code)]),
];

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

async function look(page: Page, at: string): Promise<void> {
  await expect.poll(() => unbracketed(page, known), `bare words ${at}`).toEqual([]);
  expect(await broken(page), `breaks ${at}`).toEqual([]);
}

async function open(page: Page, address = '/d/us-india'): Promise<void> {
  const url = new URL(address, pseudoAddress);
  url.searchParams.set('lang', 'xx');
  await page.goto(`${url}`);
}

function button(page: Page, words: string) {
  return page.getByRole('button', { name: saying(words) });
}

for (const width of [360, 1440]) {
  test.describe(`at ${width} px`, () => {
    test.use({ viewport: { width, height: 800 } });

    test('the board, its menu and the forms', async ({ page }) => {
      await open(page);
      await expect(page.getByRole('region', { name: saying('Board') })).toBeVisible();
      await look(page, 'on the board');
      // On a phone the filters wait behind a button.
      if (width < 640) await button(page, 'Search and filter').click();
      await page
        .getByRole('search')
        .getByRole('button', { name: saying('Filter') })
        .click();
      await expect(page.getByRole('dialog', { name: saying('Filter') })).toBeVisible();
      await look(page, 'in the choice of filters');
      await page.keyboard.press('Escape');
      await button(page, 'More').last().click();
      await expect(page.getByRole('menu')).toBeVisible();
      await look(page, 'in the menu of the header');
      await page.keyboard.press('Escape');
      await page.getByRole('searchbox').fill('nothing like it');
      await expect(button(page, 'Show all issues')).toBeVisible();
      await look(page, 'where the filters hide all');
      await button(page, 'Show all issues').click();
      await page.getByRole('button', { name: saying(`Move ${farming}`) }).click();
      await expect(page.getByRole('menu')).toBeVisible();
      await look(page, 'in the Move menu');
      await page.getByRole('menuitem', { name: saying('Select') }).click();
      await expect(page.getByRole('region', { name: saying('Selected issues') })).toBeVisible();
      await look(page, 'with a selection');
      for (const words of ['Tag', 'Annotate']) {
        await button(page, words).click();
        await page
          .getByRole('dialog')
          .getByRole('button', { name: saying(words) })
          .click();
        await look(page, `in the dialog “${words}”`);
        await page.keyboard.press('Escape');
      }
      await button(page, 'Add issue').click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: saying('Add') })
        .last()
        .click();
      await look(page, 'in the form, with what is wrong');
      await page.getByRole('dialog').getByRole('textbox').first().fill('Walnuts');
      await page.keyboard.press('Escape');
      await look(page, 'with a toast');
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog', { name: saying('Keys') })).toBeVisible();
      await look(page, 'in the list of keys');
    });

    test('an issue, its notes, and what becomes of it', async ({ page }) => {
      await open(page);
      await page.getByRole('article', { name: farming }).getByRole('link').click();
      const panel = page.getByRole('complementary');
      await expect(panel).toBeVisible();
      await panel
        .getByRole('button', { name: saying('Show in document') })
        .first()
        .click();
      await panel.getByRole('textbox', { name: saying('Add a note') }).fill('A first note');
      await look(page, 'in the panel');
      await panel.getByRole('button', { name: saying('Save note') }).click();
      await panel
        .getByRole('button', { name: saying('Edit note') })
        .first()
        .click();
      await look(page, 'over a note that is edited');
      await page.keyboard.press('Escape');
      await panel.getByRole('button', { name: saying('Remove issue') }).click();
      await look(page, 'after a removal');
      await page
        .getByRole('banner')
        .getByRole('button', { name: saying('More') })
        .click();
      await page.getByRole('menuitem', { name: /Removed issues/ }).click();
      await look(page, 'in the list of removed issues');
      await page.keyboard.press('Escape');
      await open(page, '/d/us-india?asOf=2019-01-01');
      await expect(page.getByRole('note')).toBeVisible();
      await look(page, 'on a past date');
    });

    test('the table, and on paper', async ({ page }) => {
      await open(page, '/d/us-india/table');
      await expect(page.getByRole('table')).toBeVisible();
      await look(page, 'in the table');
      await page.getByRole('button', { name: saying('Moved') }).click();
      await look(page, 'in the table, sorted');
      await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
      await expect(page.locator('[data-sheet]')).toBeAttached();
      await expect.poll(() => unbracketed(page, known)).toEqual([]);
    });

    test('what goes wrong', async ({ page, problems }) => {
      problems.expect(failedRequest);
      await open(page, '/d/no-such-talks');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(
        saying('There is no such dossier'),
      );
      await look(page, 'of an unknown dossier');
      await open(page, '/nowhere');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(saying('There is nothing'));
      await look(page, 'at an address that leads nowhere');
      await open(page, '/d/us-india?issue=none');
      await expect(page.getByRole('complementary')).toBeVisible();
      await look(page, 'of an issue that is not there');
      await open(page);
      await expect(page.getByRole('status').filter({ hasText: 'All changes saved' })).toBeVisible();
      for (const fault of ['status=503', 'status=401', 'network']) {
        await page.evaluate((text) => localStorage.setItem('parley.faults', text), fault);
        await page.getByRole('article', { name: farming }).getByRole('link').focus();
        await page.keyboard.press('t');
        await page.keyboard.press('b');
        await expect(button(page, 'Try again')).toBeVisible();
        await look(page, `with ${fault}`);
      }
    });
  });
}

test('a build for users does not know the pseudo-language', async ({ board, page }) => {
  await board.open('/d/us-india?lang=xx');
  await expect(page.getByRole('button', { name: 'Add issue', exact: true })).toBeVisible();
  await expect(page.getByText('~~')).toHaveCount(0);
});
