/**
 * The snapshot of a long log, and the door to this folder: a copy of the board on this device, shown while the log is
 * read and kept up some seconds after the last change. It is never the truth: once the log is there, `isFoldOfLog` says
 * whether it is to be believed; one that is lost, or cannot be kept, costs the next opening some time and nothing else.
 */
import { type Board, type Folded, isFoldOf } from '#src/domain/board.ts';
import { type Digest, emptyDigest, extendDigest, isSameDigest } from '#src/domain/digest.ts';
import { toWire, type WireEvent } from '#src/domain/event.ts';
import type { Issue } from '#src/domain/issue.ts';
import { everyEvent, isInLog, type Log } from '#src/domain/log.ts';
import { parseAll } from '#src/domain/parse-event.ts';
import type { Reached, Shelf } from '../event-log.ts';
import { readSnapshot, shardsOf, snapshotSince, writeHead, writeShard } from './snapshot-form.ts';
import type { SnapshotStore } from './snapshot-store.ts';

/** Subjects below which a log is folded faster than a snapshot is read. */
const fewestSubjects = 300;

/** How many subjects are folded again to see whether a stored board is what the log gives. */
const samples = 24;

/** What a snapshot shows before the log has been read. */
export interface EarlyBoard {
  readonly board: Board;
  readonly digest: Digest;
  readonly pending: readonly WireEvent[];
  readonly reached: Reached;
}

/** What there is to keep: the whole log of a shelf, as it is on disk, and its board. */
export interface Standing {
  readonly shelf: Shelf;
  readonly folded: Folded;
}

export interface Timing {
  /** Resolves when the page has had its turn. */
  readonly pause: () => Promise<void>;
  /** Runs the callback once, when the page has been quiet for a while. Returns the way to call it off. */
  readonly later: (run: () => void) => () => void;
}

export interface SnapshotKeeper {
  /** Null where there is none, or none that can be trusted; rejects where it cannot be read. */
  open(shelf: Shelf): Promise<EarlyBoard | null>;
  /** Keeps what stands once the page is quiet, in slices, and only the shards whose issues changed. */
  offer(): void;
  /** Whatever is stored is not what was kept here. */
  forget(): void;
  stop(): void;
}

/** `standing` is what is to be kept when its time has come; null where nothing is. */
export function createSnapshotKeeper(
  snapshots: SnapshotStore,
  { pause, later }: Timing,
  standing: () => Standing | null,
): SnapshotKeeper {
  let kept: readonly (readonly Issue[])[] = [];
  let keptBoard: Board | null = null;
  let callOff = () => {};

  function remember(board: Board | null): void {
    kept = board ? shardsOf(board) : [];
    keptBoard = board;
  }

  async function save({ shelf, folded }: Standing): Promise<void> {
    const { log, board } = folded;
    const shards = shardsOf(board);
    const texts = new Map<number, string>();
    for (const [number, shard] of shards.entries()) {
      if (isSameShard(shard, kept[number])) continue;
      texts.set(number, writeShard(shard, log));
      await pause();
    }
    const digest = extendDigest(emptyDigest, everyEvent(log));
    const isInSnapshot = (record: unknown) =>
      parseAll([record]).known.every((event) => isInLog(log, event));
    // Nothing is known of what is there: it may have shards that this one has not.
    if (kept.length === 0) await snapshots.forget(shelf);
    try {
      await snapshots.save(shelf, writeHead(folded, digest, shards.length), texts, isInSnapshot);
    } catch (error) {
      // Another tab may have kept or dropped it: then what is stored is not what is kept here.
      remember(null);
      throw error;
    }
    remember(board);
  }

  return {
    open: async (shelf) => {
      const found = await openSnapshot(snapshots, shelf);
      if (found) remember(found.stored);
      return found;
    },
    offer: () => {
      const found = standing();
      if (!found || found.folded.log.size < fewestSubjects) return;
      if (found.folded.board === keptBoard) return;
      callOff();
      callOff = later(() => {
        const now = standing();
        if (now) void save(now).catch(() => undefined);
      });
    },
    forget: () => remember(null),
    stop: () => callOff(),
  };
}

/** `stored`: the board as it is on disk, without what came since. */
export async function openSnapshot(
  snapshots: SnapshotStore,
  shelf: Shelf,
): Promise<(EarlyBoard & { readonly stored: Board }) | null> {
  const found = await snapshots.load(shelf);
  const snapshot = found && readSnapshot(found.head, found.shards);
  if (!found || !snapshot) return null;
  const since = snapshotSince(snapshot, parseAll(found.since).known);
  if (since === null) return null;
  const pending = parseAll(found.pending).known.map(toWire);
  return { ...since, stored: snapshot.board, pending, reached: found.reached };
}

/** Whether the board is what the log gives: by its digest, and by some subjects that are folded again. */
export function isFoldOfLog({ board, digest }: EarlyBoard, log: Log): boolean {
  if (!isSameDigest(digest, extendDigest(emptyDigest, everyEvent(log)))) return false;
  const every = Math.max(1, Math.floor(log.size / samples));
  let index = 0;
  for (const [subject, events] of log) {
    if (index % every === 0 && !isFoldOf(board, subject, events)) return false;
    index += 1;
  }
  return true;
}

function isSameShard(shard: readonly Issue[], before: readonly Issue[] | undefined): boolean {
  return shard.length === before?.length && shard.every((issue, index) => issue === before[index]);
}
