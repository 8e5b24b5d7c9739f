/** The issues that were removed from the board, each a press away from being back. */
import { closeDialog } from '#src/commands/change-view.ts';
import { busyName } from '#src/commands/command.ts';
import { restoreIssue } from '#src/commands/edit-issues.ts';
import { useCommand } from '#src/commands/use-command.ts';
import type { Board } from '#src/domain/board.ts';
import type { IssueId } from '#src/domain/ids.ts';
import type { Issue } from '#src/domain/issue.ts';
import { useBoard, useReadOnly, useScreen, useStores } from '#src/store/hooks.ts';
import { Button } from '#src/ui/button.tsx';
import { Dialog } from '#src/ui/dialog.tsx';
import { List } from '#src/ui/list.tsx';
import * as commands from '#src/words/compiled/commands.ts';
import * as words from '#src/words/compiled/removed.ts';
import { formatDay } from '#src/words/dates.ts';
import { askOf } from '#src/words/parties.ts';
import { useActorName } from './actor-name.ts';

function removedIssues(board: Board): Issue[] {
  const removed = [...board.issues.values()].filter((issue) => issue.removed !== null);
  return removed.sort((a, b) => ((a.removed?.event ?? '') < (b.removed?.event ?? '') ? 1 : -1));
}

export function RemovedIssues() {
  const board = useBoard((shown) => shown);
  const { screen } = useStores();
  const close = useCommand(closeDialog);
  const restore = useCommand(restoreIssue);
  const busy = useScreen((state) => state.busy);
  const isBusy = (issue: IssueId) => busy.has(busyName(restoreIssue, { issue }) ?? '');
  const isReadOnly = useReadOnly();
  const nameOf = useActorName();
  const removed = removedIssues(board);
  const bringBack = async (issue: IssueId) => {
    // The last one leaves an empty list: the reader goes back to the board, where the card gets the focus.
    if (removed.length === 1) await close();
    await restore({ issue });
  };
  return (
    <Dialog
      title={words.heading()}
      onClose={() => void close()}
      givesFocusBack={() => screen.store.getState().focus === null}
    >
      {removed.length === 0 && <p className="text-soft">{words.none()}</p>}
      <List className="grid gap-3">
        {removed.map((issue) => (
          <li key={issue.id} className="flex items-center gap-3">
            <div className="min-w-0 flex-1">
              <p dir="auto" className="wrap-anywhere kept-within font-semibold">
                {issue.title}
              </p>
              <p className="text-xs text-soft">
                {askOf(issue.asker)}
                {issue.removed &&
                  ` · ${words.removed({ day: formatDay(issue.removed.at), name: nameOf(issue.removed.actor) })}`}
              </p>
            </div>
            <Button
              aria-label={words.restoreIssue({ title: issue.title })}
              isBusy={isBusy(issue.id)}
              disabled={isReadOnly}
              onClick={() => void bringBack(issue.id)}
            >
              {commands.restore()}
            </Button>
          </li>
        ))}
      </List>
    </Dialog>
  );
}
