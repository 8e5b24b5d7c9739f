/**
 * Where a search found an issue that does not say so by its title, in one line: “in a passage: …its **eligib**ility ended”.
 * It is there only while something is searched, and stands in the nearest container (`@container`): where that is
 * narrow the words before the hit make room for it.
 */
import type { ReactNode } from 'react';
import { type FoundIn, foundIn } from '#src/domain/found.ts';
import type { Issue } from '#src/domain/issue.ts';
import { useBoard, useSought } from '#src/store/hooks.ts';
import { phrase } from '#src/ui/phrase.ts';
import * as words from '#src/words/compiled/found.ts';

const places = {
  summary: words.inSummary,
  tag: words.tag,
  passage: words.inPassage,
  note: words.inNote,
  publisher: words.publisher,
  document: words.document,
  author: words.author,
} as const satisfies Record<FoundIn, unknown>;

interface FoundLineProps {
  readonly issue: Issue;
  readonly className?: string;
}

export function FoundLine(props: FoundLineProps) {
  const sought = useSought();
  return sought === '' ? null : <Line {...props} sought={sought} />;
}

function Line({ issue, sought, className = '' }: FoundLineProps & { readonly sought: string }) {
  const board = useBoard((whole) => whole);
  const found = foundIn(issue, sought, board);
  if (found === null) return null;
  const { before, hit, after } = found;
  // A box of its own direction, so that what is cut off is the end of the words in whatever script.
  const snippet = (): ReactNode => (
    <span dir="auto" className="min-w-0 truncate">
      {before !== '' && (
        <>
          <span className="@max-[16rem]:hidden">{before}</span>
          <span className="hidden before:content-['…'] @max-[16rem]:inline" />
        </>
      )}
      <mark className="rounded-xs bg-accent/20 text-ink">{hit}</mark>
      {after}
    </span>
  );
  return (
    <p data-part="found" className={`flex whitespace-pre text-2xs text-soft ${className}`}>
      {phrase(places[found.in]({ words: snippet }))}
    </p>
  );
}
