/**
 * What lies in the log's stores, and how it is read: every record is a stranger's until it has been through here,
 * whatever wrote it. Of a broken record the whole parts are used and the rest is named, so that it can be set aside.
 * What is called `dossier` in a record is the shelf it stands on, and so is the `id` of a row: the names are those of
 * the first version.
 */
import { type Problem, readRefusalProblem } from '#src/domain/problem.ts';
import type { EventKey, Reached, Refusal, Shelf } from './event-log.ts';
import { keyOf } from './stored-events.ts';

/** Events that a server gave: a received page, or several. A record is never changed, only replaced by others. */
export interface Segment {
  readonly dossier: Shelf;
  /**
   * Since which start from 0 they were received. In the run of its dossier's row, they are the events up to the
   * cursor; in any other they are loose: held, but it is not known whether the server that is asked now has them.
   */
  readonly run: number;
  readonly events: readonly unknown[];
}

/** The run of no dossier. */
export const looseRun = -1;

/** How far a dossier's log has been received. */
export interface DossierRow extends Reached {
  readonly id: string;
  readonly run: number;
  /** Events in the segments of this run. */
  readonly held: number;
  /** Whether there may be segments of another run. */
  readonly hasLoose: boolean;
  /** The latest id of the owner's events in all segments, by which a new one is told from them; empty for none. */
  readonly latestOwn: string;
}

/** Own events that no server has given back yet, and what servers said of them. */
export interface PendingBatch {
  readonly dossier: Shelf;
  /** One for each event, in their order. */
  readonly keys: readonly EventKey[];
  readonly events: readonly unknown[];
  readonly refused: readonly Refusal[];
  /** Those that a server has acknowledged. */
  readonly sent: readonly EventKey[];
}

/** One of them by itself. */
export interface PendingEvent {
  readonly key: EventKey;
  readonly event: unknown;
  /** Why a server will not take it; null where none has said so. */
  readonly refused: Problem | null;
  readonly isSent: boolean;
}

/** A part of a dossier's snapshot: its head, or the shard of that number. */
export interface SnapshotPart {
  readonly dossier: Shelf;
  readonly part: number;
  readonly text: string;
  /** Of the head: another for each time a snapshot is kept. */
  readonly stamp?: number;
}

/** The part number of a snapshot's head; its shards count from 0. */
export const headPart = -1;

/** Events written since the snapshot was taken. */
export interface JournalEntry {
  readonly dossier: Shelf;
  readonly events: readonly unknown[];
}

/** A record set aside; `dossier` is empty where no shelf could be told. */
export interface AsideRecord {
  readonly dossier: Shelf | '';
  readonly isOwn: boolean;
  readonly why: string;
  readonly record: unknown;
}

/** What is wrong with a record, or with a part of it. */
export interface Broken {
  readonly why: string;
  readonly record: unknown;
}

/** The fields of a record, whatever it is. */
export function fieldsOf(record: unknown): Partial<Record<string, unknown>> {
  return typeof record === 'object' && record !== null ? { ...record } : {};
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Said of an event that the caller's parser does not take. */
export const unparsable = 'unparsable';

export interface ReadSegment {
  readonly run: number;
  /** Events that have a key. */
  readonly events: readonly unknown[];
  readonly broken: readonly Broken[];
}

export function readSegment(record: unknown): ReadSegment {
  const { run, events } = fieldsOf(record);
  if (!Array.isArray(events)) {
    return { run: looseRun, events: [], broken: [{ why: 'no-list', record }] };
  }
  const hasKey = (event: unknown) => keyOf(event) !== null;
  return {
    run: isCount(run) ? run : looseRun,
    events: events.filter(hasKey),
    broken: events.filter((event: unknown) => !hasKey(event)).map(withoutKey),
  };
}

export function withoutKey(record: unknown): Broken {
  return { why: 'no-key', record };
}

export interface ReadBatch {
  readonly own: readonly PendingEvent[];
  readonly broken: readonly Broken[];
  /** Whether the record is as this version writes it; else it is to be written anew. */
  readonly isSound: boolean;
}

export function readBatch(record: unknown): ReadBatch {
  const { keys, events, refused, sent } = fieldsOf(record);
  if (!Array.isArray(events)) {
    const broken = [{ why: 'no-list', record }];
    return { own: [], broken, isSound: false };
  }
  const problems = new Map(listOf(refused).flatMap(readRefusal));
  const acknowledged = new Set(listOf(sent));
  const own: PendingEvent[] = [];
  const broken: Broken[] = [];
  for (const event of events) {
    const key = keyOf(event);
    if (key === null) broken.push(withoutKey(event));
    else {
      const isSent = acknowledged.has(key);
      own.push({ key, event, refused: isSent ? null : (problems.get(key) ?? null), isSent });
    }
  }
  const listed = listOf(keys);
  const held = new Set<unknown>(own.map(({ key }) => key));
  for (const key of listed) {
    if (!held.has(key)) broken.push({ why: 'no-event', record: key });
  }
  const isListed = own.length === listed.length && own.every(({ key }, i) => listed[i] === key);
  return { own, broken, isSound: isListed && broken.length === 0 };
}

function readRefusal(record: unknown): [unknown, Problem][] {
  const { key, problem, reason } = fieldsOf(record);
  if (typeof key !== 'string') return [];
  // Until 25 November 2026 the server's own sentence was kept.
  const isSentence = problem === undefined && typeof reason === 'string';
  return [[key, isSentence ? { code: 'server-said', text: reason } : readRefusalProblem(problem)]];
}

/** Null where there is none, or none to go by: then the log is received from the start. */
export function readRow(record: unknown): DossierRow | null {
  const { id, epoch, cursor, head, run, held, hasLoose, latestOwn } = fieldsOf(record);
  if (typeof id !== 'string' || !isCount(cursor) || !isCount(run) || !isCount(held)) return null;
  if (typeof latestOwn !== 'string') return null;
  return {
    id,
    epoch: typeof epoch === 'string' ? epoch : null,
    cursor,
    head: isCount(head) ? head : cursor,
    run,
    held,
    hasLoose: hasLoose !== false,
    latestOwn,
  };
}

/** Null where it is no list of events. */
export function readJournalEntry(record: unknown): readonly unknown[] | null {
  const { events } = fieldsOf(record);
  return Array.isArray(events) ? events : null;
}

/** Null where it is no part of a snapshot. */
export function readPart(record: unknown): Omit<SnapshotPart, 'dossier'> | null {
  const { part, text, stamp } = fieldsOf(record);
  if (typeof part !== 'number' || typeof text !== 'string') return null;
  return { part, text, ...(typeof stamp === 'number' && { stamp }) };
}

export function readAside(record: unknown): Omit<AsideRecord, 'dossier'> {
  const { isOwn, why, record: found } = fieldsOf(record);
  return { isOwn: isOwn === true, why: typeof why === 'string' ? why : '', record: found };
}
