/**
 * How many issues each value of a filter would show, with every other condition as it is: what a reader weighs before
 * choosing. Values that no issue has count 0.
 */
import type { Board } from './board.ts';
import { type Filter, matcher } from './filter.ts';
import type { Issue } from './issue.ts';

export interface Facets {
  readonly category: ReadonlyMap<string, number>;
  readonly status: ReadonlyMap<string, number>;
  readonly basis: ReadonlyMap<string, number>;
  /** Issues with at least one note. */
  readonly hasNotes: number;
}

export function facetsOf(board: Board, filter: Filter): Facets {
  const onBoard = [...board.issues.values()].filter(({ removed }) => removed === null);
  const count = (without: Partial<Filter>, valueIn: (issue: Issue) => string) => {
    const matches = matcher({ ...filter, ...without }, board);
    const counts = new Map<string, number>();
    for (const issue of onBoard) {
      if (!matches(issue)) continue;
      const value = valueIn(issue);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return counts;
  };
  return {
    category: count({ category: null }, ({ category }) => category),
    status: count({ status: null }, ({ status }) => status),
    basis: count({ basis: null }, ({ basis }) => basis),
    hasNotes: onBoard.filter(matcher({ ...filter, hasNotes: true }, board)).length,
  };
}
