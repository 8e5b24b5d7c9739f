/** The notes on an issue, and the place to write one. */
import { useEffect, useId, useMemo, useState } from 'react';
import { addNote, renameActor } from '#src/commands/annotate.ts';
import { keepText } from '#src/commands/texts.ts';
import { useBusy, useCommand } from '#src/commands/use-command.ts';
import type { Annotation } from '#src/domain/annotation.ts';
import type { AnnotationId, IssueId } from '#src/domain/ids.ts';
import type { Issue } from '#src/domain/issue.ts';
import {
  useDossier,
  useDrafts,
  useEvents,
  usePresent,
  useReadBoard,
  useReadOnly,
  useStores,
} from '#src/store/hooks.ts';
import { useDraft } from '#src/store/use-draft.ts';
import { inputClass } from '#src/ui/field.tsx';
import { yourName } from '#src/words/compiled/commands.ts';
import * as words from '#src/words/compiled/notes.ts';
import { defaultName } from './actor-name.ts';
import { editDraftName, noteDraftName } from './draft-names.ts';
import { type Editing, Note } from './note.tsx';
import { NoteEditor } from './note-editor.tsx';
import { PanelSection } from './panel-section.tsx';

export function Annotations({ issue }: { issue: Issue }) {
  const add = useCommand(addNote);
  const isAdding = useBusy(addNote, { issue: issue.id });
  const isReadOnly = useReadOnly();
  const { places, edit } = useNotePlaces(issue);
  useSayKept(issue.id);
  return (
    <PanelSection heading={words.heading()} count={issue.annotations.length}>
      {places.map(({ id, note, editing }) => (
        <Note
          key={id}
          issue={issue.id}
          id={id}
          note={note}
          editing={editing}
          onEdit={(next) => edit(id, next)}
        />
      ))}
      {!isReadOnly && (
        <NoteEditor
          key={issue.id}
          label={words.add()}
          placeholder={words.addPlaceholder()}
          draftName={noteDraftName(issue.id)}
          initial=""
          isStored={(text) => issue.annotations.some((note) => note.text === text.trim())}
          isBusy={isAdding}
          onSave={(text) => add({ issue: issue.id, text })}
          aside={<YourName />}
        />
      )}
    </PanelSection>
  );
}

/** When the reader leaves the issue, by whatever way, with something new in the box, the page says that it is kept. */
function useSayKept(issue: IssueId): void {
  const { drafts } = useStores();
  const read = useReadBoard();
  const sayKept = useCommand(keepText);
  useEffect(() => {
    const written = () => drafts.store.getState().texts.get(noteDraftName(issue));
    const before = written()?.text;
    return () => {
      const after = written();
      const isThere = read().issues.has(issue);
      if (!isThere || !after || after.text === before) return;
      void sayKept({ name: words.add(), isOnDevice: after.isOnDevice });
    };
  }, [drafts, read, sayKept, issue]);
}

interface NotePlace {
  readonly id: AnnotationId;
  /** Null where it has been deleted, or adding it has been undone, while it was being rewritten. */
  readonly note: Annotation | null;
  readonly editing: Editing;
}

/**
 * The notes in their order, and among them, where they stood, those that are gone while a text for them is not. A text
 * that comes back opens its editor by itself; one that was left with Escape does not.
 */
function useNotePlaces({ id: issue, annotations }: Issue) {
  const events = useEvents(issue);
  const [chosen, setChosen] = useState<ReadonlyMap<AnnotationId, Editing>>(new Map());
  const drafted = useDrafts(({ texts }) => [...texts.keys()].filter(isEdit).join(' '));
  const places = useMemo(() => {
    const withDraft = new Set(drafted.split(' '));
    const notes = new Map(annotations.map((note) => [note.id, note]));
    const places: NotePlace[] = [];
    const take = (id: AnnotationId, note: Annotation | null) => {
      const hasDraft = withDraft.has(editDraftName(id));
      const editing = chosen.get(id) ?? (hasDraft ? 'resumed' : 'no');
      if (note || hasDraft || editing === 'chosen') places.push({ id, note, editing });
    };
    for (const event of events) {
      if (event.type !== 'annotation.added.v1') continue;
      const note = notes.get(event.id) ?? null;
      notes.delete(event.id);
      take(event.id, note);
    }
    // Those of a board that is here before its log.
    for (const note of notes.values()) take(note.id, note);
    return places;
  }, [annotations, events, chosen, drafted]);
  const edit = (id: AnnotationId, editing: Editing | null) =>
    setChosen((before) => {
      const after = new Map(before);
      if (editing) after.set(id, editing);
      else after.delete(id);
      return after;
    });
  return { places, edit };
}

function isEdit(name: string): boolean {
  return name.startsWith('edit.');
}

/** The name notes are signed with. It is saved when the field is left, and never stands in the way of a note. */
function YourName() {
  const id = useId();
  const rename = useCommand(renameActor);
  const isBusy = useBusy(renameActor, {});
  const actor = useDossier((state) => state.actor);
  const saved = usePresent(({ board }) => (actor ? board.actors.get(actor)?.name : undefined));
  const draft = useDraft('name', { initial: saved ?? defaultName() });
  const [hasFocus, setHasFocus] = useState(false);
  const isWaiting = draft.isChanged && !hasFocus && !isBusy;
  const save = async () => {
    setHasFocus(false);
    const { text } = draft;
    if (!draft.isChanged || !(await rename({ name: text }))) return;
    draft.saved(text);
  };
  return (
    <span className="grid min-w-0 justify-items-end gap-1">
      <span className="flex min-w-0 items-center gap-2">
        <label htmlFor={id} className="text-xs whitespace-nowrap text-soft">
          {yourName()}
        </label>
        <input
          id={id}
          value={draft.text}
          dir="auto"
          autoComplete="name"
          aria-describedby={isWaiting ? `${id}-hint` : undefined}
          onChange={({ target }) => draft.write(target.value)}
          onFocus={() => setHasFocus(true)}
          onBlur={() => void save()}
          onKeyDown={({ key, currentTarget }) => key === 'Enter' && currentTarget.blur()}
          className={`${inputClass} max-w-40 min-w-0`}
        />
      </span>
      {isWaiting && (
        <span id={`${id}-hint`} className="text-xs text-soft">
          {words.nameWaiting()}
        </span>
      )}
    </span>
  );
}
