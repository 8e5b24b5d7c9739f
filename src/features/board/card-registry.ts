/**
 * The cards that are on screen now, by issue. Cards enter and leave as cells scroll; what has to reach their
 * elements without being loaded with them (dragging) reads them here.
 */
import type { IssueId } from '#src/domain/ids.ts';

export interface CardRegistry {
  /** Enters a card's element; returns how to take it out again. */
  enter(id: IssueId, element: HTMLElement): () => void;
  /** The same map until a card enters or leaves. */
  cards(): ReadonlyMap<IssueId, HTMLElement>;
  subscribe(listener: () => void): () => void;
}

export function createCardRegistry(): CardRegistry {
  let cards: ReadonlyMap<IssueId, HTMLElement> = new Map();
  const listeners = new Set<() => void>();
  const change = (next: ReadonlyMap<IssueId, HTMLElement>) => {
    cards = next;
    for (const listener of listeners) listener();
  };
  return {
    enter: (id, element) => {
      change(new Map(cards).set(id, element));
      return () => {
        if (cards.get(id) !== element) return;
        const rest = new Map(cards);
        rest.delete(id);
        change(rest);
      };
    },
    cards: () => cards,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
