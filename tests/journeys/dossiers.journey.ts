/** All dossiers there are, and a new one: by mouse, by keys alone, and while the server is down. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { BoardPage } from './board-page.ts';
import { failedRequest, test } from './fixtures.ts';

const seed = 'United States – India trade talks';

function entry(page: Page, title: string): Locator {
  return page.getByRole('article', { name: title, exact: true });
}

function dialog(page: Page): Locator {
  return page.getByRole('dialog', { name: 'New dossier' });
}

/** Types what a party is called and takes the first that is found. */
async function choose(page: Page, ...called: readonly string[]): Promise<void> {
  const box = dialog(page).getByRole('combobox', { name: 'Parties' });
  for (const name of called) {
    await box.fill(name);
    await expect(page.getByRole('option').first()).toBeVisible();
    await box.press('Enter');
    await expect(box).toHaveValue('');
  }
}

async function begin(page: Page, title: string, parties: readonly string[]): Promise<void> {
  await page.goto('/dossiers?new');
  await dialog(page).getByRole('textbox', { name: 'Title' }).fill(title);
  await choose(page, ...parties);
  await dialog(page).getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
}

test('a dossier is begun with an example, is a board of its parties, and is there after a reload', async ({
  board,
  page,
}) => {
  await page.goto('/dossiers');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dossiers');
  await expect(entry(page, seed)).toContainText('11 issues');
  await expect(entry(page, seed)).toContainText('United States');
  await page.getByRole('button', { name: 'New dossier' }).click();
  await expect(dialog(page).getByRole('textbox', { name: 'Title' })).toBeFocused();

  await dialog(page).getByRole('button', { name: 'Create' }).click();
  await expect(dialog(page).getByText('Give the dossier a title.')).toBeVisible();
  await expect(dialog(page).getByText('Choose two parties or more.')).toBeVisible();
  await dialog(page).getByRole('textbox', { name: 'Title' }).fill('EU–UK trade talks');
  await choose(page, 'european', 'Great Britain');
  await expect(dialog(page).getByText('Choose two parties or more.')).toBeHidden();
  await dialog(page).getByRole('checkbox', { name: 'Begin with an example issue' }).check();
  await dialog(page).getByRole('button', { name: 'Create' }).click();

  await expect(page).toHaveURL(/\/d\/eu-uk-trade-talks-[0-9a-f]{6}$/);
  await expect(page).toHaveTitle('EU–UK trade talks · Parley');
  const example = page.getByRole('article', { name: 'Example: lower the tariff on cars' });
  await expect(page.getByRole('list', { name: 'EU asks: Open' }).getByRole('article')).toHaveCount(
    1,
  );
  await expect(page.getByRole('region', { name: 'UK asks' })).toBeVisible();
  await board.expectSaved();
  await board.reload();
  await expect(example).toBeVisible();
  await board.undo.click();
  await expect(example).toBeHidden();
  await expect(board.undo).toBeDisabled();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('EU–UK trade talks');
  await board.redo.click();
  await expect(example).toBeVisible();
  await board.expectSaved();

  await board.choose('Dossiers', 'All dossiers');
  await expect(entry(page, 'EU–UK trade talks')).toContainText('1 issue');
  await entry(page, seed).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(seed);
  await board.choose('Dossiers', 'EU–UK trade talks');
  await expect(example).toBeVisible();
});

/** It begins at the first dossier, once they are known, and hears the next key there. */
async function openMenuByKey(board: BoardPage): Promise<void> {
  await board.open();
  await board.page.getByRole('banner').getByRole('button', { name: 'Dossiers' }).focus();
  await board.page.keyboard.press('Enter');
  await expect(board.menu.getByRole('menuitem', { name: seed })).toBeFocused();
}

