/** What every card and cell of one board shares: the links, and how high a row is. */
import { createContext, use } from 'react';
import type { IssueLinks } from '#src/features/shared/issue-links.ts';
import type { CardRowHeight } from './card-row-height.ts';

export interface BoardContextValue extends IssueLinks {
  readonly row: CardRowHeight;
}

export const BoardContext = createContext<BoardContextValue | null>(null);

export function useBoardContext(): BoardContextValue {
  const context = use(BoardContext);
  if (context === null) throw new Error('Cards stand on a board: wrap them in BoardContext.');
  return context;
}
