/** Events as they are stored, for the tests of the log: numbered, of one actor each, alike in all else. */
import type { WireEvent } from '#src/domain/event.ts';
import type { Problem } from '#src/domain/problem.ts';
import { type Reached, shelfOf } from '#src/storage/event-log.ts';

export const shelf = shelfOf('actor:asha', 'us-india');
export const otherShelf = shelfOf('actor:asha', 'us-japan');

export function wireEvent(number: number, actor = 'actor:asha'): WireEvent {
  const counter = number.toString(16).padStart(4, '0');
  return {
    id: `2025-11-05T09:00:00.000Z-${counter}-8f3ac2d17b09e454`,
    actor,
    at: '2025-11-05T09:00:00.000Z',
    subject: 'issue:gsp',
    type: 'issue.moved.v1',
    payload: { status: 'open', rank: 'a0', number },
  };
}

export function wireEvents(from: number, to: number, actor?: string): WireEvent[] {
  return Array.from({ length: to - from }, (_, i) => wireEvent(from + i, actor));
}

/** A problem in the server's own words. */
export function serverSaid(text: string): Problem {
  return { code: 'server-said', text };
}

/** A server that had no more than this. */
export function upTo(cursor: number): Reached {
  return { epoch: 'first', cursor, head: cursor };
}

/** Events as a set: a log hands them out in no particular order. */
export function asSet(events: readonly unknown[]): string[] {
  return events.map((event) => JSON.stringify(event)).sort();
}