test('by keys alone: from the header’s menu to a board of three parties', async ({
  board,
  page,
}) => {
  await openMenuByKey(board);
  await page.keyboard.press('End');
  await expect(board.menu.getByRole('menuitem', { name: 'New dossier' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByRole('textbox', { name: 'Title' })).toBeFocused();
  await page.keyboard.type('Talks of three');
  await page.keyboard.press('Tab');
  await expect(dialog(page).getByRole('combobox', { name: 'Parties' })).toBeFocused();
  for (const name of ['bharat', 'usa', 'brazil', 'japan']) {
    await page.keyboard.type(name);
    await expect(page.getByRole('option').first()).toBeVisible();
    await page.keyboard.press('Enter');
  }
  // The last one was a slip.
  await page.keyboard.press('Backspace');
  await expect(dialog(page).getByRole('button', { name: /^Take off/ })).toHaveCount(3);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(dialog(page).getByRole('button', { name: /^Take off/ })).toHaveCount(3);
  await dialog(page).getByRole('button', { name: 'Create' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Talks of three');
  for (const name of ['India asks', 'US asks', 'Brazil asks']) {
    await expect(page.getByRole('region', { name, exact: true })).toBeVisible();
  }
});

test('the menu begins at the first dossier once they are known, and the focus comes along to another page', async ({
  board,
  page,
}) => {
  await openMenuByKey(board);
  await page.keyboard.press('ArrowDown');
  await expect(board.menu.getByRole('menuitem', { name: 'All dossiers' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Dossiers' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('banner').getByRole('button', { name: 'Dossiers' })).toBeFocused();
});

test('a dossier that is begun while the server is down is here, and on it as soon as that is up', async ({
  board,
  page,
  problems,
}) => {
  problems.expect(failedRequest);
  await board.open();
  await board.expectSaved();
  await board.setFault('status=503');
  await begin(page, 'Begun in the dark', ['Chile', 'Peru']);
  await expect(board.status(/waiting/)).toBeVisible();
  await page.goto('/dossiers');
  await expect(page.getByRole('alert')).toContainText('The server’s list cannot be had right now');
  await expect(entry(page, 'Begun in the dark')).toBeVisible();
  await expect(entry(page, seed)).toBeVisible();

  await board.liftFault();
  await page.goto('/dossiers');
  await entry(page, 'Begun in the dark').getByRole('link').click();
  await board.expectSaved();
});

test('a dossier gets another title, which its board can take back', async ({ board, page }) => {
  await page.goto('/dossiers');
  await page.getByRole('button', { name: `More about ${seed}` }).click();
  await board.menu.getByRole('menuitem', { name: 'Rename' }).click();
  const rename = page.getByRole('dialog', { name: 'Rename dossier' });
  await expect(rename.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await rename.getByRole('textbox', { name: 'Title' }).fill('');
  await rename.getByRole('button', { name: 'Save' }).click();
  await expect(rename.getByText('Give the dossier a title.')).toBeVisible();
  await rename.getByRole('textbox', { name: 'Title' }).fill('Washington and Delhi');
  await page.keyboard.press('Enter');
  await expect(rename).toBeHidden();
  await expect(board.status('Renamed to “Washington and Delhi”.')).toBeAttached();
  await entry(page, 'Washington and Delhi').getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Washington and Delhi');
  await expect(page.getByRole('button', { name: 'About this dossier' })).toBeVisible();
  await board.undo.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(seed);
});

test('a dossier is duplicated, history and all, and taken out without being opened', async ({
  board,
  page,
}) => {
  await board.open();
  await board.move('Intellectual property rights', 'Resolved');
  await board.expectSaved();
  await page.goto('/dossiers');
  const more = page.getByRole('button', { name: `More about ${seed}` });
  await more.click();
  await board.menu.getByRole('menuitem', { name: 'Duplicate' }).click();
  const copy = entry(page, `Copy of ${seed}`);
  await expect(copy).toContainText('11 issues');
  await expect(board.status(/^“Copy of .*” is there/)).toBeAttached();
  await copy.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Copy of ${seed}`);
  await board.expectCell('US', 'Open', ['E-commerce policies', 'Data localisation rules']);
  await board.move('E-commerce policies', 'Resolved');
  await board.expectSaved();
  await board.openIssue('Intellectual property rights');
  await expect(
    board.panel.getByRole('region', { name: 'History' }).getByRole('listitem'),
  ).toHaveCount(2);

  await page.goto('/dossiers');
  await more.click();
  const downloading = page.waitForEvent('download');
  await board.menu.getByRole('menuitem', { name: 'Download archive' }).click();
  expect((await downloading).suggestedFilename()).toBe('us-india.parley.jsonl');
  await entry(page, seed).getByRole('link').click();
  await board.expectCell('US', 'Open', ['E-commerce policies', 'Data localisation rules']);
});

test('a dossier that is removed leaves the lists, is taken back, and is found and put back by its address', async ({
  board,
  page,
}) => {
  await begin(page, 'Soon over', ['Chile', 'Peru']);
  await board.expectSaved();
  const address = page.url();
  const leave = async () => {
    await page.goto('/dossiers');
    await page.getByRole('button', { name: 'More about Soon over' }).click();
    await board.menu.getByRole('menuitem', { name: 'Remove' }).click();
    const ask = page.getByRole('dialog', { name: 'Remove this dossier?' });
    await expect(ask).toContainText('“Soon over”, with its 0 issues, leaves the list');
    await expect(ask.getByRole('button', { name: 'Download archive' })).toBeVisible();
    await ask.getByRole('button', { name: 'Remove' }).click();
    await expect(ask).toBeHidden();
    await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused();
  };
  await leave();
  await expect(entry(page, 'Soon over')).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(entry(page, 'Soon over')).toBeVisible();
  await leave();
  await expect(entry(page, 'Soon over')).toBeHidden();
  await page.reload();
  await expect(entry(page, seed)).toBeVisible();
  await expect(entry(page, 'Soon over')).toBeHidden();

  await page.goto(address);
  await expect(
    page.getByRole('note').filter({ hasText: 'This dossier was removed' }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByText('This dossier was removed')).toBeHidden();
  await board.expectSaved();
  await page.goto('/dossiers');
  await expect(entry(page, 'Soon over')).toBeVisible();
});
