/** What the stores hold of one shelf beside its segments, read within a transaction. */
import type { Shelf } from './event-log.ts';
import type { AnyTransaction } from './log-database.ts';
import {
  type DossierRow,
  type ReadBatch,
  readBatch,
  readJournalEntry,
  readRow,
} from './stored-records.ts';

export async function rowOf(transaction: AnyTransaction, shelf: Shelf): Promise<DossierRow | null> {
  return readRow(await transaction.objectStore('dossiers').get(shelf));
}

export async function batchesIn(
  transaction: AnyTransaction,
  shelf: Shelf,
): Promise<readonly ReadBatch[]> {
  const index = transaction.objectStore('pending').index('dossier');
  return (await index.getAll(shelf)).map(readBatch);
}

/** Null for each entry that is no list of events. */
export async function journalOf(
  transaction: AnyTransaction,
  shelf: Shelf,
): Promise<readonly (readonly unknown[] | null)[]> {
  const index = transaction.objectStore('journal').index('dossier');
  return (await index.getAll(shelf)).map(readJournalEntry);
}
