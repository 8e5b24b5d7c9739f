/** The notes on an issue, and the place to write one. */
import { useId, useState } from 'react';
import { addNote, renameActor } from '#src/commands/annotate.ts';
import { useCommand } from '#src/commands/use-command.ts';
import type { Issue } from '#src/domain/issue.ts';
import { useDossier } from '#src/store/hooks.ts';
import { inputClass } from '#src/ui/field.tsx';
import { defaultName } from './actor-name.ts';
import { Note } from './note.tsx';
import { NoteEditor } from './note-editor.tsx';
import { PanelSection } from './panel-section.tsx';

export function Annotations({ issue }: { issue: Issue }) {
  const add = useCommand(addNote);
  return (
    <PanelSection heading="Annotations" count={issue.annotations.length}>
      {issue.annotations.map((note) => (
        <Note key={note.id} issue={issue.id} note={note} />
      ))}
      <NoteEditor
        key={issue.id}
        label="Add a note"
        draftName={`note.${issue.id}`}
        initial=""
        onSave={(text) => add({ issue: issue.id, text })}
        aside={<YourName />}
      />
    </PanelSection>
  );
}

/** The name notes are signed with. It is saved when the field is left, and never stands in the way of a note. */
function YourName() {
  const id = useId();
  const rename = useCommand(renameActor);
  const saved = useDossier((state) =>
    state.actor === null ? undefined : state.folded.board.actors.get(state.actor)?.name,
  );
  const [name, setName] = useState<string | null>(null);
  const save = () => {
    if (name !== null) void rename({ name });
    setName(null);
  };
  return (
    <span className="flex min-w-0 items-center gap-2">
      <label htmlFor={id} className="text-xs whitespace-nowrap text-soft">
        Your name
      </label>
      <input
        id={id}
        value={name ?? saved ?? defaultName}
        dir="auto"
        autoComplete="name"
        onChange={({ target }) => setName(target.value)}
        onBlur={save}
        onKeyDown={({ key, currentTarget }) => key === 'Enter' && currentTarget.blur()}
        className={`${inputClass} max-w-40 min-w-0`}
      />
    </span>
  );
}
