/**
 * A moment in UTC, in the one normal form whose strings sort as the moments do: `2025-11-05T09:00:00.000Z`.
 */

declare const instantBrand: unique symbol;
export type Instant = string & { readonly [instantBrand]: true };

const normalForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

export function isInstant(text: string): text is Instant {
  if (!normalForm.test(text)) return false;
  const milliseconds = Date.parse(text);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString() === text;
}

/** Milliseconds since 1970 → instant. Throws RangeError outside the years 0000 to 9999. */
export function instantOf(milliseconds: number): Instant {
  const text = new Date(milliseconds).toISOString();
  if (!isInstant(text)) throw new RangeError(`Not a moment Parley can write down: ${text}`);
  return text;
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
