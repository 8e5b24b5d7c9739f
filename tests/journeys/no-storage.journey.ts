/**
 * A browser that keeps nothing, or not all of it: each place a page can store something in, taken away, refused
 * or silent, by itself and all together. The board opens, what is done shows, and the banner says what is kept.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { type BrowserContext, chromium, expect, type Page } from '@playwright/test';
import { BoardPage } from './board-page.ts';
import { test } from './fixtures.ts';

const ip = 'Intellectual property rights';
const commerce = 'E-commerce policies';
const data = 'Data localisation rules';

const places = [
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'caches',
  'cookie',
  'BroadcastChannel',
  'serviceWorker',
  'storage',
  'locks',
  'randomUUID',
] as const;
type Place = (typeof places)[number];

/**
 * `absent`: it is not there. `refused`: asking for it throws. `failing`: it is there, and using it throws or fails.
 * `silent`: it is there and never answers.
 */
type Way = 'absent' | 'refused' | 'failing' | 'silent';

/** From the next page on, this profile lacks these places. Runs in the page, before any of its scripts. */
function withhold([names, way]: readonly [readonly Place[], Way]): void {
  const owners: Record<Place, object> = {
    localStorage: window,
    sessionStorage: window,
    indexedDB: window,
    caches: window,
    BroadcastChannel: window,
    cookie: Document.prototype,
    serviceWorker: Navigator.prototype,
    storage: Navigator.prototype,
    locks: Navigator.prototype,
    randomUUID: Crypto.prototype,
  };
  const refuse = () => {
    throw new DOMException('The browser refuses this.', 'SecurityError');
  };
  const isFailing = way === 'failing';
  const answer = (): unknown => (isFailing ? refuse() : new Promise(() => {}));
  /** A request that fails soon, or never hears anything. */
  const openRequest = () => {
    const target = new EventTarget();
    const request = Object.create(IDBOpenDBRequest.prototype, {
      addEventListener: { value: target.addEventListener.bind(target) },
      removeEventListener: { value: target.removeEventListener.bind(target) },
      error: { value: new DOMException('The browser cannot read it.', 'UnknownError') },
      onerror: { value: null, writable: true },
      onsuccess: { value: null, writable: true },
      onblocked: { value: null, writable: true },
      onupgradeneeded: { value: null, writable: true },
    });
    const fail = () => {
      const event = new Event('error');
      target.dispatchEvent(event);
      request.onerror?.(event);
    };
    if (isFailing) setTimeout(fail);
    return request;
  };
  class DeafChannel extends EventTarget {
    postMessage = isFailing ? refuse : () => {};
    close() {}
  }
  /** What stands in a place that is there, and no use. */
  const useless: Record<string, unknown> = {
    localStorage: { getItem: refuse, setItem: refuse, removeItem: refuse, key: refuse },
    indexedDB: { open: openRequest, deleteDatabase: openRequest, databases: answer, cmp: () => 0 },
    BroadcastChannel: DeafChannel,
    serviceWorker: Object.assign(new EventTarget(), {
      controller: null,
      ready: new Promise(() => {}),
      getRegistration: async () => answer(),
      getRegistrations: async () => answer(),
      register: async () => answer(),
      startMessages: () => {},
    }),
  };
  for (const name of names) {
    const owner = owners[name];
    if (way === 'absent') Reflect.deleteProperty(owner, name);
    else {
      if (way !== 'refused' && !(name in useless)) continue;
      const get = way === 'refused' ? refuse : () => useless[name];
      Object.defineProperty(owner, name, { configurable: true, get, set: refuse });
    }
  }
}

function hearErrors(context: BrowserContext): readonly string[] {
  const heard: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') heard.push(message.text());
  });
  context.on('weberror', (error) => heard.push(String(error.error())));
  return heard;
}

function banner(page: Page) {
  return page.getByRole('alert').filter({ hasText: 'does not let Parley store anything' });
}

async function open(board: BoardPage, names: readonly Place[], way: Way): Promise<void> {
  await board.page.addInitScript(withhold, [names, way] as const);
  await board.page.goto('/d/us-india?issue=intellectual-property');
  // What never answers is waited for, but not for long.
  await expect(board.region).toBeVisible({ timeout: way === 'silent' ? 30_000 : 10_000 });
}

/** A move and a note, the two things that are done most. */
async function work(board: BoardPage): Promise<void> {
  await board.move(ip, 'Resolved');
  await board.expectCell('US', 'Open', [commerce, data]);
  await board.panel.getByRole('textbox', { name: 'Add a note' }).fill('Seen on the way.');
  await board.panel.getByRole('button', { name: 'Save note' }).click();
  await expect(board.panel.getByRole('article', { name: /^Note by You/ })).toContainText('Seen');
  await expect(board.status(/^(All changes saved|Kept in this tab alone)$/)).toBeVisible();
}

