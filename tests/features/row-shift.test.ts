/** Rows make room for a dragged card: they never overlap, and once it has landed every row stands where it stood. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shiftOf } from '#src/features/board/row-shift.ts';

const ids = fc.uniqueArray(fc.nat(99), { minLength: 1, maxLength: 12 });

test('a card from elsewhere lands in the gap, and no row moves then', () => {
  fc.assert(
    fc.property(ids, fc.nat(12), (cards, at) => {
      const index = Math.min(at, cards.length);
      const stand = cards.map((_, row) => row + shiftOf(row, { index, from: null }));
      const landed = [...cards.slice(0, index), 'new', ...cards.slice(index)];
      expect(stand).toEqual(cards.map((card) => landed.indexOf(card)));
    }),
  );
});

test('a card of the column goes along with the gap, and those between close up', () => {
  let moved = 0;
  fc.assert(
    fc.property(ids, fc.nat(11), fc.nat(11), (cards, a, b) => {
      const [from, index] = [a % cards.length, b % cards.length];
      const stand = cards.map((_, row) => row + shiftOf(row, { index, from }));
      const others = cards.filter((_, row) => row !== from);
      const landed = [...others.slice(0, index), cards[from], ...others.slice(index)];
      expect(stand).toEqual(cards.map((card) => landed.indexOf(card)));
      if (from !== index) moved += 1;
    }),
  );
  expect(moved).toBeGreaterThan(40);
});
