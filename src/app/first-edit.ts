/** What is done once somebody has recorded something on this page, and not before. */
import type { StoreApi } from 'zustand/vanilla';
import type { DossierState } from '#src/store/dossier-state.ts';

export function onFirstEdit(store: StoreApi<DossierState>, run: () => void): void {
  const stop = store.subscribe(({ hasRecorded, writeFailure, unwritten }) => {
    // Once it is on disk: only then is there anything to keep.
    if (!hasRecorded || unwritten.length > 0 || writeFailure !== null) return;
    stop();
    run();
  });
}
