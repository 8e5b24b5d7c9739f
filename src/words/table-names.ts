/**
 * What people call columns and what stands in them, in their own tables: “Asked by”, “State”, “In progress”. What is found
 * here is a proposal; it stands on the page, where it can be changed.
 */

import type { PartyCode } from '#src/domain/ids.ts';
import { isCalendarDate } from '#src/domain/instant.ts';
import {
  type Basis,
  bases,
  type Category,
  categories,
  type Status,
  statuses,
} from '#src/domain/vocabulary.ts';
import { type Column, type ColumnUse, isShared, valueKey } from '#src/formats/table-columns.ts';
import type { MonthNames } from '#src/formats/written-days.ts';
import { inLanguage } from './language.ts';
import { partyCalled } from './party-search.ts';
import { basisLabel, categoryInFull, categoryLabel, statusLabel } from './vocabulary.ts';

/** By how well they say it: where two columns claim one use, it is the one whose name stands further ahead. */
const columnNames: Readonly<Partial<Record<ColumnUse, readonly string[]>>> = {
  title: [
    'issue',
    'title',
    'issue title',
    'ask',
    'demand',
    'request',
    'card name',
    'task name',
    'name',
    'subject',
    'topic',
    'item',
    'task',
    'summary of issue',
  ],
  asker: [
    'asked by',
    'asker',
    'requested by',
    'raised by',
    'demanded by',
    'proposed by',
    'party',
    'side',
    'country',
    'asking party',
    'demandeur',
    'requester',
    'proponent',
    'origin',
    'from',
  ],
  basis: ['basis', 'stated or inferred', 'certainty'],
  status: [
    'status',
    'state',
    'stage',
    'progress',
    'phase',
    'list',
    'list name',
    'column',
    'outcome',
  ],
  category: ['category', 'type', 'area', 'chapter', 'sector', 'class', 'theme', 'kind'],
  summary: [
    'summary',
    'description',
    'details',
    'detail',
    'card description',
    'text',
    'background',
    'notes',
    'note',
    'comment',
    'comments',
    'remarks',
  ],
  date: [
    'in this status since',
    'status since',
    'since',
    'date',
    'status date',
    'last moved',
    'moved',
    'as of',
    'updated',
    'last updated',
    'last change',
    'date of last change',
    'changed',
    'when',
    'day',
    'added',
    'created',
  ],
  id: ['id', 'issue id', 'key', 'issue key', 'ref', 'reference', 'card id'],
  tags: ['tags', 'tag', 'labels', 'label', 'keywords', 'keyword'],
};

const statusNames: Readonly<Record<Status, readonly string[]>> = {
  open: [
    'open',
    'new',
    'to do',
    'todo',
    'backlog',
    'not started',
    'raised',
    'pending',
    'requested',
    'proposed',
    'outstanding',
    'unresolved',
    'asked',
    'tabled',
  ],
  'under-discussion': [
    'under discussion',
    'in discussion',
    'discussed',
    'discussion',
    'in progress',
    'doing',
    'ongoing',
    'on going',
    'negotiating',
    'in negotiation',
    'under negotiation',
    'being negotiated',
    'in talks',
    'active',
    'started',
    'under review',
    'in review',
    'under consideration',
    'wip',
  ],
  resolved: [
    'resolved',
    'done',
    'closed',
    'agreed',
    'settled',
    'complete',
    'completed',
    'concluded',
    'finished',
    'fixed',
    'solved',
    'granted',
    'implemented',
  ],
};

const categoryNames: Readonly<Record<Category, readonly string[]>> = {
  'import-policies': [
    'import policies',
    'import policy',
    'tariff',
    'tariffs',
    'market access',
    'quotas',
    'duties',
  ],
  tbt: ['tbt', 'standards', 'technical barriers', 'certification'],
  sps: ['sps', 'sanitary', 'phytosanitary', 'food safety'],
  procurement: ['procurement', 'government procurement', 'public procurement'],
  ip: ['ip', 'ipr', 'intellectual property rights', 'patents'],
  services: ['services', 'trade in services'],
  'digital-trade': ['digital trade', 'digital', 'e-commerce', 'ecommerce', 'data flows'],
  subsidies: ['subsidies', 'subsidy', 'export subsidies'],
  other: ['other', 'others', 'misc', 'miscellaneous'],
};

const basisNames: Readonly<Record<Basis, readonly string[]>> = {
  stated: ['stated', 'explicit', 'official'],
  inferred: ['inferred', 'implied', 'assumed', 'analyst'],
};

