/**
 * Reading what another program wrote, as far as it can be read: a field of another kind than it should be is passed over
 * and named, and the others are taken. Texts come out as they can be stored.
 */
import * as v from 'valibot';
import { type Instant, instantOf } from '#src/domain/instant.ts';
import { isStorable } from '#src/domain/written-text.ts';

/**
 * What a schema of fields that may all be missing makes of it; null where it is no object, or lacks what it cannot be
 * without. `onFault`: told each field that is of another kind.
 */
export function readFields<T>(
  schema: v.GenericSchema<unknown, T>,
  value: unknown,
  onFault: (field: string) => void = () => {},
): T | null {
  const whole = v.safeParse(schema, value);
  if (whole.success) return whole.output;
  if (typeof value !== 'object' || value === null) return null;
  const faulty = new Set(whole.issues.map(({ path }) => String(path?.[0]?.key)));
  for (const field of faulty) onFault(field);
  const others = Object.entries(value).filter(([name]) => !faulty.has(name));
  const rest = v.safeParse(schema, Object.fromEntries(others));
  return rest.success ? rest.output : null;
}

/** Each line with one end, and every character that no store takes replaced by U+FFFD. */
function storableText(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n');
  return isStorable(lines) ? lines : lines.replace(/[\0\ud800-\udfff]/gu, '\ufffd');
}

/** However a name was broken, it is one line. */
function onOneLine(text: string): string {
  return text
    .split(/[\n\u2028\u2029]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
}

const isoForm = /^\d{4}-\d{2}-\d{2}T[0-9:.]+(?:Z|[+-]\d{2}:?\d{2})$/;

/** `2025-11-05T09:00:00.000Z`, at any offset → the instant; null for any other text. */
function readInstant(text: string): Instant | null {
  const milliseconds = isoForm.test(text) ? Date.parse(text) : Number.NaN;
  const isWritable = milliseconds >= 0 && milliseconds < Date.UTC(10_000, 0);
  return isWritable ? instantOf(milliseconds) : null;
}

/** Fields that may be missing. What stands there and is of another kind is a fault. */
export const loose = {
  id: v.nullish(v.string(), null),
  flag: v.nullish(v.boolean(), null),
  number: v.nullish(v.number(), 0),
  list: v.nullish(v.array(v.unknown()), []),
  text: v.nullish(v.pipe(v.string(), v.transform(storableText)), null),
  line: v.nullish(
    v.pipe(
      v.string(),
      v.transform((text) => onOneLine(storableText(text))),
    ),
    null,
  ),
  instant: v.nullish(
    v.pipe(
      v.string(),
      v.transform(readInstant),
      v.check((instant) => instant !== null),
    ),
    null,
  ),
};
