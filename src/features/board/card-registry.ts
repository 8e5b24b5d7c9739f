/**
 * The cards that are on screen now, by issue. Cards enter and leave as cells scroll; what has to reach their
 * elements without being loaded with them (dragging) reads them here. Those who listen are told once things have
 * settled, so that a key or a turn of the wheel that changes fifty cards pays nothing for it before it is painted.
 */
import type { IssueId } from '#src/domain/ids.ts';

export interface CardRegistry {
  /** Enters a card's element; returns how to take it out again. */
  enter(id: IssueId, element: HTMLElement): () => void;
  /** The element of a card, as of now. */
  find(id: IssueId): HTMLElement | undefined;
  /** All cards as of the last word to the listeners; the same map until the next. */
  settled(): ReadonlyMap<IssueId, HTMLElement>;
  subscribe(listener: () => void): () => void;
}

/** Milliseconds without a change after which the listeners are told. */
const settling = 60;

export function createCardRegistry(): CardRegistry {
  const cards = new Map<IssueId, HTMLElement>();
  let settled: ReadonlyMap<IssueId, HTMLElement> = new Map();
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const settle = () => {
    settled = new Map(cards);
    for (const listener of listeners) listener();
  };
  const change = () => {
    clearTimeout(timer);
    timer = setTimeout(settle, settling);
  };
  return {
    enter: (id, element) => {
      cards.set(id, element);
      change();
      return () => {
        if (cards.get(id) !== element) return;
        cards.delete(id);
        change();
      };
    },
    find: (id) => cards.get(id),
    settled: () => settled,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
