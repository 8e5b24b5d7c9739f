/**
 * Folding: events come on screen here, and leave it here, whether recorded, received or read from the disk. What has to
 * keep step with them goes along: the board, the clock, what can be undone, and the count of what could not be read.
 */
import type { StoreApi } from 'zustand/vanilla';
import { type Folded, foldMore } from '#src/domain/board.ts';
import {
  type Clock,
  type EventId,
  observeReading,
  startClock,
  takeReadings,
} from '#src/domain/clock.ts';
import type { LogEvent } from '#src/domain/event.ts';
import type { ActorId } from '#src/domain/ids.ts';
import { everyEvent, type Log } from '#src/domain/log.ts';
import { UndoIndex } from '#src/domain/undo-index.ts';
import type { DossierState } from './dossier-state.ts';
import { type Pause, portionsOf } from './slices.ts';

/** What else changes in the same step. */
type Change = Partial<DossierState>;

export interface Folding {
  /** What can be taken back; of what is on screen, and of nothing else. */
  undoIndex(): Pick<UndoIndex, 'takingBack' | 'undoing' | 'redoing'>;
  /** Ids for events that are about to be added: later than everything the clock has seen. */
  readings(now: number, count: number): readonly EventId[];
  /** However far ahead a reading is, what is done next is later: it takes effect now, whatever a clock did. */
  observe(events: Iterable<LogEvent>): void;
  /** This page's clock, as it would be had it seen this log and nothing else. */
  clockAfter(log: Log): Clock;
  /** Takes note of records that are no events, each once however often it comes; the next step counts them. */
  noteUnreadable(records: readonly unknown[]): void;
  /** Folds events in, whatever their order; those that are there already change nothing. */
  add(events: readonly LogEvent[], change: Change): void;
  /** The same for events that have been folded into what was on screen before; into what has come since, they are now. */
  addFolded(
    folded: { readonly before: Folded; readonly after: Folded },
    events: readonly LogEvent[],
    change: Change,
  ): void;
  /** Another log takes the place of what is on screen, of the same actor; the clock goes on from what is in it. */
  replace(folded: Folded, change: Change): void;
  /** An actor's log, as it has been read and observed; `undoable` are those of its events that concern undoing. */
  show(actor: ActorId, folded: Folded, undoable: readonly LogEvent[], change: Change): void;
  /** The nodes of other tabs that are open: what they have done is theirs to undo. */
  setOthers(nodes: ReadonlySet<string>): void;
  /** Nothing is on screen any more: another actor's log is to be read. */
  clear(state: DossierState): void;
}

/** Events folded in one go: each time costs the board's length too, whatever is folded. */
const foldedAtOnce = 5_000;

/** What `addFolded` is given, for many events: the page has its turn between two portions. */
export async function foldInSlices(before: Folded, events: readonly LogEvent[], pause: Pause) {
  let after = before;
  for (const portion of portionsOf(events, foldedAtOnce)) {
    after = foldMore(after, portion);
    await pause();
  }
  return { before, after };
}

/** `node`: 16 hexadecimal digits, new for each page load. */
export function createFolding(store: StoreApi<DossierState>, node: string): Folding {
  const { getState: get, setState: set } = store;
  const unreadable = new Set<string>();
  let clock = startClock(node);
  let undo = new UndoIndex(null);
  let others: ReadonlySet<string> = new Set();

  function observe(events: Iterable<LogEvent>): void {
    clock = latestOf(clock, events);
  }

  function showMore(events: readonly LogEvent[], folded: Folded, change: Change): void {
    observe(events);
    const undoStack = undo.add(events) ? undo.stack() : get().undoStack;
    set({ ...change, folded, undoStack, unreadable: unreadable.size });
  }

  function clockAfter(log: Log): Clock {
    return latestOf(startClock(node), everyEvent(log));
  }

  return {
    undoIndex: () => undo,
    readings: (now, count) => takeReadings(clock, now, count).ids,
    observe,
    clockAfter,
    noteUnreadable: (records) => {
      for (const record of records) unreadable.add(JSON.stringify(record));
    },
    add: (events, change) => showMore(events, foldMore(get().folded, events), change),
    addFolded: ({ before, after }, events, change) => {
      const { folded } = get();
      showMore(events, folded === before ? after : foldMore(folded, events), change);
    },
    replace: (folded, change) => {
      clock = clockAfter(folded.log);
      undo = new UndoIndex(get().actor, everyEvent(folded.log), others);
      set({ ...change, folded, undoStack: undo.stack() });
    },
    show: (actor, folded, undoable, change) => {
      undo = new UndoIndex(actor, undoable, others);
      const undoStack = undo.stack();
      set({ ...change, actor, folded, undoStack, unreadable: unreadable.size });
    },
    setOthers: (nodes) => {
      if (nodes.size === others.size && [...nodes].every((node) => others.has(node))) return;
      others = nodes;
      const { actor, folded } = get();
      undo = new UndoIndex(actor, everyEvent(folded.log), others);
      set({ undoStack: undo.stack() });
    },
    clear: (state) => {
      unreadable.clear();
      set(state);
    },
  };
}

/** The clock, having taken note of all these. */
function latestOf(clock: Clock, events: Iterable<LogEvent>): Clock {
  let latest: EventId | null = null;
  for (const { id } of events) if (latest === null || id > latest) latest = id;
  return latest === null ? clock : observeReading(clock, latest);
}
