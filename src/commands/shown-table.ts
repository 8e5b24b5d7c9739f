/** What is shown when a command is begun, for what is made of it. */
import { Failure } from '#src/domain/problem.ts';
import type { CommandContext, ShownTable } from './command.ts';

/** Once the log is there; whatever is done afterwards. It fails where the log cannot be read. */
export async function shownNow({
  session,
  view,
  board,
  moment,
}: CommandContext): Promise<ShownTable> {
  await session.opened();
  const { opening, folded, dossier } = session.store.getState();
  if (opening.kind !== 'whole') throw new Failure({ code: 'dossier-not-read' });
  return { dossier, folded, board: board(), moment: moment(), view: view() };
}

/** `us-india.csv`; of a past date, `us-india-2023-06-22.csv`. */
export function fileNameOf({ dossier, moment }: ShownTable, ending: string, what?: string): string {
  const parts = [dossier, what, moment?.slice(0, 10)].filter((part) => part !== undefined);
  return `${parts.join('-')}.${ending}`;
}
