/**
 * From the stores of an older version to those of this one, in the one transaction that opening gives: all of it or
 * nothing. Version 1 kept own events one by one; 1 and 2 kept one log a dossier, which becomes the shelf of the
 * actor this browser recorded as. Each event is kept once from here on: where the old segments do not come out as
 * the events up to the cursor, the log is received anew, and compared with them.
 */
import { wrap } from 'idb';
import { isActorId } from '#src/domain/ids.ts';
import { type EventKey, type Shelf, shelfOf } from './event-log.ts';
import { batchesOf } from './pending-batches.ts';
import { latestOwnId } from './segments.ts';
import { identityOf, withoutKnown } from './stored-events.ts';
import {
  type DossierRow,
  fieldsOf,
  type PendingEvent,
  readBatch,
  readSegment,
  type Segment,
} from './stored-records.ts';

/** What is counted of a shelf while its records pass by. */
interface Tally {
  readonly known: Set<EventKey>;
  latestOwn: string;
}

export async function upgradeLog(
  database: IDBDatabase,
  transaction: IDBTransaction,
  oldVersion: number,
): Promise<void> {
  if (oldVersion === 0) createStores(database);
  else await upgradeStores(database, transaction, oldVersion);
}

function createStores(database: IDBDatabase): void {
  const numbered = { keyPath: 'number', autoIncrement: true };
  const segments = database.createObjectStore('segments', numbered);
  segments.createIndex('dossier', 'dossier');
  segments.createIndex('run', ['dossier', 'run']);
  createPending(database);
  database.createObjectStore('snapshots', { keyPath: ['dossier', 'part'] });
  database.createObjectStore('journal', numbered).createIndex('dossier', 'dossier');
  database.createObjectStore('dossiers', { keyPath: 'id' });
  createSetAside(database);
  database.createObjectStore('meta');
}

function createPending(database: IDBDatabase): void {
  const pending = database.createObjectStore('pending', { keyPath: 'number', autoIncrement: true });
  pending.createIndex('dossier', 'dossier');
  pending.createIndex('keys', 'keys', { multiEntry: true });
}

function createSetAside(database: IDBDatabase): void {
  const setAside = database.createObjectStore('setAside', {
    keyPath: 'number',
    autoIncrement: true,
  });
  setAside.createIndex('dossier', 'dossier');
}

async function upgradeStores(
  database: IDBDatabase,
  transaction: IDBTransaction,
  oldVersion: number,
): Promise<void> {
  const own = await readAll(transaction.objectStore('pending'));
  if (oldVersion === 1) {
    database.deleteObjectStore('pending');
    createPending(database);
  }
  createSetAside(database);
  transaction.objectStore('segments').createIndex('run', ['dossier', 'run']);
  // A snapshot may go at any time; these may have a journal that says things twice.
  transaction.objectStore('snapshots').clear();
  transaction.objectStore('journal').clear();
  const saved: unknown = await wrap(transaction.objectStore('meta').get('actor'));
  const actor = typeof saved === 'string' && isActorId(saved) ? saved : null;
  const tallies = new Map<Shelf, Tally>();
  if (actor !== null) {
    await moveSegments(transaction.objectStore('segments'), actor, tallies);
    await moveRows(transaction.objectStore('dossiers'), actor, tallies);
  }
  const pending = transaction.objectStore('pending');
  for (const record of own) movePending(pending, record, actor, tallies);
}

function readAll(store: IDBObjectStore): Promise<unknown[]> {
  const request: IDBRequest<unknown[]> = store.getAll();
  return wrap(request);
}

/** The dossier of a record of an older version; null where it names none. */
function dossierOf(record: unknown): string | null {
  const { dossier } = fieldsOf(record);
  return typeof dossier === 'string' ? dossier : null;
}

function tallyOf(tallies: Map<Shelf, Tally>, shelf: Shelf): Tally {
  const present = tallies.get(shelf);
  if (present) return present;
  const tally = { known: new Set<EventKey>(), latestOwn: '' };
  tallies.set(shelf, tally);
  return tally;
}

