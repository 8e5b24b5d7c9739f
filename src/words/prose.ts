/** Prose made of our words and of what others wrote, as plain text, as HTML and as Markdown; in each, theirs stays text. */
import { mark } from './compiled/citation.ts';
import { inserted } from './inserted-text.ts';

/** A text of ours, or what somebody wrote, which keeps its own direction. */
export type Piece =
  | string
  | { readonly kind: 'title' | 'written' | 'document' | 'address'; readonly text: string }
  | { readonly kind: 'mark'; readonly number: number };
export type Line = readonly Piece[];

/** What somebody wrote, on one line. */
export function written(text: string): Piece {
  return { kind: 'written', text: onOneLine(text) };
}

export function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

export function textOf(line: Line): string {
  return line
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      if (piece.kind === 'mark') return mark({ number: piece.number });
      return piece.kind === 'address' ? piece.text : inserted(piece.text);
    })
    .join('');
}

export function htmlOf(line: Line): string {
  return line
    .map((piece) => {
      if (typeof piece === 'string') return escapeHtml(piece);
      if (piece.kind === 'mark') return `<sup>${escapeHtml(mark({ number: piece.number }))}</sup>`;
      return elementOf(piece.kind, escapeHtml(piece.text));
    })
    .join('');
}

function elementOf(kind: 'title' | 'written' | 'document' | 'address', text: string): string {
  switch (kind) {
    case 'title':
      return `<b><bdi>${text}</bdi></b>`;
    case 'written':
      return `<bdi>${text}</bdi>`;
    case 'document':
      return `<cite><bdi>${text}</bdi></cite>`;
    case 'address':
      return `<a href="${text}">${text}</a>`;
  }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

export function markdownOf(line: Line): string {
  // Whatever stands in a sentence of ours: a line that ends would begin something else.
  return asParagraph(
    line
      .map(markdownOfPiece)
      .join('')
      .replace(/\s*[\r\n\u2028\u2029]\s*/g, ' '),
  );
}

function markdownOfPiece(piece: Piece): string {
  if (typeof piece === 'string') return escapeMarkdown(piece);
  switch (piece.kind) {
    case 'mark':
      return escapeMarkdown(mark({ number: piece.number }));
    case 'title':
      return `**${escapeMarkdown(inserted(piece.text))}**`;
    case 'document':
      return `*${escapeMarkdown(inserted(piece.text))}*`;
    case 'address':
      return `<${piece.text.replace(/[\s<>]/g, encodeURIComponent)}>`;
    case 'written':
      return escapeMarkdown(inserted(piece.text));
  }
}

/** What at the beginning of a line would make it an item of a list, or what stands above it a heading. */
function asParagraph(text: string): string {
  return text.replace(/^([-+=])/, '\\$1').replace(/^(\d+)([.)])/, '$1\\$2');
}

/** What Markdown would take for a mark stands for itself. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|~#&]/g, '\\$&');
}
