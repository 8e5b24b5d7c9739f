/**
 * What somebody has said of the columns of their tables and of the texts in them, for the next table they bring. What the
 * device hands back may have been written by anybody, so only what is of the right form counts.
 */
import { type ColumnUse, columnUses, valueKey } from '#src/formats/table-columns.ts';
import type { KeyValue } from '#src/storage/key-value.ts';

export const matchesKey = 'parley.table-matches';

/** Newest last; the oldest are forgotten. */
const mostKept = 400;

interface Kept {
  /** Uses by the names of columns. */
  readonly columns: readonly (readonly [name: string, use: ColumnUse])[];
  /** What texts stand for, by `use text`. */
  readonly values: readonly (readonly [name: string, value: string])[];
}

export interface RememberedMatches {
  useOf(name: string): ColumnUse | null;
  /** What the text of such a column stood for the last time. */
  valueOf(use: ColumnUse, text: string): string | null;
}

export interface NewMatches {
  readonly columns: readonly (readonly [name: string, use: ColumnUse])[];
  readonly values: readonly (readonly [use: ColumnUse, text: string, value: string])[];
}

function readKept(keyValue: KeyValue): Kept {
  const found = jsonOf(keyValue.get(matchesKey) ?? '');
  const [columns, values] =
    typeof found === 'object' && found !== null && 'columns' in found && 'values' in found
      ? [pairsIn(found.columns), pairsIn(found.values)]
      : [[], []];
  return {
    columns: columns.flatMap(([name, text]) => {
      const use = columnUses.find((known) => known === text);
      return use === undefined ? [] : [[name, use] as const];
    }),
    values,
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function pairsIn(value: unknown): readonly (readonly [string, string])[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((pair: unknown) => {
    const [first, second]: readonly unknown[] = Array.isArray(pair) ? pair : [];
    return typeof first === 'string' && typeof second === 'string'
      ? [[first, second] as const]
      : [];
  });
}

function valueName(use: ColumnUse, text: string): string {
  return `${use} ${valueKey(text)}`;
}

export function rememberedMatches(keyValue: KeyValue): RememberedMatches {
  const { columns, values } = readKept(keyValue);
  const uses = new Map(columns);
  const meanings = new Map(values);
  return {
    useOf: (name) => uses.get(valueKey(name)) ?? null,
    valueOf: (use, text) => meanings.get(valueName(use, text)) ?? null,
  };
}

export function rememberMatches(keyValue: KeyValue, { columns, values }: NewMatches): void {
  const before = readKept(keyValue);
  const uses = new Map(before.columns);
  const meanings = new Map(before.values);
  for (const [name, use] of columns) renew(uses, valueKey(name), use);
  for (const [use, text, value] of values) renew(meanings, valueName(use, text), value);
  const last = <T>(entries: Iterable<T>) => [...entries].slice(-mostKept);
  keyValue.set(matchesKey, JSON.stringify({ columns: last(uses), values: last(meanings) }));
}

function renew<V>(to: Map<string, V>, key: string, value: V): void {
  to.delete(key);
  to.set(key, value);
}
