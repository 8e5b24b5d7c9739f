/**
 * The embedded server's database in memory, for tests and for browsers that refuse IndexedDB. It forgets
 * everything with the page; each call decides and writes in one turn, so appends cannot interleave.
 */
import type { SequencedEvent } from '#src/api/contract.ts';
import {
  type DossierRow,
  type KeptSummary,
  keyOf,
  newestOf,
  planAppend,
  type ServerDatabase,
} from './db.ts';

interface DossierLog {
  readonly events: SequencedEvent[];
  readonly byKey: Map<string, SequencedEvent>;
  updated: string;
  summary: KeptSummary | null;
  newest: string | null;
}

function rowOf(id: string, { events, updated, summary }: DossierLog): DossierRow {
  return { id, head: events.length, updated, summary };
}

function emptyLog(updated: string): DossierLog {
  return { events: [], byKey: new Map(), updated, summary: null, newest: null };
}

export function memoryDatabase(): ServerDatabase {
  const logs = new Map<string, DossierLog>();
  const meta = new Map<string, string>();
  const listeners = new Set<(dossier: string) => void>();
  return {
    dossiers: async () =>
      [...logs].map(([id, log]) => rowOf(id, log)).sort((a, b) => (a.id < b.id ? -1 : 1)),
    head: async (dossier) => logs.get(dossier)?.events.length ?? 0,
    newest: async (dossier) => logs.get(dossier)?.newest ?? null,
    eventsAfter: async (dossier, after, limit) =>
      logs.get(dossier)?.events.slice(after, after + limit) ?? [],
    eventsAbout: async (dossier, subject) =>
      logs.get(dossier)?.events.filter((event) => event.subject === subject) ?? [],
    append: async (dossier, events, updated) => {
      const log = logs.get(dossier) ?? emptyLog(updated);
      const { result, added } = planAppend(events, log.byKey, log.events.length);
      if (added.length === 0) return result;
      for (const event of added) {
        log.events.push(event);
        log.byKey.set(keyOf(event), event);
      }
      log.updated = updated;
      log.newest = newestOf(added, log.newest);
      logs.set(dossier, log);
      for (const listener of listeners) listener(dossier);
      return result;
    },
    keepSummary: async (dossier, summary) => {
      const log = logs.get(dossier);
      if (log && summary.head > (log.summary?.head ?? 0)) log.summary = summary;
    },
    claimMeta: async (key, value) => {
      const kept = meta.get(key) ?? value;
      meta.set(key, kept);
      return kept;
    },
    onAppend: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => listeners.clear(),
  };
}
