/** Prepares every issue for the search while the browser is idle, so that the first key typed finds as fast as the next. */
import { useEffect } from 'react';
import type { Board } from '#src/domain/board.ts';
import { searchTextOf } from '#src/domain/filter.ts';

export function usePreparedSearch({ issues }: Board): void {
  useEffect(() => {
    if (!('requestIdleCallback' in window)) return;
    const waiting = issues.values();
    const prepare = (deadline: IdleDeadline) => {
      while (deadline.timeRemaining() > 1) {
        const next = waiting.next();
        if (next.done) return;
        searchTextOf(next.value);
      }
      handle = requestIdleCallback(prepare);
    };
    let handle = requestIdleCallback(prepare);
    return () => cancelIdleCallback(handle);
  }, [issues]);
}
