/**
 * Order within a cell: a rank is a string between two others (fractional indexing), so a move writes one
 * event and touches no neighbour. Two devices can give two issues the same rank at once; such a tie is
 * broken by id, and a move between tied issues gives the later ones new ranks too. Where there is no room left
 * for a rank of bearable length, the whole cell gets new ones.
 */
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';
import type { IssueId } from './ids.ts';

declare const rankBrand: unique symbol;
export type Rank = string & { readonly [rankBrand]: true };

export interface Ranked {
  readonly id: IssueId;
  readonly rank: Rank;
}

/** The library checks the shape of a rank, not its digits. */
const rankForm = /^[A-Za-z][0-9A-Za-z]{1,499}$/;

export function isRank(text: string): text is Rank {
  if (!rankForm.test(text)) return false;
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
  return ranksAfter(null, count);
}

/** `count` ranks in order after one, or from the start of an empty cell. */
export function ranksAfter(last: Rank | null, count: number): Rank[] {
  return generateNKeysBetween(last, null, count).filter(isRank);
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
  const ranks = ranksBetween(before, cell[end]?.rank ?? null, ids.length);
  if (ranks) return assign(ids, ranks);
  const all = [
    ...cell.slice(0, index).map(({ id }) => id),
    ...moving,
    ...cell.slice(index).map(({ id }) => id),
  ];
  return assign(all, firstRanks(all.length));
}

/** Null where there is no room for them. */
function ranksBetween(before: Rank | null, after: Rank | null, count: number): Rank[] | null {
  try {
    const ranks = generateNKeysBetween(before, after, count).filter(isRank);
    return ranks.length === count ? ranks : null;
  } catch {
    return null;
  }
}

function assign(ids: readonly IssueId[], ranks: readonly Rank[]): Ranked[] {
  return ids.flatMap((id, i) => {
    const rank = ranks[i];
    return rank === undefined ? [] : [{ id, rank }];
  });
}
