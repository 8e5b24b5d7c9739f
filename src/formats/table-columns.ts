/** The columns of a table, as a person is shown them to say what they mean. */
import { shorten } from '#src/domain/whole-characters.ts';
import { fromHarmless } from './harmless.ts';
import type { TableRow } from './table.ts';
import { createOrderFinder, type FoundOrder } from './written-days.ts';

/** What a column is taken for. Each but the last three is one column's alone. */
export type ColumnUse =
  | 'title'
  | 'asker'
  | 'basis'
  | 'status'
  | 'category'
  | 'summary'
  | 'date'
  | 'id'
  | 'tags'
  /** Its texts are put under the summary, each with the column's name. */
  | 'append'
  | 'none';

export const columnUses: readonly ColumnUse[] = [
  'title',
  'asker',
  'basis',
  'status',
  'category',
  'summary',
  'date',
  'id',
  'tags',
  'append',
  'none',
];

/** Whose texts stand for one of a few values each, and what they are. */
export type ChosenUse = Extract<ColumnUse, 'asker' | 'basis' | 'status' | 'category'>;

export const chosenUses = [
  'asker',
  'basis',
  'status',
  'category',
] as const satisfies readonly ChosenUse[];

export function isShared(use: ColumnUse): boolean {
  return use === 'tags' || use === 'append' || use === 'none';
}

/** One of the texts of a column. */
export interface ColumnValue {
  /** As it was written first. */
  readonly text: string;
  readonly count: number;
}

export interface Column {
  /** Empty where no row names it. */
  readonly name: string;
  /** What stands in it, most often first; null where that is too much to choose from. */
  readonly values: readonly ColumnValue[] | null;
  /** The first of them, to know it by. */
  readonly samples: readonly string[];
  /** Which comes first in its days, where it has such as `05/11/2025`. */
  readonly order: FoundOrder;
}

/** Texts that a person can be asked to match one by one. */
const mostValues = 60;
const longestValue = 100;
const mostSamples = 3;
/** Characters. */
const longestSample = 60;

/** The same for texts that differ by letter case, width and spaces alone. */
export function valueKey(text: string): string {
  return text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}

/** The cells of a row as they are to be read, as many as there are columns. */
export function cellsOf({ cells }: TableRow, count: number): readonly string[] {
  return Array.from({ length: count }, (_, place) => fromHarmless(cells[place] ?? ''));
}

/** A column of which nothing has been read yet. */
function unseen() {
  const values = new Map<string, { readonly text: string; count: number }>();
  const samples: string[] = [];
  return { values, samples, order: createOrderFinder(), isOpen: false };
}

/** Columns of the rows; `names`: the row that names them, which is none of those. */
export function describeColumns(rows: readonly TableRow[], names: TableRow | null): Column[] {
  const count = columnCount(rows, names);
  const columns = Array.from({ length: count }, unseen);
  for (const row of rows) {
    for (const [place, column] of columns.entries()) {
      const text = fromHarmless(row.cells[place] ?? '').trim();
      if (text === '') continue;
      if (column.samples.length < mostSamples) column.samples.push(shorten(text, longestSample));
      column.order.add(text);
      if (column.isOpen) continue;
      const key = valueKey(text);
      const value = column.values.get(key);
      if (value) value.count += 1;
      else column.values.set(key, { text, count: 1 });
      column.isOpen = column.values.size > mostValues || text.length > longestValue;
    }
  }
  return columns.map(({ values, samples, order, isOpen }, place) => ({
    name: fromHarmless(names?.cells[place] ?? '').trim(),
    values: isOpen ? null : [...values.values()].sort((a, b) => b.count - a.count),
    samples,
    order: order.found(),
  }));
}

/** As many as are named; without names, as the rows before the first that says more than those around it have. */
function columnCount(rows: readonly TableRow[], names: TableRow | null): number {
  if (names !== null) return lastFilled(names.cells) + 1;
  let count = 0;
  for (const { cells } of rows) count = Math.max(count, lastFilled(cells) + 1);
  return count;
}

function lastFilled(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== '');
}

/** Longest a name of a column is, as far as any has been seen. */
const longestName = 60;

/**
 * Whether a row says what its columns are, and not what is in them: a text in most, no two alike, none of them long, a
 * number or a day.
 */
export function looksNamed({ cells }: TableRow, next: TableRow | undefined): boolean {
  const count = lastFilled(cells) + 1;
  const names = cells.slice(0, count).map(valueKey);
  const filled = names.filter((name) => name !== '');
  const areNames = filled.every((name) => name.length <= longestName && !/\d{2}|^\d/.test(name));
  const isWhole = filled.length * 2 > count && new Set(filled).size === filled.length;
  return areNames && isWhole && next !== undefined;
}
