/**
 * Which events of a subject are in force. An event is out of force when an event in force retracts it.
 * A retraction counts only if it was recorded after what it retracts, so the rule cannot run in a circle
 * and one pass from the latest retraction to the earliest decides all.
 */
import type { EventId } from './clock.ts';
import type { EventRetracted, LogEvent } from './event.ts';

interface Retraction {
  readonly id: EventId;
  readonly payload: EventRetracted;
}

const nothing: ReadonlyMap<EventId, Retraction> = new Map();

/** Out-of-force event → a retraction, in force, that took it out. */
export function retractionsInForce(events: readonly LogEvent[]): ReadonlyMap<EventId, Retraction> {
  const retractions: Retraction[] = [];
  for (const event of events) if (event.type === 'event.retracted.v1') retractions.push(event);
  if (retractions.length === 0) return nothing;
  retractions.sort((a, b) => (a.id < b.id ? 1 : -1));
  const retracted = new Map<EventId, Retraction>();
  for (const retraction of retractions) {
    const target = retraction.payload.event;
    if (!retracted.has(retraction.id) && target < retraction.id) retracted.set(target, retraction);
  }
  return retracted;
}
