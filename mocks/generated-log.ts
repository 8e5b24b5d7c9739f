/**
 * Dossiers whose first events are generated, not stored: numbers 1 to `count` come from a generator each time
 * they are asked for, and only what is pushed after them is in the database. Such a dossier costs nothing
 * until it is asked for, and one left half-way is gone on with from where it was left.
 */
import type { SequencedEvent } from '#src/api/contract.ts';
import { type KnownEvent, toWire, type WireEvent } from '#src/domain/event.ts';
import { type AppendResult, newestOf, type ServerDatabase } from './db.ts';

export interface GeneratedLog {
  readonly count: number;
  /** The same events each time it is called. */
  readonly events: () => Promise<Iterator<KnownEvent, void>>;
}

export type GeneratedLogs = ReadonlyMap<string, GeneratedLog>;

/** Reads pages of one generated log; going on from the last page costs no more than the page. */
function createReader({ count, events }: GeneratedLog) {
  let source: Iterator<KnownEvent, void> | null = null;
  let position = 0;
  let turn: Promise<unknown> = Promise.resolve();

  async function read(after: number, limit: number): Promise<readonly SequencedEvent[]> {
    if (source === null || position > after) {
      source = await events();
      position = 0;
    }
    const page: SequencedEvent[] = [];
    const last = Math.min(count, after + limit);
    while (position < last) {
      const next = source.next();
      if (next.done) throw new Error(`A generated log ended at ${position} of ${count} events`);
      position += 1;
      if (position > after) page.push({ ...toWire(next.value), seq: position });
    }
    if (position >= count) source = null;
    return page;
  }

  return (after: number, limit: number): Promise<readonly SequencedEvent[]> => {
    const page = turn.then(() => read(after, limit));
    turn = page.catch(() => undefined);
    return page;
  };
}

/** Goes through all of it, and remembers the answer. */
function newestReader({ events }: GeneratedLog): () => Promise<string | null> {
  let known: Promise<string | null> | null = null;
  const find = async () => {
    const source = await events();
    return newestOf({ [Symbol.iterator]: () => source });
  };
  return () => {
    known ??= find();
    return known;
  };
}

function shifted(result: AppendResult, by: number): AppendResult {
  if (!result.ok) return result;
  return { ok: true, acks: result.acks.map((ack) => ({ ...ack, seq: ack.seq + by })) };
}

function renumbered(events: readonly SequencedEvent[], by: number): readonly SequencedEvent[] {
  return events.map((event) => ({ ...event, seq: event.seq + by }));
}

/** The database with the generated logs in front of what it stores. */
export function withGeneratedLogs(db: ServerDatabase, logs: GeneratedLogs): ServerDatabase {
  const readers = new Map([...logs].map(([dossier, log]) => [dossier, createReader(log)]));
  const newest = new Map([...logs].map(([dossier, log]) => [dossier, newestReader(log)]));
  const countOf = (dossier: string) => logs.get(dossier)?.count ?? 0;
  return {
    ...db,
    head: async (dossier) => (await db.head(dossier)) + countOf(dossier),
    newest: async (dossier) => {
      const generated = (await newest.get(dossier)?.()) ?? null;
      const stored = await db.newest(dossier);
      return stored === null ? generated : newestOf([{ id: stored }], generated);
    },
    eventsAfter: async (dossier, after, limit) => {
      const read = readers.get(dossier);
      const count = countOf(dossier);
      if (!read || after >= count) {
        return renumbered(await db.eventsAfter(dossier, after - count, limit), count);
      }
      return read(after, limit);
    },
    append: async (dossier, events: readonly WireEvent[], updated) =>
      shifted(await db.append(dossier, events, updated), countOf(dossier)),
  };
}
