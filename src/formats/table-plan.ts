/**
 * What taking a table's issues into a dossier comes to. An issue that is there already, by its id or else by its title and
 * asker, is brought up to what its row says and is not doubled; of what the row does not say, everything stays.
 */
import type { Board } from '#src/domain/board.ts';
import { cellKey } from '#src/domain/cells.ts';
import type { Intention } from '#src/domain/event.ts';
import type { IssueId, PartyCode } from '#src/domain/ids.ts';
import type { Issue } from '#src/domain/issue.ts';
import { changesTo, formNames, someFields } from '#src/domain/issue-fields.ts';
import type { Rank } from '#src/domain/rank.ts';
import { ranksFor } from './cell-ranks.ts';
import { valueKey } from './table-columns.ts';
import type { TableIssue } from './table-import.ts';

/** What becomes of issues that are there already. */
export type KnownIssues = 'update' | 'leave' | 'double';

/** Numbers of rows begin anew in every table, so that one says nothing without the title. */
const rowNumber = /^\d+$/;

/** What an issue is known again by; ids are tried first. */
export interface KnownKeys {
  readonly ids: ReadonlySet<string>;
  /** Of those that one issue alone has. */
  readonly titles: ReadonlySet<string>;
}

interface Known {
  readonly byId: ReadonlyMap<string, Issue>;
  readonly byTitle: ReadonlyMap<string, Issue>;
}

function titleKey(asker: PartyCode, title: string): string {
  return `${asker} ${valueKey(title)}`;
}

function knownOf({ issues }: Board): Known {
  const byId = new Map<string, Issue>();
  const byTitle = new Map<string, Issue>();
  const twice = new Set<string>();
  for (const issue of issues.values()) {
    if (issue.removed) continue;
    byId.set(issue.id.slice('issue:'.length), issue);
    const key = titleKey(issue.asker, issue.title);
    if (byTitle.has(key)) twice.add(key);
    byTitle.set(key, issue);
  }
  for (const key of twice) byTitle.delete(key);
  return { byId, byTitle };
}

export function knownKeysOf(board: Board): KnownKeys {
  const { byId, byTitle } = knownOf(board);
  return { ids: new Set(byId.keys()), titles: new Set(byTitle.keys()) };
}

export function isKnown({ ids, titles }: KnownKeys, { id, draft }: TableIssue): boolean {
  const isById = id !== null && !rowNumber.test(id) && ids.has(id);
  return isById || titles.has(titleKey(draft.asker, draft.title));
}

interface PlanOptions {
  readonly known: KnownIssues;
  /** A slug that no issue has. */
  readonly newSlug: () => string;
}

/** Rows planned in one go. */
const perSlice = 1_000;

/** Yields, between two slices, how many rows it has been through. New issues come last in their cells, in the rows' order. */
export function* planImport(
  board: Board,
  rows: readonly TableIssue[],
  { known, newSlug }: PlanOptions,
): Generator<number, readonly Intention[]> {
  const { byId, byTitle } = knownOf(board);
  const cellOf = ({ draft: { asker, status } }: TableIssue) => cellKey(asker, status);
  const ranks = yield* ranksFor(board, rows.map(cellOf));
  const taken = new Set<string>();
  const met = new Set<IssueId>();
  const isFree = (slug: string) => !taken.has(slug) && !board.issues.has(`issue:${slug}`);
  const freshSlug = () => {
    for (;;) {
      const slug = newSlug();
      if (isFree(slug)) return slug;
    }
  };
  const intentions: Intention[] = [];
  for (const [place, row] of rows.entries()) {
    const { id, draft, at } = row;
    const named = id === null || rowNumber.test(id) ? undefined : byId.get(id);
    const found = named ?? byTitle.get(titleKey(draft.asker, draft.title));
    // An issue is what one row says; another that means it too is another issue.
    const there = found && met.has(found.id) ? undefined : found;
    if (there) met.add(there.id);
    const rank = ranks(cellOf(row));
    if (there && known === 'update') intentions.push(...updating(there, row, rank));
    else if (!there || known === 'double') {
      const slug = id !== null && isFree(id) ? id : freshSlug();
      taken.add(slug);
      const subject: IssueId = `issue:${slug}`;
      const payload = { ...draft, rank, evidence: [] };
      intentions.push({ type: 'issue.added.v1', subject, payload, ...(at !== null && { at }) });
    }
    if ((place + 1) % perSlice === 0) yield place + 1;
  }
  return intentions;
}

function updating(issue: Issue, { draft, said, at }: TableIssue, rank: Rank): Intention[] {
  const intentions: Intention[] = [];
  const names = formNames.filter((name) => said.includes(name));
  const edit = changesTo(issue, someFields(names, draft));
  if (edit) intentions.push({ type: 'issue.edited.v1', subject: issue.id, payload: edit });
  const status = said.includes('status') ? draft.status : issue.status;
  const asker = edit?.asker ?? issue.asker;
  if (status !== issue.status || asker !== issue.asker) {
    // On an earlier day, what is known to have happened since would stand against it.
    const isLatest = at !== null && at > issue.movedAt && status !== issue.status;
    const payload = { status, rank };
    intentions.push({
      type: 'issue.moved.v1',
      subject: issue.id,
      payload,
      ...(isLatest && { at }),
    });
  }
  return intentions;
}
