/** Texts that would take the page down, widen it or turn its words: what only a browser shows of them. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { BoardPage } from './board-page.ts';
import { test } from './fixtures.ts';

/** Much is typed, on a machine that may be busy; nothing is measured by a clock. */
test.describe.configure({ timeout: 240_000 });

const address = '/d/us-india?issue=intellectual-property';

async function writeNote(board: BoardPage, text: string): Promise<void> {
  const notes = board.panel.getByRole('region', { name: 'Annotations' });
  const editor = notes.getByRole('textbox', { name: 'Add a note' });
  await editor.fill(text);
  await notes.getByRole('button', { name: 'Save note' }).click();
  await expect(editor).toHaveValue('');
}

async function addIssue(board: BoardPage, title: string): Promise<void> {
  const { page } = board;
  await page.getByRole('button', { name: 'Add issue' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add issue' });
  await dialog.getByRole('radio', { name: 'India' }).check();
  await dialog.getByRole('combobox', { name: 'Category' }).selectOption('Other');
  await dialog.getByRole('textbox', { name: 'Title' }).fill(title);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
}

test('notes that no parser gets through are read, and can be deleted, after a reload too', async ({
  board,
}) => {
  await board.open(address);
  const notes = board.panel.getByRole('region', { name: 'Annotations' }).getByRole('article');
  const texts = [
    '>'.repeat(3_000),
    '**x*y '.repeat(3_333),
    '- '.repeat(9_999),
    `${'- '.repeat(9_990)}x\ny`,
    `${'|a'.repeat(4_900)}|\n${'|-'.repeat(4_900)}|\n|b`,
    '['.repeat(20_000),
    `${'*a **a '.repeat(1_400)}${'b** b* '.repeat(1_400)}`,
  ];
  for (const text of texts) await writeNote(board, text);
  await writeNote(board, 'The next one is **well**.');
  await board.expectSaved();
  await board.reload();
  await expect(notes).toHaveCount(texts.length + 1);
  await expect(notes.first()).toContainText('>'.repeat(3_000));
  await expect(notes.first()).toContainText('Shown as it was typed.');
  await expect(notes.last().getByRole('strong')).toHaveText('well');
  await notes.first().getByRole('button', { name: 'Delete note' }).click();
  await expect(notes).toHaveCount(texts.length);
});

const stacks = [
  '\u0301',
  '\u0e49',
  '\u20dd',
  '\u0903',
  '\u{1f469}\u200d',
  '\u0301\u0488\u0903\u0e49',
];

/** What is wider than the window, in the page and in what scrolls within it. */
function wide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const element of [document.documentElement, ...document.querySelectorAll('*')]) {
      const { overflowX } = getComputedStyle(element);
      const isTable = element.closest('table') !== null || element.querySelector('table') !== null;
      const scrolls = element === document.documentElement || /auto|scroll/.test(overflowX);
      if (!scrolls || isTable || element.matches('pre, textarea, [data-part="columns"]')) continue;
      if (element.scrollWidth > element.clientWidth + 1) {
        found.push(`${element.localName}: ${element.scrollWidth} > ${element.clientWidth}`);
      }
    }
    return found;
  });
}

for (const width of [360, 1440]) {
  test(`hundreds of marks on a letter and words without an end widen nothing at ${width} px`, async ({
    board,
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await board.open();
    for (const stack of stacks.slice(-2)) {
      await addIssue(board, `a${stack.repeat(190 / stack.length)}`);
      await addIssue(board, `b${stack.repeat(50 / stack.length)}`);
    }
    await addIssue(board, 'W'.repeat(200));
    expect(await wide(page)).toEqual([]);
    await board.openTable();
    await expect(page.getByRole('table')).toBeVisible();
    expect(await wide(page)).toEqual([]);
    // On a narrow screen the open issue takes the place of the board.
    await page.goto(address);
    for (const stack of stacks) await writeNote(board, `a${stack.repeat(300 / stack.length)} end`);
    await writeNote(board, `${'w'.repeat(2_000)} https://example.org/${'p'.repeat(2_000)}`);
    expect(await wide(page)).toEqual([]);
  });
}

/** Pixels from the left at which each sign of an element's text begins. */
function lefts(element: Locator): Promise<number[]> {
  return element.evaluate((root) => {
    const places: number[] = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (let at = 0; at < (node.textContent ?? '').length; at += 1) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        places.push(range.getBoundingClientRect().left);
      }
    }
    return places;
  });
}

test('a Hebrew title ends with its full stop at the left, on the card, in the panel and in the table', async ({
  board,
  page,
}) => {
  const title = 'מכס על אגוזים.';
  await board.open();
  await addIssue(board, title);
  const endsAtLeft = async (element: Locator) => {
    const places = await lefts(element);
    expect(places.at(-1)).toBe(Math.min(...places));
  };
  await endsAtLeft(board.link(title));
  await board.openIssue(title);
  await endsAtLeft(board.panel.getByRole('heading', { level: 2 }));
  await writeNote(board, 'שלום, עולם.');
  await endsAtLeft(board.panel.getByRole('article').last().getByText('שלום'));
  await board.openTable();
  await endsAtLeft(page.getByRole('row').getByRole('link', { name: title }));
});

test('a title that turns what follows it turns itself alone: toasts and history read on', async ({
  board,
}) => {
  const title = 'Duties \u202egnp.exe';
  await board.open();
  await addIssue(board, title);
  const toast = board.toast(/^Added/).getByText('Added');
  const places = await lefts(toast);
  // “Added “Duties exe.png””: the word before it is first, the quote that closes it is last.
  const quote = (await toast.textContent())?.lastIndexOf('”') ?? -1;
  expect(places[0]).toBe(Math.min(...places));
  expect(places[quote]).toBe(Math.max(...places));
});

test('no picture of a note is fetched, and nothing but http, https and mail is a link', async ({
  board,
  page,
}) => {
  const requested: string[] = [];
  page.on('request', (request) => {
    if (!request.url().includes('127.0.0.1')) requested.push(request.url());
  });
  await board.open(address);
  await writeNote(
    board,
    '![a chart](https://example.org/chart.png) <img src="https://example.org/b.png"> [x](javascript:alert(1)) [y](ftp://example.org)',
  );
  const note = board.panel.getByRole('article').last();
  await expect(note).toContainText('<img src="https://example.org/b.png">');
  await expect(note).toContainText('[x](javascript:alert(1)) [y](ftp://example.org)');
  await expect(note.getByRole('link', { name: 'a chart' })).toHaveAttribute(
    'rel',
    'noopener noreferrer',
  );
  await expect(note.getByRole('link')).toHaveCount(2);
  await board.expectSaved();
  expect(requested).toEqual([]);
});
