// @vitest-environment node
/** Undo and redo, derived from the log alone, against a plain stack that is kept as the user acts. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Board, foldMore, nothingFolded } from '#src/domain/board.ts';
import type { Intention, LogEvent } from '#src/domain/event.ts';
import { emptyUndoStack, pushStep, type Step, stepsOf, type UndoStack } from '#src/domain/undo.ts';
import {
  addIssue,
  issueFields,
  type Recorder,
  rankNumber,
  recorder,
  shuffled,
} from '#tests/builders.ts';

function stackOf(events: readonly LogEvent[]): UndoStack {
  return stepsOf(events).reduce(pushStep, emptyUndoStack);
}

function boardOf(events: readonly LogEvent[]): Board {
  return foldMore(nothingFolded, events).board;
}

/** Records the retraction of a whole step. */
function takeBack(by: Recorder, step: Step): Step {
  const [first, ...more] = step.flatMap((event): Intention[] =>
    event.type === 'unrecognised'
      ? []
      : [{ type: 'event.retracted.v1', subject: event.subject, payload: { event: event.id } }],
  );
  if (!first) throw new Error('A step has events');
  return by.record(first, ...more);
}

function move(choice: number): Intention {
  const status = choice % 2 === 0 ? 'open' : 'resolved';
  return {
    type: 'issue.moved.v1',
    subject: 'issue:gsp',
    payload: { status, rank: rankNumber(choice) },
  };
}

function rename(choice: number): Intention {
  return { type: 'issue.edited.v1', subject: 'issue:gsp', payload: { title: `Title ${choice}` } };
}

type Press = { readonly key: 'undo' | 'redo' } | { readonly key: 'act'; readonly size: number };

interface Session {
  readonly events: LogEvent[];
  /** Kept as the user acts, by pushing step after step. */
  readonly stack: UndoStack;
  /** What an ordinary undo stack would hold: first events of commands. */
  readonly model: { readonly done: readonly Step[]; readonly undone: readonly Step[] };
  /** The board before each command in force. */
  readonly boards: readonly Board[];
}

const fresh: Session = {
  events: [],
  stack: emptyUndoStack,
  model: { done: [], undone: [] },
  boards: [],
};

function press(by: Recorder, session: Session, pressed: Press, choice: number): Session {
  const { events, stack, model } = session;
  const push = (step: Step, next: Session['model'], boards: Session['boards']): Session => ({
    events: [...events, ...step],
    stack: pushStep(stack, step),
    model: next,
    boards,
  });
  if (pressed.key === 'act') {
    const acts = [addIssue('issue:gsp', issueFields()), move(choice), rename(choice)];
    const [first = move(choice), ...more] = acts.slice(choice % 3).slice(0, pressed.size);
    const step = by.record(first, ...more);
    return push(step, { done: [...model.done, step], undone: [] }, [
      ...session.boards,
      boardOf(events),
    ]);
  }
  if (pressed.key === 'undo') {
    const top = stack.done.at(-1);
    if (!top) return session;
    return push(
      takeBack(by, top),
      { done: model.done.slice(0, -1), undone: [...model.undone, top] },
      session.boards.slice(0, -1),
    );
  }
  const last = stack.undone.at(-1);
  if (!last) return session;
  return push(
    takeBack(by, last.by),
    { done: [...model.done, last.step], undone: model.undone.slice(0, -1) },
    [...session.boards, boardOf(events)],
  );
}

const presses: fc.Arbitrary<Press[]> = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        key: fc.constant('act' as const),
        size: fc.integer({ min: 1, max: 3 }),
      }),
    },
    { weight: 3, arbitrary: fc.record({ key: fc.constant('undo' as const) }) },
    { weight: 2, arbitrary: fc.record({ key: fc.constant('redo' as const) }) },
  ),
  { maxLength: 20 },
);

/** `step` 0: the wall clock stands still, and only the logical clock tells commands apart. */
function play(pressed: readonly Press[], step = 0): Session {
  const asha = recorder('actor:asha', { step });
  return pressed.reduce((session, each, i) => press(asha, session, each, i), fresh);
}

test('the stack derived from the log, in any order, is the one kept as the user acted', () => {
  const sessions = presses
    .map((pressed) => play(pressed))
    .chain((session) => fc.tuple(fc.constant(session), shuffled(session.events)));
  fc.assert(
    fc.property(sessions, ([session, events]) => {
      expect(stackOf(events)).toEqual(session.stack);
    }),
  );
});

test('the stack is what an ordinary undo stack would be', () => {
  fc.assert(
    fc.property(presses, (pressed) => {
      const { stack, model } = play(pressed, 1_000);
      expect(stack.done).toEqual(model.done);
      expect(stack.undone.map(({ step }) => step)).toEqual(model.undone);
    }),
  );
});

test('undoing all the way down shows each earlier board again, and redoing brings all back', () => {
  fc.assert(
    fc.property(presses, (pressed) => {
      const asha = recorder('actor:asha', { step: 0 });
      let session = pressed.reduce((last, each, i) => press(asha, last, each, i), fresh);
      const whole = boardOf(session.events);
      const depth = session.stack.done.length;
      for (const board of session.boards.toReversed()) {
        session = press(asha, session, { key: 'undo' }, 0);
        expect(boardOf(session.events)).toEqual(board);
      }
      expect(session.stack.done).toEqual([]);
      for (let i = 0; i < depth; i += 1) session = press(asha, session, { key: 'redo' }, 0);
      expect(boardOf(session.events)).toEqual(whole);
    }),
  );
});

test('a new command after several undone ones leaves nothing to redo', () => {
  const act = { key: 'act', size: 1 } as const;
  const undo = { key: 'undo' } as const;
  const undone = play([act, act, act, undo, undo]);
  expect(undone.stack.done).toHaveLength(1);
  expect(undone.stack.undone).toHaveLength(2);
  const next = play([act, act, act, undo, undo, act]);
  expect(next.stack.done).toHaveLength(2);
  expect(next.stack.undone).toEqual([]);
});

test('a command of many events is undone as one', () => {
  const asha = recorder('actor:asha');
  const setUp = asha.record(addIssue('issue:gsp'), addIssue('issue:farm'));
  const both = asha.record(move(3), rename(1));
  const undo = takeBack(asha, both);
  expect(stackOf([...setUp, ...both]).done).toHaveLength(2);
  expect(boardOf([...setUp, ...both, ...undo])).toEqual(boardOf(setUp));
  expect(stackOf([...undo, ...both, ...setUp])).toEqual({
    done: [setUp],
    undone: [{ step: both, by: undo }],
  });
});

test('taking back half a command, or one that is not the latest, is a command of its own', () => {
  const asha = recorder('actor:asha');
  const [added, moved] = [asha.record(addIssue('issue:gsp')), asha.record(move(1), rename(2))];
  const half = takeBack(asha, [moved[0]]);
  expect(stackOf([...added, ...moved, ...half]).done).toEqual([added, moved, half]);
  const older = takeBack(asha, added);
  expect(stackOf([...added, ...moved, ...older]).done).toEqual([added, moved, older]);
});

test('two tabs of one actor in the same millisecond record two commands', () => {
  const here = recorder('actor:asha').record(addIssue('issue:gsp'), move(1));
  const there = recorder('actor:asha', { node: '00000000000000ff' }).record(
    addIssue('issue:farm'),
    addIssue('issue:ip'),
  );
  expect(stackOf([...here, ...there]).done).toEqual([there, here]);
});
