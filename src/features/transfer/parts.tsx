/** What the parts of an import have in common. */
import { type ReactNode, useId } from 'react';

export const smallSelect = 'h-8.5 w-full border-edge pointer-coarse:h-11';

interface GroupProps {
  readonly label: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

/** A part of the form under a heading of its own. */
export function Group({ label, hint, children }: GroupProps) {
  const id = useId();
  return (
    <fieldset aria-describedby={hint && `${id}-hint`} className="grid min-w-0 gap-2.5">
      <legend className="contents">
        <span className="border-line border-t pt-3 text-sm font-semibold">{label}</span>
      </legend>
      {hint && (
        <p id={`${id}-hint`} className="-mt-2 text-xs text-soft">
          {hint}
        </p>
      )}
      {children}
    </fieldset>
  );
}

interface MatchRowProps {
  /** What is matched. */
  readonly name: string;
  /** How many there are of it, or what is in it. */
  readonly about: string;
  /** What it is matched with. */
  readonly children: ReactNode;
}

export function MatchRow({ name, about, children }: MatchRowProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_10.5rem] items-center gap-2">
      <div className="min-w-0">
        <p dir="auto" className="truncate text-sm font-semibold" title={name}>
          {name}
        </p>
        <p dir="auto" className="truncate text-xs text-soft">
          {about}
        </p>
      </div>
      {children}
    </div>
  );
}
