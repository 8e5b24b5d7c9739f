/**
 * Opening a dossier from this device: the snapshot first, where there is one to trust, so that the board is on
 * screen at once; then the whole log behind it, in slices. The log has the last word: a board whose digest or
 * samples do not agree with it is folded again.
 */
import { type Board, boardOf, isFoldOf } from '#src/domain/board.ts';
import { type Digest, emptyDigest, extendDigest, isSameDigest } from '#src/domain/digest.ts';
import type { LogEvent, WireEvent } from '#src/domain/event.ts';
import { toWire } from '#src/domain/event.ts';
import type { ActorId } from '#src/domain/ids.ts';
import { createLogBuilder, everyEvent, type Log } from '#src/domain/log.ts';
import { parseEvent } from '#src/domain/parse-event.ts';
import { readSnapshot, snapshotSince } from '#src/domain/snapshot.ts';
import { concernsUndo } from '#src/domain/undo-index.ts';
import { type EventLog, eventKey, type Reached, type StoredState } from '#src/storage/event-log.ts';
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

/** What a snapshot shows before the log has been read. */
export interface EarlyBoard {
  readonly board: Board;
  readonly digest: Digest;
  /** The board as it is stored, without what came since. */
  readonly stored: Board;
  readonly pending: readonly WireEvent[];
  readonly reached: Reached;
}

/** Null where there is no snapshot, or none that can be trusted. */
export async function openSnapshot(log: EventLog, dossier: string): Promise<EarlyBoard | null> {
  const found = (await log.snapshots?.load(dossier)) ?? null;
  const snapshot = found && readSnapshot(found.head, found.shards);
  if (!found || !snapshot) return null;
  const since = snapshotSince(snapshot, parseAll(found.since).known);
  if (since === null) return null;
  const pending = parseAll(found.pending).known.map(toWire);
  return {
    ...since,
    stored: snapshot.board,
    pending: inOrder(pending),
    reached: found.reached,
  };
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
  const board = early && agrees(early, log) ? early.board : boardOf(log);
  const waiting = new Set(state.pending);
  // What is pending comes out last.
  const pending = inOrder(latest.map(toWire).filter((event) => waiting.has(eventKey(event))));
  return { log, board, undoable, pending, unreadable, state };
}

/** How many subjects are folded again to see whether a stored board is what the log gives. */
const samples = 24;

function agrees({ board, digest }: EarlyBoard, log: Log): boolean {
  if (!isSameDigest(digest, extendDigest(emptyDigest, everyEvent(log)))) return false;
  const every = Math.max(1, Math.floor(log.size / samples));
  let index = 0;
  for (const [subject, events] of log) {
    if (index % every === 0 && !isFoldOf(board, subject, events)) return false;
    index += 1;
  }
  return true;
}
