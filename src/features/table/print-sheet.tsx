/**
 * What is printed: the dossier's title and its date, then the board by party and status, or every row of a table and of
 * a board too long for cards, with what the filters leave in words. Of an open issue it is the heading alone: the panel
 * is printed beneath it, and nothing else. It is rendered only while the page is printed.
 */
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Filter } from '#src/domain/filter.ts';
import type { Issue } from '#src/domain/issue.ts';
import { latestInTalks } from '#src/domain/latest-changes.ts';
import { useBoard, useMoment, useStores } from '#src/store/hooks.ts';
import type { Shown } from '#src/store/selectors.ts';
import type { Sort } from '#src/store/view.ts';
import * as words from '#src/words/compiled/print.ts';
import { caption } from '#src/words/compiled/table.ts';
import { formatCalendarDay, formatDay, formatMomentDay } from '#src/words/dates.ts';
import { describeShown } from '#src/words/filters.ts';
import { columns, saySort } from './columns.tsx';
import { PrintedBoard } from './printed-board.tsx';
import { rowsOf } from './table-rows.ts';

interface PrintSheetProps {
  readonly shown: Shown;
  readonly filter: Filter;
  readonly sort: Sort | null;
  /** Whether the board is printed as rows. */
  readonly hasRows: boolean;
  /** Whether an issue is open, which is printed then. */
  readonly hasIssue: boolean;
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

function Sheet({ hasIssue, ...props }: PrintSheetProps & { printedAt: number }) {
  const { shown, filter, sort, hasRows, printedAt } = props;
  const title = useBoard((board) => board.dossier?.title);
  const sentences = [...useDates(printedAt), describeShown(filter, shown.count, shown.total)];
  if (hasIssue) {
    return (
      <div data-sheet="issue" className="hidden print:block">
        <p className="mb-5 flex justify-between gap-4 border-ink border-b pb-1 text-[9pt]">
          <span dir="auto" className="font-semibold">
            {title}
          </span>
          <span className="shrink-0">{sentences.slice(0, -1).join(' ')}</span>
        </p>
      </div>
    );
  }
  return (
    <div data-sheet="whole" className="hidden print:block">
      <h1 dir="auto" className="text-[18pt] leading-tight font-semibold wrap-anywhere">
        {title}
      </h1>
      <p className="mt-1 mb-4 text-[9pt]">
        {[...sentences, ...(hasRows ? [saySort(sort)] : [])].join(' ')}
      </p>
      {hasRows ? <PlainTables shown={shown} sort={sort} /> : <PrintedBoard shown={shown} />}
    </div>
  );
}

/** What day the dossier is shown for, which is that of the latest event in it or one chosen, and when it is printed. */
function useDates(printedAt: number): readonly string[] {
  const moment = useMoment();
  const latest = useBoard(latestInTalks);
  const printed = words.printed({ day: formatMomentDay(new Date(printedAt).toISOString()) });
  if (moment !== null) return [words.asOf({ day: formatCalendarDay(moment) }), printed];
  return latest === null ? [printed] : [words.asOf({ day: formatDay(latest.at) }), printed];
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
    <table className="w-full table-fixed border-collapse text-[8pt] leading-tight not-first-of-type:break-before-page">
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
