/**
 * The board is one stop of the Tab key, as a grid is: the card that had the focus last, else the first one shown. From
 * there the arrow keys lead on (card-keys.ts).
 */
import { useCallback, useEffect } from 'react';
import { cellKey } from '#src/domain/cells.ts';
import type { IssueId, PartyCode } from '#src/domain/ids.ts';
import { statuses } from '#src/domain/vocabulary.ts';
import { useReadBoard, useScreen, useStores } from '#src/store/hooks.ts';
import type { TabStop } from '#src/store/screen.ts';
import { cellOf, type Shown } from '#src/store/selectors.ts';

/** To be told which card has taken the focus. */
export function useTabStop(shown: Shown): (focused: IssueId | null) => void {
  const { screen } = useStores();
  const read = useReadBoard();
  const collapsed = useScreen((state) => state.collapsed);
  useEffect(() => {
    const before = screen.store.getState().tabStop;
    const issue = before && read().issues.get(before.issue);
    const cell = issue && cellKey(issue.asker, issue.status);
    const stays =
      cell && !collapsed.has(issue.asker) && cellOf(shown, cell).shown.includes(issue.id);
    screen.setTabStop(stays ? { issue: issue.id, cell } : firstShown(shown, collapsed));
  }, [shown, collapsed, screen, read]);
  return useCallback(
    (focused) => {
      const issue = focused && read().issues.get(focused);
      if (issue) screen.setTabStop({ issue: issue.id, cell: cellKey(issue.asker, issue.status) });
    },
    [screen, read],
  );
}

function firstShown(shown: Shown, collapsed: ReadonlySet<PartyCode>): TabStop | null {
  for (const asker of shown.lanes) {
    for (const status of collapsed.has(asker) ? [] : statuses) {
      const cell = cellKey(asker, status);
      const [issue] = cellOf(shown, cell).shown;
      if (issue !== undefined) return { issue, cell };
    }
  }
  return null;
}
