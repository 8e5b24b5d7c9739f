/** Keys as they are printed on the keyboard. */
import * as words from '#src/words/compiled/keys.ts';

const signs: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

const names: Readonly<Record<string, () => string>> = {
  Escape: words.escape,
  PageUp: words.pageUp,
  PageDown: words.pageDown,
  Home: words.home,
  End: words.end,
  Enter: words.enter,
  Shift: words.shift,
};

/** `Mod+Shift+z` → `Ctrl`, `Shift`, `Z`. */
export function keyCaps(keys: string, isApple: boolean): readonly string[] {
  return keys.split('+').map((key) => {
    if (key === 'Mod') return isApple ? '⌘' : words.ctrl();
    return signs[key] ?? names[key]?.() ?? (key.length === 1 ? key.toUpperCase() : key);
  });
}
