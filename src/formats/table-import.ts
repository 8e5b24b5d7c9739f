/**
 * From the rows of a table to issues: what a person has said of its columns and of the texts in them is applied row by
 * row. A row with anything amiss is no issue, and is told of with its line; the others can be taken.
 */
import type { PartyCode } from '#src/domain/ids.ts';
import { isSlug } from '#src/domain/ids.ts';
import type { Instant } from '#src/domain/instant.ts';
import {
  type CheckedDraft,
  checkDraft,
  type DraftName,
  type IssueDraft,
} from '#src/domain/issue-draft.ts';
import type { EntryProblem } from '#src/domain/problem.ts';
import type { Basis, Category, Status } from '#src/domain/vocabulary.ts';
import { shorten } from '#src/domain/whole-characters.ts';
import type { TableRow } from './table.ts';
import { type ChosenUse, type ColumnUse, cellsOf, chosenUses, valueKey } from './table-columns.ts';
import { type DayOrder, type MonthNames, readMoment } from './written-days.ts';

/** What the choices of an issue hold. */
interface Choices {
  readonly asker: PartyCode;
  readonly basis: Basis;
  readonly status: Status;
  readonly category: Category;
}

export interface Matching {
  /** Whether the first row names the columns. */
  readonly hasNames: boolean;
  /** By column. */
  readonly uses: readonly ColumnUse[];
  /** What the texts of a column stand for, by `valueKey`. A text that is not there is nobody's. */
  readonly values: { readonly [K in ChosenUse]: ReadonlyMap<string, Choices[K]> };
  /** What holds for every row that says nothing itself; no asker goes without saying. */
  readonly others: Omit<Choices, 'asker'> & { readonly asker: PartyCode | null };
  readonly order: DayOrder;
  readonly months: MonthNames;
}

/** A row that can be taken. */
export interface TableIssue {
  readonly line: number;
  readonly draft: CheckedDraft;
  /** What the row itself says; the rest is what holds for all. */
  readonly said: readonly DraftName[];
  /** When it came to its status; null where the row does not say. */
  readonly at: Instant | null;
  /** Its slug, as its column has it; null where there is none. */
  readonly id: string | null;
}

export type RowFault =
  | { readonly code: 'field'; readonly name: DraftName; readonly problem: EntryProblem }
  /** A text that stands for no value. */
  | { readonly code: 'value'; readonly name: ChosenUse; readonly text: string }
  | { readonly code: 'day'; readonly text: string }
  | { readonly code: 'day-ahead'; readonly text: string }
  | { readonly code: 'more-cells'; readonly found: number; readonly columns: number }
  | { readonly code: 'unclosed' }
  | { readonly code: 'same-id'; readonly text: string; readonly line: number }
  | { readonly code: 'same-title'; readonly line: number };

export interface RowProblem {
  readonly line: number;
  readonly fault: RowFault;
}

export type ReadIssue =
  | { readonly ok: true; readonly issue: TableIssue }
  | { readonly ok: false; readonly problems: readonly RowProblem[] };

