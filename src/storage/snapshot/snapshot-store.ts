/**
 * The port to the snapshots of a log: texts that stand for what was folded last, and a journal of the events
 * written since. A snapshot may be lost at any time and nothing is lost with it.
 */
import type { Reached, Shelf } from '../event-log.ts';

export interface StoredSnapshot {
  readonly head: string;
  readonly shards: readonly string[];
  /** Events written after the snapshot was taken; some may be in it already. */
  readonly since: readonly unknown[];
  /** Own events that no server has acknowledged yet, refused ones not among them. */
  readonly pending: readonly unknown[];
  readonly reached: Reached;
}

export interface SnapshotStore {
  /** Null where there is none, too much has come since, or it cannot be read now: the log is read then. */
  load(shelf: Shelf): Promise<StoredSnapshot | null>;
  /**
   * Keeps a head and the shards that changed since this log loaded, kept or was refused one, by their numbers from
   * 0, in one transaction; all of them where there was none. Of the journal those events go of which
   * `isInSnapshot` says so. Rejects where it cannot be kept, and where another log has kept or dropped one
   * meanwhile: all shards are to be given the next time.
   */
  save(
    shelf: Shelf,
    head: string,
    shards: ReadonlyMap<number, string>,
    isInSnapshot: (event: unknown) => boolean,
  ): Promise<void>;
  forget(shelf: Shelf): Promise<void>;
}
