/**
 * Markdown as the page shows it. Whatever a note holds, what comes out is text with plain formatting and links to
 * http, https and mailto, made element by element: no HTML of a note's reaches the page, no picture is fetched. A
 * text that cannot be laid out is shown as it was typed.
 */
import { createElement, type ReactNode, useMemo } from 'react';
import { ticked, unticked } from '#src/words/compiled/issue.ts';
import type { Formatted, Link, Piece } from './markdown-piece.ts';
import { treeOf } from './markdown-tree.ts';
import { AsTyped, TextBoundary } from './text-boundary.tsx';

export function Markdown({ text }: { text: string }) {
  return (
    <TextBoundary text={text}>
      <Tree text={text} />
    </TextBoundary>
  );
}

function Tree({ text }: { text: string }) {
  const tree = useMemo(() => treeOf(text), [text]);
  if (tree === null) return <AsTyped text={text} />;
  // Each block takes the direction of its own letters.
  return <div className="prose">{tree.map((piece, index) => nodeOf(piece, index, 'auto'))}</div>;
}

function nodesOf(pieces: readonly Piece[]): ReactNode {
  return pieces.map((piece, index) => nodeOf(piece, index));
}

function nodeOf(piece: Piece, key: number, dir?: 'auto'): ReactNode {
  if (typeof piece === 'string') return piece;
  switch (piece.kind) {
    case 'formatted':
      return elementOf(piece, key, dir);
    case 'link':
      return anchorOf(piece, key);
    case 'break':
      return <br key={key} />;
    case 'rule':
      return <hr key={key} />;
    case 'box':
      return (
        <span key={key} role="img" aria-label={piece.isTicked ? ticked() : unticked()}>
          {piece.isTicked ? '☑' : '☐'}
        </span>
      );
    case 'code':
      return <code key={key}>{piece.text}</code>;
    case 'block-of-code':
      return (
        <pre key={key} dir={dir}>
          {piece.info !== '' && <small>{`${piece.info}\n`}</small>}
          <code>{piece.text}</code>
        </pre>
      );
    case 'typed':
      return (
        <p key={key} dir={dir} className="whitespace-pre-wrap">
          {nodesOf(piece.content)}
        </p>
      );
  }
}

function elementOf(
  { tag, content, number, align }: Formatted,
  key: number,
  dir?: 'auto',
): ReactNode {
  return createElement(
    tag,
    {
      key,
      dir,
      value: number,
      style: align && { textAlign: align },
      'data-box': tag === 'li' && beginsWithBox(content) ? '' : undefined,
    },
    nodesOf(content),
  );
}

/** An item with a box has no other mark before it. */
function beginsWithBox([first]: readonly Piece[]): boolean {
  if (typeof first !== 'object') return false;
  if (first.kind === 'formatted') return first.tag === 'p' && beginsWithBox(first.content);
  return first.kind === 'box';
}

/** `data-named`: its address is not to be read in its words, and is printed after them. */
function anchorOf({ href, title, content }: Link, key: number): ReactNode {
  const [words] = content;
  const isBare = content.length === 1 && typeof words === 'string' && href.endsWith(words);
  return (
    <a
      key={key}
      href={href}
      title={title ?? undefined}
      target="_blank"
      rel="noopener noreferrer"
      data-named={isBare ? undefined : ''}
    >
      {nodesOf(content)}
    </a>
  );
}
