/**
 * Doing one thing to several issues at once: move, tag, annotate, remove. Each is one command, so one undo takes
 * all of it back; what an issue has already is not recorded again.
 */
import type { Board } from '#src/domain/board.ts';
import type { Intention, KnownEvent } from '#src/domain/event.ts';
import type { IssueId } from '#src/domain/ids.ts';
import type { Issue } from '#src/domain/issue.ts';
import { splitTags, tagsProblem } from '#src/domain/issue-fields.ts';
import { type Place, planMove } from '#src/domain/placement.ts';
import type { EntryProblem } from '#src/domain/problem.ts';
import { limits } from '#src/domain/schemas.ts';
import type { Status } from '#src/domain/vocabulary.ts';
import * as commands from '#src/words/compiled/commands.ts';
import * as done from '#src/words/compiled/done.ts';
import { listPlainly } from '#src/words/numbers.ts';
import { statusLabel } from '#src/words/vocabulary.ts';
import { type Command, type CommandContext, stepOf } from './command.ts';

interface ManyArgs {
  readonly issues: readonly IssueId[];
}

export const moveIssues: Command<ManyArgs & { readonly status: Status; readonly place: Place }> = {
  id: 'issues.move',
  label: commands.move,
  run: async (context, { issues, status, place }) => {
    const plan = (board: Board) => planMove(board, issues, status, place);
    await doTogether(context, plan, (count) =>
      done.movedMany({ count, status: statusLabel(status) }),
    );
  },
};

export const tagIssues: Command<ManyArgs & { readonly tags: string }> = {
  id: 'issues.tag',
  label: commands.tag,
  once: () => '',
  run: async (context, { issues, tags }) => {
    const added = splitTags(tags);
    const plan = planEach(issues, (issue) => {
      const all = [...issue.tags];
      for (const tag of added) {
        const isThere = all.some((known) => known.toLowerCase() === tag.toLowerCase());
        if (!isThere && all.length < limits.tags) all.push(tag);
      }
      if (all.length === issue.tags.length) return null;
      return { type: 'issue.edited.v1', subject: issue.id, payload: { tags: all } };
    });
    await doTogether(context, plan, (count) =>
      done.taggedMany({ count, tags: listPlainly(added) }),
    );
  },
};

export const annotateIssues: Command<ManyArgs & { readonly text: string }> = {
  id: 'issues.annotate',
  label: commands.annotate,
  once: () => '',
  run: async (context, { issues, text }) => {
    const plan = planEach(issues, ({ id }) => {
      return { type: 'annotation.added.v1', subject: id, payload: { text: text.trim() } };
    });
    await doTogether(context, plan, (count) => done.annotatedMany({ count }));
  },
};

export const removeIssues: Command<ManyArgs> = {
  id: 'issues.remove',
  label: commands.remove,
  once: () => '',
  run: async (context, { issues }) => {
    const plan = planEach(issues, ({ id }) => {
      return { type: 'issue.removed.v1', subject: id, payload: {} };
    });
    const { issue } = context.view();
    const isDone = await doTogether(context, plan, (count) => done.removedMany({ count }));
    if (!isDone) return;
    context.screen.select([]);
    if (issue && issues.includes(issue)) context.setView({ issue: null });
  },
};

/** What is wrong with tags to add; null where they can be added. */
export function checkTags(text: string): EntryProblem | null {
  return splitTags(text).length === 0 ? { code: 'no-tag' } : tagsProblem(text);
}

function planEach(
  issues: readonly IssueId[],
  intend: (issue: Issue) => Intention | null,
): (board: Board) => Intention[] {
  return (board) =>
    issues.flatMap((id) => {
      const issue = board.issues.get(id);
      const intention = issue && !issue.removed ? intend(issue) : null;
      return intention ? [intention] : [];
    });
}

/** Records the plan and says, in a toast and to a screen reader, what was done to how many. */
async function doTogether(
  { session, screen }: CommandContext,
  plan: (board: Board) => Intention[],
  say: (count: number) => string,
): Promise<boolean> {
  const events = await session.record(
    ({ board }) => plan(board),
    (recorded) => {
      const text = say(touched(recorded));
      screen.announce(text);
      screen.toast({ text, tone: 'plain', undo: stepOf(recorded), slot: 'many' });
    },
  );
  if (events.length === 0) screen.announce(done.nothingToChange());
  return events.length > 0;
}

function touched(events: readonly KnownEvent[]): number {
  return new Set(events.map(({ subject }) => subject)).size;
}
