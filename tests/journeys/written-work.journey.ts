/** What is typed and not saved, over several tabs; and one press that stays one, however slow the disk is. */
import { expect, type Page } from '@playwright/test';
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

async function anotherTab(board: BoardPage): Promise<BoardPage> {
  const tab = new BoardPage(await board.page.context().newPage());
  await tab.open(address);
  return tab;
}

test('two tabs each keep the note they write: one saves its own, the other has its own after a reload', async ({
  board,
}) => {
  await board.open(address);
  const second = await anotherTab(board);
  await notesOf(board).editor.fill('From the first');
  await notesOf(second).editor.fill('From the second');
  await second.page.reload();
  await expect(notesOf(second).editor).toHaveValue('From the second');
  await notesOf(board).save.click();
  await expect(notesOf(board).all).toHaveCount(1);
  await board.expectSaved();
  await board.reload();
  await second.reload();
  await expect(notesOf(board).all).toHaveCount(1);
  await expect(notesOf(second).editor).toHaveValue('From the second');
  await expect(notesOf(board).editor).toHaveValue('');
});

test('the text of a tab that was closed goes to one of the tabs that open its box next, and to no other', async ({
  board,
}) => {
  await board.open();
  const closed = await anotherTab(board);
  await notesOf(closed).editor.fill('Half a thou');
  await closed.page.close();
  const [one, two] = await Promise.all([anotherTab(board), anotherTab(board)]);
  const values = () => Promise.all([one, two].map((tab) => notesOf(tab).editor.inputValue()));
  await expect.poll(async () => (await values()).toSorted()).toEqual(['', 'Half a thou']);
  const third = await anotherTab(board);
  // Long enough for a page that lives to have been waited for.
  await third.page.waitForTimeout(3_500);
  await expect(notesOf(third).editor).toHaveValue('');
  expect((await values()).toSorted()).toEqual(['', 'Half a thou']);
});

test('a duplicated tab, which begins with all that the first has, does not show its text', async ({
  board,
}) => {
  await board.open(address);
  await notesOf(board).editor.fill('In one tab');
  const opening = board.page.waitForEvent('popup');
  // A window that a page opens begins with a copy of its sessionStorage, as a duplicated tab does.
  await board.page.evaluate((url) => void window.open(url), address);
  const copy = new BoardPage(await opening);
  await expect(copy.region).toBeVisible();
  await copy.page.waitForTimeout(3_500);
  await expect(notesOf(copy).editor).toHaveValue('');
  await copy.reload();
  await expect(notesOf(copy).editor).toHaveValue('');
  await expect(notesOf(board).editor).toHaveValue('In one tab');
});

test('a note deleted in another tab leaves the text that was to replace it, on screen and after a reload', async ({
  board,
}) => {
  await board.open(address);
  await notesOf(board).editor.fill('First');
  await notesOf(board).save.click();
  const second = await anotherTab(board);
  await board.panel.getByRole('button', { name: 'Edit note' }).click();
  const editor = board.panel.getByRole('textbox', { name: 'Edit this note' });
  await editor.press('Control+End');
  await editor.pressSequentially(' and second');
  await second.panel.getByRole('button', { name: 'Delete note' }).click();
  const alert = board.panel.getByRole('alert');
  await expect(alert).toHaveText('This note was deleted in the meantime. Your text is kept.');
  await expect(editor).toBeFocused();
  await editor.pressSequentially(', and third');
  await board.reload();
  await expect(alert).toBeVisible();
  await expect(editor).toHaveValue('First and second, and third');
  await board.panel.getByRole('button', { name: 'Add as a new note' }).click();
  await expect(alert).toBeHidden();
  await expect(notesOf(second).all).toContainText('First and second, and third');
});

