/**
 * The other browsers: found, or installed by apt-get where that can be done, and each started with a fresh profile that
 * is thrown away. Firefox has no window; WebKitGTK has one on a screen that nobody sees.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Builder, Capabilities, type WebDriver } from 'selenium-webdriver';
import { installPackages } from '#scripts/apt.mjs';
import { driveFirefox } from './marionette.ts';

export type Theme = 'light' | 'dark';

export interface OtherBrowser {
  /** In a name of a file too. */
  readonly name: string;
  /** What was found, for the line that says so. */
  readonly found: string;
  start(theme: Theme): Promise<Started>;
}

export interface Started {
  readonly driver: WebDriver;
  stop(): Promise<void>;
}

export interface Missing {
  readonly name: string;
  readonly reason: string;
}

interface Kind {
  readonly name: string;
  /** Debian's. */
  readonly packages: readonly string[];
  look(): OtherBrowser | string;
}

const startLimit = 60_000;
const size = { width: 1_440, height: 900 };

const kinds: readonly Kind[] = [
  { name: 'firefox', packages: ['firefox-esr'], look: lookForFirefox },
  { name: 'webkit', packages: ['webkit2gtk-driver', 'xvfb'], look: lookForWebKit },
];

export const browserNames = kinds.map(({ name }) => name);

/** Looks for the browsers of these names, and once more after apt-get where one is missing. */
export function findBrowsers(
  names: readonly string[],
  say: (line: string) => void,
): readonly (OtherBrowser | Missing)[] {
  const asked = kinds.filter(({ name }) => names.includes(name));
  const absent = asked.filter((kind) => typeof kind.look() === 'string');
  if (absent.length > 0) {
    const why = `Not here yet: ${absent.map(({ name }) => name).join(', ')}`;
    installPackages(
      absent.flatMap(({ packages }) => packages),
      { say, why },
    );
  }
  return asked.map((kind) => {
    const found = kind.look();
    return typeof found === 'string' ? { name: kind.name, reason: found } : found;
  });
}

function lookForFirefox(): OtherBrowser | string {
  const mac = '/Applications/Firefox.app/Contents/MacOS/firefox';
  const path = onPath('firefox-esr') ?? onPath('firefox') ?? (existsSync(mac) ? mac : null);
  const version = path === null ? null : versionOf(path);
  if (path === null || version === null) return 'no firefox-esr and no firefox that starts';
  return {
    name: 'firefox',
    found: `${version}, ${path}`,
    start: (theme) => startFirefox(path, theme),
  };
}

function lookForWebKit(): OtherBrowser | string {
  const path = onPath('WebKitWebDriver');
  if (path === null) return 'no WebKitWebDriver (webkit2gtk-driver)';
  const screen = onPath('Xvfb');
  if (screen === null) return 'no Xvfb (xvfb)';
  return {
    name: 'webkit',
    found: path,
    start: (theme) => startWebKit(path, screen, theme),
  };
}

async function startFirefox(path: string, theme: Theme): Promise<Started> {
  const profile = mkdtempSync(join(tmpdir(), 'parley-firefox-'));
  const preferences = {
    // Any that is free; Firefox writes into the profile which it was.
    'marionette.port': 0,
    'layout.css.prefers-color-scheme.content-override': theme === 'dark' ? 0 : 1,
    'browser.shell.checkDefaultBrowser': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'toolkit.telemetry.reportingpolicy.firstRun': false,
    'app.normandy.enabled': false,
    'app.update.enabled': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
  };
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  writeFileSync(join(profile, 'user.js'), lines.join('\n'));
  const args = ['--marionette', '--headless', '--no-remote', '--profile', profile];
  const env = { ...process.env, MOZ_HEADLESS_WIDTH: '1440', MOZ_HEADLESS_HEIGHT: '1000' };
  const firefox = spawn(path, args, { stdio: 'ignore', env });
  return started({
    processes: [firefox],
    folder: profile,
    drive: async () => {
      const place = join(profile, 'MarionetteActivePort');
      const port = await until('Firefox listens', () =>
        existsSync(place) ? Number(readFileSync(place, 'utf8')) || null : null,
      );
      return driveFirefox(port);
    },
  });
}

