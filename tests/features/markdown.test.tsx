import { render as renderToPage } from '@testing-library/react';
import { expect, test } from 'vitest';
import { Markdown } from '#src/features/issue/markdown.tsx';

function render(text: string): HTMLElement {
  const { container } = renderToPage(<Markdown text={text} />);
  const prose = container.querySelector<HTMLElement>('.prose');
  if (!prose) throw new Error('It is not shown as Markdown');
  return prose;
}

const tab = String.fromCharCode(9);
const nul = String.fromCharCode(0);

const hostile = [
  '<img src=x onerror=alert(1)>',
  '<IMG """><SCRIPT>alert(1)</SCRIPT>">',
  '![picture](https://example.com/track.png)',
  '<script>alert(1)</script>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<svg onload=alert(1)><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--><img src=x onerror=alert(1)>">',
  '<style>body { display: none }</style>',
  '<p style="position:fixed;inset:0">over everything</p>',
  '<iframe src="https://example.com"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="x"></object><embed src="x"><base href="https://example.com/"><meta http-equiv="refresh" content="0">',
  '<form action="https://example.com"><input name="password"><button formaction="x">Go</button></form>',
  '<details open ontoggle=alert(1)><summary>x</summary></details>',
  '<a href="https://example.com" onclick="alert(1)" onmouseover="alert(2)">x</a>',
  '<p id="root" name="body" class="fixed inset-0">clobber</p><a id="location" href="https://example.com">x</a>',
  '<p data-cell="US/open" data-card="issue:gsp" aria-label="Board" role="alert">part of the board</p>',
  '<h1 onclick=alert(1)>Heading</h1><h1/onclick=alert(1)>x',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java&#115;cript:alert(1))',
  '[x](&#x6A;avascript:alert(1))',
  `[x](<java${tab}script:alert(1)>)`,
  `<a href="java${tab}script:alert(1)">x</a>`,
  '<a href="java\nscript:alert(1)">x</a>',
  '<a href=" &#14; javascript:alert(1)">x</a>',
  `<a href="${nul}javascript:alert(1)">x</a>`,
  '<a href="https:javascript:alert(1)" ping="https://example.com">x</a>',
  '<javascript:alert(1)>',
  '[x](vbscript:msgbox(1))',
  '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[x]: javascript:alert(1)\n\n[x]',
  '[x](https://example.com "t\\" onmouseover=alert(1) \\"")',
  '`</code><img src=x onerror=alert(1)>`',
  '```"><script>alert(1)</script>\ncode\n```',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<template><script>alert(1)</script></template>',
  '<x-card onfocus=alert(1) tabindex=1 contenteditable autofocus>x</x-card>',
];

const harmless = new Set([
  ...['P', 'BR', 'HR', 'STRONG', 'EM', 'DEL', 'CODE', 'PRE', 'BLOCKQUOTE', 'UL', 'OL', 'LI', 'A'],
  ...['H5', 'H6', 'TABLE', 'THEAD', 'TBODY', 'TR', 'TH', 'TD', 'SPAN', 'SMALL'],
]);
const harmlessAttributes = new Set([
  ...['href', 'title', 'value', 'style', 'target', 'rel', 'dir', 'class', 'data-named', 'data-box'],
]);

test.each(hostile)('%j comes out as text and plain formatting alone', (text) => {
  for (const element of render(text).querySelectorAll('*')) {
    expect(harmless).toContain(element.tagName);
    expect(['', 'whitespace-pre-wrap']).toContain(element.className);
    for (const { name } of element.attributes) expect(harmlessAttributes).toContain(name);
    const address = element.getAttribute('href');
    if (address !== null) expect(address).toMatch(/^(https?|mailto):/);
  }
});

test('a link opens elsewhere and is told nothing of this page', () => {
  const links = render(
    '[report](https://example.com/a "Title") and <http://example.com>, [mail](mailto:a@example.com)',
  ).querySelectorAll('a');
  expect(links).toHaveLength(3);
  for (const link of links) {
    expect(link).toHaveAttribute('target', '_blank');
    expect(link).toHaveAttribute('rel', 'noopener noreferrer');
  }
  expect(links[0]).toHaveAttribute('title', 'Title');
});

test('a bare address becomes a link, and the full stop after it stays outside', () => {
  const [link, ...more] = render('See https://ustr.gov/a?b=1&c=2.').querySelectorAll('a');
  expect(more).toEqual([]);
  expect(link?.href).toBe('https://ustr.gov/a?b=1&c=2');
  expect(render('www.ustr.gov').querySelector('a')?.href).toBe('http://www.ustr.gov/');
});

test('formatting survives: lists keep their numbers, tables their alignment, lines their breaks', () => {
  const [third, fourth] = render('3. third\n4. fourth').querySelectorAll('li');
  expect(third).toHaveAttribute('value', '3');
  expect(fourth).toHaveAttribute('value', '4');
  expect(render('| a |\n|--:|\n| 1 |').querySelector('td')).toHaveStyle({ textAlign: 'right' });
  expect(render('one\ntwo').querySelectorAll('br')).toHaveLength(1);
  expect(render('**50 %** ~~25 %~~ `<b>`').innerHTML).toBe(
    '<p dir="auto"><strong>50 %</strong> <del>25 %</del> <code>&lt;b&gt;</code></p>',
  );
});

test('a heading in a note stays below the headings of the page', () => {
  const { children } = render('# One\n\n#### Four\n\n###### Six\n\nFive\n===');
  expect([...children].map(({ tagName }) => tagName)).toEqual(['H5', 'H5', 'H6', 'H5']);
});
