/**
 * The port to the embedded server's database: per dossier a log whose events are numbered from 1 without a
 * gap. An append is all or nothing and decided in one transaction, so however many tabs push at once, no
 * number is given twice: events 1–40 are there, the next batch of three is 41, 42, 43.
 */
import type { Ack, SequencedEvent } from '#src/api/contract.ts';
import type { WireEvent } from '#src/domain/event.ts';

/** What a dossier amounts to at `head`; kept so that listing need not fold a whole log again. */
export interface KeptSummary {
  readonly head: number;
  readonly title: string;
  readonly parties: readonly string[];
  readonly issues: number;
  /** Absent in one that an earlier version kept. */
  readonly isRemoved?: boolean;
}

export interface DossierRow {
  readonly id: string;
  /** The highest `seq` given out. */
  readonly head: number;
  /** Instant of the last append. */
  readonly updated: string;
  readonly summary: KeptSummary | null;
  /** The greatest id among the events; absent in a row that an earlier version wrote. */
  readonly newest?: string;
}

export type AppendResult =
  | { readonly ok: true; readonly acks: readonly Ack[] }
  /** Ids that are taken, by the same actor, for other content. Nothing was appended. */
  | { readonly ok: false; readonly reused: readonly string[] };

export interface ServerDatabase {
  /** Every dossier with at least one event, by id. */
  dossiers(): Promise<readonly DossierRow[]>;
  /** The highest `seq`; 0 for a dossier without events. */
  head(dossier: string): Promise<number>;
  /** The greatest id among a dossier's events; null where there are none. */
  newest(dossier: string): Promise<string | null>;
  /** At most `limit` events with a `seq` above `after`, in order. */
  eventsAfter(dossier: string, after: number, limit: number): Promise<readonly SequencedEvent[]>;
  /** All events about one subject, in order of `seq`. */
  eventsAbout(dossier: string, subject: string): Promise<readonly SequencedEvent[]>;
  /** `updated`: the instant to note as that of the append. Events already there keep their `seq`. */
  append(dossier: string, events: readonly WireEvent[], updated: string): Promise<AppendResult>;
  /** Keeps the summary unless one of a later head is kept already. */
  keepSummary(dossier: string, summary: KeptSummary): Promise<void>;
  /** The value kept under the key; if there is none, keeps the given one and returns it. */
  claimMeta(key: string, value: string): Promise<string>;
  /** Calls back with the dossier after every append, in this tab or another. Returns the way to stop. */
  onAppend(listener: (dossier: string) => void): () => void;
  close(): void;
}

/** What (actor, id) is, as one string. */
export function keyOf(event: Pick<WireEvent, 'actor' | 'id'>): string {
  return `${event.actor} ${event.id}`;
}

/** The greatest id among the events, or `before` where that is greater. */
export function newestOf(
  events: Iterable<Pick<WireEvent, 'id'>>,
  before: string | null = null,
): string | null {
  let newest = before;
  for (const { id } of events) if (newest === null || id > newest) newest = id;
  return newest;
}

export interface AppendPlan {
  readonly result: AppendResult;
  /** The events to write, numbered. Empty where the append is refused. */
  readonly added: readonly SequencedEvent[];
}

/** Decides an append: `known` holds what the log has under the keys of `events`. */
export function planAppend(
  events: readonly WireEvent[],
  known: ReadonlyMap<string, SequencedEvent>,
  head: number,
): AppendPlan {
  const taken = new Map(known);
  const added: SequencedEvent[] = [];
  const acks: Ack[] = [];
  const reused = new Set<string>();
  for (const event of events) {
    const key = keyOf(event);
    const earlier = taken.get(key);
    if (earlier === undefined) {
      const sequenced = { ...event, seq: head + added.length + 1 };
      taken.set(key, sequenced);
      added.push(sequenced);
      acks.push({ id: event.id, seq: sequenced.seq, dup: false });
    } else if (inKeyOrder({ ...event, seq: earlier.seq }) === inKeyOrder(earlier)) {
      acks.push({ id: event.id, seq: earlier.seq, dup: true });
    } else reused.add(event.id);
  }
  return reused.size > 0
    ? { result: { ok: false, reused: [...reused] }, added: [] }
    : { result: { ok: true, acks }, added };
}

/** The same text for the same JSON value, whatever the order of its keys: a client may send an event again in another. */
function inKeyOrder(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => {
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
