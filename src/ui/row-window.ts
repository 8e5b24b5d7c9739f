/**
 * Which rows of a list are rendered, where all are equally high: those in view, some around them, and those that are
 * pinned, wherever they are. Nothing is measured: a row's place is its number times the height of one.
 */

export interface RowsLayout {
  readonly count: number;
  /** Height of a row in CSS pixels, the space to the next one included. */
  readonly row: number;
  /** Pixels of what scrolls along above the first row. */
  readonly start: number;
  /** How far the list is scrolled, in pixels. */
  readonly scrolled: number;
  /** Pixels of the list that can be seen; 0 while it is not laid out. */
  readonly view: number;
  /** Rows beyond those in view, at either end. */
  readonly overscan: number;
}

/** From the first one to the one before `end`. */
export interface RowsInView {
  readonly first: number;
  readonly end: number;
}

const none: RowsInView = { first: 0, end: 0 };

/** A list that has become shorter than it is scrolled shows its end, as the browser will. */
export function rowsInView({
  count,
  row,
  start,
  scrolled,
  view,
  overscan,
}: RowsLayout): RowsInView {
  if (view <= 0 || row <= 0) return none;
  const furthest = Math.max(0, start + count * row - view);
  const top = Math.min(Math.max(0, scrolled), furthest) - start;
  const within = (index: number) => Math.min(Math.max(0, index), count);
  return {
    first: within(Math.floor(top / row) - overscan),
    end: within(Math.ceil((top + view) / row) + overscan),
  };
}

/** The numbers of all rows to render, in order. `pinned`: a row that there is not, as -1, is passed over. */
export function rowsToRender(
  count: number,
  { first, end }: RowsInView,
  pinned: readonly number[],
): number[] {
  const indexes = new Set(pinned.filter((index) => index >= 0 && index < count));
  for (let index = first; index < end; index += 1) indexes.add(index);
  return [...indexes].sort((a, b) => a - b);
}
