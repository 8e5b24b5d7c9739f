/** A note shows no less than was written: what is not formatting is read in it, or is where a link leads. */
import { render } from '@testing-library/react';
import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Markdown } from '#src/features/issue/markdown.tsx';

function shown(text: string): HTMLElement {
  return render(<Markdown text={text} />).container;
}

const asTyped = [
  '[1]: https://example.org/unused',
  'Words.\n\n[1]: https://example.org/unused "And a title"',
  '[a]: javascript:alert(1)',
  '[a]: ftp://example.org/file',
  '<!-- a comment -->',
  '<!-- one\n\ntwo -->',
  '<script>alert(1)</script>',
  '<style>p { color: red }</style>',
  '<img src="x" alt="A chart">',
  '<b>bold</b> and <unknown attr="value">tag</unknown>',
  '<a href="/d/us-india">here</a>',
  '<div>\ninside\n</div>',
  '<?php echo 1 ?>',
  '<!DOCTYPE html>',
  'a < b and c > d, if <x, y>',
  'We say <redacted> here.',
  '[x](javascript:alert(1))',
  '![x](data:image/png;base64,AAAA)',
  '[x](/d/us-india)',
  '[x](report.pdf)',
  '[x]()',
  '[x][y]',
  'See [^1].\n\n[^1]: Reuters, 5 November.',
  '<javascript:alert(1)>',
  '#',
  '>',
  '- ',
  '```\n```',
  '---',
  '* * *',
  '&ZeroWidthSpace;',
  '&shy;&#8203;',
  '| a | b |\n|---|---|\n| 1 | 2 | three |',
  '{{ template }} $x^2$ :smile: ==marked== ~one~',
];

/** Spaces and line breaks are no signs that one sees. */
function signs(text: string | null): string {
  return (text ?? '').replace(/\s/g, '');
}

test.each(asTyped)('%j can be read in full', (text) => {
  const page = shown(text);
  expect(signs(page.textContent)).toBe(signs(text));
  expect(page.querySelector('img, script, style, iframe')).toBeNull();
});

test('a definition that nothing uses is read where it stands, and one that is used is formatting', () => {
  const quoted = shown('> Quoted.\n>\n> [1]: https://example.org/unused\n> "its title"');
  expect(quoted.querySelector('blockquote')?.textContent).toBe(
    'Quoted.[1]: https://example.org/unused\n"its title"',
  );
  const page = shown('[duties][a]\n\n[a]: https://example.org/a "A"\n[A]: https://example.org/b');
  expect(page.textContent).toBe('duties[A]: https://example.org/b');
  const [used, bare] = page.querySelectorAll('a');
  expect([used?.href, used?.title, bare?.href]).toEqual([
    ...['https://example.org/a', 'A', 'https://example.org/b'],
  ]);
});

test.each([
  ['[duties](https://example.org/b more[a]', 'a'],
  ['[duties](see x[a]', 'a'],
  ['[](ש[a]', 'a'],
  ['[duties](javascript:x)[a]', 'a'],
  ['[a](javascript:x)', 'a'],
  ['[a](https://example.org/b x)', 'a'],
  ['[a](https://example.org/b', 'a'],
  ['[words [a]](https://example.org/b)', 'a'],
])('%j: an address that is none is read, and a reference beside it is a link', (text, name) => {
  const page = shown(`${text}\n\n[a]: https://example.org/a`);
  expect(page.querySelector('a[href="https://example.org/a"]')?.textContent).toBe(name);
  expect(signs(page.textContent)).toBe(signs(text.replace(`[${name}]`, name)));
});

test('a picture without an address is read as it was typed', () => {
  expect(shown('![a chart]() [words]()').textContent).toBe('![a chart]() [words]()');
});

test('a task list shows which boxes are ticked, to eyes and to a screen reader', () => {
  const page = shown('- [ ] Ask the ministry\n- [x] Read the notice\n- [X] File it\n- [y] no box');
  expect([...page.querySelectorAll('li')].map((item) => item.textContent)).toEqual([
    ...['☐ Ask the ministry', '☑ Read the notice', '☑ File it', '[y] no box'],
  ]);
  const [todo, done] = page.querySelectorAll('[role="img"]');
  expect(todo?.getAttribute('aria-label')).toBe('To do:');
  expect(done?.getAttribute('aria-label')).toBe('Done:');
  expect(shown('1. [x] loose\n\n2. [ ] list').textContent).toBe('☑ loose☐ list');
});

test('a picture is a link to it and nothing is fetched', () => {
  const page = shown(
    '![A chart](https://example.org/a.png "of duties") ![](https://example.org/b.png) ![c][d]\n\n[d]: https://example.org/d.png',
  );
  expect(page.querySelector('img, picture, object, embed')).toBeNull();
  const links = [...page.querySelectorAll('a')];
  expect(links.map(({ textContent, href, title }) => [textContent, href, title])).toEqual([
    ['A chart', 'https://example.org/a.png', 'of duties'],
    ['https://example.org/b.png', 'https://example.org/b.png', ''],
    ['c', 'https://example.org/d.png', ''],
  ]);
});

