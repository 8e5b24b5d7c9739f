/** A field of the open issue, or a few that go together, edited where it is shown. */
import { Pencil } from 'lucide-react';
import {
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from 'react';
import { editFields } from '#src/commands/edit-issues.ts';
import { keepText } from '#src/commands/texts.ts';
import { useBusy, useCommand } from '#src/commands/use-command.ts';
import { useDiscard } from '#src/commands/use-discard.ts';
import type { Issue } from '#src/domain/issue.ts';
import { checkFields, type DraftProblems, draftFields, draftOf } from '#src/domain/issue-draft.ts';
import type { FormName } from '#src/domain/issue-fields.ts';
import { useDrafts, useReadOnly } from '#src/store/hooks.ts';
import { Button, IconButton } from '#src/ui/button.tsx';
import { useIsHere } from '#src/ui/use-is-here.ts';
import * as commands from '#src/words/compiled/commands.ts';
import * as words from '#src/words/compiled/issue.ts';
import { save as saveWord } from '#src/words/compiled/issue-form.ts';
import { fieldWords } from '#src/words/fields.ts';
import { listAll } from '#src/words/numbers.ts';
import { issueDraftName } from './draft-names.ts';
import { FieldInput } from './issue-fields.tsx';
import { readChanges, useIssueDraft } from './use-issue-draft.ts';

interface FieldInPlaceProps {
  readonly issue: Issue;
  /** Those that are edited together. */
  readonly names: readonly FormName[];
  /** How it is shown. */
  readonly children: ReactNode;
}

export function FieldInPlace({ issue, names, children }: FieldInPlaceProps) {
  const isReadOnly = useReadOnly();
  const [isEditing, setIsEditing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const text = useDrafts(({ texts }) => texts.get(issueDraftName(issue.id))?.text ?? '');
  if (isReadOnly || issue.removed !== null) return children;
  const label = words.editField({ field: listAll(names.map((name) => fieldWords[name].noun())) });
  if (isEditing) {
    const stop = () => {
      setIsEditing(false);
      requestAnimationFrame(() => button.current?.focus());
    };
    return <Editor issue={issue} names={names} label={label} onClose={stop} />;
  }
  const changes = readChanges(text);
  const isUnsaved = names.some((name) => changes[name] !== undefined);
  return (
    <div className="group/field flex min-w-0 items-start gap-1">
      <div className="min-w-0 flex-1">
        {children}
        {isUnsaved && <p className="text-xs text-soft italic print:hidden">{words.unsaved()}</p>}
      </div>
      <IconButton
        ref={button}
        label={label}
        onClick={() => setIsEditing(true)}
        className={`-my-1.5 -mr-2 shrink-0 focus-visible:opacity-100 group-hover/field:opacity-100 pointer-coarse:-my-3 pointer-coarse:size-11 [@media(hover:none)]:opacity-100 ${isUnsaved ? '' : 'opacity-0'}`}
      >
        <Pencil aria-hidden="true" className="size-3.5" />
      </IconButton>
    </div>
  );
}

interface EditorProps extends Omit<FieldInPlaceProps, 'children'> {
  readonly label: string;
  readonly onClose: () => void;
}

/**
 * What is typed is kept with what the form “Edit issue” keeps: whichever is opened next has it. Enter saves, in a text of
 * several lines with Ctrl or Cmd; Escape leaves it for later, “Cancel” gives it up.
 */
function Editor({ issue, names, label, onClose }: EditorProps) {
  const base = draftOf(issue);
  const { draft, kept, change, savedFields } = useIssueDraft(
    issueDraftName(issue.id),
    base,
    () => false,
  );
  const [problems, setProblems] = useState<DraftProblems>({});
  const form = useRef<HTMLFormElement>(null);
  const isHere = useIsHere();
  const edit = useCommand(editFields);
  const sayKept = useCommand(keepText);
  const discard = useDiscard();
  const isBusy = useBusy(editFields, { issue: issue.id });
  const isChanged = names.some((name) => draft[name] !== base[name]);
  useEffect(() => focusFirst(form.current), []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const checked = checkFields(draft, names);
    if (!checked.ok) {
      setProblems(checked.problems);
      return;
    }
    const sent = kept.text;
    if (!(await edit({ issue: issue.id, fields: checked.fields }))) return;
    savedFields(names, sent);
    if (isHere.current) onClose();
  };
  const handleKey = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onClose();
      if (isChanged) void sayKept({ name: label, isOnDevice: kept.isOnDevice });
    }
    if (event.key !== 'Enter' || event.target instanceof HTMLButtonElement) return;
    const isText = event.target instanceof HTMLTextAreaElement;
    if (isText && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    form.current?.requestSubmit();
  };
  const giveUp = () => {
    const others = draftFields.some(
      ({ name }) => draft[name] !== base[name] && !names.some((own) => own === name),
    );
    // What else was filled in, in the form, is not given up with it.
    if (others) change(Object.fromEntries(names.map((name) => [name, base[name]])));
    else if (isChanged) discard(kept);
    onClose();
  };

  return (
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: keys that its fields hear, and hand on
    <form
      ref={form}
      noValidate
      onSubmit={submit}
      onKeyDown={handleKey}
      className="grid grid-cols-[minmax(0,1fr)] gap-2 pb-2 print:hidden"
    >
      {draftFields.map((field) =>
        names.some((name) => name === field.name) ? (
          <FieldInput
            key={field.name}
            field={field}
            value={draft[field.name]}
            problem={problems[field.name]}
            isLabelHidden={field.name === names[0]}
            onChange={(text) => {
              change({ [field.name]: text });
              setProblems({});
            }}
          />
        ) : null,
      )}
      <div className="flex gap-2">
        <Button tone="primary" type="submit" isBusy={isBusy}>
          {saveWord()}
        </Button>
        <Button onClick={giveUp}>{commands.cancel()}</Button>
      </div>
    </form>
  );
}

function focusFirst(form: HTMLFormElement | null): void {
  const chosen = form?.querySelector<HTMLElement>('input:checked');
  (chosen ?? form?.querySelector<HTMLElement>('input, textarea, select'))?.focus();
}
