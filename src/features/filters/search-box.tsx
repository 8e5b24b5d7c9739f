/** The search box of the filter bar. */
import { Search } from 'lucide-react';
import { useState } from 'react';
import * as words from '#src/words/compiled/filters.ts';

interface Typed {
  readonly text: string;
  /** Texts handed on that have not come back as the filter yet. */
  readonly sent: readonly string[];
  /** The filter's text that was seen last. */
  readonly seen: string;
}

/** The filter's text comes from the address: either an echo of what was typed, or news (a link, Back, “Clear filters”). */
function seeing(typed: Typed, text: string): Typed {
  const echo = typed.sent.lastIndexOf(text);
  return echo < 0
    ? { text, sent: [], seen: text }
    : { text: typed.text, sent: typed.sent.slice(echo + 1), seen: text };
}

/** The search box of the page, if it is there. */
export function searchBox(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>('input[type="search"]');
}

/**
 * After a press on a button that goes with it. A finger or a mouse has no use for the focus, which would bring up
 * a phone's keyboard.
 */
export function focusAfterKey({ detail }: { readonly detail: number }): void {
  if (detail === 0) searchBox()?.focus();
}

interface SearchBoxProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** What is typed shows at once and keeps its caret; the address, which the filter comes from, follows. */
export function SearchBox({ text, onChange }: SearchBoxProps) {
  const [typed, setTyped] = useState<Typed>({ text, sent: [], seen: text });
  const current = typed.seen === text ? typed : seeing(typed, text);
  if (current !== typed) setTyped(current);
  const type = (next: string) => {
    setTyped({ ...current, text: next, sent: [...current.sent, next] });
    onChange(next);
  };
  return (
    <div className="relative w-full sm:w-64">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-2.5 left-2.5 size-4 text-soft sm:top-2 pointer-coarse:top-3.5"
      />
      <input
        type="search"
        dir="auto"
        aria-label={words.search()}
        aria-keyshortcuts="/"
        placeholder={words.searchEverything()}
        value={current.text}
        onChange={({ target }) => type(target.value)}
        className="h-9 w-full rounded-md border border-line bg-surface pr-2 pl-8 text-sm hover:border-edge sm:h-8 pointer-coarse:h-11"
      />
    </div>
  );
}
