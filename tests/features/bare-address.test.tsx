/** A bare address ends where the sentence, the quote or the bracket around it goes on, in whatever script. */
import { render } from '@testing-library/react';
import { expect, test } from 'vitest';
import { Markdown } from '#src/features/issue/markdown.tsx';

function shown(text: string): HTMLElement {
  return render(<Markdown text={text} />).container;
}

/** What stands around an address in a sentence, and the address in it. */
const inSentences: readonly [text: string, address: string, written?: string][] = [
  ['See https://ustr.gov/a.', 'https://ustr.gov/a'],
  ['See https://ustr.gov/a?', 'https://ustr.gov/a'],
  ['See https://ustr.gov/a!?', 'https://ustr.gov/a'],
  ['See https://ustr.gov/a…', 'https://ustr.gov/a'],
  ['“https://ustr.gov/a”', 'https://ustr.gov/a'],
  ['‘https://ustr.gov/a’', 'https://ustr.gov/a'],
  ['„https://ustr.gov/a“', 'https://ustr.gov/a'],
  ['«https://ustr.gov/a»', 'https://ustr.gov/a'],
  ['« https://ustr.gov/a »', 'https://ustr.gov/a'],
  ['"https://ustr.gov/a"', 'https://ustr.gov/a'],
  ["'https://ustr.gov/a'", 'https://ustr.gov/a'],
  ['(https://ustr.gov/a)', 'https://ustr.gov/a'],
  ['(see https://ustr.gov/a).', 'https://ustr.gov/a'],
  ['（https://ustr.gov/a）。', 'https://ustr.gov/a'],
  ['详见https://ustr.gov/a。然后', 'https://ustr.gov/a'],
  ['「https://ustr.gov/a」', 'https://ustr.gov/a'],
  ['https://ustr.gov/a，', 'https://ustr.gov/a'],
  ['देखें https://commerce.gov.in/a।', 'https://commerce.gov.in/a'],
  ['ראו https://ustr.gov/a.', 'https://ustr.gov/a'],
  ['انظر https://ustr.gov/a؟', 'https://ustr.gov/a'],
  ['**https://ustr.gov/a**', 'https://ustr.gov/a'],
  ['**https://ustr.gov/a**, then', 'https://ustr.gov/a'],
  ['_https://ustr.gov/a_', 'https://ustr.gov/a'],
  ['~~https://ustr.gov/a~~', 'https://ustr.gov/a'],
  ['[https://ustr.gov/a]', 'https://ustr.gov/a'],
  ['<p>https://ustr.gov/a</p>', 'https://ustr.gov/a'],
  ['https://ustr.gov/_a_/*b*/c', 'https://ustr.gov/_a_/*b*/c'],
  ['https://en.wikipedia.org/wiki/GSP_(trade)', 'https://en.wikipedia.org/wiki/GSP_(trade)'],
  ['(https://en.wikipedia.org/wiki/GSP_(trade))', 'https://en.wikipedia.org/wiki/GSP_(trade)'],
  ['https://ustr.gov/a?b=1&c=2#d', 'https://ustr.gov/a?b=1&c=2#d'],
  ['https://ustr.gov/a&amp;b', 'https://ustr.gov/a&amp;b'],
  ['HTTPS://USTR.GOV/A', 'https://ustr.gov/A', 'HTTPS://USTR.GOV/A'],
  ['http://[::1]:80/a', 'http://[::1]/a', 'http://[::1]:80/a'],
  ['www.ustr.gov.', 'http://www.ustr.gov/', 'www.ustr.gov'],
  ['“www.ustr.gov/a”', 'http://www.ustr.gov/a', 'www.ustr.gov/a'],
  ['write to desk@ustr.gov.', 'mailto:desk@ustr.gov', 'desk@ustr.gov'],
];

test.each(inSentences)(
  '%s: the address ends where the sentence goes on',
  (text, address, written) => {
    const links = [...shown(text).querySelectorAll('a')];
    expect(links.map(({ href, textContent }) => [href, textContent])).toEqual([
      [address, written ?? address],
    ]);
  },
);

test.each([
  'https://',
  'https:// a',
  'xhttps://a.b',
  'https://a:b/c',
  'www.',
  'a@b',
  '@a.b',
  'a@.b',
  '[https://a.b](https://c.d "x") no second',
])('%j holds no bare address that leads anywhere', (text) => {
  const leads = [...shown(text).querySelectorAll('a')].map(({ href }) => href);
  expect(leads).toEqual(text.startsWith('[') ? ['https://c.d/'] : []);
  if (!text.startsWith('[')) expect(shown(text).textContent).toBe(text);
});
