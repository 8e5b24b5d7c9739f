/**
 * A table that is to be written, whichever kind of file it becomes: columns by name, and rows of cells, each a text, a
 * number, a time or a link. Null is an empty cell.
 */
import type { Instant } from '#src/domain/instant.ts';

/** A day is its 00:00 UTC and has no hour; a moment has one, in UTC. */
export interface TimeCell {
  readonly kind: 'day' | 'moment';
  readonly at: Instant;
}

export interface LinkCell {
  readonly kind: 'link';
  readonly text: string;
  readonly address: string;
}

export type WrittenCell = string | number | TimeCell | LinkCell | null;

export interface WrittenColumn {
  readonly name: string;
  /** Roughly in digits, as spreadsheets measure it. */
  readonly width: number;
}

export interface WrittenTable {
  readonly name: string;
  readonly columns: readonly WrittenColumn[];
  /** As many cells in each as there are columns. Made while they are written, so that many need no room at once. */
  readonly rows: Iterable<readonly WrittenCell[]>;
}

/** When something happened, which is a day where it has no hour. */
export function timeCell(at: Instant): TimeCell {
  return { kind: at.endsWith('T00:00:00.000Z') ? 'day' : 'moment', at };
}

/** `2025-11-05`, or `2025-11-05T09:00:00.000Z`. */
export function timeText({ kind, at }: TimeCell): string {
  return kind === 'day' ? at.slice(0, 10) : at;
}
