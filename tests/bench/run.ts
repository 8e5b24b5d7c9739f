/**
 * The bench from beginning to end: builds, serves, measures run by run (the page and the reference page in
 * turn, so that both have the same noise), prints the tables and writes the record. It measures and does not
 * judge: it fails only where something could not be measured.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { generatedDossiers } from '#mocks/seed/dossiers.ts';
import {
  measureDropAndUndo,
  measureKeystrokes,
  measureMany,
  measureReferenceActions,
} from './actions.ts';
import { freshProfile, type Launcher, machine, pausing } from './browser.ts';
import { Results } from './figures.ts';
import { measureFold } from './folding.ts';
import { measureDrag, measureReferenceMotion, measureScroll } from './motion.ts';
import {
  fetchWhole,
  firstOpen,
  measureColdOpen,
  measureFoldingOpen,
  measureMemory,
  measureOpen,
  openBoard,
  openReference,
  type Subject,
} from './opening.ts';
import { profiled } from './profile.ts';
import { growthTable, mainTable, recordOf } from './report.ts';
import { buildAll, serve } from './served-build.ts';

export const groups = [
  'script',
  'cold',
  'first',
  'open',
  'memory',
  'keystroke',
  'scroll',
  'drag',
  'drop',
  'many',
  'fold',
] as const;
export type Group = (typeof groups)[number];

const growing: readonly Group[] = ['first', 'open', 'memory', 'keystroke', 'drop', 'many', 'fold'];
/** The largest is measured less often: opening it for the first time alone takes minutes. */
const fewRuns = 3;
const largest = 200_000;

export interface BenchOptions {
  readonly only: readonly Group[] | null;
  readonly dossier: string;
  readonly runs: number;
  readonly isGrowth: boolean;
  readonly isProfile: boolean;
  /** The browser's executable. */
  readonly executable: string;
  readonly output: string;
  /** Kilobytes of script before the board, of the build in this folder. */
  readonly scriptSize: (folder: string) => number;
}

interface Bench extends BenchOptions {
  readonly launcher: Launcher;
  readonly folder: string;
  readonly address: string;
}

