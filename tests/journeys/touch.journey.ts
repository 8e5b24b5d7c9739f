/** A finger on a phone: held, it takes a card along; swiped, it scrolls the page and moves nothing. */
import { expect } from '@playwright/test';
import { test } from './fixtures.ts';
import { centre, Finger, refusal } from './gestures.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

const ip = 'Intellectual property rights';
const commerce = 'E-commerce policies';
const data = 'Data localisation rules';
const farming = 'Market access for US agricultural products';
const devices = 'Market access for US medical devices';

test('a card that is held and dragged moves, persists over a reload and is undone after it', async ({
  board,
}) => {
  await board.open();
  const finger = await Finger.on(board);
  await board.card(data).scrollIntoViewIfNeeded();
  const from = await finger.hold(board, data);
  const to = await centre(board.columnTab('Under discussion'));
  await finger.slide(from, to);
  await finger.lift();
  await board.expectCell('US', 'Under discussion', [data, farming, devices]);
  await expect(
    board.status(`${data} moved from Open to Under discussion, position 1 of 3.`),
  ).toBeAttached();
  await expect(board.panel).toBeHidden();
  await board.expectSaved();
  await board.reload();
  await board.expectCell('US', 'Under discussion', [data, farming, devices]);
  await board.undo.tap();
  await board.expectCell('US', 'Open', [ip, commerce, data]);
});

test('a quick swipe over a card scrolls the page and moves nothing', async ({ board, page }) => {
  await page.setViewportSize({ width: 390, height: 420 });
  await board.open();
  const finger = await Finger.on(board);
  await board.card(data).scrollIntoViewIfNeeded();
  await page.evaluate(() => window.scrollTo(0, 0));
  const from = await centre(board.card(ip));
  await finger.press(from);
  await finger.slide(from, { x: from.x, y: from.y - 300 });
  await finger.lift();
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(100);
  await board.expectCell('US', 'Open', [ip, commerce, data]);
  await expect(board.undo).toBeHidden();
  await expect(board.panel).toBeHidden();
});

test('while something is selected, a tap selects', async ({ board, page }) => {
  await board.open();
  await board.link(ip).click({ modifiers: ['ControlOrMeta'] });
  const selected = page.getByRole('region', { name: 'Selected issues' }).getByRole('status');
  await board.link(data).tap();
  await expect(selected).toHaveText('2 selected');
  await board.card(commerce).getByRole('checkbox').tap();
  await expect(selected).toHaveText('3 selected');
  await board.link(ip).tap();
  await expect(selected).toHaveText('2 selected');
  await expect(board.panel).toBeHidden();
});

test('a tap opens an issue', async ({ board, page }) => {
  await board.open();
  await board.link(ip).tap();
  await expect(page.getByRole('complementary', { name: ip })).toBeVisible();
});

test('a second finger’s tap neither drops the card that the first one holds nor opens another', async ({
  board,
}) => {
  await board.open();
  const finger = await Finger.on(board);
  await board.card(data).scrollIntoViewIfNeeded();
  const from = await finger.hold(board, data);
  const second = await centre(board.card(commerce));
  const to = await centre(board.columnTab('Under discussion'));
  await finger.slide(from, to);
  await finger.pressSecond(second);
  await finger.liftSecond();
  await expect(refusal(board)).toBeAttached();
  await board.expectCell('US', 'Under discussion', [farming, devices]);
  await expect(board.panel).toBeHidden();
  await finger.moveTo({ x: to.x, y: to.y + 1 });
  await finger.lift();
  await board.expectCell('US', 'Under discussion', [data, farming, devices]);
  await expect(board.panel).toBeHidden();
});

test('two fingers are no hold: nothing is picked up', async ({ board, page }) => {
  await board.open();
  const finger = await Finger.on(board);
  await board.card(commerce).scrollIntoViewIfNeeded();
  const at = await centre(board.card(commerce));
  await finger.press(at);
  await finger.pressSecond({ x: at.x, y: at.y + 60 });
  // Longer than a hold, by the page's own timers.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 600)));
  await expect(refusal(board)).toBeHidden();
  await finger.liftSecond();
  await finger.lift();
  await expect(board.panel).toBeHidden();
  await board.expectCell('US', 'Open', [ip, commerce, data]);
});

test('a touch that the system takes away gives the drag up, and the page scrolls again', async ({
  board,
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 440 });
  await board.open();
  const finger = await Finger.on(board);
  const from = await finger.hold(board, commerce);
  await finger.slide(from, { x: from.x, y: from.y + 60 });
  await finger.cancel();
  await expect(refusal(board)).toBeHidden();
  await expect(board.status(`Drag cancelled. ${commerce} stays in Open.`)).toBeAttached();
  await board.expectCell('US', 'Open', [ip, commerce, data]);
  const start = await centre(board.card(commerce));
  await finger.press(start);
  await finger.slide(start, { x: start.x, y: start.y - 300 });
  await finger.lift();
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(100);
  await board.link(ip).tap();
  await expect(page.getByRole('complementary', { name: ip })).toBeVisible();
});
