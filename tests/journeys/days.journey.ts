/**
 * Dates as readers far from Greenwich see them: a day of the talks is that day everywhere, and what is done now is
 * done today. One of the two zones has another date than UTC at every hour.
 */
import { expect } from '@playwright/test';
import { test } from './fixtures.ts';

const steel = 'Steel and aluminium duties (section 232)';
const levies = 'Digital services levies';

for (const timezoneId of ['Pacific/Apia', 'Pacific/Niue']) {
  test.describe(timezoneId, () => {
    test.use({ timezoneId });

    test(`days of the talks are the same days in ${timezoneId}, on cards, in the panel and in the table`, async ({
      board,
      page,
    }) => {
      await board.open();
      await expect(board.card(steel)).toContainText('added 23 Mar 2018');
      await expect(board.card(levies)).toContainText('added 1 Aug 2024');
      await board.openIssue(steel);
      const history = board.panel.getByRole('region', { name: 'History' });
      const entries = history.getByRole('listitem');
      await expect(entries.last()).toContainText('23 Mar 2018 · by');
      await expect(entries.last().locator('time')).toHaveAttribute('datetime', '2018-03-23');
      await expect(entries.last().locator('time')).toHaveAttribute('title', '23 Mar 2018');
      await expect(history).not.toContainText('recorded');
      await expect(
        board.panel.getByRole('article', { name: 'Note by Parley dossier, 9 May 2025' }),
      ).toBeVisible();
      await expect(board.panel.getByRole('region', { name: 'Evidence' })).toContainText(
        'Business Standard, published 12 May 2025',
      );
      await page.goto('/d/us-india/table');
      const row = page.getByRole('row', { name: steel });
      await expect(row.getByRole('cell', { name: '23 Mar 2018' })).toHaveCount(2);
    });

    test(`what is done now is done today in ${timezoneId}`, async ({ board, page }) => {
      await board.open();
      const today = () =>
        page.evaluate(() => {
          const now = new Date();
          const month = new Intl.DateTimeFormat('en-GB', { month: 'short' }).format(now);
          return `${now.getDate()} ${month.replace('Sept', 'Sep')} ${now.getFullYear()}`;
        });
      const before = await today();
      await board.move(steel, 'Under discussion');
      await board.openIssue(steel);
      await board.panel.getByRole('textbox', { name: 'Add a note' }).fill('Heard of today.');
      await board.panel.getByRole('button', { name: 'Save note' }).click();
      const note = board.panel.getByRole('article').filter({ hasText: 'Heard of today.' });
      await expect(note).toBeVisible();
      const entries = board.panel.getByRole('region', { name: 'History' }).getByRole('listitem');
      // The day may have changed on the way.
      const days = new RegExp(`^(moved )?(${before}|${await today()})$`);
      await expect(board.card(steel).locator('time')).toHaveText(days);
      await expect(note.locator('time')).toHaveText(days);
      await expect(entries.first().locator('time')).toHaveText(days);
      await expect(entries.first()).not.toContainText('recorded');
    });
  });
}
