/**
 * Snapshots on disk: their parts, and the journal of what was written since. The journal is written in the
 * transaction that writes the events, so a snapshot and its journal always stand for the whole log; where that
 * would cost more than it saves, the snapshot goes instead.
 */
import { committed } from './committed.ts';
import {
  headPart,
  type JournalEntry,
  type LogDatabase,
  reachedOf,
  type SnapshotPart,
} from './log-database.ts';
import { eventsOf } from './pending-batches.ts';
import type { StoredSnapshot } from './snapshot-store.ts';

/** Events at once beyond which a snapshot is not worth keeping up. */
const mostJournalled = 1_500;

/** The two stores, in whatever transaction writes the events. */
interface Stores {
  readonly snapshots: {
    getKey(key: [string, number]): Promise<unknown>;
    delete(parts: IDBKeyRange): Promise<void>;
  };
  readonly journal: {
    add(entry: JournalEntry): Promise<number>;
    delete(number: number): Promise<void>;
    index(name: 'dossier'): { getAllKeys(dossier: string): Promise<number[]> };
  };
}

function partsOf(dossier: string): IDBKeyRange {
  return IDBKeyRange.bound([dossier, headPart], [dossier, Number.MAX_SAFE_INTEGER]);
}

export async function hasSnapshot(
  snapshots: Stores['snapshots'],
  dossier: string,
): Promise<boolean> {
  return (await snapshots.getKey([dossier, headPart])) !== undefined;
}

/** Whether so many are entered in one go; else the snapshot goes, step by step. */
export function isJournalled(events: readonly unknown[]): boolean {
  return events.length <= mostJournalled;
}

/** Enters new events in the journal of the dossier's snapshot, which it must have. */
export async function journalled(
  { snapshots, journal }: Stores,
  dossier: string,
  events: readonly unknown[],
): Promise<void> {
  if (events.length === 0) return;
  if (isJournalled(events)) await journal.add({ dossier, events });
  else await dropSnapshot({ snapshots, journal }, dossier);
}

export async function dropSnapshot({ snapshots, journal }: Stores, dossier: string): Promise<void> {
  await snapshots.delete(partsOf(dossier));
  for (const number of await journal.index('dossier').getAllKeys(dossier)) {
    await journal.delete(number);
  }
}

export async function readSnapshot(
  database: LogDatabase,
  dossier: string,
): Promise<StoredSnapshot | null> {
  const transaction = database.transaction(
    ['snapshots', 'journal', 'pending', 'dossiers'],
    'readonly',
  );
  return committed(transaction, async () => {
    const [parts, entries, own, stored] = await Promise.all([
      transaction.objectStore('snapshots').getAll(partsOf(dossier)),
      transaction.objectStore('journal').index('dossier').getAll(dossier),
      transaction.objectStore('pending').index('dossier').getAll(dossier),
      transaction.objectStore('dossiers').get(dossier),
    ]);
    const [head, ...shards] = parts;
    if (head?.part !== headPart || !isComplete(shards)) return null;
    return {
      head: head.text,
      shards: shards.map(({ text }) => text),
      since: entries.flatMap(({ events }) => events),
      pending: eventsOf(own)
        .filter(({ refused }) => refused === undefined)
        .map(({ event }) => event),
      reached: reachedOf(stored),
    };
  });
}

function isComplete(shards: readonly SnapshotPart[]): boolean {
  return shards.every(({ part }, index) => part === index);
}

export function writeSnapshot(
  database: LogDatabase,
  dossier: string,
  head: string,
  shards: ReadonlyMap<number, string>,
  holds: (event: unknown) => boolean,
): Promise<void> {
  const transaction = database.transaction(['snapshots', 'journal'], 'readwrite');
  return committed(transaction, async () => {
    const snapshots = transaction.objectStore('snapshots');
    const journal = transaction.objectStore('journal');
    await snapshots.put({ dossier, part: headPart, text: head });
    for (const [part, text] of shards) await snapshots.put({ dossier, part, text });
    for (const { number, events } of await journal.index('dossier').getAll(dossier)) {
      if (number !== undefined && events.every(holds)) await journal.delete(number);
    }
  });
}

export function forgetSnapshot(database: LogDatabase, dossier: string): Promise<void> {
  const transaction = database.transaction(['snapshots', 'journal'], 'readwrite');
  const snapshots = transaction.objectStore('snapshots');
  const journal = transaction.objectStore('journal');
  return committed(transaction, () => dropSnapshot({ snapshots, journal }, dossier));
}
