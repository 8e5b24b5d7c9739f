/**
 * The dossier as of a date: what had happened by the end of that day in UTC, so that an address shows everybody the
 * same. Without a date, or where the day has not ended, it is the dossier as it stands. What is computed for a date is
 * kept as long as the fold it comes from; other dates take its place.
 */
import { type Board, boardAsOf, type Folded } from '#src/domain/board.ts';
import type { LogEvent } from '#src/domain/event.ts';
import { type CalendarDate, endOfDay, type Instant, instantOf } from '#src/domain/instant.ts';
import { eventsUntil } from '#src/domain/log.ts';

/** The moment that the dossier is shown for; null for what it is now. `now`: the wall clock, in milliseconds. */
export function pastMoment(asOf: CalendarDate | null, now: number): Instant | null {
  if (asOf === null) return null;
  const end = endOfDay(asOf);
  return end < instantOf(now) ? end : null;
}

const boards = new WeakMap<Folded, { readonly moment: Instant; readonly board: Board }>();

export function boardAt(folded: Folded, moment: Instant | null): Board {
  if (moment === null) return folded.board;
  const known = boards.get(folded);
  if (known?.moment === moment) return known.board;
  const board = boardAsOf(folded, moment);
  boards.set(folded, { moment, board });
  return board;
}

const noEvents: readonly LogEvent[] = [];

interface Until {
  readonly moment: Instant;
  readonly events: readonly LogEvent[];
}

const untils = new WeakMap<readonly LogEvent[], Until>();

/** What is in the log about a subject by then, in fold order; the same array as long as that is the same. */
export function eventsAt(
  { log }: Folded,
  subject: string,
  moment: Instant | null,
): readonly LogEvent[] {
  const all = log.get(subject) ?? noEvents;
  if (moment === null) return all;
  const known = untils.get(all);
  if (known?.moment === moment) return known.events;
  const events = eventsUntil(all, moment);
  untils.set(all, { moment, events });
  return events;
}
