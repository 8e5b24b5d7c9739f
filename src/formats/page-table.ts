/**
 * Tables as web pages have them, which is how spreadsheets put cells on the clipboard. Only the text of the cells is read:
 * nothing of the page is ever made part of this one.
 */
import { Parser } from 'htmlparser2';
import {
  checkRows,
  isFilled,
  type OnRows,
  type ReadRows,
  rowsPerReport,
  type TableRow,
} from './table.ts';

/** What ends a line within a cell. */
const lineEnders = new Set(['br', 'p', 'div', 'li', 'tr']);
/** Whose text nobody sees. */
const hidden = new Set(['style', 'script', 'title', 'template']);
const mostSpan = 1_000;

/** The first table with anything in it; tables within a cell are text of that cell. */
export function readPageTable(page: string, onRows: OnRows): ReadRows {
  const rows: TableRow[] = [];
  let cells: string[] = [];
  let cell: string | null = null;
  let span = 1;
  let line = 0;
  let depth = 0;
  let unseen = 0;
  let isOver = false;

  const endCell = () => {
    if (cell === null) return;
    cells.push(tidy(cell), ...Array<string>(span - 1).fill(''));
    cell = null;
  };
  const endRow = () => {
    endCell();
    if (isFilled(cells)) rows.push({ line, cells });
    cells = [];
    if (rows.length > 0 && rows.length % rowsPerReport === 0) onRows(rows.length);
  };
  const parser = new Parser({
    onopentag: (name, { colspan }) => {
      if (isOver) return;
      if (hidden.has(name)) unseen += 1;
      if (name === 'table') depth += 1;
      if (depth === 1 && name === 'tr') {
        endRow();
        line += 1;
      } else if (depth === 1 && (name === 'td' || name === 'th')) {
        endCell();
        cell = '';
        span = Math.min(Math.max(1, Number.parseInt(colspan ?? '1', 10) || 1), mostSpan);
      } else if (lineEnders.has(name) && cell !== null && cell !== '') {
        cell += '\n';
      }
    },
    ontext: (text) => {
      // White space in the source of a page is a space; what ends a line is an element.
      if (cell !== null && unseen === 0 && !isOver) cell += text.replace(/[ \t\r\n]+/g, ' ');
    },
    onclosetag: (name) => {
      if (isOver) return;
      if (hidden.has(name)) unseen -= 1;
      if (name !== 'table') return;
      if (depth === 1) {
        endRow();
        isOver = rows.length > 0;
        line = 0;
      }
      depth -= 1;
    },
  });
  parser.end(page);
  endRow();
  return checkRows(rows);
}

function tidy(cell: string): string {
  return cell
    .replace(/\u00a0/g, ' ')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
