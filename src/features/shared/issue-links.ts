/** What every card and row of one page shares. It changes with the view, never with a move. */
import type { IssueId, PartyCode } from '#src/domain/ids.ts';
import type { Category } from '#src/domain/vocabulary.ts';

export interface IssueLinks {
  /** How to link to an issue. */
  readonly hrefOf: (issue: IssueId) => string;
  /** In the dossier's order, which decides their colours. */
  readonly parties: readonly PartyCode[];
  /** The issue whose panel is open. */
  readonly open: IssueId | null;
  /** The category that is filtered by, which a new issue is likely to be of. */
  readonly category: Category | null;
}
