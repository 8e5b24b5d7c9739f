/**
 * Another density makes every card higher or lower, and the page with them. The first card in view stays where it is;
 * what a column scrolls by itself, it sees to by itself (ui/use-row-window.ts).
 */
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { IssueId } from '#src/domain/ids.ts';
import { useScreen, useStores } from '#src/store/hooks.ts';
import { scrollerMark } from '#src/ui/marks.ts';
import { cardOf, issueAt } from './card-element.ts';

interface Anchor {
  readonly issue: IssueId;
  /** Pixels from the top of the window. */
  readonly top: number;
}

export function useKeepCardInView(): void {
  const { screen } = useStores();
  const density = useScreen((state) => state.density);
  const anchor = useRef<Anchor | null>(null);
  // The store tells of it before the page is drawn anew.
  useEffect(
    () =>
      screen.store.subscribe((now, before) => {
        if (now.density !== before.density) anchor.current = firstInView();
      }),
    [screen],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is done for this change and no other
  useLayoutEffect(() => {
    const before = anchor.current;
    anchor.current = null;
    const card = before && cardOf(before.issue);
    if (!card) return;
    const by = card.getBoundingClientRect().top - before.top;
    // One of the two scrolls: the board under its filters, or the page.
    for (const element of [card.closest('main'), document.scrollingElement]) {
      if (element) element.scrollTop += by;
    }
  }, [density]);
}

/** The card nearest to the top, of those whose beginning can be seen. */
function firstInView(): Anchor | null {
  let first: Anchor | null = null;
  for (const card of document.querySelectorAll<HTMLElement>('[data-card]')) {
    const issue = issueAt(card);
    const { top } = card.getBoundingClientRect();
    // Rows beyond those in view lie under the head of their column, or of the page, or under tabs that stay.
    const edges = [card.closest(scrollerMark.selector), card.closest('main')].map(
      (element) => element?.getBoundingClientRect().top ?? 0,
    );
    const tabs = card.closest('[data-lane]')?.querySelector('[data-part="tabs"]');
    const covered = tabs?.getBoundingClientRect().bottom ?? 0;
    if (!issue || top < Math.max(covered, ...edges)) continue;
    if (top < (first?.top ?? window.innerHeight)) first = { issue, top };
  }
  return first;
}
