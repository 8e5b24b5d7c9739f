/** What must not get lost on the way: typed text, the place on the page, the focus, and word of what happened. */
import { expect } from '@playwright/test';
import { test } from './fixtures.ts';
import { centre, grab } from './gestures.ts';

const ip = 'Intellectual property rights';
const commerce = 'E-commerce policies';
const data = 'Data localisation rules';
const relief = 'Relief from the 50 % US tariffs';

test('an issue being written survives Escape, a press beside it and a reload, until it is given up', async ({
  board,
  page,
}) => {
  await board.open();
  const add = page.getByRole('dialog', { name: 'Add issue' });
  const title = add.getByRole('textbox', { name: 'Title' });
  await page.getByRole('button', { name: 'Add issue' }).click();
  await title.fill('Walnuts');
  await page.mouse.click(10, 800);
  await expect(title).toHaveValue('Walnuts');
  await page.keyboard.press('Escape');
  await expect(add).toBeHidden();
  await board.reload();
  await page.getByRole('button', { name: 'Add issue' }).click();
  await expect(title).toHaveValue('Walnuts');
  await expect(add.getByText('Your unsaved text is back')).toBeVisible();
  await add.getByRole('button', { name: 'Start over' }).click();
  await expect(title).toHaveValue('');
  await expect(add.getByText('Your unsaved text is back')).toBeHidden();
  await title.fill('Almonds');
  await add.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Add issue' }).click();
  await expect(title).toHaveValue('');
});

test('a note being changed survives Escape and a reload, until it is cancelled', async ({
  board,
  page,
}) => {
  await board.open('/d/us-india?issue=intellectual-property');
  await board.panel.getByRole('textbox', { name: 'Add a note' }).fill('First');
  await board.panel.getByRole('button', { name: 'Save note' }).click();
  const note = board.panel.getByRole('article', { name: /^Note by You/ });
  await note.getByRole('button', { name: 'Edit note' }).click();
  const editor = note.getByRole('textbox', { name: 'Edit this note' });
  await editor.fill('First and second');
  await page.keyboard.press('Escape');
  await expect(editor).toBeHidden();
  await expect(note).toBeFocused();
  await board.expectSaved();
  await board.reload();
  await expect(editor).toHaveValue('First and second');
  await note.getByRole('button', { name: 'Cancel' }).click();
  await expect(note).toContainText('First');
  await board.reload();
  await expect(note).toContainText('First');
  await expect(editor).toBeHidden();
});

for (const [width, height] of [
  [360, 340],
  [1440, 500],
] as const) {
  test(`closing an issue leads back to where it was opened, at ${width} × ${height}`, async ({
    board,
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await board.open();
    await board.showLane('India');
    if (width < 640) {
      await board.columnTab('Under discussion').click();
      await expect(board.columnTab('Under discussion')).toHaveAttribute('aria-pressed', 'true');
    }
    await board.link(relief).scrollIntoViewIfNeeded();
    const place = await page.evaluate(() => window.scrollY);
    expect(place).toBeGreaterThan(0);
    await board.openIssue(relief);
    await board.panel.getByRole('button', { name: 'Close' }).click();
    await expect(board.link(relief)).toBeFocused();
    expect(await page.evaluate(() => window.scrollY)).toBe(place);
    await board.openIssue(relief);
    await page.goBack();
    await expect(board.link(relief)).toBeFocused();
    expect(await page.evaluate(() => window.scrollY)).toBe(place);
  });
}

test('undo and redo say what they did, and the focus follows the card', async ({ board, page }) => {
  await board.open();
  await board.move(ip, 'Resolved');
  await page.keyboard.press('Control+z');
  await expect(board.status(`Undone: moved “${ip}” to Resolved`)).toBeAttached();
  await expect(board.link(ip)).toBeFocused();
  await page.keyboard.press('Control+Shift+z');
  await expect(board.status(`Done again: moved “${ip}” to Resolved`)).toBeAttached();
  await expect(board.link(ip)).toBeFocused();
  await expect(board.toast('Done again')).toBeVisible();
  await expect(board.toast('Undone')).toBeHidden();
});

test('a drag that is refused or given up is told, and how', async ({ board, page }) => {
  await board.open();
  await grab(board, commerce);
  const { x, y } = await centre(board.cell('India', 'Open'));
  await page.mouse.move(x, y, { steps: 6 });
  await page.mouse.up();
  await expect(board.toast('Not moved: a drag changes the status, not who asks.')).toBeVisible();
  await grab(board, commerce);
  await page.keyboard.press('Escape');
  await expect(board.status(`Drag cancelled. ${commerce} stays in Open.`)).toBeAttached();
  await page.mouse.up();
});

test('the ends of a column and the next lane are one key away', async ({ board, page }) => {
  await board.open();
  await board.link(ip).focus();
  await page.keyboard.press('End');
  await expect(board.link(data)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(board.link('Steel and aluminium duties (section 232)')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(board.link(data)).toBeFocused();
  await page.keyboard.press('Home');
  await expect(board.link(ip)).toBeFocused();
});

test('in a short window the page itself scrolls under a card held at its edge', async ({
  board,
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 360 });
  await board.open();
  await expect(board.card(data)).not.toBeInViewport({ ratio: 1 });
  await grab(board, ip);
  const { x } = await centre(board.card(commerce));
  await page.mouse.move(x, 352, { steps: 8 });
  await expect(board.card(data)).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Escape');
  await page.mouse.up();
});
