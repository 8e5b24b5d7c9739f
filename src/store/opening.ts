/**
 * Opening: how a dossier comes to be open. An actor's log is read from this device, in slices, behind the board that a
 * snapshot shows meanwhile. The log has the last word: a board that does not agree with it is folded again. What cannot
 * be read is set aside and asked of the server again; a reading that fails is tried again.
 */
import type { StoreApi } from 'zustand/vanilla';
import { type After, waitAfter } from '#src/api/patience.ts';
import { type Board, boardOf, foldMore } from '#src/domain/board.ts';
import { type LogEvent, toWire, type WireEvent } from '#src/domain/event.ts';
import { type ActorId, isActorId } from '#src/domain/ids.ts';
import { createLogBuilder, emptyLog, type Log } from '#src/domain/log.ts';
import { parseAll, parseEvent } from '#src/domain/parse-event.ts';
import { problemOf } from '#src/domain/problem.ts';
import { concernsUndo } from '#src/domain/undo-index.ts';
import {
  type EventLog,
  eventKey,
  type News,
  type Shelf,
  type StoredState,
  shelfOf,
} from '#src/storage/event-log.ts';
import {
  type EarlyBoard,
  isFoldOfLog,
  type SnapshotKeeper,
} from '#src/storage/snapshot/snapshot.ts';
import { type DossierState, initialState, oldestFirst } from './dossier-state.ts';
import type { Folding } from './folding.ts';
import { inSlices, type Pause, portionsOf } from './slices.ts';

interface OpenerOptions {
  readonly store: StoreApi<DossierState>;
  readonly log: EventLog;
  readonly folding: Folding;
  readonly keeper: Pick<SnapshotKeeper, 'open'> | null;
  readonly pause: Pause;
  readonly after: After;
  /** Called with what another tab has written on the shelf that is open, or being opened. */
  readonly onNews: (news: News) => void;
  /** Called when it is time to try again. */
  readonly onRetry: () => void;
}

/** Each to be run alone: nothing else may happen to the log while it is read. */
export interface Opener {
  /** Reads the log of whoever recorded here last, unless all of it has been read. */
  open(): Promise<void>;
  /** Goes over to the log of whom the server takes this browser for. What was recorded before stays as it is. */
  become(actor: ActorId): Promise<void>;
  stop(): void;
}

