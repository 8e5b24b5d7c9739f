/** Giving the reason for a move that is recorded already. */

import { explanation, explanationProblem, latestMove } from '#src/domain/explain-move.ts';
import type { EntryProblem } from '#src/domain/problem.ts';
import { Failure } from '#src/domain/problem.ts';
import { limits } from '#src/domain/schemas.ts';
import { isBlank, unstorableProblem } from '#src/domain/written-text.ts';
import type { MoveName } from '#src/store/screen.ts';
import * as commands from '#src/words/compiled/commands.ts';
import * as done from '#src/words/compiled/done.ts';
import { type Command, stepOf } from './command.ts';

/** What is wrong with a reason; null where it can be given. */
export function checkReason(text: string): EntryProblem | null {
  const { length } = text.trim();
  if (isBlank(text)) return { code: 'no-reason' };
  if (length > limits.reason) {
    return { code: 'too-long', by: length - limits.reason, most: limits.reason };
  }
  return unstorableProblem(text);
}

/** Refused where the move has been undone, or others have moved the issue meanwhile: the reason was for something else. */
export const sayWhy: Command<MoveName & { readonly reason: string }> = {
  id: 'issue.say-why',
  label: commands.sayWhy,
  once: ({ issue }) => `${issue}`,
  run: async ({ session, screen }, { issue, move, reason }) => {
    let title = '';
    const events = await session.record(({ board, log }) => {
      const known = log.get(issue) ?? [];
      const problem = explanationProblem(known, move);
      if (problem !== null) throw new Failure(problem);
      title = board.issues.get(issue)?.title ?? '';
      const latest = latestMove(known);
      return latest ? explanation(known, latest, reason.trim()) : [];
    });
    const text = done.reasonAdded({ title });
    screen.announce(text);
    // In the place of the toast for the move, which cannot be taken back alone any more.
    screen.toast({ text, tone: 'plain', undo: stepOf(events), slot: 'move' });
  },
};
