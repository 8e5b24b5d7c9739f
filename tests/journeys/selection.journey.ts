/** Several issues at once: chosen by click, key or range, then moved by bar, drag or key, or removed together. */
import { expect, type Locator } from '@playwright/test';
import type { BoardPage } from './board-page.ts';
import { test } from './fixtures.ts';
import { gap, grab, refusal } from './gestures.ts';
import {
  countOf,
  expectCountOf,
  expectFirst,
  firstTitles,
  openLong,
  scale1k,
} from './long-column.ts';

const ip = 'Intellectual property rights';
const commerce = 'E-commerce policies';
const data = 'Data localisation rules';
const farming = 'Market access for US agricultural products';
const devices = 'Market access for US medical devices';
const steel = 'Steel and aluminium duties (section 232)';

function barOf({ page }: BoardPage): Locator {
  return page.getByRole('region', { name: 'Selected issues' });
}

async function expectSelected(board: BoardPage, count: number): Promise<void> {
  if (count === 0) await expect(barOf(board)).toBeHidden();
  else await expect(barOf(board).getByRole('status')).toHaveText(`${count} selected`);
}

function press(board: BoardPage, name: string | RegExp): Promise<void> {
  return barOf(board).getByRole('button', { name }).click();
}

test('Ctrl-click takes cards one by one, Shift-click a run of the column, and neither opens an issue', async ({
  board,
}) => {
  await board.open();
  await board.link(ip).click({ modifiers: ['ControlOrMeta'] });
  await expectSelected(board, 1);
  await expect(board.card(ip).getByRole('checkbox')).toBeChecked();
  await board.link(data).click({ modifiers: ['Shift'] });
  await expectSelected(board, 3);
  await board.link(commerce).click({ modifiers: ['ControlOrMeta'] });
  await expectSelected(board, 2);
  await board.link(farming).click({ modifiers: ['Shift'] });
  await expectSelected(board, 3);
  await expect(board.panel).toBeHidden();
  await board.card(farming).getByRole('checkbox').click();
  await expectSelected(board, 2);
  await board.page.keyboard.press('Escape');
  await expectSelected(board, 0);
  await expect(board.card(ip).getByRole('checkbox')).not.toBeChecked();
});

test('X and Shift with the arrows select by key, Ctrl+A takes all that is shown, Escape none', async ({
  board,
  page,
}) => {
  await board.open();
  await board.link(ip).focus();
  await page.keyboard.press('x');
  await expectSelected(board, 1);
  await page.keyboard.press('x');
  await expectSelected(board, 0);
  await page.keyboard.press('Shift+ArrowDown');
  await expect(board.link(commerce)).toBeFocused();
  await expectSelected(board, 2);
  await page.keyboard.press('Shift+ArrowDown');
  await expect(board.link(data)).toBeFocused();
  await expectSelected(board, 3);
  await page.keyboard.press('ControlOrMeta+a');
  await expectSelected(board, 11);
  await page.keyboard.press('Escape');
  await expectSelected(board, 0);
  await expect(board.link(data)).toBeFocused();
});

test('the selected move together by the bar, each in its own lane, stay over a reload, and one undo takes all back', async ({
  board,
  page,
}) => {
  await board.open();
  for (const title of [data, ip, steel]) {
    await board.link(title).click({ modifiers: ['ControlOrMeta'] });
  }
  await barOf(board).getByRole('group', { name: 'Move to' }).getByText('Under discussion').click();
  await board.expectCell('US', 'Under discussion', [ip, data, farming, devices]);
  await expect(board.cell('India', 'Under discussion').getByRole('link').first()).toHaveText(steel);
  await expect(board.status('Moved 3 issues to Under discussion')).toBeAttached();
  await expectSelected(board, 3);
  await board.expectSaved();
  await board.reload();
  await expectSelected(board, 0);
  await board.expectCell('US', 'Under discussion', [ip, data, farming, devices]);
  await page.keyboard.press('Control+z');
  await board.expectCell('US', 'Open', [ip, commerce, data]);
  await board.expectCell('India', 'Open', [steel]);
  await expect(board.undo).toBeDisabled();
});

