// @vitest-environment node
/**
 * One press is one thing: each command that records, begun twice while the first is held back, leaves what it leaves begun
 * once, and says so once. Undo, Redo and a step up or down are as many as they are pressed.
 */
import { expect, test } from 'vitest';
import { addNote, deleteNote, editNote, renameActor } from '#src/commands/annotate.ts';
import { type Command, runCommand } from '#src/commands/command.ts';
import {
  addIssue,
  editFields,
  editIssue,
  removeIssue,
  restoreIssue,
} from '#src/commands/edit-issues.ts';
import { sayWhy } from '#src/commands/explain-move.ts';
import { annotateIssues, moveIssues, removeIssues, tagIssues } from '#src/commands/many-issues.ts';
import { moveIssue, stepIssue } from '#src/commands/move-issue.ts';
import { restoreDossier } from '#src/commands/restore-dossier.ts';
import { redo, takeBack, undo } from '#src/commands/undo-redo.ts';
import { latestMove } from '#src/domain/explain-move.ts';
import type { IssueId } from '#src/domain/ids.ts';
import { filledIn } from '#tests/builders.ts';
import { type Device, settledDevice, testServer } from '#tests/store/test-world.ts';

const ip: IssueId = 'issue:ip';
const farm: IssueId = 'issue:farm';
const gsp: IssueId = 'issue:gsp';
const draft = filledIn({ asker: 'IN', tags: 'nuts' });

interface Press {
  readonly command: Command<never>;
  readonly press: (device: Device) => Promise<boolean>;
}

/** How the command is begun on a device on which a note stands and a name is taken. */
function pressOf<Args>(command: Command<Args>, args: (device: Device) => Args): Press {
  return { command, press: (device) => runCommand(device.context, command, args(device)) };
}

const noteOf = ({ issue }: Device) => {
  const [note] = issue(ip).annotations;
  if (!note) throw new RangeError('There is a note');
  return note.id;
};

const presses: readonly Press[] = [
  pressOf(addIssue, () => draft),
  pressOf(editIssue, () => ({ issue: ip, draft })),
  pressOf(editFields, () => ({ issue: ip, fields: { title: 'Once' } })),
  pressOf(sayWhy, ({ session }) => {
    const move = latestMove(session.store.getState().folded.log.get(gsp) ?? []);
    if (!move) throw new RangeError('It has been moved');
    return { issue: gsp, move: move.id, reason: 'Signed' };
  }),
  pressOf(removeIssue, () => ({ issue: ip })),
  pressOf(restoreIssue, () => ({ issue: gsp })),
  pressOf(restoreDossier, () => undefined),
  pressOf(addNote, () => ({ issue: ip, text: 'Once' })),
  pressOf(editNote, (device) => ({ issue: ip, note: noteOf(device), text: 'Once' })),
  pressOf(deleteNote, (device) => ({ issue: ip, note: noteOf(device) })),
  pressOf(renameActor, () => ({ name: 'Asha Rao' })),
  pressOf(moveIssue, () => ({
    issue: ip,
    status: 'resolved' as const,
    place: { kind: 'top' as const },
    takesFocus: true,
  })),
  pressOf(moveIssues, () => ({
    issues: [ip, farm],
    status: 'resolved' as const,
    place: { kind: 'top' as const },
  })),
  pressOf(tagIssues, () => ({ issues: [ip, farm], tags: 'urgent' })),
  pressOf(annotateIssues, () => ({ issues: [ip, farm], text: 'Once' })),
  pressOf(removeIssues, () => ({ issues: [ip, farm] })),
  pressOf(takeBack, ({ session }) => {
    const step = session.store.getState().undoStack.last;
    if (!step) throw new RangeError('There is something to take back');
    return step;
  }),
];

const repeatable: readonly Press[] = [
  pressOf(undo, () => undefined),
  pressOf(redo, () => undefined),
  pressOf(stepIssue, () => ({ issue: 'issue:farm', direction: 'down' })),
];

