/**
 * The main job in the other browsers, from beginning to end: builds two versions, hosts the first, starts each browser
 * in turn, goes on with the next step where one has failed, and says at the end how many passed and failed.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { buildNext, hostApp } from '#tests/journeys/app-host.ts';
import { browserNames, findBrowsers, type OtherBrowser, type Started } from './drivers.ts';
import { type Job, jobOf, type Step, steps } from './main-job.ts';
import { NotPossible } from './web-page.ts';

export { browserNames };

const folder = join('test-results', 'browsers');
const first = join(folder, 'build');
const next = join(folder, 'next');

interface Tally {
  passed: number;
  failed: number;
}

/** True if a browser was found, and none of them failed in anything. */
export async function runInBrowsers(names: readonly string[]): Promise<boolean> {
  const say = (line: string) => console.log(line);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const tally: Tally = { passed: 0, failed: 0 };
  const found: OtherBrowser[] = [];
  for (const browser of findBrowsers(names, say)) {
    if ('reason' in browser) say(`${browser.name}: not found: ${browser.reason}`);
    else {
      say(`${browser.name}: ${browser.found}`);
      found.push(browser);
    }
  }
  if (found.length > 0) {
    say('Building…');
    await build({ logLevel: 'error', build: { outDir: first, emptyOutDir: true } });
    await buildNext(next);
    for (const browser of found) await runJob(browser, tally);
  }
  console.log(`\n${tally.passed} passed, ${tally.failed} failed`);
  return found.length > 0 && tally.failed === 0;
}

async function runJob(browser: OtherBrowser, tally: Tally): Promise<void> {
  console.log(`\n${browser.name}`);
  const host = await hostApp(first);
  let started: Started | null = null;
  try {
    const start = performance.now();
    started = await browser.start('light');
    const known = await started.driver.getCapabilities();
    const version = `${known.getBrowserName()} ${known.getBrowserVersion()}`;
    console.log(`  starts: ${version} (${secondsSince(start)})`);
    const job = jobOf(started.driver, host, next);
    for (const step of steps) await runStep(browser.name, step, job, tally);
  } catch (reason) {
    tally.failed += 1;
    console.log(`  ✗ starts: ${messageOf(reason)}`);
  } finally {
    await started?.stop();
    await host.stop();
  }
}

async function runStep(browser: string, step: Step, job: Job, tally: Tally): Promise<void> {
  const start = performance.now();
  try {
    await step.run(job);
    tally.passed += 1;
    console.log(`  ✓ ${step.name} (${secondsSince(start)})`);
  } catch (reason) {
    if (reason instanceof NotPossible) {
      console.log(`  – ${step.name}: not possible here: ${reason.message}`);
      return;
    }
    tally.failed += 1;
    const picture = join(folder, `${browser}-${steps.indexOf(step) + 1}.png`);
    const isKept = await keepPicture(job, picture);
    console.log(`  ✗ ${step.name} (${secondsSince(start)}): ${messageOf(reason)}`);
    if (isKept) console.log(`    ${picture}`);
  }
}

/** A page that has crashed has none. */
async function keepPicture(job: Job, path: string): Promise<boolean> {
  try {
    writeFileSync(path, Buffer.from(await job.page.driver.takeScreenshot(), 'base64'));
    return true;
  } catch {
    return false;
  }
}

function secondsSince(start: number): string {
  return `${((performance.now() - start) / 1_000).toFixed(1)} s`;
}

function messageOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
