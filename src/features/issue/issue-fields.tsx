/** The fields of an issue, each with what is wrong with it beneath. */
import type { RefObject } from 'react';
import type { PartyCode } from '#src/domain/ids.ts';
import type { DraftProblems, IssueDraft } from '#src/domain/issue-draft.ts';
import { fullPartyName } from '#src/domain/party.ts';
import {
  bases,
  basisLabels,
  categories,
  categoryLabels,
  statuses,
  statusLabels,
} from '#src/domain/vocabulary.ts';
import { useBoard } from '#src/store/hooks.ts';
import { Field, inputClass, RadioField } from '#src/ui/field.tsx';
import { Select } from '#src/ui/select.tsx';

interface PartProps {
  readonly draft: IssueDraft;
  readonly problems: DraftProblems;
  readonly onChange: (part: Partial<IssueDraft>) => void;
}

interface IssueFieldsProps extends PartProps {
  readonly title: RefObject<HTMLInputElement | null>;
}

export function IssueFields({ title, ...part }: IssueFieldsProps) {
  const { draft, problems, onChange } = part;
  return (
    <>
      <Field label="Title" problem={problems.title}>
        {(control) => (
          <input
            {...control}
            ref={title}
            dir="auto"
            value={draft.title}
            onChange={({ target }) => onChange({ title: target.value })}
            className={inputClass}
          />
        )}
      </Field>
      <Sides {...part} />
      <Field label="Summary" problem={problems.summary} hint="Markdown works.">
        {(control) => (
          <textarea
            {...control}
            rows={4}
            dir="auto"
            value={draft.summary}
            onChange={({ target }) => onChange({ summary: target.value })}
            className={`${inputClass} resize-y`}
          />
        )}
      </Field>
      <Words {...part} />
    </>
  );
}

const noParties: readonly PartyCode[] = [];
const basisOptions = bases.map((value) => ({ value, label: basisLabels[value] }));
const categoryOptions = categories.map((value) => ({ value, label: categoryLabels[value] }));
const statusOptions = statuses.map((value) => ({ value, label: statusLabels[value] }));

function Sides({ draft, problems, onChange }: PartProps) {
  const parties = useBoard((board) => board.dossier?.parties ?? noParties);
  return (
    <div className="grid gap-4 sm:grid-cols-[1.2fr_1fr]">
      <RadioField
        label="Asked by"
        name="asker"
        options={parties.map((value, party) => ({ value, label: fullPartyName(value), party }))}
        value={draft.asker}
        problem={problems.asker}
        onChange={(asker) => onChange({ asker })}
      />
      <RadioField
        label="Basis"
        name="basis"
        hint="Does a source say who asks?"
        options={basisOptions}
        value={draft.basis}
        onChange={(basis) => onChange({ basis })}
      />
    </div>
  );
}

function Words({ draft, problems, onChange }: PartProps) {
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Category">
          {(control) => (
            <Select
              {...control}
              value={draft.category}
              options={categoryOptions}
              onChoose={(category) => onChange({ category })}
              className="border-edge py-1.5"
            />
          )}
        </Field>
        <Field label="Status">
          {(control) => (
            <Select
              {...control}
              value={draft.status}
              options={statusOptions}
              onChoose={(status) => onChange({ status })}
              className="border-edge py-1.5"
            />
          )}
        </Field>
      </div>
      <Field label="Tags" problem={problems.tags} hint="Between commas: tariffs, dairy">
        {(control) => (
          <input
            {...control}
            dir="auto"
            value={draft.tags}
            onChange={({ target }) => onChange({ tags: target.value })}
            className={inputClass}
          />
        )}
      </Field>
    </>
  );
}
