/**
 * A moment in UTC, in the one normal form whose strings sort as the moments do: `2025-11-05T09:00:00.000Z`.
 */

declare const instantBrand: unique symbol;
export type Instant = string & { readonly [instantBrand]: true };

const normalForm =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** Up to here every month has the day, so the calendar need not be asked. */
const safeDay = '28';

export function isInstant(text: string): text is Instant {
  if (!normalForm.test(text)) return false;
  if (text.slice(8, 10) <= safeDay) return true;
  const milliseconds = Date.parse(text);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString() === text;
}

/** What `toISOString` gives is in normal form, unless the year has more than four digits. */
function isFourDigitYear(text: string): text is Instant {
  return text.length === 24;
}

/** Milliseconds since 1970 → instant. Throws RangeError outside the years 0000 to 9999. */
export function instantOf(milliseconds: number): Instant {
  const text = new Date(milliseconds).toISOString();
  if (!isFourDigitYear(text)) throw new RangeError(`Not a moment Parley can write down: ${text}`);
  return text;
}

export function earlierOf(one: Instant, other: Instant): Instant {
  if (one < other) return one;
  return other;
}

/** The last instant of a calendar day in UTC: `2025-11-05` → `2025-11-05T23:59:59.999Z`. */
export function endOfDay(date: CalendarDate): Instant {
  const text = `${date}T23:59:59.999Z`;
  if (!isInstant(text)) throw new RangeError(`Not a calendar date: ${date}`);
  return text;
}

/** A day (`2025-11-05`) or, where only that is known, a month (`2017-10`). */
export type CalendarDate = string;

export function isCalendarDate(text: string): text is CalendarDate {
  if (/^\d{4}-\d{2}$/.test(text)) return isInstant(`${text}-01T00:00:00.000Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && isInstant(`${text}T00:00:00.000Z`);
}
