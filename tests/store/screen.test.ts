/** The rules of what is only on screen: what opens, what is missed, what is under way. */
import { expect, test } from 'vitest';
import { memoryKeyValue } from '#src/storage/key-value.ts';
import { createScreen, type Missed } from '#src/store/screen.ts';

const missed: Missed = { text: 'No menu', canReload: false, again: () => {} };

test('what was missed is missed no more once something opens, and stays so when that is closed', () => {
  const screen = createScreen(memoryKeyValue());
  const state = () => screen.store.getState();
  screen.miss(missed);
  screen.openDialog({ kind: 'keys' });
  expect(state()).toMatchObject({ dialog: { kind: 'keys' }, missed: null });
  screen.miss(missed);
  screen.closeDialog();
  expect(state()).toMatchObject({ dialog: null, missed });
});

test('a command of one name is under way once, until it ends', () => {
  const screen = createScreen(memoryKeyValue());
  expect([screen.begin('a'), screen.begin('a'), screen.begin('b')]).toEqual([true, false, true]);
  screen.end('a');
  expect([...screen.store.getState().busy]).toEqual(['b']);
  expect(screen.begin('a')).toBe(true);
});

test('the focus is asked for anew, also where it was asked for before', () => {
  const screen = createScreen(memoryKeyValue());
  screen.requestFocus('issue:gsp');
  const { focus } = screen.store.getState();
  expect(focus).toEqual({ issue: 'issue:gsp' });
  screen.requestFocus('issue:gsp');
  expect(screen.store.getState().focus).not.toBe(focus);
});