/** Names are compared without what stands between their words. */
function nameKey(text: string): string {
  return valueKey(text)
    .replace(/[-_/.:?]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The one of the words that a text names, as the page says it or as others do; null where none is. */
function namedIn<T extends string>(
  words: readonly T[],
  labels: (word: T) => readonly (string | undefined)[],
  others: Readonly<Record<T, readonly string[]>>,
): (text: string) => T | null {
  return (text) => {
    const key = nameKey(text);
    const isNamed = (word: T) =>
      [word, ...labels(word), ...others[word]].some(
        (name) => name !== undefined && nameKey(name) === key,
      );
    return words.find(isNamed) ?? null;
  };
}

export const statusCalled = namedIn(statuses, (status) => [statusLabel(status)], statusNames);
export const basisCalled = namedIn(bases, (basis) => [basisLabel(basis)], basisNames);
export const categoryCalled = namedIn(
  categories,
  (category) => [categoryLabel(category), categoryInFull(category)],
  categoryNames,
);

/** No party is called more than that. */
const longestName = 100;

/** `US ask`, `Asks of India`, `the EU`: the party; null where none is called so. */
export function askerCalled(text: string): PartyCode | null {
  if (text.length > longestName) return null;
  const bare = text
    .replace(/^\s*asks?\s+(?:of|by|from)\s+/i, '')
    .replace(/(?:['’]s?)?\s+asks?\s*$/i, '');
  return partyCalled(bare);
}

/** How well a name says that a column is used so: 0 is best; null where it does not. */
function claimOf(use: ColumnUse, name: string): number | null {
  const place = columnNames[use]?.indexOf(nameKey(name)) ?? -1;
  return place < 0 ? null : place;
}

export function isColumnName(name: string): boolean {
  return Object.values(columnNames).some((names) => names?.includes(nameKey(name)));
}

/** Uses in the order in which columns are found for them. */
const claimed = [
  'title',
  'asker',
  'status',
  'category',
  'basis',
  'date',
  'id',
  'summary',
] as const satisfies readonly ColumnUse[];

/** What each column is taken for until somebody says otherwise. `before`: what was said the last time, by name. */
export function proposeUses(
  columns: readonly Column[],
  before: (name: string) => ColumnUse | null,
): readonly ColumnUse[] {
  const uses: (ColumnUse | null)[] = columns.map(() => null);
  const isFree = (use: ColumnUse) => isShared(use) || !uses.includes(use);
  for (const [place, { name }] of columns.entries()) {
    const said = name === '' ? null : before(name);
    if (said !== null && isFree(said)) uses[place] = said;
  }
  for (const use of claimed) {
    if (!isFree(use)) continue;
    const claims = columns.flatMap(({ name }, place) => {
      const claim = uses[place] === null ? claimOf(use, name) : null;
      return claim === null ? [] : [{ place, claim }];
    });
    const best = claims.sort((a, b) => a.claim - b.claim)[0];
    if (best && (use !== 'category' || isOfCategories(columns[best.place]))) uses[best.place] = use;
    else if (best) uses[best.place] = 'tags';
  }
  for (const [place, column] of columns.entries()) {
    uses[place] ??= claimOf('tags', column.name) === null ? byContent(column, isFree) : 'tags';
  }
  // A list of nothing else is a list of issues.
  const [only] = columns;
  if (columns.length === 1 && only && uses[0] === 'none') uses[0] = 'title';
  return uses.map((use) => use ?? 'none');
}

/** Sectors and regions of one's own are better kept as tags than called “Other”. */
function isOfCategories(column: Column | undefined): boolean {
  const values = column?.values ?? [];
  const known = values.filter(({ text }) => categoryCalled(text) !== null).length;
  return known * 2 >= values.length;
}

/** A column whose name says nothing is known by what stands in it, where that is clear. */
function byContent({ values }: Column, isFree: (use: ColumnUse) => boolean): ColumnUse {
  if (values === null || values.length === 0) return 'none';
  const areAll = (called: (text: string) => unknown) =>
    values.every(({ text }) => called(text) !== null);
  if (isFree('status') && areAll(statusCalled)) return 'status';
  if (isFree('asker') && areAll(askerCalled)) return 'asker';
  if (isFree('category') && areAll(categoryCalled)) return 'category';
  if (isFree('date') && values.every(({ text }) => isCalendarDate(text))) return 'date';
  return 'none';
}

/** Names of the months as the page's language and English have them, in small letters. */
export const monthNames = inLanguage((tag): MonthNames => {
  const styles = ['long', 'short'] as const;
  const formats = ['en-GB', 'en-US', tag].flatMap((language) =>
    styles.map((month) => new Intl.DateTimeFormat(language, { month, timeZone: 'UTC' })),
  );
  return Array.from({ length: 12 }, (_, month) => {
    const day = Date.UTC(2025, month, 15);
    const names = formats.map((format) => format.format(day).toLowerCase().replace(/\.$/, ''));
    return [...new Set(names)];
  });
});
