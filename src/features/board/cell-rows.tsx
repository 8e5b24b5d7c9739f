/**
 * The rows of a cell, as a list that scrolls by itself once it is long. Up to sixteen cards all are laid out; of more,
 * those in view, by a part that is loaded when the first long cell is shown (long-rows.tsx). Until it is there, and
 * where it cannot be had, the first sixteen stand for it.
 */
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { CellKey } from '#src/domain/cells.ts';
import type { IssueId } from '#src/domain/ids.ts';
import { useScreen, useStores } from '#src/store/hooks.ts';
import type { BoardView, CellView } from '#src/store/selectors.ts';
import { formatCount } from '#src/ui/format-count.ts';
import { Card } from './card.tsx';
import { issueAt } from './card-element.ts';
import { assignSlots, type Slotted } from './row-slots.ts';

/** Up to here a cell is a plain list: cheap, printable, and found by the browser's own search. */
export const mostPlainRows = 16;

/** Whether some cell has more cards than are laid out at once. */
export function hasLongCell({ cells }: BoardView): boolean {
  return [...cells.values()].some(({ shown }) => shown.length > mostPlainRows);
}

export interface Row extends Slotted {
  readonly index: number;
  /** Pixels from the top of the list; null in a plain list, where the page lays the rows out. */
  readonly top: number | null;
}

export interface Rows {
  readonly rows: readonly Row[];
  /** Height of the whole list in pixels; null in a plain list. */
  readonly height: number | null;
  /** Takes the height of the row that an element shows from now on; returns how to say that it shows it no more. */
  readonly measure: ((element: Element | null, id: IssueId) => () => void) | undefined;
  scrollTo(index: number): void;
}

export interface CellRowsProps {
  readonly cellKey: CellKey;
  /** “US asks: Open” */
  readonly label: string;
  readonly cell: CellView;
  /** Rendered wherever they are, as long as the cell shows them. */
  readonly pinned: ReadonlySet<IssueId>;
  /** The card that has the focus. */
  readonly focused: IssueId | null;
  readonly onFocus: (focused: IssueId | null) => void;
  /** Whether it may be scrolled any moment. */
  readonly isNear: boolean;
}

/** The elements of rows, kept from one showing to the next (row-slots.ts). */
export function useSlots(
  ids: readonly IssueId[],
  pinned: ReadonlySet<IssueId>,
): readonly Slotted[] {
  const slotted = useRef<readonly Slotted[]>([]);
  slotted.current = assignSlots(slotted.current, ids, pinned);
  return slotted.current;
}

/** All rows of a cell, or the first of one that is long. */
export function PlainRows({ note, ...props }: CellRowsProps & { readonly note?: ReactNode }) {
  const scroller = useRef<HTMLDivElement>(null);
  const ids = props.cell.shown.slice(0, mostPlainRows);
  const slots = useSlots(ids, props.pinned);
  const rows: Rows = {
    rows: ids.map((id, index) => ({ id, index, top: null, slot: slots[index]?.slot ?? -1 })),
    height: null,
    measure: undefined,
    scrollTo: () => undefined,
  };
  return (
    <CellList {...props} rows={rows} scroller={scroller}>
      {note}
    </CellList>
  );
}

interface CellListProps extends CellRowsProps {
  readonly rows: Rows;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly children?: ReactNode;
}

export function CellList(props: CellListProps) {
  const { cellKey, label, cell, onFocus, rows, scroller, children } = props;
  const { screen } = useStores();
  useFocusRequest(cell.shown, scroller, rows);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element) element.scrollTop = screen.scrolls.get(cellKey) ?? 0;
  }, [screen, scroller, cellKey]);
  const isWhole = rows.height === null && cell.shown.length <= mostPlainRows;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only takes note of where the focus is inside it
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: likewise
    <div
      ref={scroller}
      data-scroller=""
      data-windowed={isWhole ? undefined : ''}
      onScroll={({ currentTarget }) => screen.scrolls.set(cellKey, currentTarget.scrollTop)}
      onFocus={({ target }) => onFocus(issueAt(target))}
      onBlur={() => onFocus(null)}
      className={`relative min-h-0 flex-1 px-2 pb-2 roomy:overflow-y-auto ${
        isWhole ? '' : 'contain-content cramped:max-h-[70dvh] cramped:overflow-y-auto'
      }`}
    >
      <ul
        aria-label={label}
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
      {children}
    </div>
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
  scroller: RefObject<HTMLElement | null>,
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
