/**
 * Finds a Chromium to run the journeys in, or installs one, and says in one line which it did.
 * Order: `CHROMIUM_PATH`, the system's, Playwright's own; then Playwright's installer; then apt on Debian
 * and Ubuntu. A browser counts only if it starts: a package's empty launcher does not.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';
import { installPackages } from './apt.mjs';

/**
 * @typedef {object} Found
 * @property {string} path of the executable
 * @property {string} how it was come by, for the line that says so
 */

const commands = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge-stable',
];

const installer = fileURLToPath(new URL('cli.js', import.meta.resolve('@playwright/test')));
const installerLimit = 240_000;

/** @returns {Found | null} */
function findChromium() {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) {
    if (starts(asked)) return { path: asked, how: 'from CHROMIUM_PATH' };
    throw new Error(`CHROMIUM_PATH is ${asked}, which does not start. Correct it or unset it.`);
  }
  return systemChromium() ?? playwrightChromium();
}

/**
 * As `findChromium`, installing one where none is found. Takes minutes then.
 * @param {(line: string) => void} say
 * @returns {Found}
 */
export function ensureChromium(say) {
  const found = findChromium() ?? installByPlaywright(say) ?? installByApt(say);
  if (found) return found;
  throw new Error(
    'No Chromium was found, and none could be installed. Install Chromium or Chrome, ' +
      'or set CHROMIUM_PATH to the executable of one, and run this again.',
  );
}

/** @returns {Found | null} */
function systemChromium() {
  const path = systemPlaces().find((place) => existsSync(place) && starts(place));
  return path ? { path, how: "the system's" } : null;
}

function systemPlaces() {
  if (process.platform === 'darwin') {
    const apps = [
      'Chromium.app/Contents/MacOS/Chromium',
      'Google Chrome.app/Contents/MacOS/Google Chrome',
    ];
    const roots = ['/Applications', join(homedir(), 'Applications')];
    return [...onPath(), ...roots.flatMap((root) => apps.map((app) => join(root, app)))];
  }
  if (process.platform === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'];
    const apps = ['Google/Chrome/Application/chrome.exe', 'Chromium/Application/chrome.exe'];
    return roots.flatMap((name) => {
      const root = process.env[name];
      return root ? apps.map((app) => join(root, app)) : [];
    });
  }
  return [...onPath(), '/snap/bin/chromium', '/usr/lib/chromium/chromium'];
}

function onPath() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return commands.flatMap((command) => folders.map((folder) => join(folder, command)));
}

/** @returns {Found | null} */
function playwrightChromium() {
  const path = chromium.executablePath();
  return path && existsSync(path) && starts(path) ? { path, how: "Playwright's own" } : null;
}

/** @param {string} path */
function starts(path) {
  // On Windows `--version` opens a window instead of answering.
  if (process.platform === 'win32') return existsSync(path);
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}

/**
 * @param {(line: string) => void} say
 * @returns {Found | null}
 */
function installByPlaywright(say) {
  say("No Chromium here yet: trying Playwright's installer (at most 4 minutes).");
  spawnSync(process.execPath, [installer, 'install', 'chromium'], {
    stdio: 'ignore',
    timeout: installerLimit,
  });
  const found = playwrightChromium();
  return found && { ...found, how: "installed by Playwright's installer" };
}

/**
 * @param {(line: string) => void} say
 * @returns {Found | null}
 */
function installByApt(say) {
  installPackages(['chromium'], { why: "Playwright's installer brought none", say });
  const found = systemChromium();
  return found && { ...found, how: 'installed by apt-get' };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const found = ensureChromium((line) => console.log(line));
  console.log(`Chromium: ${found.path} (${found.how})`);
}
