/**
 * Text as people write or paste it: whether it shows anything, and whether it can be stored and sent as it is. What
 * shows nothing is listed here by code point, not by a property that browsers of another year know otherwise, for
 * every reader of a log must come to the same verdict.
 */
import type { EntryProblem } from './problem.ts';
import { codePointStart } from './whole-characters.ts';

/**
 * White space, controls, and what Unicode 16 lists as Default_Ignorable_Code_Point: soft hyphens, zero-width and
 * bidi characters, Hangul fillers, variation selectors, tags; then annotation anchors, the Braille blank, the null
 * notehead, and combining marks with nothing to stand on.
 */
const showsNothing = new RegExp(
  `^[${[
    '\\0-\\x20\\x7f-\\xa0\\xad\\u1680\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3000\\ufeff',
    '\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u3164\\uffa0\\ufff0-\\ufffb',
    '\\ufe00-\\ufe0f\\u{1bca0}-\\u{1bca3}\\u{1d159}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}\\u2800',
    '\\u0300-\\u036f\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f',
  ].join('')}]*$`,
  'u',
);

/** Whether a reader would see nothing at all: `''`, spaces, a zero-width space. */
export function isBlank(text: string): boolean {
  return showsNothing.test(text);
}

/** Looks fast past texts in which nothing can be wrong: half a pair is found by going through the pairs. */
const suspect = /[\0\ud800-\udfff]/;
const unstorable = /[\0\ud800-\udfff]/u;

/** Where the first character stands that no store or wire takes as it is: U+0000 or half of a surrogate pair. */
function unstorableAt(text: string): number {
  return suspect.test(text) ? text.search(unstorable) : -1;
}

export function isStorable(text: string): boolean {
  return unstorableAt(text) < 0;
}

/** How many code units of the text before a character are shown to find it by. */
const shownBefore = 20;

/** Where a character is that cannot be stored, by what stands before it; null where there is none. */
export function unstorableProblem(text: string): EntryProblem | null {
  const index = unstorableAt(text);
  if (index < 0) return null;
  const begin = codePointStart(text, Math.max(0, index - shownBefore));
  return { code: 'unstorable', before: text.slice(begin, index).trim() };
}
