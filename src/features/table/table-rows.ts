/**
 * The rows of the table: what the board shows, in its order or put in that of a column. Equal ones stand by
 * title, then by id, whichever way the column runs, so the same board always gives the same rows.
 */
import type { IssueId } from '#src/domain/ids.ts';
import type { Issue } from '#src/domain/issue.ts';
import type { FieldName } from '#src/domain/issue-fields.ts';
import { bases, statuses } from '#src/domain/vocabulary.ts';
import { everyShown, type Shown } from '#src/store/selectors.ts';
import type { Sort, SortKey } from '#src/store/view.ts';
import { fieldWords } from '#src/words/fields.ts';
import { inLanguage } from '#src/words/language.ts';
import { shortPartyName } from '#src/words/parties.ts';

type Issues = ReadonlyMap<IssueId, Issue>;
type Value = string | number;

/** The page's language, with numbers by their value: “Chapter 9” stands before “Chapter 10”. Made once: making it is slow. */
const collationOfPage = inLanguage((tag) => new Intl.Collator(tag, { numeric: true }));

/** Most texts are: nothing to take off them. */
const isPlain = /^[ -~]*$/;

/** What puts texts nearly in their order at next to no cost, so that few pairs are left for the collation. */
function roughKey(text: string): string {
  const bare = isPlain.test(text) ? text : text.normalize('NFKD').replace(/\p{M}/gu, '');
  return bare.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(12, '0'));
}

const titleKeys = new WeakMap<Issue, string>();

function titleKeyOf(issue: Issue): string {
  const known = titleKeys.get(issue);
  if (known !== undefined) return known;
  const key = roughKey(issue.title);
  titleKeys.set(issue, key);
  return key;
}

function compare(a: Value, b: Value): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The texts of a column → their places in the collation's order, where equal ones share one. */
function placesOf(texts: Iterable<string>): ReadonlyMap<string, number> {
  const collation = collationOfPage();
  const sorted = [...new Set(texts)]
    .map((text) => ({ text, key: roughKey(text) }))
    .sort((a, b) => compare(a.key, b.key))
    .sort((a, b) => collation.compare(a.text, b.text));
  let place = 0;
  return new Map(
    sorted.map(({ text }, i) => {
      if (i > 0 && collation.compare(text, sorted[i - 1]?.text ?? '') !== 0) place = i;
      return [text, place];
    }),
  );
}

/** What compares as it is. By title there is nothing to compare before the title. */
const values: Readonly<Record<Exclude<SortKey, FieldName>, (issue: Issue) => Value>> &
  Readonly<Partial<Record<FieldName, (issue: Issue) => Value>>> = {
  title: () => 0,
  status: ({ status }) => statuses.indexOf(status),
  basis: ({ basis }) => bases.indexOf(basis),
  notes: ({ annotations }) => annotations.length,
  passages: ({ evidence }) => evidence.length,
  moved: ({ movedAt }) => movedAt,
  added: ({ addedAt }) => addedAt,
};

/** The words of any other field, as the table shows them; no word stands behind every word. */
function wordsOf<K extends FieldName>(key: K, issue: Issue): string {
  return key === 'asker' ? shortPartyName(issue.asker) : fieldWords[key].value(issue[key]);
}

function isWordKey(key: SortKey): key is FieldName {
  return values[key] === undefined;
}

/** What is compared first, for each issue. */
function valuesFor(key: SortKey, issues: readonly Issue[]): readonly Value[] {
  const value = values[key];
  if (value) return issues.map(value);
  if (!isWordKey(key)) return [];
  const texts = issues.map((issue) => wordsOf(key, issue));
  const places = placesOf(texts);
  return texts.map((text) => (text === '' ? issues.length : (places.get(text) ?? 0)));
}

/** Sorted twice: what is nearly in order asks the collation about each neighbour once, not about each pair of a sort. */
function sorted(issues: readonly Issue[], { key, direction }: Sort): Issue[] {
  const collation = collationOfPage();
  const way = direction === 'ascending' ? 1 : -1;
  const titleWay = key === 'title' ? way : 1;
  const compared = valuesFor(key, issues);
  const entries = issues.map((issue, i) => ({
    issue,
    value: compared[i] ?? 0,
    titleKey: titleKeyOf(issue),
  }));
  entries.sort(
    (a, b) => way * compare(a.value, b.value) || titleWay * compare(a.titleKey, b.titleKey),
  );
  entries.sort(
    (a, b) =>
      way * compare(a.value, b.value) ||
      titleWay * collation.compare(a.issue.title, b.issue.title) ||
      compare(a.issue.id, b.issue.id),
  );
  return entries.map(({ issue }) => issue);
}

/** The issues shown, in order. */
export function rowsOf(shown: Shown, issues: Issues, sort: Sort | null): readonly Issue[] {
  const rows = everyShown(shown).flatMap((id) => issues.get(id) ?? []);
  return sort ? sorted(rows, sort) : rows;
}

/** A selector that remembers its last answer, and gives the same array while its rows are the same. */
export function createTableRows(): typeof rowsOf {
  let from: { shown: Shown; issues: Issues; sort: Sort | null } | null = null;
  let rows: readonly Issue[] = [];
  return (shown, issues, sort) => {
    const isKnown =
      from?.shown === shown &&
      from.issues === issues &&
      from.sort?.key === sort?.key &&
      from.sort?.direction === sort?.direction;
    if (isKnown) return rows;
    from = { shown, issues, sort };
    const now = rowsOf(shown, issues, sort);
    if (now.length !== rows.length || now.some((issue, i) => issue !== rows[i])) rows = now;
    return rows;
  };
}
