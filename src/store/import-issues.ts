/** Taking many issues in at once, from wherever they come: into a dossier that is there, or into one that begins with them. */
import type { Folded } from '#src/domain/board.ts';
import { beginDossier, type DossierDraft, newDossierSlug } from '#src/domain/dossier-draft.ts';
import type { Intention } from '#src/domain/event.ts';
import { isNamed, isWhole, type Openable, workOn } from './dossier-work.ts';
import type { LongPlan } from './recording.ts';
import type { LongWork } from './slices.ts';

/** Where issues are to go. */
export type ImportTarget =
  | { readonly kind: 'new'; readonly draft: DossierDraft }
  | { readonly kind: 'there'; readonly dossier: string };

export interface ImportedIssues {
  readonly dossier: string;
  readonly added: number;
  readonly updated: number;
}

/** All that is in a dossier that is there, as it is now. */
export function contentsOfTarget(dossiers: Openable, dossier: string): Promise<Folded> {
  return workOn(dossiers, dossier, isWhole, async ({ store }) => store.getState().folded);
}

/**
 * Records what `plan` comes to, as one command, which is on this device when this resolves; rejects, with nothing changed,
 * where it is given up or cannot be kept. `newSuffix`: a few letters and digits that no address had before.
 */
export async function importIssues(
  dossiers: Openable,
  target: ImportTarget,
  plan: LongPlan,
  newSuffix: () => string,
  work: LongWork,
): Promise<ImportedIssues> {
  const isNew = target.kind === 'new';
  const dossier = isNew ? newDossierSlug(target.draft.title, newSuffix()) : target.dossier;
  const begun: readonly Intention[] = isNew ? beginDossier(dossier, target.draft, null) : [];
  const events = await workOn(
    dossiers,
    dossier,
    isNew ? isNamed : isWhole,
    (session) =>
      session.recordMany(function* (folded) {
        return [...begun, ...(yield* plan(folded))];
      }, work),
    work.signal,
  );
  const added = events.filter(({ type }) => type === 'issue.added.v1').length;
  const touched = new Set(events.map(({ subject }) => subject)).size;
  return { dossier, added, updated: touched - added - (isNew ? 1 : 0) };
}
