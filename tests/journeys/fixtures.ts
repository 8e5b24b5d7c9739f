/**
 * What every journey starts from: a board page in a profile of its own, and a watch over all pages of the run.
 * An error on the console, or one that a page throws, fails the test unless the test has said that it is
 * coming: `problems.expect(/503/)`.
 */
import { type BrowserContext, test as base, expect } from '@playwright/test';
import { BoardPage } from './board-page.ts';

interface Problems {
  /** Errors whose text matches are part of this test. */
  expect(pattern: RegExp): void;
}

interface Fixtures {
  readonly board: BoardPage;
  /** Opens a board page in a profile that shares nothing with the others, as on another device. */
  readonly freshProfile: () => Promise<BoardPage>;
  readonly problems: Problems;
}

/** Of the page's own server, or of no server at all. */
function isOwn(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return ['data:', 'blob:'].includes(protocol) || ['127.0.0.1', 'localhost'].includes(hostname);
}

function watch(context: BrowserContext, report: (text: string) => void): void {
  context.on('console', (message) => {
    if (message.type() === 'error') report(`${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => report(String(error.error())));
  context.on('request', (request) => {
    if (!isOwn(request.url())) report(`A request to a third party: ${request.url()}`);
  });
}

export const test = base.extend<Fixtures & { readonly heard: string[] }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are needed from the pattern
  heard: async ({}, use) => {
    await use([]);
  },
  problems: [
    async ({ heard, context }, use) => {
      const expected: RegExp[] = [];
      watch(context, (text) => heard.push(text));
      await use({ expect: (pattern) => expected.push(pattern) });
      const unexpected = heard.filter((text) => !expected.some((pattern) => pattern.test(text)));
      expect(unexpected, 'no page reports an error').toEqual([]);
    },
    { auto: true },
  ],
  board: async ({ page }, use) => {
    await use(new BoardPage(page));
  },
  freshProfile: async ({ browser, heard }, use) => {
    const opened: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext();
      opened.push(context);
      watch(context, (text) => heard.push(text));
      return new BoardPage(await context.newPage());
    });
    for (const context of opened) await context.close();
  },
});

/** What the browser itself writes to the console when an answer is an error or does not come. */
export const failedRequest = /Failed to load resource/;
