// @vitest-environment node
/** A gesture with a card as a machine: which pointer can do what to it, whatever the others do meanwhile. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Effect, type Gesture, type Input, next, none } from '#src/features/board/gesture.ts';

const mouse = 1;
const finger = 2;
const second = 3;

const at = (x: number, y = 100) => ({ x, y });
const down = (pointer: number, canDrag = true): Input => ({
  ...{ kind: 'down', pointer, canDrag, at: at(100) },
  isTouch: pointer !== mouse,
});
const move = (pointer: number, x: number, isDown = true): Input => ({
  ...{ kind: 'move', pointer, isDown, at: at(x) },
});
const up = (pointer: number): Input => ({ kind: 'up', pointer });
const lost = (pointer: number): Input => ({ kind: 'lost', pointer });
const held: Input = { kind: 'held' };
const off: Input = { kind: 'off' };

function effectsOf(inputs: readonly Input[]): Effect[] {
  let gesture: Gesture = none;
  const effects: Effect[] = [];
  for (const input of inputs) {
    const [after, effect] = next(gesture, input);
    gesture = after;
    if (effect !== null) effects.push(effect);
  }
  return effects;
}

const mouseDrag = [down(mouse), move(mouse, 104)];
const touchDrag = [down(finger), held];

test.each<[what: string, inputs: readonly Input[], effects: readonly Effect[]]>([
  [
    'a mouse that moves takes the card along and lands it',
    [...mouseDrag, up(mouse)],
    ['begin', 'land'],
  ],
  ['a click begins nothing', [down(mouse), move(mouse, 103), up(mouse)], []],
  ['a mouse that is held still begins nothing', [down(mouse), held, up(mouse)], []],
  [
    'a finger that holds takes it along',
    [...touchDrag, move(finger, 300), up(finger)],
    ['begin', 'land'],
  ],
  ['a finger that trembles holds', [down(finger), move(finger, 107), held], ['begin']],
  ['a swipe begins nothing', [down(finger), move(finger, 109), held, up(finger)], []],
  ['a finger that the browser scrolls with begins nothing', [down(finger), lost(finger), held], []],
  ['two fingers begin nothing', [down(finger), down(second), held], []],
  ['a press that is no drag begins nothing', [down(mouse, false), move(mouse, 200)], []],
  ['a second finger ends nothing', [...touchDrag, down(second), up(second)], ['begin']],
  ['nor does it move without a button', [...touchDrag, move(second, 9, false)], ['begin']],
  ['a cancelled second finger ends nothing', [...touchDrag, down(second), lost(second)], ['begin']],
  ['lost capture gives up', [...mouseDrag, lost(mouse), up(mouse)], ['begin', 'give up']],
  [
    'a move without its button gives up',
    [...mouseDrag, move(mouse, 9, false)],
    ['begin', 'give up'],
  ],
  ['another window gives up', [...mouseDrag, off, move(mouse, 9), up(mouse)], ['begin', 'give up']],
  ['a press whose release was lost is forgotten', [down(mouse), move(mouse, 300, false)], []],
  [
    'pressed again, it gives up and begins anew',
    [...mouseDrag, ...mouseDrag, up(mouse)],
    ['begin', 'give up', 'begin', 'land'],
  ],
])('%s', (_, inputs, effects) => {
  expect(effectsOf(inputs)).toEqual(effects);
});

const pointer = fc.constantFrom(mouse, finger, second);
/** Mostly true, lest a gesture hardly ever come to a drag. */
const often = fc.nat(9).map((n) => n > 0);
const anyInput: fc.Arbitrary<Input> = fc.oneof(
  fc.record({ pointer, canDrag: often }).map((d) => down(d.pointer, d.canDrag)),
  fc
    .record({ pointer, x: fc.integer({ min: 80, max: 160 }), isDown: often })
    .map((m) => move(m.pointer, m.x, m.isDown)),
  pointer.map(up),
  pointer.map(lost),
  fc.constant(held),
  fc.constant(off),
);

/** What a hand has to do with each pointer, told without the machine: down until it is up, lost or seen without. */
function isDownAfter(pointer: number, inputs: readonly Input[]): boolean {
  let isDown = false;
  for (const input of inputs) {
    if ('pointer' in input && input.pointer === pointer) {
      if (input.kind === 'down') isDown = true;
      else if (input.kind !== 'move' || !input.isDown) isDown = false;
    }
  }
  return isDown;
}

/** What happened to one run, or the first thing in it that may not happen. */
function follow(inputs: readonly Input[]) {
  let gesture: Gesture = none;
  let dragging: number | null = null;
  const seen = { begun: 0, landed: 0, foreign: 0 };
  for (const [index, input] of inputs.entries()) {
    const before: Gesture = gesture;
    const [after, effect] = next(before, input);
    gesture = after;
    const isForeign = dragging !== null && 'pointer' in input && input.pointer !== dragging;
    if (isForeign && after !== before) return `${index}: another pointer changed it`;
    if (isForeign) seen.foreign += 1;
    if (effect === 'begin' && dragging !== null) return `${index}: two drags at once`;
    if (effect === 'land' && (input.kind !== 'up' || input.pointer !== dragging)) {
      return `${index}: landed by something else`;
    }
    if (effect === 'begin') seen.begun += 1;
    if (effect === 'land') seen.landed += 1;
    if (effect !== null) dragging = effect === 'begin' && 'pointer' in after ? after.pointer : null;
    if ((after.kind === 'drag') !== (dragging !== null)) return `${index}: nobody was told`;
    if (dragging !== null && !isDownAfter(dragging, inputs.slice(0, index + 1))) {
      return `${index}: dragged by a pointer that is not down`;
    }
  }
  return seen;
}

test('whatever hands do: one drag at a time, of a pointer that is down, landed by that pointer’s release alone', () => {
  const total = { begun: 0, landed: 0, foreign: 0 };
  const runs = fc.array(anyInput, { minLength: 30, maxLength: 60 });
  fc.assert(
    fc.property(runs, (inputs) => {
      const seen = follow(inputs);
      if (typeof seen === 'string') throw new Error(seen);
      total.begun += seen.begun;
      total.landed += seen.landed;
      total.foreign += seen.foreign;
    }),
    { numRuns: 1_000 },
  );
  expect(total.begun).toBeGreaterThan(500);
  expect(total.landed).toBeGreaterThan(50);
  expect(total.foreign).toBeGreaterThan(500);
});
