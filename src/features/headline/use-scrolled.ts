/**
 * Whether what a page shows has been scrolled away from its top, in any of its lists or as a whole. What is shown anew
 * begins at its top. Else it is said again that it has not only where it stays scrollable with the headline open, so
 * that opening it cannot be what closes it.
 */
import { type RefObject, useEffect, useState } from 'react';

/** Pixels that the headline takes when it is open, at most. */
const headline = 160;

/** `shown`: what is shown, in a word. */
export function useScrolled(page: RefObject<HTMLElement | null>, shown: string): boolean {
  const [scrolled, setScrolled] = useState<string | null>(null);
  if (scrolled !== null && scrolled !== shown) setScrolled(null);
  useEffect(() => {
    const element = page.current;
    if (!element) return;
    const look = ({ target }: Event) => {
      if (!(target instanceof HTMLElement)) return;
      const { scrollTop, scrollHeight, clientHeight } = target;
      if (scrollTop > 8) setScrolled(shown);
      else if (scrollTop === 0 && scrollHeight - clientHeight > headline) setScrolled(null);
    };
    element.addEventListener('scroll', look, { capture: true, passive: true });
    return () => element.removeEventListener('scroll', look, { capture: true });
  }, [page, shown]);
  return scrolled === shown;
}
