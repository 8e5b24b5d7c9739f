/** What both ways of asking after another page have in common: who asks, how long what takes, and one question at a time. */

/** Whether the page is gone, and what it left is this page's to take, now and for as long as that settles. */
export type Ask = (id: string) => Promise<boolean>;

export interface Self {
  readonly own: string;
  readonly before: string | null;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** Milliseconds for which a reload waits for the page before it, which is there a moment longer. */
export const patience = 1_500;

/** Milliseconds for which a page has to be gone before another takes it for closed: it may be loading again. */
export const grace = 1_000;

/**
 * Milliseconds after which what one page has written to localStorage has reached the others. Word that it is their turn
 * travels by another way, and faster.
 */
export const settling = 300;
