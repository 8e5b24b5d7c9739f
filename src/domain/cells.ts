/**
 * Cells: one asker's issues of one status, in rank order. The index is kept up as issues change; a cell
 * whose issues did not move keeps its array, so what renders it need not render again. A cell without issues
 * has no entry.
 */
import type { IssueId, PartyCode } from './ids.ts';
import type { Issue } from './issue.ts';
import { compareRanked, type Ranked } from './rank.ts';
import type { Status } from './vocabulary.ts';

export type CellKey = `${PartyCode}/${Status}`;
export type Cells = ReadonlyMap<CellKey, readonly Ranked[]>;

export const noCells: Cells = new Map();

export function cellKey(asker: PartyCode, status: Status): CellKey {
  return `${asker}/${status}`;
}

/** Those who ask for anything that is on the board. */
export function askersOf(cells: Cells): ReadonlySet<PartyCode> {
  const askers = new Set<PartyCode>();
  for (const key of cells.keys()) {
    const [asker] = key.split('/');
    if (asker !== undefined) askers.add(asker);
  }
  return askers;
}

/** How many issues are on the board. */
export function countIn(cells: Cells): number {
  let count = 0;
  for (const cell of cells.values()) count += cell.length;
  return count;
}

export interface IssueChange {
  readonly before: Issue | null;
  readonly after: Issue | null;
}

/** Where an issue stands on the board; null for one that is not on it. */
function placeOf(issue: Issue | null): CellKey | null {
  return issue === null || issue.removed !== null ? null : cellKey(issue.asker, issue.status);
}

export function updateCells(cells: Cells, changes: readonly IssueChange[]): Cells {
  const leaving = new Map<CellKey, Set<IssueId>>();
  const coming = new Map<CellKey, Ranked[]>();
  for (const { before, after } of changes) {
    const from = placeOf(before);
    const to = placeOf(after);
    if (from === to && before?.rank === after?.rank) continue;
    if (before && from !== null) {
      const set = leaving.get(from);
      if (set) set.add(before.id);
      else leaving.set(from, new Set([before.id]));
    }
    if (after && to !== null) {
      const entry = { id: after.id, rank: after.rank };
      const list = coming.get(to);
      if (list) list.push(entry);
      else coming.set(to, [entry]);
    }
  }
  if (leaving.size === 0 && coming.size === 0) return cells;
  const next = new Map(cells);
  for (const key of new Set([...leaving.keys(), ...coming.keys()])) {
    const gone = leaving.get(key);
    const cell = next.get(key) ?? [];
    const kept = gone ? cell.filter(({ id }) => !gone.has(id)) : cell;
    const merged = mergeRanked(kept, coming.get(key) ?? []);
    if (merged.length > 0) next.set(key, merged);
    else next.delete(key);
  }
  return next;
}

/** Merges a few unsorted entries into a sorted cell, in time linear in the cell. */
function mergeRanked(cell: readonly Ranked[], entries: Ranked[]): readonly Ranked[] {
  if (entries.length === 0) return cell;
  entries.sort(compareRanked);
  if (cell.length === 0) return entries;
  const merged: Ranked[] = [];
  let next = 0;
  for (const ranked of cell) {
    for (
      let entry = entries[next];
      entry && compareRanked(entry, ranked) < 0;
      entry = entries[next]
    ) {
      merged.push(entry);
      next += 1;
    }
    merged.push(ranked);
  }
  for (const entry of entries.slice(next)) merged.push(entry);
  return merged;
}
