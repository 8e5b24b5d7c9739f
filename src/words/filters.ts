/** A filter in words, for a sheet of paper, which has no buttons to show what is pressed. */
import { type Filter, isFiltering } from '#src/domain/filter.ts';
import * as words from './compiled/print.ts';
import { listAny } from './numbers.ts';
import { partyName } from './parties.ts';
import { basisLabel, categoryLabel, statusLabel } from './vocabulary.ts';

/** “All 11 issues.”, or “3 of 11 issues: asked by India; status Open; with notes.” */
export function describeShown(filter: Filter, shown: number, total: number): string {
  if (!isFiltering(filter)) return words.allIssues({ count: total });
  return words.issuesOf({ shown, total, conditions: describeConditions(filter) });
}

function describeConditions(filter: Filter): string {
  const { countries, text, category, status, basis, hasNotes } = filter;
  const sought = text.trim();
  const conditions = [
    countries.length > 0 && words.askedBy({ parties: listAny(countries.map(partyName)) }),
    category && words.category({ category: categoryLabel(category) }),
    status && words.status({ status: statusLabel(status) }),
    basis && words.basis({ basis: basisLabel(basis) }),
    hasNotes && words.withNotes(),
    sought !== '' && words.withWords({ words: sought }),
  ];
  return conditions
    .filter((condition) => typeof condition === 'string')
    .reduce((first, next) => words.conditions({ first, next }));
}
