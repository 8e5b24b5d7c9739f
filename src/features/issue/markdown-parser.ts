/**
 * Markdown → tokens, by markdown-it, whose work grows with the length of a text and whose stack does not grow with its
 * depth. Set up so that what may not be shown stays in the text as it was typed: HTML, addresses of other schemes,
 * tables that would lose a cell. Definitions of references are kept as tokens, since nothing may use them.
 */
import MarkdownIt, { type StateBlock, type StateInline, type Token } from 'markdown-it';
import { addressAround } from './bare-address.ts';
import { link } from './markdown-link.ts';

/** Deeper than this no column is left to write in; the parser drops what stands deeper. */
export const deepestBlock = 16;
/** Cells of all tables of a text; those that a short row lacks are counted too. */
const mostCells = 3_000;

const shown = /^(?:https?:\/\/|mailto:)[^\s]/i;

function isShownAddress(address: string): boolean {
  return shown.test(address) && URL.canParse(address);
}

const parser = new MarkdownIt('default', { breaks: true, maxNesting: deepestBlock });
parser.disable(['strip_references', 'html_block', 'html_inline', 'linkify']);
parser.validateLink = isShownAddress;
// An address is shown as it was typed.
parser.normalizeLink = (address) => address;
parser.normalizeLinkText = (address) => address;
parser.inline.ruler.at('link', link);
parser.inline.ruler.before('linkify', 'bare_address', bareAddress);
parser.inline.ruler.before('autolink', 'line_break', lineBreak);
parser.block.ruler.before('table', 'typed_table', typedTable);

export function parseMarkdown(text: string): Token[] {
  return parser.parse(text, {});
}

/** Before emphasis is looked for: an address may hold its signs. */
function bareAddress(state: StateInline, isSilent: boolean): boolean {
  if (state.linkLevel > 0 || state.src.charAt(state.pos) !== ':') return false;
  const address = addressAround(state.src, state.pos);
  if (address === null) return false;
  const scheme = address.text.indexOf(':');
  // It may begin in what was taken already, and end beyond the label that is read.
  if (state.pos - scheme + address.text.length > state.posMax) return false;
  if (!isSilent) {
    if (state.pending.length < scheme) return false;
    state.pending = state.pending.slice(0, -scheme);
    state.push('link_open', 'a', 1).attrs = [['href', address.href]];
    state.push('text', '', 0).content = address.text;
    state.push('link_close', 'a', -1);
  }
  state.pos += address.text.length - scheme;
  return true;
}

const breakTag = /<br ?\/?>/iy;

/** The one tag that has no other spelling within a table. */
function lineBreak(state: StateInline, isSilent: boolean): boolean {
  breakTag.lastIndex = state.pos;
  const tag = breakTag.exec(state.src)?.[0];
  if (tag === undefined || state.pos + tag.length > state.posMax) return false;
  if (!isSilent) state.push('hardbreak', 'br', 0);
  state.pos += tag.length;
  return true;
}

function lineAt(state: StateBlock, line: number): string {
  const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  return state.src.slice(start, state.eMarks[line]);
}

/** As the parser counts them: a bar that is not escaped parts two cells, one at either end parts none. */
function countCells(line: string): number {
  const cells = line.trim().split(/(?<!\\)\|/);
  if (cells[0] === '') cells.shift();
  if (cells.at(-1) === '') cells.pop();
  return cells.length;
}

/** The row under the head has nothing else in it. */
const underHead = /^[|:\-\s]+$/;

/** A table of which a cell would be lost, or that is larger than a page can hold, is shown as it was typed. */
function typedTable(state: StateBlock, start: number, end: number, isSilent: boolean): boolean {
  if (isSilent || start + 2 > end || !underHead.test(lineAt(state, start + 1))) return false;
  const head = lineAt(state, start);
  const columns = countCells(head);
  if (!head.includes('|') || columns !== countCells(lineAt(state, start + 1))) return false;
  const rows = rowsUnder(state, start + 2, end);
  const cells = columns * (rows.length + 1);
  const before = typeof state.env.cells === 'number' ? state.env.cells : 0;
  const isWhole = rows.every((row) => countCells(row) <= columns);
  if (isWhole && before + cells <= mostCells) {
    state.env.cells = before + cells;
    return false;
  }
  const next = start + 2 + rows.length;
  const token = state.push('typed', '', 0);
  token.content = state.getLines(start, next, state.blkIndent, false);
  token.map = [start, next];
  state.line = next;
  return true;
}

function rowsUnder(state: StateBlock, first: number, end: number): string[] {
  const endings = state.md.block.ruler.getRules('blockquote');
  const rows: string[] = [];
  for (let line = first; line < end; line += 1) {
    const indent = (state.sCount[line] ?? 0) - state.blkIndent;
    const row = lineAt(state, line);
    if (indent < 0 || indent >= 4 || row.trim() === '') break;
    if (endings.some((rule) => rule(state, line, end, true))) break;
    rows.push(row);
  }
  return rows;
}
