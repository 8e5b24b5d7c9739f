/**
 * The board is one stop of the Tab key, as a grid is: the card that had the focus last, else the first one shown. From
 * there the arrow keys lead on (card-keys.ts).
 */
import { useCallback, useEffect } from 'react';
import { cellKey } from '#src/domain/cells.ts';
import type { IssueId, PartyCode } from '#src/domain/ids.ts';
import { statuses } from '#src/domain/vocabulary.ts';
import { useReadBoard, useStores } from '#src/store/hooks.ts';
import type { TabStop } from '#src/store/screen.ts';
import { cellOf, type Shown } from '#src/store/selectors.ts';

/** `lanes`: those whose cards are on the page. To be told which card has taken the focus. */
export function useTabStop(
  shown: Shown,
  lanes: readonly PartyCode[],
): (focused: IssueId | null) => void {
  const { screen } = useStores();
  const read = useReadBoard();
  useEffect(() => {
    const before = screen.store.getState().tabStop;
    const issue = before && read().issues.get(before.issue);
    const cell = issue && cellKey(issue.asker, issue.status);
    const stays =
      cell && lanes.includes(issue.asker) && cellOf(shown, cell).shown.includes(issue.id);
    screen.setTabStop(stays ? { issue: issue.id, cell } : firstShown(shown, lanes));
  }, [shown, lanes, screen, read]);
  return useCallback(
    (focused) => {
      const issue = focused && read().issues.get(focused);
      if (issue) screen.setTabStop({ issue: issue.id, cell: cellKey(issue.asker, issue.status) });
    },
    [screen, read],
  );
}

function firstShown(shown: Shown, lanes: readonly PartyCode[]): TabStop | null {
  for (const asker of lanes) {
    for (const status of statuses) {
      const cell = cellKey(asker, status);
      const [issue] = cellOf(shown, cell).shown;
      if (issue !== undefined) return { issue, cell };
    }
  }
  return null;
}
