/** A list to choose one of, the browser's own, with the same arrow on every platform. */
import { ChevronDown } from 'lucide-react';
import type { ComponentPropsWithRef } from 'react';

interface SelectProps<T extends string> extends Omit<ComponentPropsWithRef<'select'>, 'onChange'> {
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChoose: (value: T) => void;
}

/** `className` dresses the list itself; it fills whatever it stands in. */
export function Select<T extends string>(props: SelectProps<T>) {
  const { options, onChoose, className = '', ...rest } = props;
  const choose = (chosen: string) => {
    const option = options.find(({ value }) => value === chosen);
    if (option) onChoose(option.value);
  };
  return (
    <span className="relative inline-grid min-w-0">
      <select
        {...rest}
        onChange={({ target }) => choose(target.value)}
        className={`min-w-0 appearance-none truncate rounded-md border bg-surface pr-8 pl-2.5 text-sm text-ink ${className}`}
      >
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-soft"
      />
    </span>
  );
}