test('a picture within a link is a second link behind it, and a link without words shows its address', () => {
  const page = shown(
    '[see ![alt](https://example.org/a.png)](https://example.org/page) [](https://example.org/c)',
  );
  expect(
    [...page.querySelectorAll('a')].map(({ textContent, href }) => [textContent, href]),
  ).toEqual([
    ['see alt', 'https://example.org/page'],
    ['https://example.org/a.png', 'https://example.org/a.png'],
    ['https://example.org/c', 'https://example.org/c'],
  ]);
  expect(page.querySelector('a a')).toBeNull();
});

test('what a block of code is called stands above it, and the numbers of a list are those that were typed', () => {
  expect(shown('```ts title="a.ts"\ncode\n```').querySelector('pre')?.textContent).toBe(
    'ts title="a.ts"\ncode',
  );
  const numbers = (text: string) =>
    [...shown(text).querySelectorAll('li')].map((item) => item.getAttribute('value'));
  expect(numbers('3. a\n7. b\n9. c')).toEqual(['3', '7', '9']);
  expect(numbers('1. a\n1. b\n1. c')).toEqual(['1', null, null]);
});

test('a line break written as a tag breaks the line', () => {
  expect(shown('| a |\n|---|\n| one<br>two<br/>three |').querySelectorAll('td br')).toHaveLength(2);
});

/** Signs of Markdown, and of what it stumbles over; a `w` stands for a word that no other place has. */
const parts = [
  ...['*w*', '**w w**', '_w_', '~~w~~', '`w`', '\n# w\n', '\n1. w\n2. w\n', '\n- w\n  - w\n'],
  ...['w', 'w', 'w', 'w ', ' w', 'w\n', '\n\n', '\n', ' ', '  \n', '\t', '    '],
  ...['*', '**', '***', '_', '__', '~~', '`', '``', '\n```\n', '\n```w\n', '\n~~~\n', '\\', '\\\n'],
  ...['[', ']', '(', ')', '](', '][', ']: ', '![', '[x]', '[l]', '[w][l]', '![w][l]'],
  ...[
    '\n\n[l]: https://w.org\n',
    '\n\n[l]: https://w.org "w"\n\n',
    '\n[w]: https://w.org',
    '[^l]: w',
  ],
  ...[
    '[w](https://w.org)',
    '![w](https://w.org/w.png "w")',
    '[w](javascript:w)',
    '[w](w)',
    '[w](<w w>)',
  ],
  ...[
    '<',
    '>',
    '</',
    '/>',
    '<!--',
    '-->',
    '<b>',
    '</b>',
    '<w>',
    '<img src=w>',
    '<br>',
    '<https://w.org>',
    '<w@w.org>',
  ],
  ...['|', '\n|w|w|\n|-|-|\n|w|w|\n', '\n|w|\n|-|\n|w|w|w|\n', '\n|-|-|\n', '|w|w|w|\n'],
  ...[
    '\n- ',
    '\n* ',
    '\n1. ',
    '\n- [ ] w',
    '\n- [x] w',
    '\n> ',
    '\n# ',
    '\n###### w',
    '\n---\n',
    '\n===\n',
    '\n    w',
  ],
  ...[
    '&',
    ';',
    '&amp;',
    '&lt;',
    '&#x200b;',
    '&w;',
    'https://w.org/w',
    'www.w.org',
    'w@w.org',
    '://',
    '@',
    '.',
    ',',
    ':',
    '"',
    "'",
  ],
  ...['javascript:', 'data:', '”', '。', '​', '\u202e', 'ש', '😀'],
];
const texts = fc
  .array(fc.constantFrom(...parts), { minLength: 1, maxLength: 24, size: 'max' })
  .map((pieces) => {
    let words = 0;
    return pieces.join('').replace(/w(?![w.]|eb)(?=[^a-z]|$)/g, () => {
      words += 1;
      return `w${words}q`;
    });
  });

const something = /[^\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u;

test('whatever is written out of Markdown’s own signs: every word of it is read, or is where a link leads', () => {
  const made: Record<string, number> = {};
  let runs = 0;
  fc.assert(
    fc.property(texts, (text) => {
      runs += 1;
      const markup = renderToStaticMarkup(<Markdown text={text} />);
      const container = new DOMParser().parseFromString(markup, 'text/html').body;
      const links = [...container.querySelectorAll('a')];
      const read = [
        container.textContent,
        ...links.flatMap((a) => [a.getAttribute('href'), a.title]),
      ];
      const all = read.join('\n');
      const missing = (text.match(/w\d+q/g) ?? []).filter((word) => !all.includes(word));
      expect(missing).toEqual([]);
      for (const sign of ['”', '。', 'ש', '😀']) {
        expect(all.split(sign).length).toBeGreaterThanOrEqual(text.split(sign).length);
      }
      if (something.test(text)) expect(container.textContent).toMatch(something);
      for (const tag of new Set([...container.querySelectorAll('*')].map((e) => e.localName))) {
        made[tag] = (made[tag] ?? 0) + 1;
      }
    }),
    { numRuns: 1_000 },
  );
  // A law that never met a table has said nothing of tables.
  const often = Object.entries(made).filter(([, times]) => times >= runs / 150);
  expect(often.map(([tag]) => tag)).toEqual(
    expect.arrayContaining([
      ...['a', 'blockquote', 'br', 'code', 'em', 'h5', 'hr', 'li', 'ol', 'p', 'pre', 'strong'],
      ...['table', 'td', 'ul'],
    ]),
  );
}, 120_000);
