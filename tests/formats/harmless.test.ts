// @vitest-environment node
/** A text that a spreadsheet would run is made harmless and comes back as it was, whatever it is. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHarmless, makeHarmless } from '#src/formats/harmless.ts';

test('no text begins a formula, and each comes back', () => {
  const seen = { risky: 0, apostrophes: 0, plain: 0 };
  const beginning = fc.constantFrom(
    '',
    "'",
    "''",
    '=',
    '+',
    '-',
    '@',
    '\t',
    '\r',
    '＝',
    "'=",
    "''@",
  );
  fc.assert(
    fc.property(beginning, fc.string({ unit: 'grapheme' }), (start, rest) => {
      const text = start + rest;
      const written = makeHarmless(text);
      expect(written).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      expect(fromHarmless(written)).toBe(text);
      if (written === text) seen.plain += 1;
      else seen[text.startsWith("'") ? 'apostrophes' : 'risky'] += 1;
    }),
    { numRuns: 500 },
  );
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(20);
});
