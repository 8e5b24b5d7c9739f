/** One note: its text, who wrote it and when, and the ways to change or delete it. */
import { Pencil, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { deleteNote, editNote } from '#src/commands/annotate.ts';
import { useCommand } from '#src/commands/use-command.ts';
import type { Annotation } from '#src/domain/annotation.ts';
import type { IssueId } from '#src/domain/ids.ts';
import { IconButton } from '#src/ui/button.tsx';
import { formatDay, formatMinute } from '#src/ui/format-date.ts';
import { useActorName } from './actor-name.ts';
import { Markdown } from './markdown.tsx';
import { NoteEditor } from './note-editor.tsx';

export function Note({ issue, note }: { issue: IssueId; note: Annotation }) {
  const [isEditing, setIsEditing] = useState(false);
  const edit = useCommand(editNote);
  const remove = useCommand(deleteNote);
  const nameOf = useActorName();
  const article = useRef<HTMLElement>(null);
  const author = nameOf(note.author);
  useEffect(() => {
    if (isEditing) article.current?.querySelector('textarea')?.focus();
  }, [isEditing]);
  const stop = () => {
    setIsEditing(false);
    article.current?.focus();
  };
  return (
    <article
      ref={article}
      tabIndex={-1}
      aria-label={`Note by ${author}, ${formatDay(note.at)}`}
      className="grid gap-1.5 rounded-md bg-well px-3 py-2"
    >
      <div className="flex min-h-8 items-center gap-2 text-xs text-soft">
        <p className="min-w-0 flex-1">
          <span className="font-semibold text-ink">{author}</span>
          {' · '}
          <time dateTime={note.at} title={formatMinute(note.at)}>
            {formatDay(note.at)}
          </time>
          {note.edited && ` · edited ${formatDay(note.edited.at)} by ${nameOf(note.edited.actor)}`}
        </p>
        {!isEditing && (
          <>
            <IconButton label="Edit note" onClick={() => setIsEditing(true)}>
              <Pencil aria-hidden="true" className="size-4" />
            </IconButton>
            <IconButton label="Delete note" onClick={() => void remove({ issue, note: note.id })}>
              <Trash2 aria-hidden="true" className="size-4" />
            </IconButton>
          </>
        )}
      </div>
      {isEditing ? (
        <NoteEditor
          label="Edit this note"
          draftName={`edit.${note.id}`}
          initial={note.text}
          onSave={async (text) => {
            const isSaved = await edit({ issue, note: note.id, text });
            if (isSaved) stop();
            return isSaved;
          }}
          onCancel={stop}
        />
      ) : (
        <Markdown text={note.text} />
      )}
    </article>
  );
}
