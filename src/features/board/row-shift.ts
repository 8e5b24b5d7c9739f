/**
 * How the rows of a cell make room for a dragged card: a gap of a card's height stands open where it would land. Where
 * the card is of the same cell, the row it has there goes along with the gap, and those between close up.
 */

/** Pixels above the first row of a cell, for the ring around its card. */
export const firstRow = 2;

/** A gap among the rows of a cell. */
export interface Gap {
  /** The row it takes: as many cards stand before it. */
  readonly index: number;
  /** The row that the dragged card has in this cell; null where it comes from another. */
  readonly from: number | null;
}

/** By how many rows a row stands off its own place. */
export function shiftOf(row: number, { index, from }: Gap): number {
  if (from === null) return row < index ? 0 : 1;
  if (row === from) return index - from;
  if (row > from && row <= index) return -1;
  if (row < from && row >= index) return 1;
  return 0;
}
