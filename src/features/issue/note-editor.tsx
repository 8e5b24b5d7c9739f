/** Where a note is written or rewritten. What is typed is kept, whatever becomes of page or note, until it is saved or discarded. */
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { checkNote } from '#src/commands/annotate.ts';
import { keepText } from '#src/commands/texts.ts';
import { useCommand } from '#src/commands/use-command.ts';
import { useDiscard } from '#src/commands/use-discard.ts';
import type { EntryProblem } from '#src/domain/problem.ts';
import { useDraft } from '#src/store/use-draft.ts';
import { Button } from '#src/ui/button.tsx';
import { FieldProblem, inputClass } from '#src/ui/field.tsx';
import { Saving } from '#src/ui/saving.tsx';
import { LostPlace } from '#src/ui/text-notes.tsx';
import * as commands from '#src/words/compiled/commands.ts';
import * as words from '#src/words/compiled/notes.ts';
import { problemText } from '#src/words/problems.ts';
import { CopyButton } from './copy-button.tsx';
import { headingOver } from './panel-section.tsx';

interface NoteEditorProps {
  readonly label: string;
  readonly placeholder: string;
  readonly draftName: string;
  readonly initial: string;
  /** Whether a text from before is on the page as a note already. */
  readonly isStored?: (text: string) => boolean;
  /** Resolves to false where it was not saved; then the text stays. */
  readonly onSave: (text: string) => Promise<boolean>;
  readonly isBusy: boolean;
  /** All of it is saved. */
  readonly onSaved?: () => void;
  /** Closes the editor. Escape leaves the text as a draft; “Cancel” gives it up. Without it, Escape leaves the field. */
  readonly onClose?: (isKept: boolean) => void;
  /** Whether the note that is rewritten has been deleted; then `onSave` adds another. */
  readonly isLost?: boolean;
  readonly aside?: ReactNode;
}

export function NoteEditor(props: NoteEditorProps) {
  const { label, draftName, initial, isStored, onSave, isBusy, onSaved, onClose, aside } = props;
  const { placeholder, isLost = false } = props;
  const id = useId();
  const draft = useDraft(draftName, { initial, ...(isStored ? { isStored } : {}) });
  const { text } = draft;
  const sayKept = useCommand(keepText);
  const discard = useDiscard();
  const [problem, setProblem] = useState<EntryProblem | null>(null);
  const save = async () => {
    const found = checkNote(text);
    setProblem(found);
    if (found !== null || !(await onSave(text))) return;
    if (draft.saved(text, onClose ? 'the whole' : 'the rest')) onSaved?.();
  };
  const handleKey = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey) && !event.repeat) void save();
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    if (!onClose || isLost) {
      headingOver(event.currentTarget)?.focus();
      return;
    }
    onClose(true);
    if (draft.isChanged) void sayKept({ name: commands.editNote(), isOnDevice: draft.isOnDevice });
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2 print:hidden">
      <textarea
        aria-label={label}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? `${id}-hint` : `${id}-problem`}
        placeholder={placeholder}
        rows={3}
        dir="auto"
        value={text}
        onChange={({ target }) => {
          draft.write(target.value);
          setProblem(null);
        }}
        onKeyDown={handleKey}
        className={`${inputClass} field-sizing-content max-h-96 min-h-20 resize-y`}
      />
      {problem !== null && <FieldProblem id={`${id}-problem`}>{problemText(problem)}</FieldProblem>}
      {isLost && <LostPlace>{words.gone()}</LostPlace>}
      <div className="flex flex-wrap items-center gap-2">
        <Button tone="primary" isBusy={isBusy} onClick={() => void save()}>
          {isLost ? words.addAsNew() : commands.saveNote()}
        </Button>
        {isLost && <CopyButton text={text} />}
        {onClose && (
          <Button
            onClick={() => {
              discard(draft);
              onClose(false);
            }}
          >
            {isLost ? commands.discard() : commands.cancel()}
          </Button>
        )}
        {draft.bringOther && (
          <Button tone="quiet" onClick={draft.bringOther}>
            {words.bringOther()}
          </Button>
        )}
        {isBusy && <Saving />}
        <span id={`${id}-hint`} className="text-xs text-soft">
          {draft.isBack && !isLost ? words.textIsBack() : words.markdown()}
        </span>
        <span className="ml-auto min-w-0">{aside}</span>
      </div>
    </div>
  );
}
