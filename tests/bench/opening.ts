/**
 * Opening: the seed dossier with a fresh profile, a long dossier for the first time ever, and again from the
 * local log with its snapshot and without. Each open is a new page, from the navigation's start to the paint of
 * the first card; the reference page counts as open when all of it is painted.
 */
import type { BrowserContext, Page } from '@playwright/test';
import { freshProfile, heapOf, type Launcher, pausing, until, within } from './browser.ts';
import type { Results } from './figures.ts';
import { clearSnapshots, hasSnapshot, storedCursor } from './local-log.ts';

export interface Subject {
  /** Of the server; ends in a slash. */
  readonly address: string;
  readonly dossier: string;
  /** How many events its server begins with. */
  readonly events: number;
  /** Seconds that any one open may take, the first one included. */
  readonly patience: number;
}

const settling = 3_000;
/** A reference page of 50,000 cards is taken down for seconds, by the process that is to open the next page. */
const takingDown = 10_000;

async function openAt(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address, { waitUntil: 'commit' });
  return page;
}

function boardPainted(page: Page, patience: number): Promise<number> {
  const painted = page.evaluate(async () => (await window.benchMeter.board).next);
  return within(patience, 'The first card', painted);
}

function logComplete(page: Page, patience: number): Promise<number> {
  return within(
    patience,
    'Reading the whole log',
    page.evaluate(() => window.benchMeter.complete),
  );
}

export async function measureColdOpen(launcher: Launcher, address: string, results: Results) {
  const context = await freshProfile(launcher);
  try {
    const page = await openAt(context, `${address}d/us-india`);
    results.add('coldOpen', await boardPainted(page, 30));
  } finally {
    await context.close();
  }
}

/** The first open ever, until the whole dossier and its snapshot are on this device. */
export async function fetchWhole(page: Page, subject: Subject, results: Results): Promise<void> {
  const { address, dossier, events, patience } = subject;
  await page.goto(`${address}d/${dossier}`, { waitUntil: 'commit' });
  results.add('firstOpen', await boardPainted(page, patience));
  const isHere = async () => (await storedCursor(page, dossier)) >= events;
  await until(patience, 'Fetching the whole dossier', isHere, 100);
  results.add('firstOpenWhole', await page.evaluate(() => performance.now()));
  await until(patience, 'Keeping the snapshot', () => hasSnapshot(page, dossier));
}

/** A fresh profile that has the whole dossier; to be closed by whoever asked for it. */
export async function firstOpen(launcher: Launcher, subject: Subject, results: Results) {
  const context = await freshProfile(launcher);
  try {
    const page = await context.newPage();
    await fetchWhole(page, subject, results);
    await page.close();
    return context;
  } catch (error) {
    await context.close();
    throw error;
  }
}

/** From the local log; the reference page beside it, in the same run. */
export async function measureOpen(context: BrowserContext, subject: Subject, results: Results) {
  const { address, dossier, patience } = subject;
  const page = await openAt(context, `${address}d/${dossier}`);
  results.add('open', await boardPainted(page, patience));
  results.add('openComplete', await logComplete(page, patience));
  await page.close();

  const reference = await openReference(context, address);
  const [first, whole] = await reference.evaluate(async () => [
    (await window.benchMeter.board).next,
    (await window.benchMeter.whole).next,
  ]);
  if (whole !== undefined) results.addReference('open', whole);
  if (first !== undefined) results.addReference('coldOpen', first);
  await reference.close();
  await pausing(takingDown);
}

/** Takes the snapshot away, opens, and waits until there is one again. */
export async function measureFoldingOpen(
  context: BrowserContext,
  subject: Subject,
  results: Results,
) {
  const { address, dossier, patience } = subject;
  const before = await openBoard(context, subject);
  await clearSnapshots(before);
  await before.close();
  const page = await openAt(context, `${address}d/${dossier}`);
  results.add('openFolding', await boardPainted(page, patience));
  await until(patience, 'Keeping the snapshot', () => hasSnapshot(page, dossier));
  await page.close();
}

/** A page with the board on it and the whole log behind it, at rest. */
export async function openBoard(context: BrowserContext, subject: Subject): Promise<Page> {
  const page = await openAt(context, `${subject.address}d/${subject.dossier}`);
  await boardPainted(page, subject.patience);
  await logComplete(page, subject.patience);
  await pausing(settling);
  return page;
}

export async function openReference(context: BrowserContext, address: string): Promise<Page> {
  const page = await openAt(context, `${address}bench/reference.html`);
  await within(
    60,
    'The reference page',
    page.evaluate(() => window.benchMeter.whole),
  );
  return page;
}

export async function measureMemory(context: BrowserContext, subject: Subject, results: Results) {
  const page = await openBoard(context, subject);
  results.add('elements', await countElements(page));
  results.add('heap', await heapOf(page));
  await page.close();
  const reference = await openReference(context, subject.address);
  results.addReference('elements', await countElements(reference));
  await reference.close();
}

function countElements(page: Page): Promise<number> {
  return page.evaluate(() => document.getElementsByTagName('*').length);
}
