/** React's way to the commands: the context in which they run, and a function that runs one. */
import { createContext, use, useCallback } from 'react';
import { useScreen } from '#src/store/hooks.ts';
import { busyName, type Command, type CommandContext, runCommand } from './command.ts';

export const CommandsContext = createContext<CommandContext | null>(null);

/** A function that runs the command, and tells whether it was done; the same one as long as the dossier is. */
export function useCommand<Args>(command: Command<Args>): (args: Args) => Promise<boolean> {
  const context = use(CommandsContext);
  if (context === null) throw new Error('Commands run in a dossier: wrap this in CommandsContext.');
  return useCallback((args) => runCommand(context, command, args), [context, command]);
}

/** Whether the command is under way, from wherever it was begun: a press would do nothing now. */
export function useBusy<Args>(command: Command<Args>, args: Partial<Args>): boolean {
  const name = busyName(command, args);
  return useScreen(({ busy }) => name !== null && busy.has(name));
}
