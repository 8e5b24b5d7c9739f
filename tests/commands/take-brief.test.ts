// @vitest-environment node
/** The brief is taken of what is shown: onto the clipboard, as a file under the name of dossier and date, or on paper. */
import { expect, test } from 'vitest';
import { type CommandContext, runCommand, type ShownTable } from '#src/commands/command.ts';
import { copyBrief, downloadBrief, printBrief } from '#src/commands/take-brief.ts';
import { Failure } from '#src/domain/problem.ts';
import { viewOf } from '#src/store/view.ts';
import { openDevice, settledDevice, testServer } from '#tests/store/test-world.ts';

async function taking(overrides: Partial<CommandContext> = {}, params = {}) {
  const { context } = await settledDevice(testServer(), { view: viewOf(params) });
  const shown: ShownTable[] = [];
  const copied: unknown[] = [];
  const saved: unknown[] = [];
  const taken: CommandContext = {
    ...context,
    brief: async (table) => {
      shown.push(table);
      return { text: '# Brief\n', html: '<h1>Brief</h1>' };
    },
    printBrief: async (table) => void shown.push(table),
    copyFormatted: async (brief) => {
      copied.push(await brief);
      return true;
    },
    saveTable: (...file) => void saved.push(file),
    ...overrides,
  };
  return { context: taken, shown, copied, saved };
}

const toastsOf = ({ screen }: CommandContext) =>
  screen.store.getState().toasts.map(({ text }) => text);

test('copied, it is said whether formatted', async () => {
  const formatted = await taking();
  expect(await runCommand(formatted.context, copyBrief, undefined)).toBe(true);
  expect(formatted.copied).toEqual([{ text: '# Brief\n', html: '<h1>Brief</h1>' }]);
  expect(toastsOf(formatted.context)).toEqual(['Copied the brief, formatted.']);
  const plain = await taking({ copyFormatted: async (brief) => (await brief) === null });
  expect(await runCommand(plain.context, copyBrief, undefined)).toBe(true);
  expect(toastsOf(plain.context)).toEqual(['Copied the brief as Markdown.']);
});

test('as a file it has the name of the dossier, and of the date that is shown', async () => {
  const { context, shown, saved } = await taking({}, { asOf: '2025-11-01', country: 'US' });
  expect(await runCommand(context, downloadBrief, undefined)).toBe(true);
  expect(saved).toEqual([['us-india-brief-2025-11-01.md', 'text/markdown', '# Brief\n']]);
  expect(shown).toMatchObject([
    { moment: expect.stringMatching(/^2025-11-01/), view: { filter: { countries: ['US'] } } },
  ]);
});

test('what cannot be put together is said for what it is, whichever way it was to go', async () => {
  const missing = () => Promise.reject(new Failure({ code: 'part-not-loaded' }));
  for (const command of [copyBrief, downloadBrief, printBrief]) {
    const { context, saved } = await taking({ brief: missing, printBrief: missing });
    expect(await runCommand(context, command, undefined)).toBe(false);
    expect(toastsOf(context)).toEqual([
      expect.stringMatching(new RegExp(`^“${command.label()}” was not done.* could not be loaded`)),
    ]);
    expect(saved).toEqual([]);
  }
});

test('of a dossier that has not been read there is none', async () => {
  const { context, session } = await openDevice(testServer(), { isRead: false });
  Object.assign(session, { opened: () => Promise.resolve() });
  expect(await runCommand(context, printBrief, undefined)).toBe(false);
  expect(toastsOf(context)).toEqual([
    '“Print brief” was not done, and nothing was changed. The dossier has not been read yet.',
  ]);
});
