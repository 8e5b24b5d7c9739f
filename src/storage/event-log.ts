/**
 * The port to the client's own log of events, one for each shelf: what one actor has of one dossier. What `append`
 * has resolved for is on disk (where `durability` says so) and survives a reload; nothing is ever deleted, and
 * each event is kept once. Events come back as they went in, unparsed: what a store hands out is unknown data
 * until `parse-event.ts` has seen it. Every method but `subscribe`, `onReset` and `close` rejects with a
 * StorageError where the device fails it; then nothing of it has happened, and it may be tried again.
 */
import type { WireEvent } from '#src/domain/event.ts';
import type { Problem } from '#src/domain/problem.ts';
import type { SnapshotStore } from './snapshot/snapshot-store.ts';

/** What (actor, id) is, as one string: `actor:8f3a… 2025-11-05T…`. */
export type EventKey = `${string} ${string}`;

export function eventKey(event: Pick<WireEvent, 'actor' | 'id'>): EventKey {
  return `${event.actor} ${event.id}`;
}

/** The id of the event whose key it is. */
export function idOfKey(key: EventKey): string {
  return key.slice(key.indexOf(' ') + 1);
}

/** The name of a shelf: what one actor has of one dossier, `actor:8f3a…/us-india`. */
export type Shelf = `${string}/${string}`;

export function shelfOf(actor: string, dossier: string): Shelf {
  return `${actor}/${dossier}`;
}

export function isShelf(name: unknown): name is Shelf {
  return typeof name === 'string' && name.includes('/');
}

/** The dossier of which it has something. */
export function dossierOf(shelf: Shelf): string {
  return shelf.slice(shelf.indexOf('/') + 1);
}

/** Whose the shelf is. */
export function ownerOf(shelf: Shelf): string {
  return shelf.slice(0, shelf.indexOf('/'));
}

/** The dossier of a shelf, where it is the actor's. */
export function dossierOnShelf(shelf: string, actor: string): string | null {
  const own = shelfOf(actor, '');
  return shelf.startsWith(own) ? shelf.slice(own.length) : null;
}

/** Whether it is a shelf of the dossier, and of another than the actor. */
export function isShelfOfOther(shelf: string, dossier: string, actor: string): boolean {
  return shelf.endsWith(shelfOf('', dossier)) && shelf !== shelfOf(actor, dossier);
}

export interface Refusal {
  readonly key: EventKey;
  /** Why it will not take it. */
  readonly problem: Problem;
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

/** How far a page of events brings a log. */
export interface PageReached extends Reached {
  /**
   * The `seq` after which the page was asked for. Where it is not given, `seq` is dense: a page of three that
   * reaches 43 was asked for after 40.
   */
  readonly after?: number;
}

/** What is kept of a dossier beside its events. */
export interface StoredState extends Reached {
  /** Own events that no server has acknowledged yet, refused ones not among them. */
  readonly pending: readonly EventKey[];
  /** Own events that a server will not take; kept, and no longer sent. */
  readonly refused: readonly Refusal[];
  /** Received events that should be there and are not, or not whole: above 0, `rewind` and receive them again. */
  readonly missing: number;
  /** Records that could not be read and were set aside; see `loadSetAside`. */
  readonly setAside: number;
}

/** A record that could not be read, as it was found. */
export interface SetAside {
  /** Whether it was an own event that may be nowhere else. */
  readonly isOwn: boolean;
  /** `no-key` · `no-list` · `no-event` · `no-dossier` · `unparsable` */
  readonly why: string;
  readonly record: unknown;
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
   * server has in the last portion; waits for each to be taken. Resolves with the rest once all are out. Where it
   * rejects, what was handed out is a part and stands for nothing. What `take` throws is thrown on as it is.
   */
  read(
    shelf: Shelf,
    take: (events: readonly unknown[]) => void | Promise<void>,
  ): Promise<StoredState>;
  /** Own events, all in one transaction; they are pending until marked. Known keys are passed over. */
  append(shelf: Shelf, events: readonly WireEvent[]): Promise<void>;
  /**
   * Received events, or whatever stood in their places, and how far they bring the log, in one transaction. Known keys are passed over. A page that
   * does not begin where the log ends, or before, leaves the cursor where it is; its events are kept.
   */
  receive(shelf: Shelf, events: readonly unknown[], reached: PageReached): Promise<void>;
  /**
   * In one transaction, and flushed: own events, which are pending, and those of others that no server has given, as an
   * archive has them: kept, and no part of what a cursor counts. Known keys are passed over.
   */
  merge(shelf: Shelf, own: readonly WireEvent[], others: readonly unknown[]): Promise<void>;
  /**
   * Sets the cursor back to 0: the server has lost what it had, or this device has, and everything is received
   * anew. What is held stays; own events that are acknowledged and have not come back are pending again.
   */
  rewind(shelf: Shelf): Promise<void>;
  /** A server has these own events; what is not waiting for one is passed over. */
  markSent(shelf: Shelf, keys: readonly EventKey[]): Promise<void>;
  markRefused(shelf: Shelf, refusals: readonly Refusal[]): Promise<void>;
  /** Refused events that are to be sent again: pending, as before. Others are passed over. */
  unrefuse(shelf: Shelf, keys: readonly EventKey[]): Promise<void>;
  /**
   * In one transaction: own events that wait for a server go, and these, the same under new ids, take their place. False,
   * with nothing done, where one of them waits no more: another tab has done the same, or sent it.
   */
  replace(shelf: Shelf, gone: readonly EventKey[], events: readonly WireEvent[]): Promise<boolean>;
  /**
   * Sets aside the events of which the caller's parser says that they are broken, in one transaction: whole ones
   * are taken in under the same keys. Resolves with how many; what was received of them is `missing` from then on.
   */
  setAside(shelf: Shelf, isBroken: (event: unknown) => boolean): Promise<number>;
  /** What was set aside of this shelf, and of no shelf that could be told. */
  loadSetAside(shelf: Shelf): Promise<readonly SetAside[]>;
  /** How many own events of others than the actor, on this dossier's other shelves, wait for a server here. */
  elsewhere(dossier: string, actor: string): Promise<number>;
  /** The dossiers of which own events of the actor wait for a server here. */
  waiting(actor: string): Promise<readonly string[]>;
  /** Every shelf that anything stands on, of whatever actor. */
  shelves(): Promise<readonly Shelf[]>;
  /** As whom this browser records; null before the first session. */
  loadActor(): Promise<string | null>;
  saveActor(actor: string): Promise<void>;
  /** Calls back with what another tab appended, received or replaced. Returns the way to stop. */
  subscribe(shelf: Shelf, listener: (news: News) => void): () => void;
  /**
   * Calls back when the store was lost (deleted, or closed by the browser) and is open again: what this page
   * holds has to be written once more; what the store still has is passed over. Returns the way to stop.
   */
  onReset(listener: () => void): () => void;
  close(): void;
}
