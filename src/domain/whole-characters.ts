/**
 * Cutting a text between characters as a reader sees them, never within one: 👩‍🌾 is one, of five code units, कि is one,
 * of two. What is one is a matter of Unicode's grapheme clusters (UAX #29), as the platform knows them.
 */

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A cluster can be as long as its author likes; beyond this it is cut between code points, never within one. */
const longestWhole = 64;

/** The longest beginning of at most `most` code units that ends where a character does. */
export function cutTo(text: string, most: number): string {
  if (text.length <= most) return text;
  let end = 0;
  for (const { index, segment } of segmenter.segment(text.slice(0, most + longestWhole))) {
    if (index + segment.length > most) break;
    end = index + segment.length;
  }
  return text.slice(0, end === 0 ? codePointStart(text, most) : end);
}

/** Of these each is a character, and nothing has to be asked of the platform. */
const plain = /^[ -~]*$/;

/** The first characters of a text, and “…” where there are more: `Rules of or…`. */
export function shorten(text: string, characters: number): string {
  if (plain.test(text.slice(0, characters + 1))) {
    return text.length > characters ? `${text.slice(0, characters)}…` : text;
  }
  let end = 0;
  let count = 0;
  for (const { index, segment } of segmenter.segment(text)) {
    if (count === characters) return `${text.slice(0, end)}…`;
    if (segment.length > longestWhole) {
      return `${text.slice(0, codePointStart(text, index + longestWhole))}…`;
    }
    end = index + segment.length;
    count += 1;
  }
  return text;
}

/** Between two of these a character always ends, and nothing has to be asked of the platform. */
const plainPair = /^[ -~]{2}$/;

function isPlainEdge(text: string, index: number): boolean {
  return plainPair.test(text.slice(Math.max(0, index - 1), index + 1));
}

/** The nearest place at or before `index` that is not within a character, however long that is. */
export function characterStart(text: string, index: number): number {
  if (isPlainEdge(text, index)) return index;
  return segmenter.segment(text).containing(index)?.index ?? Math.min(index, text.length);
}

/** The same at or after `index`. */
export function characterEnd(text: string, index: number): number {
  if (isPlainEdge(text, index)) return index;
  const around = segmenter.segment(text).containing(index);
  if (around === undefined || around.index === index) return Math.min(index, text.length);
  return around.index + around.segment.length;
}

/** Where its characters begin, and where the last one ends: `né` → 0, 1, 2. */
export function characterEdges(text: string): number[] {
  return [...Array.from(segmenter.segment(text), ({ index }) => index), text.length];
}

/** The nearest place at or before `index` that is not within a surrogate pair. */
export function codePointStart(text: string, index: number): number {
  const isWithinPair =
    /[\uD800-\uDBFF]/.test(text.charAt(index - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(index));
  return isWithinPair ? index - 1 : index;
}
