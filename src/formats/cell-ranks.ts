/** Places for many issues that come into their cells at once: after what is there, in the order in which they are asked for. */
import type { Board } from '#src/domain/board.ts';
import type { CellKey } from '#src/domain/cells.ts';
import { type Rank, ranksAfter } from '#src/domain/rank.ts';

/**
 * `keys`: the cell of each that may come. Yields between two cells; then hands out, for a cell, one rank after another, of
 * which some may be left unused.
 */
export function* ranksFor(
  { cells }: Pick<Board, 'cells'>,
  keys: Iterable<CellKey>,
): Generator<number, (key: CellKey) => Rank> {
  const counts = new Map<CellKey, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  const ranks = new Map<CellKey, Iterator<Rank>>();
  for (const [key, count] of counts) {
    const last = cells.get(key)?.at(-1)?.rank ?? null;
    ranks.set(key, ranksAfter(last, count).values());
    yield 0;
  }
  return (key) => {
    const next = ranks.get(key)?.next();
    if (!next || next.done) throw new RangeError(`No rank was asked for in ${key}`);
    return next.value;
  };
}
