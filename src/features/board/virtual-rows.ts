/**
 * The rows of a cell: all of them while they are few; of a long cell, those in view and a few around them, with
 * the row that has the focus and the row being dragged, wherever they are. Heights are measured, not guessed.
 */
import {
  defaultRangeExtractor,
  measureElement,
  type Range,
  useVirtualizer,
} from '@tanstack/react-virtual';
import { type RefObject, useCallback } from 'react';
import type { IssueId } from '#src/domain/ids.ts';
import type { BoardView } from '#src/store/selectors.ts';

/** Up to here a cell is a plain list: cheap, printable, and found by the browser's own search. */
const mostPlainRows = 40;

/** Whether some cell has more cards than are laid out at once. */
export function hasLongCell({ cells }: BoardView): boolean {
  return [...cells.values()].some(({ shown }) => shown.length > mostPlainRows);
}

const rowGap = 8;
/** Pixels of a card whose title takes one line, the usual one. */
const likelyHeight = 81;

export interface Row {
  readonly id: IssueId;
  readonly index: number;
  /** Pixels from the top of the list; null in a plain list, where the page lays the rows out. */
  readonly top: number | null;
}

export interface Rows {
  readonly rows: readonly Row[];
  /** Height of the whole list in pixels; null in a plain list. */
  readonly height: number | null;
  readonly measure: ((element: Element | null) => void) | undefined;
  scrollTo(index: number): void;
}

export function useVirtualRows(
  ids: readonly IssueId[],
  scroller: RefObject<HTMLElement | null>,
  pinned: readonly IssueId[],
  initialOffset: number,
  heights: Map<IssueId, number>,
): Rows {
  const isPlain = ids.length <= mostPlainRows;
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
    enabled: !isPlain,
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
    overscan: 3,
    initialOffset,
    rangeExtractor,
  });

  if (isPlain) {
    return {
      rows: ids.map((id, index) => ({ id, index, top: null })),
      height: null,
      measure: undefined,
      scrollTo: () => undefined,
    };
  }
  return {
    rows: virtualizer.getVirtualItems().flatMap(({ index, start }) => {
      const id = ids[index];
      return id === undefined ? [] : [{ id, index, top: start }];
    }),
    height: virtualizer.getTotalSize(),
    measure: virtualizer.measureElement,
    scrollTo: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
  };
}
