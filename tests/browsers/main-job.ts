/**
 * The main job, written once for every browser that WebDriver drives: what a reader does with the board on an ordinary
 * day, and what the app does for them when the network goes and when it is renewed.
 */
import type { WebDriver } from 'selenium-webdriver';
import type { AppHost } from '#tests/journeys/app-host.ts';
import * as inPage from './in-page.ts';
import { NotPossible, type Point, WebPage } from './web-page.ts';

export interface Job {
  readonly page: WebPage;
  readonly host: AppHost;
  /** The folder of the next version. */
  readonly next: string;
}

export interface Step {
  readonly name: string;
  run(job: Job): Promise<void>;
}

const commerce = 'E-commerce policies';
const ip = 'Intellectual property rights';
const open = 'US asks: Open';
const discussed = 'US asks: Under discussion';
const saved = 'All changes saved';
/** While a card is dragged, every other lane says this. */
const refusal = 'A drag changes the status, not who asks';
const note = 'Seen in another browser';

/** Of the 10,000, so many are not removed. */
const left = '9,758';
const longOpening = 90_000;

export const steps: readonly Step[] = [
  {
    name: 'opens with its 11 issues, saved',
    run: async ({ page, host }) => {
      await page.open(host.address);
      await board(page);
      await page.status('11 issues');
      await page.status(saved);
    },
  },
  {
    name: 'a card dragged to another column stands there',
    run: async ({ page }) => {
      await drag(page, commerce, discussed);
      await inList(page, discussed, commerce);
      await notInList(page, open, commerce);
    },
  },
  {
    name: 'Ctrl+Z takes it back',
    run: async ({ page }) => {
      await page.chord('z');
      await inList(page, open, commerce);
      await notInList(page, discussed, commerce);
    },
  },
  {
    name: 'dragged again, it is still there after a reload',
    run: async ({ page }) => {
      await drag(page, commerce, discussed);
      await inList(page, discussed, commerce);
      await page.status(saved);
      await reload(page);
      await inList(page, discussed, commerce);
    },
  },
  {
    name: 'a filter by country, counted',
    run: async ({ page }) => {
      await page.press('button', 'India');
      await page.status(' of 11 issues');
      await gone(page, 'article', commerce);
      await page.press('button', 'Clear filters');
      await page.status('11 issues');
    },
  },
  {
    name: 'a search for words, counted',
    run: async ({ page }) => {
      await page.type('searchbox', 'Search issues', 'duties');
      await page.status(' of 11 issues');
      await gone(page, 'article', commerce);
      await page.press('button', 'Clear filters');
      await page.get('article', commerce);
    },
  },
  {
    name: 'a note is there after a reload',
    run: async ({ page }) => {
      await page.press('link', ip);
      await page.get('complementary', ip);
      await page.type('textbox', 'Add a note', note);
      await page.press('button', 'Save note');
      await noted(page);
      await page.status(saved);
      await reload(page);
      await noted(page);
      await page.press('button', 'Close');
    },
  },
  {
    name: 'the app is kept on this device',
    run: async ({ page, host }) => {
      await page.open(host.address);
      await board(page);
      await untilKept(page);
    },
  },
  {
    name: 'with its host stopped it opens, and a card is moved',
    run: async ({ page, host }) => {
      await untilKept(page);
      await host.stop();
      try {
        await reload(page);
        await page.status('11 issues');
        await page.press('button', `Move ${ip}`);
        await page.press('menuitemradio', 'Resolved');
        await inList(page, 'US asks: Resolved', ip);
        await page.status(saved);
      } finally {
        await host.start();
      }
    },
  },
  {
    name: 'a newer version is offered, and taken on the reader’s word',
    run: async ({ page, host, next }) => {
      await reload(page);
      await untilKept(page);
      host.put(next);
      // More than once: a page that has just been loaded does not listen yet.
      await page.until('a newer version is offered', async () => {
        await page.driver.executeScript(inPage.comeOnline);
        await page.status('A new version is ready', 1_000);
        return true;
      });
      await page.press('button', 'Reload');
      await page.until('the page is of the next build', async () =>
        (await page.driver.executeScript(inPage.buildName)) === 'next' ? true : null,
      );
      await board(page);
      await inList(page, discussed, commerce);
    },
  },
  {
    name: 'a dossier of 10,000 issues opens',
    run: async ({ page, host }) => {
      await page.open(`${host.address}/d/scale-10k`);
      await board(page, longOpening);
      await page.get('heading', 'Synthetic dossier of 10,000 issues');
      await page.status(`${left} issues`, longOpening);
    },
  },
  {
    name: 'a column of them scrolls by the wheel',
    run: async ({ page }) => {
      const list = await page.get('list', open);
      const first = await page.links(list);
      await page.wheel(await page.centre(list), 6_000);
      await page.until('other cards are in the column', async () => {
        const now = await page.links(list);
        const scrolled = await page.driver.executeScript<number>(inPage.scrolledBy, list);
        return scrolled > 5_000 && now.length > 5 && now[0] !== first[0] ? true : null;
      });
    },
  },
  {
    name: 'a card is dropped among thousands',
    run: async ({ page }) => {
      const list = await page.get('list', open);
      await page.wheel(await page.centre(list), -20_000);
      const title = await page.until('the column is at its top', async () => {
        const scrolled = await page.driver.executeScript<number>(inPage.scrolledBy, list);
        return scrolled === 0 ? ((await page.links(list))[1] ?? null) : null;
      });
      await drag(page, title, discussed);
      await inList(page, discussed, title);
      await notInList(page, open, title);
      await page.status(saved);
    },
  },
  {
    name: 'words filter them',
    run: async ({ page }) => {
      await page.type('searchbox', 'Search issues', 'steel');
      await page.status(` of ${left} issues`);
    },
  },
];

