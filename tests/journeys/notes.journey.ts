/** Notes in a real browser: by key alone, kept as drafts, seen by another tab, and never more than text. */
import { expect } from '@playwright/test';
import { BoardPage } from './board-page.ts';
import { test } from './fixtures.ts';

const ip = 'Intellectual property rights';
const address = '/d/us-india?issue=intellectual-property';

function notesOf(board: BoardPage) {
  const region = board.panel.getByRole('region', { name: 'Annotations' });
  return {
    all: region.getByRole('article'),
    editor: region.getByRole('textbox', { name: 'Add a note' }),
    save: region.getByRole('button', { name: 'Save note' }),
  };
}

async function writeNote(board: BoardPage, text: string): Promise<void> {
  const { editor, save } = notesOf(board);
  await editor.fill(text);
  await save.click();
  await expect(editor).toHaveValue('');
}

test('a note with an image, a script and a script address does nothing; its text and good links stay', async ({
  board,
  page,
}) => {
  page.on('dialog', (dialog) => {
    throw new Error(`The note opened a dialog: ${dialog.message()}`);
  });
  await board.open(address);
  await writeNote(
    board,
    [
      'Before <img src=x onerror="window.harmed = true; alert(1)"> after.',
      '<script>window.harmed = true; alert(2)</script>',
      '[a trap](javascript:window.harmed=true) <a href="javascript:alert(3)">another</a>',
      '<svg onload="window.harmed = true"></svg><iframe src="javascript:alert(4)"></iframe>',
      '',
      'See https://ustr.gov/report and [the WTO](https://www.wto.org/).',
    ].join('\n'),
  );
  const note = notesOf(board).all.last();
  await expect(note).toContainText('Before');
  await expect(note).toContainText('after.');
  await expect(note).toContainText('a trap');
  await expect(note).toContainText('another');
  await expect(note.getByRole('link', { name: 'https://ustr.gov/report' })).toHaveAttribute(
    'href',
    'https://ustr.gov/report',
  );
  await expect(note.getByRole('link', { name: 'the WTO' })).toHaveAttribute('rel', /noopener/);
  await expect(note.getByRole('link')).toHaveCount(2);
  await expect(note.getByRole('img')).toHaveCount(0);
  await expect(note.locator('img, script, svg[onload], iframe, [onerror]')).toHaveCount(0);
  await board.expectSaved();
  await board.reload();
  await expect(notesOf(board).all.last()).toContainText('a trap');
  expect(await page.evaluate(() => 'harmed' in window)).toBe(false);
});

test('by key alone: the last note is deleted and comes back, and Escape leaves the box, then the issue', async ({
  board,
}) => {
  const { keyboard } = board.page;
  await board.open(address);
  const { all, editor } = notesOf(board);
  await editor.focus();
  await keyboard.type('By key');
  await keyboard.press('Control+Enter');
  await expect(all).toHaveCount(1);
  await all.last().getByRole('button', { name: 'Delete note' }).focus();
  await keyboard.press('Enter');
  await expect(all).toHaveCount(0);
  await keyboard.press('Control+z');
  await expect(all).toHaveCount(1);
  await expect(board.toast(/^Deleted a note/)).toBeHidden();
  await editor.focus();
  await keyboard.press('Escape');
  await expect(editor).not.toBeFocused();
  await expect(board.panel).toBeVisible();
  await keyboard.press('Escape');
  await expect(board.panel).toBeHidden();
});

test('a draft survives a reload and another issue, until it is saved', async ({ board }) => {
  await board.open(address);
  await notesOf(board).editor.fill('Half a thou');
  await board.reload();
  await expect(notesOf(board).editor).toHaveValue('Half a thou');
  await board.open('/d/us-india?issue=e-commerce-policies');
  await expect(notesOf(board).editor).toHaveValue('');
  await board.open(address);
  await expect(notesOf(board).editor).toHaveValue('Half a thou');
  await notesOf(board).save.click();
  await expect(notesOf(board).all.last()).toContainText('Half a thou');
  await board.expectSaved();
  await board.reload();
  await expect(notesOf(board).editor).toHaveValue('');
});

test('a second tab shows a move and a note of the first, and the first what the second does', async ({
  board,
  context,
}) => {
  await board.open(address);
  const second = new BoardPage(await context.newPage());
  await second.open(address);
  await board.move(ip, 'Under discussion');
  await expect(second.cell('US', 'Under discussion').getByRole('link').first()).toHaveText(ip);
  await writeNote(board, 'From the first tab');
  await expect(notesOf(second).all.last()).toContainText('From the first tab');
  await second.move(ip, 'Resolved');
  await expect(board.cell('US', 'Resolved').getByRole('link').first()).toHaveText(ip);
  await board.expectSaved();
  await second.expectSaved();
});
