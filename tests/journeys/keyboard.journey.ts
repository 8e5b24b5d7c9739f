/** The board without a mouse: to a card, into its Move menu, and back to the card that moved. */
import { expect, type Locator } from '@playwright/test';
import type { BoardPage } from './board-page.ts';
import { test } from './fixtures.ts';

const ip = 'Intellectual property rights';
const commerce = 'E-commerce policies';
const data = 'Data localisation rules';
const farming = 'Market access for US agricultural products';
const devices = 'Market access for US medical devices';

/** Presses a key until the target has the focus; `most` times at most. */
async function pressUntilFocused(
  board: BoardPage,
  key: string,
  target: Locator,
  most: number,
): Promise<void> {
  for (let pressed = 0; pressed < most; pressed += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) break;
    await board.page.keyboard.press(key);
  }
  await expect(target).toBeFocused();
}

async function chooseByKey(board: BoardPage, item: Locator): Promise<void> {
  await expect(board.menu).toBeVisible();
  await expect(
    board.menu.locator(':focus').or(board.menu.and(board.page.locator(':focus'))),
  ).toBeAttached();
  await pressUntilFocused(board, 'ArrowDown', item, 8);
  await board.page.keyboard.press('Enter');
  await expect(board.menu).toBeHidden();
}

test('a card moves by Tab, menu and Enter; the focus follows it and the move is announced', async ({
  board,
  page,
}) => {
  await board.open();
  await page.keyboard.press('/');
  await expect(board.search).toBeFocused();
  await pressUntilFocused(board, 'Tab', board.link(ip), 20);
  const button = board.card(ip).getByRole('button', { name: `Move ${ip}` });
  await pressUntilFocused(board, 'Tab', button, 2);
  await page.keyboard.press('Enter');
  await chooseByKey(board, page.getByRole('menuitemradio', { name: 'Under discussion' }));
  await board.expectCell('US', 'Under discussion', [ip, farming, devices]);
  await expect(
    board.status(`${ip} moved from Open to Under discussion, position 1 of 3.`),
  ).toBeAttached();
  await expect(button).toBeFocused();
  await board.expectSaved();
  await board.reload();
  await board.expectCell('US', 'Under discussion', [ip, farming, devices]);
  await page.keyboard.press('Control+z');
  await board.expectCell('US', 'Open', [ip, commerce, data]);
  await page.keyboard.press('Control+Shift+z');
  await board.expectCell('US', 'Under discussion', [ip, farming, devices]);
});

test('arrow keys walk the cards, and M opens the Move menu of the one in focus', async ({
  board,
  page,
}) => {
  await board.open();
  await board.link(ip).focus();
  await page.keyboard.press('ArrowDown');
  await expect(board.link(commerce)).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(board.link(devices)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(board.link(farming)).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(board.link(ip)).toBeFocused();
  await page.keyboard.press('m');
  await expect(page.getByRole('menu', { name: `Move ${ip}` })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(board.menu).toBeHidden();
  await expect(board.card(ip).getByRole('button')).toBeFocused();
});

test('the Move menu brings a card to the top, up, down and to the bottom of its column', async ({
  board,
}) => {
  await board.open();
  await board.move(data, 'To top');
  await board.expectCell('US', 'Open', [data, ip, commerce]);
  await expect(board.status(`${data} moved within Open, position 1 of 3.`)).toBeAttached();
  await expect(board.card(data).getByRole('button')).toBeFocused();
  await board.move(data, 'Down');
  await board.expectCell('US', 'Open', [ip, data, commerce]);
  await board.move(data, 'Up');
  await board.expectCell('US', 'Open', [data, ip, commerce]);
  await board.move(data, 'To bottom');
  await board.expectCell('US', 'Open', [ip, commerce, data]);
});

test('the Move menu marks the present status, and offers no way beyond the ends', async ({
  board,
}) => {
  await board.open();
  await board.openMoveMenu(ip);
  await expect(board.menu.getByRole('menuitemradio')).toHaveText([
    'Open',
    'Under discussion',
    'Resolved',
  ]);
  await expect(board.menu.getByRole('menuitemradio', { name: 'Open' })).toBeChecked();
  await expect(board.menu.getByRole('menuitem', { name: 'Up', exact: true })).toBeDisabled();
  await expect(board.menu.getByRole('menuitem', { name: 'To bottom' })).toBeEnabled();
});

test('a drag, a note and an edit are undone one after another, latest first', async ({
  board,
  page,
}) => {
  await board.open();
  await board.move(ip, 'Resolved');
  await board.expectCell('US', 'Open', [commerce, data]);
  await board.move(commerce, 'Under discussion');
  await board.expectCell('US', 'Open', [data]);
  await page.keyboard.press('Control+z');
  await board.expectCell('US', 'Open', [commerce, data]);
  await page.keyboard.press('Control+z');
  await board.expectCell('US', 'Open', [ip, commerce, data]);
  await expect(board.undo).toBeDisabled();
  await board.redo.click();
  await board.expectCell('US', 'Open', [commerce, data]);
});

test('Ctrl+Z while typing belongs to the text, not to the board', async ({ board, page }) => {
  await board.open();
  await board.move(ip, 'Resolved');
  await board.expectCell('US', 'Open', [commerce, data]);
  await board.search.fill('duties');
  await board.search.press('Control+z');
  await board.search.fill('');
  await board.expectCell('US', 'Open', [commerce, data]);
  await expect(page.getByRole('button', { name: 'Undo' }).first()).toBeEnabled();
});

test('what is typed right after the key for a dialog is not taken for keys of the board', async ({
  board,
  page,
}) => {
  await board.open();
  await board.link(commerce).focus();
  await page.keyboard.type('ntbx');
  await expect(board.dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(board.dialog).toBeHidden();
  await board.expectCell('US', 'Open', [ip, commerce, data]);
  await expect(board.undo).toBeDisabled();
  await expect(page.getByRole('region', { name: 'Selected issues' })).toBeHidden();
});

test('undoing what added the open issue closes it', async ({ board, page }) => {
  await board.open();
  await page.keyboard.press('n');
  await board.dialog.getByRole('textbox', { name: 'Title' }).fill('Almond tariffs');
  await board.dialog.getByRole('radio', { name: /United States/ }).check();
  await board.dialog.getByRole('button', { name: 'Add' }).click();
  await board.openIssue('Almond tariffs');
  await page.keyboard.press('Control+z');
  await expect(board.card('Almond tariffs')).toBeHidden();
  await expect(board.panel).toBeHidden();
  await expect(page).toHaveURL(/\/d\/us-india$/);
});

test('“Clear filters” pressed by key leaves the focus in the search', async ({ board, page }) => {
  await board.open('/d/us-india?country=IN');
  await page.getByRole('button', { name: 'Clear filters' }).focus();
  await page.keyboard.press('Enter');
  await board.expectCount('11 issues');
  await expect(board.search).toBeFocused();
});
