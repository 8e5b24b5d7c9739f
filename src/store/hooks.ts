/** React's way to the stores: one context for the open dossier, thin hooks over it. */
import { createContext, use, useCallback, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { KeyValue } from '#src/storage/key-value.ts';
import type { DossierState } from './dossier-state.ts';
import type { Drafts, DraftsState } from './drafts.ts';
import type { Missed, Screen, ScreenState } from './screen.ts';
import type { Session } from './session.ts';

export interface Stores {
  readonly session: Session;
  readonly screen: Screen;
  readonly keyValue: KeyValue;
  readonly drafts: Drafts;
  /** The wall clock, in milliseconds since 1970. */
  readonly now: () => number;
}

export const StoresContext = createContext<Stores | null>(null);

export function useStores(): Stores {
  const stores = use(StoresContext);
  if (stores === null) throw new Error('No dossier is open here: wrap it in StoresContext.');
  return stores;
}

/** `select` must return what the state holds, not something made on the spot. */
export function useDossier<T>(select: (state: DossierState) => T): T {
  return useStore(useStores().session.store, select);
}

/** Likewise. */
export function useDrafts<T>(select: (state: DraftsState) => T): T {
  return useStore(useStores().drafts.store, select);
}

export function useScreen<T>(select: (state: ScreenState) => T): T {
  return useStore(useStores().screen.store, select);
}

/** Says what is missed, for as long as whoever says it is on the page: once the part has come, it is missed no more. */
export function useMissed(): (missed: Missed) => void {
  const { store } = useStores().screen;
  const said = useRef<Missed | null>(null);
  useEffect(
    () => () => {
      const { missed } = store.getState();
      if (missed !== null && missed === said.current) store.setState({ missed: null });
    },
    [store],
  );
  return useCallback(
    (missed) => {
      said.current = missed;
      store.setState({ missed });
    },
    [store],
  );
}
