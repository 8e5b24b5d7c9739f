/**
 * The log in memory: each subject's events, in fold order, without duplicates. Adding events in any order,
 * in any portions, any number of times, gives the same log.
 */
import { compareEvents, type LogEvent } from './event.ts';

export type Log = ReadonlyMap<string, readonly LogEvent[]>;

export const emptyLog: Log = new Map();

export interface LogChange {
  readonly log: Log;
  /** Subjects with at least one new event. */
  readonly subjects: ReadonlySet<string>;
}

export function addToLog(log: Log, events: readonly LogEvent[]): LogChange {
  const added = groupBySubject(events);
  const next = new Map(log);
  const subjects = new Set<string>();
  for (const [subject, news] of added) {
    const known = log.get(subject) ?? [];
    const merged = mergeEvents(known, news);
    if (merged.length === known.length) continue;
    next.set(subject, merged);
    subjects.add(subject);
  }
  return subjects.size === 0 ? { log, subjects } : { log: next, subjects };
}

/**
 * A log put together from many portions, for when the board is known already: no portion costs more than
 * itself, and the sorting at the end can be done in slices.
 */
export interface LogBuilder {
  add(events: readonly LogEvent[]): void;
  /** Yields after every few hundred subjects, and at last returns the log. */
  finish(): Generator<void, Log>;
}

const subjectsPerSlice = 400;

export function createLogBuilder(): LogBuilder {
  const groups = new Map<string, LogEvent[]>();
  return {
    add: (events) => groupBySubject(events, groups),
    finish: function* () {
      const log = new Map<string, readonly LogEvent[]>();
      for (const [subject, events] of groups) {
        log.set(subject, mergeEvents([], events));
        if (log.size % subjectsPerSlice === 0) yield;
      }
      return log;
    },
  };
}

function groupBySubject(
  events: readonly LogEvent[],
  groups: Map<string, LogEvent[]> = new Map(),
): Map<string, LogEvent[]> {
  for (const event of events) {
    const group = groups.get(event.subject);
    if (group) group.push(event);
    else groups.set(event.subject, [event]);
  }
  return groups;
}

function mergeEvents(known: readonly LogEvent[], news: readonly LogEvent[]): readonly LogEvent[] {
  const last = known.at(-1);
  const [first] = news;
  const isLater = last === undefined || first === undefined || compareEvents(last, first) < 0;
  const merged = [...known, ...news];
  if (isLater && isInOrder(news)) return merged;
  merged.sort(compareEvents);
  return isInOrder(merged) ? merged : withoutRepeats(merged);
}

/** In fold order, and each event once. What arrives as it was recorded is in order already. */
function isInOrder(events: readonly LogEvent[]): boolean {
  let previous: LogEvent | undefined;
  for (const event of events) {
    if (previous !== undefined && compareEvents(previous, event) >= 0) return false;
    previous = event;
  }
  return true;
}

function withoutRepeats(sorted: readonly LogEvent[]): readonly LogEvent[] {
  return sorted.filter((event, i) => {
    const previous = sorted[i - 1];
    return previous === undefined || compareEvents(previous, event) !== 0;
  });
}

/** The part of a subject's events that had happened by `moment`, which is a prefix in fold order. */
export function eventsUntil(events: readonly LogEvent[], moment: string): readonly LogEvent[] {
  const last = events.at(-1);
  if (last === undefined || last.at <= moment) return events;
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const event = events[middle];
    if (event !== undefined && event.at <= moment) low = middle + 1;
    else high = middle;
  }
  return events.slice(0, low);
}

export function isInLog(log: Log, { subject, id, actor }: LogEvent): boolean {
  return log.get(subject)?.some((event) => event.id === id && event.actor === actor) ?? false;
}

/** The log without some of its events. A subject that none is left of is not in it any more. */
export function withoutEvents(log: Log, isGone: (event: LogEvent) => boolean): LogChange {
  const next = new Map(log);
  const subjects = new Set<string>();
  for (const [subject, events] of log) {
    const left = events.filter((event) => !isGone(event));
    if (left.length === events.length) continue;
    subjects.add(subject);
    if (left.length === 0) next.delete(subject);
    else next.set(subject, left);
  }
  return subjects.size === 0 ? { log, subjects } : { log: next, subjects };
}

export function* everyEvent(log: Log): Generator<LogEvent> {
  for (const events of log.values()) yield* events;
}
