/**
 * Texts that are being written and not recorded yet. Each belongs to the page it is typed in, and is kept on this device
 * at every keystroke under dossier, name and page; a page that is gone leaves its texts to the next one that
 * asks for them, and to one alone. A text ends by being saved or discarded, and in no other way.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { KeyValue } from '#src/storage/key-value.ts';
import type { Tabs } from '#src/storage/tabs.ts';
import type { DossierState } from './dossier-state.ts';

export interface Draft {
  readonly text: string;
  /** Whether it was written before this page was loaded. */
  readonly isBack: boolean;
  /** Whether a later page will find it; false where the browser keeps nothing. */
  readonly isOnDevice: boolean;
}

export interface DraftsState {
  /** What this page is writing, by name. */
  readonly texts: ReadonlyMap<string, Draft>;
}

export interface Drafts {
  readonly store: StoreApi<DraftsState>;
  /** `null`: it is discarded. */
  write(name: string, text: string | null): void;
  /** The same; returns what was there before. */
  swap(name: string, text: string | null): string | null;
  /** For a text that goes on in another box, in which nothing is being written. */
  rename(name: string, to: string): void;
  /**
   * What was sent has been recorded; true where nothing has been typed since. It stays on the device until the record
   * is on disk. Of what was typed since, `leaves` says what is left: what follows the sent text, or the text as a whole.
   */
  saved(name: string, sent: string, leaves: 'the rest' | 'the whole'): boolean;
  /** Brings the latest text that a page which is gone has left under this name, unless one is being written here. */
  claim(name: string): Promise<void>;
  /** Whether a page that is gone has left a text under this name. */
  isLeft(name: string): Promise<boolean>;
  /** Names under which other pages, gone or not, have texts. */
  namesElsewhere(): readonly string[];
}

export interface DraftsOptions {
  readonly keyValue: KeyValue;
  readonly tabs: Tabs;
  /** The wall clock, in milliseconds since 1970. */
  readonly now: () => number;
  /** The dossier, and how far what was recorded is on its way to disk. */
  readonly state: StoreApi<DossierState>;
}

export function createDrafts(options: DraftsOptions): Drafts {
  return new DossierDrafts(options);
}

/** In the place of a page's id: texts of the first version, which belonged to no page. */
const nobody = 'nobody';

interface Stored {
  readonly key: string;
  readonly name: string;
  readonly tab: string;
  readonly text: string;
  /** When it was last written, in milliseconds since 1970. */
  readonly at: number;
}

class DossierDrafts implements Drafts {
  readonly store = createStore<DraftsState>(() => ({ texts: new Map() }));
  readonly #keyValue: KeyValue;
  readonly #tabs: Tabs;
  readonly #now: () => number;
  readonly #state: StoreApi<DossierState>;
  /** `parley.draft/us-india/`, then the name, `/`, and whose it is. */
  readonly #prefix: string;
  /** `parley.draft.us-india.`, then the name. */
  readonly #oldPrefix: string;
  readonly #inherited: Promise<void>;
  #sent = 0;

  constructor({ keyValue, tabs, now, state }: DraftsOptions) {
    const { dossier } = state.getState();
    this.#keyValue = keyValue;
    this.#tabs = tabs;
    this.#now = now;
    this.#state = state;
    this.#prefix = `parley.draft/${dossier}/`;
    this.#oldPrefix = `parley.draft.${dossier}.`;
    this.#inherited = this.#inherit();
  }

  write(name: string, text: string | null): void {
    this.#write(name, text, this.store.getState().texts.get(name)?.isBack ?? false, this.#now());
  }

  swap(name: string, text: string | null): string | null {
    const before = this.store.getState().texts.get(name)?.text ?? null;
    this.write(name, text);
    return before;
  }

  rename(name: string, to: string): void {
    const draft = this.store.getState().texts.get(name);
    if (!draft || this.#isWriting(to)) return;
    this.#write(to, draft.text, true, this.#now());
    this.write(name, null);
  }

  saved(name: string, sent: string, leaves: 'the rest' | 'the whole'): boolean {
    const draft = this.store.getState().texts.get(name);
    if (!draft) return true;
    const isAll = draft.text === sent;
    if (!isAll && leaves === 'the whole') return false;
    this.#sent += 1;
    const key = `${this.#keyOf(name)}.${this.#sent}`;
    const isWritten = hasWrittenAll(this.#state.getState());
    if (!isWritten) this.#keyValue.set(key, writeStored(sent, this.#now()));
    const isMore = draft.text.startsWith(sent);
    const left = isMore ? draft.text.slice(sent.length).trimStart() : draft.text;
    this.write(name, left === '' ? null : left);
    if (isWritten) return isAll;
    const stop = this.#state.subscribe((state) => {
      if (!hasWrittenAll(state)) return;
      stop();
      this.#keyValue.set(key, null);
    });
    return isAll;
  }

