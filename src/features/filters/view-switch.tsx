/** The same issues as cards on a board or as rows of a table. */
import { Columns3, Table2 } from 'lucide-react';
import { changeLayout } from '#src/commands/change-view.ts';
import { useCommand } from '#src/commands/use-command.ts';
import type { Layout } from '#src/store/view.ts';

const choices = [
  { layout: 'board', label: 'Board', icon: Columns3 },
  { layout: 'table', label: 'Table', icon: Table2 },
] as const;

export function ViewSwitch({ layout }: { layout: Layout }) {
  const change = useCommand(changeLayout);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a part of the bar, and no form is sent
    <div role="group" aria-label="View" className="flex max-sm:ml-auto sm:ml-2">
      {choices.map(({ layout: choice, label, icon: Icon }) => (
        <button
          key={choice}
          type="button"
          aria-pressed={choice === layout}
          title={label}
          onClick={() => void change({ layout: choice })}
          className={`inline-flex h-9 items-center gap-1.5 border px-2.5 text-sm first:rounded-l-md last:-ml-px last:rounded-r-md focus-visible:z-1 sm:h-8 ${
            choice === layout
              ? 'z-1 border-accent bg-accent text-on-accent'
              : 'border-edge bg-surface hover:border-ink'
          }`}
        >
          <Icon aria-hidden="true" className="size-4" />
          <span className="max-[84rem]:sr-only">{label}</span>
        </button>
      ))}
    </div>
  );
}
