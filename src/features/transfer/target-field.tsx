/** Where what is taken in goes: into a dossier that is there, or into one that begins with it. */
import type { DossierDraft } from '#src/domain/dossier-draft.ts';
import type { PartyCode } from '#src/domain/ids.ts';
import { PartiesField } from '#src/features/shared/parties-field.tsx';
import { Field, inputClass } from '#src/ui/field.tsx';
import { Select } from '#src/ui/select.tsx';
import * as words from '#src/words/compiled/tables.ts';
import { problemText } from '#src/words/problems.ts';
import { smallSelect } from './parts.tsx';
import type { Target } from './use-target.ts';

interface TargetFieldProps {
  readonly target: Target;
  readonly parties: readonly PartyCode[];
}

export function TargetField({ target, parties }: TargetFieldProps) {
  const { dossier, dossiers, title, problems } = target;
  // Which others there are may not be known yet.
  const isListed = dossier === null || dossiers.some(({ id }) => id === dossier);
  const unlisted = isListed ? [] : [{ value: dossier, label: target.thereTitle || dossier }];
  const said = (name: keyof DossierDraft) => problems[name] && problemText(problems[name]);
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label={words.into()}>
        {(control) => (
          <Select
            {...control}
            value={dossier ?? ''}
            options={[
              ...unlisted,
              ...dossiers.map((known) => ({ value: known.id, label: known.title || known.id })),
              { value: '', label: words.newDossier() },
            ]}
            onChoose={(id) => target.choose(id === '' ? null : id)}
            className={smallSelect}
          />
        )}
      </Field>
      {dossier === null && (
        <>
          <Field label={words.title()} problem={said('title')}>
            {(control) => (
              <input
                {...control}
                dir="auto"
                className={inputClass}
                value={title}
                onChange={(event) => target.setTitle(event.target.value)}
              />
            )}
          </Field>
          <div className="sm:col-span-2">
            <PartiesField
              parties={parties}
              problem={said('parties')}
              onChange={target.setParties}
            />
          </div>
        </>
      )}
    </div>
  );
}
