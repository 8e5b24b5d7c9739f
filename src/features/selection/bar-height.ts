/** How much of the bottom of the page the bar for what is selected takes, as `--bar-height`. */
import { type RefObject, useLayoutEffect } from 'react';

/** What lies at the bottom of the page, toasts, keeps above the bar. */
export function useBarHeight(bar: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const { style } = document.documentElement;
    const observer = new ResizeObserver(([entry]) => {
      const [box] = entry?.borderBoxSize ?? [];
      style.setProperty('--bar-height', `${Math.ceil(box?.blockSize ?? 0)}px`);
    });
    if (bar.current) observer.observe(bar.current);
    return () => {
      observer.disconnect();
      style.removeProperty('--bar-height');
    };
  }, [bar]);
}
