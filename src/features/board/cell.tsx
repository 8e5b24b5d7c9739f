/** A cell: one asker's issues of one status, as a list that scrolls by itself once it is long. */
import { memo, type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { cellKey } from '#src/domain/cells.ts';
import type { IssueId, PartyCode } from '#src/domain/ids.ts';
import { type Status, statusLabels } from '#src/domain/vocabulary.ts';
import { useScreen, useStores } from '#src/store/hooks.ts';
import type { CellView } from '#src/store/selectors.ts';
import { formatCount } from '#src/ui/format-count.ts';
import { Card } from './card.tsx';
import { issueAt } from './card-element.ts';
import { StatusShape } from './status-shape.tsx';
import { type Row, type Rows, useVirtualRows } from './virtual-rows.ts';

interface CellProps {
  readonly asker: PartyCode;
  /** “US asks” */
  readonly laneName: string;
  readonly status: Status;
  readonly cell: CellView;
}

export const Cell = memo(function Cell({ asker, laneName, status, cell }: CellProps) {
  const key = cellKey(asker, status);
  const { screen } = useStores();
  const scroller = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<IssueId | null>(null);
  const [isNear, setIsNear] = useState(false);
  const dragged = useScreen((state) => (state.drag?.from === key ? state.drag.issue : null));
  const isRefusing = useScreen(
    (state) => state.drag !== null && !state.drag.from.startsWith(`${asker}/`),
  );
  const isTarget = useScreen((state) => state.drag?.place?.cell === key);
  const menu = useScreen((state) => state.menu?.issue ?? null);
  const pinned = useMemo(
    () => new Set([focused, dragged, menu].filter((id) => id !== null)),
    [focused, dragged, menu],
  );
  const rows = useVirtualRows({
    ids: cell.shown,
    scroller,
    pinned,
    initialOffset: screen.scrolls.get(key) ?? 0,
    heights: screen.heights,
    isNear: isNear || focused !== null,
  });
  useFocusRequest(cell.shown, scroller, rows);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element) element.scrollTop = screen.scrolls.get(key) ?? 0;
  }, [screen, key]);

  return (
    <div
      data-cell={key}
      onPointerEnter={() => setIsNear(true)}
      onPointerLeave={() => setIsNear(false)}
      className={`flex min-h-0 min-w-0 flex-col rounded-lg bg-well ${
        isRefusing ? 'opacity-45' : ''
      } ${isTarget ? 'ring-2 ring-accent/60' : ''}`}
    >
      <h3 className="flex items-center gap-1.5 px-3 pt-2 pb-1.5 text-xs font-semibold">
        <StatusShape status={status} />
        {statusLabels[status]}
        <CellCount cell={cell} />
      </h3>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only takes note of where the focus is inside it */}
      {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: likewise */}
      <div
        ref={scroller}
        data-scroller=""
        data-windowed={rows.height === null ? undefined : ''}
        onScroll={({ currentTarget }) => screen.scrolls.set(key, currentTarget.scrollTop)}
        onFocus={({ target }) => setFocused(issueAt(target))}
        onBlur={() => setFocused(null)}
        className={`relative min-h-0 flex-1 px-2 pb-2 roomy:overflow-y-auto ${
          rows.height === null
            ? ''
            : 'contain-content cramped:max-h-[70dvh] cramped:overflow-y-auto'
        }`}
      >
        <ul
          aria-label={`${laneName}: ${statusLabels[status]}`}
          data-rows=""
          className={`relative min-h-10 pt-0.5 ${rows.height === null ? 'grid gap-2' : ''}`}
          style={rows.height === null ? undefined : { height: rows.height }}
        >
          {rows.rows.map((row) => (
            <CardRow key={row.slot} row={row} size={cell.shown.length} measure={rows.measure}>
              <Card id={row.id} />
            </CardRow>
          ))}
        </ul>
        {cell.shown.length === 0 && <EmptyCell total={cell.total} />}
      </div>
    </div>
  );
});

function CellCount({ cell: { shown, total } }: { cell: CellView }) {
  return (
    <span className="ml-auto font-normal text-soft tabular-nums">
      {shown.length === total
        ? formatCount(total)
        : `${formatCount(shown.length)} of ${formatCount(total)}`}
    </span>
  );
}

function EmptyCell({ total }: { total: number }) {
  return (
    <p className="pointer-events-none absolute inset-x-3 top-2 text-xs text-soft">
      {total === 0 ? 'None' : `${formatCount(total)} hidden by the filters`}
    </p>
  );
}

interface CardRowProps {
  readonly row: Row;
  readonly size: number;
  readonly measure: Rows['measure'];
  readonly children: ReactNode;
}

function CardRow({ row: { id, index, top }, size, measure, children }: CardRowProps) {
  const element = useRef<HTMLLIElement>(null);
  useLayoutEffect(() => measure?.(element.current, id), [measure, id]);
  return (
    <li
      ref={element}
      data-index={index}
      aria-setsize={size}
      aria-posinset={index + 1}
      className={`contain-layout contain-style ${top === null ? '' : 'absolute inset-x-0 top-0.5'}`}
      style={top === null ? undefined : { transform: `translateY(${top}px)` }}
    >
      {children}
    </li>
  );
}

/** Moves the focus to a card that was asked for, once the cell shows it; scrolls to it first if it must. */
function useFocusRequest(
  shown: readonly IssueId[],
  scroller: React.RefObject<HTMLElement | null>,
  rows: Rows,
): void {
  const { screen } = useStores();
  // An open dialog keeps the focus to itself; the request waits until it is closed.
  const request = useScreen((state) => (state.dialog === null ? state.focus : null));
  useEffect(() => {
    if (request === null) return;
    const index = shown.indexOf(request.issue);
    if (index < 0) return;
    const card = scroller.current?.querySelector(`[data-card="${CSS.escape(request.issue)}"]`);
    const part = card?.querySelector<HTMLElement>(`[data-part="${request.part}"]`);
    if (!part) {
      rows.scrollTo(index);
      return;
    }
    card?.scrollIntoView({ block: 'nearest' });
    part.focus({ preventScroll: true });
    // While an open issue hides the board nothing on it takes the focus: the request waits.
    if (document.activeElement === part) screen.store.setState({ focus: null });
  });
}
