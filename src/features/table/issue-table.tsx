/**
 * The table: what the board shows, a row an issue. It scrolls in both directions by itself; the headings and the
 * titles stay. Loaded when it is first asked for.
 */
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { openIssue, sortTable } from '#src/commands/change-view.ts';
import { useCommand } from '#src/commands/use-command.ts';
import type { IssueId } from '#src/domain/ids.ts';
import type { Issue } from '#src/domain/issue.ts';
import type { IssueLinks } from '#src/features/shared/issue-links.ts';
import { useBoard, useScreen, useStores } from '#src/store/hooks.ts';
import type { FocusRequest } from '#src/store/screen.ts';
import type { Shown } from '#src/store/selectors.ts';
import type { Sort } from '#src/store/view.ts';
import { Button } from '#src/ui/button.tsx';
import { scrollerMark, windowedMark } from '#src/ui/marks.ts';
import * as words from '#src/words/compiled/table.ts';
import { columns, describeSort } from './columns.tsx';
import { IssueRow } from './issue-row.tsx';
import {
  type RenderedRow,
  type RowHeight,
  useRenderedRows,
  useRowHeight,
} from './rendered-rows.ts';
import {
  handleRowClick,
  handleRowKey,
  placeOf,
  type RowContext,
  rowUnder,
  selectRows,
} from './row-keys.ts';
import { TableHead } from './table-head.tsx';
import { createTableRows } from './table-rows.ts';

export interface IssueTableProps {
  readonly shown: Shown;
  readonly sort: Sort | null;
  readonly links: IssueLinks;
}

/** Next and previous are those of the rows. */
function useOrder(rows: readonly Issue[]): void {
  const { screen } = useStores();
  useEffect(() => {
    screen.order.current = () => rows.map(({ id }) => id);
  }, [screen, rows]);
}

