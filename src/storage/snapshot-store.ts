/**
 * The port to the snapshots of a log: texts that stand for what was folded last, and a journal of the events
 * written since. A snapshot may be lost at any time and nothing is lost with it.
 */
import type { Reached } from './event-log.ts';

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
  /** Null where there is none, or too much has come since. */
  load(dossier: string): Promise<StoredSnapshot | null>;
  /**
   * Keeps a head and the shards that changed, by their numbers from 0, in one transaction. Of the journal
   * those entries go of which `holds` says that the snapshot has them.
   */
  save(
    dossier: string,
    head: string,
    shards: ReadonlyMap<number, string>,
    holds: (event: unknown) => boolean,
  ): Promise<void>;
  forget(dossier: string): Promise<void>;
}
