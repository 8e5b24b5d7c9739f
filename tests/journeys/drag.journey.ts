/** Dragging with a mouse: between columns, within one, at the edges, and where it is refused or given up. */
import { expect } from '@playwright/test';
import type { BoardPage } from './board-page.ts';
import { test } from './fixtures.ts';
import { centre, dragTo, gap, grab, moveReleased, Pen, refusal } from './gestures.ts';

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

/** What takes the card out of the hand while the button is, as far as the page knows, still down. */
const lettingGo: readonly (readonly [
  cause: string,
  happens: (board: BoardPage) => Promise<unknown>,
])[] = [
  ['Escape', ({ page }) => page.keyboard.press('Escape')],
  [
    'a move without its button',
    async (board) => moveReleased(board, await gap(board.card(farming), 'below')),
  ],
  ['another window', ({ page }) => page.evaluate(() => window.dispatchEvent(new Event('blur')))],
  [
    'a page that is out of sight',
    ({ page }) =>
      page.evaluate(() => {
        Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
        Reflect.deleteProperty(document, 'visibilityState');
      }),
  ],
  [
    'lost capture',
    async ({ page }) => {
      await page.evaluate(() => document.body.releasePointerCapture(1));
      await page.mouse.move(300, 300);
    },
  ],
  [
    'a cancelled pointer',
    ({ page }) =>
      page.evaluate(() =>
        document.body.dispatchEvent(
          new PointerEvent('pointercancel', { pointerId: 1, bubbles: true }),
        ),
      ),
  ],
  [
    'the other button',
    async ({ page }) => {
      await page.mouse.down({ button: 'right' });
      await page.mouse.up({ button: 'right' });
    },
  ],
  ['Back', ({ page }) => page.goBack()],
];

for (const [cause, happens] of lettingGo) {
  test(`${cause} gives a drag up: the card is back, the keys are alive, the next click is a click`, async ({
    board,
    page,
  }) => {
    await board.open();
    await board.openIssue('Restoration of GSP status');
    await board.panel.getByRole('button', { name: 'Close' }).click();
    await expect(board.panel).toBeHidden();
    await grab(board, commerce);
    const { x, y } = await gap(board.card(devices), 'below');
    await page.mouse.move(x, y, { steps: 6 });
    await happens(board);
    await expect(refusal(board)).toBeHidden();
    await expect(board.status(`Drag cancelled. ${commerce} stays in Open.`)).toBeAttached();
    if (cause === 'Back') await expect(board.panel).toBeVisible();
    await page.mouse.up();
    // The click of the gesture that was given up goes to no card.
    if (cause !== 'Back') await expect(board.panel).toBeHidden();
    await page.keyboard.press('/');
    await expect(board.search).toBeFocused();
    await board.expectCell('US', 'Open', [ip, commerce, data]);
    await board.expectCell('US', 'Under discussion', [farming, devices]);
    await expect(board.undo).toBeDisabled();
    await board.openIssue(farming);
    await dragTo(board, commerce, () => gap(board.card(ip), 'above'));
    await board.expectCell('US', 'Open', [commerce, ip, data]);
  });
}

test('a drag that is given up over its own card does not open it when the button comes up', async ({
  board,
  page,
}) => {
  await board.open();
  await grab(board, commerce);
  await page.keyboard.press('Escape');
  await expect(refusal(board)).toBeHidden();
  await page.evaluate(() => document.body.releasePointerCapture(1));
  const { x, y } = await centre(board.link(commerce));
  await page.mouse.move(x, y, { steps: 2 });
  await page.mouse.up();
  // Had it been opened, Back would lead to it.
  await board.openIssue(farming);
  await page.goBack();
  await expect(board.panel).toBeHidden();
  await expect(page).toHaveURL(/us-india$/);
});

test('a card let go outside the window goes back', async ({ board, page }) => {
  await board.open();
  await grab(board, commerce);
  await page.mouse.move(-40, 300, { steps: 4 });
  await page.mouse.up();
  await expect(refusal(board)).toBeHidden();
  await expect(board.status(`Drag cancelled. ${commerce} stays in Open.`)).toBeAttached();
  await board.expectCell('US', 'Open', [ip, commerce, data]);
});

