/**
 * The way back from an open issue. On a phone it covers the board; once it is closed, by its button, by Escape or by the browser's Back, the page is scrolled as before and the focus is on its card.
 */
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { IssueId } from '#src/domain/ids.ts';
import { useStores } from '#src/store/hooks.ts';

/** `open`: the issue whose panel is open. `board`: an element that is hidden when the board is. */
export function useReturnToCard(open: IssueId | null, board: RefObject<HTMLElement | null>): void {
  const { screen } = useStores();
  const scrolled = useScrollPlace(board);
  const before = useRef(open);
  useLayoutEffect(() => {
    const closed = before.current;
    before.current = open;
    if (open !== null || closed === null) return;
    const { page, main } = scrolled.current;
    window.scrollTo({ top: page });
    board.current?.closest('main')?.scrollTo({ top: main });
    // A request made meanwhile goes first; it is made anew, for the cells have their cards only now.
    const { focus } = screen.store.getState();
    screen.requestFocus(focus?.issue ?? closed);
  }, [open, board, scrolled, screen]);
}

/** How far the page and its main part are scrolled, in CSS pixels, as of when the board was last in sight. */
function useScrollPlace(board: RefObject<HTMLElement | null>) {
  const scrolled = useRef({ page: 0, main: 0 });
  useEffect(() => {
    const note = ({ target }: Event) => {
      const main = board.current?.closest('main');
      if (!main || (target !== document && target !== main)) return;
      if (board.current?.getClientRects().length === 0) return;
      scrolled.current = { page: window.scrollY, main: main.scrollTop };
    };
    document.addEventListener('scroll', note, { capture: true, passive: true });
    return () => document.removeEventListener('scroll', note, { capture: true });
  }, [board]);
  return scrolled;
}
