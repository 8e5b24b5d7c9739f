// @vitest-environment node
/** Installing by apt while another package manager is at work: what is waited for, what is said, and when it ends. */
import { expect, test } from 'vitest';
import { runApt } from '#scripts/apt.mjs';

const frontend = '/var/lib/dpkg/lock-frontend';
const lists = '/var/lib/apt/lists/lock';
const archives = '/var/cache/apt/archives/lock';

const dpkgHeld = `E: Could not get lock ${frontend}. It is held by process 4711 (apt-get)
E: Unable to acquire the dpkg frontend lock (${frontend}), is another process using it?
`;
const timedOut = `E: Unable to acquire the dpkg frontend lock (${frontend}), is another process using it?\n`;
const listsHeld = `E: Could not get lock ${lists}. It is held by process 42 (unattended-upgr)
E: Unable to lock directory /var/lib/apt/lists/
`;
/** As apt 1.4 says it, which does not know who. */
const listsHeldOf = `E: Could not get lock ${lists} - open (11: Resource temporarily unavailable)
E: Unable to lock directory /var/lib/apt/lists/
`;
const archivesHeld = `E: Could not get lock ${archives}. It is held by process 7 (apt)
E: Unable to lock directory /var/cache/apt/archives/
`;

/** A machine on which apt-get says these one after another, the last again and again; '' is that it goes through. */
function machineSaying(...answers: readonly string[]) {
  const commands: string[] = [];
  const said: string[] = [];
  let time = 0;
  const isThrough = (isRoot = true, step: readonly string[] = ['update']) =>
    runApt(step, {
      isRoot,
      say: (line) => said.push(line),
      machine: {
        run: (command) => {
          commands.push(command.join(' '));
          time += 1_000;
          const answer = answers[Math.min(commands.length, answers.length) - 1];
          return answer ? { status: 100, said: answer } : { status: 0, said: '' };
        },
        now: () => time,
        sleep: (milliseconds) => {
          time += milliseconds;
        },
      },
    });
  return { isThrough, commands, said, minutes: () => time / 60_000 };
}

test('where nothing is in the way, a step is run once and nothing is said', () => {
  const { isThrough, commands, said } = machineSaying('');
  expect(isThrough()).toBe(true);
  expect(commands).toEqual(['apt-get -o DPkg::Lock::Timeout=0 update']);
  expect(said).toEqual([]);
});

test('the lock of dpkg is waited for by apt itself, once it is said who holds it', () => {
  const { isThrough, commands, said } = machineSaying(dpkgHeld, '');
  expect(isThrough(true, ['install', '-y', 'chromium'])).toBe(true);
  expect(said).toEqual([
    `apt-get install -y chromium waits for process 4711 (apt-get), which holds ${frontend} (at most 10 minutes).`,
  ]);
  expect(commands).toHaveLength(2);
  expect(commands[1]).toMatch(/^apt-get -o DPkg::Lock::Timeout=59\d install/);
});

test('a lock that apt does not wait for is tried again, and said once; the next lock is said too', () => {
  const { isThrough, commands, said } = machineSaying(
    listsHeld,
    listsHeld,
    listsHeld,
    archivesHeld,
    '',
  );
  expect(isThrough()).toBe(true);
  expect(commands).toHaveLength(5);
  expect(said).toEqual([
    `apt-get update waits for process 42 (unattended-upgr), which holds ${lists} (at most 10 minutes).`,
    `apt-get update waits for process 7 (apt), which holds ${archives} (at most 10 minutes).`,
  ]);
});

test('an older apt, which does not know the holder, waits as well', () => {
  const { isThrough, said } = machineSaying(listsHeldOf, '');
  expect(isThrough()).toBe(true);
  expect(said[0]).toContain(`waits for another package manager, which holds ${lists}`);
});

test('after ten minutes it is given up, with the reason', () => {
  for (const answer of [listsHeld, timedOut]) {
    const { isThrough, said, minutes } = machineSaying(answer);
    expect(isThrough()).toBe(false);
    expect(said).toHaveLength(2);
    expect(said[1]).toMatch(/^apt-get update failed: .*(?:Unable to lock|Unable to acquire)/);
    expect(minutes()).toBeGreaterThan(10);
    expect(minutes()).toBeLessThan(10.2);
  }
});

test('a failure that is not a lock is said at once, with its reason', () => {
  for (const [answer, reason] of [
    ['E: Unable to locate package chromium\n', ': Unable to locate package chromium'],
    ['W: An error occurred\n', '.'],
    [
      `E: Could not open lock file ${frontend} - open (13: Permission denied)\n`,
      `: Could not open lock file ${frontend} - open (13: Permission denied)`,
    ],
  ] as const) {
    const { isThrough, commands, said } = machineSaying(answer);
    expect(isThrough()).toBe(false);
    expect(commands).toHaveLength(1);
    expect(said).toEqual([`apt-get update failed${reason}`]);
  }
});

test('whoever is not root asks sudo', () => {
  const { isThrough, commands } = machineSaying('');
  isThrough(false);
  expect(commands).toEqual(['sudo apt-get -o DPkg::Lock::Timeout=0 update']);
});
