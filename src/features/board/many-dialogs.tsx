/** The dialogs that tag or annotate the selected issues which the board shows, as of when they were opened. */
import { type FormEvent, useRef, useState } from 'react';
import { checkNote } from '#src/commands/annotate.ts';
import { closeDialog } from '#src/commands/change-view.ts';
import { annotateIssues, checkTags, tagIssues } from '#src/commands/many-issues.ts';
import { useCommand } from '#src/commands/use-command.ts';
import type { IssueId } from '#src/domain/ids.ts';
import { countIssues } from '#src/domain/wording.ts';
import { useScreen } from '#src/store/hooks.ts';
import { Button } from '#src/ui/button.tsx';
import { Dialog, DialogFooter } from '#src/ui/dialog.tsx';
import { Field, inputClass } from '#src/ui/field.tsx';

export function TagDialog() {
  const tag = useCommand(tagIssues);
  return (
    <ManyDialog
      verb="Tag"
      label="Tags"
      hint="Between commas: tariffs, dairy. What is there stays."
      lines={1}
      check={checkTags}
      onSubmit={(issues, tags) => tag({ issues, tags })}
    />
  );
}

export function AnnotateDialog() {
  const annotate = useCommand(annotateIssues);
  return (
    <ManyDialog
      verb="Annotate"
      label="Note"
      hint="Every one of them gets this note. Markdown works."
      lines={5}
      check={checkNote}
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
  readonly onSubmit: (issues: readonly IssueId[], text: string) => Promise<boolean>;
}

function ManyDialog({ verb, label, hint, lines, check, onSubmit }: ManyDialogProps) {
  const issues = useScreen(({ dialog }) => (dialog && 'issues' in dialog ? dialog.issues : none));
  const close = useCommand(closeDialog);
  const input = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found = check(text);
    setProblem(found);
    if (found !== null) input.current?.focus();
    else if (await onSubmit(issues, text)) await close();
  };
  return (
    <Dialog
      title={`${verb} ${countIssues(issues.length)}`}
      onClose={() => void close()}
      hasUnsaved={text !== ''}
      initialFocus={input}
      givesFocusBack={() => true}
    >
      <form noValidate onSubmit={submit} className="grid gap-4">
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
                event.currentTarget.form?.requestSubmit();
              }}
              value={text}
              onChange={({ target }) => setText(target.value)}
              className={`${inputClass} resize-y`}
            />
          )}
        </Field>
        <DialogFooter>
          <Button onClick={() => void close()}>Cancel</Button>
          <Button tone="primary" type="submit">
            {verb}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
