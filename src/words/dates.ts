/**
 * Dates as the page writes them: `5 Nov 2025`, `5 Nov 2025, 09:00`. An instant of exactly 00:00 UTC stands for a
 * day, and is that day in every time zone; any other is a moment, and is the reader's own day and hour.
 */
import { inLanguage } from './language.ts';

type Style = Intl.DateTimeFormatOptions;

const inShort: Style = { day: 'numeric', month: 'short', year: 'numeric' };
const inFull: Style = { day: 'numeric', month: 'long', year: 'numeric' };

/** Dates in that style; in English `Sep`, as long as every other month, where some browsers write `Sept`. */
function dates(style: Style): (instant: string) => string {
  const format = inLanguage((tag) => {
    const dated = new Intl.DateTimeFormat(tag, style);
    return tag.startsWith('en')
      ? (date: Date) => dated.format(date).replace('Sept ', 'Sep ')
      : (date: Date) => dated.format(date);
  });
  return (instant) => format()(new Date(instant));
}

const day = dates(inShort);
const minute = dates({ ...inShort, hour: '2-digit', minute: '2-digit' });
const calendarDay = dates({ ...inShort, timeZone: 'UTC' });
const longDay = dates({ ...inFull, timeZone: 'UTC' });
const longMonth = dates({ month: 'long', year: 'numeric', timeZone: 'UTC' });

function isDay(instant: string): boolean {
  return instant.endsWith('T00:00:00.000Z');
}

/** When something happened: an ISO instant → `5 Nov 2025`. */
export function formatDay(instant: string): string {
  if (!isDay(instant)) return formatMomentDay(instant);
  return calendarDay(instant);
}

/** The same with the hour, where there is one: an ISO instant → `5 Nov 2025, 09:00`. */
export function formatMinute(instant: string): string {
  if (isDay(instant)) return formatDay(instant);
  return minute(instant);
}

/** When something was recorded, which is a moment whatever its hour: an ISO instant → `5 Nov 2025`. */
export function formatMomentDay(instant: string): string {
  return day(instant);
}

/** For the `datetime` of a `time`: a day → `2025-11-05`, a moment as it is. */
export function machineDate(instant: string): string {
  return isDay(instant) ? instant.slice(0, 10) : instant;
}

/** Whether what happened at `at` was recorded on that day; for a day, by the reader's calendar or by UTC. */
export function isRecordedOnDay(at: string, recordedAt: string): boolean {
  if (formatMomentDay(recordedAt) === formatDay(at)) return true;
  return isDay(at) && recordedAt.slice(0, 10) === at.slice(0, 10);
}

/** A calendar date, which has no time zone, in full: `2025-11-05` → `5 November 2025`, `2017-10` → `October 2017`. */
export function formatCalendarDate(date: string): string {
  return date.length === 7 ? longMonth(`${date}-01`) : longDay(date);
}

/** A past date that is shown, in full: an ISO instant → `22 June 2023`. */
export function formatMomentInFull(instant: string): string {
  return longDay(instant);
}

/** The same in short: an ISO instant → `22 Jun 2023`. */
export function formatCalendarDay(instant: string): string {
  return calendarDay(instant);
}
