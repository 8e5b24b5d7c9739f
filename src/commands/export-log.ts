/**
 * Export: every event of the dossier, as this device has it, one JSON object a line, in the order of their
 * ids. The file is the log itself, so nothing is left out of it.
 */
import { toWire } from '#src/domain/event.ts';
import { everyEvent } from '#src/domain/log.ts';
import type { Command } from './command.ts';

export const exportLog: Command = {
  id: 'log.export',
  label: 'Export',
  run: ({ session, saveFile }) => {
    const { dossier, folded } = session.store.getState();
    const events = [...everyEvent(folded.log)].map(toWire);
    events.sort((a, b) => (a.id < b.id ? -1 : 1));
    const lines = events.map((event) => `${JSON.stringify(event)}\n`);
    saveFile(`${dossier}.jsonl`, 'application/jsonl', lines.join(''));
  },
};
