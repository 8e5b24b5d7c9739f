/** Keys that work anywhere on the page, but never while the user is typing or a dialog is open. */
import { useEffect } from 'react';
import { closeIssue, openDialog } from '#src/commands/change-view.ts';
import { type Command, type CommandContext, runCommand } from '#src/commands/command.ts';
import { redo, undo } from '#src/commands/undo-redo.ts';

const isApple = /Mac|iPhone|iPad/.test(navigator.platform);

/** The keys as `Mod+Shift+z` says them. */
export function keysOf(event: KeyboardEvent): string {
  const mod = isApple ? event.metaKey : event.ctrlKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return [mod && 'Mod', event.shiftKey && 'Shift', event.altKey && 'Alt', key]
    .filter(Boolean)
    .join('+');
}

const everywhere: readonly Command[] = [undo, redo];

export function useShortcuts(context: CommandContext): void {
  useEffect(() => {
    const handle = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target)) return;
      const { dialog, menu, drag } = context.screen.store.getState();
      if (dialog || menu || drag) return;
      if (runKey(context, keysOf(event))) event.preventDefault();
    };
    document.addEventListener('keydown', handle);
    return () => document.removeEventListener('keydown', handle);
  }, [context]);
}

/** Whether the keys mean something here; if so, it is done. */
function runKey(context: CommandContext, keys: string): boolean {
  const command = everywhere.find((candidate) => candidate.keys?.includes(keys));
  if (command) void runCommand(context, command, undefined);
  else if (keys === '/' || keys === 'Shift+/')
    document.querySelector<HTMLElement>('input[type="search"]')?.focus();
  else if (keys === 'n') void runCommand(context, openDialog, { kind: 'add-issue' });
  else if (keys === 'Escape' && context.view().issue)
    void runCommand(context, closeIssue, undefined);
  else return false;
  return true;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement)
    return !['radio', 'checkbox', 'button'].includes(target.type);
  // A letter typed on a list of choices goes to the choice that begins with it.
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target.isContentEditable;
}