async function startWebKit(path: string, xvfb: string, theme: Theme): Promise<Started> {
  const home = mkdtempSync(join(tmpdir(), 'parley-webkit-'));
  mkdirSync(join(home, 'run'), { mode: 0o700 });
  const { screen, display } = await startScreen(xvfb);
  const port = await freePort();
  const driver = spawn(path, [`--port=${port}`], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: display,
      WAYLAND_DISPLAY: '',
      GDK_BACKEND: 'x11',
      GTK_THEME: theme === 'dark' ? 'Adwaita:dark' : 'Adwaita',
      // What a page keeps goes here, and away with it.
      XDG_DATA_HOME: join(home, 'data'),
      XDG_CACHE_HOME: join(home, 'cache'),
      XDG_CONFIG_HOME: join(home, 'config'),
      XDG_RUNTIME_DIR: join(home, 'run'),
      NO_AT_BRIDGE: '1',
    },
  });
  return started({
    processes: [driver, screen],
    folder: home,
    drive: async () => {
      const address = `http://127.0.0.1:${port}`;
      await until('WebKitWebDriver listens', async () => {
        const answer = await fetch(`${address}/status`).catch(() => null);
        return answer?.ok ? true : null;
      });
      return new Builder()
        .usingServer(address)
        .withCapabilities(new Capabilities({ browserName: 'MiniBrowser' }))
        .build();
    },
  });
}

interface Starting {
  readonly processes: readonly ChildProcess[];
  /** Of the profile. */
  readonly folder: string;
  drive(): Promise<WebDriver>;
}

async function started({ processes, folder, drive }: Starting): Promise<Started> {
  const end = async () => {
    for (const process of processes) await ended(process);
    await discard(folder);
  };
  try {
    const driver = await drive();
    await driver
      .manage()
      .window()
      .setRect({ x: 0, y: 0, ...size });
    return {
      driver,
      stop: async () => {
        await driver.quit().catch(() => undefined);
        await end();
      },
    };
  } catch (reason) {
    await end();
    throw reason;
  }
}

/** What a driver has started may write into its profile a moment longer; what stays then is a temporary folder. */
async function discard(folder: string): Promise<void> {
  for (let left = 20; left > 0; left -= 1) {
    try {
      rmSync(folder, { recursive: true, force: true });
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

function ended(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const insist = setTimeout(() => process.kill('SIGKILL'), 5_000);
    process.once('exit', () => {
      clearTimeout(insist);
      resolve();
    });
    process.kill();
  });
}

/** A screen that nobody sees; it says its number itself. */
function startScreen(xvfb: string): Promise<{ screen: ChildProcess; display: string }> {
  const { width, height } = size;
  const args = ['-displayfd', '1', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp'];
  const screen = spawn(xvfb, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  return new Promise((resolve, reject) => {
    screen.once('error', reject);
    screen.once('exit', () => reject(new Error('Xvfb did not start.')));
    screen.stdout.once('data', (number: Buffer) =>
      resolve({ screen, display: `:${number.toString().trim()}` }),
    );
  });
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const place = server.address();
      server.close(() => resolve(typeof place === 'object' && place ? place.port : 0));
    });
  });
}

async function until<T>(what: string, look: () => Promise<T | null> | T | null): Promise<T> {
  for (const start = performance.now(); performance.now() - start < startLimit; ) {
    const seen = await look();
    if (seen !== null) return seen;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Waited ${startLimit / 1_000} s in vain until ${what}.`);
}

function onPath(program: string): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path)) ?? null;
}

/** As the browser says it: “Mozilla Firefox 140.1.0esr”; null if it does not start. */
function versionOf(path: string): string | null {
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 });
  return status === 0 ? stdout.trim() : null;
}
