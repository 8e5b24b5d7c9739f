/**
 * Keeps the snapshot of a long log up to date: some seconds after the last change, in slices, and only the
 * shards whose issues changed. Failing to keep one costs the next opening some time, and nothing else.
 */
import type { StoreApi } from 'zustand/vanilla';
import type { Board } from '#src/domain/board.ts';
import { emptyDigest, extendDigest } from '#src/domain/digest.ts';
import type { Issue } from '#src/domain/issue.ts';
import { everyEvent } from '#src/domain/log.ts';
import { shardsOf, writeHead, writeShard } from '#src/domain/snapshot.ts';
import { shelfOf } from '#src/storage/event-log.ts';
import type { SnapshotStore } from '#src/storage/snapshot-store.ts';
import type { DossierState } from './dossier-state.ts';
import { parseAll } from './opening.ts';
import { inSlices, type Pause } from './slices.ts';
import type { After } from './writer.ts';

/** Subjects below which a log is folded faster than a snapshot is read. */
const fewestSubjects = 300;

export interface Schedule {
  readonly pause: Pause;
  /** Runs the callback once, when the page has been quiet for a while. Returns the way to call it off. */
  readonly later: (run: () => void) => () => void;
  readonly after: After;
}

export interface SnapshotKeeper {
  /** Takes the shards of a board for those that are stored. */
  assumeStored(stored: Board): void;
  /** Whatever is stored is not what was kept here. */
  forget(): void;
  stop(): void;
}

export function keepSnapshot(
  store: StoreApi<DossierState>,
  snapshots: SnapshotStore,
  { pause, later }: Schedule,
): SnapshotKeeper {
  let kept: readonly (readonly Issue[])[] = [];
  let keptBoard: Board | null = null;
  let callOff = () => {};

  async function save(): Promise<void> {
    const { dossier, actor, folded } = store.getState();
    if (actor === null) return;
    const shelf = shelfOf(actor, dossier);
    const shards = shardsOf(folded.board);
    const texts = new Map<number, string>();
    await inSlices(writeChanged(shards, texts), pause);
    function* writeChanged(
      all: readonly Issue[][],
      into: Map<number, string>,
    ): Generator<void, void> {
      for (const [number, shard] of all.entries()) {
        if (isSameShard(shard, kept[number])) continue;
        into.set(number, writeShard(shard, folded.log));
        yield;
      }
    }
    const digest = extendDigest(emptyDigest, everyEvent(folded.log));
    const isInSnapshot = (record: unknown) => {
      const [event] = parseAll([record]).known;
      if (!event) return true;
      const { subject, id } = event;
      return folded.log.get(subject)?.some((known) => known.id === id) ?? false;
    };
    // Nothing is known of what is there: it may have shards that this one has not.
    if (kept.length === 0) await snapshots.forget(shelf);
    try {
      await snapshots.save(shelf, writeHead(folded, digest, shards.length), texts, isInSnapshot);
    } catch (error) {
      // Another tab may have kept or dropped it: then what is stored is not what is kept here.
      kept = [];
      keptBoard = null;
      throw error;
    }
    kept = shards;
    keptBoard = folded.board;
  }

  const unsubscribe = store.subscribe((state, before) => {
    const { folded, cursor } = state;
    const isSame = folded === before.folded && before.cursor === cursor;
    if (!isDue(state) || (isDue(before) && isSame)) return;
    if (folded.board === keptBoard) return;
    callOff();
    callOff = later(() => void save().catch(() => undefined));
  });

  return {
    forget: () => {
      kept = [];
      keptBoard = null;
    },
    assumeStored: (stored) => {
      kept = shardsOf(stored);
      keptBoard = stored;
    },
    stop: () => {
      callOff();
      unsubscribe();
    },
  };
}

/** A snapshot stands for what is on disk, and for the whole of it. */
function isDue({ opening, unwritten, cursor, head, folded }: DossierState): boolean {
  const isOnDisk = opening.kind === 'whole' && unwritten.length === 0;
  return isOnDisk && cursor >= head && folded.log.size >= fewestSubjects;
}

function isSameShard(shard: readonly Issue[], before: readonly Issue[] | undefined): boolean {
  return shard.length === before?.length && shard.every((issue, index) => issue === before[index]);
}
