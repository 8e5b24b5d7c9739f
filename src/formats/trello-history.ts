/**
 * How a card came to where it is: the moves and renames that its actions tell of, and at last what it is today, whatever
 * they leave out or contradict. Of what was before the first that is known, nothing is said.
 */
import type { Instant } from '#src/domain/instant.ts';
import type { Status } from '#src/domain/vocabulary.ts';
import { type Closing, momentInId } from './trello-actions.ts';
import type { TrelloBoard, TrelloCard } from './trello-board.ts';

/** What of a card changes over time. */
export interface CardState {
  readonly status: Status;
  readonly title: string;
}

/** One change. `at`: null where nobody knows when. */
export type Step = { readonly at: Instant | null } & (
  | { readonly kind: 'moved'; readonly status: Status }
  | { readonly kind: 'renamed'; readonly title: string }
);

type DatedStep = Step & { readonly at: Instant };

export interface CardHistory {
  /**
   * When the card came to a list that is taken in: it was made there, or moved there later from one that is left out, not
   * known or on another board. Null where nobody knows.
   */
  readonly begins: Instant | null;
  readonly first: CardState;
  /** In their order, none before the beginning. Some change nothing. */
  readonly steps: readonly DatedStep[];
}

interface HistoryOptions {
  /** What the card is today. */
  readonly today: CardState;
  /** Of a list by its id; null for one that is left out or not known. */
  readonly statusOf: (list: string | null) => Status | null;
  readonly titleOf: (name: string) => string;
  /** What is later than this has not happened, and is not believed. */
  readonly now: Instant;
}

export function historyOf(
  card: TrelloCard,
  { today, statusOf, titleOf, now }: HistoryOptions,
): CardHistory {
  const { past } = card;
  const hasHappened = ({ at }: { readonly at: Instant }) => at <= now;
  const made = past.made !== null && hasHappened(past.made) ? past.made : null;
  const moves = past.moves.filter(hasHappened);
  const renames = past.renames.filter(hasHappened);
  const steps: readonly DatedStep[] = [
    ...moves.flatMap(({ at, to }): DatedStep[] => {
      const status = statusOf(to);
      return status === null ? [] : [{ kind: 'moved', at, status }];
    }),
    ...renames.map(({ at, to }): DatedStep => ({ kind: 'renamed', at, title: titleOf(to) })),
  ].sort(byTime);
  const title = titleOf(renames[0]?.from ?? made?.name ?? card.name);
  const created = createdAt(card, now);

  const [firstMove] = moves;
  const firstList = made?.list ?? firstMove?.from ?? null;
  const status = firstList === null && firstMove === undefined ? today.status : statusOf(firstList);
  if (status !== null) return from(created, { status, title }, steps);
  const arrival = steps.findIndex(({ kind }) => kind === 'moved');
  const arrived = steps[arrival];
  if (arrived?.kind !== 'moved') return from(lastActive(card, now), today, []);
  const state = steps.slice(0, arrival).reduce(after, { status: arrived.status, title });
  const begins = created !== null && created > arrived.at ? created : arrived.at;
  return from(begins, state, steps.slice(arrival + 1));
}

function from(begins: Instant | null, first: CardState, steps: readonly DatedStep[]): CardHistory {
  const notBefore = (step: DatedStep): DatedStep =>
    begins !== null && step.at < begins ? { ...step, at: begins } : step;
  return { begins, first, steps: steps.map(notBefore) };
}

/** Sorting keeps the order of what happened at one moment. */
function byTime(a: { readonly at: Instant }, b: { readonly at: Instant }): number {
  if (a.at === b.at) return 0;
  return a.at < b.at ? -1 : 1;
}

function after(state: CardState, step: Step): CardState {
  return step.kind === 'moved'
    ? { ...state, status: step.status }
    : { ...state, title: step.title };
}

