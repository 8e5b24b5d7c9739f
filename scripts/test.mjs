/**
 * `npm test`: every check, in order, each with its time; stops at the first that fails. The last line says how
 * many tests passed and failed, from the runners' own reports. `node scripts/test.mjs build journeys` runs
 * the named stages alone.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './find-chromium.mjs';

const unitReport = 'test-results/unit.json';
const journeyReport = 'test-results/journeys.json';

/** @type {{ name: string, title: string, run: () => boolean }[]} */
const stages = [
  { name: 'lint', title: 'Format and lint', run: tool('biome', 'ci', '--error-on-warnings', '.') },
  { name: 'dead-code', title: 'Dead code', run: tool('knip') },
  { name: 'types', title: 'Types', run: tool('tsc', '-p', '.') },
  { name: 'unit', title: 'Unit and component tests', run: runUnitTests },
  { name: 'build', title: 'Build', run: tool('vite', 'build', '--logLevel', 'warn') },
  { name: 'budget', title: 'Bundle budget', run: () => runs('node', 'scripts/check-budget.mjs') },
  { name: 'chromium', title: 'Chromium', run: provideChromium },
  { name: 'journeys', title: 'Journeys in Chromium', run: tool('playwright', 'test') },
];

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !stages.some((stage) => stage.name === name));
if (unknown.length > 0) {
  console.error(
    `Unknown stage: ${unknown.join(', ')}. Known: ${stages.map((s) => s.name).join(', ')}.`,
  );
  process.exit(1);
}

rmSync('test-results', { recursive: true, force: true });
mkdirSync('test-results');
const chosen = stages.filter(({ name }) => asked.length === 0 || asked.includes(name));
const failed = chosen.find((stage) => !passes(stage));
sayCounts();
if (failed) process.exitCode = 1;

/** @param {{ title: string, run: () => boolean }} stage */
function passes({ title, run }) {
  console.log(`\n── ${title}`);
  const start = performance.now();
  const isGood = run();
  const seconds = ((performance.now() - start) / 1_000).toFixed(1);
  if (isGood) console.log(`✓ ${title}, ${seconds} s`);
  else console.error(`✗ ${title} failed after ${seconds} s; what follows it was not run.`);
  return isGood;
}

/**
 * @param {string} program from node_modules/.bin
 * @param {string[]} args
 */
function tool(program, ...args) {
  return () => runs(join('node_modules', '.bin', program), ...args);
}

/**
 * @param {string} program
 * @param {string[]} args
 */
function runs(program, ...args) {
  const options = { shell: process.platform === 'win32' };
  return spawnSync(program, args, { stdio: 'inherit', ...options }).status === 0;
}

function runUnitTests() {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`];
  return tool('vitest', 'run', ...reporters)();
}

function provideChromium() {
  try {
    const { path, how } = ensureChromium((line) => console.log(line));
    console.log(`Chromium: ${path} (${how})`);
    process.env.CHROMIUM_PATH = path;
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
}

/** Skipped tests are named only if there are any. */
function sayCounts() {
  const unit = report(unitReport);
  const journeys = report(journeyReport)?.stats;
  if (!unit && !journeys) return;
  const passed = (unit?.numPassedTests ?? 0) + (journeys?.expected ?? 0) + (journeys?.flaky ?? 0);
  const failures = (unit?.numFailedTests ?? 0) + (journeys?.unexpected ?? 0);
  const skipped = (unit?.numPendingTests ?? 0) + (journeys?.skipped ?? 0);
  const tail = skipped > 0 ? `, ${skipped} skipped` : '';
  console.log(`\n${passed} passed, ${failures} failed${tail}`);
}

/** @param {string} path */
function report(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
