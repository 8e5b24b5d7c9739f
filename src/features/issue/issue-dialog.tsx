/** The dialog that adds an issue or edits one: the same fields, checked when it is sent, each told what is wrong. */
import { type FormEvent, useRef, useState } from 'react';
import { closeDialog } from '#src/commands/change-view.ts';
import { addIssue, editIssue } from '#src/commands/edit-issues.ts';
import { useCommand } from '#src/commands/use-command.ts';
import type { IssueId, PartyCode } from '#src/domain/ids.ts';
import {
  checkDraft,
  type DraftProblems,
  draftOf,
  emptyDraft,
  type IssueDraft,
} from '#src/domain/issue-draft.ts';
import { shortPartyName } from '#src/domain/party.ts';
import {
  type Basis,
  categories,
  categoryLabels,
  statuses,
  statusLabels,
} from '#src/domain/vocabulary.ts';
import { useDossier, useStores } from '#src/store/hooks.ts';
import { Button } from '#src/ui/button.tsx';
import { Dialog } from '#src/ui/dialog.tsx';
import { Field, inputClass, RadioField } from '#src/ui/field.tsx';

const noParties: readonly PartyCode[] = [];

/** `issue`: the one to edit; null to add one. */
export function IssueDialog({ issue: id }: { issue: IssueId | null }) {
  const issue = useDossier((state) => (id ? state.folded.board.issues.get(id) : undefined));
  const parties = useDossier((state) => state.folded.board.dossier?.parties ?? noParties);
  const [draft, setDraft] = useState<IssueDraft>(issue ? draftOf(issue) : emptyDraft);
  const [problems, setProblems] = useState<DraftProblems>({});
  const title = useRef<HTMLInputElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const { screen } = useStores();
  const close = useCommand(closeDialog);
  const add = useCommand(addIssue);
  const edit = useCommand(editIssue);

  const change = (part: Partial<IssueDraft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    // Once told what is wrong, the reader sees each problem go as it is mended.
    if (Object.keys(problems).length > 0) {
      const checked = checkDraft(next);
      setProblems(checked.ok ? {} : checked.problems);
    }
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const checked = checkDraft(draft);
    if (!checked.ok) {
      setProblems(checked.problems);
      requestAnimationFrame(() => focusFirstProblem(form.current));
      return;
    }
    const isDone = await (id ? edit({ issue: id, draft: checked.draft }) : add(checked.draft));
    if (isDone) await close();
  };

  const name = id ? 'Edit issue' : 'Add issue';
  return (
    <Dialog
      title={name}
      onClose={() => void close()}
      initialFocus={title}
      givesFocusBack={() => screen.store.getState().focus === null}
    >
      <form ref={form} noValidate onSubmit={submit} className="grid gap-4">
        <Field label="Title" problem={problems.title}>
          {(control) => (
            <input
              {...control}
              ref={title}
              value={draft.title}
              onChange={({ target }) => change({ title: target.value })}
              className={inputClass}
            />
          )}
        </Field>
        <Sides draft={draft} parties={parties} problems={problems} onChange={change} />
        <Field label="Summary" problem={problems.summary} hint="Markdown works.">
          {(control) => (
            <textarea
              {...control}
              rows={4}
              value={draft.summary}
              onChange={({ target }) => change({ summary: target.value })}
              className={`${inputClass} resize-y`}
            />
          )}
        </Field>
        <Words draft={draft} problems={problems} onChange={change} />
        <div className="flex justify-end gap-2 pt-1">
          <Button onClick={() => void close()}>Cancel</Button>
          <Button tone="primary" type="submit">
            {id ? 'Save' : 'Add'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function focusFirstProblem(form: HTMLFormElement | null): void {
  form
    ?.querySelector<HTMLElement>(
      '[aria-invalid="true"], [role="radiogroup"][aria-describedby] input',
    )
    ?.focus();
}

interface PartProps {
  readonly draft: IssueDraft;
  readonly problems: DraftProblems;
  readonly onChange: (part: Partial<IssueDraft>) => void;
}

const basisOptions: readonly { value: Basis; label: string }[] = [
  { value: 'stated', label: 'Stated' },
  { value: 'inferred', label: 'Inferred' },
];

function Sides(props: PartProps & { readonly parties: readonly PartyCode[] }) {
  const { draft, problems, parties, onChange } = props;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <RadioField
        label="Asked by"
        name="asker"
        options={parties.map((value, party) => ({ value, label: shortPartyName(value), party }))}
        value={draft.asker}
        problem={problems.asker}
        onChange={(asker) => onChange({ asker })}
      />
      <RadioField
        label="Basis"
        name="basis"
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
            <select
              {...control}
              value={draft.category}
              onChange={({ target }) =>
                onChange({ category: categories.find((word) => word === target.value) ?? 'other' })
              }
              className={inputClass}
            >
              {categories.map((word) => (
                <option key={word} value={word}>
                  {categoryLabels[word]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Status">
          {(control) => (
            <select
              {...control}
              value={draft.status}
              onChange={({ target }) =>
                onChange({ status: statuses.find((word) => word === target.value) ?? 'open' })
              }
              className={inputClass}
            >
              {statuses.map((word) => (
                <option key={word} value={word}>
                  {statusLabels[word]}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <Field label="Tags" problem={problems.tags} hint="Between commas: tariffs, dairy">
        {(control) => (
          <input
            {...control}
            value={draft.tags}
            onChange={({ target }) => onChange({ tags: target.value })}
            className={inputClass}
          />
        )}
      </Field>
    </>
  );
}
