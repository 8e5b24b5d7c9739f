/**
 * Where a received page stands to the log that has been received so far, and how far it brings it: pure, and the
 * same for every adapter. A page that begins beyond the end leaves a gap, so it does not move the cursor.
 */
import type { PageReached, Reached } from './event-log.ts';

export const nothingReached: Reached = { epoch: null, cursor: 0, head: 0 };

/** Of events that no server has given: they follow on nothing, and bring the log nowhere. */
export const beyondAll: Required<PageReached> = {
  ...nothingReached,
  after: Number.MAX_SAFE_INTEGER,
};

/** `after` filled in: where the page does not say, `seq` is dense. */
export function pageOf(reached: PageReached, events: number): Required<PageReached> {
  return { ...reached, after: reached.after ?? reached.cursor - events };
}

function isOfAnotherLog(received: Reached, page: Reached): boolean {
  return received.epoch !== null && page.epoch !== null && received.epoch !== page.epoch;
}

/** Whether the page is the first of another log: then what is received begins anew, as with `rewind`. */
export function beginsAnotherLog(received: Reached, page: Required<PageReached>): boolean {
  return isOfAnotherLog(received, page) && page.after <= 0;
}

export interface Place {
  /** Whether it is of another log than the one received so far. */
  readonly isForeign: boolean;
  /** Whether it begins where that ends, or before. */
  readonly connects: boolean;
  /** Whether it begins just there. */
  readonly isInOrder: boolean;
}

export function placeOf(received: Reached, page: Required<PageReached>): Place {
  const isForeign = isOfAnotherLog(received, page);
  const connects = !isForeign && page.after <= received.cursor;
  return { isForeign, connects, isInOrder: connects && page.after === received.cursor };
}

export function reachedAfter(received: Reached, page: Reached, place: Place): Reached {
  const { epoch, cursor, head } = received;
  if (place.isForeign) return { epoch, cursor, head };
  if (!place.connects) return { epoch, cursor, head: Math.max(head, page.head) };
  return {
    epoch: page.epoch ?? epoch,
    cursor: Math.max(cursor, page.cursor),
    head: page.head,
  };
}
