/** From what a command intends to events, and back: the pure steps of a session's recording and undoing. */
import { type EventId, recordedAt } from '#src/domain/clock.ts';
import type { Intention, KnownEvent, LogEvent } from '#src/domain/event.ts';
import type { ActorId } from '#src/domain/ids.ts';

/** The events that record the intentions, one for each id. */
export function toEvents(
  intentions: readonly Intention[],
  ids: readonly EventId[],
  actor: ActorId,
): KnownEvent[] {
  return intentions.flatMap((intention, i) => {
    const id = ids[i];
    return id === undefined ? [] : [{ at: recordedAt(id), ...intention, id, actor }];
  });
}

/** A retraction unsays an event for every date, so it stands at the moment of what it retracts. */
export function retraction(event: LogEvent): Intention[] {
  if (event.type === 'unrecognised') return [];
  const { subject, at, id } = event;
  return [{ type: 'event.retracted.v1', subject, at, payload: { event: id } }];
}
