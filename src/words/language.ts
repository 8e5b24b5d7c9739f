/**
 * The language of the page: that of its words, and of its dates, numbers, lists and names of countries. It is set when
 * the page begins; what is made for it is made when it is first asked for, and anew for another.
 */
import type { CompiledMessage } from 'icu-minify/format';

/** The messages of a language, each in its place; 0 where it has none, and the English one is said. */
export type Catalogue = readonly (CompiledMessage | 0)[];

export interface Language {
  /** As `Intl` and the page's `lang` know it: `en-GB`. */
  readonly tag: string;
  /** Null for English, whose words stand where they are said. */
  readonly catalogue: Catalogue | null;
  /** How a whole message is dressed, for looking at the page; null where it is said as it is. */
  readonly dress: ((text: string) => string) | null;
}

export const english: Language = { tag: 'en-GB', catalogue: null, dress: null };

let current = english;

export function language(): Language {
  return current;
}

export function setLanguage(next: Language): void {
  current = next;
}

/** Something of `Intl` that is made once for each language it is asked for in. */
export function inLanguage<T>(make: (tag: string) => T): () => T {
  let made: { readonly tag: string; readonly value: T } | null = null;
  return () => {
    const { tag } = current;
    if (made?.tag !== tag) made = { tag, value: make(tag) };
    return made.value;
  };
}
