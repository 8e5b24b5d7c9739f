/** A text in Markdown without its marks, for where there is plain text alone: “**No** tariff” is “No tariff”. */
import { ticked, unticked } from '#src/words/compiled/issue.ts';
import type { Formatted, Piece, Tag } from './markdown-piece.ts';
import { treeOf } from './markdown-tree.ts';

/** One line a block, an item or a row. A text that cannot be read as Markdown stays as it was typed. */
export function plainTextOf(markdown: string): string {
  const tree = treeOf(markdown);
  if (tree === null) return markdown;
  return textOf(tree)
    .replace(/\n{2,}/g, '\n')
    .trim();
}

function textOf(pieces: readonly Piece[]): string {
  return pieces.map(wordsOf).join('');
}

function wordsOf(piece: Piece): string {
  if (typeof piece === 'string') return piece;
  switch (piece.kind) {
    case 'formatted':
      return formattedText(piece);
    case 'link': {
      const text = textOf(piece.content);
      return text === '' || piece.href.endsWith(text) ? piece.href : `${text} (${piece.href})`;
    }
    case 'break':
    case 'rule':
      return '\n';
    case 'box':
      return piece.isTicked ? ticked() : unticked();
    case 'code':
      return piece.text;
    case 'block-of-code':
      return `\n${piece.text}\n`;
    case 'typed':
      return `\n${textOf(piece.content)}\n`;
  }
}

const inLine: ReadonlySet<Tag> = new Set(['strong', 'em', 'del']);

function formattedText({ tag, content, number }: Formatted): string {
  const text = textOf(content);
  if (inLine.has(tag)) return text;
  if (tag === 'td' || tag === 'th') return `${text}\t`;
  if (tag === 'li' && number !== undefined) return `\n${number}. ${text.trim()}\n`;
  return tag === 'li' ? `\n• ${text.trim()}\n` : `\n${text}\n`;
}
