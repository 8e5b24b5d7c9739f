/** Where the issues of a table go: into a dossier that is there, or into one that begins with them. */
import type { DossierDraft, DossierProblems } from '#src/domain/dossier-draft.ts';
import type { PartyCode } from '#src/domain/ids.ts';
import { PartiesField } from '#src/features/shared/parties-field.tsx';
import { Field, inputClass } from '#src/ui/field.tsx';
import { Select } from '#src/ui/select.tsx';
import * as words from '#src/words/compiled/tables.ts';
import { problemText } from '#src/words/problems.ts';
import { smallSelect } from './parts.tsx';

export interface KnownDossier {
  readonly id: string;
  readonly title: string;
}

interface TargetFieldProps {
  /** Null for a new one. */
  readonly dossier: string | null;
  readonly dossiers: readonly KnownDossier[];
  readonly draft: DossierDraft;
  readonly problems: DossierProblems;
  readonly onChoose: (dossier: string | null) => void;
  readonly onTitle: (title: string) => void;
  readonly onParties: (parties: readonly PartyCode[]) => void;
}

export function TargetField(props: TargetFieldProps) {
  const { dossier, dossiers, draft, problems, onChoose, onTitle, onParties } = props;
  const said = (name: keyof DossierDraft) => problems[name] && problemText(problems[name]);
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label={words.into()}>
        {(control) => (
          <Select
            {...control}
            value={dossier ?? ''}
            options={[
              ...dossiers.map(({ id, title }) => ({ value: id, label: title || id })),
              { value: '', label: words.newDossier() },
            ]}
            onChoose={(id) => onChoose(id === '' ? null : id)}
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
                value={draft.title}
                onChange={({ target }) => onTitle(target.value)}
              />
            )}
          </Field>
          <div className="sm:col-span-2">
            <PartiesField parties={draft.parties} problem={said('parties')} onChange={onParties} />
          </div>
        </>
      )}
    </div>
  );
}