/** One record in memory at a time: a log may be long. */
async function moveSegments(
  segments: IDBObjectStore,
  actor: string,
  tallies: Map<Shelf, Tally>,
): Promise<void> {
  for (const number of await wrap(segments.getAllKeys())) {
    const record: unknown = await wrap(segments.get(number));
    const dossier = dossierOf(record);
    if (dossier === null) continue;
    const shelf = shelfOf(actor, dossier);
    const tally = tallyOf(tallies, shelf);
    const { events, broken } = readSegment(record);
    const fresh = withoutKnown(events, tally.known);
    tally.latestOwn = latestOwnId(shelf, fresh, tally.latestOwn);
    // What is broken goes along: the log sets it aside when it is read.
    const all = [...fresh, ...broken.map((part) => part.record)];
    segments.delete(number);
    if (all.length > 0)
      segments.add({ dossier: shelf, run: firstRun, events: all } satisfies Segment);
  }
}

const firstRun = 0;

/**
 * A row whose cursor is as high as the events are many goes on from there: the segments hold just those. Any other
 * begins a run of its own at 0, and the segments are compared with what comes.
 */
async function moveRows(
  dossiers: IDBObjectStore,
  actor: string,
  tallies: Map<Shelf, Tally>,
): Promise<void> {
  const ids = await wrap(dossiers.getAllKeys());
  for (const id of ids) {
    if (typeof id !== 'string') continue;
    const row: unknown = await wrap(dossiers.get(id));
    dossiers.delete(id);
    const shelf = shelfOf(actor, id);
    dossiers.put(rowFrom(shelf, row, tallyOf(tallies, shelf)));
  }
}

function rowFrom(id: Shelf, row: unknown, { known, latestOwn }: Tally): DossierRow {
  const held = known.size;
  const { cursor, head, epoch } = fieldsOf(row);
  if (cursor === held) {
    const old = { epoch: typeof epoch === 'string' ? epoch : null, cursor: held };
    const end = typeof head === 'number' && head >= held ? head : held;
    return { id, ...old, head: end, run: firstRun, held, hasLoose: false, latestOwn };
  }
  const nothing = { epoch: null, cursor: 0, head: 0, held: 0 };
  return { id, ...nothing, run: firstRun + 1, hasLoose: true, latestOwn };
}

/** Own events go to the shelf of whoever recorded them. One that a segment has too has been given back. */
function movePending(
  pending: IDBObjectStore,
  record: unknown,
  actor: string | null,
  tallies: ReadonlyMap<Shelf, Tally>,
): void {
  const batch = asBatch(record);
  const { own, isSound } = readBatch(batch);
  const dossier = dossierOf(batch);
  if (actor === null || dossier === null) {
    pending.put(batch);
    return;
  }
  const shelf = shelfOf(actor, dossier);
  if (!isSound) {
    // As it is, but on its shelf; what is broken is set aside when it is read.
    pending.put({ ...batch, dossier: shelf });
    return;
  }
  if ('number' in batch && typeof batch.number === 'number') pending.delete(batch.number);
  const known = tallies.get(shelf)?.known;
  const shelves = new Map<Shelf, PendingEvent[]>();
  for (const event of own) {
    if (known?.has(event.key)) continue;
    const name = shelfOf(identityOf(event.event)?.actor ?? actor, dossier);
    shelves.set(name, [...(shelves.get(name) ?? []), event]);
  }
  for (const [name, events] of shelves) {
    for (const moved of batchesOf(name, events)) pending.add(moved);
  }
}

/** A record of version 1 is one event by itself. */
function asBatch(record: unknown): object {
  if (typeof record !== 'object' || record === null) return { record };
  if (!('key' in record) || !('event' in record)) return record;
  const { key, event } = record;
  const dossier = 'dossier' in record ? record.dossier : null;
  const reason = 'refused' in record ? record.refused : undefined;
  const refused = reason === undefined ? [] : [{ key, reason }];
  return { dossier, keys: [key], events: [event], refused, sent: [] };
}
