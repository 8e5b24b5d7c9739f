/**
 * A filter over issues. Every condition that is set must hold; an empty one shows everything.
 * Text is matched word by word, in any order, as a reader spells it (search-text.ts): “tarif pharma” finds
 * “Pharmaceuticals: tariff lines”. It is looked for in the issue’s own words, its passages and notes among them, in
 * the titles and publishers of the documents that the passages stand in, and in the names of who wrote the notes; not
 * in the rest of those documents, since what a report says on ten other matters would bring up every issue it is quoted in.
 */
import type { Board } from './board.ts';
import type { Actor, SourceDocument } from './dossier.ts';
import type { PartyCode } from './ids.ts';
import type { Issue } from './issue.ts';
import { searchText, searchWords } from './search-text.ts';
import type { Basis, Category, Status } from './vocabulary.ts';

export interface Filter {
  /** Askers to show; none means all. */
  readonly countries: readonly PartyCode[];
  readonly text: string;
  readonly category: Category | null;
  readonly status: Status | null;
  readonly basis: Basis | null;
  /** Only issues with at least one note. */
  readonly hasNotes: boolean;
}

export const noFilter: Filter = {
  countries: [],
  text: '',
  category: null,
  status: null,
  basis: null,
  hasNotes: false,
};

export function isFiltering(filter: Filter): boolean {
  return (
    filter.countries.length > 0 ||
    searchWords(filter.text).length > 0 ||
    filter.category !== null ||
    filter.status !== null ||
    filter.basis !== null ||
    filter.hasNotes
  );
}

export function isSameFilter(a: Filter, b: Filter): boolean {
  return a.text === b.text && isSameBesidesText(a, b);
}

/** Field by field, whatever fields there are. */
function isSameBesidesText(a: Filter, b: Filter): boolean {
  return JSON.stringify({ ...a, text: '' }) === JSON.stringify({ ...b, text: '' });
}

/** Whether whatever the filter shows is shown by `wider` too, as when a word is typed on. */
export function narrows(filter: Filter, wider: Filter): boolean {
  const words = searchWords(filter.text);
  return (
    isSameBesidesText(filter, wider) &&
    searchWords(wider.text).every((part) => words.some((word) => word.includes(part)))
  );
}

/** What stands on the board beside the issues and is searched with them. */
export type Beside = Pick<Board, 'documents' | 'actors'>;

/** The text to look in, made once for each object: whatever changes is another object. */
function preparedText<T extends object>(
  partsOf: (object: T) => readonly string[],
): (object: T) => string {
  const prepared = new WeakMap<T, string>();
  return (object) => {
    const known = prepared.get(object);
    if (known !== undefined) return known;
    const text = searchText(partsOf(object).join('\n'));
    prepared.set(object, text);
    return text;
  };
}

/** An issue’s own words, as a search goes through them; they may be asked for before anything is typed. */
export const searchTextOf = preparedText<Issue>(
  ({ title, summary, tags, evidence, annotations }) => [
    title,
    summary,
    ...tags,
    ...evidence.map(({ exact }) => exact),
    ...annotations.flatMap(({ text, writtenBy }) => [text, writtenBy ?? '']),
  ],
);

const documentText = preparedText<SourceDocument>(({ title, publisher }) => [title, publisher]);
const nameText = preparedText<Actor>(({ name }) => [name]);

/** A predicate made once for a filter, then asked of many issues: only what is set is looked at. */
export function matcher(filter: Filter, beside: Beside): (issue: Issue) => boolean {
  const { countries, category, status, basis, hasNotes } = filter;
  const conditions: ((issue: Issue) => boolean)[] = [];
  if (countries.length > 0) conditions.push(({ asker }) => countries.includes(asker));
  if (category !== null) conditions.push((issue) => issue.category === category);
  if (status !== null) conditions.push((issue) => issue.status === status);
  if (basis !== null) conditions.push((issue) => issue.basis === basis);
  if (hasNotes) conditions.push(({ annotations }) => annotations.length > 0);
  for (const word of searchWords(filter.text)) conditions.push(wordMatcher(word, beside));
  return (issue) => conditions.every((isMet) => isMet(issue));
}

/** Documents and names are looked through once for a word, not again for each issue they belong to. */
function wordMatcher(word: string, { documents, actors }: Beside): (issue: Issue) => boolean {
  const look = () => ({
    sources: holders(documents, documentText, word),
    authors: holders(actors, nameText, word),
  });
  let found: ReturnType<typeof look> | null = null;
  return (issue) => {
    if (searchTextOf(issue).includes(word)) return true;
    found ??= look();
    const { sources, authors } = found;
    return (
      (sources.size > 0 && issue.evidence.some(({ document }) => sources.has(document))) ||
      (authors.size > 0 &&
        issue.annotations.some(
          ({ author, writtenBy }) => writtenBy === undefined && authors.has(author),
        ))
    );
  };
}

function holders<K, T>(
  all: ReadonlyMap<K, T>,
  textOf: (one: T) => string,
  word: string,
): ReadonlySet<K> {
  const found = new Set<K>();
  for (const [id, one] of all) if (textOf(one).includes(word)) found.add(id);
  return found;
}
