/** Puts an issue on the clipboard as prose with footnotes, formatted and as plain text, ready for a letter. */
import type { IssueId } from '#src/domain/ids.ts';
import { copyCitation as label } from '#src/words/compiled/commands.ts';
import { copiedCited, copiedCitedPlain } from '#src/words/compiled/done.ts';
import type { Command } from './command.ts';

export const copyCitation: Command<{ readonly issue: IssueId }> = {
  id: 'issue.copy-citation',
  label,
  keys: ['c'],
  isReading: () => true,
  run: async ({ board, cite, copyFormatted, screen }, { issue: id }) => {
    const shown = board();
    const issue = shown.issues.get(id);
    if (issue === undefined) return;
    // Begun before it is loaded: a browser that lets a page copy does so while the press is fresh.
    const citation = cite(issue, shown);
    const [{ footnotes: count }, isFormatted] = await Promise.all([
      citation,
      copyFormatted(citation),
    ]);
    const text = isFormatted ? copiedCited({ count }) : copiedCitedPlain({ count });
    screen.announce(text);
    screen.toast({ text, tone: 'plain', undo: null, slot: 'copied' });
  },
};
