/** Several tabs of one browser: what is done in one shows in the others, and one that dies leaves nothing locked. */
import { expect } from '@playwright/test';
import { BoardPage } from './board-page.ts';
import { test } from './fixtures.ts';
import { centre, dragTo, grab } from './gestures.ts';

const ip = 'Intellectual property rights';
const commerce = 'E-commerce policies';
const data = 'Data localisation rules';

async function anotherTab(board: BoardPage): Promise<BoardPage> {
  const tab = new BoardPage(await board.page.context().newPage());
  await tab.open('/d/us-india');
  return tab;
}

test('a change in one tab shows in the other at once, undone too', async ({ board }) => {
  await board.open('/d/us-india');
  const other = await anotherTab(board);
  await board.move(ip, 'Under discussion');
  await other.expectCell('US', 'Open', [commerce, data]);
  await board.page.keyboard.press('Control+z');
  await other.expectCell('US', 'Open', [ip, commerce, data]);
  await other.expectSaved();
});

test('undo is each tab’s own, after a reload too; what a closed tab has done is anybody’s', async ({
  board,
}) => {
  await board.open('/d/us-india');
  const other = await anotherTab(board);
  await board.move(ip, 'Resolved');
  await other.expectCell('US', 'Open', [commerce, data]);
  await other.move(data, 'Resolved');
  await board.expectCell('US', 'Open', [commerce]);
  await other.expectSaved();
  await other.reload();
  const undoIn = (tab: BoardPage) => tab.page.getByRole('button', { name: 'Undo', exact: true });
  await undoIn(board).click();
  await board.expectCell('US', 'Open', [ip, commerce]);
  await expect(undoIn(board)).toBeDisabled();
  await undoIn(other).click();
  await board.expectCell('US', 'Open', [ip, commerce, data]);
  await other.page.getByRole('button', { name: 'Redo', exact: true }).click();
  await board.expectCell('US', 'Open', [ip, commerce]);
  await board.page.getByRole('button', { name: 'Redo', exact: true }).click();
  await other.expectCell('US', 'Open', [commerce]);
  await other.page.close();
  await board.page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await undoIn(board).click();
  await undoIn(board).click();
  await board.expectCell('US', 'Open', [ip, commerce, data]);
});

test('a card held in one tab while another drops it elsewhere ends alike in both, time after time', async ({
  board,
}) => {
  await board.open('/d/us-india');
  const other = await anotherTab(board);
  const placeIn = (tab: BoardPage) =>
    tab.page.getByRole('list', { name: /^US asks: / }).evaluateAll((lists, title) => {
      const place = lists.findIndex((list) => list.textContent.includes(title));
      return `${place}: ${lists[place]?.textContent}`;
    }, ip);
  for (let round = 0; round < 3; round += 1) {
    await board.page.bringToFront();
    await grab(board, ip);
    const { x, y } = await centre(board.card('Market access for US medical devices'));
    await board.page.mouse.move(x, y, { steps: 8 });
    // A pointer is in one window at a time: this one waits, with the card in its hand.
    await other.page.bringToFront();
    await dragTo(other, ip, () => centre(other.card('Digital services levies')));
    await other.expectSaved();
    await board.page.bringToFront();
    await board.page.mouse.up();
    await board.expectSaved();
    await expect.poll(async () => (await placeIn(board)) === (await placeIn(other))).toBe(true);
    await board.move(ip, 'Open');
    await expect(other.cell('US', 'Open').getByRole('link', { name: ip })).toBeVisible();
  }
});

test('a tab that crashes leaves nothing locked: another goes on, has its text, and the demo can be reset', async ({
  board,
  context,
}) => {
  await board.open('/d/us-india?issue=intellectual-property');
  const doomed = await anotherTab(board);
  await doomed.openIssue(ip);
  await doomed.move(commerce, 'Resolved');
  await doomed.expectSaved();
  await doomed.panel.getByRole('textbox', { name: 'Add a note' }).fill('Half a thought');
  const session = await context.newCDPSession(doomed.page);
  const crashed = doomed.page.waitForEvent('crash');
  void session.send('Page.crash').catch(() => undefined);
  await crashed;

  await board.move(data, 'Resolved');
  await board.expectSaved();
  await expect(board.cell('US', 'Resolved').getByRole('link', { name: commerce })).toBeVisible();
  const heir = await anotherTab(board);
  await heir.openIssue(ip);
  await expect(heir.panel.getByRole('textbox', { name: 'Add a note' })).toHaveValue(
    'Half a thought',
  );
  const locks = await heir.page.evaluate(async () => {
    const { held = [] } = await navigator.locks.query();
    return held.filter(({ name }) => name === 'parley-open').length;
  });
  expect(locks).toBe(2);
});
