/**
 * What every card and cell of one board shares: how to link to an issue, and the parties in the dossier's order,
 * which decides their colours. It changes with the view, never with a move.
 */
import { createContext, use } from 'react';
import type { IssueId, PartyCode } from '#src/domain/ids.ts';

export interface BoardContextValue {
  readonly hrefOf: (issue: IssueId) => string;
  readonly parties: readonly PartyCode[];
  /** The issue whose panel is open. */
  readonly open: IssueId | null;
}

export const BoardContext = createContext<BoardContextValue | null>(null);

export function useBoardContext(): BoardContextValue {
  const context = use(BoardContext);
  if (context === null) throw new Error('Cards stand on a board: wrap them in BoardContext.');
  return context;
}
