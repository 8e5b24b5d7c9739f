/**
 * The view: what of the page lives in the address, so that a copied link shows the same: `/d/us-india/table` says how,
 * `?country=US&status=open` what. Params are read leniently (a word that is not known is as if it were not there) and
 * written plainly.
 */
import { type Filter, noFilter } from '#src/domain/filter.ts';
import { type IssueId, isIssueId, isPartyCode, isSlug, slugOf } from '#src/domain/ids.ts';
import { type CalendarDate, isCalendarDate } from '#src/domain/instant.ts';
import { type FieldName, fieldNames, issueFields } from '#src/domain/issue-fields.ts';
import { bases, categories, statuses } from '#src/domain/vocabulary.ts';

/** What a table can be put in order by, beside the fields it has columns of. */
const otherSortKeys = ['status', 'notes', 'passages', 'moved', 'added'] as const;
export type SortKey = FieldName | (typeof otherSortKeys)[number];

export const columnFields: readonly FieldName[] = fieldNames.filter(
  (name) => issueFields[name].isColumn,
);
export const sortKeys: readonly SortKey[] = [...columnFields, ...otherSortKeys];

export interface Sort {
  readonly key: SortKey;
  readonly direction: 'ascending' | 'descending';
}

/** In the order in which they are offered. */
export const layouts = ['board', 'table'] as const;
export type Layout = (typeof layouts)[number];

export interface View {
  readonly filter: Filter;
  readonly layout: Layout;
  /** The order of the table; null for that of the board. */
  readonly sort: Sort | null;
  /** The issue whose panel is open. */
  readonly issue: IssueId | null;
  /** The day for which the dossier is shown; null for today. */
  readonly asOf: CalendarDate | null;
}

/** Where a dossier is shown, as a board unless it is said how. */
export function dossierPath(dossier: string, layout: Layout = 'board'): string {
  return layout === 'board' ? `/d/${dossier}` : `/d/${dossier}/${layout}`;
}

/** All dossiers there are. */
export const dossiersAddress = '/dossiers';

/** The same, with the dialog that begins one. */
export const newDossierAddress = '/dossiers?new';

/** The same, with the dialog that takes one in. */
export const importAddress = '/dossiers?import';

/** Which of its dialogs the page of all dossiers has open; null for none. */
export function dialogIn(search: string): 'new' | 'import' | null {
  const params = new URLSearchParams(search);
  if (params.has('new')) return 'new';
  return params.has('import') ? 'import' : null;
}

/** The dossier on whose page one is; null on any other. */
export function dossierIn(path: string): string | null {
  const slug = /^\/d\/([^/]+)/.exec(path)?.[1];
  return slug !== undefined && isSlug(slug) ? slug : null;
}

/** The whole address of a view, from the path on. */
export function viewAddress(dossier: string, view: View): string {
  return `${dossierPath(dossier, view.layout)}${formatViewParams(paramsOf(view))}`;
}

/** What the part of a path after the dossier says; the board where it says nothing, null where it is no view. */
export function parseLayout(part: string | undefined): Layout | null {
  return part === undefined ? 'board' : oneOf(layouts, part);
}

/** Which dossier a path shows, and how; null for any other page’s. */
export function parseDossierPath(path: string): { dossier: string; layout: Layout } | null {
  const [, place, dossier, part] = path.split('/');
  const layout = parseLayout(part);
  return place !== 'd' || !dossier || layout === null ? null : { dossier, layout };
}

/** Search params as the address holds them. */
export interface ViewParams {
  country?: string;
  q?: string;
  category?: string;
  status?: string;
  basis?: string;
  notes?: string;
  sort?: string;
  dir?: string;
  issue?: string;
  asOf?: string;
}

function paramsOf({ filter, sort, issue, asOf }: View): ViewParams {
  const params: ViewParams = {};
  if (filter.countries.length > 0) params.country = filter.countries.join(',');
  if (filter.text !== '') params.q = filter.text;
  if (filter.category) params.category = filter.category;
  if (filter.status) params.status = filter.status;
  if (filter.basis) params.basis = filter.basis;
  if (filter.hasNotes) params.notes = '1';
  if (sort) params.sort = sort.key;
  if (sort?.direction === 'descending') params.dir = 'desc';
  if (issue) params.issue = slugOf(issue);
  if (asOf) params.asOf = asOf;
  return params;
}

export function viewOf(params: ViewParams, layout: Layout = 'board'): View {
  const issue = `issue:${params.issue ?? ''}`;
  const key = oneOf(sortKeys, params.sort);
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
    layout,
    sort: key && { key, direction: params.dir === 'desc' ? 'descending' : 'ascending' },
    issue: isIssueId(issue) ? issue : null,
    asOf: isDay(params.asOf) ? params.asOf : null,
  };
}

const names: readonly (keyof ViewParams)[] = [
  'country',
  'q',
  'category',
  'status',
  'basis',
  'notes',
  'sort',
  'dir',
  'issue',
  'asOf',
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
function formatViewParams(params: ViewParams): string {
  const search = new URLSearchParams();
  for (const name of names) {
    const value = params[name];
    if (value !== undefined) search.set(name, value);
  }
  const text = search.toString().replaceAll('%2C', ',');
  return text === '' ? '' : `?${text}`;
}

/** A whole day; a month alone names no moment at which to stand. */
function isDay(date: string | undefined): date is CalendarDate {
  return date?.length === 10 && isCalendarDate(date);
}

function oneOf<T extends string>(words: readonly T[], word: string | undefined): T | null {
  return words.find((known) => known === word) ?? null;
}
