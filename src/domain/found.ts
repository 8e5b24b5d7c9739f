/**
 * Where a search found an issue, told where its title alone does not: in which of its texts, and the words around the
 * hit. `eligib` → in a passage, `its `, `eligib`, `ility ended on 5 June 2019`.
 *
 * Folding a text for the search changes its length, so a hit is not computed from a place in the folded text: it is the
 * part of the text as written that folds to something with the word in it, and is checked to be.
 */
import type { Beside } from './filter.ts';
import type { Issue } from './issue.ts';
import { searchText, searchWords } from './search-text.ts';
import { characterEdges, characterEnd, characterStart } from './whole-characters.ts';

export type FoundIn = 'summary' | 'tag' | 'passage' | 'note' | 'document' | 'publisher' | 'author';

/** A piece of a text, as written; `…` stands where the text goes on. */
export interface Snippet {
  readonly before: string;
  /** Whole characters that hold the word. */
  readonly hit: string;
  readonly after: string;
}

export interface Found extends Snippet {
  readonly in: FoundIn;
}

interface Place {
  readonly in: FoundIn;
  readonly text: string;
}

/**
 * `typed`: what was typed into the search. The place that holds the most of the words which the title lacks, and of
 * equal ones the first; null where the title holds them all, or no place any.
 */
export function foundIn(issue: Issue, typed: string, beside: Beside): Found | null {
  const title = searchText(issue.title);
  const lacking = searchWords(typed).filter((word) => !title.includes(word));
  if (lacking.length === 0) return null;
  let best: Place | null = null;
  let held: readonly string[] = [];
  for (const place of placesOf(issue, beside)) {
    const text = searchText(place.text);
    const words = lacking.filter((word) => text.includes(word));
    if (words.length > held.length) [best, held] = [place, words];
    if (held.length === lacking.length) break;
  }
  if (best === null) return null;
  const longest = held.reduce((long, word) => (word.length > long.length ? word : long));
  const snippet = snippetOf(best.text, longest);
  return snippet && { in: best.in, ...snippet };
}

/** Nearest to the issue first. */
function* placesOf(issue: Issue, { documents, actors }: Beside): Generator<Place> {
  const { summary, tags, evidence, annotations } = issue;
  yield { in: 'summary', text: summary };
  for (const text of tags) yield { in: 'tag', text };
  for (const { exact } of evidence) yield { in: 'passage', text: exact };
  for (const { text } of annotations) yield { in: 'note', text };
  const sources = evidence.flatMap(({ document }) => documents.get(document) ?? []);
  for (const { publisher } of sources) yield { in: 'publisher', text: publisher };
  for (const { title } of sources) yield { in: 'document', text: title };
  for (const { author, writtenBy } of annotations) {
    const name = writtenBy ?? actors.get(author)?.name;
    if (name !== undefined) yield { in: 'author', text: name };
  }
}

/** Code units shown on each side of a hit, at most: few before it, so that it is in view where there is little room. */
const room = { before: 20, after: 96 };

/** `word`: as `searchWords` gives it. Null where the text does not hold it. */
export function snippetOf(text: string, word: string): Snippet | null {
  const range = rangeOf(text, word);
  if (range === null) return null;
  const { start, end } = range;
  return {
    before: contextBefore(text, start),
    hit: text.slice(start, end),
    after: contextAfter(text, end),
  };
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function isHeld(text: string, { start, end }: Range, word: string): boolean {
  return searchText(text.slice(start, end)).includes(word);
}

/** Most words stand there as they are typed; of the others most stand between two blanks. */
function rangeOf(text: string, word: string): Range | null {
  const at = text.toLowerCase().indexOf(word);
  if (at >= 0) {
    const range = {
      start: characterStart(text, at),
      end: characterEnd(text, at + word.length),
    };
    if (isHeld(text, range, word)) return range;
  }
  for (const { index, 0: part } of text.matchAll(/\S+/g)) {
    const whole = {
      start: characterStart(text, index),
      end: characterEnd(text, index + part.length),
    };
    if (isHeld(text, whole, word)) return narrowed(text, whole, word);
  }
  const all = { start: 0, end: text.length };
  return isHeld(text, all, word) ? narrowed(text, all, word) : null;
}

/** The range with as many characters taken off its end, then off its start, as it can spare. */
function narrowed(text: string, whole: Range, word: string): Range {
  const edges = characterEdges(text.slice(whole.start, whole.end));
  const rangeAt = (first: number, last: number) => ({
    start: whole.start + (edges[first] ?? 0),
    end: whole.start + (edges[last] ?? 0),
  });
  let [first, last] = [0, edges.length - 1];
  for (let low = first; last - low > 1; ) {
    const middle = (low + last) >> 1;
    if (isHeld(text, rangeAt(first, middle), word)) last = middle;
    else low = middle;
  }
  for (let high = last; high - first > 1; ) {
    const middle = (first + high) >> 1;
    if (isHeld(text, rangeAt(middle, last), word)) first = middle;
    else high = middle;
  }
  return rangeAt(first, last);
}

/** From the beginning of a word, where one begins so near. */
function contextBefore(text: string, start: number): string {
  const from = start - room.before;
  if (from <= 0) return text.slice(0, start);
  const blank = text.slice(from - 1, start).search(/\s/);
  return `…${text.slice(characterEnd(text, from + Math.max(0, blank)), start)}`;
}

/** To the end of a word, where one ends in the room there is. */
function contextAfter(text: string, end: number): string {
  const to = end + room.after;
  if (text.length <= to) return text.slice(end);
  const cut = text.slice(end, characterStart(text, to));
  return `${cut.replace(/\s+\S*$/, '') || cut}…`;
}
