// @vitest-environment node
/** A past date is read, not changed: one place refuses, whatever was to change something and however it was started. */
import { expect, test } from 'vitest';
import { clearFilters, openDialog, openIssue, showPresent } from '#src/commands/change-view.ts';
import { type Command, runCommand } from '#src/commands/command.ts';
import { exportLog } from '#src/commands/export-log.ts';
import { undo } from '#src/commands/undo-redo.ts';
import { viewOf } from '#src/store/view.ts';
import { settledDevice, testServer } from '#tests/store/test-world.ts';

const past = viewOf({ asOf: '2025-11-03' });

function isCommand(value: unknown): value is Command<unknown> {
  return typeof value === 'object' && value !== null && 'id' in value && 'run' in value;
}

const commands = Object.values(
  import.meta.glob<Record<string, unknown>>('../../src/commands/*.ts', { eager: true }),
)
  .flatMap((module) => Object.values(module))
  .filter(isCommand);

const recording = /session\s*\.\s*(record|recordAnew|undo|redo|takeBack)\b|doTogether/;

test('every command that records is refused on a past date, with the day and what to do', async () => {
  const refused = commands.filter(({ isReading }) => isReading === undefined);
  expect(refused.length).toBeGreaterThan(10);
  for (const command of refused) {
    const { context, session } = await settledDevice(testServer(), { view: past });
    const before = session.store.getState();
    // Not one of them comes to look at its arguments.
    expect(await runCommand(context, { ...command, once: () => '' }, undefined)).toBe(false);
    expect(session.store.getState()).toEqual(before);
    const { toasts, announcement } = context.screen.store.getState();
    expect(toasts.map(({ text }) => text)).toEqual([announcement.text]);
    expect(announcement.text).toBe(
      'Nothing was changed: this is how the dossier stood on 3 November 2025. Go back to today to change it.',
    );
  }
  expect(refused.filter(({ run }) => !recording.test(`${run}`)).map(({ id }) => id)).toEqual([]);
  const reading = commands.filter(({ isReading }) => isReading !== undefined);
  expect(reading.filter(({ run }) => recording.test(`${run}`)).map(({ id }) => id)).toEqual([]);
});

test('what only reads goes on there, forms to write in do not open, and today everything can be done again', async () => {
  const { context, session } = await settledDevice(testServer(), { view: past });
  expect(await runCommand(context, openIssue, { issue: 'issue:ip' })).toBe(true);
  expect(await runCommand(context, clearFilters, undefined)).toBe(true);
  expect(await runCommand(context, exportLog, undefined)).toBe(true);
  expect(await runCommand(context, openDialog, { kind: 'keys' })).toBe(true);
  expect(await runCommand(context, openDialog, { kind: 'add-issue' })).toBe(false);
  expect(context.screen.store.getState().dialog).toEqual({ kind: 'keys' });
  expect(await runCommand(context, undo, undefined)).toBe(false);
  expect(await runCommand(context, showPresent, undefined)).toBe(true);
  expect(context.moment()).toBeNull();
  expect(await runCommand(context, openDialog, { kind: 'add-issue' })).toBe(true);
  expect(session.store.getState().pending).toEqual([]);
});

test('a day that has not ended is today', async () => {
  for (const asOf of ['2025-11-05', '2025-11-06', '2999-01-01']) {
    const { context } = await settledDevice(testServer(), { view: viewOf({ asOf }) });
    expect(context.moment()).toBeNull();
  }
  const { context } = await settledDevice(testServer(), { view: viewOf({ asOf: '2025-11-04' }) });
  expect(context.moment()).toBe('2025-11-04T23:59:59.999Z');
});
