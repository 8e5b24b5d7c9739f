// @vitest-environment node
/**
 * Key presses as browsers tell of them, on keyboards of many layouts, and what each is in the words of the page's
 * list: a Latin letter by what it types, any other letter by where it stands, a sign by what it is.
 */
import { expect, test } from 'vitest';
import { keysOf, pageKeys } from '#src/commands/keys.ts';

type Held = 'ctrl' | 'shift' | 'alt' | 'meta' | 'altgr';

/** A press: the key that was typed, where it stands on the keyboard, what was held. */
function press(key: string, code: string, held: string) {
  const names = held.split('+').filter(Boolean);
  const has = (name: Held) => names.includes(name);
  return {
    ...{ key, code, ctrlKey: has('ctrl'), metaKey: has('meta') },
    ...{ altKey: has('alt'), shiftKey: has('shift') },
    getModifierState: (name: string) =>
      (name === 'AltGraph' && has('altgr')) || (name === 'CapsLock' && names.includes('caps')),
  };
}

type Row = readonly [layout: string, key: string, code: string, held: string, means: string];

const elsewhere: readonly Row[] = [
  ['US', 'z', 'KeyZ', 'ctrl', 'Mod+z'],
  ['US', 'Z', 'KeyZ', 'ctrl+shift', 'Mod+Shift+z'],
  ['US', '/', 'Slash', '', '/'],
  ['US', '?', 'Slash', 'shift', '?'],
  ['US with CapsLock', 'A', 'KeyA', 'ctrl+caps', 'Mod+a'],
  ['US with CapsLock', 'N', 'KeyN', 'caps', 'n'],
  ['US with CapsLock', 'z', 'KeyZ', 'ctrl+shift+caps', 'Mod+Shift+z'],
  ['US with CapsLock', 'x', 'KeyX', 'shift+caps', 'Shift+x'],
  ['French', 'z', 'KeyW', 'ctrl', 'Mod+z'],
  ['French', 'w', 'KeyZ', 'ctrl', 'Mod+w'],
  ['French', 'a', 'KeyQ', 'ctrl', 'Mod+a'],
  ['French', 'm', 'Semicolon', '', 'm'],
  ['French', '/', 'Period', 'shift', '/'],
  ['French', '?', 'KeyM', 'shift', '?'],
  ['Dvorak', 'z', 'Slash', 'ctrl', 'Mod+z'],
  ['Dvorak', ';', 'KeyZ', 'ctrl', 'Mod+;'],
  ['Dvorak', 'n', 'KeyL', '', 'n'],
  ['German', '/', 'Digit7', 'shift', '/'],
  ['German', 'z', 'KeyY', 'ctrl', 'Mod+z'],
  ['German', 'µ', 'KeyM', 'altgr', 'AltGr+µ'],
  ['Turkish', 'ı', 'KeyI', '', 'ı'],
  ['Turkish', 'İ', 'Quote', 'shift', 'Shift+i̇'],
  ['Polish on Windows, AltGr', 'ż', 'KeyZ', 'ctrl+alt+altgr', 'AltGr+ż'],
  ['Polish on Linux, AltGr', 'ń', 'KeyN', 'altgr', 'AltGr+ń'],
  ['Ctrl and Alt, which are not AltGr', 'z', 'KeyZ', 'ctrl+alt', 'Mod+Alt+z'],
  ['a sign by AltGr', '?', 'Digit4', 'ctrl+alt+altgr', '?'],
  ['Russian', 'я', 'KeyZ', 'ctrl', 'Mod+z'],
  ['Russian', 'Я', 'KeyZ', 'ctrl+shift', 'Mod+Shift+z'],
  ['Russian', 'т', 'KeyN', '', 'n'],
  ['Russian with CapsLock', 'Ф', 'KeyA', 'ctrl+caps', 'Mod+a'],
  ['Russian', '.', 'Slash', '', '.'],
  ['Russian', '/', 'Backslash', 'shift', '/'],
  ['Russian', '?', 'Digit7', 'shift', '?'],
  ['Ukrainian', 'ч', 'KeyX', '', 'x'],
  ['Greek', 'ζ', 'KeyZ', 'ctrl', 'Mod+z'],
  ['Greek', 'μ', 'KeyM', '', 'm'],
  ['Greek', 'Ν', 'KeyN', 'shift', 'Shift+n'],
  ['Hebrew', 'ז', 'KeyZ', 'ctrl', 'Mod+z'],
  ['Hebrew', 'Z', 'KeyZ', 'ctrl+shift', 'Mod+Shift+z'],
  ['Hebrew', 'מ', 'KeyN', '', 'n'],
  ['Hebrew', '/', 'KeyQ', '', '/'],
  ['Hebrew', '.', 'Slash', '', '.'],
  ['Arabic', 'ئ', 'KeyZ', 'ctrl', 'Mod+z'],
  ['Arabic, two letters by one key', 'لا', 'KeyB', '', 'b'],
  ['Arabic', 'ى', 'KeyN', '', 'n'],
  ['Arabic, a vowel mark', 'ْ', 'KeyX', 'shift', 'Shift+x'],
  ['Devanagari', 'ल', 'KeyN', '', 'n'],
  ['Devanagari, a vowel sign', 'े', 'KeyS', '', 's'],
  ['Devanagari', 'ं', 'KeyX', '', 'x'],
  ['Devanagari, where no key types it', 'य', 'Slash', '', '/'],
  ['Devanagari, where no key types it', 'य़', 'Slash', 'shift', '?'],
  ['Tamil', 'ப', 'KeyH', '', 'h'],
  ['Thai', 'ผ', 'KeyZ', 'ctrl', 'Mod+z'],
  ['Thai', '/', 'Digit2', '', '/'],
  ['Thai', '?', 'KeyM', 'shift', '?'],
  ['Korean', 'ㅋ', 'KeyZ', 'ctrl', 'Mod+z'],
  ['Japanese kana', 'つ', 'KeyZ', 'ctrl', 'Mod+z'],
  ['Georgian', 'ნ', 'KeyN', '', 'n'],
  ['a dead key', 'Dead', 'KeyN', '', ''],
  ['a key nobody knows', 'Unidentified', 'KeyN', '', ''],
  ['an input method', 'Process', 'KeyN', '', ''],
  ['Cmd where Ctrl does it', 'z', 'KeyZ', 'meta', 'Meta+z'],
  ['arrows', 'ArrowDown', 'ArrowDown', 'shift', 'Shift+ArrowDown'],
  ['a screen keyboard, without codes', 'n', '', '', 'n'],
  ['a screen keyboard, without codes', 'я', '', 'ctrl', 'Mod+я'],
];

