/** Recording again, by the clock as it is now, what a server refused because its time had not come. */
import { recordAnew } from '#src/domain/record-anew.ts';
import * as commands from '#src/words/compiled/commands.ts';
import * as done from '#src/words/compiled/done.ts';
import type { Command } from './command.ts';

export const recordAgain: Command<Record<string, never>> = {
  id: 'log.record-again',
  label: commands.recordAgain,
  once: () => 'log',
  run: async ({ session, screen }) => {
    const count = await session.recordAnew(recordAnew);
    if (count > 0) screen.announce(done.recordedAgain());
  },
};
