/**
 * What is only on screen: the open menu or dialog, a drag under way, what was just announced, the toasts, what is
 * selected, and where the focus is to go once the board has moved. It is gone with the page, but for the collapsed lanes,
 * the density, and whether keys of one character act: those this browser remembers.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CellKey } from '#src/domain/cells.ts';
import type { EventId } from '#src/domain/clock.ts';
import { type IssueId, isPartyCode, type PartyCode } from '#src/domain/ids.ts';
import type { Issue } from '#src/domain/issue.ts';
import type { Step } from '#src/domain/undo.ts';
import type { Status } from '#src/domain/vocabulary.ts';
import type { KeyValue } from '#src/storage/key-value.ts';

/** A move, for which a reason can be given. */
export interface MoveName {
  readonly issue: IssueId;
  readonly move: EventId;
}

export interface Toast {
  readonly key: number;
  readonly text: string;
  readonly tone: 'plain' | 'problem';
  /** The command that the toast names, if it can be taken back from there. */
  readonly undo: Step | null;
  /** The move that a reason can be given for from there. */
  readonly move?: MoveName;
  /** Another way back than an undo, for what was never recorded. */
  readonly bringBack?: () => void;
  /** Of the toasts with one slot only the latest is there, in the place of the one before. */
  readonly slot?: string;
}

export interface DropPlace {
  readonly asker: PartyCode;
  readonly status: Status;
  /** Position among the cards shown in the cell, the dragged one not counted. */
  readonly index: number;
}

export interface Drag {
  readonly issue: IssueId;
  /** Where it was taken from. */
  readonly asker: PartyCode;
  readonly status: Status;
  /** Null where it cannot be dropped. */
  readonly place: DropPlace | null;
  /** Whether it is held over another party's lane, which takes none but its own. */
  readonly isRefused: boolean;
}

/** A new object for each request, also for a card that was asked for before. */
export interface FocusRequest {
  readonly issue: IssueId;
}

export interface TabStop {
  readonly issue: IssueId;
  readonly cell: CellKey;
}

export interface OpenMenu {
  readonly issue: IssueId;
  /** The button that it belongs to. */
  readonly anchor: HTMLElement;
}

export type ProposedIssue = Partial<Pick<Issue, 'asker' | 'status' | 'category'>>;

export type DialogName =
  /** `proposed`: what its form begins with, where something is said by where it was opened. */
  | { readonly kind: 'add-issue'; readonly proposed?: ProposedIssue }
  | { readonly kind: 'edit-issue'; readonly issue: IssueId }
  | ({ readonly kind: 'say-why' } & MoveName)
  | { readonly kind: 'removed-issues' }
  | { readonly kind: 'kept-texts' }
  | { readonly kind: 'tag-issues' | 'annotate-issues'; readonly issues: readonly IssueId[] }
  | { readonly kind: 'keys' };

/** Something that was asked for and is not to be had, because its part of the page could not be loaded or drawn. */
export interface Missed {
  readonly text: string;
  /** Whether loading the page again may help. */
  readonly canReload: boolean;
  /** Asks for it again. */
  readonly again: () => void;
}

/** How much room a card or a row takes: a title's two lines and what is known of it, or one line. */
export const densities = ['comfortable', 'compact'] as const;
export type Density = (typeof densities)[number];

export interface ScreenState {
  readonly drag: Drag | null;
  readonly menu: OpenMenu | null;
  readonly dialog: DialogName | null;
  readonly missed: Missed | null;
  /** Commands under way that are not to be begun again meanwhile, by what each does to what. */
  readonly busy: ReadonlySet<string>;
  readonly toasts: readonly Toast[];
  /** `turn` makes a repeated text news again for a screen reader. */
  readonly announcement: { readonly text: string; readonly turn: number };
  readonly focus: FocusRequest | null;
  /** The one card that the Tab key leads to, and the cell it is shown in: that of the last focus, else the first. */
  readonly tabStop: TabStop | null;
  readonly collapsed: ReadonlySet<PartyCode>;
  /** Whose lane a screen shows that has room for one; null until it was chosen. */
  readonly front: PartyCode | null;
  readonly density: Density;
  /** Whether keys of one character, without Ctrl or Cmd, act on the page (WCAG 2.1.4). */
  readonly hasCharacterKeys: boolean;
  /** The issues chosen to do something to all of them, in the order they were chosen. */
  readonly selection: ReadonlySet<IssueId>;
  /** Where a range of the selection begins: the card chosen last by itself. */
  readonly anchor: IssueId | null;
}

