/**
 * What the page knows of the dossier that is open: its log and board, what can be undone, and how far each
 * own change has come on its way: to this device's disk, and to the server.
 */
import { type Folded, nothingFolded } from '#src/domain/board.ts';
import type { WireEvent } from '#src/domain/event.ts';
import type { ActorId } from '#src/domain/ids.ts';
import { emptyUndoStack, type UndoStack } from '#src/domain/undo.ts';
import type { EventLog, Reached, Refusal } from '#src/storage/event-log.ts';

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
    epoch: null,
    cursor: 0,
    head: 0,
    durability,
    diskProblem: null,
    storageFailure: null,
    unreadable: 0,
  };
}
