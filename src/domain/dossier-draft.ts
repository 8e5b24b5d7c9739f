/**
 * A dossier as a person begins one or renames it, before it is an event: what cannot be recorded is said field by
 * field. It begins with its description, and with an example issue where that is asked for.
 */
import type { DossierDescribed, Intention } from './event.ts';
import { type IssueId, isPartyCode, type PartyCode } from './ids.ts';
import type { EntryProblem } from './problem.ts';
import { rankBetween } from './rank.ts';
import { limits } from './schemas.ts';
import { isBlank, unstorableProblem } from './written-text.ts';

export interface DossierDraft {
  readonly title: string;
  readonly parties: readonly PartyCode[];
}

export const emptyDossier: DossierDraft = { title: '', parties: [] };

/** Sides that are told apart by colour too; more are as good as none. */
export const mostParties = 8;

export type DossierProblems = Partial<Record<keyof DossierDraft, EntryProblem>>;

export type CheckedDossier =
  | { readonly ok: true; readonly draft: DossierDraft }
  | { readonly ok: false; readonly problems: DossierProblems };

/** The title without the blanks around it, the parties each once. */
export function checkDossier({ title, parties }: DossierDraft): CheckedDossier {
  const draft = { title: title.trim(), parties: [...new Set(parties)].filter(isPartyCode) };
  const wrongTitle = titleProblem(draft.title);
  const wrongParties = partiesProblem(draft.parties);
  if (wrongTitle === null && wrongParties === null) return { ok: true, draft };
  return {
    ok: false,
    problems: {
      ...(wrongTitle && { title: wrongTitle }),
      ...(wrongParties && { parties: wrongParties }),
    },
  };
}

export function titleProblem(title: string): EntryProblem | null {
  if (isBlank(title)) return { code: 'no-dossier-title' };
  const by = title.length - limits.title;
  return by > 0 ? { code: 'too-long', by, most: limits.title } : unstorableProblem(title);
}

function partiesProblem({ length: count }: readonly PartyCode[]): EntryProblem | null {
  if (count < 2) return { code: 'few-parties' };
  return count > mostParties ? { code: 'many-parties', count, most: mostParties } : null;
}

/** An issue to look at and throw away. */
export interface ExampleIssue {
  readonly title: string;
  readonly summary: string;
}

/** What a new dossier begins with; its description is first, by which a server creates it. */
export function beginDossier(
  slug: string,
  draft: DossierDraft & Pick<DossierDescribed, 'summary'>,
  example: ExampleIssue | null,
): readonly [Intention, ...Intention[]] {
  const description: DossierDescribed = { ...draft, begins: true };
  const begun: Intention = {
    type: 'dossier.described.v1',
    subject: `dossier:${slug}`,
    payload: description,
  };
  const [asker] = draft.parties;
  if (example === null || asker === undefined) return [begun];
  const subject: IssueId = 'issue:example';
  const payload = {
    ...example,
    asker,
    basis: 'inferred',
    status: 'open',
    category: 'other',
    tags: [],
    evidence: [],
    rank: rankBetween(null, null),
  } as const;
  return [begun, { type: 'issue.added.v1', subject, payload }];
}

/** Another title or other parties; nothing where neither differs. What else is known of it stays. */
export function describeAnew(
  slug: string,
  before: DossierDescribed,
  draft: DossierDraft,
): readonly Intention[] {
  const { title, parties } = draft;
  const isSame = title === before.title && parties.join() === before.parties.join();
  if (isSame) return [];
  const { summary } = before;
  const payload = { title, parties, ...(summary !== undefined && { summary }) };
  return [{ type: 'dossier.described.v1', subject: `dossier:${slug}`, payload }];
}

/** Characters of a title that are in an address; the random ones after them keep two alike apart. */
const titleInSlug = 40;

/** `EU–India talks` and `x7f3` → `eu-india-talks-x7f3`: readable, and no other dossier's. */
export function newDossierSlug(title: string, random: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  let slug = '';
  for (const word of words) {
    if (slug.length + word.length > titleInSlug) break;
    slug += `${word}-`;
  }
  return `${slug || 'dossier-'}${random}`;
}
