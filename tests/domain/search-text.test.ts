// @vitest-environment node
/** What a search finds and what it does not, script by script; and the laws of folding, over all of them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldMore, nothingFolded } from '#src/domain/board.ts';
import { matcher, narrows, noFilter } from '#src/domain/filter.ts';
import { searchText, searchWords } from '#src/domain/search-text.ts';
import { addIssue, recorder } from '#tests/builders.ts';
import { notTheSame, theSame } from './search-pairs.ts';

/** Whether an issue of this title is shown for what was typed. */
function finds(title: string, typed: string): boolean {
  const [event] = recorder('actor:asha').record(addIssue('issue:gsp', { title, tags: [] }));
  const { board } = foldMore(nothingFolded, [event]);
  const issue = board.issues.get('issue:gsp');
  if (!issue) throw new Error('The issue was added');
  return matcher({ ...noFilter, text: typed }, board)(issue);
}

test.each(theSame)('%s: “%s” is found by “%s”', (_, title, typed) => {
  expect(finds(title, typed)).toBe(true);
});

test.each(notTheSame)('%s: “%s” is not found by “%s”', (_, title, typed) => {
  expect(finds(title, typed)).toBe(false);
});

test('there are forty of each, no pair twice, of more than eight scripts', () => {
  for (const pairs of [theSame, notTheSame]) {
    expect(new Set(pairs.map((pair) => pair.join('|'))).size).toBe(pairs.length);
    expect(pairs.length).toBeGreaterThanOrEqual(40);
    expect(new Set(pairs.map(([script]) => script)).size).toBeGreaterThan(8);
  }
});

