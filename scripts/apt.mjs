/**
 * One step of apt-get, as `['update']`, that waits where another package manager is at work, and says for whom.
 * apt waits by itself for the lock of dpkg alone (`DPkg::Lock::Timeout`; apt 2.6 fails at once on those of the
 * package lists and of the downloads), so the step is also tried again.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * @typedef {object} Outcome
 * @property {number | null} status
 * @property {string} said on standard error
 *
 * @typedef {object} Machine what the tests replace
 * @property {(command: readonly string[]) => Outcome} run
 * @property {() => number} now in milliseconds
 * @property {(milliseconds: number) => void} sleep
 */

/** For how long another package manager is waited for, and how often a lock is tried that apt does not wait for. */
const longestWait = 600_000;
const pause = 3_000;

/** The longest that a step itself may take: the download of a browser over a slow line. */
const stepLimit = 900_000;

/** @type {Machine} */
const thisMachine = {
  run: ([program = '', ...rest]) => {
    // In English, so that the holder of a lock can be read from what apt says.
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
    const { status, stderr, error } = spawnSync(program, rest, {
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
      timeout: longestWait + stepLimit,
      maxBuffer: 64 * 1024 * 1024,
      env,
    });
    return { status, said: error ? `${stderr ?? ''}\nE: ${error.message}` : stderr };
  },
  now: () => performance.now(),
  sleep: (milliseconds) => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
  },
};

/**
 * @param {readonly string[]} step
 * @param {{ isRoot: boolean, say: (line: string) => void, machine?: Machine }} options
 * @returns {boolean} whether it went through; why not, has been said
 */
export function runApt(step, { isRoot, say, machine = thisMachine }) {
  const name = `apt-get ${step.join(' ')}`;
  const start = machine.now();
  let waitsFor = '';
  for (;;) {
    const left = Math.max(0, longestWait - (machine.now() - start));
    // At first not at all, so that what is waited for can be said before the wait.
    const seconds = waitsFor === '' ? 0 : Math.ceil(left / 1_000);
    const options = ['-o', `DPkg::Lock::Timeout=${seconds}`];
    const command = ['apt-get', ...options, ...step];
    const { status, said } = machine.run(isRoot ? command : ['sudo', ...command]);
    if (status === 0) return true;
    const lock = lockIn(said);
    if (!lock || left === 0) {
      say(`${name} failed${reasonIn(said)}`);
      return false;
    }
    const { path, holder } = lock;
    if (path !== waitsFor) {
      say(`${name} waits for ${holder}, which holds ${path} (at most 10 minutes).`);
      waitsFor = path;
    }
    machine.sleep(pause);
  }
}

/**
 * The lock that another process holds, from what apt said; null if that is not why it failed.
 * @param {string} said
 */
function lockIn(said) {
  const path = /(\/\S*\/lock(?:-frontend)?)\b/.exec(said)?.[1];
  if (path === undefined || !/lock/i.test(said) || /Permission denied/.test(said)) return null;
  const held = /held by process (\d+)(?: \(([^)]+)\))?/.exec(said);
  const who = held?.[2] === undefined ? '' : ` (${held[2]})`;
  return { path, holder: held ? `process ${held[1]}${who}` : 'another package manager' };
}

/** @param {string} said */
function reasonIn(said) {
  const reasons = said.split('\n').filter((line) => line.startsWith('E: '));
  return reasons.length === 0 ? '.' : `: ${reasons.map((line) => line.slice(3)).join(' ')}`;
}

/**
 * Installs these packages, where this is Debian or Ubuntu and whoever runs it is root or may become so; `why` begins the
 * line that says so. Whether they are there afterwards is to be looked at.
 * @param {readonly string[]} packages
 * @param {{ why: string, say: (line: string) => void }} options
 */
export function installPackages(packages, { why, say }) {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && !existsSync('/usr/bin/sudo')) return;
  say(`${why}: trying apt-get install ${packages.join(' ')}.`);
  for (const step of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    runApt(step, { isRoot, say });
  }
}
