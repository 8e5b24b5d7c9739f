/** Notes on an issue, and the name they are signed with. */
import type { AnnotationId, IssueId } from '#src/domain/ids.ts';
import { type EntryProblem, Failure } from '#src/domain/problem.ts';
import { limits } from '#src/domain/schemas.ts';
import { cutTo } from '#src/domain/whole-characters.ts';
import { isBlank, unstorableProblem } from '#src/domain/written-text.ts';
import * as commands from '#src/words/compiled/commands.ts';
import * as done from '#src/words/compiled/done.ts';
import { type Command, stepOf } from './command.ts';

/** What is wrong with a note; null where it can be saved. */
export function checkNote(text: string): EntryProblem | null {
  const { length } = text.trim();
  if (isBlank(text)) return { code: 'no-note' };
  if (length <= limits.note) return unstorableProblem(text);
  return { code: 'note-too-long', by: length - limits.note, most: limits.note };
}

/** A name as it is kept: without space around it; null where there is nothing to keep. Throws where it cannot be. */
function cleanName(name: string): string | null {
  const problem = unstorableProblem(name);
  if (problem !== null) throw new Failure(problem);
  const clean = cutTo(name.trim().replace(/\s+/g, ' '), limits.name).trimEnd();
  return isBlank(clean) ? null : clean;
}

export const addNote: Command<{ readonly issue: IssueId; readonly text: string }> = {
  id: 'note.add',
  label: commands.saveNote,
  once: ({ issue }) => `${issue}`,
  run: async ({ session, screen }, { issue, text }) => {
    await session.record(() => [
      { type: 'annotation.added.v1', subject: issue, payload: { text: text.trim() } },
    ]);
    screen.announce(done.noteAdded());
  },
};

interface NoteArgs {
  readonly issue: IssueId;
  readonly note: AnnotationId;
}

export const editNote: Command<NoteArgs & { readonly text: string }> = {
  id: 'note.edit',
  label: commands.editNote,
  once: ({ note }) => `${note}`,
  run: async ({ session, screen }, { issue, note, text }) => {
    await session.record(({ board }) => {
      const current = board.issues.get(issue)?.annotations.find(({ id }) => id === note);
      if (!current || current.text === text.trim()) return [];
      const payload = { annotation: note, text: text.trim() };
      return [{ type: 'annotation.edited.v1', subject: issue, payload }];
    });
    screen.announce(done.noteChanged());
  },
};

export const deleteNote: Command<NoteArgs> = {
  id: 'note.delete',
  label: commands.deleteNote,
  once: ({ note }) => `${note}`,
  run: async ({ session, screen }, { issue, note }) => {
    const events = await session.record(({ board }) => {
      const isThere = board.issues.get(issue)?.annotations.some(({ id }) => id === note);
      const payload = { annotation: note };
      return isThere ? [{ type: 'annotation.removed.v1', subject: issue, payload }] : [];
    });
    if (events.length === 0) return;
    screen.toast({ text: done.noteDeleted(), tone: 'plain', undo: stepOf(events) });
  },
};

export const renameActor: Command<{ readonly name: string }> = {
  id: 'actor.rename',
  label: commands.yourName,
  once: () => '',
  run: async ({ session }, { name }) => {
    const clean = cleanName(name);
    const { actor } = session.store.getState();
    if (clean === null || actor === null) return;
    await session.record(({ board }) =>
      board.actors.get(actor)?.name === clean
        ? []
        : [{ type: 'actor.named.v1', subject: actor, payload: { name: clean } }],
    );
  },
};
