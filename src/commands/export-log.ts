/**
 * Export: every event of the dossier, as this device has it, one JSON object a line, in the order of their
 * ids. The file is the log itself, so nothing is left out of it: it waits until all of the log has been read,
 * and where something is missing all the same, the page says what.
 */
import { toWire, type WireEvent } from '#src/domain/event.ts';
import { everyEvent } from '#src/domain/log.ts';
import type { DossierState } from '#src/store/dossier-state.ts';
import * as commands from '#src/words/compiled/commands.ts';
import * as done from '#src/words/compiled/done.ts';
import type { Command } from './command.ts';

export const exportLog: Command = {
  id: 'log.export',
  label: commands.exportLog,
  isReading: () => true,
  run: async ({ session, screen, saveFile }) => {
    await session.opened();
    const state = session.store.getState();
    const events = eventsOf(state);
    events.sort((a, b) => (a.id < b.id ? -1 : 1));
    // What could not be read comes last, as it was found.
    const aside = await session.readSetAside().catch(() => null);
    const lines = [...events, ...(aside ?? [])].map((record) => `${JSON.stringify(record)}\n`);
    saveFile(`${state.dossier}.jsonl`, 'application/jsonl', lines.join(''));
    const missing = missingTexts(state, aside !== null);
    if (missing.length > 0) screen.toast({ text: missing.join(' '), tone: 'problem', undo: null });
  },
};

/** Of a log that cannot be read, what this page has been able to keep hold of. */
function eventsOf({ folded, pending, opening }: DossierState): WireEvent[] {
  if (opening.kind === 'whole') return Array.from(everyEvent(folded.log), toWire);
  return [...pending];
}

/** Of a log that cannot be read, one text says it all: the file holds nothing for certain but what waits. */
function missingTexts({ opening, cursor, head }: DossierState, hasAside: boolean): string[] {
  if (opening.kind === 'unreadable') return [done.exportUnread()];
  return [
    ...(head <= cursor ? [] : [done.exportCut({ count: head - cursor })]),
    ...(hasAside ? [] : [done.exportWithoutAside()]),
  ];
}