export function createOpener(options: OpenerOptions): Opener {
  const { store, log, folding, keeper, pause, after, onNews, onRetry } = options;
  const { getState: get, setState: set } = store;
  const { dossier } = get();
  /** How often in a row the log could not be read. */
  let failures = 0;
  let callOffRetry = () => {};
  let stopListening = () => {};

  /** A reading that fails is said until one succeeds, and tried again by itself. */
  async function tryToOpen(work: () => Promise<void>): Promise<void> {
    callOffRetry();
    try {
      await work();
      failures = 0;
    } catch (error) {
      failures += 1;
      set({ opening: { kind: 'unreadable', reason: problemOf(error) } });
      callOffRetry = after(waitAfter(failures), onRetry);
    }
  }

  async function openLastActor(): Promise<void> {
    const saved = await log.loadActor();
    if (saved !== null && isActorId(saved)) {
      await openLogOf(saved);
      return;
    }
    // Where nobody has recorded here yet, there is no log to read.
    stopListening();
    set({ opening: { kind: 'whole' } });
  }

  async function openLogOf(actor: ActorId): Promise<void> {
    const shelf = shelfOf(actor, dossier);
    stopListening();
    // From the start, so that nothing another tab does meanwhile is missed; its turn comes after this one.
    stopListening = log.subscribe(shelf, onNews);
    const early = await showSnapshot(shelf, actor);
    const { observe } = folding;
    const whole = await readWholeLog(log, shelf, { actor, early, pause, observe });
    folding.noteUnreadable(whole.unreadable);
    const isHealing = await heal(shelf, whole.unreadable.length, whole.state);
    // Nothing but a notice depends on the count: it is no reason to show no dossier, and the next opening counts again.
    const elsewhere = await log.elsewhere(dossier, actor).catch(() => 0);
    showWholeLog(actor, whole, isHealing, elsewhere);
  }

  async function showSnapshot(shelf: Shelf, actor: ActorId): Promise<EarlyBoard | null> {
    // A snapshot that cannot be read costs time alone: the log has the last word anyway.
    const early = (await keeper?.open(shelf).catch(() => null)) ?? null;
    if (early) {
      const { board, reached } = early;
      const folded = { log: emptyLog, board };
      const pending = oldestFirst(early.pending);
      set({ opening: { kind: 'snapshot' }, actor, pending, ...reached, folded });
    }
    return early;
  }

  function showWholeLog(
    actor: ActorId,
    { log: whole, board, undoable, pending, state }: WholeLog,
    isHealing: boolean,
    elsewhere: number,
  ): void {
    // What the disk has refused so far is of this page, and goes on from here.
    const unwritten = get().unwritten.filter((event) => event.actor === actor);
    const { known } = parseAll(unwritten);
    const folded = foldMore({ log: whole, board }, known);
    folding.show(actor, folded, [...undoable, ...known], {
      opening: { kind: 'whole' },
      pending: oldestFirst([...pending, ...unwritten]),
      refused: state.refused,
      epoch: isHealing ? null : state.epoch,
      cursor: isHealing ? 0 : state.cursor,
      head: state.head,
      elsewhere,
    });
  }

  /**
   * What could not be read is set aside, as it was found, and what a server gave is asked for again, from the start.
   * True where it is to be; where the disk fails at this, the next opening tries again.
   */
  async function heal(
    shelf: Shelf,
    broken: number,
    { missing, setAside }: StoredState,
  ): Promise<boolean> {
    try {
      if (setAside > 0) {
        const aside = await log.loadSetAside(shelf);
        folding.noteUnreadable(aside.map(({ record }) => record));
      }
      const isBroken = (event: unknown) => !parseEvent(event).ok;
      const moved = broken > 0 ? await log.setAside(shelf, isBroken) : 0;
      // What the server gave again as broken as before counts as missing no more: it is not asked for without end.
      if (moved === 0 && missing === 0) return false;
      await log.rewind(shelf);
      return true;
    } catch {
      return false;
    }
  }

  return {
    open: async () => {
      if (get().opening.kind !== 'whole') await tryToOpen(openLastActor);
    },
    become: async (actor) => {
      const { actor: before, diskProblem, unwritten, writeFailure, hasRecorded } = get();
      if (before === actor) return;
      folding.clear({
        ...initialState(dossier, log.durability),
        ...{ actor, diskProblem, unwritten, writeFailure, hasRecorded },
      });
      await tryToOpen(() => openLogOf(actor));
    },
    stop: () => {
      stopListening();
      callOffRetry();
    },
  };
}

interface WholeLog {
  readonly log: Log;
  readonly board: Board;
  /** What undo and redo are derived from. */
  readonly undoable: readonly LogEvent[];
  readonly pending: readonly WireEvent[];
  readonly unreadable: readonly unknown[];
  readonly state: StoredState;
}

interface ReadingOptions {
  readonly actor: ActorId;
  readonly early: EarlyBoard | null;
  readonly pause: Pause;
  /** Called with each portion, for the clock. */
  readonly observe: (events: readonly LogEvent[]) => void;
}

async function readWholeLog(
  stored: Pick<EventLog, 'read'>,
  shelf: Shelf,
  { actor, early, pause, observe }: ReadingOptions,
): Promise<WholeLog> {
  const builder = createLogBuilder();
  const undoable: LogEvent[] = [];
  const unreadable: unknown[] = [];
  let latest: readonly LogEvent[] = [];
  // What is handed out may be as much as the largest page of a server's log; no transaction is open meanwhile.
  const state = await stored.read(shelf, async (records) => {
    const events: LogEvent[] = [];
    for (const portion of portionsOf(records)) {
      const parsed = parseAll(portion);
      builder.add(parsed.known);
      observe(parsed.known);
      for (const event of parsed.known) {
        events.push(event);
        if (concernsUndo(actor, event)) undoable.push(event);
      }
      unreadable.push(...parsed.unreadable);
      await pause();
    }
    latest = events;
  });
  const log = await inSlices(builder.finish(), pause);
  const board = early && isFoldOfLog(early, log) ? early.board : boardOf(log);
  const waiting = new Set(state.pending);
  // What is pending comes out last.
  const pending = oldestFirst(latest.map(toWire).filter((event) => waiting.has(eventKey(event))));
  return { log, board, undoable, pending, unreadable, state };
}
