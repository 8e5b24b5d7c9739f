/**
 * Chromium for the bench: profiles on disk, as a reader has one (a private window would keep its database in
 * memory), the meter in every page, and the facts about the machine that a figure is worth nothing without.
 */
import { mkdtempSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type CDPSession, chromium, type Page } from '@playwright/test';
import { installMeter } from './meter.ts';

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Chromium refuses to run its sandbox as root. */
export const launchArguments: readonly string[] = [
  ...quiet,
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

export interface Launcher {
  readonly executable: string;
  /** Where profiles are made. */
  readonly folder: string;
}

/** A browser with a profile that has never been used. */
export async function freshProfile({ executable, folder }: Launcher): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(mkdtempSync(join(folder, 'profile-')), {
    executablePath: executable,
    args: [...launchArguments],
    viewport: { width: 1440, height: 900 },
    deviceScaleFactor: 1,
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  await context.addInitScript(installMeter);
  return context;
}

export function machine(browserVersion: string) {
  return {
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1e9),
    load: Number((loadavg()[0] ?? 0).toFixed(1)),
    browser: browserVersion,
    node: process.version,
  };
}

export function pausing(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

/** `work`, or an error that says what took too long. */
export async function within<T>(seconds: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new Error(`${what} took more than ${seconds} s.`);
    timer = setTimeout(() => reject(error), seconds * 1_000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Again and again until it holds. */
export async function until(
  seconds: number,
  what: string,
  isMet: () => Promise<boolean>,
  every = 250,
): Promise<void> {
  const end = performance.now() + seconds * 1_000;
  while (!(await isMet())) {
    if (performance.now() > end) throw new Error(`${what} took more than ${seconds} s.`);
    await pausing(every);
  }
}

async function collectGarbage(session: CDPSession): Promise<void> {
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
}

/** Megabytes of 1,000,000 bytes that the page's scripts hold on to. */
export async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await collectGarbage(session);
  const { metrics } = await session.send('Performance.getMetrics');
  const used = metrics.find(({ name }) => name === 'JSHeapUsedSize');
  await session.detach();
  if (!used) throw new Error('Chromium does not say how large the heap is.');
  return used.value / 1e6;
}
