/** Taking the issues of a table in: into a dossier that is there, or into one that begins with them. */
import { beginDossier, type DossierDraft, newDossierSlug } from '#src/domain/dossier-draft.ts';
import type { Intention } from '#src/domain/event.ts';
import type { PartyCode } from '#src/domain/ids.ts';
import type { TableIssue } from '#src/formats/table-import.ts';
import {
  type KnownIssues,
  type KnownKeys,
  knownKeysOf,
  planImport,
} from '#src/formats/table-plan.ts';
import { isNamed, isWhole, type Openable, workOn } from './dossier-work.ts';
import type { LongWork } from './recording.ts';

/** Where issues are to go. */
export type ImportTarget =
  | { readonly kind: 'new'; readonly draft: DossierDraft }
  | { readonly kind: 'there'; readonly dossier: string };

/** Of a dossier that is there: whose sides there are, and by what its issues are known again. */
export interface TargetContents {
  readonly parties: readonly PartyCode[];
  readonly known: KnownKeys;
}

export interface ImportedIssues {
  readonly dossier: string;
  readonly added: number;
  readonly updated: number;
}

interface ImportOptions {
  readonly rows: readonly TableIssue[];
  readonly known: KnownIssues;
  /** A slug that no issue has. */
  readonly newSlug: () => string;
  /** A few letters and digits that no address had before. */
  readonly newSuffix: () => string;
}

export function contentsOfTarget(dossiers: Openable, dossier: string): Promise<TargetContents> {
  return workOn(dossiers, dossier, isWhole, async ({ store }) => {
    const { board } = store.getState().folded;
    return { parties: board.dossier?.parties ?? [], known: knownKeysOf(board) };
  });
}

/**
 * All of it is one command, and on this device when this resolves; rejects, with nothing changed, where it is given up or
 * cannot be kept.
 */
export async function importIssues(
  dossiers: Openable,
  target: ImportTarget,
  { rows, known, newSlug, newSuffix }: ImportOptions,
  work: LongWork,
): Promise<ImportedIssues> {
  const isNew = target.kind === 'new';
  const dossier = isNew ? newDossierSlug(target.draft.title, newSuffix()) : target.dossier;
  const begun: readonly Intention[] = isNew ? beginDossier(dossier, target.draft, null) : [];
  const events = await workOn(dossiers, dossier, isNew ? isNamed : isWhole, (session) =>
    session.recordMany(function* ({ board }) {
      const planned = yield* planImport(board, rows, { known, newSlug });
      return [...begun, ...planned];
    }, work),
  );
  const added = events.filter(({ type }) => type === 'issue.added.v1').length;
  const touched = new Set(events.map(({ subject }) => subject)).size;
  return { dossier, added, updated: touched - added - (isNew ? 1 : 0) };
}
