/** Adding, editing, removing and restoring an issue. */
import type { Board } from '#src/domain/board.ts';
import { cellKey } from '#src/domain/cells.ts';
import type { Intention } from '#src/domain/event.ts';
import { matcher } from '#src/domain/filter.ts';
import type { IssueId } from '#src/domain/ids.ts';
import type { CheckedDraft } from '#src/domain/issue-draft.ts';
import { changesTo, type EditedFields } from '#src/domain/issue-fields.ts';
import { rankBetween } from '#src/domain/rank.ts';
import { restorations } from '#src/domain/restoration.ts';
import type { Step } from '#src/domain/undo.ts';
import type { Status } from '#src/domain/vocabulary.ts';
import { neighbourOf } from '#src/store/selectors.ts';
import * as commands from '#src/words/compiled/commands.ts';
import * as done from '#src/words/compiled/done.ts';
import { type Command, type CommandContext, stepOf } from './command.ts';

export const addIssue: Command<CheckedDraft> = {
  id: 'issue.add',
  label: commands.addIssue,
  once: () => '',
  run: async (context, draft) => {
    const subject: IssueId = `issue:${context.newSlug()}`;
    const events = await context.session.record(({ board }) => {
      const first = board.cells.get(cellKey(draft.asker, draft.status))?.[0];
      const rank = rankBetween(null, first?.rank ?? null);
      return [{ type: 'issue.added.v1', subject, payload: { ...draft, rank, evidence: [] } }];
    });
    const { title } = draft;
    showIssue(context, subject, stepOf(events), (isHidden) =>
      isHidden ? done.addedHidden({ title }) : done.added({ title }),
    );
  },
};

export const editIssue: Command<{ readonly issue: IssueId; readonly draft: CheckedDraft }> = {
  id: 'issue.edit',
  label: commands.editIssue,
  once: ({ issue }) => `${issue}`,
  run: async (context, { issue: id, draft }) => {
    const events = await context.session.record(({ board }) =>
      intendEdit(board, id, draft, draft.status),
    );
    if (events.length === 0) return;
    const { title } = draft;
    showIssue(context, id, stepOf(events), (isHidden) =>
      isHidden ? done.editedHidden({ title }) : done.edited({ title }),
    );
  },
};

/** Some of its fields, where they are shown: what is seen there needs no toast, unless the filters hide it now. */
export const editFields: Command<{ readonly issue: IssueId; readonly fields: EditedFields }> = {
  id: 'issue.edit-fields',
  label: commands.editIssue,
  once: ({ issue }) => `${issue}`,
  run: async (context, { issue: id, fields }) => {
    const events = await context.session.record(({ board }) => intendEdit(board, id, fields));
    const board = context.board();
    const issue = board.issues.get(id);
    if (events.length === 0 || !issue) return;
    const { title } = issue;
    const isShown = matcher(context.view().filter, board)(issue);
    const text = isShown ? done.edited({ title }) : done.editedHidden({ title });
    context.screen.announce(text);
    if (!isShown) context.screen.toast({ text, tone: 'plain', undo: stepOf(events) });
  },
};

/** What differs from the issue as it stands; with another asker or status it goes to the top of another cell. */
function intendEdit(
  board: Board,
  id: IssueId,
  fields: EditedFields,
  status?: Status,
): readonly Intention[] {
  const issue = board.issues.get(id);
  if (!issue) return [];
  const intentions: Intention[] = [];
  const edit = changesTo(issue, fields);
  if (edit) intentions.push({ type: 'issue.edited.v1', subject: id, payload: edit });
  const { asker = issue.asker } = fields;
  const to = status ?? issue.status;
  if (to !== issue.status || asker !== issue.asker) {
    const first = board.cells.get(cellKey(asker, to))?.[0];
    const rank = rankBetween(null, first?.rank ?? null);
    intentions.push({ type: 'issue.moved.v1', subject: id, payload: { status: to, rank } });
  }
  return intentions;
}

export const removeIssue: Command<{ readonly issue: IssueId }> = {
  id: 'issue.remove',
  label: commands.removeIssue,
  once: ({ issue }) => `${issue}`,
  run: async (context, { issue }) => {
    const board = context.board();
    const title = board.issues.get(issue)?.title ?? '';
    const neighbour = neighbourOf(board, issue, context.view().filter);
    const events = await context.session.record((folded) => {
      const present = folded.board.issues.get(issue);
      if (!present || present.removed) return [];
      return [{ type: 'issue.removed.v1', subject: issue, payload: {} }];
    });
    if (events.length === 0) return;
    if (context.view().issue === issue) context.setView({ issue: null });
    if (neighbour) context.screen.requestFocus(neighbour);
    context.screen.toast({
      text: done.removed({ title }),
      tone: 'plain',
      undo: stepOf(events),
    });
  },
};

export const restoreIssue: Command<{ readonly issue: IssueId }> = {
  id: 'issue.restore',
  label: commands.restore,
  once: ({ issue }) => `${issue}`,
  run: async (context, { issue: id }) => {
    const board = context.board();
    const title = board.issues.get(id)?.title ?? '';
    const events = await context.session.record(({ log }) => restorations(log.get(id) ?? []));
    if (events.length === 0) return;
    showIssue(context, id, stepOf(events), (isHidden) =>
      isHidden ? done.restoredHidden({ title }) : done.restored({ title }),
    );
  },
};

/** Says what was done, and brings the card into view, or says that the filters hide it. */
function showIssue(
  context: CommandContext,
  id: IssueId,
  step: Step | null,
  say: (isHidden: boolean) => string,
): void {
  const board = context.board();
  const issue = board.issues.get(id);
  const isShown = issue !== undefined && matcher(context.view().filter, board)(issue);
  const { screen } = context;
  // In its panel the reader goes on there, whence the form was opened.
  const isOpen = context.view().issue === id;
  if (isShown && !isOpen) screen.requestFocus(id);
  screen.toast({ text: say(!isShown), tone: 'plain', undo: step });
}
