/**
 * Any text that anyone can write costs a bounded time and takes down nothing but itself. Work is counted in steps of
 * the parser and of what is built on it, never by a clock.
 */
import { render, screen } from '@testing-library/react';
import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { limits } from '#src/domain/schemas.ts';
import { Markdown } from '#src/features/issue/markdown.tsx';
import { parseMarkdown } from '#src/features/issue/markdown-parser.ts';
import type { Piece } from '#src/features/issue/markdown-piece.ts';
import { treeOf } from '#src/features/issue/markdown-tree.ts';
import { TextBoundary } from '#src/features/issue/text-boundary.tsx';
import { countSteps } from './count-steps.ts';
import { hostileTexts } from './hostile-texts.ts';

/** Patience for a busy machine: what is counted is steps. */
vi.setConfig({ testTimeout: 120_000 });

function stepsFor(text: string): number {
  return countSteps(() => void treeOf(text));
}

/** How deep a tree is, and how much there is in it. */
function measure(pieces: readonly Piece[]): { depth: number; count: number } {
  let depth = 0;
  let count = pieces.length;
  for (const piece of pieces) {
    if (typeof piece === 'string' || !('content' in piece)) continue;
    const inner = measure(piece.content);
    depth = Math.max(depth, inner.depth);
    count += inner.count;
  }
  return { depth: depth + 1, count };
}

function depthOf(element: Element): number {
  return 1 + Math.max(0, ...[...element.children].map(depthOf));
}

/** Looks at each letter; today’s worst text, of pictures that are begun, needs 59. */
const mostSteps = 80;
const most = { depth: 70, pieces: 9_000 };

const hostile = Object.entries(hostileTexts);

test.each(hostile)(
  '%s: twice the text is twice the work, and no more than can be laid out',
  (_, of) => {
    const [half, whole] = [of(limits.note / 2), of(limits.note)];
    const steps = stepsFor(whole);
    expect(steps).toBeLessThan(mostSteps * whole.length);
    expect(steps).toBeLessThan(2.2 * stepsFor(half) + 2_000);
    // A short row of a table makes cells that nobody typed.
    expect(parseMarkdown(whole).length).toBeLessThan(2 * whole.length);
    const tree = treeOf(whole);
    if (tree === null) return;
    const { depth, count } = measure(tree);
    expect(depth).toBeLessThan(most.depth);
    expect(count).toBeLessThan(most.pieces);
  },
);

test.each(hostile)('%s: the page shows it, as Markdown or as it was typed', (_, of) => {
  const text = of(limits.note);
  const markup = renderToStaticMarkup(<Markdown text={text} />);
  const page = new DOMParser().parseFromString(markup, 'text/html').body;
  expect(depthOf(page)).toBeLessThan(most.depth);
  expect(page.querySelectorAll('*').length).toBeLessThan(most.pieces);
  const isTyped = page.textContent.endsWith('Shown as it was typed.');
  expect(isTyped).toBe(treeOf(text) === null);
  if (isTyped) expect(page.querySelector('p')?.textContent).toHaveLength(text.length);
});

test('three thousand “>” are shown as they were typed, and a page of usual Markdown is not', () => {
  const { rerender, container } = render(<Markdown text={'>'.repeat(3_000)} />);
  expect(screen.getByText('>'.repeat(3_000))).toBeVisible();
  expect(screen.getByText('Shown as it was typed.')).toBeVisible();
  const usual =
    '## Duties\n\nThe **US** asks for [less](https://ustr.gov/a); see https://wto.org.\n\n- one\n  - two\n    - three\n\n> > said\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n';
  rerender(<Markdown text={usual.repeat(limits.note / usual.length)} />);
  expect(screen.queryByText('Shown as it was typed.')).toBeNull();
  expect(container.querySelectorAll('table').length).toBeGreaterThan(100);
});

const parts = [
  ...[
    '*',
    '**',
    '_',
    '__',
    '~~',
    '`',
    '```',
    '[',
    ']',
    '(',
    ')',
    '](',
    '![',
    '<',
    '>',
    '|',
    '|-',
    '\\',
    '&',
    '#',
  ],
  ...[
    '\n',
    '\n\n',
    ' ',
    '  ',
    '    ',
    '\t',
    '- ',
    '1. ',
    '+ ',
    '> ',
    ': ',
    '"',
    "'",
    ':',
    '!',
    '@',
    '.',
    '/',
    '=',
  ],
  ...[
    'a',
    'b ',
    'https://',
    'www.',
    '</',
    '<!--',
    '[a]: ',
    '[^a]',
    '- [ ] ',
    '&amp;',
    '&#',
    '\u0301',
    '\u202e',
    '。',
  ],
];
const motifs = fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 6 });
const repeated = fc.array(
  motifs.map((motif) => motif.join('')),
  { minLength: 1, maxLength: 3 },
);

test('whatever is repeated, after whatever else: the work grows with the text, not with its square', () => {
  let tall = 0;
  let typed = 0;
  fc.assert(
    fc.property(repeated, (chunks) => {
      const text = (size: number) =>
        chunks.map((chunk) => chunk.repeat(size / chunks.length / chunk.length)).join('');
      // A short text may end before a motif has come to what it costs: from here on it grows as it will.
      const [quarter, whole] = [text(4_000), text(16_000)];
      const steps = stepsFor(whole);
      // Where each few letters begin an address, each is looked at for as long as a host may be.
      expect(steps).toBeLessThan(4 * mostSteps * whole.length);
      // Were it the square, it would be sixteen times as much.
      expect(steps).toBeLessThan(8 * stepsFor(quarter) + 20_000);
      const tree = treeOf(text(8_000));
      if (tree === null) typed += 1;
      else {
        const { depth, count } = measure(tree);
        expect(depth).toBeLessThan(most.depth);
        expect(count).toBeLessThan(most.pieces);
        if (count > 500) tall += 1;
      }
    }),
    { numRuns: 600 },
  );
  // Both ends were met: texts that make much of a page, and texts that are too much.
  expect(tall).toBeGreaterThan(60);
  expect(typed).toBeGreaterThan(3);
});

function Frail({ text }: { text: string }) {
  if (text.includes('bad')) throw new Error('It cannot be shown');
  return <p>{`shown: ${text}`}</p>;
}

test('what cannot be shown takes down itself alone, and a text that is mended is shown again', () => {
  const said = vi.spyOn(console, 'error');
  const notes = (texts: readonly string[]) =>
    texts.map((text, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the same note, with another text
      <TextBoundary key={index} text={text}>
        <Frail text={text} />
      </TextBoundary>
    ));
  const { rerender, container } = render(notes(['good', 'a bad one']));
  expect(said).toHaveBeenCalled();
  said.mockClear();
  expect(container).toHaveTextContent('shown: gooda bad oneShown as it was typed.');
  rerender(notes(['good', 'mended']));
  expect(container).toHaveTextContent('shown: goodshown: mended');
});
