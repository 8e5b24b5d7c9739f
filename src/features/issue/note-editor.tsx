/** Where a note is written or rewritten. What is typed survives a reload until it is saved or given up. */
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { checkNote } from '#src/commands/annotate.ts';
import { Button } from '#src/ui/button.tsx';
import { FieldProblem, inputClass } from '#src/ui/field.tsx';
import { headingOver } from './panel-section.tsx';
import { useDraft } from './use-draft.ts';

interface NoteEditorProps {
  readonly label: string;
  readonly draftName: string;
  readonly initial: string;
  /** Resolves to false where it was not saved; then the text stays. */
  readonly onSave: (text: string) => Promise<boolean>;
  /** Closes the editor. Escape leaves the text as a draft; “Cancel” gives it up. Without it, Escape leaves the field. */
  readonly onClose?: () => void;
  readonly aside?: ReactNode;
}

export function NoteEditor(props: NoteEditorProps) {
  const { label, draftName, initial, onSave, onClose, aside } = props;
  const id = useId();
  const [text, setText] = useDraft(draftName, initial);
  const [problem, setProblem] = useState<string | null>(null);
  const save = async () => {
    const found = checkNote(text);
    setProblem(found);
    if (found !== null) return;
    if (await onSave(text)) setText(initial);
  };
  const handleKey = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void save();
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    if (onClose) onClose();
    else headingOver(event.currentTarget)?.focus();
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2 print:hidden">
      <textarea
        aria-label={label}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? `${id}-hint` : `${id}-problem`}
        placeholder={`${label}…`}
        rows={3}
        dir="auto"
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setProblem(null);
        }}
        onKeyDown={handleKey}
        className={`${inputClass} field-sizing-content max-h-96 min-h-20 resize-y`}
      />
      {problem !== null && <FieldProblem id={`${id}-problem`}>{problem}</FieldProblem>}
      <div className="flex flex-wrap items-center gap-2">
        <Button tone="primary" onClick={() => void save()}>
          Save note
        </Button>
        {onClose && (
          <Button
            onClick={() => {
              setText(initial);
              onClose();
            }}
          >
            Cancel
          </Button>
        )}
        <span id={`${id}-hint`} className="text-xs text-soft">
          Markdown works
        </span>
        <span className="ml-auto min-w-0">{aside}</span>
      </div>
    </div>
  );
}
