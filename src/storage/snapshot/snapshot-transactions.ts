/**
 * Snapshots on disk: their parts, and the journal of what was written since. The journal is written in the
 * transaction that writes the events, so a snapshot and its journal always stand for the whole log; where that
 * would cost more than it saves, the snapshot goes instead.
 */
import { committed } from '../committed.ts';
import type { Shelf } from '../event-log.ts';
import {
  type AnyTransaction,
  type LogDatabase,
  reading,
  type Transaction,
  writing,
} from '../log-database.ts';
import { nothingReached } from '../page-place.ts';
import { batchesIn, journalOf, rowOf } from '../stored-contents.ts';
import {
  headPart,
  type JournalEntry,
  readJournalEntry,
  readPart,
  type SnapshotPart,
} from '../stored-records.ts';
import type { StoredSnapshot } from './snapshot-store.ts';

/**
 * Events at once beyond which a snapshot is not worth keeping up: as many as the largest page has that a server gives
 * out (`wireLimits.largestPage`). So no page that is received drops it: whoever comes back after a long while, and
 * leaves before it was kept anew, finds it with all that came in the journal.
 */
const mostJournalled = 10_000;

function partsOf(shelf: Shelf): IDBKeyRange {
  return IDBKeyRange.bound([shelf, headPart], [shelf, Number.MAX_SAFE_INTEGER]);
}

export async function hasSnapshot(transaction: AnyTransaction, shelf: Shelf): Promise<boolean> {
  const head = await transaction.objectStore('snapshots').getKey([shelf, headPart]);
  return head !== undefined;
}

/** Whether so many are entered in one go; else the snapshot goes, step by step. */
export function isJournalled(events: readonly unknown[]): boolean {
  return events.length <= mostJournalled;
}

/** Enters new events in the journal of the shelf's snapshot, which it must have. */
export async function journalled(
  transaction: Transaction,
  shelf: Shelf,
  events: readonly unknown[],
): Promise<void> {
  if (events.length === 0) return;
  if (!isJournalled(events)) await dropSnapshot(transaction, shelf);
  else
    await transaction.objectStore('journal').add({ dossier: shelf, events } satisfies JournalEntry);
}

export async function dropSnapshot(transaction: Transaction, shelf: Shelf): Promise<void> {
  const journal = transaction.objectStore('journal');
  await transaction.objectStore('snapshots').delete(partsOf(shelf));
  for (const number of await journal.index('dossier').getAllKeys(shelf)) {
    await journal.delete(number);
  }
}

/** Which snapshot of each shelf this log has loaded or kept last, by its stamp; null once that is unknown. */
export type StampMemory = Map<Shelf, number | null>;

/** Null where there is none, or none that can be read. */
export function readSnapshot(
  database: LogDatabase,
  stamps: StampMemory,
  shelf: Shelf,
): Promise<StoredSnapshot | null> {
  const transaction = reading(database, 'snapshots', 'journal', 'pending', 'dossiers');
  return committed(transaction, async () => {
    const [[head, ...shards], entries, own, row] = await Promise.all([
      partsIn(transaction, shelf),
      journalOf(transaction, shelf),
      batchesIn(transaction, shelf),
      rowOf(transaction, shelf),
    ]);
    const texts = shards.flatMap((shard, i) => (shard?.part === i ? [shard.text] : []));
    const since = entries.filter((events) => events !== null);
    const isRead = head?.part === headPart && texts.length === shards.length;
    if (!isRead || since.length < entries.length) return null;
    stamps.set(shelf, head.stamp ?? null);
    const { epoch, cursor, head: end } = row ?? nothingReached;
    return {
      head: head.text,
      shards: texts,
      since: since.flat(),
      pending: own
        .flatMap((batch) => batch.own)
        .filter(({ refused, isSent }) => refused === null && !isSent)
        .map(({ event }) => event),
      reached: { epoch, cursor, head: end },
    };
  });
}

async function partsIn(transaction: AnyTransaction, shelf: Shelf) {
  return (await transaction.objectStore('snapshots').getAll(partsOf(shelf))).map(readPart);
}

/** Thrown where another log has kept or dropped the snapshot meanwhile: then all shards have to be given. */
class OtherSnapshot extends Error {}

export function writeSnapshot(
  database: LogDatabase,
  stamps: StampMemory,
  shelf: Shelf,
  head: string,
  shards: ReadonlyMap<number, string>,
  isInSnapshot: (event: unknown) => boolean,
): Promise<void> {
  const transaction = writing(database, 'snapshots', 'journal', 'meta');
  return committed(transaction, async () => {
    const snapshots = transaction.objectStore('snapshots');
    const journal = transaction.objectStore('journal');
    const found = await snapshots.get([shelf, headPart]);
    const last = await transaction.objectStore('meta').get('stamp');
    const base = stamps.get(shelf) ?? null;
    if (base === null) await snapshots.delete(partsOf(shelf));
    else if (readPart(found)?.stamp !== base) {
      stamps.set(shelf, null);
      throw new OtherSnapshot();
    }
    const stamp = typeof last === 'number' ? last + 1 : 1;
    await transaction.objectStore('meta').put(stamp, 'stamp');
    await snapshots.put({
      dossier: shelf,
      part: headPart,
      text: head,
      stamp,
    } satisfies SnapshotPart);
    for (const [part, text] of shards) {
      await snapshots.put({ dossier: shelf, part, text } satisfies SnapshotPart);
    }
    for (const number of await journal.index('dossier').getAllKeys(shelf)) {
      const events = readJournalEntry(await journal.get(number)) ?? [];
      const left = events.filter((event) => !isInSnapshot(event));
      if (left.length === 0) await journal.delete(number);
      else if (left.length < events.length)
        await journal.put({ dossier: shelf, events: left, number });
    }
    return stamp;
  }).then((stamp) => {
    stamps.set(shelf, stamp);
  });
}

export function forgetSnapshot(
  database: LogDatabase,
  stamps: StampMemory,
  shelf: Shelf,
): Promise<void> {
  const transaction = writing(database, 'snapshots', 'journal');
  return committed(transaction, async () => {
    await dropSnapshot(transaction, shelf);
    stamps.set(shelf, null);
  });
}
