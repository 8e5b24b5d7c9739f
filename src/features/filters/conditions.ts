/** The conditions of a filter that are chosen from a few words each: what they are called, and what they are set to. */
import type { Facets } from '#src/domain/facets.ts';
import type { Filter } from '#src/domain/filter.ts';
import { bases, categories, statuses } from '#src/domain/vocabulary.ts';
import * as words from '#src/words/compiled/filters.ts';
import { entryLabel } from '#src/words/fields.ts';
import { basisLabel, categoryInFull, categoryLabel, statusLabel } from '#src/words/vocabulary.ts';

export interface Option {
  readonly value: string;
  readonly label: string;
  /** How many issues it would show. */
  readonly count: number;
  readonly isOn: boolean;
  /** Sets it, or takes it off where it is on. */
  readonly change: Partial<Filter>;
}

export interface Condition {
  readonly name: string;
  readonly options: readonly Option[];
}

interface Choosing<T extends string> {
  readonly name: string;
  readonly values: readonly T[];
  readonly labelOf: (value: T) => string;
  readonly chosen: T | null;
  readonly counts: ReadonlyMap<string, number>;
  readonly set: (value: T | null) => Partial<Filter>;
}

/** Those that match something come first, each part in the order of the vocabulary. */
function conditionOf<T extends string>(choosing: Choosing<T>): Condition {
  const { name, values, labelOf, chosen, counts, set } = choosing;
  const options = values.map((value): Option => {
    const isOn = value === chosen;
    const count = counts.get(value) ?? 0;
    return { value, label: labelOf(value), count, isOn, change: set(isOn ? null : value) };
  });
  const matching = options.filter(({ count }) => count > 0);
  return { name, options: [...matching, ...options.filter(({ count }) => count === 0)] };
}

export function conditionsOf(filter: Filter, facets: Facets): readonly Condition[] {
  return [
    conditionOf({
      name: entryLabel('category'),
      values: categories,
      // There is room for what an abbreviation stands for.
      labelOf: (category) => categoryInFull(category) ?? categoryLabel(category),
      chosen: filter.category,
      counts: facets.category,
      set: (category) => ({ category }),
    }),
    conditionOf({
      name: entryLabel('status'),
      values: statuses,
      labelOf: statusLabel,
      chosen: filter.status,
      counts: facets.status,
      set: (status) => ({ status }),
    }),
    conditionOf({
      name: entryLabel('basis'),
      values: bases,
      labelOf: basisLabel,
      chosen: filter.basis,
      counts: facets.basis,
      set: (basis) => ({ basis }),
    }),
    {
      name: words.notes(),
      options: [
        {
          value: 'notes',
          label: words.withNotes(),
          count: facets.hasNotes,
          isOn: filter.hasNotes,
          change: { hasNotes: !filter.hasNotes },
        },
      ],
    },
  ];
}

export interface Chip {
  readonly field: string;
  readonly value: string;
  /** Takes it off. */
  readonly change: Partial<Filter>;
}

/** What is set of these, in the same order. */
export function chipsOf({ category, status, basis, hasNotes }: Filter): readonly Chip[] {
  const chips: Chip[] = [];
  const add = (field: string, value: string, change: Partial<Filter>) =>
    chips.push({ field, value, change });
  if (category) add(entryLabel('category'), categoryLabel(category), { category: null });
  if (status) add(entryLabel('status'), statusLabel(status), { status: null });
  if (basis) add(entryLabel('basis'), basisLabel(basis), { basis: null });
  if (hasNotes) add(words.notes(), words.withNotes(), { hasNotes: false });
  return chips;
}
