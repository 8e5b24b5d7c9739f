/**
 * Spreadsheets (XLSX, ECMA-376). Formulas are not run: what they last came to is read. A file may say that a little is a
 * great deal, so what is in it is unpacked within bounds first, and only what cells are made of; a reader of spreadsheets
 * is then given just that.
 */
import { unzipSync, zipSync } from 'fflate';
import { Parser } from 'htmlparser2';
import { type CellValue, streamXlsxRows } from 'hucre/xlsx';
import {
  checkRows,
  filledCells,
  mostColumns,
  type OnRows,
  type ReadRows,
  rowsPerReport,
  type TableProblem,
  type TableRow,
  tooManyRows,
} from './table.ts';

export interface Spreadsheet {
  /** Those that are shown, by name. */
  readonly sheets: readonly string[];
  read(sheet: string, onRows: OnRows): Promise<ReadRows>;
}

export type OpenedSpreadsheet =
  | { readonly ok: true; readonly spreadsheet: Spreadsheet }
  | { readonly ok: false; readonly problem: TableProblem };

/** Bytes of what is unpacked, together. */
const mostUnpacked = 400_000_000;

const isPart =
  /^(?:\[Content_Types\]\.xml|_rels\/.*|xl\/(?:_rels\/.*|worksheets\/[^/]*|[^/]*\.xml))$/;

export function openSpreadsheet(bytes: Uint8Array): OpenedSpreadsheet {
  let room = mostUnpacked;
  try {
    const parts = unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        if (!isPart.test(name)) return false;
        // What is packed and says less than it holds is cut at what it says; what is not packed has its size.
        room -= Math.max(size, originalSize);
        return room >= 0;
      },
    });
    if (room < 0) return refused('spreadsheet-large');
    const sheets = sheetNames(new TextDecoder().decode(parts['xl/workbook.xml']));
    if (sheets.length === 0) return refused('spreadsheet-unreadable');
    const packed = zipSync(parts, { level: 0 });
    return { ok: true, spreadsheet: { sheets, read: (sheet, on) => readSheet(packed, sheet, on) } };
  } catch {
    return refused('spreadsheet-unreadable');
  }
}

function refused(code: 'spreadsheet-large' | 'spreadsheet-unreadable') {
  return { ok: false, problem: { code } } as const;
}

function sheetNames(workbook: string): readonly string[] {
  const names: string[] = [];
  const parser = new Parser(
    {
      onopentag: (tag, { name, state }) => {
        const isShown = state === undefined || state === 'visible';
        if (/^(?:\w+:)?sheet$/.test(tag) && name !== undefined && isShown) names.push(name);
      },
    },
    { xmlMode: true },
  );
  parser.end(workbook);
  return names;
}

async function readSheet(packed: Uint8Array, sheet: string, onRows: OnRows): Promise<ReadRows> {
  const rows: TableRow[] = [];
  try {
    for await (const { index, values } of streamXlsxRows(packed, { sheet })) {
      const cells = filledCells(values.map(textOfCell));
      if (cells.length > 0) rows.push({ line: index + 1, cells });
      if (rows.length > tooManyRows || cells.length > mostColumns) break;
      if (rows.length % rowsPerReport === 0) onRows(rows.length);
    }
  } catch {
    return refused('spreadsheet-unreadable');
  }
  return checkRows(rows);
}

/** A day that a program counts as a number comes as its midnight in UTC. */
function textOfCell(value: CellValue): string {
  if (value === null) return '';
  if (!(value instanceof Date)) return `${value}`;
  if (Number.isNaN(value.getTime())) return '';
  const text = value.toISOString();
  return text.endsWith('T00:00:00.000Z')
    ? text.slice(0, 10)
    : `${text.slice(0, 10)} ${text.slice(11, 19)}`;
}
