/**
 * The view: what of the page lives in the address, so that a copied link shows the same. It reads leniently
 * (a word it does not know is as if it were not there) and writes plainly: `?country=US&status=open&notes=1`.
 */
import { type Filter, noFilter } from '#src/domain/filter.ts';
import { type IssueId, isIssueId, isPartyCode, slugOf } from '#src/domain/ids.ts';
import { bases, categories, statuses } from '#src/domain/vocabulary.ts';

export interface View {
  readonly filter: Filter;
  /** The issue whose panel is open. */
  readonly issue: IssueId | null;
}

/** Search params as the address holds them. */
export interface ViewParams {
  country?: string;
  q?: string;
  category?: string;
  status?: string;
  basis?: string;
  notes?: string;
  issue?: string;
}

export function paramsOf({ filter, issue }: View): ViewParams {
  const params: ViewParams = {};
  if (filter.countries.length > 0) params.country = filter.countries.join(',');
  if (filter.text !== '') params.q = filter.text;
  if (filter.category) params.category = filter.category;
  if (filter.status) params.status = filter.status;
  if (filter.basis) params.basis = filter.basis;
  if (filter.hasNotes) params.notes = '1';
  if (issue) params.issue = slugOf(issue);
  return params;
}

export function viewOf(params: ViewParams): View {
  const issue = `issue:${params.issue ?? ''}`;
  return {
    filter: {
      ...noFilter,
      countries: (params.country ?? '').split(',').filter(isPartyCode),
      text: params.q ?? '',
      category: oneOf(categories, params.category),
      status: oneOf(statuses, params.status),
      basis: oneOf(bases, params.basis),
      hasNotes: params.notes === '1',
    },
    issue: isIssueId(issue) ? issue : null,
  };
}

const names: readonly (keyof ViewParams)[] = [
  'country',
  'q',
  'category',
  'status',
  'basis',
  'notes',
  'issue',
];

/** Query string → params; names it does not know are dropped. */
export function parseViewParams(search: string): ViewParams {
  const given = new URLSearchParams(search);
  const params: ViewParams = {};
  for (const name of names) {
    const value = given.get(name);
    if (value !== null && value !== '') params[name] = value;
  }
  return params;
}

/** Params → query string with its `?`, or nothing; a comma stays a comma. */
export function formatViewParams(params: ViewParams): string {
  const search = new URLSearchParams();
  for (const name of names) {
    const value = params[name];
    if (value !== undefined) search.set(name, value);
  }
  const text = search.toString().replaceAll('%2C', ',');
  return text === '' ? '' : `?${text}`;
}

function oneOf<T extends string>(words: readonly T[], word: string | undefined): T | null {
  return words.find((known) => known === word) ?? null;
}
