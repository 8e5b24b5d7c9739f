/** The search goes through everything that belongs to an issue, and the row says where it was found. */
import { expect } from '@playwright/test';
import { test } from './fixtures.ts';

const gsp = 'Restoration of GSP status';
const steel = 'Steel and aluminium duties (section 232)';

test('an issue is found by a passage, by a publisher and by who wrote a note, and says so', async ({
  board,
  page,
}) => {
  await board.open();
  await board.openIssue(steel);
  const notes = board.panel.getByRole('region', { name: 'Annotations' });
  await notes.getByRole('textbox', { name: 'Your name' }).fill('Büro für Handel');
  await notes.getByRole('textbox', { name: 'Add a note' }).fill('Asked again this week.');
  await notes.getByRole('button', { name: 'Save note' }).click();
  await board.expectSaved();
  await page.keyboard.press('Escape');

  await page.goto('/d/us-india/table');
  const rows = page.getByRole('table', { name: 'Issues' }).getByRole('rowheader');
  await expect(board.search).toHaveAttribute('placeholder', 'Search everything');
  const expectFound = async (typed: string, title: string, words: string, marked: string) => {
    await board.search.fill(typed);
    await board.expectCount('1 of 11 issues');
    await expect(rows).toHaveText([`${title}${words}`]);
    await expect(rows.locator('mark')).toHaveText(marked);
    await expect(rows.locator('mark')).toBeInViewport();
  };
  await expectFound('ELIGIB', gsp, 'in a passage: its eligibility ended on 5 June 2019', 'eligib');
  await expectFound('lexblog', gsp, 'publisher: LexBlog', 'LexBlog');
  await expectFound('buro', steel, 'note by Büro für Handel', 'Büro');
  await board.search.fill('restoration gsp');
  await expect(rows).toHaveText([gsp]);
});
