/**
 * The keys that work anywhere on the page, in one list: what the page acts on is what it shows (features/keys). Those of a
 * card, of a row and of a note stand where they are acted on, and once more in key-hints.ts. A key is written as
 * `KeyboardEvent.key`, letters small, with modifiers before it: `Mod+Shift+z` (Mod: Ctrl, or Cmd on a Mac). A
 * sign stands for itself, whatever it takes to type it: `?`. A letter of another script than ours stands for the one
 * that a US keyboard has in its place: `я`, `ז` and `ζ` are where `z` is.
 */
import { copyCitation } from './copy-citation.ts';
import { redo, undo } from './undo-redo.ts';

export type PageAction =
  | 'search'
  | 'find'
  | 'add'
  | 'next'
  | 'previous'
  | 'cite'
  | 'undo'
  | 'redo'
  | 'close'
  | 'keys';

interface PageKeys {
  readonly action: PageAction;
  /** Each of them does it. */
  readonly keys: readonly string[];
}

/** Anywhere on the page, but never while the user is typing or a dialog is open. */
export const pageKeys: readonly PageKeys[] = [
  { action: 'search', keys: ['/'] },
  { action: 'find', keys: ['Mod+f'] },
  { action: 'add', keys: ['n'] },
  { action: 'next', keys: ['j'] },
  { action: 'previous', keys: ['k'] },
  { action: 'cite', keys: copyCitation.keys ?? [] },
  { action: 'undo', keys: undo.keys ?? [] },
  { action: 'redo', keys: redo.keys ?? [] },
  { action: 'close', keys: ['Escape'] },
  { action: 'keys', keys: ['?'] },
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

/** Whether it is a letter or a sign by itself, as someone who dictates may say it unawares. */
export function isCharacter(keys: string): boolean {
  return [...keys].length === 1;
}

const walks = /^(Shift\+)?(Arrow(Up|Down|Left|Right)|Home|End|PageUp|PageDown)$/;

/** Whether a key goes on as long as it is held; any other does what it does once. */
export function isWalk(keys: string): boolean {
  return walks.test(keys);
}
