/** Dates as the page writes them, in the reader's own time zone: `5 Nov 2025`, `5 Nov 2025, 09:00`. */

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
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const calendarMonth = new Intl.DateTimeFormat('en-GB', {
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** An ISO instant → `5 Nov 2025`. */
export function formatDay(instant: string): string {
  return day.format(new Date(instant)).replace('Sept', 'Sep');
}

/** An ISO instant → `5 Nov 2025, 09:00`. */
export function formatMinute(instant: string): string {
  return minute.format(new Date(instant)).replace('Sept', 'Sep');
}

/** A calendar date, which has no time zone, in full: `2025-11-05` → `5 November 2025`, `2017-10` → `October 2017`. */
export function formatCalendarDate(date: string): string {
  const format = date.length === 7 ? calendarMonth : calendarDay;
  return format.format(new Date(date.length === 7 ? `${date}-01` : date));
}
