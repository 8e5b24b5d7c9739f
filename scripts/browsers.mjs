/**
 * `npm run browsers`: the main job in Firefox and in WebKitGTK, beside `npm test` and not in it: they are other people's
 * machines' to have. `-- --only firefox` runs it in one of them.
 */
import { parseArgs } from 'node:util';
import { createServer } from 'vite';

const { values } = parseArgs({ options: { only: { type: 'string' } } });

// Vite would say “development” here, and what is built after it would believe that.
process.env.NODE_ENV = 'production';

// No server: what understands the TypeScript of the job and its imports.
const loader = await createServer({
  configFile: false,
  mode: 'production',
  logLevel: 'error',
  appType: 'custom',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
});
/** @typedef {typeof import('../tests/browsers/run.ts')} Browsers */
const browsers = /** @type {Browsers} */ (await loader.ssrLoadModule('/tests/browsers/run.ts'));

const names = values.only?.split(',') ?? browsers.browserNames;
const unknown = names.filter((name) => !browsers.browserNames.includes(name));
if (unknown.length > 0) {
  console.error(`--only knows ${browsers.browserNames.join(', ')}.`);
  process.exit(1);
}
process.exit((await browsers.runInBrowsers(names)) ? 0 : 1);
