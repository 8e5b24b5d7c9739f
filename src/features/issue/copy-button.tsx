/** Puts a text that has lost its place on the clipboard. */
import { copyText } from '#src/commands/texts.ts';
import { useCommand } from '#src/commands/use-command.ts';
import { Button } from '#src/ui/button.tsx';
import * as commands from '#src/words/compiled/commands.ts';

export function CopyButton({ text }: { text: string }) {
  const copy = useCommand(copyText);
  return <Button onClick={() => void copy({ text })}>{commands.copy()}</Button>;
}
