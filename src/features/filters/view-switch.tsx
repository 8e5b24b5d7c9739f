/** The same issues as cards on a board or as rows of a table. */
import { Columns3, Table2 } from 'lucide-react';
import { changeLayout } from '#src/commands/change-view.ts';
import { useCommand } from '#src/commands/use-command.ts';
import type { Layout } from '#src/store/view.ts';
import { Switch } from '#src/ui/switch.tsx';

const choices = [
  { value: 'board', label: 'Board', icon: Columns3 },
  { value: 'table', label: 'Table', icon: Table2 },
] as const;

export function ViewSwitch({ layout }: { layout: Layout }) {
  const change = useCommand(changeLayout);
  return (
    <Switch
      label="View"
      choices={choices}
      value={layout}
      onChoose={(choice) => void change({ layout: choice })}
    />
  );
}
