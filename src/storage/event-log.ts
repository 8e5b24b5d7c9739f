/**
 * The port to the client's own log of events, per dossier. What `append` has resolved for is on disk (where
 * `durability` says so) and survives a reload; nothing is ever deleted. Events come back as they went in,
 * unparsed: what a store hands out is unknown data until `parse-event.ts` has seen it.
 */
import type { WireEvent } from '#src/domain/event.ts';
import type { SnapshotStore } from './snapshot-store.ts';

/** What (actor, id) is, as one string: `actor:8f3a… 2025-11-05T…`. */
export type EventKey = `${string} ${string}`;

export function eventKey(event: Pick<WireEvent, 'actor' | 'id'>): EventKey {
  return `${event.actor} ${event.id}`;
}

export interface Refusal {
  readonly key: EventKey;
  /** The server's sentence on why. */
  readonly reason: string;
}

/**
 * Where an actor's log of a dossier stands among the others on this device: what one person records is never sent
 * as another's, nor shown as what another has saved. The port takes it for the name of the dossier.
 */
export function shelfOf(actor: string, dossier: string): string {
  return `${actor}/${dossier}`;
}

/** How far a log has been received, and of which log that is. */
export interface Reached {
  /** Which log the server had; another epoch is another log. Null before the first page, or where unknown. */
  readonly epoch: string | null;
  /** The highest `seq` received; 0 before the first. */
  readonly cursor: number;
  /** The highest `seq` the server had then: above the cursor, the log is not whole yet. */
  readonly head: number;
}

/** What is kept of a dossier beside its events. */
export interface StoredState extends Reached {
  /** Own events that no server has acknowledged yet, refused ones not among them. */
  readonly pending: readonly EventKey[];
  /** Own events that a server will not take; kept, and no longer sent. */
  readonly refused: readonly Refusal[];
}

/** What another tab has written: events, and the keys of own events that stand under new ids now. */
export interface News {
  readonly events: readonly unknown[];
  readonly gone: readonly EventKey[];
}

export interface EventLog {
  readonly durability: 'disk' | 'memory';
  /** Where snapshots are kept; null where it would save nothing. */
  readonly snapshots: SnapshotStore | null;
  /**
   * Hands out every event, own and received, each once, in portions and in no particular order, but what no
   * server has in the last portion; waits for each to be taken. Resolves with the rest once all are out.
   */
  read(
    dossier: string,
    take: (events: readonly unknown[]) => void | Promise<void>,
  ): Promise<StoredState>;
  /** Own events, all in one transaction; they are pending until marked. Known keys are passed over. */
  append(dossier: string, events: readonly WireEvent[]): Promise<void>;
  /**
   * Received events, or whatever stood in their places, and how far they bring the log, in one transaction. Known
   * keys are passed over. A cursor never falls back within an epoch; of another epoch's it says nothing.
   */
  receive(dossier: string, events: readonly unknown[], reached: Reached): Promise<void>;
  /** Sets the cursor back to 0: the server has lost what it had, and everything is received anew. */
  rewind(dossier: string): Promise<void>;
  markSent(dossier: string, keys: readonly EventKey[]): Promise<void>;
  markRefused(dossier: string, refusals: readonly Refusal[]): Promise<void>;
  /** Refused events that are to be sent again: pending, as before. Others are passed over. */
  unrefuse(dossier: string, keys: readonly EventKey[]): Promise<void>;
  /** In one transaction: own events that no server has go, and these, the same under new ids, take their place. */
  replace(dossier: string, gone: readonly EventKey[], events: readonly WireEvent[]): Promise<void>;
  /** As whom this browser records; null before the first session. */
  loadActor(): Promise<string | null>;
  saveActor(actor: string): Promise<void>;
  /** Calls back with what another tab appended, received or replaced. Returns the way to stop. */
  subscribe(dossier: string, listener: (news: News) => void): () => void;
  close(): void;
}