test('a drag of one selected card takes the others along, in their order', async ({
  board,
  page,
}) => {
  await board.open();
  await board.link(data).click({ modifiers: ['ControlOrMeta'] });
  await board.link(ip).click({ modifiers: ['ControlOrMeta'] });
  await grab(board, data);
  const { x, y } = await gap(board.card(devices), 'above');
  await page.mouse.move(x, y, { steps: 8 });
  await page.mouse.up();
  await expect(refusal(board)).toBeHidden();
  await board.expectCell('US', 'Under discussion', [farming, ip, data, devices]);
  await board.expectCell('US', 'Open', [commerce]);
  await board.toast('Moved 2 issues').getByRole('button', { name: 'Undo' }).click();
  await board.expectCell('US', 'Open', [ip, commerce, data]);
});

test('a drag of a card that is not selected moves that card alone', async ({ board, page }) => {
  await board.open();
  await board.link(ip).click({ modifiers: ['ControlOrMeta'] });
  await grab(board, commerce);
  const { x, y } = await gap(board.card(farming), 'above');
  await page.mouse.move(x, y, { steps: 8 });
  await page.mouse.up();
  await board.expectCell('US', 'Under discussion', [commerce, farming, devices]);
  await board.expectCell('US', 'Open', [ip, data]);
});

test('T and B bring the selected to an end of their column in one key press, and the focus stays', async ({
  board,
  page,
}) => {
  await board.open();
  await board.link(commerce).focus();
  await page.keyboard.press('b');
  await board.expectCell('US', 'Open', [ip, data, commerce]);
  await expect(board.link(commerce)).toBeFocused();
  await page.keyboard.press('t');
  await board.expectCell('US', 'Open', [commerce, ip, data]);
  await expect(board.link(commerce)).toBeFocused();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('b');
  await board.expectCell('US', 'Open', [data, commerce, ip]);
  await expect(board.link(ip)).toBeFocused();
  await page.keyboard.press('Control+z');
  await board.expectCell('US', 'Open', [commerce, ip, data]);
});

test('the selected are removed together; the focus is on a card that is left, and one undo brings all back', async ({
  board,
}) => {
  await board.open();
  await board.link(ip).click({ modifiers: ['ControlOrMeta'] });
  await board.link(commerce).click({ modifiers: ['ControlOrMeta'] });
  await press(board, 'Remove');
  await board.expectCell('US', 'Open', [data]);
  await board.expectCount('9 issues');
  await expectSelected(board, 0);
  await expect(board.link(data)).toBeFocused();
  await board.toast('Removed 2 issues').getByRole('button', { name: 'Undo' }).click();
  await board.expectCell('US', 'Open', [ip, commerce, data]);
  await board.expectCount('11 issues');
});

test('a thousand issues are moved at once: counted, saved, there after a reload, and undone by one key', async ({
  board,
  page,
}) => {
  test.setTimeout(120_000);
  await openLong(board, scale1k);
  const columns = ['Open', 'Under discussion', 'Resolved'] as const;
  const counts = await Promise.all(columns.map((column) => countOf(board, 'US', column)));
  const all = counts.reduce((sum, count) => sum + count, 0);
  const [first = '', second = ''] = await firstTitles(board.cell('US', 'Open'), 2);
  await board.link(first).focus();
  await page.keyboard.press('ControlOrMeta+a');
  const everything = (await barOf(board).getByRole('status').textContent()) ?? '';
  await barOf(board).getByRole('button', { name: 'Resolved' }).click();
  await expect(board.toast(`Moved ${everything.split(' ')[0]} issues to Resolved`)).toBeVisible();
  await expectCountOf(board, 'US', 'Open', 0);
  await expectCountOf(board, 'US', 'Resolved', all);
  await expectFirst(board.cell('US', 'Resolved'), [first, second]);
  await board.expectSaved();
  await board.reload();
  await expectCountOf(board, 'US', 'Resolved', all);
  await page.keyboard.press('Control+z');
  for (const [i, column] of columns.entries()) {
    await expectCountOf(board, 'US', column, counts[i] ?? 0);
  }
  await expectFirst(board.cell('US', 'Open'), [first, second]);
  await board.expectSaved();
});
