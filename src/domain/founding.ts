/**
 * What a subject begins with: of the events in force that add it, the one recorded first, wherever it stands in
 * time. Any other addition changes nothing, so a late one, dated back, cannot replace what is there.
 */
import type { EventId } from './clock.ts';
import type { LogEvent } from './event.ts';

type Addition = Extract<LogEvent, { type: 'issue.added.v1' | 'document.added.v1' }>;

/** Null where no addition is in force. `retracted`: the events out of force, by id. */
export function foundingEvent<T extends Addition['type']>(
  events: readonly LogEvent[],
  type: T,
  retracted: ReadonlyMap<EventId, unknown>,
): Extract<Addition, { type: T }> | null {
  let founding: Extract<Addition, { type: T }> | null = null;
  for (const event of events) {
    if (event.type !== type || !isOf(event, type) || retracted.has(event.id)) continue;
    if (founding === null || isRecordedBefore(event, founding)) founding = event;
  }
  return founding;
}

function isOf<T extends Addition['type']>(
  event: LogEvent,
  type: T,
): event is Extract<Addition, { type: T }> {
  return event.type === type;
}

export function isRecordedBefore(a: LogEvent, b: LogEvent): boolean {
  return a.id === b.id ? a.actor < b.actor : a.id < b.id;
}
