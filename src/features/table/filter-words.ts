/** A filter in words, for a sheet of paper, which has no buttons to show what is pressed. */
import { type Filter, isFiltering } from '#src/domain/filter.ts';
import { inserted } from '#src/domain/inserted-text.ts';
import { partyName } from '#src/domain/party.ts';
import { basisLabels, categoryLabels, statusLabels } from '#src/domain/vocabulary.ts';
import { countIssues } from '#src/domain/wording.ts';
import { formatCount } from '#src/ui/format-count.ts';

/** “All 11 issues”, or “3 of 11 issues: asked by India; status Open; with notes”. */
export function describeShown(filter: Filter, shown: number, total: number): string {
  if (!isFiltering(filter)) return `All ${countIssues(total)}`;
  const { countries, text, category, status, basis, hasNotes } = filter;
  const conditions = [
    countries.length > 0 && `asked by ${countries.map(partyName).join(' or ')}`,
    category && `category ${categoryLabels[category]}`,
    status && `status ${statusLabels[status]}`,
    basis && `basis ${basisLabels[basis]}`,
    hasNotes && 'with notes',
    text.trim() !== '' && `with the words “${inserted(text.trim())}”`,
  ];
  return `${formatCount(shown)} of ${countIssues(total)}: ${conditions.filter(Boolean).join('; ')}`;
}
