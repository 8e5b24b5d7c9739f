/**
 * Stages that run at the same time, such as lint and types. What each says is kept together and shown when it ends;
 * what a failing one says comes after all the others, where it is read. A stage that runs alone speaks as it goes.
 */
import { spawn } from 'node:child_process';

/**
 * @typedef {(text: string) => void} Write
 *
 * @typedef {object} Stage
 * @property {string} title
 * @property {(write: Write | null) => boolean | Promise<boolean>} run whether it passed; where `write` is null, what it
 *   says goes straight to the terminal
 */

/**
 * @param {readonly Stage[]} stages
 * @param {{ write: Write, now?: () => number }} options `now` in milliseconds
 * @returns {Promise<boolean>} whether all of them passed
 */
export async function passSideBySide(stages, { write, now = () => performance.now() }) {
  const [only, ...others] = stages;
  if (only && others.length === 0) {
    write(headingOf(only));
    const { isGood, outcome } = await outcomeOf(only, null, now);
    write(outcome);
    return isGood;
  }
  /** @type {string[]} */
  const failures = [];
  await Promise.all(
    stages.map(async (stage) => {
      let said = '';
      const { isGood, outcome } = await outcomeOf(stage, (text) => (said += text), now);
      const told = `${headingOf(stage)}${said}${outcome}`;
      if (isGood) write(told);
      else {
        write(`\n✗ ${stage.title} failed; why, comes last.\n`);
        failures.push(told);
      }
    }),
  );
  for (const failure of failures) write(failure);
  return failures.length === 0;
}

/**
 * A command as a stage runs it.
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {Stage['run']}
 */
export function command(program, ...args) {
  return (write) =>
    new Promise((resolve) => {
      const child = spawn(program, args, {
        stdio: write ? ['ignore', 'pipe', 'pipe'] : 'inherit',
        shell: process.platform === 'win32',
      });
      for (const stream of [child.stdout, child.stderr]) {
        stream?.setEncoding('utf8').on('data', (text) => write?.(text));
      }
      child.on('error', (error) => {
        (write ?? console.error)(`${error.message}\n`);
        resolve(false);
      });
      child.on('close', (status) => resolve(status === 0));
    });
}

/** @param {Stage} stage */
function headingOf({ title }) {
  return `\n── ${title}\n`;
}

/**
 * @param {Stage} stage
 * @param {Write | null} write
 * @param {() => number} now
 */
async function outcomeOf({ title, run }, write, now) {
  const start = now();
  const isGood = await run(write);
  const seconds = ((now() - start) / 1_000).toFixed(1);
  const outcome = isGood ? `✓ ${title}, ${seconds} s\n` : `✗ ${title} failed after ${seconds} s\n`;
  return { isGood, outcome };
}
