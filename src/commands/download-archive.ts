/**
 * The archive: every event of the dossier in one file that says what it holds and can be checked, for another browser or
 * another program. It waits until all of the log has been read; where something is missing all the same, the page says so.
 */
import { everyEvent } from '#src/domain/log.ts';
import { Failure } from '#src/domain/problem.ts';
import * as commands from '#src/words/compiled/commands.ts';
import * as done from '#src/words/compiled/done.ts';
import type { Command } from './command.ts';

export const archiveType = 'application/jsonl';

/** Of the file. */
export function archiveName(dossier: string): string {
  return `${dossier}.parley.jsonl`;
}

export const downloadArchive: Command = {
  id: 'log.archive',
  label: commands.downloadArchive,
  isReading: () => true,
  run: async ({ session, screen, saveFile, writeArchive }) => {
    await session.opened();
    const { opening, folded, dossier, cursor, head } = session.store.getState();
    if (opening.kind !== 'whole') throw new Failure({ code: 'dossier-not-read' });
    const title = folded.board.dossier?.title ?? '';
    const events = [...everyEvent(folded.log)];
    const text = await writeArchive({ dossier, title, events });
    saveFile(archiveName(dossier), archiveType, text);
    const aside = await session.readSetAside().catch(() => []);
    const missing = [
      ...(head > cursor ? [done.exportCut({ count: head - cursor })] : []),
      ...(aside.length > 0 ? [done.archiveAside({ count: aside.length })] : []),
    ];
    if (missing.length > 0) screen.toast({ text: missing.join(' '), tone: 'problem', undo: null });
  },
};
