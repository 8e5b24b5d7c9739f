/** What is done from the open issue: moving it and saying why, editing its fields, going on to the next one. */
import { expect } from '@playwright/test';
import { test } from './fixtures.ts';
import { Finger } from './gestures.ts';

const ip = 'Intellectual property rights';
const commerce = 'E-commerce policies';
const data = 'Data localisation rules';
const gsp = 'Restoration of GSP status';

test('the status moves by choice alone, not by an arrow passing; a reason is given, stays, and is undone', async ({
  board,
  page,
}) => {
  await board.open('/d/us-india?issue=e-commerce-policies');
  const status = board.panel.getByRole('radiogroup', { name: 'Status' });
  await status.getByRole('radio', { name: 'Open' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(status.getByRole('radio', { name: 'Resolved' })).toBeFocused();
  await expect(status.getByRole('radio', { name: 'Open' })).toBeChecked();
  await page.keyboard.press('Space');
  await expect(status.getByRole('radio', { name: 'Resolved' })).toBeChecked();
  await expect(status.getByRole('radio', { name: 'Resolved' })).toBeFocused();
  await expect(board.cell('US', 'Resolved').getByRole('link').first()).toHaveText(commerce);

  await board.toast('Moved to Resolved').getByRole('button', { name: 'Say why' }).click();
  const reason = page.getByRole('textbox', { name: 'Reason' });
  await expect(reason).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(reason).toHaveAccessibleDescription(/Write a reason first\./);
  await reason.fill('Agreed in the second round');
  await page.keyboard.press('Escape');
  await expect(reason).toBeHidden();
  const history = board.panel.getByRole('region', { name: 'History' });
  await history.getByRole('button', { name: 'Say why' }).click();
  await expect(reason).toHaveValue('Agreed in the second round');
  await expect(reason).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(reason).toBeHidden();
  const told = 'Moved from Open to Resolved: Agreed in the second round';
  await expect(history.getByRole('listitem').filter({ hasText: 'moved' })).toContainText(told, {
    ignoreCase: true,
  });
  await expect(history.getByRole('button', { name: 'Say why' })).toBeHidden();
  await expect(board.panel.getByRole('heading', { level: 2 })).toBeFocused();

  await board.expectSaved();
  await board.reload();
  await expect(history).toContainText(told, { ignoreCase: true });
  await board.undo.click();
  await expect(history.getByRole('button', { name: 'Say why' })).toBeVisible();
  await expect(status.getByRole('radio', { name: 'Resolved' })).toBeChecked();
  await board.undo.click();
  await expect(status.getByRole('radio', { name: 'Open' })).toBeChecked();
});

test('what is taken back and done again from the panel leaves the focus in it', async ({
  board,
  page,
}) => {
  await board.open('/d/us-india?issue=e-commerce-policies');
  const status = board.panel.getByRole('radiogroup', { name: 'Status' });
  const resolved = status.getByRole('radio', { name: 'Resolved' });
  await resolved.click();
  await expect(board.cell('US', 'Resolved').getByRole('link').first()).toHaveText(commerce);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(status.getByRole('radio', { name: 'Open' })).toBeChecked();
  await expect(resolved).toBeFocused();
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(resolved).toBeChecked();
  await expect(resolved).toBeFocused();
});

test('a move that is undone while its reason is written says so, and keeps the text', async ({
  board,
  page,
}) => {
  await board.open('/d/us-india?issue=e-commerce-policies');
  await board.panel.getByRole('radio', { name: 'Resolved' }).click();
  await board.expectSaved();
  const other = await page.context().newPage();
  await board.toast('Moved to Resolved').getByRole('button', { name: 'Say why' }).click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('Agreed');
  await other.goto('/d/us-india?issue=e-commerce-policies');
  await other.getByRole('radio', { name: 'Open' }).click();
  await expect(page.getByRole('alert')).toHaveText(
    'The issue was moved again in the meantime. Your text is kept.',
  );
  await expect(page.getByRole('textbox', { name: 'Reason' })).toHaveValue('Agreed');
  await expect(page.getByRole('button', { name: 'Save reason' })).toBeDisabled();
});

test('a field is edited where it is shown, and the history says from what to what', async ({
  board,
  page,
}) => {
  await board.open('/d/us-india?issue=e-commerce-policies');
  const { panel } = board;
  await panel.getByRole('button', { name: 'Edit title' }).click();
  const title = panel.getByRole('textbox', { name: 'Title' });
  await expect(title).toBeFocused();
  await title.fill('');
  await page.keyboard.press('Enter');
  await expect(title).toHaveAccessibleDescription('Give the issue a title.');
  await title.fill('Rules for e-commerce');
  await page.keyboard.press('Escape');
  await expect(title).toBeHidden();
  await expect(panel.getByRole('button', { name: 'Edit title' })).toBeFocused();
  await expect(panel.getByText('Unsaved change')).toBeVisible();

  await panel.getByRole('button', { name: 'Edit category' }).click();
  const category = panel.getByRole('combobox', { name: 'Category' });
  await category.selectOption('SPS');
  await category.press('Enter');
  await expect(panel.getByRole('definition').nth(1)).toHaveText(
    'Sanitary and phytosanitary measures (SPS)',
  );
  await board.reload();
  await panel.getByRole('button', { name: 'Edit title' }).click();
  await expect(title).toHaveValue('Rules for e-commerce');
  await title.press('Enter');
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText('Rules for e-commerce');
  await expect(board.link('Rules for e-commerce')).toBeVisible();
  const history = panel.getByRole('region', { name: 'History' });
  await expect(history).toContainText('Title: E-commerce policies →became Rules for e-commerce');
  await expect(history).toContainText('Category: Services →became SPS');
});

test('the history says which passage came to the evidence, and from whom', async ({ board }) => {
  await board.open('/d/us-india?issue=gsp-restoration');
  const history = board.panel.getByRole('region', { name: 'History' });
  await expect(history).toContainText(
    'Digest added: Bringing it back needs an act of Congress · Congressional Research Service',
  );
});

test('a tag searches for itself', async ({ board }) => {
  await board.open('/d/us-india?issue=e-commerce-policies');
  await board.panel.getByRole('button', { name: 'Show issues with foreign investment' }).click();
  await expect(board.search).toHaveValue('foreign investment');
  await expect(board.card(commerce)).toBeVisible();
  await expect(board.card(ip)).toBeHidden();
});

test('the next and the previous issue are those of the board, or of the table as it is sorted', async ({
  board,
  page,
}) => {
  const heading = board.panel.getByRole('heading', { level: 2 });
  await board.open('/d/us-india?issue=intellectual-property');
  await expect(heading).toHaveText(ip);
  await page.keyboard.press('j');
  await expect(heading).toHaveText(commerce);
  await expect(heading).toBeFocused();
  await board.panel.getByRole('button', { name: 'Next issue' }).click();
  await expect(heading).toHaveText(data);
  await page.keyboard.press('k');
  await page.keyboard.press('k');
  await expect(heading).toHaveText(ip);
  await page.keyboard.press('k');
  await expect(board.toast('This is the first issue shown.')).toBeVisible();
  await board.panel.getByRole('textbox', { name: 'Add a note' }).press('j');
  await expect(heading).toHaveText(ip);
  await page.goto('/d/us-india/table?sort=title&dir=desc&issue=gsp-restoration');
  await expect(heading).toBeFocused();
  await page.keyboard.press('j');
  await expect(heading).toHaveText('Relief from the 50 % US tariffs');
});

test('below 1200 px the panel lies over the board, which keeps its place', async ({
  board,
  page,
}) => {
  await page.setViewportSize({ width: 1024, height: 700 });
  await board.open();
  const before = await board.card(ip).boundingBox();
  await board.link(gsp).click();
  await expect(board.panel).toBeVisible();
  expect(await board.card(ip).boundingBox()).toMatchObject({ width: before?.width });
  await page.goto('/d/us-india?issue=relief-from-50-percent');
  await expect(board.card('Relief from the 50 % US tariffs')).toBeInViewport();
});

for (const width of [768, 1024, 1190]) {
  test(`the card of the open issue is brought out from under the panel at ${width} px`, async ({
    board,
    page,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    await board.open();
    const levies = 'Digital services levies';
    const { x: start = 0 } = (await board.card(levies).boundingBox()) ?? {};
    await board.openIssue(levies);
    const beyondPanel = async () => {
      const card = await board.card(levies).boundingBox();
      const panel = await board.panel.boundingBox();
      return card && panel ? card.x + card.width - panel.x : Number.NaN;
    };
    await expect.poll(beyondPanel).toBeLessThanOrEqual(0);
    await board.panel.getByRole('button', { name: 'Close' }).click();
    await expect.poll(async () => (await board.card(levies).boundingBox())?.x).toBe(start);
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test('the sheet is pulled down by its head: a little and it stays, further and it goes', async ({
    board,
  }) => {
    await board.open();
    await board.link(ip).tap();
    await expect(board.panel).toBeVisible();
    const top = async () => (await board.panel.boundingBox())?.y ?? 0;
    const rest = await top();
    const head = { x: 180, y: rest + 12 };
    const low = { x: 180, y: rest + 100 };
    const finger = await Finger.on(board);
    await finger.press(head);
    await finger.slide(head, low);
    await expect(async () => expect(await top()).toBeGreaterThan(rest + 50)).toPass();
    await finger.slide(low, { x: 180, y: rest + 30 });
    await finger.lift();
    await expect(async () => expect(await top()).toBe(rest)).toPass();
    await expect(board.panel).toBeVisible();
    await finger.press(head);
    await finger.slide(head, { x: 180, y: rest + 400 });
    await finger.lift();
    await expect(board.panel).toBeHidden();
    await expect(board.link(ip)).toBeFocused();
  });
});
