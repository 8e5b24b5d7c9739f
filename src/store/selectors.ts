/**
 * What the page shows, derived from a board and a filter. Every selector keeps the identity of what did not
 * change, so that a component that reads it renders only when its own part of the board did.
 */
import type { Board } from '#src/domain/board.ts';
import { askersOf, type CellKey, cellKey } from '#src/domain/cells.ts';
import { type Filter, isFiltering, isSameFilter, matcher, narrows } from '#src/domain/filter.ts';
import type { IssueId, PartyCode } from '#src/domain/ids.ts';
import type { Issue } from '#src/domain/issue.ts';
import { statuses } from '#src/domain/vocabulary.ts';

export interface ShownCell {
  /** The issues shown, in rank order. */
  readonly shown: readonly IssueId[];
  /** How many the cell has, shown or hidden. */
  readonly total: number;
}

/** The part of a board that a filter lets through, which every view shows in its own way. */
export interface Shown {
  /** The askers, in the order of their lanes. */
  readonly lanes: readonly PartyCode[];
  readonly cells: ReadonlyMap<CellKey, ShownCell>;
  /** How many issues are shown. */
  readonly count: number;
  /** How many the board has, shown or hidden. */
  readonly total: number;
}

const emptyCell: ShownCell = { shown: [], total: 0 };

export function cellOf(shown: Shown, key: CellKey): ShownCell {
  return shown.cells.get(key) ?? emptyCell;
}

/** Everything the board shows, lane by lane and column by column. */
export function everyShown(shown: Shown): IssueId[] {
  return shown.lanes.flatMap((asker) =>
    statuses.flatMap((status) => cellOf(shown, cellKey(asker, status)).shown),
  );
}

/** The selected issues that are shown, in the board's order. */
export function selectedShown(shown: Shown, selection: ReadonlySet<IssueId>): IssueId[] {
  return everyShown(shown).filter((id) => selection.has(id));
}

/** Askers in the dossier's order, then any other whose issues are on the board. */
function lanesOf(board: Board): readonly PartyCode[] {
  const parties = board.dossier?.parties ?? [];
  const others = [...askersOf(board.cells)].filter((asker) => !parties.includes(asker));
  return others.length === 0 ? parties : [...parties, ...others.sort()];
}

/** The card that is in the place of one that goes: of those shown, the next below, or the one above. */
export function neighbourOf(board: Board, id: IssueId, filter: Filter): IssueId | null {
  const issue = board.issues.get(id);
  const cell = issue ? (board.cells.get(cellKey(issue.asker, issue.status)) ?? []) : [];
  const index = cell.findIndex((ranked) => ranked.id === id);
  const matches = matcher(filter, board);
  const isShown = ({ id: other }: { readonly id: IssueId }) => {
    const found = board.issues.get(other);
    return found !== undefined && matches(found);
  };
  const next = cell.slice(index + 1).find(isShown) ?? cell.slice(0, index).findLast(isShown);
  return next?.id ?? null;
}

/** A filter without the countries that no lane is of: an address may name any. The same one if it names none. */
export function filterOn(board: Board, filter: Filter): Filter {
  if (!board.dossier) return filter;
  const lanes = lanesOf(board);
  const countries = filter.countries.filter((country) => lanes.includes(country));
  return countries.length === filter.countries.length ? filter : { ...filter, countries };
}

interface Answer {
  readonly board: Board;
  readonly filter: Filter;
  readonly shown: Shown;
}

/** Answers of one board to come back to, as when what was typed is taken away key by key. */
const mostAnswers = 8;

/** A selector that remembers its latest answers, and reuses of the last every cell that came out the same. */
export function createShown(): (board: Board, filter: Filter) => Shown {
  let answers: readonly Answer[] = [];
  return (board, filter) => {
    const [last = null] = answers;
    if (last?.board === board && last.filter === filter) return last.shown;
    const known = answers.find((one) => one.board === board && isSameFilter(one.filter, filter));
    const shown = known?.shown ?? computeShown(board, filter, last);
    const others = answers.filter((one) => one !== known && one.board === board);
    answers = [{ board, filter, shown }, ...others].slice(0, mostAnswers);
    return shown;
  };
}

function computeShown(board: Board, filter: Filter, last: Answer | null): Shown {
  const before = last?.shown ?? null;
  const matches = isFiltering(filter) ? matcher(filter, board) : null;
  const isWithin = last?.board === board && narrows(filter, last.filter);
  const wasWhole = last !== null && !isFiltering(last.filter);
  const cells = new Map<CellKey, ShownCell>();
  let count = 0;
  let total = 0;
  const lanes = lanesOf(board);
  for (const asker of lanes) {
    for (const status of statuses) {
      const key = cellKey(asker, status);
      const ranked = board.cells.get(key) ?? [];
      const known = before?.cells.get(key);
      const isKnown = matches === null && wasWhole && last.board.cells.get(key) === ranked;
      const candidates = isWithin ? known?.shown : undefined;
      const cell =
        known && isKnown ? known : reuse(known, shownCell(board, ranked, matches, candidates));
      cells.set(key, cell);
      count += cell.shown.length;
      total += cell.total;
    }
  }
  const isSame = before !== null && before.lanes.join() === lanes.join();
  if (isSame && [...cells].every(([key, cell]) => cell === before.cells.get(key))) return before;
  return { lanes: isSame ? before.lanes : lanes, cells, count, total };
}

type Ranked = readonly { readonly id: IssueId }[];

/** `candidates`: the only issues that can match, where that is known. */
function shownCell(
  board: Board,
  ranked: Ranked,
  matches: ((issue: Issue) => boolean) | null,
  candidates?: readonly IssueId[],
): ShownCell {
  const total = ranked.length;
  if (matches === null) return { shown: ranked.map(({ id }) => id), total };
  const isMatch = (id: IssueId) => {
    const issue = board.issues.get(id);
    return issue !== undefined && matches(issue);
  };
  if (candidates) return { shown: candidates.filter(isMatch), total };
  const shown: IssueId[] = [];
  for (const issue of issuesIn(board, ranked)) if (matches(issue)) shown.push(issue.id);
  return { shown, total };
}

/** The issues of a cell one after another, looked up once for all the keys that are typed into a search. */
const lookedUp = new WeakMap<Ranked, { readonly of: Board['issues']; readonly issues: Issue[] }>();

function issuesIn(board: Board, ranked: Ranked): readonly Issue[] {
  const known = lookedUp.get(ranked);
  if (known?.of === board.issues) return known.issues;
  const issues: Issue[] = [];
  for (const { id } of ranked) {
    const issue = board.issues.get(id);
    if (issue) issues.push(issue);
  }
  lookedUp.set(ranked, { of: board.issues, issues });
  return issues;
}

function reuse(before: ShownCell | undefined, now: ShownCell): ShownCell {
  const isSame =
    before !== undefined &&
    before.total === now.total &&
    before.shown.length === now.shown.length &&
    before.shown.every((id, i) => id === now.shown[i]);
  return isSame ? before : now;
}
