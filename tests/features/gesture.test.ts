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

test('whatever hands do: one drag at a time, of a pointer that is down, landed by that pointer’s release alone', () => {
  let [begun, landed, foreign] = [0, 0, 0];
  fc.assert(
    fc.property(fc.array(anyInput, { minLength: 30, maxLength: 60 }), (inputs) => {
      let gesture: Gesture = none;
      let dragging: number | null = null;
      inputs.forEach((input, index) => {
        const before: Gesture = gesture;
        const [after, effect] = next(before, input);
        gesture = after;
        if (effect === 'begin') {
          expect(dragging).toBeNull();
          dragging = 'pointer' in after ? after.pointer : null;
          begun += 1;
        } else if (effect !== null) {
          expect(dragging).not.toBeNull();
          if (effect === 'land') {
            expect(input).toEqual(up(dragging ?? 0));
            landed += 1;
          }
          dragging = null;
        } else if (dragging !== null && 'pointer' in input && input.pointer !== dragging) {
          expect(after).toBe(before);
          foreign += 1;
        }
        expect(after.kind === 'drag').toBe(dragging !== null);
        if (dragging !== null) expect(isDownAfter(dragging, inputs.slice(0, index + 1))).toBe(true);
      });
    }),
    { numRuns: 2_000 },
  );
  expect(begun).toBeGreaterThan(1_000);
  expect(landed).toBeGreaterThan(100);
  expect(foreign).toBeGreaterThan(1_000);
});
