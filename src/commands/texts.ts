/** What is said of a text that is typed or copied: it is kept, given up, or on the clipboard. Nothing here is recorded. */
import * as commands from '#src/words/compiled/commands.ts';
import * as done from '#src/words/compiled/done.ts';
import { close } from '#src/words/compiled/ui.ts';
import type { Command } from './command.ts';

interface KeptArgs {
  /** What brings it back, as its button says. */
  readonly name: string;
  /** Whether it outlives this page. */
  readonly isOnDevice: boolean;
}

/** Leaves a box with something typed in it, which is there again when it is opened next. */
export const keepText: Command<KeptArgs> = {
  id: 'text.keep',
  label: close,
  isReading: () => true,
  run: ({ screen }, { name, isOnDevice }) => {
    const text = isOnDevice ? done.kept({ name }) : done.keptForNow({ name });
    screen.announce(text);
    screen.toast({ text, tone: 'plain', undo: null, slot: 'text' });
  },
};

/** Says that a text has been given up, and offers it back: nothing was recorded that Undo could take back. */
export const sayDiscarded: Command<{ readonly bringBack: () => void }> = {
  id: 'text.discard',
  label: commands.discard,
  isReading: () => true,
  run: ({ screen }, { bringBack }) => {
    const text = done.discarded();
    screen.announce(text);
    screen.toast({ text, tone: 'plain', undo: null, bringBack, slot: 'text' });
  },
};

export const copyText: Command<{ readonly text: string }> = {
  id: 'text.copy',
  label: commands.copy,
  isReading: () => true,
  run: async (context, { text }) => {
    await context.copyText(text);
    context.screen.announce(done.copiedSaid());
    context.screen.toast({ text: done.copied(), tone: 'plain', undo: null, slot: 'copied' });
  },
};
