/** The conditions to choose from, each value with how many issues it would show. Loaded when it is first opened. */
import { Popover } from '@base-ui/react/popover';
import { Check } from 'lucide-react';
import { useMemo } from 'react';
import { changeFilter } from '#src/commands/change-view.ts';
import { useCommand } from '#src/commands/use-command.ts';
import { facetsOf } from '#src/domain/facets.ts';
import type { Filter } from '#src/domain/filter.ts';
import { useBoard } from '#src/store/hooks.ts';
import * as words from '#src/words/compiled/filters.ts';
import { formatCount } from '#src/words/numbers.ts';
import { type Condition, conditionsOf, type Option } from './conditions.ts';

interface FilterChoicesProps {
  readonly filter: Filter;
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
}

export function FilterChoices({ filter, anchor, onClose }: FilterChoicesProps) {
  const board = useBoard((whole) => whole);
  const conditions = useMemo(() => conditionsOf(filter, facetsOf(board, filter)), [board, filter]);
  return (
    <Popover.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Popover.Portal container={anchor.closest<HTMLElement>('search')}>
        <Popover.Positioner
          anchor={anchor}
          sideOffset={6}
          align="start"
          collisionPadding={8}
          className="z-40"
        >
          <Popover.Popup
            aria-label={words.choices()}
            finalFocus={() => (anchor.isConnected ? anchor : true)}
            className="max-h-[min(75dvh,36rem)] w-[min(32rem,calc(100vw-1rem))] gap-x-6 overflow-y-auto overscroll-contain rounded-lg border border-line bg-raised p-3 shadow-lg outline-none sm:columns-2"
          >
            {conditions.map((condition) => (
              <Group key={condition.name} condition={condition} />
            ))}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Group({ condition: { name, options } }: { readonly condition: Condition }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be kept together in columns, and no form is sent
    <div role="group" aria-label={name} className="mb-3 break-inside-avoid">
      <p aria-hidden="true" className="px-2 pb-1 text-xs font-semibold text-soft">
        {name}
      </p>
      {options.map((option) => (
        <Value key={option.value} option={option} />
      ))}
    </div>
  );
}

function Value({ option: { label, count, isOn, change } }: { readonly option: Option }) {
  const set = useCommand(changeFilter);
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={() => void set(change)}
      className={`flex min-h-8 w-full items-center gap-2 rounded-sm px-2 text-left text-sm hover:bg-well pointer-coarse:min-h-11 ${
        isOn ? 'font-semibold text-accent' : ''
      } ${count === 0 && !isOn ? 'text-soft' : ''}`}
    >
      <span className="sr-only">{words.issuesOfValue({ value: label, count })}</span>
      <span aria-hidden="true" className="min-w-0">
        {label}
      </span>
      {isOn && <Check aria-hidden="true" className="size-4 shrink-0" />}
      <span aria-hidden="true" className="ml-auto text-xs text-soft tabular-nums">
        {formatCount(count)}
      </span>
    </button>
  );
}
