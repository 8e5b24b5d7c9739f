/**
 * The keys of the page, in one list: what the page acts on is what it shows. A key is written as
 * `KeyboardEvent.key`, letters small, with modifiers before it: `Mod+Shift+z` (Mod: Ctrl, or Cmd on a Mac). A
 * sign stands for itself, whatever it takes to type it: `?`.
 */
import { redo, undo } from './undo-redo.ts';

export interface KeyHint {
  /** Each of them does it. */
  readonly keys: readonly string[];
  readonly does: string;
}

export type PageAction = 'search' | 'find' | 'add' | 'undo' | 'redo' | 'close' | 'keys';

/** Anywhere on the page, but never while the user is typing or a dialog is open. */
export const pageKeys: readonly (KeyHint & { readonly action: PageAction })[] = [
  { action: 'search', keys: ['/'], does: 'Search issues' },
  {
    action: 'find',
    keys: ['Mod+f'],
    does: 'In a long list: search all of it; again: the browser’s own',
  },
  { action: 'add', keys: ['n'], does: 'Add an issue' },
  { action: 'undo', keys: undo.keys ?? [], does: 'Undo' },
  { action: 'redo', keys: redo.keys ?? [], does: 'Redo' },
  { action: 'close', keys: ['Escape'], does: 'Clear the selection, or close the open issue' },
  { action: 'keys', keys: ['?'], does: 'Show these keys' },
];

/** On a card that has the focus. */
export const cardKeys: readonly KeyHint[] = [
  {
    keys: ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'],
    does: 'Go to the next card, column or lane',
  },
  { keys: ['Home', 'End'], does: 'Go to the first or last card of the column' },
  { keys: ['Enter'], does: 'Open the issue' },
  { keys: ['m'], does: 'Open its Move menu' },
  { keys: ['t', 'b'], does: 'Move it to the top or the bottom of its column' },
  { keys: ['x'], does: 'Select it, or no longer' },
  { keys: ['Shift+ArrowUp', 'Shift+ArrowDown'], does: 'Select the next one too' },
  { keys: ['Mod+a'], does: 'Select all that is shown' },
];

/** In a row of the table that has the focus. */
export const rowKeys: readonly KeyHint[] = [
  { keys: ['ArrowUp', 'ArrowDown'], does: 'Go to the next row' },
  { keys: ['PageUp', 'PageDown'], does: 'Go on by as many rows as fit' },
  { keys: ['Home', 'End'], does: 'Go to the first or last row' },
  { keys: ['Enter'], does: 'Open the issue' },
  { keys: ['x'], does: 'Select it, or no longer' },
  { keys: ['Shift+ArrowUp', 'Shift+ArrowDown'], does: 'Select the next one too' },
  { keys: ['Mod+a'], does: 'Select all that is shown' },
];

/** In the text of a note. */
export const noteKeys: readonly KeyHint[] = [
  { keys: ['Mod+Enter'], does: 'Save the note' },
  { keys: ['Escape'], does: 'Leave a note you edit; what you typed is kept' },
];

/** What a key press is in the words of this list. */
export function keysOf(event: KeyboardEvent, isApple: boolean): string {
  const { key, metaKey, ctrlKey, shiftKey, altKey } = event;
  const isSign = key.length === 1 && key.toLowerCase() === key.toUpperCase();
  const parts = [(isApple ? metaKey : ctrlKey) && 'Mod', shiftKey && !isSign && 'Shift'];
  const name = key.length === 1 ? key.toLowerCase() : key;
  return [...parts, altKey && !isSign && 'Alt', name].filter(Boolean).join('+');
}

const caps: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  PageUp: 'Page up',
  PageDown: 'Page down',
};

/** Keys as they are printed on the keyboard: `Mod+Shift+z` → `Ctrl`, `Shift`, `Z`. */
export function keyCaps(keys: string, isApple: boolean): readonly string[] {
  return keys.split('+').map((key) => {
    if (key === 'Mod') return isApple ? '⌘' : 'Ctrl';
    return caps[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  });
}