test('a card removed in another tab while it is held is held no more', async ({ board, page }) => {
  await board.open();
  const other = await page.context().newPage();
  await other.goto('/');
  await other.getByRole('article', { name: commerce }).getByRole('link').click();
  await grab(board, commerce);
  const { x, y } = await gap(board.card(devices), 'below');
  await page.mouse.move(x, y, { steps: 6 });
  await other.getByRole('button', { name: 'Remove issue' }).click();
  await board.expectCell('US', 'Open', [ip, data]);
  await expect(refusal(board)).toBeHidden();
  await page.mouse.up();
  await board.expectCell('US', 'Under discussion', [farming, devices]);
  await board.openIssue(farming);
});

test('while a card is held no key does anything but Escape', async ({ board, page }) => {
  await board.open();
  await board.link(data).focus();
  await grab(board, commerce);
  await page.keyboard.type('nmtx?/');
  await page.keyboard.press('Enter');
  await expect(refusal(board)).toBeAttached();
  await expect(board.menu).toBeHidden();
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(refusal(board)).toBeHidden();
  await expect(board.dialog).toBeHidden();
  await expect(board.panel).toBeHidden();
  await board.expectCell('US', 'Open', [ip, commerce, data]);
  await expect(page.getByRole('region', { name: 'Selected issues' })).toBeHidden();
});

test('a pen drags a card, and gives it up where it was lifted without a word', async ({
  board,
}) => {
  await board.open();
  const pen = await Pen.on(board);
  await pen.grab(board, commerce);
  await pen.hover(await gap(board.card(devices), 'above'));
  await expect(refusal(board)).toBeHidden();
  await board.expectCell('US', 'Open', [ip, commerce, data]);
  await pen.grab(board, commerce);
  const to = await gap(board.card(devices), 'above');
  await pen.moveTo(to);
  await pen.lift(to);
  await board.expectCell('US', 'Under discussion', [farming, commerce, devices]);
  await expect(board.panel).toBeHidden();
});

test('a gap of a card’s height stands open where it would land; the card in the hand keeps its width', async ({
  board,
  page,
}) => {
  await board.open();
  const width = (await board.card(commerce).boundingBox())?.width;
  const { y: before = 0, height = 0 } = (await board.card(devices).boundingBox()) ?? {};
  await grab(board, commerce);
  const { x, y } = await centre(board.card(devices));
  await page.mouse.move(x, y, { steps: 8 });
  const inHand = page.locator('[data-carried] > *');
  expect((await inHand.boundingBox())?.width).toBeCloseTo(width ?? 0, 0);
  const place = board.region.locator('[data-part="landing"]');
  await expect(place).toHaveCount(1);
  expect((await place.boundingBox())?.y).toBeCloseTo(before, 0);
  expect((await place.boundingBox())?.height).toBeCloseTo(height, 0);
  await expect
    .poll(async () => (await board.card(devices).boundingBox())?.y ?? 0)
    .toBeGreaterThan(before + height);
  const fromTheFirst = async () =>
    ((await board.card(devices).boundingBox())?.y ?? 0) -
    ((await board.card(farming).boundingBox())?.y ?? 0);
  const apart = await fromTheFirst();
  await page.mouse.up();
  await board.expectCell('US', 'Under discussion', [farming, commerce, devices]);
  // What has made room stands where it stood.
  expect(await fromTheFirst()).toBeCloseTo(apart, 0);
});

test('a card dropped where it was taken from has not been moved, among hidden ones neither', async ({
  board,
  page,
}) => {
  await board.open('/d/us-india?q=a&category=services');
  const title =
    (await board.region.getByRole('article').first().getByRole('link').textContent()) ?? '';
  await grab(board, title);
  const { x, y } = await centre(board.card(title));
  await page.mouse.move(x + 30, y + 10, { steps: 4 });
  await page.mouse.up();
  await expect(board.status(/^Drag cancelled\./)).toBeAttached();
  await expect(board.undo).toBeDisabled();
  await board.expectSaved();
});