export function IssueTable({ shown, sort, links }: IssueTableProps) {
  const { open, parties, hrefOf } = links;
  const issues = useBoard((board) => board.issues);
  const selection = useScreen((state) => state.selection);
  const [select] = useState(createTableRows);
  const rows = select(shown, issues, sort);
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<IssueId | null>(null);
  const height = useRowHeight();
  const request = useScreen((state) => (state.dialog === null ? state.focus : null));
  const pinned = [current, request?.issue ?? null, open].map((id) => placeOf(rows, id));
  const rendered = useRenderedRows(rows, scroller, height, pinned);
  const context = useRowContext(rows, scroller, height);
  useOrder(rows);
  const onSelect = useCallback(
    ({ id }: Issue, isRun: boolean) => {
      if (isRun) selectRows(id, context.current);
      else context.current.screen.toggleSelected(id);
    },
    [context],
  );
  useFocusRequest(request, rows, scroller);
  useOpenInView(open, scroller);
  const stop = rendered.isPlain ? null : stopAmong(rendered.rows, current);
  if (rows.length === 0) return null;
  const chosen = countChosen(rows, selection);
  const { screen } = context.current;
  return (
    <>
      <Toolbar sort={sort} />
      <div
        ref={scroller}
        {...scrollerMark.on}
        {...(rendered.isPlain ? {} : windowedMark.on)}
        className="min-h-0 scroll-pt-9 scroll-pr-2 scroll-pl-38 overflow-auto overscroll-x-contain rounded-lg border border-line bg-surface sm:scroll-pl-58 cramped:max-h-[85dvh]"
      >
        <table
          aria-rowcount={rows.length + 1}
          className="w-full min-w-[79rem] table-fixed border-separate border-spacing-0 sm:min-w-[84rem]"
        >
          <caption className="sr-only">{words.caption()}</caption>
          <colgroup>
            <col className="w-8 pointer-coarse:w-10" />
            {columns.map(({ key, width }) => (
              <col key={key} className={width} />
            ))}
          </colgroup>
          <TableHead
            sort={sort}
            chosen={chosen}
            onSelectAll={() => screen.select(chosen === 'all' ? [] : rows.map(({ id }) => id))}
          />
          {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: clicks and keys travel up from the rows' own links and boxes */}
          <tbody
            onClick={(event) => handleRowClick(event, context.current)}
            onKeyDown={(event) => handleRowKey(event, context.current)}
            onFocus={({ target }) => setCurrent(rowUnder(target))}
          >
            {rendered.rows.flatMap(({ issue, index, leftOut }) => [
              leftOut > 0 && <Space key={`before ${issue.id}`} rem={leftOut * height.rem} />,
              <IssueRow
                key={issue.id}
                issue={issue}
                index={index}
                party={parties.indexOf(issue.asker)}
                href={hrefOf(issue.id)}
                isOpen={open === issue.id}
                isSelected={selection.has(issue.id)}
                isStop={stop === null || stop === issue.id}
                onSelect={onSelect}
                height={height}
              />,
            ])}
            {rendered.leftOutAfter > 0 && <Space rem={rendered.leftOutAfter * height.rem} />}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Toolbar({ sort }: { sort: Sort | null }) {
  const put = useCommand(sortTable);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <p className="text-soft text-sm">{describeSort(sort)}</p>
      {sort && (
        <Button tone="quiet" onClick={() => void put({ sort: null })}>
          {words.boardOrder()}
        </Button>
      )}
    </div>
  );
}

/** The height of rows that are left out. */
function Space({ rem }: { rem: number }) {
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row takes no focus, and this one has nothing in it
  return <tr aria-hidden="true" style={{ height: `${rem}rem` }} />;
}

/** In a long table Tab stops at one row, the one it left or the first there is, lest it be the way through all. */
function stopAmong(rows: readonly RenderedRow[], current: IssueId | null): IssueId | null {
  const isThere = rows.some(({ issue }) => issue.id === current);
  return (isThere ? current : rows[0]?.issue.id) ?? null;
}

function countChosen(rows: readonly Issue[], selection: ReadonlySet<IssueId>) {
  if (selection.size === 0) return 'none';
  let chosen = 0;
  for (const { id } of rows) if (selection.has(id)) chosen += 1;
  if (chosen === rows.length) return 'all';
  return chosen === 0 ? 'none' : 'some';
}

/** What keys and clicks act on, always as of the latest render, in a box that stays the same. */
function useRowContext(
  rows: readonly Issue[],
  scroller: RefObject<HTMLElement | null>,
  { pixels, head }: RowHeight,
): { readonly current: RowContext } {
  const { screen } = useStores();
  const open = useCommand(openIssue);
  const context: RowContext = {
    rows,
    screen,
    open: (issue) => void open({ issue }),
    fitting: () => {
      const height = (scroller.current?.clientHeight ?? 0) - head;
      // One stays in view, so that the reader sees where the page goes on.
      return Math.max(1, Math.floor(height / pixels) - 1);
    },
  };
  const latest = useRef(context);
  latest.current = context;
  return latest;
}

/** As on the board: the row of the open issue is in view, however it was opened. */
function useOpenInView(open: IssueId | null, scroller: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (open === null) return;
    const row = scroller.current?.querySelector(`[data-row="${CSS.escape(open)}"]`);
    row?.scrollIntoView({ block: 'nearest' });
  }, [open, scroller]);
}

/** Moves the focus to the title of the row that was asked for. */
function useFocusRequest(
  request: FocusRequest | null,
  rows: readonly Issue[],
  scroller: RefObject<HTMLElement | null>,
): void {
  const { screen } = useStores();
  useEffect(() => {
    if (request === null) return;
    if (placeOf(rows, request.issue) < 0) {
      screen.forgetFocus();
      return;
    }
    const row = scroller.current?.querySelector(`[data-row="${CSS.escape(request.issue)}"]`);
    const title = row?.querySelector<HTMLElement>('a');
    if (!title) return;
    row?.scrollIntoView({ block: 'nearest' });
    title.focus({ preventScroll: true });
    // While an open issue hides the table nothing in it takes the focus: the request waits.
    if (document.activeElement === title) screen.forgetFocus();
  });
}
