/**
 * The rows of the table: what the board shows, in its order or put in that of a column. Equal ones stand by
 * title, then by id, whichever way the column runs, so the same board always gives the same rows.
 */
import type { IssueId } from '#src/domain/ids.ts';
import type { Issue } from '#src/domain/issue.ts';
import { shortPartyName } from '#src/domain/party.ts';
import { bases, categoryLabels, statuses } from '#src/domain/vocabulary.ts';
import { type BoardView, everyShown } from '#src/store/selectors.ts';
import type { Sort, SortKey } from '#src/store/view.ts';

type Value = string | number;
type Issues = ReadonlyMap<IssueId, Issue>;

/** Most texts are: nothing to take off them. */
const isPlain = /^[ -~]*$/;

/** Letters without case or accents, numbers by their value: “Chapter 9” stands before “Chapter 10”. */
function sortText(text: string): string {
  const bare = isPlain.test(text) ? text : text.normalize('NFKD').replace(/\p{M}/gu, '');
  return bare.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(12, '0'));
}

const titles = new WeakMap<Issue, string>();

function titleOf(issue: Issue): string {
  const known = titles.get(issue);
  if (known !== undefined) return known;
  const title = sortText(issue.title);
  titles.set(issue, title);
  return title;
}

/** Stands after every word. */
const last = '\uffff';

const values: Readonly<Record<SortKey, (issue: Issue) => Value>> = {
  title: titleOf,
  asker: ({ asker }) => shortPartyName(asker),
  status: ({ status }) => statuses.indexOf(status),
  category: ({ category }) => categoryLabels[category],
  basis: ({ basis }) => bases.indexOf(basis),
  tags: ({ tags }) => (tags.length === 0 ? last : sortText(tags.join(', '))),
  notes: ({ annotations }) => annotations.length,
  passages: ({ evidence }) => evidence.length,
  moved: ({ movedAt }) => movedAt,
  added: ({ addedAt }) => addedAt,
};

interface Entry {
  readonly issue: Issue;
  readonly value: Value;
  readonly title: string;
}

function compare(a: Value, b: Value): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function sorted(issues: readonly Issue[], { key, direction }: Sort): Issue[] {
  const value = values[key];
  const way = direction === 'ascending' ? 1 : -1;
  const entries = issues.map((issue): Entry => {
    return { issue, value: value(issue), title: titleOf(issue) };
  });
  entries.sort(
    (a, b) =>
      way * compare(a.value, b.value) ||
      compare(a.title, b.title) ||
      compare(a.issue.id, b.issue.id),
  );
  return entries.map(({ issue }) => issue);
}

/** The issues shown, in order. */
export function rowsOf(view: BoardView, issues: Issues, sort: Sort | null): readonly Issue[] {
  const shown = everyShown(view).flatMap((id) => issues.get(id) ?? []);
  return sort ? sorted(shown, sort) : shown;
}

/** A selector that remembers its last answer, and gives the same array while its rows are the same. */
export function createTableRows(): typeof rowsOf {
  let from: { view: BoardView; issues: Issues; sort: Sort | null } | null = null;
  let rows: readonly Issue[] = [];
  return (view, issues, sort) => {
    const isKnown =
      from?.view === view &&
      from.issues === issues &&
      from.sort?.key === sort?.key &&
      from.sort?.direction === sort?.direction;
    if (isKnown) return rows;
    from = { view, issues, sort };
    const now = rowsOf(view, issues, sort);
    if (now.length !== rows.length || now.some((issue, i) => issue !== rows[i])) rows = now;
    return rows;
  };
}
