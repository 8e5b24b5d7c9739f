/**
 * The rows of a cell, as a list that scrolls by itself once it is long. All rows are equally high. Up to sixteen cards
 * all are laid out; of more, those in view and a few around them, with the row that has the focus or is about to get
 * it, the row whose menu or issue is open and the row being dragged, wherever they are.
 */
import { memo, type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { CellKey } from '#src/domain/cells.ts';
import type { IssueId } from '#src/domain/ids.ts';
import { useScreen, useStores } from '#src/store/hooks.ts';
import type { FocusRequest } from '#src/store/screen.ts';
import type { Shown, ShownCell } from '#src/store/selectors.ts';
import { List } from '#src/ui/list.tsx';
import { scrollerMark, windowedMark } from '#src/ui/marks.ts';
import { rowsToRender } from '#src/ui/row-window.ts';
import { useRowWindow } from '#src/ui/use-row-window.ts';
import * as words from '#src/words/compiled/board.ts';
import { useBoardContext } from './board-context.ts';
import { Card } from './card.tsx';
import { issueAt } from './card-element.ts';
import type { CardRowHeight } from './card-row-height.ts';
import { firstRow, type Gap, shiftOf } from './row-shift.ts';
import { assignSlots, type Slotted } from './row-slots.ts';

/** Up to here a cell is a plain list: cheap, printable, and found by the browser's own search. */
const mostPlainRows = 16;

/** Whether some cell has more cards than are laid out at once. */
export function hasLongCell({ cells }: Shown): boolean {
  return [...cells.values()].some(({ shown }) => shown.length > mostPlainRows);
}

/**
 * Rows beyond those in view, at either end. None in a column at rest, for a key that filters pays for every one; some
 * where the pointer is, so that the first turn of its wheel finds them, and while it scrolls.
 */
const overscan = { far: 0, near: 4 };

interface CellRowsProps {
  readonly cellKey: CellKey;
  /** “US asks: Open” */
  readonly label: string;
  readonly cell: ShownCell;
  /** Rendered wherever they are, as long as the cell shows them. */
  readonly pinned: ReadonlySet<IssueId>;
  /** The card that has the focus. */
  readonly focused: IssueId | null;
  readonly onFocus: (focused: IssueId | null) => void;
  /** Whether it may be scrolled any moment. */
  readonly isNear: boolean;
  /** Where a card that is dragged over it would land. */
  readonly gap: Gap | null;
}

export function CellRows(props: CellRowsProps) {
  const { cellKey, label, cell, pinned, focused, onFocus, isNear, gap } = props;
  const { screen } = useStores();
  const { row, open } = useBoardContext();
  const scroller = useRef<HTMLDivElement>(null);
  const isLong = cell.shown.length > mostPlainRows;
  useScrolledAsBefore(cellKey, scroller, row.pixels);
  // An open dialog keeps the focus to itself; the request waits until it is closed.
  const request = useScreen((state) => (state.dialog === null ? state.focus : null));
  const inView = useRowWindow(scroller, {
    count: cell.shown.length,
    row: row.pixels,
    start: firstRow,
    overscan: {
      atRest: isNear || focused ? overscan.near : overscan.far,
      scrolling: overscan.near,
    },
    isLong,
  });
  const held = [...pinned, request?.issue ?? null, open].filter((id) => id !== null);
  const indexes = rowsToRender(
    cell.shown.length,
    inView,
    isLong ? held.map((id) => cell.shown.indexOf(id)) : [],
  );
  const slots = useSlots(
    indexes.flatMap((index) => cell.shown[index] ?? []),
    pinned,
  );
  useFocusRequest(request, cell.shown, scroller);
  useOpenInView(open, cell.shown, scroller);
  /** Rows that a card from elsewhere makes it longer by. */
  const room = gap?.from === null ? 1 : 0;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only takes note of where the focus is inside it
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: likewise
    <div
      ref={scroller}
      {...scrollerMark.on}
      {...(isLong ? windowedMark.on : {})}
      onScroll={({ currentTarget }) =>
        screen.scrolls.set(cellKey, currentTarget.scrollTop / row.pixels)
      }
      onFocus={({ target }) => onFocus(issueAt(target))}
      onBlur={() => onFocus(null)}
      className={`relative min-h-0 flex-1 px-2 pb-1 roomy:overflow-y-auto ${
        isLong ? 'contain-content cramped:max-h-[70dvh] cramped:overflow-y-auto' : ''
      }`}
    >
      <List
        aria-label={label}
        data-rows=""
        className="relative min-h-10 pt-0.5"
        style={
          isLong
            ? { height: `${(cell.shown.length + room) * row.rem}rem` }
            : { paddingBottom: `${room * row.rem}rem` }
        }
      >
        {slots.map(({ id, slot }, place) => (
          <CardRow
            key={slot}
            index={indexes[place] ?? 0}
            size={cell.shown.length}
            row={row}
            isPlaced={isLong}
            shift={gap ? shiftOf(indexes[place] ?? 0, gap) : 0}
            id={id}
          />
        ))}
      </List>
      {gap && <LandingPlace index={gap.index} row={row} />}
      {cell.shown.length === 0 && !gap && <EmptyCell total={cell.total} />}
    </div>
  );
}

