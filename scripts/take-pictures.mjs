/**
 * `npm run pictures`: takes the README's pictures of the board, light and dark, from a fresh profile, so that they
 * show the seed dossier and nothing else. Builds first; `npm run pictures -- some/folder` takes a build that exists.
 */
import { statSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';
import { ensureChromium } from './find-chromium.mjs';

const path = '/d/us-india?issue=gsp-restoration';
const panel = 'Restoration of GSP status';
/** @type {{ file: string, colorScheme: 'light' | 'dark' }[]} */
const pictures = [
  { file: 'docs/images/board.png', colorScheme: 'light' },
  { file: 'docs/images/board-dark.png', colorScheme: 'dark' },
];

const given = process.argv[2];
if (given === undefined) await build({ logLevel: 'warn' });
const server = await preview({
  logLevel: 'warn',
  ...(given === undefined ? {} : { build: { outDir: given } }),
  preview: { host: '127.0.0.1', port: 4319 },
});
const address = new URL(path, server.resolvedUrls?.local[0]).href;
const browser = await chromium.launch({
  executablePath: ensureChromium((line) => console.log(line)).path,
  // Chromium refuses to run its sandbox as root.
  args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
});
try {
  for (const picture of pictures) await take(picture);
} finally {
  await browser.close();
  await server.close();
}

/** @param {{ file: string, colorScheme: 'light' | 'dark' }} picture */
async function take({ file, colorScheme }) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    deviceScaleFactor: 1,
    locale: 'en-GB',
    timezoneId: 'UTC',
    colorScheme,
  });
  const page = await context.newPage();
  await page.goto(address);
  await page.getByRole('complementary', { name: panel }).waitFor();
  await page.getByRole('status', { name: 'All changes saved' }).waitFor();
  await page.evaluate(async () => {
    await document.fonts.ready;
  });
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
  await context.close();
  console.log(`${file}: ${Math.round(statSync(file).size / 1_000)} KB`);
}