/** True if everything that was asked for could be measured. */
export async function runBench(options: BenchOptions): Promise<boolean> {
  const temporary = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  const folder = join(temporary, 'build');
  const { dossier, executable, isProfile } = options;
  try {
    console.log('Building…');
    await buildAll({ folder, isReadable: isProfile, dossier });
    const { address, close } = await serve(folder);
    const launcher = { executable, folder: temporary };
    try {
      const bench = { ...options, launcher, folder, address };
      if (isProfile) return await printProfiles(bench);
      return options.isGrowth ? await measureGrowth(bench) : await measureNumbers(bench);
    } finally {
      await close();
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function measureNumbers(bench: Bench): Promise<boolean> {
  const results = new Results();
  const browser = await measureDossier(bench, bench.dossier, bench.only ?? groups, results);
  console.log(`\n${bench.dossier}\n${mainTable(results)}`);
  write(bench, browser, new Map([[bench.dossier, results]]));
  return sayProblems([results]);
}

async function measureGrowth(bench: Bench): Promise<boolean> {
  const byDossier = new Map<string, Results>();
  let browser = '';
  for (const dossier of generatedDossiers.keys()) {
    const results = new Results();
    byDossier.set(dossier, results);
    browser = (await measureDossier(bench, dossier, bench.only ?? growing, results)) || browser;
    // After each, for the largest takes long and whoever waits may give up.
    console.log(`\n${growthTable(byDossier)}`);
    write(bench, browser, byDossier);
  }
  return sayProblems([...byDossier.values()]);
}

function subjectOf(bench: Bench, dossier: string): Subject {
  const events = generatedDossiers.get(dossier)?.count;
  if (events === undefined) throw new Error(`There is no synthetic dossier ${dossier}.`);
  return { address: bench.address, dossier, events, patience: 120 + events / 1_000 };
}

/** Returns the browser's version. */
async function measureDossier(
  bench: Bench,
  dossier: string,
  chosenGroups: readonly Group[],
  results: Results,
): Promise<string> {
  const subject = subjectOf(bench, dossier);
  const runs = subject.events > largest ? Math.min(fewRuns, bench.runs) : bench.runs;
  const isChosen = (group: Group) => chosenGroups.includes(group);
  const repeat = async (group: Group, times: number, work: () => Promise<unknown>) => {
    if (!isChosen(group)) return;
    for (let run = 1; run <= times; run += 1) {
      console.log(`${dossier}: ${group}, run ${run} of ${times}`);
      if (!(await attempt(results, `${dossier}, ${group}`, work))) return;
    }
  };

  if (isChosen('script')) results.add('script', bench.scriptSize(bench.folder));
  await repeat('cold', runs, () => measureColdOpen(bench.launcher, bench.address, results));
  await repeat('first', runs - 1, async () => {
    const visited = await firstOpen(bench.launcher, subject, results);
    await visited.close();
  });
  console.log(`${dossier}: the first open, whose log the rest is measured on`);
  let context: BrowserContext;
  try {
    context = await firstOpen(bench.launcher, subject, results);
  } catch (error) {
    results.problems.push(`${dossier} could not be opened: ${messageOf(error)}`);
    return '';
  }
  try {
    await repeat('open', runs, () => measureOpen(context, subject, results));
    await repeat('open', runs, () => measureFoldingOpen(context, subject, results));
    await repeat('memory', runs, () => measureMemory(context, subject, results));
    await measurePages(bench, context, subject, { chosenGroups, runs, results });
    await repeat('fold', runs, () => measureFold(context, subject, results));
    return context.browser()?.version() ?? '';
  } finally {
    await context.close();
  }
}

interface PageRuns {
  readonly chosenGroups: readonly Group[];
  readonly runs: number;
  readonly results: Results;
}

const actions: Readonly<Partial<Record<Group, (page: Page, results: Results) => Promise<void>>>> = {
  keystroke: measureKeystrokes,
  scroll: measureScroll,
  drag: measureDrag,
  drop: measureDropAndUndo,
  many: measureMany,
};

/** Each run has a page of its own, on which everything is done in turn; then the reference page. */
async function measurePages(
  bench: Bench,
  context: BrowserContext,
  subject: Subject,
  { chosenGroups, runs, results }: PageRuns,
): Promise<void> {
  const chosen = chosenGroups.flatMap((group) => {
    const measure = actions[group];
    return measure ? [{ group, measure }] : [];
  });
  if (chosen.length === 0) return;
  const failed = new Set<Group>();
  for (let run = 1; run <= runs; run += 1) {
    console.log(
      `${subject.dossier}: ${chosen.map(({ group }) => group).join(', ')}, run ${run} of ${runs}`,
    );
    const page = await openBoard(context, subject);
    for (const { group, measure } of chosen) {
      if (failed.has(group)) continue;
      const work = () => measure(page, results);
      if (!(await attempt(results, `${subject.dossier}, ${group}`, work))) failed.add(group);
    }
    await page.close();
    await attempt(results, 'The reference page', async () => {
      const reference = await openReference(context, bench.address);
      await pausing(1_000);
      await measureReferenceActions(reference, results);
      await measureReferenceMotion(reference, results);
      await reference.close();
    });
  }
}

async function attempt(
  results: Results,
  what: string,
  work: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    results.problems.push(`${what}: ${messageOf(error)}`);
    return false;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function sayProblems(all: readonly Results[]): boolean {
  const problems = all.flatMap((results) => results.problems);
  for (const problem of problems) console.error(`Not measured: ${problem}`);
  return problems.length === 0;
}

function write(bench: Bench, browser: string, byDossier: ReadonlyMap<string, Results>): void {
  const record = {
    date: new Date().toISOString(),
    machine: machine(browser),
    runs: bench.runs,
    dossiers: Object.fromEntries(
      [...byDossier].map(([dossier, results]) => [
        dossier,
        { figures: recordOf(results), problems: results.problems },
      ]),
    ),
  };
  mkdirSync(dirname(bench.output), { recursive: true });
  writeFileSync(bench.output, `${JSON.stringify(record, null, 2)}\n`);
  const { cores, memoryGb, load, node } = record.machine;
  console.log(
    `\n${record.date.slice(0, 10)} · ${cores} cores, ${memoryGb} GB, load ${load} · Chromium ${browser} · Node ${node} · ${bench.output}`,
  );
}

/** Where the time goes, action by action, in a build whose names are kept. */
async function printProfiles(bench: Bench): Promise<boolean> {
  const subject = subjectOf(bench, bench.dossier);
  const results = new Results();
  const chosenGroups = bench.only ?? groups;
  const context = await freshProfile(bench.launcher);
  const print = async (group: Group, page: Page, work: () => Promise<unknown>) => {
    console.log(`\n${group}\n${await profiled(page, work)}`);
    await page.close();
  };
  const open = async (page: Page) => {
    await page.goto(`${subject.address}d/${subject.dossier}`, { waitUntil: 'commit' });
    await page.evaluate(() => window.benchMeter.complete);
  };
  try {
    const first = await context.newPage();
    await print('first', first, () => fetchWhole(first, subject, results));
    if (chosenGroups.includes('open')) {
      const page = await context.newPage();
      await print('open', page, () => open(page));
    }
    for (const group of chosenGroups) {
      const measure = actions[group];
      if (!measure) continue;
      const page = await openBoard(context, subject);
      await print(group, page, () => measure(page, results));
    }
    return true;
  } finally {
    await context.close();
  }
}