  async claim(name: string): Promise<void> {
    await this.#inherited;
    if (this.#isWriting(name)) return;
    for (const left of this.#leftUnder(name)) {
      await this.#tabs.whenGone(left.tab, () => this.#take(left));
    }
  }

  async isLeft(name: string): Promise<boolean> {
    await this.#inherited;
    for (const { key, tab } of this.#leftUnder(name)) {
      let isThere = false;
      await this.#tabs.whenGone(tab, () => {
        isThere = this.#keyValue.get(key) !== null;
      });
      if (isThere) return true;
    }
    return false;
  }

  namesElsewhere(): readonly string[] {
    const { own } = this.#tabs;
    return [...new Set(this.#stored().flatMap(({ name, tab }) => (tab === own ? [] : [name])))];
  }

  /** A reload: what this tab was writing is there again, without being asked for. */
  async #inherit(): Promise<void> {
    const { before } = this.#tabs;
    const left = this.#stored().filter(({ tab }) => tab === before);
    if (before === null || left.length === 0) return;
    await this.#tabs.whenGone(before, () => {
      for (const stored of left.sort(latestFirst)) this.#take(stored);
    });
  }

  /** Makes a text of a page that is gone this page's own; a copy of what is being written here is of no use. */
  #take({ key, name, tab }: Stored): void {
    const stored = this.#read(key, name, tab);
    if (!stored) return;
    const here = this.store.getState().texts.get(name);
    if (here && here.text !== stored.text) return;
    if (here) {
      this.#keyValue.set(key, null);
      return;
    }
    // Never without either, unless there is no room for both.
    const isOnDevice = this.#keyValue.set(this.#keyOf(name), writeStored(stored.text, stored.at));
    this.#keyValue.set(key, null);
    if (isOnDevice) this.#show(name, { text: stored.text, isBack: true, isOnDevice });
    else this.#write(name, stored.text, true, stored.at);
  }

  #write(name: string, text: string | null, isBack: boolean, at: number): void {
    // A box that was emptied is empty as long as it is there; there is nothing in it to come back to.
    const stored = text === null || text === '' ? null : writeStored(text, at);
    const isOnDevice = this.#keyValue.set(this.#keyOf(name), stored);
    if (text !== null) this.#show(name, { text, isBack, isOnDevice });
    else if (this.#isWriting(name)) this.#show(name, null);
  }

  #show(name: string, draft: Draft | null): void {
    const texts = new Map(this.store.getState().texts);
    if (draft) texts.set(name, draft);
    else texts.delete(name);
    this.store.setState({ texts });
  }

  #isWriting(name: string): boolean {
    return this.store.getState().texts.has(name);
  }

  #keyOf(name: string): string {
    return `${this.#prefix}${name}/${this.#tabs.own}`;
  }

  #leftUnder(name: string): Stored[] {
    const { own } = this.#tabs;
    return this.#stored()
      .filter((stored) => stored.name === name && stored.tab !== own)
      .sort(latestFirst);
  }

  #stored(): Stored[] {
    const found: (Stored | null)[] = [];
    for (const key of this.#keyValue.keys(this.#prefix)) {
      const [name, page, ...more] = key.slice(this.#prefix.length).split('/');
      const [tab] = (page ?? '').split('.');
      if (name && tab && more.length === 0) found.push(this.#read(key, name, tab));
    }
    for (const key of this.#keyValue.keys(this.#oldPrefix)) {
      found.push(this.#read(key, key.slice(this.#oldPrefix.length), nobody));
    }
    return found.filter((stored) => stored !== null);
  }

  #read(key: string, name: string, tab: string): Stored | null {
    const value = this.#keyValue.get(key);
    if (value === null || value === '') return null;
    const { text, at } = tab === nobody ? { text: value, at: 0 } : readStored(value);
    return text === '' ? null : { key, name, tab, text, at };
  }
}

function latestFirst(a: Stored, b: Stored): number {
  return b.at - a.at;
}

function hasWrittenAll({ unwritten }: DossierState): boolean {
  return unwritten.length === 0;
}

/** `1762344000000 Half a thou`: when it was written, and the text as it is, which costs nothing to read. */
function writeStored(text: string, at: number): string {
  return `${at} ${text}`;
}

const storedForm = /^(\d{1,15}) /;

/** What is not of this form was written by a stranger, and is shown as it stands rather than lost. */
function readStored(value: string): { readonly text: string; readonly at: number } {
  const [head = '', at] = storedForm.exec(value) ?? [];
  return { text: value.slice(head.length), at: Number(at ?? 0) };
}

/** Every text of this browser that was typed and not recorded, by the name it is kept under, whatever page's it is. */
export function unsavedTexts(
  keyValue: KeyValue,
): readonly (readonly [name: string, text: string])[] {
  return keyValue.keys('parley.draft').flatMap((name) => {
    const text = keyValue.get(name);
    return text === null ? [] : [[name, text] as const];
  });
}
