// @vitest-environment node
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IssueId } from '#src/domain/ids.ts';
import { assignSlots, type Slotted } from '#src/features/board/row-slots.ts';

const idsOf = (letters: readonly string[]) => letters.map((letter): IssueId => `issue:${letter}`);
const lists = fc.uniqueArray(fc.constantFrom(...'abcdefghijkl'), { maxLength: 8 }).map(idsOf);
const nothing: ReadonlySet<IssueId> = new Set();

function slotsOf(slotted: readonly Slotted[]): number[] {
  return slotted.map(({ slot }) => slot);
}

test('a row that stays keeps its element, and no two rows share one', () => {
  fc.assert(
    fc.property(fc.array(lists, { minLength: 1, maxLength: 6 }), (shown) => {
      let before: Slotted[] = [];
      for (const ids of shown) {
        const now = assignSlots(before, ids, nothing);
        expect(now.map(({ id }) => id)).toEqual(ids);
        expect(new Set(slotsOf(now)).size).toBe(ids.length);
        for (const { id, slot } of before) {
          const after = now.find((one) => one.id === id);
          if (after) expect(after.slot).toBe(slot);
        }
        before = now;
      }
    }),
  );
});

test('no element moves past another while the rows that stay keep their order', () => {
  const inOrder = fc
    .array(fc.subarray([...'abcdefghijkl']), { minLength: 2, maxLength: 6 })
    .map((all) => all.map(idsOf));
  fc.assert(
    fc.property(inOrder, (shown) => {
      let before: Slotted[] = [];
      for (const ids of shown) {
        const now = assignSlots(before, ids, nothing);
        const order = new Map(before.map(({ slot }, place) => [slot, place]));
        const kept = slotsOf(now).flatMap((slot) => order.get(slot) ?? []);
        expect(kept).toEqual([...kept].sort((a, b) => a - b));
        before = now;
      }
    }),
  );
});

test('other rows take over the elements of those that went, but for one that was held', () => {
  const before = assignSlots([], idsOf(['a', 'b', 'c']), nothing);
  expect(slotsOf(before)).toEqual([0, 1, 2]);
  expect(slotsOf(assignSlots(before, idsOf(['x', 'y', 'z']), nothing))).toEqual([0, 1, 2]);
  const held = new Set(idsOf(['b']));
  expect(slotsOf(assignSlots(before, idsOf(['x', 'y', 'z']), held))).toEqual([0, 2, 3]);
});
