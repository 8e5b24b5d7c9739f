/**
 * The embedded server's database in IndexedDB (`parley-server`), shared by every tab of the site. An append
 * reads and writes in one readwrite transaction, and a BroadcastChannel tells the other tabs of it, so a
 * poll that waits in one tab answers as soon as another has pushed.
 */
import { type DBSchema, type IDBPDatabase, openDB, type StoreNames } from 'idb';
import type { SequencedEvent } from '#src/api/contract.ts';
import type { WireEvent } from '#src/domain/event.ts';
import {
  type AppendResult,
  type DossierRow,
  type KeptSummary,
  keyOf,
  newestOf,
  planAppend,
  type ServerDatabase,
} from './db.ts';

interface EventRow {
  readonly dossier: string;
  readonly seq: number;
  /** Actor and id. */
  readonly key: string;
  readonly subject: string;
  readonly event: SequencedEvent;
}

interface Schema extends DBSchema {
  events: {
    key: [string, number];
    value: EventRow;
    indexes: { byKey: [string, string]; bySubject: [string, string] };
  };
  dossiers: { key: string; value: DossierRow };
  meta: { key: string; value: string };
}

function open(name: string): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>(name, 1, {
    upgrade(db) {
      const events = db.createObjectStore('events', { keyPath: ['dossier', 'seq'] });
      events.createIndex('byKey', ['dossier', 'key'], { unique: true });
      events.createIndex('bySubject', ['dossier', 'subject']);
      db.createObjectStore('dossiers', { keyPath: 'id' });
      db.createObjectStore('meta');
    },
    // A newer version of the page wants to upgrade: let go, and answer 503 until this tab is reloaded.
    blocking: (_current, _blocked, event) => {
      if (event.target instanceof IDBDatabase) event.target.close();
    },
  });
}

/**
 * Writing transactions that are under way. A page that is left gives them up itself: on a busy machine WebKitGTK leaves
 * one open whose page has gone, and shuts its stores to every later page. Whoever pushed pushes again.
 */
const underWay = new Set<{ abort(): void }>();

function giveUp(): void {
  for (const transaction of underWay) {
    try {
      transaction.abort();
    } catch {
      // It has ended meanwhile.
    }
  }
}

function writing<Name extends StoreNames<Schema>>(db: IDBPDatabase<Schema>, ...stores: Name[]) {
  const transaction = db.transaction(stores, 'readwrite');
  underWay.add(transaction);
  const end = () => underWay.delete(transaction);
  transaction.done.then(end, end);
  return transaction;
}

async function appendIn(
  db: IDBPDatabase<Schema>,
  dossier: string,
  events: readonly WireEvent[],
  updated: string,
): Promise<AppendResult> {
  const transaction = writing(db, 'events', 'dossiers');
  const log = transaction.objectStore('events');
  const rows = transaction.objectStore('dossiers');
  const row = await rows.get(dossier);
  const head = row?.head ?? 0;
  const known = new Map<string, SequencedEvent>();
  if (head > 0) {
    const byKey = log.index('byKey');
    const found = await Promise.all(events.map((event) => byKey.get([dossier, keyOf(event)])));
    for (const stored of found) if (stored) known.set(stored.key, stored.event);
  }
  const { result, added } = planAppend(events, known, head);
  for (const event of added) {
    const { seq, subject } = event;
    // Not awaited one by one: a failing write fails the whole transaction, whose end is awaited below.
    log.add({ dossier, seq, key: keyOf(event), subject, event }).catch(() => undefined);
  }
  if (added.length > 0) {
    const summary = row?.summary ?? null;
    const next = { id: dossier, head: head + added.length, updated, summary };
    // A row of an earlier version goes without, until someone asks for it.
    const newest = row && row.newest === undefined ? null : newestOf(added, row?.newest);
    rows.put(newest === null ? next : { ...next, newest }).catch(() => undefined);
  }
  await transaction.done;
  return result;
}

