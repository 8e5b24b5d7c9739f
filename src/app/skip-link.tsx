/** The first stop of the Tab key, seen only there: past header and filters to the first issue that the view shows. */
import type { Layout } from '#src/store/view.ts';
import { contentId } from '#src/ui/marks.ts';
import { views } from './views.tsx';

interface SkipLinkProps {
  readonly layout: Layout;
  readonly isBoardHidden: boolean;
}

/** `isBoardHidden`: on a phone an open issue covers the board; then it leads nowhere. */
export function SkipLink({ layout, isBoardHidden }: SkipLinkProps) {
  return (
    <a
      href={`#${contentId}`}
      onClick={(event) => {
        // The address holds the view, and nothing of how the reader came to it.
        event.preventDefault();
        const content = document.getElementById(contentId);
        const first = content?.querySelector<HTMLElement>('[data-part="title"]');
        (first ?? content)?.focus();
      }}
      className={`print:hidden fixed top-2 left-2 z-50 -translate-y-20 rounded-md border border-edge bg-raised px-3 py-2 text-sm font-semibold text-accent shadow-lg focus:translate-y-0 ${
        isBoardHidden ? 'max-sm:hidden' : ''
      }`}
    >
      {views[layout].skip()}
    </a>
  );
}
