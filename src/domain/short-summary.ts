/** The beginning of an issue's summary as plain text, for a line or two: Markdown's marks are left out. */
import type { IssueFields } from './issue-fields.ts';
import { shorten } from './whole-characters.ts';

/** Characters: more than two lines of the widest column hold. */
const most = 240;

type Summarised = Pick<IssueFields, 'summary'>;

const shortened = new WeakMap<Summarised, string>();

export function shortSummary(issue: Summarised): string {
  const known = shortened.get(issue);
  if (known !== undefined) return known;
  const plain = issue.summary
    .slice(0, 4 * most)
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+|\d+[.)]\s+)/gm, '')
    .replace(/(\*\*|__|~~|`)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const short = shorten(plain, most);
  shortened.set(issue, short);
  return short;
}
