/** Whoever closes or reloads the page while something they did is nowhere else is asked first, by the browser. */
import type { StoreApi } from 'zustand/vanilla';
import { type DossierState, wouldLose } from '#src/store/dossier-state.ts';

/** Only while there is something to lose: a page that listens all the time cannot be kept for going back to. */
export function guardLeaving(store: StoreApi<DossierState>): void {
  const ask = (event: BeforeUnloadEvent) => event.preventDefault();
  let isAsking = false;
  store.subscribe((state) => {
    const shouldAsk = wouldLose(state);
    if (shouldAsk === isAsking) return;
    isAsking = shouldAsk;
    if (shouldAsk) window.addEventListener('beforeunload', ask);
    else window.removeEventListener('beforeunload', ask);
  });
}