/** When the card was made, or else the first that is heard of it. */
function createdAt(card: TrelloCard, now: Instant): Instant | null {
  const { made, moves, renames, comments } = card.past;
  const moments = [
    made?.at,
    momentInId(card.id),
    ...[moves, renames, comments].flat().map(({ at }) => at),
    card.lastActive,
  ];
  return moments.find((at) => at && at <= now) ?? null;
}

/** Null where that is not known, or has not come yet. */
export function lastActive(card: TrelloCard, now: Instant): Instant | null {
  return card.lastActive !== null && card.lastActive <= now ? card.lastActive : null;
}

/**
 * Those of the steps that change anything, and then what is still missing for what the card is today; `settled`: by when that
 * was so, null where nobody knows.
 */
export function changesFrom(
  first: CardState,
  steps: readonly DatedStep[],
  today: CardState,
  settled: Instant | null,
): readonly Step[] {
  let state = first;
  const changes: Step[] = [];
  for (const step of steps) {
    const next = after(state, step);
    if (next.status === state.status && next.title === state.title) continue;
    changes.push(step);
    state = next;
  }
  const latest = changes.at(-1)?.at ?? null;
  const at = settled !== null && latest !== null && latest > settled ? latest : settled;
  if (state.status !== today.status) changes.push({ kind: 'moved', at, status: today.status });
  if (state.title !== today.title) changes.push({ kind: 'renamed', at, title: today.title });
  return changes;
}

/** Since when it is archived, by itself or with its list; null where nobody knows. */
export function archivedAt(card: TrelloCard, board: TrelloBoard, now: Instant): Instant | null {
  const last = archivings(card, board, now).at(-1);
  return last?.isClosed ? last.at : lastActive(card, now);
}

/** When it was last brought back from the archive, or its list was, or it left that; null where nothing tells of it. */
export function reopenedAt(card: TrelloCard, board: TrelloBoard, now: Instant): Instant | null {
  const last = archivings(card, board, now).findLast(({ isClosed }) => !isClosed);
  return last?.at ?? null;
}

/** Something that may archive a card or bring it back. */
type Turn = { readonly at: Instant } & (
  | { readonly kind: 'itself'; readonly isClosed: boolean }
  | { readonly kind: 'list'; readonly list: string; readonly isClosed: boolean }
  | { readonly kind: 'move'; readonly list: string | null }
);

/** When it came into the archive, by itself, with a list or into such a list, and when it came out. */
function archivings(card: TrelloCard, board: TrelloBoard, now: Instant): readonly Closing[] {
  const { made, moves, closings } = card.past;
  const turns = [
    ...closings.map((closing): Turn => ({ kind: 'itself', ...closing })),
    ...moves.map(({ at, to }): Turn => ({ kind: 'move', at, list: to })),
    ...[...board.closings].flatMap(([list, all]) =>
      all.map((closing): Turn => ({ kind: 'list', list, ...closing })),
    ),
  ].filter(({ at }) => at <= now);
  const closed = new Set(board.lists.filter((list) => list.isArchived).map(({ id }) => id));
  let isClosed = card.isArchived && !closed.has(card.list ?? '');
  let list = made?.list ?? (moves[0] === undefined ? card.list : moves[0].from);
  // Before the first that is known of it, each was what that has changed.
  if (closings[0]) isClosed = !closings[0].isClosed;
  for (const [id, [first]] of board.closings) {
    if (first?.isClosed) closed.delete(id);
    else if (first) closed.add(id);
  }
  const isInArchive = () => isClosed || closed.has(list ?? '');
  let wasInArchive = isInArchive();
  const changes: Closing[] = [];
  for (const turn of turns.sort(byTime)) {
    if (turn.kind === 'itself') isClosed = turn.isClosed;
    else if (turn.kind === 'move') list = turn.list;
    else if (turn.isClosed) closed.add(turn.list);
    else closed.delete(turn.list);
    if (isInArchive() === wasInArchive) continue;
    wasInArchive = isInArchive();
    changes.push({ at: turn.at, isClosed: wasInArchive });
  }
  return changes;
}
