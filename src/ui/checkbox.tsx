/** A checkbox that is small to see and large enough to hit: 24 px at least, whatever the pointer (WCAG 2.2, 2.5.8). */
import type { ComponentPropsWithRef } from 'react';

interface CheckboxProps extends Omit<ComponentPropsWithRef<'input'>, 'type' | 'className'> {
  readonly label: string;
  /** Of the place that can be hit, with the box in its middle. */
  readonly className?: string;
}

export function Checkbox({ label, className = '', ...props }: CheckboxProps) {
  return (
    <label className={`grid size-6 place-items-center pointer-coarse:size-8 ${className}`}>
      <input
        type="checkbox"
        aria-label={label}
        className="block size-4 accent-(--accent) pointer-coarse:size-5"
        {...props}
      />
    </label>
  );
}
