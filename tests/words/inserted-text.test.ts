// @vitest-environment node
/** A text put into a sentence: in its own direction, and without a hold on the words around it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { movedBetween, undone } from '#src/words/compiled/done.ts';
import { inserted, insertedOnce } from '#src/words/inserted-text.ts';

const fsi = '\u2068';
const pdi = '\u2069';
const rlo = '\u202e';
const pdf = '\u202c';

test.each(['Dairy', 'Zoë’s 50 % “duty”', 'दूध के शुल्क', '关税', '👩‍🌾', 'two\nlines', ''])(
  '%j runs left to right and is put in as it is',
  (text) => {
    expect(inserted(text)).toBe(text);
  },
);

test.each([
  ['מכס על אגוזים.', `${fsi}מכס על אגוזים.${pdi}`],
  ['الرسوم', `${fsi}الرسوم${pdi}`],
  ['𞤀𞤣𞤤𞤢𞤥', `${fsi}𞤀𞤣𞤤𞤢𞤥${pdi}`],
  [`Before ${rlo}after`, `${fsi}Before ${rlo}after${pdf}${pdi}`],
  [`${rlo}${rlo}a`, `${fsi}${rlo}${rlo}a${pdf}${pdf}${pdi}`],
  [`a${pdi}${pdf}b`, `${fsi}ab${pdi}`],
  [`${fsi}a`, `${fsi}${fsi}a${pdi}${pdi}`],
  [`${fsi}${rlo}a${pdi}b`, `${fsi}${fsi}${rlo}a${pdf}${pdi}b${pdi}`],
  [`${rlo}${fsi}a${pdf}b`, `${fsi}${rlo}${fsi}ab${pdi}${pdf}${pdi}`],
  ['א\u2029ב\nג', `${fsi}א ב ג${pdi}`],
  ['a\u200eb', `${fsi}a\u200eb${pdi}`],
])('%j is isolated, and its own controls are closed', (text, expected) => {
  expect(inserted(text)).toBe(expected);
});

test('a sentence names an issue so that its own words stay where they are', () => {
  const move = { from: 'Open', to: 'Resolved', position: 1, of: 2 };
  expect(movedBetween({ title: `${rlo}exe`, ...move })).toBe(
    `${fsi}${rlo}exe${pdf}${pdi} moved from Open to Resolved, position 1 of 2.`,
  );
});

test('a sentence in which a text stands is put into another as it is', () => {
  const move = { from: 'Open', to: 'Resolved', position: 1, of: 2 };
  for (const title of [`${rlo}exe`, 'الرسوم', `${fsi}a${rlo}b`]) {
    const sentence = movedBetween({ title, ...move });
    expect(insertedOnce(sentence)).toBe(sentence);
    expect(undone({ what: sentence })).toBe(`Undone: ${sentence}`);
  }
  for (const open of [
    `${rlo}exe`,
    'الرسوم',
    `${fsi}a\u2029b${pdi}`,
    `a${pdi}`,
    `${fsi}a${pdi} ש`,
  ]) {
    expect(insertedOnce(open)).toBe(inserted(open));
  }
});

/** What is open after a text, as the Unicode Bidirectional Algorithm counts it: isolates, and embeddings in them. */
function openAfter(text: string): string[] {
  let open: string[] = [];
  for (const sign of text) {
    if (/[\n\r\u0085\u2029]/.test(sign)) open = [];
    else if (/[\u202A\u202B\u202D\u202E]/.test(sign)) open.push('embedding');
    else if (/[\u2066-\u2068]/.test(sign)) open.push('isolate');
    else if (sign === pdf && open.at(-1) === 'embedding') open.pop();
    else if (sign === pdi && open.includes('isolate')) open.splice(open.lastIndexOf('isolate'));
  }
  return open;
}

const signs = [
  '\u202a',
  '\u202b',
  pdf,
  '\u202d',
  rlo,
  '\u2066',
  '\u2067',
  fsi,
  pdi,
  '\u200f',
  '\u061c',
];
const texts = fc.array(fc.constantFrom(...signs, ...signs, 'a', 'ש', ' ', '1', '\n', '\u2029'), {
  maxLength: 20,
});

test('whatever is put in, nothing of it is open behind it, nothing around it is closed, and its letters stay', () => {
  let turned = 0;
  fc.assert(
    fc.property(texts, (parts) => {
      const text = parts.join('');
      const isolated = inserted(text);
      if (isolated === text) {
        expect(text).not.toMatch(/[\u0590-\u08ff\u202a-\u202e\u2066-\u2069]/);
        return;
      }
      if (openAfter(text).length > 0) turned += 1;
      // Whatever our own sentence has open stays open, and nothing more is.
      for (const outer of ['', rlo, '\u2067', `\u2067${rlo}`]) {
        expect(openAfter(outer + isolated)).toEqual(openAfter(outer));
        // Within it the text never reaches the isolate that it stands in.
        for (let end = 1; end < isolated.length; end += 1) {
          const within = openAfter(outer + isolated.slice(0, end));
          expect(within.length).toBeGreaterThan(openAfter(outer).length);
        }
      }
      const letters = (words: string) => words.replace(/[\u202a-\u202e\u2066-\u2069\s]/g, '');
      expect(letters(isolated)).toBe(letters(text));
      expect(inserted(isolated)).toBe(fsi + isolated + pdi);
    }),
    { numRuns: 500 },
  );
  expect(turned).toBeGreaterThan(100);
});
