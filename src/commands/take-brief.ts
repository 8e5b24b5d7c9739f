/** The brief of what is shown, with the filters and the date of the view: onto the clipboard, as a file, or on paper. */
import * as commands from '#src/words/compiled/commands.ts';
import { copiedBrief, copiedBriefPlain } from '#src/words/compiled/done.ts';
import type { Command } from './command.ts';
import { fileNameOf, shownNow } from './shown-table.ts';

export const copyBrief: Command = {
  id: 'brief.copy',
  label: commands.copyBrief,
  once: () => '',
  isReading: () => true,
  run: async (context) => {
    // Begun before it is loaded: a browser that lets a page copy does so while the press is fresh.
    const brief = shownNow(context).then(context.brief);
    const [, isFormatted] = await Promise.all([brief, context.copyFormatted(brief)]);
    const text = isFormatted ? copiedBrief() : copiedBriefPlain();
    context.screen.announce(text);
    context.screen.toast({ text, tone: 'plain', undo: null, slot: 'copied' });
  },
};

export const downloadBrief: Command = {
  id: 'brief.download',
  label: commands.downloadBrief,
  once: () => '',
  isReading: () => true,
  run: async (context) => {
    const shown = await shownNow(context);
    const { text } = await context.brief(shown);
    context.saveTable(fileNameOf(shown, 'md', 'brief'), 'text/markdown', text);
  },
};

export const printBrief: Command = {
  id: 'brief.print',
  label: commands.printBrief,
  once: () => '',
  isReading: () => true,
  run: async (context) => context.printBrief(await shownNow(context)),
};
