/** The dialog that begins a dossier: what it is called, between whom, empty or with an issue to try things on. */
import { type FormEvent, useRef, useState } from 'react';
import {
  checkDossier,
  type DossierDraft,
  type DossierProblems,
  type ExampleIssue,
} from '#src/domain/dossier-draft.ts';
import { problemOf } from '#src/domain/problem.ts';
import { PartiesField } from '#src/features/shared/parties-field.tsx';
import { Button } from '#src/ui/button.tsx';
import { Dialog, DialogFooter } from '#src/ui/dialog.tsx';
import * as words from '#src/words/compiled/dossiers.ts';
import { problemText } from '#src/words/problems.ts';
import { TitleField } from './title-field.tsx';

interface NewDossierDialogProps {
  /** What was filled in so far: who closes the dialog by a slip finds it again. */
  readonly draft: DossierDraft;
  readonly onChange: (draft: DossierDraft) => void;
  /** Rejects with why it could not be begun; leads to its page once it is. */
  readonly onCreate: (draft: DossierDraft, example: ExampleIssue | null) => Promise<void>;
  readonly onClose: () => void;
}

export function NewDossierDialog({ draft, onChange, onCreate, onClose }: NewDossierDialogProps) {
  const [hasExample, setHasExample] = useState(false);
  const [problems, setProblems] = useState<DossierProblems>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const title = useRef<HTMLInputElement>(null);
  const form = useRef<HTMLFormElement>(null);

  const change = (part: Partial<DossierDraft>) => {
    const next = { ...draft, ...part };
    onChange(next);
    // Once told what is wrong, the reader sees each problem go as it is mended.
    if (Object.keys(problems).length > 0) {
      const checked = checkDossier(next);
      setProblems(checked.ok ? {} : checked.problems);
    }
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    const checked = checkDossier(draft);
    if (!checked.ok) {
      setProblems(checked.problems);
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
      );
      return;
    }
    setIsBusy(true);
    setFailure(null);
    try {
      const example = { title: words.exampleTitle(), summary: words.exampleSummary() };
      await onCreate(checked.draft, hasExample ? example : null);
    } catch (error) {
      setFailure(problemText(problemOf(error)));
      setIsBusy(false);
    }
  };

  const said = (name: keyof DossierDraft) => {
    const problem = problems[name];
    return problem && problemText(problem);
  };
  return (
    <Dialog
      title={words.newDossier()}
      hasUnsaved={draft.title !== '' || draft.parties.length > 0}
      initialFocus={title}
      givesFocusBack={() => true}
      onClose={onClose}
    >
      <form ref={form} noValidate className="grid gap-4" onSubmit={(event) => void submit(event)}>
        <TitleField
          title={draft.title}
          problem={said('title')}
          input={title}
          onChange={(next) => change({ title: next })}
        />
        <PartiesField
          parties={draft.parties}
          problem={said('parties')}
          onChange={(parties) => change({ parties })}
        />
        <label className="flex min-h-8 items-center gap-2 text-sm pointer-coarse:min-h-11">
          <input
            type="checkbox"
            className="size-4 accent-(--accent) pointer-coarse:size-5"
            checked={hasExample}
            onChange={({ target }) => setHasExample(target.checked)}
          />
          {words.withExample()}
        </label>
        <p role="alert" className="text-sm text-problem empty:hidden">
          {failure}
        </p>
        <DialogFooter isBusy={isBusy}>
          <Button onClick={onClose}>{words.cancel()}</Button>
          <Button tone="primary" type="submit" isBusy={isBusy}>
            {words.create()}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