/** Reads the rows one after another; `now`: what is later has not happened yet. */
export function createIssueReader(matching: Matching, names: readonly string[], now: Instant) {
  const { uses, values, others } = matching;
  const placeOf = (use: ColumnUse) => uses.indexOf(use);
  const [titleAt, summaryAt, dateAt, idAt] = [
    placeOf('title'),
    placeOf('summary'),
    placeOf('date'),
    placeOf('id'),
  ];
  const seenIds = new Map<string, number>();
  const seenTitles = new Map<string, { readonly line: number; readonly hasId: boolean }>();
  const saidOnce = new Map<string, readonly DraftName[]>();

  return (row: TableRow): ReadIssue => {
    const { line } = row;
    const cells = cellsOf(row, uses.length);
    const faults: RowFault[] = [];
    if (row.isUnclosed) faults.push({ code: 'unclosed' });
    const found = row.cells.findLastIndex((cell) => cell.trim() !== '') + 1;
    if (found > uses.length) faults.push({ code: 'more-cells', found, columns: uses.length });

    const chosen = { ...others, asker: others.asker ?? '' };
    const said: DraftName[] = titleAt < 0 ? [] : ['title'];
    for (const use of chosenUses) {
      const text = cells[placeOf(use)]?.trim() ?? '';
      if (text === '') continue;
      said.push(use);
      if (!choose(use, values, text, chosen)) {
        faults.push({ code: 'value', name: use, text: shorten(text, mostTold) });
      }
    }
    const summary = summaryOf(cells);
    if (summaryAt >= 0 || uses.includes('append')) said.push('summary');
    if (uses.includes('tags')) said.push('tags');
    const draft: IssueDraft = {
      ...chosen,
      title: oneLine(cells[titleAt] ?? ''),
      summary,
      tags: tagsOf(cells),
    };
    const checked = checkDraft(draft);
    if (!checked.ok) {
      for (const name of draftNamesIn(checked.problems)) {
        const problem = checked.problems[name];
        const isSaid = faults.some((fault) => fault.code === 'value' && fault.name === name);
        if (problem && !isSaid) faults.push({ code: 'field', name, problem });
      }
    }
    const at = momentOf(cells[dateAt]?.trim() ?? '', faults);
    const id = idOf(cells[idAt]?.trim() ?? '');
    noteRepeat(line, id, draft, faults);
    if (!checked.ok || faults.length > 0) {
      return { ok: false, problems: faults.map((fault) => ({ line, fault })) };
    }
    return { ok: true, issue: { line, draft: checked.draft, said: shared(said), at, id } };
  };

  /** A day that has not come is no day on which something happened. */
  function momentOf(text: string, faults: RowFault[]): Instant | null {
    if (text === '') return null;
    const at = readMoment(text, matching.order, matching.months);
    if (at === null) faults.push({ code: 'day', text: shorten(text, mostTold) });
    else if (at > now) {
      // Where it is tomorrow already, that day is today.
      if (at.endsWith(midnight) && Date.parse(at) - Date.parse(now) < earliestZone) return null;
      faults.push({ code: 'day-ahead', text: shorten(text, mostTold) });
    }
    return at;
  }

  /** Two rows are one issue by its id; by title and asker, where one of them has no id. */
  function noteRepeat(line: number, id: string | null, draft: IssueDraft, faults: RowFault[]) {
    const sameId = id === null ? undefined : seenIds.get(id);
    const title = `${draft.asker} ${valueKey(draft.title)}`;
    const sameTitle = seenTitles.get(title);
    if (id !== null && sameId !== undefined) {
      faults.push({ code: 'same-id', text: id, line: sameId });
    } else if (sameTitle && (id === null || !sameTitle.hasId)) {
      faults.push({ code: 'same-title', line: sameTitle.line });
    }
    if (id !== null && sameId === undefined) seenIds.set(id, line);
    if (!sameTitle) seenTitles.set(title, { line, hasId: id !== null });
  }

  function summaryOf(cells: readonly string[]): string {
    const own = cells[summaryAt]?.trim() ?? '';
    const more = uses.flatMap((use, place) => {
      const text = cells[place]?.trim() ?? '';
      if (use !== 'append' || text === '') return [];
      const name = names[place] ?? '';
      return [name === '' ? text : `${name}: ${text}`];
    });
    return [own, more.join('\n')].filter((part) => part !== '').join('\n\n');
  }

  function tagsOf(cells: readonly string[]): string {
    return cells
      .filter((_, place) => uses[place] === 'tags')
      .flatMap((cell) => cell.split(cell.includes(',') ? /[,\n]/ : /[;\n]/))
      .join(',');
  }

  /** One list for all rows that say the same. */
  function shared(said: readonly DraftName[]): readonly DraftName[] {
    const key = said.join();
    const known = saidOnce.get(key);
    if (!known) saidOnce.set(key, said);
    return known ?? said;
  }
}

/** Characters of a cell that are told. */
const mostTold = 60;

const midnight = 'T00:00:00.000Z';
/** Milliseconds by which the earliest of all zones is ahead of UTC. */
const earliestZone = 14 * 3_600_000;

type SomeChoices = { -readonly [K in keyof Choices]: Choices[K] };

function choose<K extends ChosenUse>(
  use: K,
  values: Matching['values'],
  text: string,
  to: SomeChoices,
): boolean {
  const value = values[use].get(valueKey(text));
  if (value === undefined) return false;
  to[use] = value;
  return true;
}

function draftNamesIn(problems: Partial<Record<DraftName, EntryProblem>>): readonly DraftName[] {
  const names: readonly DraftName[] = [
    'title',
    'asker',
    'basis',
    'summary',
    'category',
    'tags',
    'status',
  ];
  return names.filter((name) => problems[name] !== undefined);
}

/** A title is one line, wherever its cell was broken. */
function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ').trim();
}

/** What a row is called, as the part of an id that is an issue's own: `Issue 17` → `issue-17`; null where that says nothing. */
function idOf(text: string): string | null {
  if (isSlug(text)) return text;
  const slug = text
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+|-+$/g, '')
    .toLowerCase();
  return isSlug(slug) ? slug : null;
}
