/** The same issues as cards on a board or as rows of a table. */
import { Columns3, Table2 } from 'lucide-react';
import { changeLayout } from '#src/commands/change-view.ts';
import { useCommand } from '#src/commands/use-command.ts';
import { type Layout, layouts } from '#src/store/view.ts';
import { Switch } from '#src/ui/switch.tsx';
import * as commands from '#src/words/compiled/commands.ts';
import * as words from '#src/words/compiled/filters.ts';

const choices = {
  board: { label: words.board, icon: Columns3 },
  table: { label: words.table, icon: Table2 },
} as const satisfies Record<Layout, unknown>;

export function ViewSwitch({ layout }: { layout: Layout }) {
  const change = useCommand(changeLayout);
  return (
    <Switch
      label={commands.view()}
      choices={layouts.map((value) => {
        const { label, icon } = choices[value];
        return { value, label: label(), icon };
      })}
      value={layout}
      onChoose={(choice) => void change({ layout: choice })}
    />
  );
}
