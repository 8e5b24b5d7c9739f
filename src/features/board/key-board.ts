/** What keys and clicks on cards need of the board: what it shows, and the way to move one. */
import type { IssueId, PartyCode } from '#src/domain/ids.ts';
import type { Issue } from '#src/domain/issue.ts';
import type { Place } from '#src/domain/placement.ts';
import type { Screen } from '#src/store/screen.ts';
import type { Shown } from '#src/store/selectors.ts';

export interface KeyBoard {
  readonly shown: Shown;
  /** The lanes whose cards can be gone to. */
  readonly lanes: readonly PartyCode[];
  readonly screen: Screen;
  readonly issueOf: (id: IssueId) => Issue | undefined;
  /** Moves the issue within its column; with others selected, all of them. */
  readonly moveTo: (issue: Issue, place: Place) => void;
}
