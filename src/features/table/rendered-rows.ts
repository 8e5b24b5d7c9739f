/**
 * Which rows of the table are rendered: all of them while they are few; of a long table, those in view, a few around
 * them, the current one and one that is about to get the focus, wherever they are. All are equally high; what is left
 * out is kept as space.
 */
import { type RefObject, useMemo } from 'react';
import type { Issue } from '#src/domain/issue.ts';
import { useDensityHeight } from '#src/features/shared/density-height.ts';
import type { Density } from '#src/store/screen.ts';
import { rowsToRender } from '#src/ui/row-window.ts';
import { useRowWindow } from '#src/ui/use-row-window.ts';

/** Up to here the table is rendered whole, and the browser's own search finds everything in it. */
const mostPlainRows = 100;

const overscan = { atRest: 6, scrolling: 6 };

/** Heights in `rem`: of a row in the comfortable density, its line included, and of the headings (`h-9`), which stay in view. */
const heights = { comfortable: 3.25, head: 2.25 };

export interface RowHeight {
  readonly density: Density;
  readonly rem: number;
  readonly pixels: number;
  /** Pixels that the headings take. */
  readonly head: number;
}

/** The height of every row. */
export function useRowHeight(): RowHeight {
  const { density, rem, size } = useDensityHeight(heights.comfortable);
  return useMemo(
    () => ({ density, rem, pixels: rem * size, head: heights.head * size }),
    [density, rem, size],
  );
}

export interface RenderedRow {
  readonly issue: Issue;
  readonly index: number;
  /** How many rows are left out between the one before and this one. */
  readonly leftOut: number;
}

export interface RenderedRows {
  readonly rows: readonly RenderedRow[];
  /** How many are left out after the last one. */
  readonly leftOutAfter: number;
  readonly isPlain: boolean;
}

/** `pinned`: numbers of rows that are rendered wherever they are; -1 for one that there is not. */
export function useRenderedRows(
  issues: readonly Issue[],
  scroller: RefObject<HTMLElement | null>,
  { pixels, head }: RowHeight,
  pinned: readonly number[],
): RenderedRows {
  const isPlain = issues.length <= mostPlainRows;
  const inView = useRowWindow(scroller, {
    count: issues.length,
    row: pixels,
    start: head,
    overscan,
    isLong: !isPlain,
  });
  let next = 0;
  const rows = rowsToRender(issues.length, inView, pinned).flatMap((index): RenderedRow[] => {
    const issue = issues[index];
    const leftOut = index - next;
    next = index + 1;
    return issue ? [{ issue, index, leftOut }] : [];
  });
  return { rows, leftOutAfter: issues.length - next, isPlain };
}
