/** The closed word lists of a dossier, as the page says them. */
import type { Basis, Category, Status } from '#src/domain/vocabulary.ts';
import * as words from './compiled/vocabulary.ts';

type Labels<T extends string> = Readonly<Record<T, () => string>>;

const statuses: Labels<Status> = {
  open: words.open,
  'under-discussion': words.underDiscussion,
  resolved: words.resolved,
};

const bases: Labels<Basis> = { stated: words.stated, inferred: words.inferred };

const categories: Labels<Category> = {
  'import-policies': words.importPolicies,
  tbt: words.tbt,
  sps: words.sps,
  procurement: words.procurement,
  ip: words.ip,
  services: words.services,
  'digital-trade': words.digitalTrade,
  subsidies: words.subsidies,
  other: words.other,
};

const expansions: Partial<Labels<Category>> = {
  tbt: words.tbtInFull,
  sps: words.spsInFull,
  ip: words.ipInFull,
};

export function statusLabel(status: Status): string {
  return statuses[status]();
}

export function basisLabel(basis: Basis): string {
  return bases[basis]();
}

export function categoryLabel(category: Category): string {
  return categories[category]();
}

/** The long form of a label that is an abbreviation, for a tooltip or a first mention. */
export function categoryInFull(category: Category): string | undefined {
  return expansions[category]?.();
}

/** The whole name, with the label where that is an abbreviation: “Technical barriers to trade (TBT)”. */
export function categoryNamed(category: Category): string {
  const name = categoryInFull(category);
  const short = categoryLabel(category);
  return name === undefined ? short : words.categoryNamed({ name, short });
}
