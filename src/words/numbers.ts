/** Numbers and lists as the page's language writes them. */
import { insertedOnce } from './inserted-text.ts';
import { inLanguage } from './language.ts';

const whole = inLanguage((tag) => new Intl.NumberFormat(tag));
const and = inLanguage((tag) => new Intl.ListFormat(tag, { type: 'conjunction' }));
const or = inLanguage((tag) => new Intl.ListFormat(tag, { type: 'disjunction' }));
const unit = inLanguage((tag) => new Intl.ListFormat(tag, { type: 'unit' }));

/** `8160` → “8,160”. */
export function formatCount(count: number): string {
  return whole().format(count);
}

/** “title, summary and tags”. */
export function listAll(texts: readonly string[]): string {
  return and().format(texts.map(insertedOnce));
}

/** “United States or India”. */
export function listAny(texts: readonly string[]): string {
  return or().format(texts.map(insertedOnce));
}

/** “dairy, tariffs”. */
export function listPlainly(texts: readonly string[]): string {
  return unit().format(texts.map(insertedOnce));
}

/** The same for a text that is copied or compared: nothing is added to what was written. */
export function listVerbatim(texts: readonly string[]): string {
  return unit().format(texts);
}

const sizes = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
const formats = sizes.map((size) =>
  inLanguage(
    (tag) => new Intl.NumberFormat(tag, { style: 'unit', unit: size, maximumSignificantDigits: 3 }),
  ),
);

/** `548_000` bytes → “548 kB”. */
export function formatBytes(bytes: number): string {
  let step = 0;
  let amount = bytes;
  while (amount >= 1_000 && step < sizes.length - 1) {
    amount /= 1_000;
    step += 1;
  }
  return formats[step]?.().format(amount) ?? '';
}
