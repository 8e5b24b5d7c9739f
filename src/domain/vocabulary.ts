/**
 * The closed word lists of a dossier: statuses, bases, kinds of document and categories, in the order the page
 * shows them.
 * Categories follow the chapters of the USTR National Trade Estimate Report.
 */

export const statuses = ['open', 'under-discussion', 'resolved'] as const;
export type Status = (typeof statuses)[number];

/** `stated`: the source says who asks. `inferred`: the analyst concludes it. */
export const bases = ['stated', 'inferred'] as const;
export type Basis = (typeof bases)[number];

/** `source`: the publisher's own words. `digest`: what a source says, in the dossier's words. */
export const documentKinds = ['source', 'digest'] as const;
export type DocumentKind = (typeof documentKinds)[number];

export const categories = [
  'import-policies',
  'tbt',
  'sps',
  'procurement',
  'ip',
  'services',
  'digital-trade',
  'subsidies',
  'other',
] as const;
export type Category = (typeof categories)[number];

export const statusLabels: Readonly<Record<Status, string>> = {
  open: 'Open',
  'under-discussion': 'Under discussion',
  resolved: 'Resolved',
};

export const basisLabels: Readonly<Record<Basis, string>> = {
  stated: 'Stated',
  inferred: 'Inferred',
};

export const categoryLabels: Readonly<Record<Category, string>> = {
  'import-policies': 'Import policies',
  tbt: 'TBT',
  sps: 'SPS',
  procurement: 'Procurement',
  ip: 'IP',
  services: 'Services',
  'digital-trade': 'Digital trade',
  subsidies: 'Subsidies',
  other: 'Other',
};

/** The long form of the labels that are abbreviations, for a tooltip or a first mention. */
export const categoryExpansions: Readonly<Partial<Record<Category, string>>> = {
  tbt: 'Technical barriers to trade',
  sps: 'Sanitary and phytosanitary measures',
  ip: 'Intellectual property',
};
