/** The brief on paper, instead of what the page shows. It is in the page only while it is printed. */
import { type ReactNode, useEffect } from 'react';
import type { Block } from '#src/words/brief.ts';
import * as citation from '#src/words/compiled/citation.ts';
import type { Line, Piece } from '#src/words/prose.ts';

interface BriefSheetProps {
  readonly blocks: readonly Block[];
  readonly onPrinted: () => void;
}

/** Signs that the page is looked at again, where a browser does not say that it has printed. */
const afterwards = ['afterprint', 'pointerdown', 'keydown'] as const;

export function BriefSheet({ blocks, onPrinted }: BriefSheetProps) {
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    window.addEventListener('afterprint', onPrinted, { signal });
    // Only once it stays in the page.
    const timer = setTimeout(() => {
      window.print();
      for (const sign of afterwards) window.addEventListener(sign, onPrinted, { signal });
    });
    return () => {
      clearTimeout(timer);
      listening.abort();
    };
  }, [onPrinted]);
  return (
    <div data-sheet="whole" className="hidden print:block">
      {blocks.map((block, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a sheet never changes
        <Printed key={place} block={block} />
      ))}
    </div>
  );
}

const text = 'text-[9.5pt] leading-snug wrap-anywhere';

function Printed({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'heading':
      return <Heading level={block.level}>{inElements(block.line)}</Heading>;
    case 'paragraph':
      return <p className={`mt-1 ${text}`}>{inElements(block.line)}</p>;
    case 'list':
      return (
        <ul className="list-disc pl-4">
          {block.entries.map((lines, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a sheet never changes
            <li key={place} className={`mt-1 break-inside-avoid ${text}`}>
              {lines.map((line, row) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a sheet never changes
                <p key={row}>{inElements(line)}</p>
              ))}
            </li>
          ))}
        </ul>
      );
  }
}

interface HeadingProps {
  readonly level: 1 | 2 | 3;
  readonly children: ReactNode;
}

function Heading({ level, children }: HeadingProps) {
  switch (level) {
    case 1:
      return (
        <h1 dir="auto" className="text-[18pt] leading-tight font-semibold wrap-anywhere">
          {children}
        </h1>
      );
    case 2:
      return (
        <h2 className="mt-4 mb-1.5 border-ink border-b pb-0.5 text-[12pt] font-semibold break-after-avoid">
          {children}
        </h2>
      );
    case 3:
      return <h3 className="mt-2 text-[9.5pt] font-semibold break-after-avoid">{children}</h3>;
  }
}

function inElements(line: Line): ReactNode {
  return line.map((piece, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a sheet never changes
    <PieceOfProse key={place} piece={piece} />
  ));
}

function PieceOfProse({ piece }: { readonly piece: Piece }) {
  if (typeof piece === 'string') return piece;
  switch (piece.kind) {
    case 'mark':
      return <sup className="leading-none">{citation.mark({ number: piece.number })}</sup>;
    case 'title':
      return <bdi className="font-semibold">{piece.text}</bdi>;
    case 'written':
      return <bdi>{piece.text}</bdi>;
    case 'document':
      return (
        <cite>
          <bdi>{piece.text}</bdi>
        </cite>
      );
    case 'address':
      return <a href={piece.text}>{piece.text}</a>;
  }
}
