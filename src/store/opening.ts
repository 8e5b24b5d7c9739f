/**
 * Reading a dossier's whole log from this device, in slices, behind the board that a snapshot shows meanwhile. The log
 * has the last word: a board that does not agree with it is folded again.
 */
import { type Board, boardOf } from '#src/domain/board.ts';
import type { LogEvent, WireEvent } from '#src/domain/event.ts';
import { toWire } from '#src/domain/event.ts';
import type { ActorId } from '#src/domain/ids.ts';
import { createLogBuilder, type Log } from '#src/domain/log.ts';
import { parseEvent } from '#src/domain/parse-event.ts';
import { concernsUndo } from '#src/domain/undo-index.ts';
import { type EventLog, eventKey, type StoredState } from '#src/storage/event-log.ts';
import { type EarlyBoard, isFoldOfLog } from '#src/storage/snapshot/snapshot.ts';
import { inSlices, type Pause } from './slices.ts';

export interface Parsed {
  readonly known: LogEvent[];
  /** Records that are no events. */
  readonly unreadable: unknown[];
}

export function parseAll(events: readonly unknown[]): Parsed {
  const known: LogEvent[] = [];
  const unreadable: unknown[] = [];
  for (const event of events) {
    const parsed = parseEvent(event);
    if (parsed.ok) known.push(parsed.event);
    else unreadable.push(event);
  }
  return { known, unreadable };
}

/** Oldest recorded first. */
export function inOrder(events: readonly WireEvent[]): readonly WireEvent[] {
  return [...events].sort((a, b) => (a.id < b.id ? -1 : 1));
}

export interface WholeLog {
  readonly log: Log;
  readonly board: Board;
  /** What undo and redo are derived from. */
  readonly undoable: readonly LogEvent[];
  readonly pending: readonly WireEvent[];
  readonly unreadable: readonly unknown[];
  readonly state: StoredState;
}

export interface ReadingOptions {
  readonly dossier: string;
  readonly actor: ActorId | null;
  readonly early: EarlyBoard | null;
  readonly pause: Pause;
  /** Called with each portion, for the clock. */
  readonly observe: (events: readonly LogEvent[]) => void;
}

export async function readWholeLog(stored: EventLog, options: ReadingOptions): Promise<WholeLog> {
  const { dossier, actor, early, pause, observe } = options;
  const builder = createLogBuilder();
  const undoable: LogEvent[] = [];
  const unreadable: unknown[] = [];
  let latest: readonly LogEvent[] = [];
  const state = await stored.read(dossier, async (portion) => {
    const parsed = parseAll(portion);
    builder.add(parsed.known);
    observe(parsed.known);
    latest = parsed.known;
    for (const event of parsed.known) if (concernsUndo(actor, event)) undoable.push(event);
    unreadable.push(...parsed.unreadable);
    await pause();
  });
  const log = await inSlices(builder.finish(), pause);
  const board = early && isFoldOfLog(early, log) ? early.board : boardOf(log);
  const waiting = new Set(state.pending);
  // What is pending comes out last.
  const pending = inOrder(latest.map(toWire).filter((event) => waiting.has(eventKey(event))));
  return { log, board, undoable, pending, unreadable, state };
}
