/**
 * Text that a spreadsheet would run as a formula is made harmless where it is written, and comes back as it was. A text
 * that begins so gets an apostrophe before it; so does one that has apostrophes before such a beginning already, whence
 * every text has its own form (OWASP, CSV injection).
 */

const risky = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

export function makeHarmless(text: string): string {
  return risky.test(text) ? `'${text}` : text;
}

export function fromHarmless(text: string): string {
  return text.startsWith("'") && risky.test(text) ? text.slice(1) : text;
}
