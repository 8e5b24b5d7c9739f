/** The same issues as cards on a board or as rows of a table. */
import { Columns3, Table2 } from 'lucide-react';
import { changeLayout } from '#src/commands/change-view.ts';
import { useCommand } from '#src/commands/use-command.ts';
import type { Layout } from '#src/store/view.ts';
import { Switch } from '#src/ui/switch.tsx';
import * as commands from '#src/words/compiled/commands.ts';
import * as words from '#src/words/compiled/filters.ts';

const choices = [
  { value: 'board', label: words.board, icon: Columns3 },
  { value: 'table', label: words.table, icon: Table2 },
] as const;

export function ViewSwitch({ layout }: { layout: Layout }) {
  const change = useCommand(changeLayout);
  return (
    <Switch
      label={commands.view()}
      choices={choices.map((choice) => ({ ...choice, label: choice.label() }))}
      value={layout}
      onChoose={(choice) => void change({ layout: choice })}
    />
  );
}
