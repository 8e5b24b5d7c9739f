/** The dialog that adds an issue or edits one: the same fields, checked when it is sent, each told what is wrong. */
import { type FormEvent, useRef, useState } from 'react';
import { closeDialog, keepDraft } from '#src/commands/change-view.ts';
import { addIssue, editIssue } from '#src/commands/edit-issues.ts';
import { useCommand } from '#src/commands/use-command.ts';
import type { IssueId } from '#src/domain/ids.ts';
import {
  checkDraft,
  type DraftProblems,
  draftOf,
  emptyDraft,
  type IssueDraft,
} from '#src/domain/issue-draft.ts';
import { useDossier, useStores } from '#src/store/hooks.ts';
import { Button } from '#src/ui/button.tsx';
import { Dialog, DialogFooter } from '#src/ui/dialog.tsx';
import { IssueFields } from './issue-fields.tsx';
import { useIssueDraft } from './use-issue-draft.ts';

/** `issue`: the one to edit; null to add one. */
export function IssueDialog({ issue: id }: { issue: IssueId | null }) {
  const issue = useDossier((state) => (id ? state.folded.board.issues.get(id) : undefined));
  const kept = useIssueDraft(id ? `issue.${id}` : 'issue.new', issue ? draftOf(issue) : emptyDraft);
  const [problems, setProblems] = useState<DraftProblems>({});
  const title = useRef<HTMLInputElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const { screen } = useStores();
  const close = useCommand(closeDialog);
  const keep = useCommand(keepDraft);
  const add = useCommand(addIssue);
  const edit = useCommand(editIssue);

  const change = (part: Partial<IssueDraft>) => {
    const next = kept.change(part);
    // Once told what is wrong, the reader sees each problem go as it is mended.
    if (Object.keys(problems).length > 0) {
      const checked = checkDraft(next);
      setProblems(checked.ok ? {} : checked.problems);
    }
  };

  const giveUp = () => {
    kept.giveUp();
    return close();
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const checked = checkDraft(kept.draft);
    if (!checked.ok) {
      setProblems(checked.problems);
      requestAnimationFrame(() => focusFirstProblem(form.current));
      return;
    }
    const isDone = await (id ? edit({ issue: id, draft: checked.draft }) : add(checked.draft));
    if (isDone) await giveUp();
  };

  const startOver = () => {
    kept.giveUp();
    setProblems({});
    title.current?.focus();
  };

  const name = id ? 'Edit issue' : 'Add issue';
  return (
    <Dialog
      title={name}
      onClose={() => void (kept.isChanged ? keep({ name }) : close())}
      hasUnsaved={kept.isChanged}
      initialFocus={title}
      givesFocusBack={() => screen.store.getState().focus === null}
    >
      <form ref={form} noValidate onSubmit={submit} className="grid gap-4">
        {kept.isBack && <DraftIsBack onStartOver={startOver} />}
        <IssueFields draft={kept.draft} problems={problems} title={title} onChange={change} />
        <DialogFooter>
          <Button onClick={() => void giveUp()}>Cancel</Button>
          <Button tone="primary" type="submit">
            {id ? 'Save' : 'Add'}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}

function DraftIsBack({ onStartOver }: { onStartOver: () => void }) {
  return (
    <p className="flex flex-wrap items-center justify-between gap-x-3 text-sm text-soft">
      Your unsaved text is back.
      <Button tone="quiet" className="-mr-3" onClick={onStartOver}>
        Start over
      </Button>
    </p>
  );
}

function focusFirstProblem(form: HTMLFormElement | null): void {
  form
    ?.querySelector<HTMLElement>('[aria-invalid="true"], [role="radiogroup"][data-invalid] input')
    ?.focus();
}
