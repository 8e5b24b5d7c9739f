/** A table as it was found, before anybody says what its columns mean. */

export interface TableRow {
  /** Where it begins in its file, or in its sheet: 1 is the first. */
  readonly line: number;
  /** As text: a day as `2025-11-05`, a number as it is written in a program. */
  readonly cells: readonly string[];
  /** A quotation mark that is opened in it is never closed, so it may have taken in all that follows. */
  readonly isUnclosed?: true;
}

/** What stands between two cells. */
export type Separator = ',' | ';' | '\t' | '|';

export type TableProblem =
  /** Nothing but empty cells. */
  | { readonly code: 'table-empty' }
  | { readonly code: 'table-long'; readonly rows: number; readonly most: number }
  | { readonly code: 'table-wide'; readonly columns: number; readonly most: number }
  | { readonly code: 'spreadsheet-unreadable' }
  | { readonly code: 'spreadsheet-large' };

export type ReadRows =
  | { readonly ok: true; readonly rows: readonly TableRow[]; readonly separator?: Separator }
  | { readonly ok: false; readonly problem: TableProblem };

/** Rows that are taken in at once; each is an issue, and one command can touch a few more things than that (clock.ts). */
export const mostRows = 50_000;

/** So many that none is read any more: there is no need to know how many there are. */
export const tooManyRows = mostRows * 2;

/** More than anybody matches; a table that is turned on its side has thousands. */
export const mostColumns = 500;

/** Told how many rows have been read so far, now and then. */
export type OnRows = (count: number) => void;

/** Rows between two of those. */
export const rowsPerReport = 1_000;

/** Rows in which something stands, as many as may be taken in beside the one that names the columns. */
export function checkRows(rows: readonly TableRow[], separator?: Separator): ReadRows {
  if (rows.length === 0) return { ok: false, problem: { code: 'table-empty' } };
  const columns = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  if (columns > mostColumns) {
    return { ok: false, problem: { code: 'table-wide', columns, most: mostColumns } };
  }
  if (rows.length > mostRows + 1) {
    return { ok: false, problem: { code: 'table-long', rows: rows.length - 1, most: mostRows } };
  }
  return { ok: true, rows, ...(separator !== undefined && { separator }) };
}

/** Up to the last in which something stands; no longer than is needed to know that they are too many. */
export function filledCells(cells: readonly string[]): readonly string[] {
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  return cells.slice(0, Math.min(last, mostColumns) + 1);
}