async function board(page: WebPage, limit?: number): Promise<void> {
  await page.get('region', 'Board', limit);
}

async function reload(page: WebPage): Promise<void> {
  await page.reload();
  await board(page);
}

async function inList(page: WebPage, list: string, title: string): Promise<void> {
  await page.until(`“${title}” is in “${list}”`, async () =>
    (await page.links(await page.get('list', list))).includes(title) ? true : null,
  );
}

async function notInList(page: WebPage, list: string, title: string): Promise<void> {
  await page.until(`“${title}” is not in “${list}”`, async () =>
    (await page.links(await page.get('list', list))).includes(title) ? null : true,
  );
}

async function gone(page: WebPage, role: string, name: string): Promise<void> {
  await page.until(`the ${role} “${name}” is gone`, async () =>
    (await page.has(role, name)) ? null : true,
  );
}

async function noted(page: WebPage): Promise<void> {
  await page.until('the note is in the panel', async () => {
    const annotations = await page.get('region', 'Annotations');
    return (await page.text(annotations)).includes(note) ? true : null;
  });
}

async function untilKept(page: WebPage): Promise<void> {
  await page.until('the worker serves the page', async () => {
    const state = await page.driver.executeScript<string>(inPage.keeping);
    if (state === 'no service workers') throw new NotPossible(state);
    return state === 'kept' ? true : null;
  });
}

/**
 * Drags a card by its middle to the upper part of a column. What drags is loaded after the board is painted: what presses
 * too early opens the issue when it lets go, which is taken back, and tried again.
 */
async function drag(page: WebPage, title: string, list: string): Promise<void> {
  await page.until(`“${title}” comes along with the mouse`, async () => {
    if ((await page.all('complementary', null)).length > 0) await page.press('button', 'Close');
    await page.pull(await page.centre(await page.get('article', title)));
    if (await isHeld(page)) return true;
    await page.letGo();
    return null;
  });
  try {
    await page.drop(await upperPart(page, list));
  } catch (reason) {
    // What comes next is not to find it in the hand.
    await page.letGo();
    throw reason;
  }
  await page.until('the card is let go', async () =>
    (await page.saysAnywhere(refusal)) ? null : true,
  );
}

async function isHeld(page: WebPage): Promise<boolean> {
  return page
    .until('it is held', async () => ((await page.saysAnywhere(refusal)) ? true : null), 1_500)
    .catch(() => false);
}

async function upperPart(page: WebPage, list: string): Promise<Point> {
  const { x, y, width } = await page.box(await page.get('list', list));
  return { x: Math.round(x + width / 2), y: Math.round(y + 12) };
}

export function jobOf(driver: WebDriver, host: AppHost, next: string): Job {
  return { page: new WebPage(driver), host, next };
}
