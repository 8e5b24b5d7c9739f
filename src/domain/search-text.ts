/**
 * Search text: a text as a reader who looks for it would spell it, so that finding is a plain `includes`. Two
 * texts fold to the same where Unicode's collation calls them equal at its first level: “India’s” and `INDIA'S`,
 * “50 %” and `50%`, “Łódź” and `lodz`, “ｶﾞ” and “ガ”; so canonically equal texts always do.
 *
 * It keeps, against that level, the marks without which a word is another word: voicing marks of kana, tones of
 * Thai and Lao, nasal and breathing signs of Indic scripts. It adds what readers call the same and that level does
 * not: dashes, spaces beside a number's sign, and a few letters.
 *
 * Sources: UTS #10 “Unicode Collation Algorithm”, section 8, and CLDR's root collation for searching, with which
 * the tests compare this; for kana, find-in-page of WebKit and Blink (`unicode_utilities`).
 */

/** Nothing to fold but the letter case. */
const plain = /^[\n -~]*$/;

/** What there is to fold, with the letter or digit that it stands on. */
const runs = /[\n -~]?[^\n -~]+/g;

/** Controls of line and direction, joiners, soft hyphens, selectors: nobody types them, most cannot be seen. */
const unseen = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]|(?![\t-\r\u0085])\p{Cc}/gu;

const raised = /[⁰¹²³⁴-⁹]/;
/** A digit before a raised, circled or fractional one, into which it must not run: `10⁶` is not 106, nor `1½` 11/2. */
const beforeRaised = /\p{N}(?=(\p{No}))/gu;

/** Each line: what is written, and what is typed for it. */
const typography: readonly (readonly [written: RegExp, typed: string])[] = [
  [/[\t\v\f\r\u0085\p{Z}]/gu, ' '],
  [/[‘’‚‛‹›′‵´ʹʻʼʽˈ׳᾽᾿῾΄]/g, "'"],
  [/[“”„‟«»″‶˝״〝〞〟]/g, '"'],
  [/[‐‑‒–—―−⁃־᠆⸺⸻﹘﹣]/g, '-'],
  [/[⁄∕]/g, '/'],
  [/[〜～˜]/g, '~'],
  [/[˚]/g, '°'],
  [/٪/g, '%'],
  [/゛/g, '\u3099'],
  [/゜/g, '\u309a'],
  [/ͺ/g, 'ι'],
  [/[¨¯¸˘˙˛]/g, ''],
];

/** Letters that no decomposition takes apart, and what the collation's first level makes of them. */
const collated =
  'æ ae,ð d,ø o,ß ss,đ d,ħ h,ł l,œ oe,ƍ zw,ƾ ts,ȸ db,ȹ qp,ʣ dz,ʦ ts,ʪ ls,ʫ lz,ỻ ll,' +
  'ς σ,ґ г,ᲀ в,ᲁ д,ᲂ о,ᲃ с,ᲄ т,ᲅ т,ᲆ ъ,ᲇ ѣ,ך כ,ם מ,ן נ,ף פ,ץ צ,ة ه,ى ي';

/** One letter to the reader, though not to the collation: spelt either way, or typed on another keyboard. */
const alike = 'ı i,þ th,ँ ं,ٱ ا,ک ك,ی ي';

const letters = new Map(
  `${collated},${alike}`.split(',').map((pair): [string, string] => {
    const [letter = '', typed = ''] = pair.split(' ');
    return [letter, typed];
  }),
);
const foldable = new RegExp(`[${[...letters.keys()].join('')}]`, 'gu');

/** It only draws a word out. */
const tatweel = /\u0640/g;

/** The one letter of the three alphabets that is another letter by its mark. */
const shortI = /и(?=\p{M}*\u0306)/gu;

/**
 * Marks a reader may leave out: accents, points and cantillation of the abjads, nuktas. On a sign they are part of
 * it: `≠` is not `=`. Every other mark stays: those of kana, of the Indic scripts, of Thai, Lao and Khmer.
 */
const optionalMarks =
  /(\p{S}?)((?:(?=\p{M})(?![\u3099\u309a])[\p{Script=Inherited}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Cyrillic}\u093c\u09bc\u0a3c\u0abc\u0b3c\u0c3c\u0cbc])+)/gu;

const hiragana = /[ぁ-ゖゝゞ]/g;
const fromHiraganaToKatakana = 0x60;

const foreignDigit = /(?![0-9])\p{Nd}/gu;

/** A number and its sign are one, whatever space is between them: `50 %`, `₹ 500`, `20 °C`. */
const besideSign = /([0-9]) +(?=[%‰°\p{Sc}])|(\p{Sc}) +(?=[0-9])/gu;
const mayBeBesideSign = / [%‰°\p{Sc}]|\p{Sc} /u;

/** French puts a space inside its quotation marks. */
const spacedQuote = /«\s|\s»/g;

/** The text to look in, or to look for. */
export function searchText(text: string): string {
  if (plain.test(text)) return joinPlainSigns(text.toLowerCase());
  const folded = text.replace(spacedQuote, '"').replace(runs, foldedRun);
  return joinSigns(folded.toLowerCase());
}

/** What is looked for, word by word. */
export function searchWords(text: string): string[] {
  return searchText(text).split(/\s+/).filter(Boolean);
}

function joinSigns(text: string): string {
  return mayBeBesideSign.test(text) ? text.replace(besideSign, '$1$2') : text;
}

/** The only such signs of ASCII are % and $, and to look for one letter costs next to nothing. */
function joinPlainSigns(text: string): string {
  return text.includes('%') || text.includes('$') ? joinSigns(text) : text;
}

/** Most runs are a few letters or signs that come again and again. */
const longestKept = 32;
const mostKept = 4_000;
const kept = new Map<string, string>();

function foldedRun(run: string): string {
  const known = kept.get(run);
  if (known !== undefined) return known;
  const folded = fold(run);
  if (run.length > longestKept) return folded;
  if (kept.size >= mostKept) kept.clear();
  kept.set(run, folded);
  return folded;
}

function fold(text: string): string {
  const seen = asTyped(text.normalize('NFD').replace(unseen, ''));
  const apart = seen.replace(beforeRaised, (digit, next: string) => digit + between(digit, next));
  return asTyped(apart.normalize('NFKD').toLowerCase())
    .replace(hiragana, katakanaOf)
    .replace(foldable, (letter) => letters.get(letter) ?? letter)
    .replace(shortI, 'й')
    .replace(optionalMarks, (marks, sign: string) => (sign === '' ? '' : marks))
    .replace(tatweel, '')
    .replace(foreignDigit, digitOf)
    .normalize('NFC');
}

/** `10⁶` is typed 10^6, `1½` as 1 1/2. */
function between(digit: string, next: string): string {
  if (!raised.test(next)) return ' ';
  return raised.test(digit) ? '' : '^';
}

function asTyped(text: string): string {
  return typography.reduce((typed, [written, key]) => typed.replace(written, key), text);
}

function katakanaOf(letter: string): string {
  return String.fromCharCode(letter.charCodeAt(0) + fromHiraganaToKatakana);
}

/** `५` → `5`. Each script's digits stand in a row that begins with zero. */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value % 10);
}
