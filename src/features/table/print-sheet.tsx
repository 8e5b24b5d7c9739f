/**
 * What is printed: above all the dossier's title, the date and what the filters leave, in words; for a table, and
 * for a board too long to be laid out whole, every row of it. It is rendered only while the page is printed.
 */
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Filter } from '#src/domain/filter.ts';
import type { Issue } from '#src/domain/issue.ts';
import { useBoard, useStores } from '#src/store/hooks.ts';
import type { Shown } from '#src/store/selectors.ts';
import type { Sort } from '#src/store/view.ts';
import * as words from '#src/words/compiled/print.ts';
import { caption } from '#src/words/compiled/table.ts';
import { formatMomentDay } from '#src/words/dates.ts';
import { describeShown } from '#src/words/filters.ts';
import { columns, saySort } from './columns.tsx';
import { rowsOf } from './table-rows.ts';

interface PrintSheetProps {
  readonly shown: Shown;
  readonly filter: Filter;
  readonly sort: Sort | null;
  /** Whether the rows are printed here; else the page prints what it shows beneath the title. */
  readonly hasRows: boolean;
}

export function PrintSheet(props: PrintSheetProps) {
  const printedAt = usePrintedAt();
  return printedAt === null ? null : <Sheet {...props} printedAt={printedAt} />;
}

/** The moment the page began to be printed; null while it is not. */
function usePrintedAt(): number | null {
  const { now } = useStores();
  const [printedAt, setPrintedAt] = useState<number | null>(null);
  useEffect(() => {
    // The browser lays the pages out as soon as the listeners have returned.
    const begin = () => flushSync(() => setPrintedAt(now()));
    const end = () => setPrintedAt(null);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, [now]);
  return printedAt;
}

function Sheet({
  shown,
  filter,
  sort,
  hasRows,
  printedAt,
}: PrintSheetProps & { printedAt: number }) {
  const title = useBoard((board) => board.dossier?.title);
  const day = formatMomentDay(new Date(printedAt).toISOString());
  const sentences = [
    words.day({ day }),
    describeShown(filter, shown.count, shown.total),
    ...(hasRows ? [saySort(sort)] : []),
  ];
  return (
    <div data-sheet={hasRows ? 'table' : 'heading'} className="hidden print:block">
      <h1 dir="auto" className="font-semibold text-2xl">
        {title}
      </h1>
      <p className="mb-3 text-sm">{sentences.join(' ')}</p>
      {hasRows && <PlainTables shown={shown} sort={sort} />}
    </div>
  );
}

/** Rows in one table: what a browser needs to lay one out over pages grows with the square of them. */
const largestTable = 500;

/** Every row, in tables that begin on a page of their own where there are several. */
function PlainTables({ shown, sort }: Pick<PrintSheetProps, 'shown' | 'sort'>) {
  const issues = useBoard((board) => board.issues);
  const rows = rowsOf(shown, issues, sort);
  const starts = Array.from(
    { length: Math.ceil(rows.length / largestTable) },
    (_, i) => i * largestTable,
  );
  return starts.map((start) => (
    <PlainTable key={start} rows={rows.slice(start, start + largestTable)} />
  ));
}

/** No row of it listens to anything: it is there for a moment, and whole. */
function PlainTable({ rows }: { rows: readonly Issue[] }) {
  return (
    <table className="w-full table-fixed border-collapse text-[8.5pt] leading-tight not-first-of-type:break-before-page">
      <caption className="sr-only">{caption()}</caption>
      <thead>
        <tr>
          {columns.map(({ key, label, isNumber, share }) => (
            <th
              key={key}
              scope="col"
              style={{ width: `${share}%` }}
              className={`border-ink border-b px-1 py-1 align-bottom font-semibold ${alignOf(isNumber)}`}
            >
              {label()}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((issue) => (
          <tr key={issue.id} className="break-inside-avoid">
            {columns.map(({ key, isNumber, show }) => (
              <td
                key={key}
                dir={key === 'title' ? 'auto' : undefined}
                className={`wrap-anywhere border-edge border-b px-1 py-0.75 align-top ${alignOf(isNumber)} ${
                  key === 'title' ? 'font-semibold' : ''
                }`}
              >
                {show(issue)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function alignOf(isNumber: boolean): string {
  return isNumber ? 'pr-3 text-right tabular-nums' : 'text-left';
}
