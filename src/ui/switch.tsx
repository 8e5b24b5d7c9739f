/** One of a few ways to see something: buttons joined to one another, of which one is pressed. */
import type { ComponentType } from 'react';

interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly icon: ComponentType<{ className?: string; 'aria-hidden'?: 'true' }>;
}

interface SwitchProps<T extends string> {
  readonly label: string;
  readonly choices: readonly Choice<T>[];
  readonly value: T;
  readonly onChoose: (value: T) => void;
  /** A quiet one is told by its icons alone; else the labels are seen where there is room. */
  readonly isQuiet?: boolean;
}

export function Switch<T extends string>(props: SwitchProps<T>) {
  const { label, choices, value, onChoose, isQuiet = false } = props;
  const pressed = `z-1 ${isQuiet ? 'border-ink bg-well' : 'border-accent bg-accent text-on-accent'}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a part of a bar, and no form is sent
    <div role="group" aria-label={label} className="flex">
      {choices.map(({ value: choice, label: name, icon: Icon }) => (
        <button
          key={choice}
          type="button"
          aria-pressed={choice === value}
          title={name}
          onClick={() => onChoose(choice)}
          className={`inline-flex h-9 items-center gap-1.5 border px-2.5 text-sm first:rounded-l-md last:-ml-px last:rounded-r-md focus-visible:z-1 sm:h-8 ${
            choice === value ? pressed : 'border-edge bg-surface hover:border-ink'
          }`}
        >
          <Icon aria-hidden="true" className="size-4" />
          <span className={isQuiet ? 'sr-only' : 'max-[84rem]:sr-only'}>{name}</span>
        </button>
      ))}
    </div>
  );
}
