/** Another filter shows other issues, in each list from its first one: what stands above would be missed. */
import { type RefObject, useLayoutEffect, useRef } from 'react';
import { type Filter, isSameFilter } from '#src/domain/filter.ts';
import { useStores } from '#src/store/hooks.ts';
import { scrollerMark } from '#src/ui/marks.ts';

/** `page`: what holds the lists, be they columns of cards or the table. */
export function useTopOnFilter(filter: Filter, page: RefObject<HTMLElement | null>): void {
  const { screen } = useStores();
  const last = useRef(filter);
  useLayoutEffect(() => {
    if (isSameFilter(last.current, filter)) return;
    last.current = filter;
    screen.scrolls.clear();
    for (const list of page.current?.querySelectorAll(scrollerMark.selector) ?? []) {
      list.scrollTop = 0;
    }
  }, [filter, page, screen]);
}
