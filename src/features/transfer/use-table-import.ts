/**
 * A table on its way in: what is proposed for its columns and the texts in them, what somebody has said instead, and what
 * reading all rows so comes to. Whatever changes, the rows are read again; the latest reading counts.
 */
import { useEffect, useMemo, useState } from 'react';
import type { PartyCode } from '#src/domain/ids.ts';
import type { Instant } from '#src/domain/instant.ts';
import { type Problem, problemOf } from '#src/domain/problem.ts';
import {
  type Basis,
  bases,
  type Category,
  categories,
  type Status,
  statuses,
} from '#src/domain/vocabulary.ts';
import {
  type ChosenUse,
  type Column,
  type ColumnUse,
  chosenUses,
  isShared,
  valueKey,
} from '#src/formats/table-columns.ts';
import type { Matching } from '#src/formats/table-import.ts';
import type { KnownIssues, KnownKeys } from '#src/formats/table-plan.ts';
import type { OpenedTable, TableOutcome, TableReader } from '#src/formats/table-reader.ts';
import type { DayOrder } from '#src/formats/written-days.ts';
import type { NewMatches, RememberedMatches } from '#src/store/remembered-matches.ts';
import {
  askerCalled,
  basisCalled,
  categoryCalled,
  isColumnName,
  monthNames,
  proposeUses,
  statusCalled,
} from '#src/words/table-names.ts';

/** What a text in a column stands for, if anything yet. */
export interface Meaning {
  readonly text: string;
  readonly count: number;
  /** Empty where nothing is known. */
  readonly value: string;
}

/** What is still to be said before anything can be imported. */
export type Missing = 'title' | 'asker' | 'order' | 'target';

export interface Others {
  readonly asker: PartyCode | null;
  readonly status: Status;
  readonly category: Category;
  readonly basis: Basis;
}

interface TableImportOptions {
  readonly table: OpenedTable;
  readonly reader: TableReader;
  readonly remembered: RememberedMatches;
  /** Whose sides there are where the issues are to go: those that the table names, or null while that is not known. */
  readonly parties: readonly PartyCode[] | 'proposed' | null;
  readonly known: KnownKeys | null;
  readonly now: () => Instant;
}

export function useTableImport(options: TableImportOptions) {
  const { table, reader, remembered, known, now } = options;
  const [hasNames, setHasNames] = useState(
    () => table.looksNamed || table.named.some(({ name }) => isColumnName(name)),
  );
  const [saidUses, setSaidUses] = useState<ReadonlyMap<number, ColumnUse>>(new Map());
  const [saidValues, setSaidValues] = useState<ReadonlyMap<string, string>>(new Map());
  const [saidOrders, setSaidOrders] = useState<ReadonlyMap<number, DayOrder>>(new Map());
  const [saidOthers, setOthers] = useState<Others>({
    asker: null,
    status: 'open',
    category: 'other',
    basis: 'inferred',
  });
  const [knownIssues, setKnownIssues] = useState<KnownIssues>('update');

  const columns = hasNames ? table.named : table.unnamed;
  const uses = useMemo(() => {
    const proposed = proposeUses(columns, remembered.useOf);
    return withSaid(proposed, saidUses);
  }, [columns, remembered, saidUses]);
  const asking = columns[uses.indexOf('asker')];
  const parties = useMemo(
    () => (options.parties === 'proposed' ? partiesIn(asking) : options.parties),
    [options.parties, asking],
  );
  // Somebody who is no side of where it goes asks for nothing there.
  const others = useMemo(() => withAskerAmong(parties ?? [], saidOthers), [parties, saidOthers]);
  const meanings = useMemo(
    () => meaningsOf(columns, uses, parties ?? [], saidValues, remembered),
    [columns, uses, parties, saidValues, remembered],
  );
  const datePlace = uses.indexOf('date');
  const dateColumn = columns[datePlace];
  const saidOrder = saidOrders.get(datePlace) ?? null;
  const found = dateColumn?.order ?? null;
  const order = found === 'either' ? saidOrder : found;
  const missing: Missing[] = [
    ...(uses.includes('title') ? [] : (['title'] as const)),
    ...(uses.includes('asker') || others.asker !== null ? [] : (['asker'] as const)),
    ...(found === 'either' && saidOrder === null ? (['order'] as const) : []),
    ...(parties === null || known === null ? (['target'] as const) : []),
  ];
  const isReady = missing.length === 0;
  const matching = useMemo(
    (): Matching => ({
      hasNames,
      uses,
      values: valuesIn(meanings),
      others,
      order: order ?? 'day',
      months: monthNames(),
    }),
    [hasNames, uses, meanings, others, order],
  );
  const reading = useReading(isReady ? matching : null, reader, known, now);

  return {
    parties,
    columns,
    hasNames,
    setHasNames: (next: boolean) => {
      setHasNames(next);
      setSaidUses(new Map());
    },
    uses,
    /** Another column that had this use gives it up. */
    setUse: (place: number, use: ColumnUse) => {
      const next = new Map(saidUses);
      const before = uses.indexOf(use);
      // What was proposed for it is not proposed any more; what was said of it is unsaid.
      if (before >= 0 && !isShared(use)) next.delete(before);
      setSaidUses(next.set(place, use));
    },
    meanings,
    setMeaning: (use: ChosenUse, text: string, value: string) =>
      setSaidValues(new Map(saidValues).set(`${use} ${valueKey(text)}`, value)),
    dateColumn: found === 'either' ? (dateColumn ?? null) : null,
    order: saidOrder,
    setOrder: (next: DayOrder) => setSaidOrders(new Map(saidOrders).set(datePlace, next)),
    others,
    setOthers: (change: Partial<Others>) => setOthers({ ...saidOthers, ...change }),
    knownIssues,
    setKnownIssues,
    missing,
    ...reading,
    /** What somebody has said of this table that holds for the next one, too. */
    newMatches: (): NewMatches => ({
      columns: [...saidUses].flatMap(([place, use]) => {
        const name = columns[place]?.name ?? '';
        return name === '' ? [] : [[name, use] as const];
      }),
      values: chosenUses.flatMap((use) =>
        (meanings[use] ?? []).flatMap(({ text, value }) =>
          value !== '' && saidValues.has(`${use} ${valueKey(text)}`)
            ? [[use, text, value] as const]
            : [],
        ),
      ),
    }),
  };
}

