/** Form fields: a label above, what is wrong beneath, tied together for a screen reader. */
import { type ReactNode, useId } from 'react';

export const inputClass =
  'w-full rounded-md border border-edge bg-surface px-2.5 py-1.5 text-sm text-ink pointer-coarse:min-h-11 ' +
  'aria-invalid:border-problem';

const labelClass = 'text-xs font-semibold text-soft';

interface FieldControl {
  readonly id: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}

interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
  readonly isLabelHidden?: boolean;
  readonly children: (control: FieldControl) => ReactNode;
}

export function Field({ label, hint, problem, isLabelHidden, children }: FieldProps) {
  const id = useId();
  return (
    <div className="grid content-start gap-1">
      <label htmlFor={id} className={isLabelHidden ? 'sr-only' : labelClass}>
        {label}
      </label>
      {children({
        id,
        'aria-invalid': problem !== undefined,
        'aria-describedby': describedBy(id, hint, problem),
      })}
      {hint && <FieldHint id={`${id}-hint`}>{hint}</FieldHint>}
      {problem && <FieldProblem id={`${id}-problem`}>{problem}</FieldProblem>}
    </div>
  );
}

function describedBy(id: string, hint?: string, problem?: string): string | undefined {
  const ids = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean);
  return ids.length === 0 ? undefined : ids.join(' ');
}

function FieldHint({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} className="text-xs text-soft">
      {children}
    </p>
  );
}

export function FieldProblem({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} className="text-xs font-medium text-problem">
      {children}
    </p>
  );
}

interface RadioFieldProps<T extends string> {
  readonly label: string;
  readonly name: string;
  readonly options: readonly {
    readonly value: T;
    readonly label: string;
    readonly party?: number;
  }[];
  readonly value: T | null;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
  readonly isLabelHidden?: boolean;
  readonly onChange: (value: T) => void;
}

/** A few choices, one of them, all in view. */
export function RadioField<T extends string>(props: RadioFieldProps<T>) {
  const { label, name, options, value, hint, problem, isLabelHidden, onChange } = props;
  const id = useId();
  return (
    <div
      role="radiogroup"
      aria-label={label}
      aria-describedby={describedBy(id, hint, problem)}
      data-invalid={problem === undefined ? undefined : ''}
      className="grid content-start gap-1"
    >
      {!isLabelHidden && (
        <span aria-hidden="true" className={labelClass}>
          {label}
        </span>
      )}
      <div className="flex flex-wrap gap-2">
        {options.map((option) => (
          <label
            key={option.value}
            data-party={option.party}
            className="flex items-center gap-2 rounded-md border border-edge bg-surface px-2.5 py-1.5 text-sm in-data-invalid:border-problem has-checked:border-accent has-checked:bg-well has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              className="size-4 accent-(--accent) outline-none"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
      {hint && <FieldHint id={`${id}-hint`}>{hint}</FieldHint>}
      {problem && <FieldProblem id={`${id}-problem`}>{problem}</FieldProblem>}
    </div>
  );
}
