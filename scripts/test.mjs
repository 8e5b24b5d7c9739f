/**
 * `npm test`: every check, in rounds. The checks of a round run side by side; where one fails, no further round is begun.
 * `npm run check` is all but the build, what comes of it, and the journeys. Each check says its time, and the last line how many tests passed and failed,
 * from the runners' own reports. `node scripts/test.mjs build journeys` runs the named checks alone.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './find-chromium.mjs';
import { command, passSideBySide } from './side-by-side.mjs';

/** Journeys of one run that may fail once and pass when tried again: decision 0048. */
const mostSecondTries = 3;
const unitReport = 'test-results/unit.json';
const journeyReport = 'test-results/journeys.json';
const unitReporters = ['default', 'json'].map((name) => `--reporter=${name}`);

/** @typedef {import('./side-by-side.mjs').Stage & { name: string }} Check */

/** @type {Check[][]} */
const rounds = [
  [{ name: 'words', title: 'Words', run: command('node', 'scripts/compile-words.mjs') }],
  [
    {
      name: 'lint',
      title: 'Format and lint',
      run: tool('biome', 'ci', '--error-on-warnings', '.'),
    },
    { name: 'dead-code', title: 'Dead code', run: tool('knip') },
    { name: 'types', title: 'Types', run: tool('tsc', '-p', '.') },
    { name: 'worker-types', title: 'Types of the worker', run: tool('tsc', '-p', 'src/offline') },
    {
      name: 'unit',
      title: 'Unit and component tests',
      run: tool('vitest', 'run', ...unitReporters, `--outputFile.json=${unitReport}`),
    },
  ],
  [{ name: 'build', title: 'Build', run: tool('vite', 'build', '--logLevel', 'warn') }],
  [{ name: 'budget', title: 'Bundle budget', run: command('node', 'scripts/check-budget.mjs') }],
  [{ name: 'chromium', title: 'Chromium', run: provideChromium }],
  [{ name: 'journeys', title: 'Journeys in Chromium', run: runJourneys }],
];

const chosenNames = process.argv.slice(2);
const names = rounds.flat().map(({ name }) => name);
const unknown = chosenNames.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`Unknown check: ${unknown.join(', ')}. Known: ${names.join(', ')}.`);
  process.exit(1);
}

rmSync('test-results', { recursive: true, force: true });
mkdirSync('test-results');
process.exitCode = (await passRounds()) ? 0 : 1;
sayCounts();

async function passRounds() {
  for (const round of rounds) {
    const chosen = round.filter(
      ({ name }) => chosenNames.length === 0 || chosenNames.includes(name),
    );
    const isGood = await passSideBySide(chosen, { write: (text) => process.stdout.write(text) });
    if (!isGood) return false;
  }
  return true;
}

/**
 * @param {string} program from node_modules/.bin
 * @param {string[]} args
 */
function tool(program, ...args) {
  return command(join('node_modules', '.bin', program), ...args);
}

/** @type {Check['run']} */
async function runJourneys(write) {
  const playwright = tool('playwright', 'test');
  if (!(await playwright(write))) return false;
  const again = secondTries(report(journeyReport)?.suites ?? []);
  if (again.length === 0) return true;
  console.log(`\nFailed once, and passed when tried again (at most ${mostSecondTries} may):`);
  for (const title of again) console.log(`  ${title}`);
  return again.length <= mostSecondTries;
}

/**
 * @typedef {object} Suite as Playwright's JSON report has it
 * @property {{ title: string, file: string, line: number, tests: { status: string }[] }[]} [specs]
 * @property {Suite[]} [suites]
 *
 * @param {readonly Suite[]} suites
 * @returns {string[]}
 */
function secondTries(suites) {
  return suites.flatMap(({ specs = [], suites: inner = [] }) => [
    ...specs
      .filter(({ tests }) => tests.some(({ status }) => status === 'flaky'))
      .map(({ title, file, line }) => `${file}:${line} ${title}`),
    ...secondTries(inner),
  ]);
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
