/** One note: its text, who wrote it and when, and the ways to change or delete it. */
import { Pencil, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { deleteNote, editNote } from '#src/commands/annotate.ts';
import { useCommand } from '#src/commands/use-command.ts';
import type { Annotation } from '#src/domain/annotation.ts';
import type { IssueId } from '#src/domain/ids.ts';
import { useDossier } from '#src/store/hooks.ts';
import { IconButton } from '#src/ui/button.tsx';
import { formatDay, formatMinute, machineDate } from '#src/ui/format-date.ts';
import { useActorName } from './actor-name.ts';
import { Markdown } from './markdown.tsx';
import { NoteEditor } from './note-editor.tsx';
import { headingOver } from './panel-section.tsx';
import { useHadDraft } from './use-draft.ts';

export function Note({ issue, note }: { issue: IssueId; note: Annotation }) {
  const draftName = `edit.${note.id}`;
  const hadDraft = useHadDraft(draftName);
  // An editor that opens by itself, over a draft, takes no focus.
  const [editing, setEditing] = useState<'asked' | 'resumed' | null>(hadDraft ? 'resumed' : null);
  const edit = useCommand(editNote);
  const remove = useCommand(deleteNote);
  const nameOf = useActorName();
  const article = useRef<HTMLElement>(null);
  const author = nameOf(note.author);
  const isOwn = useDossier((state) => state.actor === note.author);
  useEffect(() => {
    if (editing === 'asked') article.current?.querySelector('textarea')?.focus();
  }, [editing]);
  const stop = () => {
    setEditing(null);
    article.current?.focus();
  };
  const removeAndGoOn = async () => {
    const next = besideNote(article.current);
    if (await remove({ issue, note: note.id })) next?.focus();
  };
  return (
    <article
      ref={article}
      tabIndex={-1}
      aria-label={`Note by ${author}, ${formatDay(note.at)}`}
      className="grid grid-cols-[minmax(0,1fr)] gap-1.5 rounded-md bg-well px-3 py-2"
    >
      <div className="flex min-h-8 items-center gap-2 text-xs text-soft">
        <p className="min-w-0 flex-1">
          <span className="font-semibold text-ink">{author}</span>
          {' · '}
          <time dateTime={machineDate(note.at)} title={formatMinute(note.at)}>
            {formatDay(note.at)}
          </time>
          {note.edited && ` · edited ${formatDay(note.edited.at)} by ${nameOf(note.edited.actor)}`}
        </p>
        {editing === null && (
          <>
            <IconButton
              label="Edit note"
              hint={isOwn ? 'Edit note' : `Edit note by ${author}`}
              onClick={() => setEditing('asked')}
            >
              <Pencil aria-hidden="true" className="size-4" />
            </IconButton>
            <IconButton
              label="Delete note"
              hint={isOwn ? 'Delete note' : `Delete note by ${author}`}
              onClick={() => void removeAndGoOn()}
            >
              <Trash2 aria-hidden="true" className="size-4" />
            </IconButton>
          </>
        )}
      </div>
      {editing ? (
        <NoteEditor
          label="Edit this note"
          draftName={draftName}
          initial={note.text}
          onSave={async (text) => {
            const isSaved = await edit({ issue, note: note.id, text });
            if (isSaved) stop();
            return isSaved;
          }}
          onClose={stop}
        />
      ) : (
        <Markdown text={note.text} />
      )}
    </article>
  );
}

/** What gets the focus when a note goes: the next one, else the one before, else the heading above them. */
function besideNote(note: HTMLElement | null): HTMLElement | null {
  for (const element of [note?.nextElementSibling, note?.previousElementSibling]) {
    if (element instanceof HTMLElement && element.matches('article')) return element;
  }
  return headingOver(note);
}
