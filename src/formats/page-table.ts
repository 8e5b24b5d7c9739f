/**
 * Tables as web pages have them, which is how spreadsheets put cells on the clipboard. Only the text of the cells is read:
 * nothing of the page is ever made part of this one.
 */
import { Parser } from 'htmlparser2';
import {
  checkRows,
  filledCells,
  mostColumns,
  type OnRows,
  type ReadRows,
  rowsPerReport,
  type TableRow,
  tooManyRows,
} from './table.ts';
import { shownMoment } from './written-days.ts';

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
  let span = { columns: 1, rows: 1 };
  /** What the program that made the page counts the cell as; null for a text, or where it does not say. */
  let counted: number | null = null;
  /** By column: in how many rows to come a cell from above stands in it. */
  const covered: number[] = [];
  let line = 0;
  let depth = 0;
  let unseen = 0;
  let isOver = false;

  const push = (text: string, below: number) => {
    if (below > 0) covered[cells.length] = below;
    cells.push(text);
  };
  /** Where a cell from above stands, none of this row does. */
  const passCovered = () => {
    for (let below = covered[cells.length] ?? 0; below > 0; below = covered[cells.length] ?? 0) {
      covered[cells.length] = below - 1;
      cells.push('');
    }
  };
  const endCell = () => {
    if (cell === null) return;
    passCovered();
    const shown = tidy(cell);
    push((counted !== null && shownMoment(counted, shown)) || shown, span.rows - 1);
    // More than enough to know that there are too many.
    const most = Math.min(span.columns, mostColumns + 1);
    for (let column = 1; column < most; column += 1) push('', span.rows - 1);
    cell = null;
  };
  const endRow = () => {
    endCell();
    for (let column = cells.length; column < covered.length; column += 1) {
      covered[column] = Math.max(0, (covered[column] ?? 0) - 1);
    }
    const filled = filledCells(cells);
    if (filled.length > 0) rows.push({ line, cells: filled });
    if (rows.length > tooManyRows || cells.length > mostColumns) isOver = true;
    cells = [];
    if (rows.length > 0 && rows.length % rowsPerReport === 0) onRows(rows.length);
  };
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (isOver) return;
      if (hidden.has(name)) unseen += 1;
      if (name === 'table') depth += 1;
      if (depth === 1 && name === 'tr') {
        endRow();
        line += 1;
      } else if (depth === 1 && (name === 'td' || name === 'th')) {
        endCell();
        cell = '';
        const { colspan, rowspan } = attributes;
        span = { columns: spanIn(colspan), rows: spanIn(rowspan) };
        counted = numberIn(attributes);
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
        isOver = isOver || rows.length > 0;
        line = 0;
        covered.length = 0;
      }
      depth -= 1;
    },
  });
  parser.end(page);
  endRow();
  return checkRows(rows);
}

/** As LibreOffice, Excel and Google Sheets say it. */
function numberIn(attributes: Readonly<Record<string, string>>): number | null {
  const { sdval, 'x:num': num, 'data-sheets-value': value } = attributes;
  const written = sdval ?? num ?? /"3":([\d.]+)/.exec(value ?? '')?.[1] ?? '';
  return /^\d+(?:\.\d+)?$/.test(written) ? Number(written) : null;
}

function spanIn(written = '1'): number {
  return Math.min(Math.max(1, Number.parseInt(written, 10) || 1), mostSpan);
}

function tidy(cell: string): string {
  return cell
    .replace(/\u00a0/g, ' ')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
