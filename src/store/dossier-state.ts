/**
 * What the page knows of the dossier that is open: its log and board, what can be undone, and how far each
 * own change has come on its way: to this device's disk, and to the server.
 */
import { type Folded, nothingFolded } from '#src/domain/board.ts';
import type { WireEvent } from '#src/domain/event.ts';
import type { ActorId } from '#src/domain/ids.ts';
import { emptyUndoStack, type UndoStack } from '#src/domain/undo.ts';
import type { EventKey, EventLog, Reached, Refusal } from '#src/storage/event-log.ts';

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
interface Comparing {
  /** What the disk says until that is done. */
  readonly kept: Reached;
  /** Own events that the server has to have before. */
  readonly owed: ReadonlySet<EventKey>;
}

export interface DossierState extends Reached {
  /** The slug: `us-india`. */
  readonly dossier: string;
  /** Whether there is a board to show: the device's own log has been read, or its snapshot. */
  readonly isLoaded: boolean;
  /** Whether the whole log is in memory; until then, commands wait and histories are not known. */
  readonly isComplete: boolean;
  readonly folded: Folded;
  /** As whom this device records; null until the first session. */
  readonly actor: ActorId | null;
  readonly undoStack: UndoStack;
  /** Commands on their way to disk. */
  readonly writing: number;
  /** Own events no server has yet, oldest first. */
  readonly pending: readonly WireEvent[];
  readonly refused: readonly Refusal[];
  /** Those of the pending that are kept back for a while. */
  readonly held: readonly HeldBack[];
  readonly comparing: Comparing | null;
  readonly durability: EventLog['durability'];
  /** Why the log is kept in memory alone, as a sentence. */
  readonly diskProblem: string | null;
  /** Why this device could not keep something; null while it can. */
  readonly storageFailure: string | null;
  /** Records that are no events, in the log or from the server; kept where they are, and not shown. */
  readonly unreadable: number;
}

export function initialState(dossier: string, durability: EventLog['durability']): DossierState {
  return {
    dossier,
    isLoaded: false,
    isComplete: false,
    folded: nothingFolded,
    actor: null,
    undoStack: emptyUndoStack,
    writing: 0,
    pending: [],
    refused: [],
    held: [],
    comparing: null,
    epoch: null,
    cursor: 0,
    head: 0,
    durability,
    diskProblem: null,
    storageFailure: null,
    unreadable: 0,
  };
}
