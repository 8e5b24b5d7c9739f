/** The dialog that adds an issue or edits one: the same fields, checked when it is sent, each told what is wrong. */
import { type FormEvent, useRef, useState } from 'react';
import { closeDialog } from '#src/commands/change-view.ts';
import { addIssue, editIssue } from '#src/commands/edit-issues.ts';
import { keepText } from '#src/commands/texts.ts';
import { useBusy, useCommand } from '#src/commands/use-command.ts';
import { useDiscard } from '#src/commands/use-discard.ts';
import type { IssueId } from '#src/domain/ids.ts';
import type { Issue } from '#src/domain/issue.ts';
import {
  checkDraft,
  type DraftProblems,
  draftOf,
  emptyDraft,
  type IssueDraft,
} from '#src/domain/issue-draft.ts';
import { useBoard, useReadBoard, useStores } from '#src/store/hooks.ts';
import type { ProposedIssue } from '#src/store/screen.ts';
import { Button } from '#src/ui/button.tsx';
import { Dialog, DialogFooter } from '#src/ui/dialog.tsx';
import { LostPlace, UnsavedText } from '#src/ui/text-notes.tsx';
import { useIsHere } from '#src/ui/use-is-here.ts';
import { useLast } from '#src/ui/use-last.ts';
import * as commands from '#src/words/compiled/commands.ts';
import * as words from '#src/words/compiled/issue-form.ts';
import { CopyButton } from './copy-button.tsx';
import { draftInWords } from './draft-in-words.ts';
import { issueDraftName } from './draft-names.ts';
import { IssueFields } from './issue-fields.tsx';
import { useIssueDraft } from './use-issue-draft.ts';

interface IssueDialogProps {
  /** The one to edit; null to add one. */
  readonly issue: IssueId | null;
  /** What the form begins with for one that is added. */
  readonly proposed?: ProposedIssue | undefined;
}

export function IssueDialog({ issue: id, proposed }: IssueDialogProps) {
  const issue = useBoard((board) => (id ? board.issues.get(id) : undefined));
  const base = useLast(issue);
  const { screen } = useStores();
  const read = useReadBoard();
  const isThere = (draft: IssueDraft) =>
    id === null && [...read().issues.values()].some(isLike(draft));
  const { draft, kept, change } = useIssueDraft(
    issueDraftName(id),
    base ? draftOf(base) : { ...emptyDraft, ...proposed },
    isThere,
  );
  const [problems, setProblems] = useState<DraftProblems>({});
  const title = useRef<HTMLInputElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const isHere = useIsHere();
  const close = useCommand(closeDialog);
  const sayKept = useCommand(keepText);
  const add = useCommand(addIssue);
  const edit = useCommand(editIssue);
  const discard = useDiscard();
  const isAdding = useBusy(addIssue, {});
  const isEditing = useBusy(editIssue, id ? { issue: id } : {});
  const isBusy = isAdding || isEditing;
  const isLost = id !== null && (issue === undefined || issue.removed !== null);

  const changeAndCheck = (part: Partial<IssueDraft>) => {
    const next = change(part);
    // Once told what is wrong, the reader sees each problem go as it is mended.
    if (Object.keys(problems).length > 0) {
      const checked = checkDraft(next);
      setProblems(checked.ok ? {} : checked.problems);
    }
  };

  const name = id ? commands.editIssue() : commands.addIssue();
  const leave = () => {
    void close();
    if (kept.isChanged) void sayKept({ name, isOnDevice: kept.isOnDevice });
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const checked = checkDraft(draft);
    if (!checked.ok) {
      setProblems(checked.problems);
      requestAnimationFrame(() => focusFirstProblem(form.current));
      return;
    }
    const sent = kept.text;
    const isEdit = id !== null && !isLost;
    if (!(await (isEdit ? edit({ issue: id, draft: checked.draft }) : add(checked.draft)))) return;
    const isAll = kept.saved(sent);
    // What was typed since is a further change to the issue; the one being added has gone without it.
    if (!isHere.current || (!isAll && isEdit)) return;
    await close();
    if (!isAll) await sayKept({ name, isOnDevice: kept.isOnDevice });
  };

  const startOver = () => {
    discard(kept);
    setProblems({});
    title.current?.focus();
  };

  const giveUp = () => {
    discard(kept, () => void sayKept({ name, isOnDevice: kept.isOnDevice }));
    void close();
  };

  return (
    <Dialog
      title={name}
      onClose={leave}
      hasUnsaved={kept.isChanged}
      initialFocus={title}
      givesFocusBack={() => screen.store.getState().focus === null}
    >
      <form ref={form} noValidate onSubmit={submit} className="grid gap-4">
        <UnsavedText isBack={kept.isBack} onStartOver={startOver} onBringOther={kept.bringOther} />
        {isLost && <LostPlace>{issue ? words.removed() : words.gone()}</LostPlace>}
        <IssueFields draft={draft} problems={problems} first={title} onChange={changeAndCheck} />
        <DialogFooter isBusy={isBusy}>
          {isLost && <CopyButton text={draftInWords(draft)} />}
          <Button onClick={giveUp}>{isLost ? commands.discard() : commands.cancel()}</Button>
          <Button tone="primary" type="submit" isBusy={isBusy}>
            {sendLabel(id, isLost)}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}

/** As the same form would have added it. */
function isLike(draft: IssueDraft): (issue: Issue) => boolean {
  const { title, summary, asker } = draft;
  return (issue) =>
    issue.title === title.trim() && issue.summary === summary.trim() && issue.asker === asker;
}

function sendLabel(id: IssueId | null, isLost: boolean): string {
  if (id === null) return words.add();
  return isLost ? words.addAsNew() : words.save();
}

function focusFirstProblem(form: HTMLFormElement | null): void {
  form
    ?.querySelector<HTMLElement>('[aria-invalid="true"], [role="radiogroup"][data-invalid] input')
    ?.focus();
}