const cases: readonly (readonly [Place, Way])[] = [
  ...places.map((place) => [place, 'absent'] as const),
  ...places.map((place) => [place, 'refused'] as const),
  ['localStorage', 'failing'],
  ['indexedDB', 'failing'],
  ['BroadcastChannel', 'failing'],
  ['serviceWorker', 'failing'],
  ['indexedDB', 'silent'],
  ['BroadcastChannel', 'silent'],
  ['serviceWorker', 'silent'],
];

for (const [place, way] of cases) {
  test(`${place} ${way}: the board opens, and what is done shows`, async ({ board, page }) => {
    await open(board, [place], way);
    await work(board);
    // The log is kept in IndexedDB alone: without it, and only then, nothing outlives the page.
    await expect(banner(page)).toBeVisible({ visible: place === 'indexedDB' });
    if (place !== 'indexedDB') await board.expectSaved();
    if (place === 'indexedDB') return;
    await board.reload();
    await board.expectCell('US', 'Open', [commerce, data]);
  });
}

for (const way of ['absent', 'refused', 'failing', 'silent'] as const) {
  test(`everything ${way}: the board works in memory until it is closed, and says so`, async ({
    board,
  }) => {
    await open(board, places, way);
    await expectToWork(board);
  });
}

test('in a browser whose site data are blocked, the board works in memory, and says so', async ({
  baseURL,
  launchOptions,
}, info) => {
  const profile = info.outputPath('profile');
  await mkdir(`${profile}/Default`, { recursive: true });
  const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
  await writeFile(`${profile}/Default/Preferences`, JSON.stringify(preferences));
  const context = await chromium.launchPersistentContext(profile, {
    ...launchOptions,
    ...(baseURL === undefined ? {} : { baseURL }),
    viewport: { width: 1440, height: 900 },
  });
  try {
    const heard = hearErrors(context);
    const board = new BoardPage(await context.newPage());
    await board.open('/d/us-india?issue=intellectual-property');
    const isBlocked = await board.page.evaluate(() => {
      try {
        return sessionStorage.length < 0;
      } catch {
        return true;
      }
    });
    expect(isBlocked, 'the browser blocks site data').toBe(true);
    await expectToWork(board);
    expect(heard).toEqual([]);
  } finally {
    await context.close();
  }
});

test('an embedded API that does not load is said, and started again', async ({
  board,
  page,
  problems,
}) => {
  problems.expect(/embedded-api|ERR_FAILED/);
  await page.route(/embedded-api/, (route) => route.abort());
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'The dossier cannot be opened right now',
  );
  await expect(page.getByRole('alert')).toHaveText(
    'The part of Parley that stands in for a server did not load.',
  );
  await page.unroute(/embedded-api/);
  await page.getByRole('button', { name: 'Try again' }).click();
  await board.expectCount('11 issues');
});

test('values that somebody else has left in the storage keep no page from opening', async ({
  board,
  page,
}) => {
  await page.addInitScript(() => {
    if (sessionStorage.getItem('left') !== null) return;
    sessionStorage.setItem('left', 'yes');
    localStorage.setItem('__msw-cookie-store__', '{}');
    localStorage.setItem('parley.last-dossier', '\ud800');
    localStorage.setItem('parley.collapsed', '\ud800,{}');
    localStorage.setItem('parley.draft.us-india.note.issue:intellectual-property', '\ud800');
    localStorage.setItem('parley.draft.us-india.add-issue', '[null');
  });
  await board.open('/');
  await expect(page).toHaveURL(/\/d\/us-india$/);
  await board.openIssue(ip);
  // It comes a moment after the box; what is filled in then would come after it.
  await expect(board.panel.getByText('Your unsaved text is back')).toBeVisible();
  await work(board);
  await board.reload();
  await board.expectCell('US', 'Open', [commerce, data]);
});

/** What a reader does, from the first look to taking it all out. */
async function expectToWork(board: BoardPage): Promise<void> {
  const { page } = board;
  await expect(banner(page)).toBeVisible();
  await work(board);
  await board.undo.click();
  await expect(board.panel.getByRole('article', { name: /^Note by You/ })).toBeHidden();
  await board.panel.getByRole('button', { name: 'Close' }).click();

  await page.getByRole('button', { name: 'Add issue' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add issue' });
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Almonds');
  await dialog.getByRole('radio', { name: 'India' }).check();
  await dialog.getByRole('combobox', { name: 'Category' }).selectOption('Other');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await board.expectCount('12 issues');
  await board.search.fill('almond');
  await board.expectCount('1 of 12 issues');

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    banner(page).getByRole('button', { name: 'Export' }).click(),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  expect(text).toContain('Almonds');
  expect(text).toContain('Seen on the way.');
  await expect(banner(page)).toBeVisible();
  await expect(board.status('Kept in this tab alone')).toBeVisible();
}
