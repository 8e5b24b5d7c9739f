/** How much room each issue is given, on the board and in the table; kept in this browser. */
import { Rows2, Rows4 } from 'lucide-react';
import { changeDensity } from '#src/commands/change-view.ts';
import { useCommand } from '#src/commands/use-command.ts';
import { useScreen } from '#src/store/hooks.ts';
import { Switch } from '#src/ui/switch.tsx';
import * as commands from '#src/words/compiled/commands.ts';
import * as words from '#src/words/compiled/filters.ts';

const choices = [
  { value: 'comfortable', label: words.comfortable, icon: Rows2 },
  { value: 'compact', label: words.compact, icon: Rows4 },
] as const;

export function DensitySwitch() {
  const density = useScreen((state) => state.density);
  const change = useCommand(changeDensity);
  return (
    <Switch
      label={commands.density()}
      choices={choices.map((choice) => ({ ...choice, label: choice.label() }))}
      value={density}
      onChoose={(choice) => void change({ density: choice })}
      isQuiet
    />
  );
}
