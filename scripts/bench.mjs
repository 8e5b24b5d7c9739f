/**
 * `npm run bench`: measures the numbers the project asks of itself on a production build of its own and writes `bench/latest.json`.
 * `-- --only open,drag` measures those groups alone, `--dossier scale-1k` another dossier, `--runs 5` how often;
 * `--growth` measures 1,000, 10,000 and 50,000 issues; `--profile` prints where the time goes instead.
 */
import { parseArgs } from 'node:util';
import { scriptBeforeBoard } from './check-budget.mjs';
import { ensureChromium } from './find-chromium.mjs';
import { loadTypeScript } from './load-typescript.mjs';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    dossier: { type: 'string', default: 'scale-10k' },
    runs: { type: 'string', default: '5' },
    growth: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
  },
});

/** @typedef {typeof import('../tests/bench/run.ts')} Bench */
const bench = /** @type {Bench} */ (await loadTypeScript('/tests/bench/run.ts'));

const names = values.only?.split(',') ?? [];
const only = bench.groups.filter((group) => names.includes(group));
const unknown = names.filter((name) => !bench.groups.some((group) => group === name));
const runs = Number(values.runs);
if (unknown.length > 0 || !(runs >= 1)) {
  console.error(`--only knows ${bench.groups.join(', ')}; --runs is a number from 1.`);
  process.exit(1);
}

const isComplete = await bench.runBench({
  only: values.only === undefined ? null : only,
  dossier: values.dossier,
  runs,
  isGrowth: values.growth,
  isProfile: values.profile,
  executable: ensureChromium((line) => console.log(line)).path,
  output: 'bench/latest.json',
  scriptSize: (folder) => scriptBeforeBoard(folder).total / 1_000,
});
process.exit(isComplete ? 0 : 1);
