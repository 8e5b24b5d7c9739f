/** Tables as plain text (RFC 4180): cells between commas, semicolons or tabs, in quotation marks where they hold such. */
import Papa from 'papaparse';
import {
  checkRows,
  filledCells,
  type OnRows,
  type ReadRows,
  rowsPerReport,
  type Separator,
  type TableRow,
  tooManyRows,
} from './table.ts';

const separators: readonly Separator[] = [',', ';', '\t', '|'];

function isSeparator(text: string): text is Separator {
  return separators.some((known) => known === text);
}

/** Lines end as Windows, Unix or old Macs end them, whichever comes first. */
export function readSeparated(text: string, onRows: OnRows): ReadRows {
  const rows: TableRow[] = [];
  const separator = separatorOf(text);
  let line = 1;
  let read = 0;
  Papa.parse<string[]>(text, {
    delimiter: separator,
    step: ({ data, errors, meta }, parser) => {
      const cells = filledCells(data);
      const isUnclosed = errors.some(({ code }) => code === 'MissingQuotes');
      if (cells.length > 0) rows.push({ line, cells, ...(isUnclosed && { isUnclosed }) });
      if (rows.length > tooManyRows) parser.abort();
      line += countLines(text, read, meta.cursor);
      read = meta.cursor;
      if (rows.length % rowsPerReport === 0) onRows(rows.length);
    },
  });
  return checkRows(rows, separator);
}

/** What stands between the cells of the first rows; a comma, where there is but one column. */
function separatorOf(text: string): Separator {
  const { meta } = Papa.parse(text, {
    preview: 20,
    skipEmptyLines: 'greedy',
    delimitersToGuess: [...separators],
  });
  return isSeparator(meta.delimiter) ? meta.delimiter : ',';
}

/** Ends of lines between two places. */
function countLines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x0a || (code === 0x0d && text.charCodeAt(at + 1) !== 0x0a)) count += 1;
  }
  return count;
}
