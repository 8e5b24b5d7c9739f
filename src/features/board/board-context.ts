/**
 * What every card and cell of one board shares: how to link to an issue, the parties in the dossier's order, which
 * decides their colours, and how high a row is. It changes with the view, never with a move.
 */
import { createContext, use } from 'react';
import type { IssueId, PartyCode } from '#src/domain/ids.ts';
import type { CardRowHeight } from './card-row-height.ts';

export interface BoardLinks {
  readonly hrefOf: (issue: IssueId) => string;
  readonly parties: readonly PartyCode[];
  /** The issue whose panel is open. */
  readonly open: IssueId | null;
}

export interface BoardContextValue extends BoardLinks {
  readonly row: CardRowHeight;
}

export const BoardContext = createContext<BoardContextValue | null>(null);

export function useBoardContext(): BoardContextValue {
  const context = use(BoardContext);
  if (context === null) throw new Error('Cards stand on a board: wrap them in BoardContext.');
  return context;
}
