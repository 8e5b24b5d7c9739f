// @vitest-environment node
/** Checks side by side: what each says stays together, failures are told last, and one that fails stops no other. */
import { expect, test, vi } from 'vitest';
import { command, passSideBySide, type Stage } from '#scripts/side-by-side.mjs';

/** A stage that says each of these after a word from the test, then passes or not. */
function staged(title: string, { isGood = true }: { readonly isGood?: boolean } = {}) {
  let write = (_: string) => {};
  let end = () => {};
  const stage: Stage = {
    title,
    run: (said) =>
      new Promise((resolve) => {
        write = said ?? write;
        end = () => resolve(isGood);
      }),
  };
  return { stage, say: (text: string) => write(text), end: () => end() };
}

/** The stages under way, and what has been shown so far. */
function start(...stages: readonly Stage[]) {
  const shown: string[] = [];
  let time = 0;
  const now = () => {
    time += 1_500;
    return time;
  };
  const passed = passSideBySide(stages, { write: (text) => shown.push(text), now });
  return { passed, shown };
}

test('all begin at once; what each says is kept together, and shown when it ends, with its time', async () => {
  const [lint, types] = [staged('Lint'), staged('Types')];
  const { passed, shown } = start(lint.stage, types.stage);
  lint.say('a');
  types.say('1');
  lint.say('b\n');
  expect(shown).toEqual([]);
  types.say('2\n');
  types.end();
  await vi.waitFor(() => expect(shown).toHaveLength(1));
  expect(shown[0]).toMatch(/^\n── Types\n12\n✓ Types, \d\.\d s\n$/);
  lint.end();
  expect(await passed).toBe(true);
  expect(shown[1]).toMatch(/^\n── Lint\nab\n✓ Lint, \d\.\d s\n$/);
});

test('a failure is named at once and told last, and the others are run to their end', async () => {
  const [lint, types] = [staged('Lint', { isGood: false }), staged('Types')];
  const { passed, shown } = start(lint.stage, types.stage);
  lint.say('a line too long\n');
  lint.end();
  await vi.waitFor(() => expect(shown).toEqual(['\n✗ Lint failed; why, comes last.\n']));
  types.end();
  expect(await passed).toBe(false);
  expect(shown[1]).toContain('✓ Types');
  expect(shown[2]).toMatch(/^\n── Lint\na line too long\n✗ Lint failed after \d\.\d s\n$/);
  expect(shown).toHaveLength(3);
});

test.each([true, false])(
  'a stage alone speaks for itself as it goes (it passes: %s)',
  async (isGood) => {
    const shown: string[] = [];
    const run = vi.fn(() => isGood);
    const write = (text: string) => shown.push(text);
    expect(await passSideBySide([{ title: 'Build', run }], { write, now: () => 0 })).toBe(isGood);
    expect(run).toHaveBeenCalledWith(null);
    expect(shown).toEqual([
      '\n── Build\n',
      isGood ? '✓ Build, 0.0 s\n' : '✗ Build failed after 0.0 s\n',
    ]);
  },
);

test('no stage at all passes, and says nothing', async () => {
  const { passed, shown } = start();
  expect(await passed).toBe(true);
  expect(shown).toEqual([]);
});

test('a command says all it has to say, on both its streams, and passes when it ends well', async () => {
  const script = "console.log('é'.repeat(100_000)); console.error('and that')";
  let said = '';
  const run = command(process.execPath, '-e', script);
  expect(await run((text) => (said += text))).toBe(true);
  expect(said).toContain('é'.repeat(100_000));
  expect(said).toContain('and that');
});

test.each([
  ['ends with a status', [process.execPath, '-e', 'process.exit(3)'], ''],
  ['is ended by a signal', [process.execPath, '-e', "process.kill(process.pid, 'SIGTERM')"], ''],
  ['is not there', ['/nowhere/at-all'], 'ENOENT'],
] as const)('a command that %s fails', async (_, [program, ...args], why) => {
  let said = '';
  expect(await command(program, ...args)((text) => (said += text))).toBe(false);
  expect(said).toContain(why);
});
