/** Selecting a run: from where the selection began to another issue, in the order in which they are shown. */
import type { IssueId } from '#src/domain/ids.ts';
import type { Screen } from '#src/store/screen.ts';

/** Takes the run into the selection; where the anchor is not among those shown, this issue alone. */
export function selectRun(to: IssueId, shown: readonly IssueId[], screen: Screen): void {
  const { anchor, selection } = screen.store.getState();
  const [a, b] = [shown.indexOf(anchor ?? to), shown.indexOf(to)];
  if (a < 0 || b < 0) {
    screen.toggleSelected(to);
    return;
  }
  screen.select([...selection, ...shown.slice(Math.min(a, b), Math.max(a, b) + 1)]);
  if (anchor === null) screen.beginRange(to);
}

/** A step with Shift held: the run begins here, unless it has begun, and goes to the next, which gets the focus. */
export function extendRun(
  from: IssueId,
  to: IssueId,
  shown: readonly IssueId[],
  screen: Screen,
): void {
  const { selection, anchor } = screen.store.getState();
  if (selection.size === 0 || anchor === null) screen.beginRange(from);
  selectRun(to, shown, screen);
  screen.requestFocus(to);
}
