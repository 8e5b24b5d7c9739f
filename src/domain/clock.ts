/**
 * A hybrid logical clock: readings are unique, sort as plain strings, and go on from the latest that this device
 * has made or taken in, whatever its wall clock does. A reading is `2025-11-05T09:00:00.000Z-0000-8f3ac2d17b09e454`:
 * wall time, counter, node.
 *
 * One user command takes one time, and the counter numbers its events, so the events that belong together
 * can be told from the log alone (see undo.ts).
 *
 * Source: S. Kulkarni et al., "Logical Physical Clocks and Consistent Snapshots in Globally Distributed
 * Databases", 2014.
 */
import { type Instant, instantOf, isInstant } from './instant.ts';

declare const eventIdBrand: unique symbol;
export type EventId = string & { readonly [eventIdBrand]: true };

export interface Clock {
  /** Milliseconds since 1970 of the latest reading made or seen. */
  readonly time: number;
  /** 16 hexadecimal digits, drawn at random for each page load, so that two tabs never share a reading. */
  readonly node: string;
}

/** How far ahead of the receiver's own reading a reading may be, in milliseconds. */
export const maximumDrift = 60_000;

/** Readings of one command: its counter has four digits. */
export const mostReadings = 0x10000;
const tailForm = /^-[0-9a-f]{4}-[0-9a-f]{16}$/;

/** The year in which there are no readings any more: what follows a reading must be a reading, too. */
const yearWithoutReadings = '9999';
const lastTime = Date.parse('9998-12-31T23:59:59.999Z');

export function isEventId(text: string): text is EventId {
  return (
    tailForm.test(text.slice(24)) &&
    !text.startsWith(yearWithoutReadings) &&
    isInstant(text.slice(0, 24))
  );
}

function isNode(text: string): boolean {
  return /^[0-9a-f]{16}$/.test(text);
}

/** The wall time inside a reading: when the event was recorded. */
export function recordedAt(id: EventId): Instant {
  const text = id.slice(0, 24);
  if (!isInstant(text)) throw new RangeError(`Not a clock reading: ${id}`);
  return text;
}

/** Which of its command's events it is: 0 for the first. */
export function counterOf(id: EventId): number {
  return Number.parseInt(id.slice(25, 29), 16);
}

/** The page load that made the reading. */
export function nodeOf(id: string): string {
  return id.slice(30);
}

/** How many commands these events come from; a move that re-ranked its neighbours counts once. */
export function commandsAmong(events: readonly { readonly id: string }[]): number {
  const keys = new Set<string>();
  let [time, node] = ['', ''];
  for (const { id } of events) {
    // Mostly they stand together, of some commands by the thousand.
    if (time !== '' && id.startsWith(time) && id.endsWith(node)) continue;
    time = id.slice(0, 24);
    node = nodeOf(id);
    keys.add(commandKey(id));
  }
  return keys.size;
}

/** What the events of one command share, and no other command's have: time and node. */
export function commandKey(id: string): string {
  return `${id.slice(0, 24)}-${nodeOf(id)}`;
}

export function startClock(node: string): Clock {
  if (!isNode(node)) throw new RangeError(`A node is 16 hexadecimal digits, not “${node}”`);
  return { time: 0, node };
}

export function formatReading(time: number, counter: number, node: string): EventId {
  return readingAt(instantOf(time), counter, node);
}

function readingAt(instant: Instant, counter: number, node: string): EventId {
  const text = `${instant}-${counter.toString(16).padStart(4, '0')}-${node}`;
  if (!isEventId(text)) throw new RangeError(`Not a clock reading: ${text}`);
  return text;
}

/**
 * The time of the next command: later than every reading the clock has made or taken in. `now`: the wall clock, in
 * milliseconds; one beyond all readings is not believed.
 */
export function takeTime(clock: Clock, now: number): { clock: Clock; time: number } {
  const time = Math.max(now <= lastTime ? now : 0, clock.time + 1);
  return { clock: { ...clock, time }, time };
}

/** Readings for one command of `count` events. Throws RangeError past 65,536 events. */
export function takeReadings(
  clock: Clock,
  now: number,
  count: number,
): { clock: Clock; ids: EventId[] } {
  if (count > mostReadings) throw new RangeError(`${count} readings are more than ${mostReadings}`);
  const taken = takeTime(clock, now);
  const instant = instantOf(taken.time);
  const ids = Array.from({ length: count }, (_, counter) =>
    readingAt(instant, counter, clock.node),
  );
  return { clock: taken.clock, ids };
}

/**
 * Milliseconds by which a reading is ahead of what may be accepted; 0 if it may be. `own`: the receiver's own
 * reading in milliseconds, which is its wall clock or the newest event it has taken, whichever is later.
 */
export function driftBeyondLimit(id: EventId, own: number): number {
  return Math.max(0, Date.parse(recordedAt(id)) - own - maximumDrift);
}

/**
 * The clock after a reading was taken in, however far ahead: what is recorded next must be later than all that
 * was known. Whether a reading may be taken in at all is for the server to say (`driftBeyondLimit`).
 */
export function observeReading(clock: Clock, id: EventId): Clock {
  const time = Date.parse(recordedAt(id));
  return time <= clock.time ? clock : { ...clock, time };
}
