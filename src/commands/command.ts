/**
 * Commands: one object for each thing a user can do. Button, key and menu all run the same object, so an action
 * does, announces and undoes the same however it was started.
 */

import type { Screen } from '#src/store/screen.ts';
import type { Session } from '#src/store/session.ts';
import type { View } from '#src/store/view.ts';

export interface CommandContext {
  readonly session: Session;
  readonly screen: Screen;
  view(): View;
  /** Writes the view to the address; `replace` leaves no step for the browser's Back. */
  setView(change: Partial<View>, replace?: boolean): void;
  /** A slug no other issue has. */
  newSlug(): string;
  /** Hands the user a file. */
  saveFile(name: string, type: string, content: string): void;
}

export interface Command<Args = void> {
  readonly id: string;
  /** As the button or menu says it. */
  readonly label: string;
  /** Keys that start it, as `KeyboardEvent.key` with modifiers before it: `Mod+z` (Ctrl, or Cmd on a Mac). */
  readonly keys?: readonly string[];
  run(context: CommandContext, args: Args): void | Promise<void>;
}

/** Runs a command; what it cannot do is said in a toast, never swallowed. */
export async function runCommand<Args>(
  context: CommandContext,
  command: Command<Args>,
  args: Args,
): Promise<void> {
  try {
    await command.run(context, args);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    context.screen.toast({
      text: `“${command.label}” was not done, and nothing was changed. ${reason}`,
      tone: 'problem',
      offersUndo: false,
    });
  }
}
