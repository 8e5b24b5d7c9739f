/** The dialog that gives a dossier another title. */
import { type FormEvent, useRef, useState } from 'react';
import { titleProblem } from '#src/domain/dossier-draft.ts';
import { problemOf } from '#src/domain/problem.ts';
import { Button } from '#src/ui/button.tsx';
import { Dialog, DialogFooter } from '#src/ui/dialog.tsx';
import * as words from '#src/words/compiled/dossiers.ts';
import { problemText } from '#src/words/problems.ts';
import { TitleField } from './title-field.tsx';

interface RenameDialogProps {
  readonly title: string;
  /** Rejects with why it could not be recorded. */
  readonly onRename: (title: string) => Promise<void>;
  readonly onClose: () => void;
}

export function RenameDialog({ title: before, onRename, onClose }: RenameDialogProps) {
  const [title, setTitle] = useState(before);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    const wrong = titleProblem(title.trim());
    if (wrong) {
      setProblem(problemText(wrong));
      input.current?.focus();
      return;
    }
    setIsBusy(true);
    try {
      await onRename(title.trim());
    } catch (error) {
      setProblem(problemText(problemOf(error)));
      setIsBusy(false);
    }
  };
  return (
    <Dialog
      title={words.renameDossier()}
      hasUnsaved={title !== before}
      initialFocus={input}
      givesFocusBack={() => true}
      onClose={onClose}
    >
      <form noValidate className="grid gap-4" onSubmit={(event) => void submit(event)}>
        <TitleField
          title={title}
          problem={problem ?? undefined}
          input={input}
          onFocus={({ target }) => target.select()}
          onChange={(next) => {
            setTitle(next);
            setProblem(null);
          }}
        />
        <DialogFooter isBusy={isBusy}>
          <Button onClick={onClose}>{words.cancel()}</Button>
          <Button tone="primary" type="submit" isBusy={isBusy}>
            {words.save()}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
