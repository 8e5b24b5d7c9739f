/**
 * Order within a cell: a rank is a string between two others (fractional indexing), so a move writes one
 * event and touches no neighbour. Two devices can give two issues the same rank at once; such a tie is
 * broken by id, and a move between tied issues gives the later ones new ranks too.
 */
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';
import type { IssueId } from './ids.ts';

declare const rankBrand: unique symbol;
export type Rank = string & { readonly [rankBrand]: true };

export interface Ranked {
  readonly id: IssueId;
  readonly rank: Rank;
}

export function isRank(text: string): text is Rank {
  if (text.length > 500) return false;
  try {
    generateKeyBetween(text, null);
    return true;
  } catch {
    return false;
  }
}

export function rankBetween(before: Rank | null, after: Rank | null): Rank {
  const rank = generateKeyBetween(before, after);
  if (!isRank(rank)) throw new RangeError(`Not a rank: ${rank}`);
  return rank;
}

/** `count` ranks in order from the start of an empty cell. */
export function firstRanks(count: number): Rank[] {
  return generateNKeysBetween(null, null, count).filter(isRank);
}

export function compareRanked(a: Ranked, b: Ranked): number {
  if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1;
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  return 0;
}

/**
 * Ranks that put `moving`, in the given order, at `index` of a cell (sorted, without the moving issues).
 * Usually one placement for each moving issue; more where the gap lies inside a tie.
 */
export function placeAt(
  cell: readonly Ranked[],
  index: number,
  moving: readonly IssueId[],
): Ranked[] {
  const before = cell[index - 1]?.rank ?? null;
  let end = index;
  while (before !== null && cell[end]?.rank === before) end += 1;
  const pushed = cell.slice(index, end).map((neighbour) => neighbour.id);
  const ids = [...moving, ...pushed];
  const ranks = generateNKeysBetween(before, cell[end]?.rank ?? null, ids.length).filter(isRank);
  return ids.flatMap((id, i) => {
    const rank = ranks[i];
    return rank === undefined ? [] : [{ id, rank }];
  });
}
