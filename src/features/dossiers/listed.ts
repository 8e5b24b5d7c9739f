/** The list of dossiers: what the server has told, and what is kept on this device and no server has told of. */
import type { DossierSummary } from '#src/api/contract.ts';
import type { DescribedDossier, KeptDossiers } from '#src/store/kept-dossiers.ts';

export interface Listed {
  readonly id: string;
  readonly title: string;
  readonly parties: readonly string[];
  readonly issues: number;
  /** When it changed last, an instant; null where nothing is known of it. */
  readonly updated: string | null;
  /** Whether own changes wait for the server. */
  readonly isWaiting: boolean;
  /** Whether the server has it, as far as it has said. */
  readonly isServed: boolean;
  /** Whether it was opened here, and opens here without the server. */
  readonly isKept: boolean;
}

/** What is known of them, from whom. */
export interface Known {
  readonly served: readonly DossierSummary[];
  readonly kept: KeptDossiers;
  /** What is kept here of some of them. */
  readonly described: readonly DescribedDossier[];
}

/** By title. */
export function listOf({ served, kept, described }: Known, language: string): readonly Listed[] {
  const told = new Map<string, Omit<Listed, 'isWaiting' | 'isKept'>>();
  for (const row of served) told.set(row.id, { ...row, isServed: true });
  for (const row of described) {
    if (row.isRemoved) {
      told.delete(row.id);
      continue;
    }
    const known = told.get(row.id);
    // Of changes that wait a server knows nothing, nor of what came in an archive; of a dossier left half-way we know less.
    const isNews = !known || kept.waiting.has(row.id) || row.issues > known.issues;
    if (isNews) told.set(row.id, { ...row, isServed: known !== undefined });
  }
  const { compare } = new Intl.Collator(language, { numeric: true });
  return [...told.values()]
    .map((row) => ({
      ...row,
      isWaiting: kept.waiting.has(row.id),
      isKept: kept.ids.has(row.id),
    }))
    .sort((one, other) => compare(one.title, other.title) || compare(one.id, other.id));
}
