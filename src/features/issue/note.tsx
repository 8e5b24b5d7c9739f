/** One note: its text, who wrote it and when, and the ways to change or delete it. */
import { Pencil, Trash2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { addNote, deleteNote, editNote } from '#src/commands/annotate.ts';
import { useBusy, useCommand } from '#src/commands/use-command.ts';
import type { Annotation } from '#src/domain/annotation.ts';
import type { AnnotationId, IssueId } from '#src/domain/ids.ts';
import { useDossier, useReadOnly, useStores } from '#src/store/hooks.ts';
import { IconButton } from '#src/ui/button.tsx';
import { phrase } from '#src/ui/phrase.ts';
import { useLast } from '#src/ui/use-last.ts';
import { deleteNote as deleteWord, editNote as editWord } from '#src/words/compiled/commands.ts';
import * as words from '#src/words/compiled/notes.ts';
import { formatDay, formatMinute, machineDate } from '#src/words/dates.ts';
import { useActorName } from './actor-name.ts';
import { editDraftName } from './draft-names.ts';
import { Markdown } from './markdown.tsx';
import { NoteEditor } from './note-editor.tsx';
import { headingOver } from './panel-section.tsx';

/** `resumed`: the editor opens by itself, over a text from before, and takes no focus. */
export type Editing = 'chosen' | 'resumed' | 'no';

interface NoteProps {
  readonly issue: IssueId;
  readonly id: AnnotationId;
  /** Null where it is gone, and a text for it is not. */
  readonly note: Annotation | null;
  readonly editing: Editing;
  /** `null`: the editor is shut, and a text that comes back for it opens it. */
  readonly onEdit: (editing: Editing | null) => void;
}

export function Note({ issue, id, note: present, editing, onEdit }: NoteProps) {
  const note = useLast(present);
  const isLost = present === null;
  const { drafts } = useStores();
  const draftName = editDraftName(id);
  useEffect(() => void drafts.claim(draftName), [drafts, draftName]);
  const edit = useCommand(editNote);
  const add = useCommand(addNote);
  const remove = useCommand(deleteNote);
  const isSaving = useBusy(editNote, { note: id });
  const isAdding = useBusy(addNote, { issue });
  const isRemoving = useBusy(deleteNote, { note: id });
  const isReadOnly = useReadOnly();
  const nameOf = useActorName();
  const article = useRef<HTMLElement>(null);
  const recorder = note ? nameOf(note.author) : '';
  const author = note?.writtenBy ?? recorder;
  const isRecorder = useDossier((state) => state.actor === note?.author);
  const isOwn = isRecorder && note?.writtenBy === undefined;
  useEffect(() => {
    if (editing === 'chosen') article.current?.querySelector('textarea')?.focus();
  }, [editing]);
  const stop = (isKept: boolean) => {
    const next = isLost ? headingOver(article.current) : article.current;
    onEdit(isKept ? 'no' : null);
    next?.focus();
  };
  const removeAndGoOn = async () => {
    const next = besideNote(article.current);
    if (await remove({ issue, note: id })) next?.focus();
  };
  return (
    <article
      ref={article}
      tabIndex={-1}
      aria-label={note ? words.label({ name: author, day: formatDay(note.at) }) : words.deleted()}
      className="grid grid-cols-[minmax(0,1fr)] gap-1.5 rounded-md bg-well px-3 py-2"
    >
      <div className="flex min-h-8 items-center gap-2 text-xs text-soft">
        <p className="min-w-0 flex-1">
          {note ? (
            <>
              <Signature
                author={author}
                recorder={note.writtenBy === undefined ? null : recorder}
              />
              {' · '}
              <time dateTime={machineDate(note.at)} title={formatMinute(note.at)}>
                {formatDay(note.at)}
              </time>
              {note.edited &&
                ` · ${words.edited({ day: formatDay(note.edited.at), name: nameOf(note.edited.actor) })}`}
            </>
          ) : (
            words.deleted()
          )}
        </p>
        {editing === 'no' && !isLost && !isReadOnly && (
          <>
            <IconButton
              label={editWord()}
              hint={isOwn ? editWord() : words.editOf({ name: author })}
              onClick={() => onEdit('chosen')}
            >
              <Pencil aria-hidden="true" className="size-4" />
            </IconButton>
            <IconButton
              label={deleteWord()}
              hint={isOwn ? deleteWord() : words.deleteOf({ name: author })}
              aria-disabled={isRemoving || undefined}
              onClick={() => void removeAndGoOn()}
            >
              <Trash2 aria-hidden="true" className="size-4" />
            </IconButton>
          </>
        )}
      </div>
      {(editing !== 'no' || isLost) && !isReadOnly ? (
        <NoteEditor
          label={words.editThis()}
          placeholder={words.editThisPlaceholder()}
          draftName={draftName}
          initial={note?.text ?? ''}
          isLost={isLost}
          isBusy={isLost ? isAdding : isSaving}
          onSave={(text) => (isLost ? add({ issue, text }) : edit({ issue, note: id, text }))}
          onSaved={() => stop(false)}
          onClose={stop}
        />
      ) : (
        <Markdown text={note?.text ?? ''} />
      )}
    </article>
  );
}

interface SignatureProps {
  readonly author: string;
  /** Null where the author recorded it. */
  readonly recorder: string | null;
}

function Signature({ author, recorder }: SignatureProps) {
  const name = () => <bdi className="font-semibold text-ink">{author}</bdi>;
  return recorder === null ? name() : phrase(words.recordedBy({ author: name, name: recorder }));
}

/** What gets the focus when a note goes: the next one, else the one before, else the heading above them. */
function besideNote(note: HTMLElement | null): HTMLElement | null {
  for (const element of [note?.nextElementSibling, note?.previousElementSibling]) {
    if (element instanceof HTMLElement && element.matches('article')) return element;
  }
  return headingOver(note);
}
