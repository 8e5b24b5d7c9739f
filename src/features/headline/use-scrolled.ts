/**
 * Whether what a page shows has been scrolled away from its top: in any of its lists, or as a whole. It is said again that
 * it has not only where it stays scrollable with the headline open, so that opening it cannot be what closes it.
 */
import { type RefObject, useEffect, useState } from 'react';

/** Pixels that the headline takes when it is open, at most. */
const headline = 160;

export function useScrolled(page: RefObject<HTMLElement | null>): boolean {
  const [isScrolled, setIsScrolled] = useState(false);
  useEffect(() => {
    const element = page.current;
    if (!element) return;
    const look = ({ target }: Event) => {
      if (!(target instanceof HTMLElement)) return;
      const { scrollTop, scrollHeight, clientHeight } = target;
      if (scrollTop > 8) setIsScrolled(true);
      else if (scrollTop === 0 && scrollHeight - clientHeight > headline) setIsScrolled(false);
    };
    element.addEventListener('scroll', look, { capture: true, passive: true });
    return () => element.removeEventListener('scroll', look, { capture: true });
  }, [page]);
  return isScrolled;
}
