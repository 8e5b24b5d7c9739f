/**
 * Who goes on to another page from something that goes with this one, as an entry of a menu, finds the focus on the heading
 * of the page they came to: a screen reader says where that is, and the next Tab leads on from there.
 */
import { useEffect, useRef } from 'react';

/** Frames in which what had the focus goes, and the heading comes. */
const patience = 40;

/** As a page. */
const root = '/';

/** `path`: of the address. */
export function useArrival(path: string): void {
  const [, kind = '', dossier = ''] = path.split('/');
  const page = `${kind}/${dossier}`;
  const shown = useRef(page);
  useEffect(() => {
    // The way to the first page is the browser's, and so is the focus there; the root only leads on to it.
    const isFirst = shown.current === page || shown.current === root;
    shown.current = page;
    if (isFirst) return;
    let frame = 0;
    const look = (left: number) => {
      const heading = document.querySelector('h1');
      const isLost = document.activeElement === document.body;
      if (isLost && heading) heading.focus();
      else if (left > 0) frame = requestAnimationFrame(() => look(left - 1));
    };
    look(patience);
    return () => cancelAnimationFrame(frame);
  }, [page]);
}
