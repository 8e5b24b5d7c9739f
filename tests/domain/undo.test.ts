// @vitest-environment node
/** Undo and redo, derived from the log alone, against plain lists of what was pressed. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldMore, nothingFolded } from '#src/domain/board.ts';
import type { Intention, LogEvent } from '#src/domain/event.ts';
import { UndoIndex } from '#src/domain/undo-index.ts';
import { retraction } from '#src/store/recording.ts';
import { addIssue, on, recorder } from '#tests/builders.ts';
import { actor, nameOf, plainStack, play, press, strokes, walls } from './undo-tabs.ts';

test('two tabs that hear each other at once have one ordinary undo stack', () => {
  const tried = { undo: 0, redo: 0, 'take-back': 0, older: 0, act: 0, receive: 0, disabled: 0 };
  fc.assert(
    fc.property(strokes, walls, (pressed, off) => {
      const { tabs, step } = play(off);
      let done: (string | undefined)[] = [];
      let undone: (string | undefined)[] = [];
      for (const stroke of pressed) {
        const tab = step(stroke);
        const { last, next } = tab.stack();
        const wasDone = plainStack(tab.presses).done;
        const didAnything = press(tab, stroke);
        for (const { receive } of tabs) receive();
        if (didAnything) tried[stroke.key] += 1;
        else tried.disabled += 1;
        if (stroke.key === 'act') {
          done.push(tab.presses.at(-1)?.of);
          undone = [];
        } else if (stroke.key === 'undo') {
          expect(didAnything).toBe(done.length > 0);
          if (didAnything) undone.push(done.pop());
        } else if (stroke.key === 'redo') {
          expect(didAnything).toBe(undone.length > 0);
          if (didAnything) done.push(undone.pop());
        } else if (stroke.key === 'take-back' && didAnything) {
          const taken = tab.presses.at(-1)?.of;
          if (taken !== wasDone.at(-1)) tried.older += 1;
          done = done.filter((command) => command !== taken);
          undone.push(taken);
        } else expect(tab.stack()).toMatchObject({ last, next });
        for (const { stack } of tabs) {
          expect([nameOf(stack().last), nameOf(stack().next)]).toEqual([
            done.at(-1),
            undone.at(-1),
          ]);
        }
      }
      const [one] = tabs;
      for (const command of done.toReversed()) {
        expect(nameOf(one.stack().last)).toBe(command);
        expect(one.undo()).toBe(true);
      }
      expect(one.undo()).toBe(false);
    }),
    { numRuns: 200 },
  );
  expect(Math.min(tried.undo, tried.redo, tried['take-back'])).toBeGreaterThan(40);
  expect(tried.older).toBeGreaterThan(20);
}, 30_000);

test('with news on the way, each tab shows the stack of what it has heard, and no press is for nothing', () => {
  const tried = { undo: 0, redo: 0, 'take-back': 0, act: 0, receive: 0, twiceUndone: 0, final: 0 };
  fc.assert(
    fc.property(strokes, walls, (pressed, off) => {
      const { tabs, step } = play(off);
      for (const stroke of pressed) {
        const tab = step(stroke);
        const before = tab.board();
        const { last, next } = tab.stack();
        const didAnything = press(tab, stroke);
        if (stroke.key === 'undo') expect(didAnything).toBe(last !== null);
        if (stroke.key === 'redo') expect(didAnything).toBe(next !== null);
        if (didAnything) tried[stroke.key] += 1;
        if (didAnything && stroke.key !== 'receive') expect(tab.board()).not.toEqual(before);
        for (const { stack, presses } of tabs) {
          const { done, undone } = plainStack(presses);
          expect([nameOf(stack().last), nameOf(stack().next)]).toEqual([
            done.at(-1),
            undone.at(-1),
          ]);
        }
      }
      for (const { receive } of tabs) receive();
      const [one, other] = tabs;
      expect(other.board()).toEqual(one.board());
      const { done, undone } = plainStack(one.presses);
      const undos = one.presses.filter(({ kind }) => kind === 'undo').map(({ of }) => of);
      if (new Set(undos).size < undos.length) tried.twiceUndone += 1;
      if (done.length + undone.length < one.presses.filter(({ kind }) => kind === 'do').length) {
        tried.final += 1;
      }
      for (const tab of tabs) {
        const heard = tab.board();
        for (const command of done.toReversed()) {
          expect(tab.stack().last?.every((event) => tab.stack().isDone([event]))).toBe(true);
          expect(nameOf(tab.stack().last)).toBe(command);
          const before = tab.board();
          tab.undo();
          expect(tab.board()).not.toEqual(before);
        }
        expect([tab.undo(), tab.stack().last]).toEqual([false, null]);
        for (const _ of done) expect(tab.redo()).toBe(true);
        expect(tab.board()).toEqual(heard);
        for (const _ of undone) expect(tab.redo()).toBe(true);
        expect([tab.redo(), tab.stack().next]).toEqual([false, null]);
      }
    }),
    { numRuns: 150 },
  );
  expect(Math.min(tried.undo, tried.redo, tried['take-back'], tried.receive)).toBeGreaterThan(40);
  expect(Math.min(tried.twiceUndone, tried.final)).toBeGreaterThan(20);
}, 60_000);

test('undoing all the way down shows each earlier board again, and redoing brings all back', () => {
  let presses = 0;
  fc.assert(
    fc.property(strokes, (pressed) => {
      const { tabs, step } = play([0, 0]);
      const [tab] = tabs;
      const boards = [];
      for (const stroke of pressed) {
        step(stroke);
        if (stroke.key === 'act') {
          boards.push(tab.board());
          press(tab, stroke);
        }
      }
      const whole = tab.board();
      for (const board of boards.toReversed()) {
        tab.undo();
        expect(tab.board()).toEqual(board);
        presses += 1;
      }
      expect(tab.stack().last).toBeNull();
      while (tab.redo()) presses += 1;
      expect(tab.board()).toEqual(whole);
    }),
  );
  expect(presses).toBeGreaterThan(200);
}, 30_000);

test('a command of many events is undone as one', () => {
  const asha = recorder(actor);
  const setUp = asha.record(addIssue('issue:gsp'), addIssue('issue:farm'));
  const note = { type: 'annotation.added.v1', payload: { text: 'A note' } } as const;
  const both = asha.record({ ...note, subject: 'issue:gsp' }, { ...note, subject: 'issue:farm' });
  const index = new UndoIndex(actor, [...both.toReversed(), ...setUp]);
  expect(index.undoing()).toEqual({ step: both, retract: both });
  const [first, second] = both.flatMap(retraction);
  if (!first || !second) throw new Error('Two events are retracted');
  const undo = asha.record(first, second);
  index.add(undo);
  expect(index.stack()).toMatchObject({ last: setUp, next: both });
  expect(index.redoing()).toEqual({ step: both, retract: undo });
  expect(foldMore(nothingFolded, [...setUp, ...both, ...undo]).board).toEqual(
    foldMore(nothingFolded, setUp).board,
  );
});

test('two tabs of one actor in the same millisecond record two commands', () => {
  const here = recorder(actor).record(addIssue('issue:gsp'), addIssue('issue:data'));
  const there = recorder(actor, { node: '00000000000000ff' }).record(
    addIssue('issue:farm'),
    addIssue('issue:ip'),
  );
  const index = new UndoIndex(actor, [...here, ...there]);
  expect(index.undoing()?.step).toEqual(here);
  expect(index.takingBack(there)?.step).toEqual(there);
});

function emptyStacks(): { done: (readonly LogEvent[])[]; undone: (readonly LogEvent[])[] } {
  return { done: [], undone: [] };
}

/** Undoing events, as the intentions of one command. */
function retracting(events: readonly LogEvent[]): [Intention, ...Intention[]] {
  const [first, ...more] = events.flatMap(retraction);
  if (!first) throw new RangeError('There is something to retract');
  return [first, ...more];
}

