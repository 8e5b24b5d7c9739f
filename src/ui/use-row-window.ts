/**
 * The window of row-window.ts over a list in the page: it follows the list as it is scrolled and resized, and draws the
 * rows that come in with the frame that shows them. Where rows become higher or lower, the first in view stays first.
 */
import { type RefObject, useCallback, useLayoutEffect, useReducer, useRef } from 'react';
import { flushSync } from 'react-dom';
import { type RowsInView, rowsInView } from './row-window.ts';

interface WindowOptions {
  readonly count: number;
  /** Height of a row in CSS pixels, the space to the next one included. */
  readonly row: number;
  /** Pixels of what scrolls along above the first row. */
  readonly start: number;
  /** Rows beyond those in view, at either end: while nothing is scrolled, and while it is. */
  readonly overscan: { readonly atRest: number; readonly scrolling: number };
  /** Whether rows are left out at all. */
  readonly isLong: boolean;
}

interface Place {
  readonly scrolled: number;
  readonly view: number;
  readonly isScrolling: boolean;
}

/** Milliseconds without a scroll event after which a list is at rest. */
const rest = 150;

export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  options: WindowOptions,
): RowsInView {
  const { count, row, isLong } = options;
  const [, redraw] = useReducer((turn: number) => turn + 1, 0);
  const place = useRef<Place>({ scrolled: 0, view: 0, isScrolling: false });
  const shown = windowAt(place.current, options);
  const latest = useRef({ options, shown });
  latest.current = { options, shown };

  /** Takes note of how far the list is scrolled. Whether that shows other rows. */
  const look = useCallback((element: HTMLElement): boolean => {
    const { scrollTop: scrolled, clientHeight: view } = element;
    // Behind an open issue it has no height; it comes back as it was.
    if (view === 0) return false;
    place.current = { ...place.current, scrolled, view };
    const { first, end } = windowAt(place.current, latest.current.options);
    return first !== latest.current.shown.first || end !== latest.current.shown.end;
  }, []);

  const rowBefore = useRef(row);
  useLayoutEffect(() => {
    const ratio = row / rowBefore.current;
    rowBefore.current = row;
    const element = scroller.current;
    if (!element || ratio === 1) return;
    element.scrollTop = place.current.scrolled * ratio;
    if (look(element)) redraw();
  }, [scroller, look, row]);

  const isEmpty = count === 0;
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || isEmpty) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const settle = () => {
      place.current = { ...place.current, isScrolling: false };
      if (isLong) redraw();
    };
    const follow = () => {
      place.current = { ...place.current, isScrolling: true };
      clearTimeout(timer);
      timer = setTimeout(settle, rest);
      // Not flushed, they would come a frame after what was scrolled to, which would be blank.
      if (look(element)) flushSync(redraw);
    };
    const refit = () => {
      if (look(element)) redraw();
    };
    refit();
    const observer = new ResizeObserver(refit);
    observer.observe(element);
    element.addEventListener('scroll', follow, { passive: true });
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      element.removeEventListener('scroll', follow);
    };
  }, [scroller, look, isLong, isEmpty]);
  return shown;
}

function windowAt(
  { scrolled, view, isScrolling }: Place,
  { count, row, start, overscan, isLong }: WindowOptions,
): RowsInView {
  if (!isLong) return { first: 0, end: count };
  const beyond = isScrolling ? overscan.scrolling : overscan.atRest;
  return rowsInView({ count, row, start, scrolled, view, overscan: beyond });
}
