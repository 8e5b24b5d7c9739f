/** How much room each issue is given, on the board and in the table; kept in this browser. */
import { Rows2, Rows4 } from 'lucide-react';
import { changeDensity } from '#src/commands/change-view.ts';
import { useCommand } from '#src/commands/use-command.ts';
import { useScreen } from '#src/store/hooks.ts';
import { Switch } from '#src/ui/switch.tsx';

const choices = [
  { value: 'comfortable', label: 'Comfortable', icon: Rows2 },
  { value: 'compact', label: 'Compact', icon: Rows4 },
] as const;

export function DensitySwitch() {
  const density = useScreen((state) => state.density);
  const change = useCommand(changeDensity);
  return (
    <Switch
      label="Density"
      choices={choices}
      value={density}
      onChoose={(choice) => void change({ density: choice })}
      isQuiet
    />
  );
}
