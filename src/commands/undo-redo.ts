/** Undo and redo. Each names, in a toast, what it took back or did again. */
import type { Step } from '#src/domain/undo.ts';
import { describeStep } from '#src/domain/wording.ts';
import type { Command } from './command.ts';

export const undo: Command = {
  id: 'undo',
  label: 'Undo',
  keys: ['Mod+z'],
  run: async ({ session, screen }) => {
    const { board } = session.store.getState().folded;
    const step = await session.undo();
    const text = step ? `Undone: ${describeStep(step, board)}` : 'There is nothing to undo.';
    screen.toast({ text, tone: 'plain', undo: null });
  },
};

/** Takes back the one command that a toast names. */
export const takeBack: Command<Step> = {
  id: 'undo.one',
  label: 'Undo',
  run: async ({ session, screen }, named) => {
    const { board } = session.store.getState().folded;
    const step = await session.takeBack(named);
    const text = step ? `Undone: ${describeStep(step, board)}` : 'That is undone already.';
    screen.toast({ text, tone: 'plain', undo: null });
  },
};

export const redo: Command = {
  id: 'redo',
  label: 'Redo',
  keys: ['Mod+Shift+z', 'Mod+y'],
  run: async ({ session, screen }) => {
    const step = await session.redo();
    const { board } = session.store.getState().folded;
    const text = step ? `Done again: ${describeStep(step, board)}` : 'There is nothing to redo.';
    screen.toast({ text, tone: 'plain', undo: null });
  },
};
