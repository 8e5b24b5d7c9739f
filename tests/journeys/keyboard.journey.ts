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

test('a card moves by Tab, M and Enter; the focus follows it and the move is announced', async ({
  board,
  page,
}) => {
  await board.open();
  await page.keyboard.press('/');
  await expect(board.search).toBeFocused();
  await pressUntilFocused(board, 'Tab', board.link(ip), 20);
  await page.keyboard.press('m');
  await chooseByKey(board, page.getByRole('menuitemradio', { name: 'Under discussion' }));
  await board.expectCell('US', 'Under discussion', [ip, farming, devices]);
  await expect(
    board.status(`${ip} moved from Open to Under discussion, position 1 of 3.`),
  ).toBeAttached();
  await expect(board.link(ip)).toBeFocused();
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
  await expect(board.link(ip)).toBeFocused();
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

test('“Clear filters” pressed by key leaves the focus in the search', async ({ board, page }) => {
  await board.open('/d/us-india?country=IN');
  await page.getByRole('button', { name: 'Clear filters' }).focus();
  await page.keyboard.press('Enter');
  await board.expectCount('11 issues');
  await expect(board.search).toBeFocused();
});

/** A key as a keyboard of another layout sends it: what it types, and where it stands. */
async function pressOnLayout(
  board: BoardPage,
  { key, code, held }: { key: string; code: string; held: 'ctrl' | 'ctrl+shift' | 'none' },
): Promise<void> {
  const session = await board.page.context().newCDPSession(board.page);
  const modifiers = { none: 0, ctrl: 2, 'ctrl+shift': 10 }[held];
  await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, code, modifiers });
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code, modifiers });
  await session.detach();
}

test('on a Cyrillic, Greek or Hebrew keyboard the letters and Ctrl+Z are where they are on a Latin one', async ({
  board,
}) => {
  await board.open();
  await board.link(ip).focus();
  await pressOnLayout(board, { key: 'и', code: 'KeyB', held: 'none' });
  await board.expectCell('US', 'Open', [commerce, data, ip]);
  await pressOnLayout(board, { key: 'я', code: 'KeyZ', held: 'ctrl' });
  await board.expectCell('US', 'Open', [ip, commerce, data]);
  await pressOnLayout(board, { key: 'Ζ', code: 'KeyZ', held: 'ctrl+shift' });
  await board.expectCell('US', 'Open', [commerce, data, ip]);
  await pressOnLayout(board, { key: 'ז', code: 'KeyZ', held: 'ctrl' });
  await board.expectCell('US', 'Open', [ip, commerce, data]);
  await pressOnLayout(board, { key: 'т', code: 'KeyN', held: 'none' });
  await expect(board.dialog).toBeVisible();
});

test('under CapsLock Ctrl+A selects all that is shown', async ({ board, page }) => {
  await board.open();
  await board.link(ip).focus();
  await pressOnLayout(board, { key: 'A', code: 'KeyA', held: 'ctrl' });
  await expect(
    page.getByRole('region', { name: 'Selected issues' }).getByRole('status'),
  ).toHaveText('11 selected');
});

test('N held down opens a dialog with an empty title', async ({ board, page }) => {
  await board.open();
  await page.keyboard.down('n');
  const title = board.dialog.getByRole('textbox', { name: 'Title' });
  for (let more = 0; more < 3; more += 1) await page.keyboard.down('n');
  await expect(title).toBeFocused();
  for (let more = 0; more < 5; more += 1) await page.keyboard.down('n');
  await page.keyboard.up('n');
  await page.keyboard.type('New');
  await expect(title).toHaveValue('New');
});

test('Ctrl+Z held down undoes one thing', async ({ board, page }) => {
  await board.open();
  await board.move(ip, 'Resolved');
  await board.expectCell('US', 'Open', [commerce, data]);
  await board.move(commerce, 'Under discussion');
  await board.expectCell('US', 'Open', [data]);
  await page.keyboard.down('Control');
  for (let more = 0; more < 8; more += 1) await page.keyboard.down('z');
  await page.keyboard.up('z');
  await page.keyboard.up('Control');
  await board.expectCell('US', 'Open', [commerce, data]);
  await expect(board.undo).toBeEnabled();
  await page.keyboard.press('Control+z');
  await board.expectCell('US', 'Open', [ip, commerce, data]);
});

/** Chromium's own composition: Enter takes what the input method suggests, Escape refuses it. */
async function compose(board: BoardPage, text: string, ending: 'Enter' | 'Escape'): Promise<void> {
  const session = await board.page.context().newCDPSession(board.page);
  const end = text.length;
  await session.send('Input.imeSetComposition', { text, selectionStart: end, selectionEnd: end });
  await session.send('Input.dispatchKeyEvent', {
    ...{ type: 'rawKeyDown', key: ending, code: ending, windowsVirtualKeyCode: 229 },
  });
  if (ending === 'Enter') await session.send('Input.insertText', { text });
  else
    await session.send('Input.imeSetComposition', { text: '', selectionStart: 0, selectionEnd: 0 });
  await session.detach();
}

test('what an input method does with Enter and Escape sends, signs and closes nothing', async ({
  board,
  page,
}) => {
  await board.open();
  await board.link(ip).focus();
  await page.keyboard.press('x');
  await page.getByRole('button', { name: 'Tag' }).click();
  const tags = page.getByRole('textbox', { name: 'Tags' });
  await expect(tags).toBeFocused();
  await compose(board, '関税', 'Escape');
  await compose(board, '関税', 'Enter');
  await expect(tags).toHaveValue('関税');
  await page.keyboard.press('Enter');
  await expect(tags).toBeHidden();
  await expect(board.undo).toBeEnabled();
  await page.keyboard.press('Escape');
  await board.openIssue(commerce);
  const name = page.getByRole('textbox', { name: 'Your name' });
  await name.fill('');
  await compose(board, '田中', 'Enter');
  await expect(name).toBeFocused();
  await expect(name).toHaveValue('田中');
  await compose(board, 'さん', 'Escape');
  await expect(board.panel).toBeVisible();
  await expect(name).toBeFocused();
});

test('the board is one stop of the Tab key, where the focus was last, and an empty column passed over is said', async ({
  board,
  page,
}) => {
  await board.open();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to board' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(board.link(ip)).toBeFocused();
  const isOnCard = () =>
    page.evaluate(() => document.activeElement?.closest('article, ul') !== null);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  expect(await isOnCard()).toBe(false);
  await page.keyboard.press('Shift+Tab');
  await expect(board.link(commerce)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: commerce })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(board.link(commerce)).toBeFocused();
  for (const title of [farming, devices]) await board.move(title, 'Open');
  await board.link(commerce).focus();
  await page.keyboard.press('ArrowRight');
  await expect(board.status('Under discussion: no issues.')).toBeAttached();
  await expect(board.card('Digital services levies').getByRole('link')).toBeFocused();
});

test('an empty column of the next lane is said, and the focus stays', async ({ board, page }) => {
  await board.open();
  const last = page.getByRole('list', { name: 'US asks: Resolved' }).getByRole('link').last();
  await last.focus();
  await page.keyboard.press('ArrowDown');
  await expect(board.status('India asks, Resolved: no issues.')).toBeAttached();
  await expect(last).toBeFocused();
});

test('N on a card proposes its cell', async ({ board, page }) => {
  await board.open();
  await board.link(farming).focus();
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog', { name: 'Add issue' });
  await expect(dialog.getByRole('radio', { name: 'United States (US)' })).toBeChecked();
  await expect(dialog.getByRole('combobox', { name: 'Status' })).toHaveValue('under-discussion');
});