const onApple: readonly Row[] = [
  ['Cmd', 'z', 'KeyZ', 'meta', 'Mod+z'],
  ['Cmd and Shift', 'z', 'KeyZ', 'meta+shift', 'Mod+Shift+z'],
  ['Russian', 'я', 'KeyZ', 'meta', 'Mod+z'],
  ['Ctrl where Cmd does it', 'n', 'KeyN', 'ctrl', 'Ctrl+n'],
  ['Ctrl where Cmd does it', 'a', 'KeyA', 'ctrl', 'Ctrl+a'],
  ['Option types another letter', 'Ω', 'KeyZ', 'alt', 'Alt+ω'],
  ['Option types another letter', 'µ', 'KeyM', 'alt', 'Alt+µ'],
  ['a sign by Option', '/', 'Digit7', 'alt+shift', '/'],
];

test.each(elsewhere)('%s: %s on %s with “%s” is “%s”', (_, key, code, held, means) => {
  expect(keysOf(press(key, code, held), false)).toBe(means);
});

test.each(onApple)('on a Mac, %s: %s on %s with “%s” is “%s”', (_, key, code, held, means) => {
  expect(keysOf(press(key, code, held), true)).toBe(means);
});

test('no two actions of the page share a key', () => {
  const keys = pageKeys.flatMap((hint) => hint.keys);
  expect(new Set(keys).size).toBe(keys.length);
});
