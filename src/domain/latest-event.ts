/**
 * The latest thing that happened in the talks: of the events in force about issues and documents, the last in fold
 * order. Notes, names and the description of the dossier are the work of those who follow the talks.
 */
import { compareEvents, kindOf, type LogEvent } from './event.ts';
import type { Instant } from './instant.ts';
import { eventsUntil, type Log } from './log.ts';
import { retractionsInForce } from './retraction.ts';

/** Of what had happened by `moment`, or of all where that is null. Null where nothing has happened. */
export function latestEvent(log: Log, moment: Instant | null): LogEvent | null {
  let latest: LogEvent | null = null;
  for (const events of log.values()) {
    const until = moment === null ? events : eventsUntil(events, moment);
    latest = laterOf(latest, until);
  }
  return latest;
}

/** Looks no further back than where a subject's events are earlier than what is known. */
function laterOf(latest: LogEvent | null, events: readonly LogEvent[]): LogEvent | null {
  for (let index = events.length - 1; index >= 0; index -= 1) {
    const event = events[index];
    if (event === undefined || (latest !== null && compareEvents(event, latest) < 0)) return latest;
    const kind = kindOf(event);
    if (kind !== 'issue' && kind !== 'document') continue;
    if (!retractionsInForce(events).has(event.id)) return event;
  }
  return latest;
}
