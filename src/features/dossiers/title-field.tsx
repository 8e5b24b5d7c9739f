/** The field for what a dossier is called. */
import type { FocusEvent, RefObject } from 'react';
import { Field, inputClass } from '#src/ui/field.tsx';
import * as words from '#src/words/compiled/dossiers.ts';

interface TitleFieldProps {
  readonly title: string;
  readonly problem: string | undefined;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly onChange: (title: string) => void;
  readonly onFocus?: (event: FocusEvent<HTMLInputElement>) => void;
}

export function TitleField({ title, problem, input, onChange, onFocus }: TitleFieldProps) {
  return (
    <Field label={words.title()} problem={problem}>
      {(control) => (
        <input
          {...control}
          ref={input}
          dir="auto"
          className={inputClass}
          placeholder={words.titleExample()}
          value={title}
          onFocus={onFocus}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}
