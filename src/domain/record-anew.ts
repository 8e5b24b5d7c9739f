/**
 * Recording anew what was recorded by a clock that was wrong: own events that no server has get new ids, later than
 * all else, and stand where they stood among each other. What was one command stays one; what was about the moment of
 * its recording is about the new one, and no event about a time after it.
 *
 * `2025-11-07T09:00:00.000Z-0001-…`, recorded two days ahead → `2025-11-05T09:00:00.004Z-0001-…`.
 */
import {
  type Clock,
  commandKey,
  counterOf,
  type EventId,
  formatReading,
  recordedAt,
  takeTime,
} from './clock.ts';
import { compareEvents, type LogEvent } from './event.ts';
import { earlierOf, type Instant, instantOf } from './instant.ts';

export interface RecordedAnew {
  readonly clock: Clock;
  /** In the order of their new ids. */
  readonly events: readonly LogEvent[];
  /** Old id → new id. */
  readonly ids: ReadonlyMap<EventId, EventId>;
}

/**
 * `events`: in any order; `clock`: one that has seen every other event; `now`: the wall clock, in milliseconds. Events
 * keep their order, but for commands that two tabs recorded in the very same millisecond, which come one after the
 * other. An event of an unknown type has its references rewritten, too, as far as they are whole texts.
 */
export function recordAnew(events: readonly LogEvent[], clock: Clock, now: number): RecordedAnew {
  if (events.length === 0) return { clock, events: [], ids: new Map() };
  const commands = [...new Set(events.map(({ id }) => commandKey(id)))].sort();
  const { time: earliest } = takeTime(clock, now);
  // Some may have to stand a moment before their own time, to stay before what was recorded first: make room for them.
  const begin = earliest + shortfall(momentsOf(events, idsFrom(earliest), earliest), earliest);
  const ids = idsFrom(begin);
  const moments = momentsOf(events, ids, begin);
  return {
    clock: { ...clock, time: begin + commands.length - 1 },
    events: events
      .map((event) => rewritten(event, ids, moments.get(event.id)?.at ?? event.at))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    ids,
  };

  function idsFrom(time: number): ReadonlyMap<EventId, EventId> {
    const times = new Map(commands.map((key, i) => [key, time + i]));
    return new Map(
      events.map(({ id }) => {
        const begun = times.get(commandKey(id)) ?? time;
        return [id, formatReading(begun, counterOf(id), clock.node)];
      }),
    );
  }
}

interface Moment {
  readonly at: Instant;
  /** Whether it comes from a new id, and so moves with it. */
  readonly isNew: boolean;
}

type Moments = ReadonlyMap<EventId, Moment>;

/** How far moments that come from new ids lie before the first of these, in milliseconds. */
function shortfall(moments: Moments, begin: number): number {
  let most = 0;
  for (const { at, isNew } of moments.values()) {
    if (isNew) most = Math.max(most, Math.floor(begin) - Date.parse(at));
  }
  return most;
}

/**
 * When each event happened, as far as its new id allows, so that a subject’s events keep their order. A date before the
 * first new id stays as it is, to the millisecond, for a day is its first instant.
 */
function momentsOf(
  events: readonly LogEvent[],
  ids: ReadonlyMap<EventId, EventId>,
  begin: number,
): Moments {
  const moments = new Map<EventId, Moment>();
  const following = new Map<string, { readonly moment: Moment; readonly id: EventId }>();
  const latestFirst = [...events].sort((a, b) => compareEvents(b, a));
  for (const event of latestFirst) {
    if (event.type === 'event.retracted.v1') continue;
    const id = ids.get(event.id) ?? event.id;
    const own = ownMoment(event, id);
    const isDated = !own.isNew && Date.parse(own.at) < begin;
    const moment = isDated ? own : notAfter(own, id, following.get(event.subject));
    moments.set(event.id, moment);
    following.set(event.subject, { moment, id });
  }
  const retractions = events.filter(({ type }) => type === 'event.retracted.v1');
  const old = new Map(events.map((event) => [event.id, event]));
  for (const event of retractions.sort((a, b) => (a.id < b.id ? -1 : 1))) {
    if (event.type !== 'event.retracted.v1') continue;
    const target = old.get(event.payload.event);
    const own = ownMoment(event, ids.get(event.id) ?? event.id);
    const moment = target?.at === event.at ? moments.get(target.id) : undefined;
    moments.set(event.id, moment && moment.at < own.at ? moment : own);
  }
  return moments;
}

function ownMoment({ at, id }: LogEvent, newId: EventId): Moment {
  const recorded = recordedAt(newId);
  const isNew = at === recordedAt(id) || at >= recorded;
  return { at: isNew ? recorded : earlierOf(at, recorded), isNew };
}

/** The moment, or the latest one at which the event still comes before the one that follows it. */
function notAfter(
  moment: Moment,
  id: EventId,
  next: { readonly moment: Moment; readonly id: EventId } | undefined,
): Moment {
  if (next === undefined) return moment;
  const latest = id < next.id ? next.moment.at : instantOf(Date.parse(next.moment.at) - 1);
  return moment.at <= latest ? moment : { at: latest, isNew: next.moment.isNew };
}

function rewritten(event: LogEvent, ids: ReadonlyMap<EventId, EventId>, at: Instant): LogEvent {
  const newId = (id: EventId) => ids.get(id) ?? id;
  const id = newId(event.id);
  switch (event.type) {
    case 'event.retracted.v1':
      return { ...event, id, at, payload: { ...event.payload, event: newId(event.payload.event) } };
    case 'annotation.edited.v1':
    case 'annotation.removed.v1': {
      const annotation = newId(event.payload.annotation);
      return event.type === 'annotation.edited.v1'
        ? { ...event, id, at, payload: { ...event.payload, annotation } }
        : { ...event, id, at, payload: { ...event.payload, annotation } };
    }
    case 'unrecognised': {
      const { type, payload } = event.payload;
      return { ...event, id, at, payload: { type, payload: withNewIds(payload, ids) } };
    }
    case 'issue.added.v1':
    case 'issue.edited.v1':
    case 'issue.moved.v1':
    case 'issue.removed.v1':
    case 'annotation.added.v1':
    case 'dossier.described.v1':
    case 'dossier.removed.v1':
    case 'document.added.v1':
    case 'actor.named.v1':
      return { ...event, id, at };
  }
}

function withNewIds(value: unknown, ids: ReadonlyMap<string, EventId>): unknown {
  if (typeof value === 'string') return ids.get(value) ?? value;
  if (Array.isArray(value)) return value.map((entry) => withNewIds(entry, ids));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, withNewIds(entry, ids)]),
  );
}