export interface Screen {
  /** To be read; what changes it is named below. */
  readonly store: Pick<StoreApi<ScreenState>, 'getState' | 'getInitialState' | 'subscribe'>;
  /** The issues shown, in the order of the view that shows them, which says so as long as it is there. */
  readonly order: { current: () => readonly IssueId[] };
  /** How far each cell is scrolled, in rows, whatever their height; kept while its lane is collapsed. */
  readonly scrolls: Map<CellKey, number>;
  /** What is opened may be what was missed: nothing is called missed then. */
  openMenu(menu: OpenMenu): void;
  closeMenu(): void;
  /** As with a menu. */
  openDialog(dialog: DialogName): void;
  closeDialog(): void;
  miss(missed: Missed): void;
  forgetMissed(): void;
  /** The focus goes there as soon as it can; a request anew, also for what was asked for before. */
  requestFocus(issue: IssueId): void;
  forgetFocus(): void;
  setTabStop(stop: TabStop | null): void;
  setFront(front: PartyCode): void;
  setDrag(drag: Drag | null): void;
  /** False where a command of this name is under way: it is not to be begun again. */
  begin(name: string): boolean;
  end(name: string): void;
  announce(text: string): void;
  toast(toast: Omit<Toast, 'key'>): void;
  dismissToast(key: number): void;
  /** A card has moved: it is not under the pointer any more, and gets the focus. */
  land(issue: IssueId): void;
  toggleLane(asker: PartyCode): void;
  setDensity(density: Density): void;
  setCharacterKeys(isOn: boolean): void;
  /** Selects these and no others. */
  select(issues: Iterable<IssueId>): void;
  toggleSelected(issue: IssueId): void;
  /** A range of the selection begins here. */
  beginRange(issue: IssueId): void;
}

const collapsedKey = 'parley.collapsed';
const densityKey = 'parley.density';
const characterKeysKey = 'parley.character-keys';

/** Toasts that are shown at once; the oldest gives way. */
export const mostToasts = 3;
/** Milliseconds a toast stays; one with a problem stays until it is closed. */
export const toastDuration = 8_000;

export function createScreen(keyValue: KeyValue): Screen {
  const store = createStore<ScreenState>(() => ({
    drag: null,
    menu: null,
    dialog: null,
    missed: null,
    busy: new Set(),
    toasts: [],
    announcement: { text: '', turn: 0 },
    focus: null,
    tabStop: null,
    front: null,
    collapsed: new Set((keyValue.get(collapsedKey) ?? '').split(',').filter(isPartyCode)),
    density: keyValue.get(densityKey) === 'compact' ? 'compact' : 'comfortable',
    hasCharacterKeys: keyValue.get(characterKeysKey) !== 'off',
    selection: new Set(),
    anchor: null,
  }));
  const { getState: get, setState: set } = store;
  let lastKey = 0;
  return {
    store,
    order: { current: () => [] },
    scrolls: new Map(),
    openMenu: (menu) => set({ menu, missed: null }),
    closeMenu: () => set({ menu: null }),
    openDialog: (dialog) => set({ dialog, missed: null }),
    closeDialog: () => set({ dialog: null }),
    miss: (missed) => set({ missed }),
    forgetMissed: () => set({ missed: null }),
    requestFocus: (issue) => set({ focus: { issue } }),
    setTabStop: (tabStop) => {
      const { tabStop: before } = get();
      if (tabStop?.issue !== before?.issue || tabStop?.cell !== before?.cell) set({ tabStop });
    },
    forgetFocus: () => set({ focus: null }),
    setFront: (front) => front !== get().front && set({ front }),
    setDrag: (drag) => set({ drag }),
    begin: (name) => {
      const { busy } = get();
      if (busy.has(name)) return false;
      set({ busy: new Set(busy).add(name) });
      return true;
    },
    end: (name) => {
      const busy = new Set(get().busy);
      busy.delete(name);
      set({ busy });
    },
    announce: (text) => set({ announcement: { text, turn: get().announcement.turn + 1 } }),
    toast: (toast) => {
      lastKey += 1;
      const isReplaced = ({ slot }: Toast) => slot !== undefined && slot === toast.slot;
      const others = get().toasts.filter((queued) => !isReplaced(queued));
      set({ toasts: [...others, { ...toast, key: lastKey }].slice(-mostToasts) });
    },
    dismissToast: (key) => set({ toasts: get().toasts.filter((toast) => toast.key !== key) }),
    land: (issue) => {
      const { drag } = get();
      set({ focus: { issue }, drag: drag?.issue === issue ? null : drag });
    },
    select: (issues) => {
      const selection = new Set(issues);
      set({ selection, ...(selection.size === 0 ? { anchor: null } : {}) });
    },
    toggleSelected: (issue) => {
      const selection = new Set(get().selection);
      if (!selection.delete(issue)) selection.add(issue);
      set({ selection, anchor: issue });
    },
    beginRange: (issue) => set({ anchor: issue }),
    toggleLane: (asker) => {
      const collapsed = new Set(get().collapsed);
      if (!collapsed.delete(asker)) collapsed.add(asker);
      keyValue.set(collapsedKey, collapsed.size === 0 ? null : [...collapsed].join(','));
      set({ collapsed });
    },
    setCharacterKeys: (isOn) => {
      keyValue.set(characterKeysKey, isOn ? null : 'off');
      set({ hasCharacterKeys: isOn });
    },
    setDensity: (density) => {
      keyValue.set(densityKey, density === 'comfortable' ? null : density);
      set({ density });
    },
  };
}
