/**
 * The dossiers that are open here: those a page shows, and those of which something waits for a server, shown or not.
 * Each has one session and one exchange, however often it is asked for. One that no page shows any more is closed and
 * let go as soon as all that was done to it is on disk and with a server, and no text of it is half written: texts
 * belong to this page, and to what it has open.
 */
import type { Exchanging } from '#src/api/keep-exchanging.ts';
import type { After } from '#src/api/patience.ts';
import type { EventLog } from '#src/storage/event-log.ts';
import { dueCount } from './dossier-state.ts';
import type { Stores } from './hooks.ts';

export interface OpenDossier {
  readonly stores: Stores;
  readonly exchanging: Exchanging;
}

export interface OpenDossiers {
  /** Opens it unless it is open. It is not closed before it has been held, and let go as often. */
  open(dossier: string): OpenDossier;
  /** Says that a page shows it; returns the way to say that it does no more. */
  hold(dossier: string): () => void;
  /** Finds out anew which other tabs are open: what a closed one did can be undone here. */
  lookAround(): void;
  /** Opens every dossier of which something waits from an earlier visit, until a server has it. */
  sendWaiting(): Promise<void>;
}

interface OpenDossiersOptions {
  readonly log: Pick<EventLog, 'waiting' | 'loadActor'>;
  readonly make: (dossier: string) => Stores;
  readonly exchange: (stores: Stores) => Exchanging;
  readonly after: After;
}

/** Milliseconds for which a dossier that was left stays open: the reader may be back at once. */
const lingering = 5_000;

interface Entry extends OpenDossier {
  holders: number;
  /** Whether it may be closed: a page has left it, or none was to show it. */
  isLeft: boolean;
  /** Calls off the closing that is due; null where none is. */
  callOff: (() => void) | null;
  stopWatching: () => void;
}

export function createOpenDossiers(options: OpenDossiersOptions): OpenDossiers {
  const { log, make, exchange, after } = options;
  const entries = new Map<string, Entry>();

  function find(dossier: string): Entry {
    const known = entries.get(dossier);
    if (known) return known;
    const stores = make(dossier);
    const entry: Entry = {
      stores,
      exchanging: exchange(stores),
      holders: 0,
      isLeft: false,
      callOff: null,
      stopWatching: () => {},
    };
    entries.set(dossier, entry);
    const { store } = stores.session;
    // The last acknowledgement may be what it was kept open for.
    entry.stopWatching = store.subscribe(() => {
      if (entry.isLeft && isDone(entry)) closeSoon(dossier, entry);
    });
    return entry;
  }

  function closeSoon(dossier: string, entry: Entry): void {
    entry.callOff ??= after(lingering, () => {
      entry.callOff = null;
      if (entries.get(dossier) !== entry || !entry.isLeft || !isDone(entry)) return;
      entries.delete(dossier);
      entry.stopWatching();
      entry.exchanging.stop();
      entry.stores.session.close();
    });
  }

  return {
    open: find,
    hold: (dossier) => {
      const entry = find(dossier);
      entry.holders += 1;
      entry.isLeft = false;
      entry.callOff?.();
      entry.callOff = null;
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        entry.holders -= 1;
        entry.isLeft = entry.holders === 0;
        if (entry.isLeft && isDone(entry)) closeSoon(dossier, entry);
      };
    },
    lookAround: () => {
      for (const { stores } of entries.values()) void stores.session.lookAround();
    },
    sendWaiting: async () => {
      const actor = await log.loadActor();
      if (actor === null) return;
      for (const dossier of await log.waiting(actor)) {
        const isNew = !entries.has(dossier);
        const entry = find(dossier);
        if (isNew) entry.isLeft = true;
      }
    },
  };
}

/** All of it is read, on disk, and, but for what a server will not have or not yet, with a server; nothing is typed. */
function isDone({ stores: { session, drafts } }: Entry): boolean {
  const state = session.store.getState();
  const isSent = state.unwritten.length === 0 && dueCount(state) === 0;
  return state.opening.kind === 'whole' && isSent && drafts.store.getState().texts.size === 0;
}
