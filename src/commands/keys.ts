/**
 * The keys of the page, in one list: what the page acts on is what it shows. A key is written as
 * `KeyboardEvent.key`, letters small, with modifiers before it: `Mod+Shift+z` (Mod: Ctrl, or Cmd on a Mac). A
 * sign stands for itself, whatever it takes to type it: `?`. A letter of another script than ours stands for the one
 * that a US keyboard has in its place: `я`, `ז` and `ζ` are where `z` is.
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

export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'
> & { getModifierState(key: 'AltGraph'): boolean };

/** What a browser calls a key whose meaning it does not know yet, or never will. */
const nameless: ReadonlySet<string> = new Set(['Dead', 'Process', 'Unidentified']);

/** What a key press is in the words of this list; empty where it means nothing. */
export function keysOf(event: KeyPress, isApple: boolean): string {
  const { key, shiftKey, altKey } = event;
  if (nameless.has(key)) return '';
  // On Windows it comes with Ctrl and Alt, which nobody holds.
  const isAltGr = event.getModifierState('AltGraph');
  const place = isAltGr || altKey || !isForeignLetter.test(key) ? null : placeOf(event);
  const name = place ?? ([...key].length === 1 ? key.toLowerCase() : key);
  const isSign = [...name].length === 1 && !isLetter.test(name);
  const modifiers = [
    ...(isAltGr ? [!isSign && 'AltGr'] : heldWith(event, isApple)),
    !isSign && altKey && !isAltGr && 'Alt',
    !isSign && shiftKey && 'Shift',
  ];
  return [...modifiers, name].filter(Boolean).join('+');
}

const isLetter = /^[\p{L}\p{M}]/u;
const isForeignLetter = /^(?!\p{Script=Latin})[\p{L}\p{M}]/u;

/** Ctrl and Cmd: the one of this platform, and the other, which is not taken for it. */
function heldWith({ ctrlKey, metaKey }: KeyPress, isApple: boolean): (string | false)[] {
  return isApple ? [metaKey && 'Mod', ctrlKey && 'Ctrl'] : [ctrlKey && 'Mod', metaKey && 'Meta'];
}

/** What a US keyboard has where this key is; null where that says nothing. */
function placeOf({ code, shiftKey }: KeyPress): string | null {
  if (code === 'Slash') return shiftKey ? '?' : '/';
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? null;
}

const walks = /^(Shift\+)?(Arrow(Up|Down|Left|Right)|Home|End|PageUp|PageDown)$/;

/** Whether a key goes on as long as it is held; any other does what it does once. */
export function isWalk(keys: string): boolean {
  return walks.test(keys);
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
