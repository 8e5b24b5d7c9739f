/**
 * A filter over issues. Every condition that is set must hold; an empty one shows everything.
 * Text is matched word by word, in any order, in title, summary, tags and notes, whatever the letter case
 * or the accents: “tarif pharma” finds “Pharmaceuticals: tariff lines”.
 */
import type { PartyCode } from './ids.ts';
import type { Issue } from './issue.ts';
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
    filter.text.trim() !== '' ||
    filter.category !== null ||
    filter.status !== null ||
    filter.basis !== null ||
    filter.hasNotes
  );
}

function normalise(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

const preparedTexts = new WeakMap<Issue, string>();

/** The text that a search goes through; made when it is first asked for, which may be before anything is typed. */
export function searchTextOf(issue: Issue): string {
  const prepared = preparedTexts.get(issue);
  if (prepared !== undefined) return prepared;
  const parts = [issue.title, issue.summary, ...issue.tags];
  for (const note of issue.annotations) parts.push(note.text);
  const text = normalise(parts.join('\n'));
  preparedTexts.set(issue, text);
  return text;
}

/** A predicate made once for a filter, then asked of many issues. */
export function matcher(filter: Filter): (issue: Issue) => boolean {
  const words = normalise(filter.text).split(/\s+/).filter(Boolean);
  const countries = new Set(filter.countries);
  return (issue) =>
    (countries.size === 0 || countries.has(issue.asker)) &&
    (filter.category === null || issue.category === filter.category) &&
    (filter.status === null || issue.status === filter.status) &&
    (filter.basis === null || issue.basis === filter.basis) &&
    (!filter.hasNotes || issue.annotations.length > 0) &&
    (words.length === 0 || hasEveryWord(searchTextOf(issue), words));
}

function hasEveryWord(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word));
}