test('a text of the version before is found', async ({ board }) => {
  await board.open();
  await board.page.evaluate(() =>
    localStorage.setItem('parley.draft.us-india.note.issue:intellectual-property', 'Of old'),
  );
  await board.open(address);
  await expect(notesOf(board).editor).toHaveValue('Of old');
  await notesOf(board).editor.fill('');
  await board.reload();
  await expect(notesOf(board).editor).toHaveValue('');
});

/** Another tab has the log in its hands for 1.5 seconds from now. */
async function holdTheLog(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('parley');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const { result: database } = opening;
          const stores = [...database.objectStoreNames];
          const store = database.transaction(stores, 'readwrite').objectStore(stores[0] ?? '');
          const end = performance.now() + 1_500;
          const goOn = () => {
            const request = store.count();
            request.onsuccess = () => (performance.now() < end ? goOn() : database.close());
          };
          goOn();
          resolve();
        };
      }),
  );
}

test('two presses 80 ms apart are one note, one issue and one note on each of several', async ({
  board,
  page,
}) => {
  await board.open(address);
  const other = await anotherTab(board);
  await board.expectSaved();
  const pressTwice = async (button: ReturnType<Page['getByRole']>) => {
    await button.scrollIntoViewIfNeeded();
    const box = await button.boundingBox();
    if (!box) throw new Error('The button is on screen');
    const { x, y, width, height } = box;
    await holdTheLog(other.page);
    await page.mouse.click(x + width / 2, y + height / 2);
    await page.waitForTimeout(80);
    await page.mouse.click(x + width / 2, y + height / 2);
  };
  await notesOf(board).editor.fill('Once');
  await pressTwice(notesOf(board).save);
  await expect(notesOf(board).all).toHaveCount(1);
  await board.expectSaved();
  await expect(notesOf(board).all).toHaveCount(1);
  await expect(notesOf(other).all).toHaveCount(1);

  await page.getByRole('button', { name: 'Add issue' }).click();
  const add = page.getByRole('dialog', { name: 'Add issue' });
  await add.getByRole('textbox', { name: 'Title' }).fill('Walnuts');
  await add.getByRole('radio', { name: 'India' }).check();
  await add.getByRole('combobox', { name: 'Category' }).selectOption('Other');
  await pressTwice(add.getByRole('button', { name: 'Add' }));
  await expect(add).toBeHidden();
  await board.expectSaved();
  await expect(board.card('Walnuts')).toHaveCount(1);

  await board.link(ip).click({ modifiers: ['Control'] });
  await board.link('Walnuts').click({ modifiers: ['Control'] });
  const bar = page.getByRole('region', { name: 'Selected issues' });
  await bar.getByRole('button', { name: 'Annotate' }).click();
  const annotate = page.getByRole('dialog', { name: 'Annotate 2 issues' });
  await annotate.getByRole('textbox').fill('On both');
  await pressTwice(annotate.getByRole('button', { name: 'Annotate' }));
  await expect(annotate).toBeHidden();
  await board.expectSaved();
  await expect(notesOf(other).all).toHaveCount(2);
  await expect(board.card('Walnuts')).toContainText('1 note');
});

test('Enter held down in a form adds one issue, and does not go on to open it', async ({
  board,
  page,
}) => {
  await board.open();
  await page.getByRole('button', { name: 'Add issue' }).click();
  const add = page.getByRole('dialog', { name: 'Add issue' });
  await add.getByRole('radio', { name: 'India' }).check();
  await add.getByRole('combobox', { name: 'Category' }).selectOption('Other');
  await add.getByRole('textbox', { name: 'Title' }).fill('Walnuts');
  for (let repeat = 0; repeat < 12; repeat += 1) {
    await page.keyboard.down('Enter');
    await page.waitForTimeout(30);
  }
  await expect(add).toBeHidden();
  await expect(board.link('Walnuts')).toBeFocused();
  for (let repeat = 0; repeat < 12; repeat += 1) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await expect(board.card('Walnuts')).toHaveCount(1);
  await expect(board.panel).toBeHidden();
});
