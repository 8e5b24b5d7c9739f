/**
 * The rows of a cell: all of them while they are few; of a long cell, those in view and a few around them, with
 * the row that has the focus and the row being dragged, wherever they are. Heights are measured, not guessed.
 */
import {
  defaultRangeExtractor,
  measureElement,
  type Range,
  useVirtualizer,
  type Virtualizer,
} from '@tanstack/react-virtual';
import { type RefObject, useCallback, useRef } from 'react';
import type { IssueId } from '#src/domain/ids.ts';
import type { BoardView } from '#src/store/selectors.ts';
import { assignSlots, type Slotted } from './row-slots.ts';

/** Up to here a cell is a plain list: cheap, printable, and found by the browser's own search. */
const mostPlainRows = 16;

/** Whether some cell has more cards than are laid out at once. */
export function hasLongCell({ cells }: BoardView): boolean {
  return [...cells.values()].some(({ shown }) => shown.length > mostPlainRows);
}

const rowGap = 8;
/** Pixels of a card whose title takes one line, the usual one. */
const likelyHeight = 81;

/**
 * Rows beyond those in view, at either end. None in a column at rest, for a key that filters pays for every one; some
 * where the pointer is, so that the first turn of its wheel finds them, and while it scrolls.
 */
const around = { atRest: 0, near: 4 };

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

export interface RowsOptions {
  readonly ids: readonly IssueId[];
  readonly scroller: RefObject<HTMLElement | null>;
  /** Rendered wherever they are, as long as the cell shows them. */
  readonly pinned: ReadonlySet<IssueId>;
  readonly initialOffset: number;
  /** Whether it may be scrolled any moment. */
  readonly isNear: boolean;
  /** Pixels; what is measured is entered. */
  readonly heights: Map<IssueId, number>;
}

export function useVirtualRows({ ids, pinned, ...options }: RowsOptions): Rows {
  const virtualizer = useRowVirtualizer({ ids, pinned, ...options });
  const isPlain = ids.length <= mostPlainRows;
  const items = isPlain
    ? ids.map((id, index) => ({ id, index, top: null }))
    : virtualizer.getVirtualItems().flatMap(({ index, start }) => {
        const id = ids[index];
        return id === undefined ? [] : [{ id, index, top: start }];
      });
  const slotted = useRef<readonly Slotted[]>([]);
  slotted.current = assignSlots(
    slotted.current,
    items.map(({ id }) => id),
    pinned,
  );
  const { current } = slotted;
  const measure = useMeasure(virtualizer);
  return {
    rows: items.map((item, place) => ({ ...item, slot: current[place]?.slot ?? -1 })),
    height: isPlain ? null : virtualizer.getTotalSize(),
    measure: isPlain ? undefined : measure,
    scrollTo: (index) => {
      if (!isPlain) virtualizer.scrollToIndex(index, { align: 'auto' });
    },
  };
}

/**
 * The library knows an element for one row all its life. Ours go on to others: it must forget the one before, and
 * where it waits for an observer while the column is scrolled, that would be silent on a row as high as the last.
 */
function useMeasure(virtualizer: Virtualizer<HTMLElement, Element>): NonNullable<Rows['measure']> {
  return useCallback(
    (element, id) => {
      virtualizer.measureElement(element);
      if (element && virtualizer.isScrolling) {
        const height = virtualizer.options.measureElement(element, undefined, virtualizer);
        virtualizer.resizeItem(virtualizer.indexFromElement(element), height);
      }
      return () => {
        if (virtualizer.elementsCache.get(id) === element) virtualizer.elementsCache.delete(id);
      };
    },
    [virtualizer],
  );
}

function useRowVirtualizer(options: RowsOptions) {
  const { ids, scroller, pinned, initialOffset, isNear, heights } = options;
  const isScrolling = useRef(false);
  const rangeExtractor = useCallback(
    (range: Range) => {
      const indexes = new Set(defaultRangeExtractor(range));
      for (const id of pinned) {
        const index = ids.indexOf(id);
        if (index >= 0) indexes.add(index);
      }
      return [...indexes].sort((a, b) => a - b);
    },
    [ids, pinned],
  );
  // The same function as long as the ids are: with a new one, every row would be measured anew.
  const getItemKey = useCallback((index: number) => ids[index] ?? index, [ids]);
  const idAt = (index: number) => ids[index] ?? 'issue:none';
  const virtualizer = useVirtualizer<HTMLElement, Element>({
    count: ids.length,
    enabled: ids.length > mostPlainRows,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heights.get(idAt(index)) ?? likelyHeight,
    measureElement: (element, entry, instance) => {
      const id = idAt(instance.indexFromElement(element));
      const height = measureElement(element, entry, instance);
      // Where an open issue hides the board its rows have no height; they come back as they were.
      if (height > 0) heights.set(id, height);
      return heights.get(id) ?? likelyHeight;
    },
    getItemKey,
    gap: rowGap,
    overscan: isNear || isScrolling.current ? around.near : around.atRest,
    initialOffset,
    rangeExtractor,
  });
  isScrolling.current = virtualizer.isScrolling;
  return virtualizer;
}
