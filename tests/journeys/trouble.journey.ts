/** What happens when something is wrong: a disk that refuses, a log that cannot be read, a clock that is off. */
import { expect, type Page } from '@playwright/test';
import { failedRequest, test } from './fixtures.ts';

const ip = 'Intellectual property rights';
const commerce = 'E-commerce policies';
const data = 'Data localisation rules';

declare global {
  interface Window {
    /** Set while the client's own log refuses to be written. */
    isDiskFull?: boolean;
    /** Set while segments of the client's own log cannot be read. */
    isDiskUnreadable?: boolean;
  }
}

/** The client's own log can be made to refuse; the embedded server's cannot. */
async function frailDisk(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function open(...args) {
      const opened = transaction.apply(this, args);
      if (this.name === 'parley' && args[1] === 'readwrite' && window.isDiskFull) opened.abort();
      return opened;
    };
    const { get } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.get = function read(key) {
      if (this.name === 'segments' && window.isDiskUnreadable) {
        throw new DOMException('The disk does not answer.', 'UnknownError');
      }
      return get.call(this, key);
    };
  });
}

test('while the disk refuses, one story is told, closing asks, and it is saved by itself later', async ({
  board,
  page,
  problems,
}) => {
  problems.expect(failedRequest);
  await frailDisk(page);
  await board.open();
  await board.expectSaved();
  await board.setFault('network');
  await page.evaluate(() => {
    window.isDiskFull = true;
  });
  await board.move(ip, 'Resolved');
  await board.expectCell('US', 'Open', [commerce, data]);
  await expect(board.status('Not saved: 1 change')).toBeVisible();
  await board.openIssue(commerce);
  await board.panel.getByRole('textbox', { name: 'Add a note' }).fill('Told in Geneva.');
  await board.panel.getByRole('button', { name: 'Save note' }).click();
  await expect(board.panel.getByText('Told in Geneva.')).toBeVisible();
  await expect(board.status('Not saved: 2 changes')).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('2 changes are on this page alone');
  await expect(
    page.getByText(/note saved|all changes saved|is saved|safe on this device/i),
  ).toHaveCount(0);

  const dialogs: string[] = [];
  page.once('dialog', async (dialog) => {
    dialogs.push(dialog.type());
    await dialog.dismiss();
  });
  await page.evaluate(() => location.reload());
  await expect.poll(() => dialogs).toEqual(['beforeunload']);

  await page.evaluate(() => {
    window.isDiskFull = false;
  });
  await expect(board.status('Offline: 2 changes waiting')).toBeVisible({ timeout: 40_000 });
  await board.liftFault();
  await board.expectSaved();
  await board.open('/d/us-india');
  await board.expectCell('US', 'Open', [commerce, data]);
});

test('a log that cannot be read behind its snapshot is told until it is read, and nothing vanishes', async ({
  board,
  page,
}) => {
  test.setTimeout(120_000);
  await frailDisk(page);
  await board.open('/d/scale-1k');
  await board.expectCount('979 issues');
  await expect.poll(() => snapshotParts(page), { timeout: 60_000 }).toBeGreaterThan(1);
  await page.addInitScript(() => {
    window.isDiskUnreadable = sessionStorage.getItem('readable') === null;
  });
  await board.reload();
  await board.expectCount('979 issues');
  const notice = page.getByRole('alert').filter({ hasText: 'could be read from this device' });
  await expect(notice).toBeVisible();
  await expect(board.status('Not all is read yet')).toBeVisible();
  const [title] = await board.cell('US', 'Open').getByRole('link').allTextContents();
  if (title === undefined) throw new Error('The column is empty');
  await board.move(title, 'Resolved');
  await expect(board.toast('nothing was changed')).toBeVisible();
  await board.expectCount('979 issues');
  await expect(board.cell('US', 'Open').getByRole('link', { name: title })).toBeVisible();

  // In one breath: left to itself, the page would soon try again without anybody's press.
  await notice.getByRole('button', { name: 'Try again' }).evaluate((button) => {
    window.isDiskUnreadable = false;
    if (button instanceof HTMLElement) button.click();
  });
  await expect(notice).toBeHidden();
  await board.move(title, 'Resolved');
  await expect(board.cell('US', 'Open').getByRole('link', { name: title })).toHaveCount(0);
  await board.expectCount('979 issues');
  await board.expectSaved();
});

function snapshotParts(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('parley');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const counting = database.transaction('snapshots').objectStore('snapshots').count();
          counting.onsuccess = () => {
            database.close();
            resolve(counting.result);
          };
        };
      }),
  );
}

const day = 86_400_000;

test('after a clock that was ahead, or behind by years, what is done now takes effect now and is kept', async ({
  board,
  page,
  problems,
}) => {
  problems.expect(failedRequest);
  const now = Date.now();
  await page.clock.setSystemTime(now + 2 * day);
  await board.open();
  await board.move(ip, 'Resolved');
  await board.expectSaved();
  await page.clock.setSystemTime(now);
  await board.reload();
  await board.move(ip, 'Under discussion');
  await expect(board.cell('US', 'Under discussion').getByRole('link', { name: ip })).toBeVisible();
  await board.expectSaved();
  await board.undo.click();
  await expect(board.cell('US', 'Resolved').getByRole('link', { name: ip })).toBeVisible();

  await page.clock.setSystemTime(Date.UTC(2020, 0, 1));
  await board.reload();
  await board.move(ip, 'Open');
  await expect(board.cell('US', 'Open').getByRole('link', { name: ip })).toBeVisible();
  await board.openIssue(commerce);
  await board.panel.getByRole('textbox', { name: 'Add a note' }).fill('Written in 2020.');
  await board.panel.getByRole('button', { name: 'Save note' }).click();
  await expect(board.panel.getByText('Written in 2020.')).toBeVisible();
  await board.expectSaved();
  await page.clock.setSystemTime(now);
  await board.reload();
  await expect(board.panel.getByText('Written in 2020.')).toBeVisible();
  await expect(board.cell('US', 'Open').getByRole('link', { name: ip })).toBeVisible();
  await board.expectSaved();
});
