/**
 * `npm run browsers`: the main job in Firefox and in WebKitGTK, beside `npm test` and not in it: they are other people's
 * machines' to have. `-- --only firefox` runs it in one of them.
 */
import { parseArgs } from 'node:util';
import { loadTypeScript } from './load-typescript.mjs';

const { values } = parseArgs({ options: { only: { type: 'string' } } });

/** @typedef {typeof import('../tests/browsers/run.ts')} Browsers */
const browsers = /** @type {Browsers} */ (await loadTypeScript('/tests/browsers/run.ts'));

const names = values.only?.split(',') ?? browsers.browserNames;
const unknown = names.filter((name) => !browsers.browserNames.includes(name));
if (unknown.length > 0) {
  console.error(`--only knows ${browsers.browserNames.join(', ')}.`);
  process.exit(1);
}
process.exit((await browsers.runInBrowsers(names)) ? 0 : 1);
