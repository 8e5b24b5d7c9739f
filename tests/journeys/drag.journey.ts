/** Dragging with a mouse: between columns, within one, at the edges, and where it is refused or given up. */
import { expect } from '@playwright/test';
import { test } from './fixtures.ts';
import { centre, dragTo, gap, grab, refusal } from './gestures.ts';

const ip = 'Intellectual property rights';
const commerce = 'E-commerce policies';
const data = 'Data localisation rules';
const farming = 'Market access for US agricultural products';
const devices = 'Market access for US medical devices';

test('a card dragged to another column stays there over a reload, and is undone and redone after it', async ({
  board,
}) => {
  await board.open();
  await dragTo(board, commerce, () => gap(board.card(devices), 'above'));
  await board.expectCell('US', 'Under discussion', [farming, commerce, devices]);
  await board.expectCell('US', 'Open', [ip, data]);
  await expect(
    board.status(`${commerce} moved from Open to Under discussion, position 2 of 3.`),
  ).toBeAttached();
  await expect(board.link(commerce)).toBeFocused();
  await expect(board.panel).toBeHidden();
  await board.expectSaved();
  await board.reload();
  await board.expectCell('US', 'Under discussion', [farming, commerce, devices]);
  await board.undo.click();
  await board.expectCell('US', 'Open', [ip, commerce, data]);
  await board.expectCell('US', 'Under discussion', [farming, devices]);
  await expect(board.toast(/moved “E-commerce policies” to Under discussion/)).toBeVisible();
  await board.redo.click();
  await board.expectCell('US', 'Under discussion', [farming, commerce, devices]);
});

test('a card dragged within its column lands exactly where it is dropped', async ({ board }) => {
  await board.open();
  await dragTo(board, data, () => gap(board.card(commerce), 'above'));
  await board.expectCell('US', 'Open', [ip, data, commerce]);
  await dragTo(board, ip, () => gap(board.card(commerce), 'below'));
  await board.expectCell('US', 'Open', [data, commerce, ip]);
  await board.expectSaved();
  await board.reload();
  await board.expectCell('US', 'Open', [data, commerce, ip]);
});

test('a card can be dropped into an empty column', async ({ board }) => {
  await board.open();
  await dragTo(board, 'Restoration of GSP status', () => centre(board.cell('India', 'Resolved')));
  await board.expectCell('India', 'Resolved', ['Restoration of GSP status']);
});

test('Escape gives a drag up', async ({ board, page }) => {
  await board.open();
  await grab(board, commerce);
  const { x, y } = await gap(board.card(devices), 'below');
  await page.mouse.move(x, y, { steps: 6 });
  await page.keyboard.press('Escape');
  await expect(refusal(board)).toBeHidden();
  await page.mouse.up();
  await board.expectCell('US', 'Open', [ip, commerce, data]);
  await board.expectCell('US', 'Under discussion', [farming, devices]);
  await expect(board.undo).toBeDisabled();
});

test('the other side’s lane refuses a card, and nothing has changed', async ({ board }) => {
  await board.open();
  await dragTo(board, commerce, () => centre(board.cell('India', 'Open')));
  await board.expectCell('US', 'Open', [ip, commerce, data]);
  await board.expectCell('India', 'Open', ['Steel and aluminium duties (section 232)']);
  await expect(board.undo).toBeDisabled();
});

test('a column that is longer than the window scrolls under a card held at its edge', async ({
  board,
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 660 });
  await board.open();
  const last = board.card(data);
  await expect(last).not.toBeInViewport({ ratio: 1 });
  await grab(board, ip);
  const section = await board.lane('US').boundingBox();
  const { x } = await centre(board.card(commerce));
  await page.mouse.move(x, (section?.y ?? 0) + (section?.height ?? 0) - 12, { steps: 8 });
  await expect(last).toBeInViewport({ ratio: 1 });
  const { y } = await gap(last, 'below');
  await page.mouse.move(x, y, { steps: 4 });
  await page.mouse.up();
  await board.expectCell('US', 'Open', [commerce, data, ip]);
});