/** A device with a note, a removed issue and a removed dossier, where nothing is recorded until `release` is called. */
async function heldDevice() {
  const device = await settledDevice(testServer());
  const { context, session } = device;
  await session.record(() => [
    { type: 'dossier.removed.v1', subject: 'dossier:us-india', payload: {} },
  ]);
  await runCommand(context, addNote, { issue: ip, text: 'A note' });
  const resolved = { status: 'resolved', place: { kind: 'top' }, takesFocus: false } as const;
  await runCommand(context, moveIssue, { issue: gsp, ...resolved });
  await runCommand(context, removeIssue, { issue: gsp });
  for (const { key } of context.screen.store.getState().toasts) context.screen.dismissToast(key);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  // Whatever keeps a session from recording, a slow disk or a log that is not read yet: commands wait in their order.
  const turn = (work: 'record' | 'takeBack' | 'undo' | 'redo') => {
    const real: (...args: never[]) => Promise<unknown> = session[work].bind(session);
    Object.assign(session, { [work]: (...args: never[]) => held.then(() => real(...args)) });
  };
  for (const work of ['record', 'takeBack', 'undo', 'redo'] as const) turn(work);
  const before = session.store.getState().pending.length;
  return { ...device, release, recorded: () => session.store.getState().pending.slice(before) };
}

async function pressed({ press }: Press, times: number) {
  const device = await heldDevice();
  const presses = Array.from({ length: times }, () => press(device));
  device.release();
  const done = await Promise.all(presses);
  const { toasts, announcement, busy } = device.context.screen.store.getState();
  expect([...busy]).toEqual([]);
  return {
    done,
    types: device.recorded().map(({ type }) => type),
    said: [...toasts.map(({ text }) => text), announcement.text],
    column: device.cell('US/open'),
  };
}

test.each(presses.map((press) => [press.command.id, press] as const))(
  '%s, begun twice while it is held back, is done once',
  async (_, press) => {
    const once = await pressed(press, 1);
    expect(once.types.length).toBeGreaterThan(0);
    const twice = await pressed(press, 2);
    expect(twice.types).toEqual(once.types);
    // A move says after the second press that it stands there.
    if (press.command.once) expect(twice.said).toEqual(once.said);
    expect(twice.done[0]).toBe(true);
  },
);

test('Undo is as many as it is pressed, and so is a step down', async () => {
  const [undoing, , stepping] = repeatable;
  if (!undoing || !stepping) throw new RangeError('They are listed');
  const twiceUndone = await pressed(undoing, 2);
  expect(twiceUndone.types).toEqual(['event.retracted.v1', 'event.retracted.v1']);
  expect((await pressed(stepping, 1)).column).toEqual([ip, farm, 'issue:data']);
  expect((await pressed(stepping, 2)).column).toEqual([ip, 'issue:data', farm]);
});

test('what is done is free to be done again, and so is what failed', async () => {
  const { context, session, issue } = await settledDevice(testServer());
  const add = () => runCommand(context, addNote, { issue: ip, text: 'Again' });
  expect(await add()).toBe(true);
  expect(await add()).toBe(true);
  expect(issue(ip).annotations).toHaveLength(2);
  const { record } = session;
  Object.assign(session, { record: () => Promise.reject(new Error('Not now.')) });
  expect(await add()).toBe(false);
  Object.assign(session, { record });
  expect(await add()).toBe(true);
  expect(issue(ip).annotations).toHaveLength(3);
});

test('every command is one that is done once, one that repeats, or one that records nothing', async () => {
  const known = new Set([...presses, ...repeatable].map(({ command }) => command.id));
  const modules = import.meta.glob<Record<string, unknown>>('../../src/commands/*.ts', {
    eager: true,
  });
  const recording = Object.values(modules)
    .flatMap((module) => Object.values(module))
    .filter(isCommand)
    .filter(({ run }) => /session\s*\.\s*(record|undo|redo|takeBack)\b|doTogether/.test(`${run}`));
  expect(recording.length).toBeGreaterThan(10);
  expect(recording.map(({ id }) => id).filter((id) => !known.has(id))).toEqual([]);
});

function isCommand(value: unknown): value is Command<never> {
  return typeof value === 'object' && value !== null && 'id' in value && 'run' in value;
}
