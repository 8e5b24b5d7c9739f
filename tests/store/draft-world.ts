/** A browser for texts being written: one storage, and pages that share it and live until they are closed. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { browserKeyValue } from '#src/storage/key-value.ts';
import type { Tabs } from '#src/storage/tabs.ts';
import { type DossierState, initialState } from '#src/store/dossier-state.ts';
import { createDrafts, type Drafts } from '#src/store/drafts.ts';
import { fakeStorage } from '#tests/storage/fake-storage.ts';

/** Of a note, of a change to one, of an issue. */
export const draftNames = [
  'note.issue:ip',
  'edit.2025-11-05T09:00:00.000Z-0000-8f3ac2d17b09e454',
  'issue.new',
] as const;

export interface Page {
  readonly id: string;
  readonly drafts: Drafts;
  readonly state: StoreApi<DossierState>;
}

export function browser(storage = fakeStorage()) {
  const living = new Set<string>();
  let loads = 0;
  const open = (before: string | null = null): Page => {
    loads += 1;
    const id = `page${loads}`;
    living.add(id);
    const tabs: Tabs = {
      own: id,
      before,
      whenGone: async (other, work) => {
        await Promise.resolve();
        if (living.has(other)) return false;
        work();
        return true;
      },
    };
    const keyValue = browserKeyValue(() => storage);
    const state = createStore<DossierState>(() => initialState('us-india', 'disk'));
    let time = loads * 1_000;
    const now = () => {
      time += 1;
      return time;
    };
    return { id, drafts: createDrafts({ keyValue, tabs, now, state }), state };
  };
  return { storage, living, open, close: (page: Page) => void living.delete(page.id) };
}

export const textOf = (page: Page | undefined, name: string) =>
  page?.drafts.store.getState().texts.get(name)?.text;

/** Until what pages ask each other is answered. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
}
