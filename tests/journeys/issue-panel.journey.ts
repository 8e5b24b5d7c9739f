/** One issue: where its panel shows what, how it closes, and adding, editing and restoring over a reload. */
import { expect } from '@playwright/test';
import { test } from './fixtures.ts';

const gsp = 'Restoration of GSP status';
const ip = 'Intellectual property rights';
const commerce = 'E-commerce policies';
const data = 'Data localisation rules';

test('the panel shows the summary, and evidence with its words, publisher, date, link and document', async ({
  board,
}) => {
  await board.open();
  await board.openIssue(gsp);
  await expect(board.panel.getByRole('heading', { level: 2 })).toHaveText(gsp);
  await expect(board.panel).toContainText('It lost that place in June 2019.');
  const evidence = board.panel.getByRole('region', { name: 'Evidence' });
  await expect(evidence.getByText('Digest', { exact: true })).toHaveCount(3);
  await expect(evidence.getByRole('blockquote')).toHaveCount(0);
  const ended = evidence.getByRole('listitem', { name: 'its eligibility ended on 5 June 2019' });
  await expect(ended).toContainText('Digest of a report by LexBlog, published 3 June 2019');
  await expect(ended.getByRole('link', { name: 'lexblog.com' })).toHaveAttribute(
    'href',
    /^https:\/\/www\.lexblog\.com\/2019\/06\/03\//,
  );
  await ended.getByRole('button', { name: 'Show in document' }).click();
  const text = ended.getByRole('group', { name: 'India’s GSP eligibility ends' });
  await expect(text.locator('mark')).toHaveText('its eligibility ended on 5 June 2019');
  await expect(text.locator('mark')).toBeInViewport();
  const lapsed = evidence.getByRole('listitem', { name: 'Bringing it back needs an act' });
  await expect(lapsed).toContainText('date not known');
});

test('Escape, Close and the Back key close the panel; the focus is on the card again', async ({
  board,
  page,
}) => {
  await board.open();
  await board.openIssue(ip);
  await expect(board.panel.getByRole('heading', { level: 2 })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(board.panel).toBeHidden();
  await expect(board.link(ip)).toBeFocused();
  await board.openIssue(commerce);
  await board.panel.getByRole('button', { name: 'Close' }).click();
  await expect(board.link(commerce)).toBeFocused();
  await board.openIssue(data);
  await page.goBack();
  await expect(board.panel).toBeHidden();
});

test('an issue without a title and a side is not added: each field says why, the first has the focus', async ({
  board,
  page,
}) => {
  await board.open();
  await page.getByRole('button', { name: 'Add issue' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add issue' });
  const title = dialog.getByRole('textbox', { name: 'Title' });
  await expect(title).toBeFocused();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(title).toHaveAccessibleDescription('Give the issue a title.');
  await expect(dialog.getByRole('radiogroup', { name: 'Asked by' })).toHaveAccessibleDescription(
    'Say who asks for it.',
  );
  await expect(title).toBeFocused();
  await title.fill('Dairy');
  await expect(dialog.getByText('Give the issue a title.')).toBeHidden();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByRole('radio', { name: 'United States (US)' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await board.expectCount('11 issues');
});

test('an issue is added with all its fields, edited, and still there after a reload', async ({
  board,
  page,
}) => {
  await board.open();
  await page.getByRole('button', { name: 'Add issue' }).click();
  const add = page.getByRole('dialog', { name: 'Add issue' });
  await add.getByRole('textbox', { name: 'Title' }).fill('Dairy certificates');
  await add.getByRole('radio', { name: 'India' }).check();
  await add.getByRole('textbox', { name: 'Summary' }).fill('What a **certificate** must say.');
  await add.getByRole('combobox', { name: 'Category' }).selectOption('SPS');
  await add.getByRole('combobox', { name: 'Status' }).selectOption('Resolved');
  await add.getByRole('textbox', { name: 'Tags' }).fill('dairy, health');
  await add.getByRole('button', { name: 'Add', exact: true }).click();
  await board.expectCell('India', 'Resolved', ['Dairy certificates']);
  await expect(board.link('Dairy certificates')).toBeFocused();
  await board.expectCount('12 issues');

  await board.openIssue('Dairy certificates');
  await expect(board.panel.getByText('certificate', { exact: true })).toBeVisible();
  await board.panel.getByRole('button', { name: 'Edit issue' }).click();
  const edit = page.getByRole('dialog', { name: 'Edit issue' });
  await expect(edit.getByRole('textbox', { name: 'Tags' })).toHaveValue('dairy, health');
  await edit.getByRole('textbox', { name: 'Title' }).fill('Dairy health certificates');
  await edit.getByRole('button', { name: 'Save', exact: true }).click();
  await board.expectCell('India', 'Resolved', ['Dairy health certificates']);
  await expect(board.panel.getByRole('region', { name: 'History' })).toContainText(
    'edited the title',
  );
  await board.expectSaved();
  await board.reload();
  await board.expectCell('India', 'Resolved', ['Dairy health certificates']);
  await expect(board.card('Dairy health certificates')).toContainText('SPS');
  await board.undo.click();
  await board.expectCell('India', 'Resolved', ['Dairy certificates']);
});

test('a removed issue can be restored after a reload, from “Removed issues”', async ({
  board,
  page,
}) => {
  await board.open('/d/us-india?issue=e-commerce-policies');
  await board.panel.getByRole('button', { name: 'Remove issue' }).click();
  await board.expectCell('US', 'Open', [ip, data]);
  await board.expectSaved();
  await board.reload();
  await board.choose('More', 'Removed issues: 1');
  const dialog = page.getByRole('dialog', { name: 'Removed issues' });
  await dialog.getByRole('listitem').filter({ hasText: commerce }).getByRole('button').click();
  await board.expectCell('US', 'Open', [ip, commerce, data]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await expect(board.menu.getByRole('menuitem', { name: 'Keys' })).toBeVisible();
  await expect(board.menu.getByRole('menuitem', { name: /^Removed issues/ })).toBeHidden();
});

test('an issue is copied as a cited paragraph, formatted and as plain text', async ({
  board,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await board.open();
  await board.openIssue(gsp);
  await board.panel.getByRole('button', { name: 'Copy as a cited paragraph' }).click();
  await expect(board.toast('Copied with 3 footnotes')).toBeVisible();
  const read = () =>
    page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const textOf = async (type: string) => (await item?.getType(type))?.text() ?? '';
      return [await textOf('text/plain'), await textOf('text/html')];
    });
  const [text, html] = await read();
  expect(text).toContain(
    'A digest of a report by LexBlog says: its eligibility ended on 5 June 2019 [2].',
  );
  expect(text).toContain('\n[2] LexBlog, India’s GSP eligibility ends, 3 June 2019, https://');
  expect(html).toContain('<cite');
});

test('where the browser keeps its clipboard to itself, the page says so', async ({
  board,
  page,
}) => {
  await page.addInitScript(() => {
    navigator.clipboard.write = () => Promise.reject(new DOMException('No', 'NotAllowedError'));
  });
  await board.open();
  await board.link(gsp).focus();
  await page.keyboard.press('c');
  await expect(
    board.toast(/The browser does not let Parley write to the clipboard\.$/),
  ).toBeVisible();
});
