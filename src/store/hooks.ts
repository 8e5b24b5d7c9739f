/** React's way to the stores: one context for the open dossier, thin hooks over it. */
import { createContext, use, useCallback, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { Board, Folded } from '#src/domain/board.ts';
import type { LogEvent } from '#src/domain/event.ts';
import type { Instant } from '#src/domain/instant.ts';
import type { KeyValue } from '#src/storage/key-value.ts';
import { boardAt, eventsAt } from './as-of.ts';
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

/** The moment that the page shows the dossier for; null for the dossier as it stands. */
export const MomentContext = createContext<Instant | null>(null);

export function useMoment(): Instant | null {
  return use(MomentContext);
}

/** What the search looks for, as it was typed; empty while nothing is searched. */
export const SoughtContext = createContext('');

export function useSought(): string {
  return use(SoughtContext);
}

/** Whether a past date is shown, of which nothing can be changed: what would is disabled. */
export function useReadOnly(): boolean {
  return useMoment() !== null;
}

/**
 * The page's one way to read the board, which is the one of the date in its address. `select` must return what the
 * board holds, not something made on the spot.
 */
export function useBoard<T>(select: (board: Board) => T): T {
  const moment = useMoment();
  return useDossier(({ folded }) => select(boardAt(folded, moment)));
}

/** Likewise for what is on record about a subject, in fold order. */
export function useEvents(subject: string): readonly LogEvent[] {
  const moment = useMoment();
  return useDossier(({ folded }) => eventsAt(folded, subject, moment));
}

/**
 * The dossier as it stands, whatever date is shown: for what is of the present, as the texts that wait to be saved, or
 * what somebody is called.
 */
export function usePresent<T>(select: (folded: Folded) => T): T {
  return useDossier(({ folded }) => select(folded));
}

/** The board as it is shown when the function is called, for what is done and not rendered. */
export function useReadBoard(): () => Board {
  const { session } = useStores();
  const moment = useMoment();
  return useCallback(() => boardAt(session.store.getState().folded, moment), [session, moment]);
}

/** As `useDossier`: `select` returns what the state holds. */
export function useDrafts<T>(select: (state: DraftsState) => T): T {
  return useStore(useStores().drafts.store, select);
}

/** As `useDossier`: `select` returns what the state holds. */
export function useScreen<T>(select: (state: ScreenState) => T): T {
  return useStore(useStores().screen.store, select);
}

/** Says what is missed, for as long as whoever says it is on the page: once the part has come, it is missed no more. */
export function useMissed(): (missed: Missed) => void {
  const { screen } = useStores();
  const said = useRef<Missed | null>(null);
  useEffect(
    () => () => {
      const { missed } = screen.store.getState();
      if (missed !== null && missed === said.current) screen.forgetMissed();
    },
    [screen],
  );
  return useCallback(
    (missed) => {
      said.current = missed;
      screen.miss(missed);
    },
    [screen],
  );
}
