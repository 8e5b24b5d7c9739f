/** The dialogs that tag or annotate the selected issues which the board shows, as of when they were opened. */
import { type FormEvent, useRef, useState } from 'react';
import { checkNote } from '#src/commands/annotate.ts';
import { closeDialog } from '#src/commands/change-view.ts';
import { annotateIssues, checkTags, tagIssues } from '#src/commands/many-issues.ts';
import { keepText } from '#src/commands/texts.ts';
import { useBusy, useCommand } from '#src/commands/use-command.ts';
import { useDiscard } from '#src/commands/use-discard.ts';
import type { IssueId } from '#src/domain/ids.ts';
import type { EntryProblem } from '#src/domain/problem.ts';
import { useReadBoard, useScreen } from '#src/store/hooks.ts';
import { useDraft } from '#src/store/use-draft.ts';
import { Button } from '#src/ui/button.tsx';
import { Dialog, DialogFooter } from '#src/ui/dialog.tsx';
import { Field, inputClass } from '#src/ui/field.tsx';
import { UnsavedText } from '#src/ui/text-notes.tsx';
import { useIsHere } from '#src/ui/use-is-here.ts';
import * as commands from '#src/words/compiled/commands.ts';
import * as words from '#src/words/compiled/many.ts';
import { entryLabel } from '#src/words/fields.ts';
import { problemText } from '#src/words/problems.ts';

export function TagDialog() {
  const tag = useCommand(tagIssues);
  const isBusy = useBusy(tagIssues, {});
  return (
    <ManyDialog
      draftName="many.tag"
      verb={commands.tag()}
      titleOf={words.tagTitle}
      label={entryLabel('tags')}
      hint={words.tagsHint()}
      lines={1}
      check={checkTags}
      isBusy={isBusy}
      isStored={() => false}
      onSubmit={(issues, tags) => tag({ issues, tags })}
    />
  );
}

export function AnnotateDialog() {
  const read = useReadBoard();
  const annotate = useCommand(annotateIssues);
  const isBusy = useBusy(annotateIssues, {});
  const isNoted = (text: string) => {
    const { issues } = read();
    const note = text.trim();
    const isSame = (other: { readonly text: string }) => other.text === note;
    return [...issues.values()].some(({ annotations }) => annotations.some(isSame));
  };
  return (
    <ManyDialog
      draftName="many.annotate"
      verb={commands.annotate()}
      titleOf={words.annotateTitle}
      label={words.note()}
      hint={words.noteHint()}
      lines={5}
      check={checkNote}
      isBusy={isBusy}
      isStored={isNoted}
      onSubmit={(issues, text) => annotate({ issues, text })}
    />
  );
}

const none: readonly IssueId[] = [];

interface ManyDialogProps {
  readonly draftName: string;
  readonly verb: string;
  readonly titleOf: (values: { readonly count: number }) => string;
  readonly label: string;
  readonly hint: string;
  readonly lines: number;
  readonly check: (text: string) => EntryProblem | null;
  readonly isBusy: boolean;
  readonly isStored: (text: string) => boolean;
  readonly onSubmit: (issues: readonly IssueId[], text: string) => Promise<boolean>;
}

function ManyDialog(props: ManyDialogProps) {
  const { draftName, verb, titleOf, label, hint, lines, check, isBusy, isStored, onSubmit } = props;
  const issues = useScreen(({ dialog }) => (dialog && 'issues' in dialog ? dialog.issues : none));
  const close = useCommand(closeDialog);
  const keep = useCommand(keepText);
  const discard = useDiscard();
  const input = useRef<HTMLTextAreaElement>(null);
  const isHere = useIsHere();
  const draft = useDraft(draftName, { isStored });
  const { text, isChanged, isOnDevice } = draft;
  const [problem, setProblem] = useState<EntryProblem | null>(null);
  const leave = () => {
    void close();
    if (isChanged) void keep({ name: verb, isOnDevice });
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found = check(text);
    setProblem(found);
    if (found !== null) {
      input.current?.focus();
      return;
    }
    if (!(await onSubmit(issues, text))) return;
    const isAll = draft.saved(text);
    if (!isHere.current) return;
    await close();
    if (!isAll) await keep({ name: verb, isOnDevice });
  };
  return (
    <Dialog
      title={titleOf({ count: issues.length })}
      onClose={leave}
      hasUnsaved={isChanged}
      initialFocus={input}
      givesFocusBack={() => true}
    >
      <form noValidate onSubmit={submit} className="grid gap-4">
        <UnsavedText
          isBack={draft.isBack}
          onStartOver={() => {
            discard(draft);
            setProblem(null);
            input.current?.focus();
          }}
          onBringOther={draft.bringOther}
        />
        <Field label={label} hint={hint} problem={problem ? problemText(problem) : undefined}>
          {(control) => (
            <textarea
              {...control}
              ref={input}
              rows={lines}
              dir="auto"
              onKeyDown={(event) => {
                const isSent = lines === 1 || event.metaKey || event.ctrlKey;
                if (event.key !== 'Enter' || !isSent) return;
                event.preventDefault();
                if (!event.repeat) event.currentTarget.form?.requestSubmit();
              }}
              value={text}
              onChange={({ target }) => draft.write(target.value)}
              className={`${inputClass} resize-y`}
            />
          )}
        </Field>
        <DialogFooter isBusy={isBusy}>
          <Button
            onClick={() => {
              discard(draft, () => void keep({ name: verb, isOnDevice }));
              void close();
            }}
          >
            {commands.cancel()}
          </Button>
          <Button tone="primary" type="submit" isBusy={isBusy}>
            {verb}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
