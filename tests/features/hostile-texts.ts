/**
 * Texts that anyone could write and that have brought Markdown parsers down or to a crawl: each grows with `n`, its
 * length in characters, and is aimed at one construct. Most are from the parsers' own reports of such cases.
 */

/** Lines that go one step deeper each, `n` characters in all. */
function staircase(n: number, step: string, line: string): string {
  const depth = Math.floor(Math.sqrt((2 * n) / step.length));
  return Array.from({ length: depth }, (_, i) => step.repeat(i) + line).join('\n');
}

function filled(n: number, part: string): string {
  return part.repeat(Math.max(1, Math.floor(n / part.length)));
}

/** Runs of one sign, each longer than the one before. */
function growing(n: number, sign: string, between: string): string {
  let text = '';
  for (let i = 1; text.length < n; i += 1) text += between + sign.repeat(i);
  return text;
}

export const hostileTexts: Readonly<Record<string, (n: number) => string>> = {
  // Deep
  'quotes in quotes': (n) => filled(n, '>'),
  'quotes in quotes, apart': (n) => `${filled(n, '> ')}x`,
  'a staircase of quotes': (n) => staircase(n, '>', '>x'),
  'quotes and lazy lines': (n) => `${filled(n / 2, '>')}x\n${filled(n / 2, 'y\n')}`,
  'lists in lists': (n) => `${filled(n, '- ')}x`,
  'numbers in numbers': (n) => `${filled(n, '1. ')}x`,
  'lists and lazy lines': (n) => `${filled(n / 2, '- ')}x\n${filled(n / 2, 'y\n')}`,
  'a staircase of lists': (n) => staircase(n, '  ', '- a'),
  'a staircase of numbers': (n) => staircase(n, '   ', '1. a'),
  'lists in quotes in lists': (n) => `${filled(n, '> - ')}x`,
  'nearly a rule': (n) => `${filled(n, '- ')}a`,
  'nearly a rule of stars': (n) => `${filled(n, '* ')}a *`,
  // Emphasis
  'opening stars': (n) => filled(n, '**x*y '),
  'opening stars alone': (n) => filled(n, '**a '),
  'closing stars': (n) => filled(n, 'a** '),
  'stars and dashes': (n) => filled(n, '*_'),
  'stars that close dashes': (n) => filled(n, '*a_ '),
  'three stars': (n) => filled(n, 'a***b '),
  'emphasis in emphasis': (n) => filled(n / 2, '*a **a ') + filled(n / 2, 'b** b* '),
  'emphasis at every depth': (n) => `${filled(n / 2, '*a_ ')}x${filled(n / 2, ' _a*')}`,
  'one long run of stars': (n) => `a${filled(n, '*')}`,
  'one long run of stars, closed': (n) => `${filled(n / 2, '*')}a${filled(n / 2, '*')}`,
  'one long run of tildes': (n) => filled(n, '~'),
  'struck and struck': (n) => filled(n, '~~a '),
  'everything mixed': (n) => filled(n, '*a_b~~c'),
  // Links
  'opening brackets': (n) => filled(n, '['),
  'closing brackets': (n) => filled(n, ']'),
  'brackets in brackets': (n) => filled(n / 2, '[') + filled(n / 2, ']'),
  'brackets with letters': (n) => filled(n, '[a'),
  'links begun': (n) => filled(n, '[a]('),
  'links begun at depth': (n) => `${filled(n / 2, '[')}a${filled(n / 2, '](b')}`,
  'links in links': (n) => `${filled(n / 2, '[')}a${filled(n / 2, '](/b)')}`,
  'links to sharp brackets': (n) => filled(n, '[a](<b'),
  'links with titles begun': (n) => filled(n, '[a](b "'),
  'pictures begun': (n) => filled(n, '!['),
  'pictures in pictures': (n) => `${filled(n / 2, '![')}a${filled(n / 2, '](https://b)')}`,
  'pictures in links': (n) => filled(n, '[![]()'),
  'parentheses in an address': (n) => `[a](${filled(n / 2, '(')}${filled(n / 2, ')')})`,
  'references without a definition': (n) => filled(n, '[a][b]'),
  'a definition and its references': (n) => `${filled(n, '[a]')}\n\n[a]: https://b.c`,
  'one definition many times': (n) => `${filled(n, '[a]: /b\n')}[a]`,
  'definitions begun': (n) => filled(n, '[a]: b "\n'),
  'definitions without an address': (n) => filled(n, '[a]:\n'),
  'a title of many lines': (n) => `[a]: b "\n${filled(n, 'c\n')}`,
  'a long label': (n) => `[${filled(n, 'a')}]: b`,
  footnotes: (n) => `${filled(n, '[^1] ')}\n\n[^1]: x`,
  // Code
  backticks: (n) => filled(n, '`'),
  'longer and longer backticks': (n) => growing(n, '`', 'e'),
  'backticks of two lengths': (n) => filled(n, '`a``'),
  fences: (n) => filled(n, '```\n'),
  'longer and longer fences': (n) => growing(n, '`', 'a\n'),
  // Tables
  columns: (n) => `${filled(n / 2, '|a')}|\n${filled(n / 2, '|-')}|`,
  'a wide and long table': (n) =>
    `${filled(n / 3, '|a')}|\n${filled(n / 3, '|-')}|\n${filled(n / 3, '|b\n')}`,
  'ten wide and long tables': (n) =>
    filled(n, `${filled(n / 30, '|a')}|\n${filled(n / 30, '|-')}|\n${filled(n / 30, '|b\n')}\n`),
  'many tables': (n) => filled(n, '|a\n|-\n'),
  rows: (n) => `|a|b|\n|-|-|\n${filled(n, '|c|d|\n')}`,
  'rows without a head': (n) => filled(n, '|a\n'),
  'escaped columns': (n) => `${filled(n, '|a\\')}\n|-|`,
  // HTML and addresses
  'sharp brackets': (n) => filled(n, '<'),
  'tags begun': (n) => filled(n, '<a b="'),
  attributes: (n) => `<a${filled(n, ' b')}`,
  'tags in tags': (n) => filled(n, '<b>'),
  'blocks of HTML': (n) => filled(n, '<div>\n'),
  'sections begun': (n) => filled(n, 'a <![CDATA[ '),
  'instructions begun': (n) => filled(n, 'a <? '),
  'declarations begun': (n) => filled(n, 'a <!A '),
  'comments begun': (n) => filled(n, 'a <!-- '),
  'a comment of dashes': (n) => `a <!--${filled(n, '-')}`,
  'addresses begun': (n) => filled(n, '<https://'),
  'addresses in addresses': (n) => filled(n, 'https://a.b/'),
  'addresses that are none': (n) => filled(n, 'https://a:x'),
  'an address of parentheses': (n) => `https://a.b/${filled(n, '(')}`,
  'an address of closing ones': (n) => `https://a.b/${filled(n, ')')}`,
  'an address of full stops': (n) => `https://a.b/${filled(n, '.')}`,
  'an address of entities': (n) => `https://a.b/${filled(n, '&amp;')}`,
  www: (n) => filled(n, 'www.'),
  'mail begun': (n) => filled(n, 'a@'),
  'mail of full stops': (n) => `${filled(n, 'a.')}@b`,
  'mail to full stops': (n) => `a@${filled(n, 'b.')}`,
  'mail to dashes': (n) => `a@b${filled(n, '-b')}`,
  'a long name of mail': (n) => `${filled(n, 'a')}@`,
  'names of mail': (n) => filled(n, 'a@b.c '),
  // Entities, escapes, spaces, lines
  entities: (n) => filled(n, '&amp;'),
  ampersands: (n) => filled(n, '&'),
  'a long entity': (n) => `&${filled(n, 'a')}`,
  'numbers begun': (n) => filled(n, '&#1'),
  backslashes: (n) => filled(n, '\\'),
  'hard breaks': (n) => filled(n, 'a  \n'),
  spaces: (n) => `a${filled(n, ' ')}b`,
  tabs: (n) => `${filled(n, '\t')}a`,
  hashes: (n) => `# ${filled(n, '#')}a`,
  'hashes at the end': (n) => `# a${filled(n, ' #')}`,
  underlines: (n) => filled(n, 'a\n-\n'),
  rules: (n) => filled(n, '---\n'),
  paragraphs: (n) => filled(n, 'a\n\n'),
  'items with lines between': (n) => filled(n, '- a\n\n'),
  lines: (n) => filled(n, 'a\n'),
  // Not Markdown
  'one long word': (n) => filled(n, 'a'),
  'one letter and its marks': (n) => `a${filled(n, '\u0301')}`,
  'marks of direction': (n) => filled(n, '\u202e\u2066'),
  'halves of characters': (n) => filled(n, '\ud800'),
  zeros: (n) => filled(n, '\0'),
};
