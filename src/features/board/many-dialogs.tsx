/** The dialogs that tag or annotate the selected issues which the board shows, as of when they were opened. */
import { type FormEvent, useRef, useState } from 'react';
import { checkNote } from '#src/commands/annotate.ts';
import { closeDialog, keepText } from '#src/commands/change-view.ts';
import { annotateIssues, checkTags, tagIssues } from '#src/commands/many-issues.ts';
import { useBusy, useCommand } from '#src/commands/use-command.ts';
import { useDiscard } from '#src/commands/use-discard.ts';
import type { IssueId } from '#src/domain/ids.ts';
import { countIssues } from '#src/domain/wording.ts';
import { useReadBoard, useScreen } from '#src/store/hooks.ts';
import { useDraft } from '#src/store/use-draft.ts';
import { Button } from '#src/ui/button.tsx';
import { Dialog, DialogFooter } from '#src/ui/dialog.tsx';
import { Field, inputClass } from '#src/ui/field.tsx';
import { UnsavedText } from '#src/ui/text-notes.tsx';
import { useIsHere } from '#src/ui/use-is-here.ts';

export function TagDialog() {
  const tag = useCommand(tagIssues);
  const isBusy = useBusy(tagIssues, {});
  return (
    <ManyDialog
      verb="Tag"
      label="Tags"
      hint="Between commas: tariffs, dairy. What is there stays."
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
      verb="Annotate"
      label="Note"
      hint="Every one of them gets this note. Markdown works."
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
  readonly verb: string;
  readonly label: string;
  readonly hint: string;
  readonly lines: number;
  readonly check: (text: string) => string | null;
  readonly isBusy: boolean;
  readonly isStored: (text: string) => boolean;
  readonly onSubmit: (issues: readonly IssueId[], text: string) => Promise<boolean>;
}

function ManyDialog(props: ManyDialogProps) {
  const { verb, label, hint, lines, check, isBusy, isStored, onSubmit } = props;
  const issues = useScreen(({ dialog }) => (dialog && 'issues' in dialog ? dialog.issues : none));
  const close = useCommand(closeDialog);
  const keep = useCommand(keepText);
  const discard = useDiscard();
  const input = useRef<HTMLTextAreaElement>(null);
  const isHere = useIsHere();
  const draft = useDraft(`many.${verb.toLowerCase()}`, { isStored });
  const { text, isChanged, isOnDevice } = draft;
  const [problem, setProblem] = useState<string | null>(null);
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
      title={`${verb} ${countIssues(issues.length)}`}
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
        <Field label={label} hint={hint} problem={problem ?? undefined}>
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
            Cancel
          </Button>
          <Button tone="primary" type="submit" isBusy={isBusy}>
            {verb}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