/** The elements of rows, kept from one showing to the next (row-slots.ts). */
function useSlots(ids: readonly IssueId[], pinned: ReadonlySet<IssueId>): readonly Slotted[] {
  const slotted = useRef<readonly Slotted[]>([]);
  slotted.current = assignSlots(slotted.current, ids, pinned);
  return slotted.current;
}

/** A cell that comes back, its lane collapsed no longer, is scrolled to the same card. */
function useScrolledAsBefore(
  cellKey: CellKey,
  scroller: RefObject<HTMLElement | null>,
  row: number,
): void {
  const { screen } = useStores();
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height scroll by themselves
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element) element.scrollTop = (screen.scrolls.get(cellKey) ?? 0) * row;
  }, [screen, scroller, cellKey]);
}

function EmptyCell({ total }: { total: number }) {
  return (
    <p className="pointer-events-none absolute inset-x-[calc(1.125rem+3px)] top-2 text-xs text-soft">
      {total === 0 ? words.none() : words.hidden({ count: total })}
    </p>
  );
}

/** The gap that stands open for a card, as it will stand there. */
function LandingPlace({ index, row }: { index: number; row: CardRowHeight }) {
  return (
    <div
      aria-hidden="true"
      data-part="landing"
      className="pointer-events-none absolute inset-x-2 rounded-md border border-accent border-dashed bg-accent/10"
      style={{
        top: `calc(0.125rem + ${index * row.rem + (row.rem - row.cardRem) / 2}rem)`,
        height: `${row.cardRem}rem`,
      }}
    />
  );
}

interface CardRowProps {
  readonly id: IssueId;
  readonly index: number;
  readonly size: number;
  readonly row: CardRowHeight;
  /** Whether its place is told by its number; else the page lays it out below the one before. */
  readonly isPlaced: boolean;
  /** By how many rows it makes room for a card that is dragged. */
  readonly shift: number;
}

/** Rendered again only where something of it changes: a gap that moves passes most rows by. */
const CardRow = memo(function CardRow(props: CardRowProps) {
  const { id, index, size, row, isPlaced, shift } = props;
  return (
    <li
      data-index={index}
      aria-setsize={size}
      aria-posinset={index + 1}
      className={`contain-layout contain-style print:h-auto! ${
        row.density === 'compact' ? 'py-0.5' : 'py-1'
      } ${
        // A long column may scroll meanwhile: there rows make room at once.
        isPlaced
          ? 'absolute inset-x-0 top-0.5'
          : 'in-data-held:transition-[translate] in-data-held:duration-120'
      }`}
      style={{
        height: `${row.rem}rem`,
        transform: isPlaced ? `translateY(${index * row.rem}rem)` : undefined,
        translate: shift === 0 ? undefined : `0 ${shift * row.rem}rem`,
      }}
    >
      <Card id={id} />
    </li>
  );
});

/** The card of the open issue is in view, however it was opened: by a link, or by going on from another. */
function useOpenInView(
  open: IssueId | null,
  shown: readonly IssueId[],
  scroller: RefObject<HTMLElement | null>,
): void {
  const isHere = open !== null && shown.includes(open);
  useEffect(() => {
    if (!isHere) return;
    const card = scroller.current?.querySelector(`[data-card="${CSS.escape(open)}"]`);
    card?.scrollIntoView({ block: 'nearest' });
  }, [isHere, open, scroller]);
}

/** Moves the focus to the card that was asked for, if this cell shows it. */
function useFocusRequest(
  request: FocusRequest | null,
  shown: readonly IssueId[],
  scroller: RefObject<HTMLElement | null>,
): void {
  const { screen } = useStores();
  useEffect(() => {
    if (request === null || !shown.includes(request.issue)) return;
    const card = scroller.current?.querySelector(`[data-card="${CSS.escape(request.issue)}"]`);
    const title = card?.querySelector<HTMLElement>('[data-part="title"]');
    if (!title) return;
    card?.scrollIntoView({ block: 'nearest' });
    title.focus({ preventScroll: true });
    // While an open issue hides the board nothing on it takes the focus: the request waits.
    if (document.activeElement === title) screen.forgetFocus();
  });
}
