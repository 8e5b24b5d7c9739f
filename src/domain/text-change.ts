/**
 * Where two wordings of a text part company: of each, the part that differs, with a little of what stands before it, cut
 * between characters. `It lapsed in 2019. It is back.` and `It lapsed in 2020. It is back.` → `…lapsed in 2019. It…`.
 */
import { cutTo, shorten } from './whole-characters.ts';

/** Code units of what both have in common that are shown before the difference. */
const context = 24;

/** `characters`: the most that is shown of each, beside its “…”. */
export function differingParts(
  before: string,
  after: string,
  characters: number,
): { readonly before: string; readonly after: string } {
  const start = contextStart(before, after);
  const part = (text: string) => `${start > 0 ? '…' : ''}${shorten(text.slice(start), characters)}`;
  return { before: part(before), after: part(after) };
}

/** Where to begin, so that the difference is among what is shown; 0 where that is near enough. */
function contextStart(before: string, after: string): number {
  let shared = 0;
  while (shared < before.length && before[shared] === after[shared]) shared += 1;
  if (shared <= 2 * context) return 0;
  // Within what both have in common the characters are the same, the last of them apart.
  const start = cutTo(before, shared - context).length;
  const space = before.lastIndexOf(' ', start);
  return start - space < context ? space + 1 : start;
}