export type TableImport = ReturnType<typeof useTableImport>;

export function withAskerAmong<T extends { readonly asker: PartyCode | null }>(
  parties: readonly PartyCode[],
  others: T,
): T {
  const { asker } = others;
  return asker === null || parties.includes(asker) ? others : { ...others, asker: null };
}

/** Whom the texts of the column name. */
function partiesIn(column: Column | undefined): readonly PartyCode[] {
  const found = column?.values?.flatMap(({ text }) => askerCalled(text) ?? []) ?? [];
  return [...new Set(found)];
}

function withSaid(
  proposed: readonly ColumnUse[],
  said: ReadonlyMap<number, ColumnUse>,
): readonly ColumnUse[] {
  const taken = new Set([...said.values()].filter((use) => !isShared(use)));
  return proposed.map((use, place) => said.get(place) ?? (taken.has(use) ? 'none' : use));
}

type Meanings = { readonly [K in ChosenUse]: readonly Meaning[] | null };

/** For each of the uses that a column has; null where it has too many texts to be matched, or there is none. */
function meaningsOf(
  columns: readonly Column[],
  uses: readonly ColumnUse[],
  parties: readonly PartyCode[],
  said: ReadonlyMap<string, string>,
  remembered: RememberedMatches,
): Meanings {
  const of = (
    use: ChosenUse,
    options: readonly string[],
    called: (text: string) => string | null,
  ) => {
    const values = columns[uses.indexOf(use)]?.values ?? null;
    if (values === null) return null;
    return values.map(({ text, count }): Meaning => {
      const candidates = [remembered.valueOf(use, text), called(text)];
      const proposed = candidates.find((known) => known !== null && options.includes(known)) ?? '';
      const chosen = said.get(`${use} ${valueKey(text)}`);
      const isChosen = chosen !== undefined && (chosen === '' || options.includes(chosen));
      return { text, count, value: isChosen ? chosen : proposed };
    });
  };
  return {
    asker: of('asker', parties, askerCalled),
    basis: of('basis', bases, basisCalled),
    status: of('status', statuses, statusCalled),
    category: of('category', categories, (text) => categoryCalled(text) ?? 'other'),
  };
}

function valuesIn(meanings: Meanings): Matching['values'] {
  const of = <T extends string>(use: ChosenUse, read: (value: string) => T | undefined) =>
    new Map(
      (meanings[use] ?? []).flatMap(({ text, value }) => {
        const known = read(value);
        return known === undefined ? [] : [[valueKey(text), known] as const];
      }),
    );
  return {
    asker: of('asker', (value) => (value === '' ? undefined : value)),
    basis: of('basis', (value) => bases.find((known) => known === value)),
    status: of('status', (value) => statuses.find((known) => known === value)),
    category: of('category', (value) => categories.find((known) => known === value)),
  };
}

interface Reading {
  /** Null until the rows have been read; that of before, while they are read again. */
  readonly outcome: TableOutcome | null;
  readonly isReading: boolean;
  readonly problem: Problem | null;
}

const notRead: Reading = { outcome: null, isReading: false, problem: null };

/** Null for what cannot be read yet. */
function useReading(
  matching: Matching | null,
  reader: TableReader,
  known: KnownKeys | null,
  now: () => Instant,
): Reading {
  const [reading, setReading] = useState<Reading>(notRead);
  useEffect(() => {
    if (matching === null || known === null) {
      setReading(notRead);
      return;
    }
    let isLatest = true;
    setReading(({ outcome }) => ({ outcome, isReading: true, problem: null }));
    reader.read(matching, known, now()).then(
      (outcome) => {
        if (isLatest) setReading({ outcome, isReading: false, problem: null });
      },
      (error: unknown) => {
        if (isLatest) setReading({ outcome: null, isReading: false, problem: problemOf(error) });
      },
    );
    return () => {
      isLatest = false;
    };
  }, [matching, reader, known, now]);
  return reading;
}
