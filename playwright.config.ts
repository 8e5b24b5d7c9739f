import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';
import { ensureChromium } from './scripts/find-chromium.mjs';
import { pseudoAddress } from './tests/journeys/pseudo-page.ts';

/** Where a build is served already, if one is; else this run serves `dist` itself. */
const served = process.env.PARLEY_URL;
const address = served ?? 'http://127.0.0.1:4317';

// `npm test` has found one already; workers inherit what is found here.
process.env.CHROMIUM_PATH ??= ensureChromium((line) => console.log(line)).path;

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
// Chromium refuses to run its sandbox as root.
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

const vite = 'node node_modules/vite/bin/vite.js';
const pseudoBuild = 'test-results/pseudo';

/** `command` ends with a server that takes its place from the address. */
function server(url: string, command: string) {
  const { hostname, port } = new URL(url);
  return {
    command: `${command} --host ${hostname} --port ${port} --strictPort`,
    url,
    reuseExistingServer: !process.env.CI,
  };
}

const traceModes = ['off', 'on', 'retain-on-failure'] as const;

function traceMode(asked = 'off'): (typeof traceModes)[number] {
  const mode = traceModes.find((known) => known === asked);
  if (!mode) throw new Error(`PARLEY_TRACE is one of ${traceModes.join(', ')}, not “${asked}”.`);
  return mode;
}

export default defineConfig({
  testDir: 'tests/journeys',
  testMatch: '**/*.journey.ts',
  outputDir: 'test-results/journeys',
  fullyParallel: true,
  forbidOnly: true,
  // What passes only then is named by `npm test`, and counted: decision 0048.
  retries: 1,
  // A first visit starts a service worker and two databases: on a busy machine that takes its time.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // A browser a core: gestures are followed frame by frame, and more browsers would take the frames from each other.
  workers: Math.max(1, availableParallelism()),
  reporter: [['list'], ['json', { outputFile: 'test-results/journeys.json' }]],
  use: {
    baseURL: address,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    // A worker would answer for files that a journey keeps back; those about the worker allow it.
    serviceWorkers: 'block',
    // It costs a quarter of the run: `PARLEY_TRACE=retain-on-failure npm run journeys` where one is wanted.
    trace: traceMode(process.env.PARLEY_TRACE),
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: [...sandbox, ...quiet],
    },
  },
  projects: [{ name: 'chromium', use: { browserName: 'chromium' } }],
  webServer: [
    ...(served === undefined ? [server(address, `${vite} preview`)] : []),
    // The page in its pseudo-language, which no build for users has.
    server(
      pseudoAddress,
      `${vite} build --mode pseudo --outDir ${pseudoBuild} --logLevel warn && ${vite} preview --outDir ${pseudoBuild}`,
    ),
  ],
});