/** Letters of the three alphabets as they are in use; those of phoneticians and medievalists left out. */
function lettersInUse(): string[] {
  const letters: string[] = [];
  for (const [first, last] of [
    [0x41, 0x1cff],
    [0x1e00, 0x1fff],
    [0xfb00, 0xfb06],
    [0xff21, 0xff5a],
  ] as const) {
    for (let code = first; code <= last; code += 1) {
      const letter = String.fromCodePoint(code);
      if (/(?=\p{L})[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u.test(letter)) {
        letters.push(letter);
      }
    }
  }
  return letters;
}

test('letters fold together exactly where the collation has them equal at its first level', () => {
  const collation = new Intl.Collator('en', { usage: 'search', sensitivity: 'base' });
  // ı is searched as i; the middle dot of Catalan stays; U+1C88 has a form of its own in no text.
  const apart = new Set(['ı', 'Ŀ', 'ŀ', '\u1c88']);
  const letters = lettersInUse().filter((letter) => !apart.has(letter));
  expect(letters.length).toBeGreaterThan(1_500);
  const groups = new Map<string, string[]>();
  for (const letter of letters) {
    const folded = searchText(letter);
    groups.set(folded, [...(groups.get(folded) ?? []), letter]);
  }
  const firsts: string[] = [];
  for (const [first = '', ...others] of groups.values()) {
    const astray = others.filter((letter) => collation.compare(letter, first) !== 0);
    expect(astray, `as “${searchText(first)}”`).toEqual([]);
    firsts.push(first);
  }
  firsts.sort(collation.compare);
  const split = firsts.filter((first, i) => collation.compare(first, firsts[i - 1] ?? '') === 0);
  expect(split).toEqual([]);
});

test('every script’s digits are the digits', () => {
  let count = 0;
  for (let code = 0; code < 0x20000; code += 1) {
    const digit = String.fromCodePoint(code);
    if (!/\p{Nd}/u.test(digit)) continue;
    count += 1;
    expect(searchText(digit)).toMatch(/^[0-9]$/);
    const next = String.fromCodePoint(code + 1);
    if (searchText(digit) !== '9') expect(searchText(next)).toBe(`${+searchText(digit) + 1}`);
  }
  expect(count % 10).toBe(0);
  expect(count).toBeGreaterThan(500);
});

/** Letters with every mark, sign and form that the folding looks at, of all scripts in the tables. */
const units = fc.constantFrom(
  ...'aeiıİIoßøæłđ5 50 % $ ₹ - – ’ \' “ " « » ½²₂①…™ﬁ\u0301\u0323\u0338=≠\u00a0\u200b\u00ad\n'.split(
    '',
  ),
  ...'éǻệｶﾞﾊﾟガか\u3099\u309aっー゛あ'.split(''),
  ...'σςΣάᾶ\u1fbf\u1f71йЙи\u0306ёґ'.split(''),
  ...'क\u093cक़ज़ाीि्ंँःৰড়\u09bcকொொக்'.split(''),
  ...'ไม่้ำกា្ເຂ້'.split(''),
  ...'한각\u1100\u1161\u11a8ㄱﾡￂ関税\uf900'.split(''),
  ...'أآإٱىيیئؤةهـَّ\u0654ﷲשּׁם\u05c1\u05bc״־\u200f'.split(''),
  '\u{1d15e}',
  '\u{2f800}',
  '\u212b',
  '\u2126',
);
const texts = fc.array(units, { maxLength: 24, size: 'max' }).map((parts) => parts.join(''));

/** How many of the runs came to the case that the law is about. */
function counted(run: (count: () => void) => void): number {
  let cases = 0;
  run(() => {
    cases += 1;
  });
  return cases;
}

test('canonically equal texts fold to the same', () => {
  const differing = counted((count) =>
    fc.assert(
      fc.property(texts, (text) => {
        const [composed, decomposed] = [text.normalize('NFC'), text.normalize('NFD')];
        if (composed !== decomposed) count();
        expect(searchText(composed)).toBe(searchText(text));
        expect(searchText(decomposed)).toBe(searchText(text));
      }),
      { numRuns: 2_000 },
    ),
  );
  expect(differing).toBeGreaterThan(1_000);
});

test('every code point folds as its canonical decomposition does', () => {
  let differing = 0;
  for (let code = 0; code < 0x30000; code += 1) {
    if (code >= 0xd800 && code < 0xe000) continue;
    const text = `5${String.fromCodePoint(code)} `;
    const decomposed = text.normalize('NFD');
    if (decomposed === text) continue;
    differing += 1;
    expect(searchText(decomposed), code.toString(16)).toBe(searchText(text));
  }
  expect(differing).toBeGreaterThan(12_000);
});

test('a folded text folds to itself', () => {
  const changed = counted((count) =>
    fc.assert(
      fc.property(texts, (text) => {
        const folded = searchText(text);
        if (folded !== text) count();
        expect(searchText(folded)).toBe(folded);
      }),
      { numRuns: 2_000 },
    ),
  );
  expect(changed).toBeGreaterThan(1_500);
});

const found = (text: string, typed: string) =>
  searchWords(typed).every((word) => searchText(text).includes(word));

test('a text finds itself, in either letter case', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(found(text, text)).toBe(true);
      expect(found(text, text.toUpperCase())).toBe(true);
      expect(found(text.toLowerCase(), text)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test('a word found in a text is found in it with words added before and after', () => {
  const words = texts.map((text) => searchWords(text)[0] ?? 'a');
  const finding = counted((count) =>
    fc.assert(
      fc.property(texts, words, texts, texts, (text, word, before, after) => {
        for (const typed of [word, ...searchWords(text)]) {
          if (!searchText(text).includes(typed)) continue;
          count();
          expect(searchText(`${before} ${text} ${after}`)).toContain(typed);
        }
      }),
      { numRuns: 2_000 },
    ),
  );
  expect(finding).toBeGreaterThan(2_000);
});

test('where one search is said to narrow another, it finds nothing that the other does not', () => {
  const pieces = fc.array(units, { maxLength: 3 }).map((parts) => parts.join(''));
  const narrowed = counted((count) =>
    fc.assert(
      fc.property(texts, pieces, pieces, (text, wider, more) => {
        const [before, after] = [`${wider}${more}`, `${more} ${wider}`];
        for (const typed of [before, after, text]) {
          const isNarrower = narrows({ ...noFilter, text: typed }, { ...noFilter, text: wider });
          if (!isNarrower || searchWords(wider).length === 0) continue;
          if (!found(text, typed)) continue;
          count();
          expect(found(text, wider)).toBe(true);
        }
      }),
      { numRuns: 5_000 },
    ),
  );
  expect(narrowed).toBeGreaterThan(200);
});

test('a long text costs what its length does: nothing in it is gone through again and again', () => {
  for (const piece of [
    '\u0301',
    'и\u0301',
    '5 ',
    '₹ ',
    ' ',
    '½',
    '\u064b',
    '\u200b',
    '\u00a0',
    '« ',
  ]) {
    const text = `5${piece.repeat(200_000)}é`;
    expect(searchText(text).endsWith('e')).toBe(true);
  }
}, 20_000);
