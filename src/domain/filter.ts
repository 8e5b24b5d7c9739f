/**
 * A filter over issues. Every condition that is set must hold; an empty one shows everything.
 * Text is matched word by word, in any order, in title, summary, tags and notes, as a reader spells it
 * (search-text.ts): “tarif pharma” finds “Pharmaceuticals: tariff lines”.
 */
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

const preparedTexts = new WeakMap<Issue, string>();

/** The text that a search goes through; made when it is first asked for, which may be before anything is typed. */
export function searchTextOf(issue: Issue): string {
  const prepared = preparedTexts.get(issue);
  if (prepared !== undefined) return prepared;
  const parts = [issue.title, issue.summary, ...issue.tags];
  for (const note of issue.annotations) parts.push(note.text);
  const text = searchText(parts.join('\n'));
  preparedTexts.set(issue, text);
  return text;
}

/** A predicate made once for a filter, then asked of many issues: only what is set is looked at. */
export function matcher(filter: Filter): (issue: Issue) => boolean {
  const { countries, category, status, basis, hasNotes } = filter;
  const words = searchWords(filter.text);
  const conditions: ((issue: Issue) => boolean)[] = [];
  if (countries.length > 0) conditions.push(({ asker }) => countries.includes(asker));
  if (category !== null) conditions.push((issue) => issue.category === category);
  if (status !== null) conditions.push((issue) => issue.status === status);
  if (basis !== null) conditions.push((issue) => issue.basis === basis);
  if (hasNotes) conditions.push(({ annotations }) => annotations.length > 0);
  if (words.length > 0) conditions.push((issue) => hasEveryWord(searchTextOf(issue), words));
  return (issue) => conditions.every((isMet) => isMet(issue));
}

function hasEveryWord(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word));
}
