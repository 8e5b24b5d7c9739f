/** What the stores hold of one dossier beside its segments, read within a transaction. */
import type { AnyTransaction } from './log-database.ts';
import {
  type DossierRow,
  type ReadBatch,
  readBatch,
  readJournalEntry,
  readRow,
} from './stored-records.ts';

export async function rowOf(
  transaction: AnyTransaction,
  dossier: string,
): Promise<DossierRow | null> {
  return readRow(await transaction.objectStore('dossiers').get(dossier));
}

export async function batchesIn(
  transaction: AnyTransaction,
  dossier: string,
): Promise<readonly ReadBatch[]> {
  const index = transaction.objectStore('pending').index('dossier');
  return (await index.getAll(dossier)).map(readBatch);
}

/** Null for each entry that is no list of events. */
export async function journalOf(
  transaction: AnyTransaction,
  dossier: string,
): Promise<readonly (readonly unknown[] | null)[]> {
  const index = transaction.objectStore('journal').index('dossier');
  return (await index.getAll(dossier)).map(readJournalEntry);
}
