/**
 * `npm run soak`: random commands in two browsers and a server, among random faults, compared with what was done.
 * `-- --seed 7` begins with that seed, else with one of the day; `--minutes 60` goes on that long, in runs of three
 * minutes with a seed each; `--kept` runs the seeds of what was found before.
 */
import { parseArgs } from 'node:util';
import { ensureChromium } from './find-chromium.mjs';
import { loadTypeScript } from './load-typescript.mjs';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Math.floor(Date.now() / 1_000) % 1_000_000) },
    minutes: { type: 'string', default: '3' },
    kept: { type: 'boolean', default: false },
  },
});

const seed = Number(values.seed);
const minutes = Number(values.minutes);
if (!Number.isInteger(seed) || !(minutes > 0)) {
  console.error('--seed is a whole number, --minutes a number above 0.');
  process.exit(1);
}

/** @typedef {typeof import('../tests/soak/run.ts')} Soak */
const soak = /** @type {Soak} */ (await loadTypeScript('/tests/soak/run.ts'));

const isGood = await soak.runSoak({
  seed,
  minutes,
  isKept: values.kept,
  executable: ensureChromium((line) => console.log(line)).path,
});
process.exit(isGood ? 0 : 1);
