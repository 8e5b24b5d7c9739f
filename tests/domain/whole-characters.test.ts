// @vitest-environment node
/** Texts are cut between characters as a reader sees them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { passageIn } from '#src/domain/passage.ts';
import { codePointStart, cutTo, shorten } from '#src/domain/whole-characters.ts';

const farmer = '👩‍🌾';
const flag = '🇮🇳';
/** A half of a character that takes two code units. */
const half = /\p{Cs}/u;

test.each([
  ['abcdef', 3, 'abc'],
  ['abc', 3, 'abc'],
  [`ab${farmer}c`, 3, 'ab'],
  [`ab${farmer}c`, 6, 'ab'],
  [`ab${farmer}c`, 7, `ab${farmer}`],
  [`${flag}${flag}`, 5, flag],
  ['cafe\u0301s', 4, 'caf'],
  ['किताब', 3, 'कि'],
  [farmer, 2, '👩'],
  [farmer, 1, ''],
  [`a${'\u0301'.repeat(100)}`, 10, `a${'\u0301'.repeat(9)}`],
])('%j within %i code units is %j', (text, most, expected) => {
  expect(cutTo(text, most)).toBe(expected);
});

test.each([
  ['Rules of origin', 8, 'Rules of…'],
  ['Rules of', 8, 'Rules of'],
  ['cafe\u0301s', 4, 'cafe\u0301…'],
  ['cafe\u0301', 4, 'cafe\u0301'],
  [farmer.repeat(3), 2, `${farmer}${farmer}…`],
  [flag.repeat(2), 2, flag.repeat(2)],
  [`a${'\u0301'.repeat(300)}b`, 20, `a${'\u0301'.repeat(63)}…`],
])('the first characters of %j', (text, characters, expected) => {
  expect(shorten(text, characters)).toBe(expected);
});

const letters = fc.array(
  fc.constantFrom('a', 'é', 'e\u0301', farmer, flag, 'कि', '関', '\u0301', '\u200d', '😀', ' '),
  { maxLength: 30 },
);
const segments = new Intl.Segmenter('en', { granularity: 'grapheme' });
const boundariesOf = (text: string) => [
  ...Array.from(segments.segment(text), ({ index }) => index),
  text.length,
];

test('what is left is whole characters, never a half, and as many as there is room for', () => {
  let cuts = 0;
  fc.assert(
    fc.property(letters, fc.integer({ min: 1, max: 40 }), (parts, most) => {
      const text = parts.join('');
      const cut = cutTo(text, most);
      expect(text.startsWith(cut)).toBe(true);
      expect(cut.length).toBeLessThanOrEqual(most);
      expect(cut).not.toMatch(half);
      const boundaries = boundariesOf(text).filter((end) => end <= most);
      const longest = Math.max(...boundaries);
      if (longest > 0) expect(cut).toHaveLength(longest);
      if (cut !== text) cuts += 1;
    }),
    { numRuns: 500 },
  );
  expect(cuts).toBeGreaterThan(100);
});

test('a passage is kept with the words around it, of which no character is halved', () => {
  // Thirty-two code units to either side end within a pair.
  const text = `${'😀'.repeat(20)}a${'😀'.repeat(10)}x${'😀'.repeat(10)}a${'😀'.repeat(20)}`;
  const { prefix, suffix } = passageIn('document:a', [text], 'x');
  expect(prefix).toBe(`${'😀'.repeat(6)}a${'😀'.repeat(10)}`);
  expect(suffix).toBe(`${'😀'.repeat(10)}a${'😀'.repeat(5)}`);
  expect(codePointStart('😀', 1)).toBe(0);
  expect(codePointStart('😀', 2)).toBe(2);
});
