/**
 * Dates as the page writes them: `5 Nov 2025`, `5 Nov 2025, 09:00`. An instant of exactly 00:00 UTC stands for a
 * day, and is that day in every time zone; any other is a moment, and is the reader's own day and hour.
 */

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const minute = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const calendarDay = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const longDay = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const longMonth = new Intl.DateTimeFormat('en-GB', {
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

function isDay(instant: string): boolean {
  return instant.endsWith('T00:00:00.000Z');
}

/** When something happened: an ISO instant → `5 Nov 2025`. */
export function formatDay(instant: string): string {
  if (!isDay(instant)) return formatMomentDay(instant);
  return calendarDay.format(new Date(instant)).replace('Sept', 'Sep');
}

/** The same with the hour, where there is one: an ISO instant → `5 Nov 2025, 09:00`. */
export function formatMinute(instant: string): string {
  if (isDay(instant)) return formatDay(instant);
  return minute.format(new Date(instant)).replace('Sept', 'Sep');
}

/** When something was recorded, which is a moment whatever its hour: an ISO instant → `5 Nov 2025`. */
export function formatMomentDay(instant: string): string {
  return day.format(new Date(instant)).replace('Sept', 'Sep');
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
  const format = date.length === 7 ? longMonth : longDay;
  return format.format(new Date(date.length === 7 ? `${date}-01` : date));
}
