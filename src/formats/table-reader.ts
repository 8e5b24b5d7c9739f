/**
 * A table that is being taken in: what was handed over is opened, its columns are described, and its rows are read as often
 * as somebody changes what they mean. It keeps the rows, and runs where the page does not wait for it (table-worker.ts).
 */
import type { Instant } from '#src/domain/instant.ts';
import { kindOfFile, type StrangeKind } from './file-kind.ts';
import { readPageTable } from './page-table.ts';
import { readSeparated } from './separated-values.ts';
import { openSpreadsheet, type Spreadsheet } from './spreadsheet.ts';
import type { OnRows, ReadRows, Separator, TableProblem, TableRow } from './table.ts';
import { type Column, describeColumns, looksNamed } from './table-columns.ts';
import {
  createIssueReader,
  type Matching,
  type RowProblem,
  type TableIssue,
} from './table-import.ts';
import { isKnown, type KnownKeys } from './table-plan.ts';
import type { Encoding } from './text-encoding.ts';
import { readTrello, type TrelloBoard } from './trello-board.ts';

export type TableSource =
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'text'; readonly text: string }
  /** The formatted text of the clipboard. */
  | { readonly kind: 'page'; readonly page: string };

export interface OpenedTable {
  /** What it was read from, as far as that says something. */
  readonly encoding: Encoding | null;
  readonly separator: Separator | null;
  readonly sheets: readonly string[];
  readonly sheet: string | null;
  /** All of them, the first too. */
  readonly rows: number;
  /** Whether the first row looks as if it named the columns. */
  readonly looksNamed: boolean;
  /** The columns, if the first row names them, and if it does not. */
  readonly named: readonly Column[];
  readonly unnamed: readonly Column[];
}

export type OpenResult =
  | { readonly kind: 'table'; readonly table: OpenedTable }
  | { readonly kind: 'trello'; readonly board: TrelloBoard }
  | { readonly kind: 'strange'; readonly strange: StrangeKind }
  | { readonly kind: 'problem'; readonly problem: TableProblem };

/** What reading all rows came to. */
export interface TableOutcome {
  readonly good: number;
  /** Rows with something amiss, and what, of the first. */
  readonly bad: number;
  readonly problems: readonly RowProblem[];
  /** Good rows of issues that are there already. */
  readonly known: number;
  readonly first: readonly TableIssue[];
}

export interface TableReader {
  open(source: TableSource, onRows: OnRows): Promise<OpenResult>;
  chooseSheet(sheet: string, onRows: OnRows): Promise<OpenResult>;
  read(matching: Matching, known: KnownKeys, now: Instant): Promise<TableOutcome>;
  /** The good rows of the latest reading, from one on, as many as are handed over at once; none after the last. */
  issues(from: number): Promise<readonly TableIssue[]>;
}

/** More than anybody reads; how many there are is said. */
const mostProblems = 200;
const shownFirst = 5;
const handedOver = 1_000;

export function createTableReader(): TableReader {
  let spreadsheet: Spreadsheet | null = null;
  let rows: readonly TableRow[] = [];
  let issues: readonly TableIssue[] = [];

  function opened(read: ReadRows, about: { encoding?: Encoding; sheet?: string } = {}): OpenResult {
    if (!read.ok) return { kind: 'problem', problem: read.problem };
    ({ rows } = read);
    const [first] = rows;
    const table: OpenedTable = {
      encoding: about.encoding ?? null,
      separator: read.separator ?? null,
      sheets: spreadsheet?.sheets ?? [],
      sheet: about.sheet ?? null,
      rows: rows.length,
      looksNamed: first !== undefined && looksNamed(first, rows[1]),
      named: describeColumns(rows.slice(1), first ?? null),
      unnamed: describeColumns(rows, null),
    };
    return { kind: 'table', table };
  }

  async function openSheets(bytes: Uint8Array, onRows: OnRows): Promise<OpenResult> {
    const found = openSpreadsheet(bytes);
    if (!found.ok) return { kind: 'problem', problem: found.problem };
    ({ spreadsheet } = found);
    // The first with anything in it; if none has, what the last of them says.
    let result: OpenResult = { kind: 'problem', problem: { code: 'table-empty' } };
    for (const sheet of spreadsheet.sheets) {
      result = opened(await spreadsheet.read(sheet, onRows), { sheet });
      const isEmpty = result.kind === 'problem' && result.problem.code === 'table-empty';
      if (!isEmpty) return result;
    }
    return result;
  }

  return {
    open: async (source, onRows) => {
      if (source.kind === 'page') return opened(readPageTable(source.page, onRows));
      if (source.kind === 'text') return opened(readSeparated(source.text, onRows));
      const file = kindOfFile(source.bytes);
      switch (file.kind) {
        case 'text': {
          const { text, encoding } = file;
          return opened(readSeparated(text, onRows), { encoding });
        }
        case 'page':
          return opened(readPageTable(file.text, onRows));
        case 'spreadsheet':
          return openSheets(source.bytes, onRows);
        case 'trello': {
          const board = readTrello(file.data);
          return board ? { kind: 'trello', board } : { kind: 'strange', strange: 'json' };
        }
        case 'archive':
          return { kind: 'strange', strange: 'json' };
        default:
          return file;
      }
    },
    chooseSheet: async (sheet, onRows) =>
      opened((await spreadsheet?.read(sheet, onRows)) ?? emptySheet, { sheet }),
    read: async (matching, known, now) => {
      const [names, ...rest] = matching.hasNames ? rows : [null, ...rows];
      const columns = matching.uses.map((_, place) => names?.cells[place]?.trim() ?? '');
      const readIssue = createIssueReader(matching, columns, now);
      const good: TableIssue[] = [];
      const problems: RowProblem[] = [];
      let bad = 0;
      for (const row of rest) {
        const result = row && readIssue(row);
        if (!result) continue;
        if (result.ok) good.push(result.issue);
        else {
          bad += 1;
          if (problems.length < mostProblems) problems.push(...result.problems);
        }
      }
      issues = good;
      const there = good.filter((issue) => isKnown(known, issue)).length;
      return { good: good.length, bad, problems, known: there, first: good.slice(0, shownFirst) };
    },
    issues: async (from) => issues.slice(from, from + handedOver),
  };
}

const emptySheet: ReadRows = { ok: false, problem: { code: 'table-empty' } };
