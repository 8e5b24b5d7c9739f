/**
 * A table as plain text (RFC 4180): UTF-8 with a byte order mark, by which spreadsheets know it, cells between commas, in
 * quotation marks where they need them, every line with CR LF at its end. What a spreadsheet would run as a formula is
 * made harmless (harmless.ts). Example: `\ufeffID,Issue\r\ngsp,"Tariffs, again"\r\n`.
 */
import { makeHarmless } from './harmless.ts';
import { timeText, type WrittenCell, type WrittenTable } from './written-table.ts';

const mark = '\ufeff';
const lineEnd = '\r\n';

/** Rows written in one go. */
const perSlice = 200;

/** Yields between two slices. */
export function* writeCsv({ columns, rows }: WrittenTable): Generator<void, string> {
  const parts = [mark, lineOf(columns.map(({ name }) => name))];
  let count = 0;
  for (const row of rows) {
    parts.push(lineOf(row));
    count += 1;
    if (count % perSlice === 0) yield;
  }
  return parts.join('');
}

function lineOf(cells: readonly WrittenCell[]): string {
  return cells.map(cellOf).join(',') + lineEnd;
}

/** The other separators too, for programs that guess which it is; blanks at an end, which some take away. */
const needsQuotes = /[",;|\t\r\n]|^\s|\s$/;

function cellOf(cell: WrittenCell): string {
  const text = textOf(cell);
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function textOf(cell: WrittenCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `${cell}`;
  if (typeof cell === 'string') return makeHarmless(cell);
  return cell.kind === 'link' ? makeHarmless(cell.text) : timeText(cell);
}