async function newestIn(db: IDBPDatabase<Schema>, dossier: string): Promise<string | null> {
  const known = await db.get('dossiers', dossier);
  if (!known || typeof known.newest === 'string') return known?.newest ?? null;
  const transaction = writing(db, 'events', 'dossiers');
  const rows = transaction.objectStore('dossiers');
  const row = await rows.get(dossier);
  let newest = row?.newest ?? null;
  if (row && newest === null) {
    const range = IDBKeyRange.bound([dossier, 0], [dossier, Number.MAX_SAFE_INTEGER]);
    const stored = await transaction.objectStore('events').getAll(range);
    newest = newestOf(stored.map(({ event }) => event));
    if (newest !== null) await rows.put({ ...row, newest });
  }
  await transaction.done;
  return newest;
}

async function keepSummaryIn(
  db: IDBPDatabase<Schema>,
  dossier: string,
  summary: KeptSummary,
): Promise<void> {
  const transaction = writing(db, 'dossiers');
  const rows = transaction.objectStore('dossiers');
  const row = await rows.get(dossier);
  if (row && summary.head > (row.summary?.head ?? 0)) await rows.put({ ...row, summary });
  await transaction.done;
}

/** Read first, as in `newestIn`, so that a page which is opened writes nothing. */
async function claimMetaIn(db: IDBPDatabase<Schema>, key: string, value: string): Promise<string> {
  const known = await db.get('meta', key);
  if (known !== undefined) return known;
  const transaction = writing(db, 'meta');
  const meta = transaction.objectStore('meta');
  const kept = await meta.get(key);
  if (kept === undefined) await meta.put(value, key);
  await transaction.done;
  return kept ?? value;
}

/** Null where the browser has none, or refuses it. */
function broadcastChannel(name: string): BroadcastChannel | null {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}

/** Who is told of appends: listeners here at once, other tabs by the channel. */
function createAnnouncer(name: string) {
  const listeners = new Set<(dossier: string) => void>();
  const channel = broadcastChannel(name);
  const tell = (dossier: string) => {
    for (const listener of [...listeners]) listener(dossier);
  };
  channel?.addEventListener('message', (message: MessageEvent<unknown>) => {
    if (typeof message.data === 'string') tell(message.data);
  });
  return {
    announce: (dossier: string) => {
      tell(dossier);
      try {
        channel?.postMessage(dossier);
      } catch {
        // The other tabs hear of it when they next ask.
      }
    },
    listen: (listener: (dossier: string) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => channel?.close(),
  };
}

/** Rejects where the browser refuses IndexedDB. */
export async function indexedDatabase(name = 'parley-server'): Promise<ServerDatabase> {
  const db = await open(name);
  const announcer = createAnnouncer(name);
  globalThis.addEventListener?.('pagehide', giveUp);
  return {
    dossiers: () => db.getAll('dossiers'),
    head: async (dossier) => (await db.get('dossiers', dossier))?.head ?? 0,
    newest: (dossier) => newestIn(db, dossier),
    eventsAfter: async (dossier, after, limit) => {
      const range = IDBKeyRange.bound([dossier, after], [dossier, Number.MAX_SAFE_INTEGER], true);
      return (await db.getAll('events', range, limit)).map((row) => row.event);
    },
    eventsAbout: async (dossier, subject) => {
      const rows = await db.getAllFromIndex('events', 'bySubject', [dossier, subject]);
      return rows.map((row) => row.event).sort((a, b) => a.seq - b.seq);
    },
    append: async (dossier, events, updated) => {
      const result = await appendIn(db, dossier, events, updated);
      if (result.ok && result.acks.some((ack) => !ack.dup)) announcer.announce(dossier);
      return result;
    },
    keepSummary: (dossier, summary) => keepSummaryIn(db, dossier, summary),
    claimMeta: (key, value) => claimMetaIn(db, key, value),
    onAppend: announcer.listen,
    close: () => {
      globalThis.removeEventListener?.('pagehide', giveUp);
      announcer.close();
      db.close();
    },
  };
}
