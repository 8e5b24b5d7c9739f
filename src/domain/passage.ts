/**
 * A passage: a place in a document, kept as its words, the text around them and their position, so that it can
 * still be found when the document is corrected. In a source it is a quotation; in a digest it is not. Selectors as in the W3C Web Annotation Data Model: TextQuoteSelector
 * (`exact`, `prefix`, `suffix`) and TextPositionSelector (`start`), counted in UTF-16 code units from the
 * start of the document's paragraphs joined by a line feed.
 */
import type { DocumentId } from './ids.ts';
import { codePointStart } from './whole-characters.ts';

export interface Passage {
  readonly document: DocumentId;
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly start: number;
}

/** Code units of context kept on each side of a passage. */
const contextLength = 32;

export function textOf(paragraphs: readonly string[]): string {
  return paragraphs.join('\n');
}

/** Where a passage stands in each paragraph it touches, as [start, end) within that paragraph. */
export type Placement = readonly {
  readonly paragraph: number;
  readonly start: number;
  readonly end: number;
}[];

/** Finds a passage at its position or, where the document has changed, at the nearest place with its words. */
export function placementOf(paragraphs: readonly string[], passage: Passage): Placement {
  const text = textOf(paragraphs);
  const start = nearest(text, passage.exact, passage.start);
  if (start < 0) return [];
  const end = start + passage.exact.length;
  let offset = 0;
  return paragraphs.flatMap((words, paragraph) => {
    const from = offset;
    offset += words.length + 1;
    const part = {
      paragraph,
      start: Math.max(0, start - from),
      end: Math.min(words.length, end - from),
    };
    return part.start < part.end ? [part] : [];
  });
}

function nearest(text: string, exact: string, start: number): number {
  if (text.startsWith(exact, start)) return start;
  const before = text.lastIndexOf(exact, start);
  const after = text.indexOf(exact, start);
  if (before < 0 || after < 0) return Math.max(before, after);
  return start - before <= after - start ? before : after;
}

/**
 * The passage for the first place where `exact` stands in the paragraphs.
 * Throws if it does not stand there word for word: words that are not in their document are no evidence.
 */
export function passageIn(
  document: DocumentId,
  paragraphs: readonly string[],
  exact: string,
): Passage {
  const text = textOf(paragraphs);
  const start = text.indexOf(exact);
  if (exact === '' || start < 0) throw new Error(`“${exact}” is not in ${document}`);
  const end = start + exact.length;
  return {
    document,
    exact,
    prefix: text.slice(codePointStart(text, Math.max(0, start - contextLength)), start),
    suffix: text.slice(end, codePointStart(text, end + contextLength)),
    start,
  };
}
