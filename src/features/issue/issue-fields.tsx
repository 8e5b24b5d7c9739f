/** The fields of an issue, each with what is wrong with it beneath. */
import type { RefObject } from 'react';
import type { PartyCode } from '#src/domain/ids.ts';
import { type DraftProblems, draftFields, type IssueDraft } from '#src/domain/issue-draft.ts';
import type { EntryProblem } from '#src/domain/problem.ts';
import { useBoard } from '#src/store/hooks.ts';
import { Field, inputClass, RadioField } from '#src/ui/field.tsx';
import { Select } from '#src/ui/select.tsx';
import * as words from '#src/words/compiled/issue-form.ts';
import { entryHint, entryLabel, entryWords } from '#src/words/fields.ts';
import { fullPartyName } from '#src/words/parties.ts';
import { problemText } from '#src/words/problems.ts';

interface IssueFieldsProps {
  readonly draft: IssueDraft;
  readonly problems: DraftProblems;
  readonly onChange: (part: Partial<IssueDraft>) => void;
  /** Gets the first of them. */
  readonly first: RefObject<HTMLInputElement | null>;
}

export function IssueFields({ draft, problems, onChange, first }: IssueFieldsProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {draftFields.map((field, index) => (
        <div key={field.name} className={`min-w-0 ${field.input.isWide ? 'sm:col-span-2' : ''}`}>
          <FieldInput
            field={field}
            value={draft[field.name]}
            problem={problems[field.name]}
            reference={index === 0 ? first : undefined}
            onChange={(text) => onChange({ [field.name]: text })}
          />
        </div>
      ))}
    </div>
  );
}

interface FieldInputProps {
  readonly field: (typeof draftFields)[number];
  readonly value: string;
  readonly problem: EntryProblem | undefined;
  readonly reference?: RefObject<HTMLInputElement | null> | undefined;
  /** Whether its label is seen beside it already. */
  readonly isLabelHidden?: boolean;
  readonly onChange: (text: string) => void;
}

const noParties: readonly PartyCode[] = [];

export function FieldInput(props: FieldInputProps) {
  const { field, value, problem, reference, isLabelHidden = false, onChange } = props;
  const parties = useBoard((board) => board.dossier?.parties ?? noParties);
  const { name, input } = field;
  const said = {
    label: entryLabel(name),
    hint: entryHint(name),
    problem: problem && problemText(problem),
    isLabelHidden,
  };
  const options = input.options.map((option) => ({
    value: option,
    label: entryWords(name, option),
  }));
  switch (input.kind) {
    case 'line':
      return (
        <Field {...said}>
          {(control) => (
            <input
              {...control}
              ref={reference}
              dir="auto"
              value={value}
              onChange={({ target }) => onChange(target.value)}
              className={inputClass}
            />
          )}
        </Field>
      );
    case 'text':
      return (
        <Field {...said}>
          {(control) => (
            <textarea
              {...control}
              rows={4}
              dir="auto"
              value={value}
              onChange={({ target }) => onChange(target.value)}
              className={`${inputClass} field-sizing-content max-h-96 min-h-24 resize-y`}
            />
          )}
        </Field>
      );
    case 'party':
      return (
        <RadioField
          {...said}
          name={name}
          options={parties.map((code, party) => ({
            value: code,
            label: fullPartyName(code),
            party,
          }))}
          value={value}
          onChange={onChange}
        />
      );
    case 'radio':
      return (
        <RadioField {...said} name={name} options={options} value={value} onChange={onChange} />
      );
    case 'select':
      return (
        <Field {...said}>
          {(control) => (
            <Select
              {...control}
              value={value}
              // Nothing is chosen for anybody silently.
              options={value === '' ? [{ value, label: words.choose() }, ...options] : options}
              onChoose={onChange}
              className="border-edge py-1.5"
            />
          )}
        </Field>
      );
  }
}
