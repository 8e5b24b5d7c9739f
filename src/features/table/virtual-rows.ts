/**
 * Which rows of the table are rendered: all of them while they are few; of a long table, those in view, a few
 * around them and the current one, wherever it is. Heights are measured; what is left out is kept as space.
 */
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback } from 'react';
import type { Issue } from '#src/domain/issue.ts';

/** Up to here the table is rendered whole, and the browser's own search finds everything in it. */
const mostPlainRows = 100;

const likelyHeight = 35;
/** Height of the row of headings, which stays in view: `h-9`. */
const headHeight = 36;

export interface TableRow {
  readonly issue: Issue;
  readonly index: number;
  /** Pixels left out between the row before and this one. */
  readonly space: number;
}

export interface TableRows {
  readonly rows: readonly TableRow[];
  /** Pixels left out after the last one. */
  readonly spaceAfter: number;
  readonly isPlain: boolean;
  readonly measure: ((element: Element | null) => void) | undefined;
  scrollTo(index: number): void;
}

export function useVirtualRows(
  issues: readonly Issue[],
  scroller: RefObject<HTMLElement | null>,
  current: number,
): TableRows {
  const isPlain = issues.length <= mostPlainRows;
  const rangeExtractor = useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range);
      if (current < 0 || indexes.includes(current)) return indexes;
      return [...indexes, current].sort((a, b) => a - b);
    },
    [current],
  );
  // Another function would have every row looked at again.
  const getItemKey = useCallback((index: number) => issues[index]?.id ?? index, [issues]);
  const virtualizer = useVirtualizer({
    count: issues.length,
    enabled: !isPlain,
    getScrollElement: () => scroller.current,
    estimateSize: () => likelyHeight,
    getItemKey,
    overscan: 6,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    rangeExtractor,
  });

  if (isPlain) {
    return {
      rows: issues.map((issue, index) => ({ issue, index, space: 0 })),
      spaceAfter: 0,
      isPlain,
      measure: undefined,
      scrollTo: () => undefined,
    };
  }
  let end = headHeight;
  const rows = virtualizer.getVirtualItems().flatMap((item): TableRow[] => {
    const issue = issues[item.index];
    const space = item.start - end;
    end = item.end;
    return issue ? [{ issue, index: item.index, space }] : [];
  });
  return {
    rows,
    spaceAfter: virtualizer.getTotalSize() + headHeight - end,
    isPlain,
    measure: virtualizer.measureElement,
    scrollTo: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
  };
}