test('two open tabs that know of each other have each an ordinary undo stack of its own, whatever the other does', () => {
  const tried = { act: 0, undo: 0, redo: 0, disabled: 0 };
  const stroke = fc.record({
    tab: fc.constantFrom(0, 1),
    key: fc.constantFrom('act', 'undo', 'undo', 'redo'),
  });
  const nodes = ['00000000000000aa', '00000000000000bb'];
  fc.assert(
    fc.property(fc.array(stroke, { minLength: 20, maxLength: 80 }), (pressed) => {
      const tabs = nodes.map((node) => ({
        ...recorder(actor, { node }),
        index: new UndoIndex(actor, [], new Set(nodes.filter((other) => other !== node))),
        ...emptyStacks(),
      }));
      const tell = (events: readonly LogEvent[]) => {
        for (const { index } of tabs) index.add(events);
      };
      for (const { tab: number, key } of pressed) {
        const tab = tabs[number];
        if (!tab) throw new RangeError('There are two tabs');
        const { index, done, undone } = tab;
        expect(index.undoing()?.step ?? null).toEqual(done.at(-1) ?? null);
        expect(index.redoing()?.step ?? null).toEqual(undone.at(-1) ?? null);
        if (key === 'act') {
          const note = { type: 'annotation.added.v1', payload: { text: 'A note' } } as const;
          const events = tab.record({ ...note, subject: 'issue:gsp' });
          done.push(events);
          undone.length = 0;
          tell(events);
          tried.act += 1;
          continue;
        }
        const [from, to] = key === 'undo' ? [done, undone] : [undone, done];
        const reversal = key === 'undo' ? index.undoing() : index.redoing();
        const step = from.pop();
        if (!reversal || !step) {
          tried.disabled += 1;
          continue;
        }
        to.push(step);
        tell(tab.record(...retracting(reversal.retract)));
        tried[key] += 1;
      }
    }),
  );
  expect(Math.min(tried.act, tried.undo, tried.redo, tried.disabled)).toBeGreaterThan(50);
});

test('what a tab has done that is closed by now can be undone and redone in another', () => {
  const here = recorder(actor, { node: '00000000000000aa' });
  const start = on('2025-11-05T10:00:00.000Z');
  const there = recorder(actor, { node: '00000000000000bb', start });
  const mine = here.record(addIssue('issue:gsp'));
  const theirs = there.record(addIssue('issue:farm'));
  const undone = there.record(...retracting(theirs));
  const log = [...mine, ...theirs, ...undone];
  const open = new UndoIndex(actor, log, new Set(['00000000000000bb']));
  expect(open.stack()).toMatchObject({ last: mine, next: null });
  const closed = new UndoIndex(actor, log);
  expect(closed.stack()).toMatchObject({ last: mine, next: theirs });
});
