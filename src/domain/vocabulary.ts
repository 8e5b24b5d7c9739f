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
