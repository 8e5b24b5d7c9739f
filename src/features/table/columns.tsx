/**
 * The columns of the table, in one list: what each is called, how its order is said, how wide it is and what it
 * shows of an issue. The table on screen and the one on paper both read it.
 */
import type { ReactNode } from 'react';
import type { Issue } from '#src/domain/issue.ts';
import type { FieldName } from '#src/domain/issue-fields.ts';
import { PartyChip } from '#src/features/shared/party-chip.tsx';
import { StatusShape } from '#src/features/shared/status-shape.tsx';
import { columnFields, type Sort, type SortKey } from '#src/store/view.ts';
import * as fields from '#src/words/compiled/fields.ts';
import * as words from '#src/words/compiled/table.ts';
import { formatDay, machineDate } from '#src/words/dates.ts';
import { fieldWords } from '#src/words/fields.ts';
import { formatCount, listPlainly } from '#src/words/numbers.ts';
import { basisLabel, categoryInFull, categoryLabel, statusLabel } from '#src/words/vocabulary.ts';

export interface Column {
  readonly key: SortKey;
  readonly label: () => string;
  /** Its two orders in words. */
  readonly ways: Readonly<Record<Sort['direction'], () => string>>;
  /** The order it is put in first: dates and numbers begin with the latest and the most. */
  readonly first: Sort['direction'];
  readonly isNumber: boolean;
  /** Width on screen, as classes; the title takes what is left. */
  readonly width: string;
  /** Width on paper, in per cent. */
  readonly share: number;
  readonly show: (issue: Issue) => ReactNode;
}

const alphabet = { ascending: words.aToZ, descending: words.zToA };
const amount = { ascending: words.fewestFirst, descending: words.mostFirst };
const time = { ascending: words.earliestFirst, descending: words.latestFirst };

const text = { ways: alphabet, first: 'ascending', isNumber: false } as const;
const number = { ways: amount, first: 'descending', isNumber: true } as const;
const date = { ways: time, first: 'descending', isNumber: false } as const;

/** How a field looks where its words alone would not do. */
const looks: { readonly [K in FieldName]?: Partial<Column> } = {
  title: { width: '', share: 23.5 },
  asker: {
    width: 'w-28',
    share: 7,
    show: ({ asker }) => (
      <PartyChip
        asker={asker}
        className="inline-block max-w-full truncate align-middle text-2xs print:inline print:whitespace-normal print:p-0 print:text-[length:inherit] print:leading-[inherit]"
      />
    ),
  },
  category: {
    width: 'w-32',
    share: 11,
    show: ({ category }) => <span title={categoryInFull(category)}>{categoryLabel(category)}</span>,
  },
  basis: {
    ways: { ascending: words.statedFirst, descending: words.inferredFirst },
    first: 'ascending',
    isNumber: false,
    width: 'w-22',
    share: 7.5,
    show: ({ basis }) => (
      <span className={basis === 'inferred' ? 'italic' : ''}>{basisLabel(basis)}</span>
    ),
  },
  tags: {
    width: 'w-48 min-[100rem]:w-72',
    share: 12.5,
    show: ({ tags }) => {
      const all = listPlainly(tags);
      return (
        <span
          title={all}
          className="line-clamp-2 group-data-compact/row:line-clamp-1 print:line-clamp-none"
        >
          {all}
        </span>
      );
    },
  },
};

function fieldColumn<K extends FieldName>(key: K): Column {
  const { label, value } = fieldWords[key];
  const plain = { ...text, width: 'w-32', share: 7, show: (issue: Issue) => value(issue[key]) };
  return { key, label, ...plain, ...looks[key] };
}

const statusColumn: Column = {
  key: 'status',
  label: fields.status,
  ways: { ascending: words.openFirst, descending: words.resolvedFirst },
  first: 'ascending',
  isNumber: false,
  width: 'w-38',
  share: 12,
  show: ({ status }) => (
    <span className="inline-flex items-center gap-1.5">
      <StatusShape status={status} />
      {statusLabel(status)}
    </span>
  ),
};

const others: readonly Column[] = [
  {
    key: 'notes',
    label: words.notes,
    ...number,
    width: 'w-22',
    share: 5.5,
    show: ({ annotations }) => formatCount(annotations.length),
  },
  {
    key: 'passages',
    label: words.passages,
    ...number,
    width: 'w-27',
    share: 8,
    show: ({ evidence }) => formatCount(evidence.length),
  },
  {
    key: 'moved',
    label: words.moved,
    ...date,
    width: 'w-27',
    share: 6.5,
    show: ({ movedAt }) => <time dateTime={machineDate(movedAt)}>{formatDay(movedAt)}</time>,
  },
  {
    key: 'added',
    label: words.added,
    ...date,
    width: 'w-27',
    share: 6.5,
    show: ({ addedAt }) => <time dateTime={machineDate(addedAt)}>{formatDay(addedAt)}</time>,
  },
];

/** The fields that come first, in this order; any other follows them. */
const leading: readonly FieldName[] = ['title', 'asker', 'category', 'basis', 'tags'];

function placeOf(name: FieldName): number {
  const place = leading.indexOf(name);
  return place < 0 ? leading.length : place;
}

const [titleColumn, askerColumn, ...otherFields] = [...columnFields]
  .sort((a, b) => placeOf(a) - placeOf(b))
  .map(fieldColumn);

export const columns: readonly Column[] = [
  titleColumn,
  askerColumn,
  statusColumn,
  ...otherFields,
  ...others,
].filter((column) => column !== undefined);

/** “Sorted by Moved, latest first”, or that the order is the board's. */
export function describeSort(sort: Sort | null): string {
  const order = orderIn(sort);
  return order ? words.sorted(order) : words.inBoardOrder();
}

/** The same as a sentence. */
export function saySort(sort: Sort | null): string {
  const order = orderIn(sort);
  return order ? words.sortedSaid(order) : words.inBoardOrderSaid();
}

function orderIn(sort: Sort | null) {
  const column = columns.find(({ key }) => key === sort?.key);
  return sort && column ? { column: column.label(), way: column.ways[sort.direction]() } : null;
}

/** What a press on a column's heading leads to: its first order, the other one, then the board's again. */
export function nextSort({ key, first }: Column, sort: Sort | null): Sort | null {
  if (sort?.key !== key) return { key, direction: first };
  if (sort.direction !== first) return null;
  return { key, direction: first === 'ascending' ? 'descending' : 'ascending' };
}
