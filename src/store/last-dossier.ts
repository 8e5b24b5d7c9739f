/**
 * The dossier that was open last, for the next visit to `/`. What the device hands back may have been written by
 * anybody, so only what can be a dossier's name counts; else it is the first dossier.
 */
import { isSlug } from '#src/domain/ids.ts';
import type { KeyValue } from '#src/storage/key-value.ts';

export const lastDossierKey = 'parley.last-dossier';
const firstDossier = 'us-india';

export function lastDossier(keyValue: KeyValue): string {
  const kept = keyValue.get(lastDossierKey);
  return kept !== null && isSlug(kept) ? kept : firstDossier;
}

export function rememberDossier(keyValue: KeyValue, dossier: string): void {
  keyValue.set(lastDossierKey, dossier);
}
