/** What is wrong with a file or with a row of a table, in a sentence. */
import type { StrangeKind } from '#src/formats/file-kind.ts';
import type { Separator, TableProblem } from '#src/formats/table.ts';
import type { ColumnUse } from '#src/formats/table-columns.ts';
import type { RowFault } from '#src/formats/table-import.ts';
import type { Encoding } from '#src/formats/text-encoding.ts';
import * as words from './compiled/tables.ts';
import { entryLabel } from './fields.ts';
import { listPlainly } from './numbers.ts';
import { problemText } from './problems.ts';

const strange: Readonly<Record<StrangeKind, () => string>> = {
  empty: words.empty,
  image: words.image,
  pdf: words.pdf,
  zip: words.zip,
  'text-document': words.textDocument,
  'open-document': words.openDocument,
  'old-office': words.oldOffice,
  json: words.json,
  'json-cut': words.jsonCut,
  binary: words.binary,
};

export function strangeFileText(kind: StrangeKind): string {
  return strange[kind]();
}

export function tableProblemText(problem: TableProblem): string {
  switch (problem.code) {
    case 'table-empty':
      return words.empty();
    case 'table-long':
      return words.long(problem);
    case 'table-wide':
      return words.wide(problem);
    case 'spreadsheet-unreadable':
      return words.brokenSheet();
    case 'spreadsheet-large':
      return words.largeSheet();
  }
}

const uses: Readonly<Record<ColumnUse, () => string>> = {
  title: words.asTitle,
  asker: words.asAsker,
  basis: words.asBasis,
  status: words.asStatus,
  category: words.asCategory,
  summary: words.asSummary,
  date: words.asDate,
  id: words.asId,
  tags: words.asTags,
  append: words.appended,
  none: words.leftOut,
};

export function columnUseLabel(use: ColumnUse): string {
  return uses[use]();
}

export function rowFaultText(fault: RowFault): string {
  switch (fault.code) {
    case 'field':
      return words.fieldFault({
        field: entryLabel(fault.name),
        reason: problemText(fault.problem),
      });
    case 'value':
      return words.valueFault({ text: fault.text, field: entryLabel(fault.name) });
    case 'day':
      return words.dayFault(fault);
    case 'day-ahead':
      return words.dayAhead(fault);
    case 'more-cells':
      return words.moreCells(fault);
    case 'unclosed':
      return words.unclosed();
    case 'same-id':
      return words.sameId(fault);
    case 'same-title':
      return words.sameTitle(fault);
  }
}

const separators: Readonly<Record<Separator, () => string>> = {
  ',': words.comma,
  ';': words.semicolon,
  '\t': words.tab,
  '|': words.bar,
};

const encodings: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
};

interface ReadFrom {
  readonly rows: number;
  readonly encoding: Encoding | null;
  readonly separator: Separator | null;
}

/** How a table was read: “482 rows, UTF-8, separated by semicolons”. */
export function howRead({ rows, encoding, separator }: ReadFrom): string {
  return listPlainly([
    words.rows({ count: rows }),
    ...(encoding === null ? [] : [encodings[encoding]]),
    ...(separator === null ? [] : [separators[separator]()]),
  ]);
}
