/**
 * Days as people and programs write them: `2025-11-05`, `05/11/2025`, `5 Nov 2025`, `Nov 5, 2025`, `45966`. Whether
 * `05/11/2025` is in May or in November is not in the text; what else is in its column may tell, else somebody is asked.
 */
import {
  type CalendarDate,
  type Instant,
  instantOf,
  isCalendarDate,
  isInstant,
} from '#src/domain/instant.ts';

/** `day`, `month`: what comes first. */
export type DayOrder = 'day' | 'month';

/** Names of each month from January on, long and short, in small letters without a point. */
export type MonthNames = readonly (readonly string[])[];

type Parts = readonly [year: number, month: number, day: number];

const withZone = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** Midnight of the day, in UTC; a moment, where the text says one with its zone. Null where it is none. */
export function readMoment(text: string, order: DayOrder, months: MonthNames): Instant | null {
  const written = text.trim();
  if (withZone.test(written)) {
    const moment = Date.parse(written);
    const day = `${written.slice(0, 10)}${written.slice(10, 11)}00:00:00.000Z`;
    return Number.isNaN(moment) || !isInstant(day) ? null : instantOf(moment);
  }
  // A time without its zone is no moment; the day is kept.
  const day = written.replace(/[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]m)?$/i, '');
  const date = dateOf(readParts(day, order, months));
  return date === null ? null : instantOf(Date.parse(date));
}

/** What the texts of a column say of their order: `either` where some could be read both ways, or contradict each other. */
export type FoundOrder = DayOrder | 'either' | null;

/** Finds it out from one text after another. */
export function createOrderFinder() {
  let isDayFirst = false;
  let isMonthFirst = false;
  let isAny = false;
  return {
    add: (text: string) => {
      const pair = slashForm.exec(text);
      if (!pair) return;
      isAny = true;
      if (Number(pair[1]) > 12) isDayFirst = true;
      if (Number(pair[2]) > 12) isMonthFirst = true;
    },
    found: (): FoundOrder => {
      if (isDayFirst !== isMonthFirst) return isDayFirst ? 'day' : 'month';
      return isAny ? 'either' : null;
    },
  };
}

const slashForm = /^\s*(\d{1,2})[/-](\d{1,2})[/-](?:\d{4}|\d{2})(?!\d)/;

function readParts(text: string, order: DayOrder, months: MonthNames): Parts | null {
  const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (yearFirst) return [Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3])];
  // Between points the day comes first wherever they are used.
  const pointed = /^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2})$/.exec(text);
  if (pointed) return [fullYear(pointed[3]), Number(pointed[2]), Number(pointed[1])];
  const numbers = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})$/.exec(text);
  if (numbers) {
    const [, first, second, year] = numbers;
    const [day, month] = order === 'day' ? [first, second] : [second, first];
    return [fullYear(year), Number(month), Number(day)];
  }
  if (/^\d{5}(?:\.\d+)?$/.test(text)) return serialDay(Number(text));
  return namedMonth(text, months);
}

function namedMonth(text: string, months: MonthNames): Parts | null {
  const dayFirst =
    /^(\d{1,2})(?:st|nd|rd|th|\.)?[ -]?(?:of )?(\p{L}+)\.?,?[ -]?(\d{4}|\d{2})$/iu.exec(text);
  if (dayFirst) return withName(dayFirst[3], dayFirst[2], dayFirst[1], months);
  const monthFirst = /^(\p{L}+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/iu.exec(text);
  if (monthFirst) return withName(monthFirst[3], monthFirst[1], monthFirst[2], months);
  return null;
}

function withName(year = '', name = '', day = '', months: MonthNames): Parts | null {
  const month = months.findIndex((names) => names.includes(name.toLowerCase()));
  return month < 0 ? null : [fullYear(year), month + 1, Number(day)];
}

/** `25` → 2025, `95` → 1995. */
function fullYear(written = ''): number {
  const year = Number(written);
  if (written.length > 2) return year;
  return year < 70 ? 2_000 + year : 1_900 + year;
}

/** Days of a spreadsheet count from 30 December 1899; here those from 1955 to 2119. */
function serialDay(serial: number): Parts | null {
  if (serial < 20_000 || serial > 80_000) return null;
  const date = new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000);
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
}

/**
 * A moment that a spreadsheet counts as a number, as its cell shows it: `45788`, “05/11/25” → `2025-05-11`. Null where the cell
 * shows something else of that number. In whichever order and language, a day is shown with its day and its year.
 */
export function shownMoment(serial: number, shown: string): string | null {
  const parts = serialDay(serial);
  const date = dateOf(parts);
  if (parts === null || date === null) return null;
  const [year, , day] = parts;
  const numbers = (shown.match(/\d+/g) ?? []).map(Number);
  if (!numbers.includes(day)) return null;
  if (!numbers.includes(year) && !numbers.includes(year % 100)) return null;
  const seconds = Math.round((serial % 1) * 86_400);
  if (seconds === 0 || seconds === 86_400) return date;
  const two = (part: number) => `${part}`.padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return `${date} ${two(hours)}:${two(minutes)}:${two(seconds % 60)}`;
}

function dateOf(parts: Parts | null): CalendarDate | null {
  if (parts === null) return null;
  const [year, month, day] = parts;
  const two = (part: number) => `${part}`.padStart(2, '0');
  const date = `${`${year}`.padStart(4, '0')}-${two(month)}-${two(day)}`;
  return isCalendarDate(date) ? date : null;
}
