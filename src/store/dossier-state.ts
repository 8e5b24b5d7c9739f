/**
 * What the page knows of the dossier that is open: its log and board, how much of the log has been read, what can
 * be undone, and how far each own change has come on its way: to this device's disk, and to the server.
 */
import { type Folded, nothingFolded } from '#src/domain/board.ts';
import type { WireEvent } from '#src/domain/event.ts';
import type { ActorId } from '#src/domain/ids.ts';
import type { Problem } from '#src/domain/problem.ts';
import { emptyUndoStack, type UndoStack } from '#src/domain/undo.ts';
import {
  type EventKey,
  type EventLog,
  eventKey,
  type Reached,
  type Refusal,
  type Shelf,
  shelfOf,
} from '#src/storage/event-log.ts';

/** An own event whose id is ahead of the server's reading: it waits until the server would take it. */
export interface HeldBack {
  readonly key: EventKey;
  /** Milliseconds since 1970 by this device's clock: when the server was asked, and when to ask again. */
  readonly since: number;
  readonly until: number;
  /** The server's reading at `since`; where it is behind, this device's clock is ahead by so much. */
  readonly reading: number | null;
}

/** While another log than the one received so far is compared from its start. */
export interface Comparing {
  /** What the disk says until that is done. */
  readonly kept: Reached;
  /** Own events that the other log is not known to have. Some may count as sent on disk. */
  readonly owed: ReadonlySet<EventKey>;
}

/**
 * How much of this device's log the page has. Only of a `whole` one can anything be recorded, exchanged or taken
 * out as a file; meanwhile commands wait, and where it is `unreadable` they are refused.
 */
export type Opening =
  | { readonly kind: 'opening' }
  /** The board is that of a snapshot, while the log is being read behind it. */
  | { readonly kind: 'snapshot' }
  | { readonly kind: 'whole' }
  /** Reading failed; it is tried again. A board there is that of a snapshot. */
  | { readonly kind: 'unreadable'; readonly reason: Problem };

export interface DossierState extends Reached {
  /** The slug: `us-india`. */
  readonly dossier: string;
  readonly opening: Opening;
  readonly folded: Folded;
  /** As whom this device records; null until the first session. */
  readonly actor: ActorId | null;
  readonly undoStack: UndoStack;
  /** Own events that are not on disk yet, oldest first; they are on screen. */
  readonly unwritten: readonly WireEvent[];
  /** Why the disk did not take them; null while nothing has failed. They are tried again. */
  readonly writeFailure: Problem | null;
  /** Own events no server has yet, oldest first. */
  readonly pending: readonly WireEvent[];
  readonly refused: readonly Refusal[];
  /** Those of the pending that are kept back for a while. */
  readonly held: readonly HeldBack[];
  readonly comparing: Comparing | null;
  readonly durability: EventLog['durability'];
  /** Why the log is kept in memory alone. */
  readonly diskProblem: Problem | null;
  /** Whether anything has been recorded on this page, or taken in from a file, since it was loaded. */
  readonly hasRecorded: boolean;
  /** Why this device could not keep what came from the server; null while it can. */
  readonly storageFailure: Problem | null;
  /** Records that are no events, in the log or from the server; kept where they are, and not shown. */
  readonly unreadable: number;
  /** Own events of whoever recorded here before, on their own logs, that wait for a server. */
  readonly elsewhere: number;
}

export function initialState(dossier: string, durability: EventLog['durability']): DossierState {
  return {
    dossier,
    opening: { kind: 'opening' },
    folded: nothingFolded,
    actor: null,
    undoStack: emptyUndoStack,
    unwritten: [],
    writeFailure: null,
    pending: [],
    refused: [],
    held: [],
    comparing: null,
    epoch: null,
    cursor: 0,
    head: 0,
    durability,
    diskProblem: null,
    hasRecorded: false,
    storageFailure: null,
    unreadable: 0,
    elsewhere: 0,
  };
}

/** Where the log that is open stands on the device. Throws before it is known whose it is. */
export function openShelf({ actor, dossier }: DossierState): Shelf {
  if (actor === null) throw new Error('There is no log before it is known whose it is.');
  return shelfOf(actor, dossier);
}

export function reachedOf({ epoch, cursor, head }: Reached): Reached {
  return { epoch, cursor, head };
}

/** The order in which they were recorded. */
export function oldestFirst(events: readonly WireEvent[]): readonly WireEvent[] {
  return [...events].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What waits for a server, when these do no more. */
export function withoutWaiting(
  { pending, held }: DossierState,
  keys: Iterable<EventKey>,
): Pick<DossierState, 'pending' | 'held'> {
  const gone = new Set(keys);
  return {
    pending: withoutKeys(pending, gone),
    held: held.filter(({ key }) => !gone.has(key)),
  };
}

/** Mostly it is the oldest that are gone, and then the others need not be gone through. */
function withoutKeys(
  events: readonly WireEvent[],
  gone: ReadonlySet<EventKey>,
): readonly WireEvent[] {
  const first = events.findIndex((event) => !gone.has(eventKey(event)));
  const left = first < 0 ? [] : events.slice(first);
  if (events.length - left.length === gone.size) return left;
  return left.filter((event) => !gone.has(eventKey(event)));
}

/** After the other log has turned out to have these events. */
export function withoutOwed(comparing: Comparing, keys: readonly EventKey[]): Comparing {
  const owed = new Set(comparing.owed);
  for (const key of keys) owed.delete(key);
  return { ...comparing, owed };
}

/**
 * Own events that may go to the server: those on disk, or all where the disk refuses; what is on its way to the
 * disk is waited for, so that no server has what a crash might take from here.
 */
export function pushable({ pending, unwritten, writeFailure }: DossierState): readonly WireEvent[] {
  if (unwritten.length === 0 || writeFailure !== null) return pending;
  const onTheirWay = new Set(unwritten);
  return pending.filter((event) => !onTheirWay.has(event));
}

/** How many of them wait for nothing but the next exchange. */
export function dueCount(state: DossierState): number {
  const events = pushable(state);
  if (state.held.length === 0) return events.length;
  const held = new Set(state.held.map(({ key }) => key));
  return events.filter((event) => !held.has(eventKey(event))).length;
}

/** Whether closing the page now would lose something the user did. */
export function wouldLose(state: DossierState): boolean {
  const { unwritten, pending, durability, hasRecorded } = state;
  if (durability === 'memory') return hasRecorded;
  // Asked at every step, while tens of thousands may wait for a server, and none for the disk.
  if (unwritten.length === 0) return false;
  const nowhere = new Set(pending);
  return unwritten.some((event) => nowhere.has(event));
}

/** Whether the log is read to its end, and nothing of it waits for the disk: what a snapshot may stand for. */
export function isOnDisk({ opening, unwritten, cursor, head }: DossierState): boolean {
  return opening.kind === 'whole' && unwritten.length === 0 && cursor >= head;
}
