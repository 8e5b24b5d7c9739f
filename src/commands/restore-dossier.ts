/** Puts a dossier that was removed back into the lists. */
import { restorations } from '#src/domain/restoration.ts';
import * as commands from '#src/words/compiled/commands.ts';
import * as done from '#src/words/compiled/done.ts';
import { type Command, stepOf } from './command.ts';

export const restoreDossier: Command = {
  id: 'dossier.restore',
  label: commands.restore,
  once: () => '',
  run: async ({ session, screen }) => {
    const { dossier } = session.store.getState();
    const events = await session.record(({ log }) =>
      restorations(log.get(`dossier:${dossier}`) ?? []),
    );
    if (events.length === 0) return;
    const text = done.dossierRestored();
    screen.announce(text);
    screen.toast({ text, tone: 'plain', undo: stepOf(events) });
  },
};
