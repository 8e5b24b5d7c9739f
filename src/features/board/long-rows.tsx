/**
 * The rows of a long cell: those in view and a few around them, with the row that has the focus and the row being
 * dragged, wherever they are. Heights are measured, not guessed. A cell that has become short is laid out whole.
 */
import {
  defaultRangeExtractor,
  measureElement,
  type Range,
  useVirtualizer,
  type Virtualizer,
} from '@tanstack/react-virtual';
import { type RefObject, useCallback, useLayoutEffect, useRef } from 'react';
import type { IssueId } from '#src/domain/ids.ts';
import { useStores } from '#src/store/hooks.ts';
import { CellList, type CellRowsProps, mostPlainRows, type Rows, useSlots } from './cell-rows.tsx';

export function LongRows(props: CellRowsProps) {
  const { cellKey, cell, pinned, focused, isNear } = props;
  const { screen } = useStores();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useLongRows({
    ids: cell.shown,
    scroller,
    pinned,
    initialOffset: screen.scrolls.get(cellKey) ?? 0,
    heights: screen.heights,
    isNear: isNear || focused !== null,
  });
  const first = useRef(focused);
  // It takes the place of a plain list, and with it of the card that had the focus.
  useLayoutEffect(() => {
    const issue = first.current;
    first.current = null;
    if (issue) screen.store.setState({ focus: { issue, part: 'title' } });
  }, [screen]);
  return <CellList {...props} rows={rows} scroller={scroller} />;
}

const rowGap = 8;
/** Pixels of a card whose title takes one line, the usual one. */
const likelyHeight = 81;

/**
 * Rows beyond those in view, at either end. None in a column at rest, for a key that filters pays for every one; some
 * where the pointer is, so that the first turn of its wheel finds them, and while it scrolls.
 */
const around = { atRest: 0, near: 4 };

interface RowsOptions {
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

function useLongRows({ ids, pinned, ...options }: RowsOptions): Rows {
  const virtualizer = useRowVirtualizer({ ids, pinned, ...options });
  const isPlain = ids.length <= mostPlainRows;
  const items = isPlain
    ? ids.map((id, index) => ({ id, index, top: null }))
    : virtualizer.getVirtualItems().flatMap(({ index, start }) => {
        const id = ids[index];
        return id === undefined ? [] : [{ id, index, top: start }];
      });
  const slots = useSlots(
    items.map(({ id }) => id),
    pinned,
  );
  const measure = useMeasure(virtualizer);
  return {
    rows: items.map((item, place) => ({ ...item, slot: slots[place]?.slot ?? -1 })),
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
