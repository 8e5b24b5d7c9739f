/** The board: a lane for each asker. It shows what the filters let through, and says so where that is nothing. */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { moveIssues } from '#src/commands/many-issues.ts';
import { moveIssue } from '#src/commands/move-issue.ts';
import { useCommand } from '#src/commands/use-command.ts';
import { type CellKey, cellKey } from '#src/domain/cells.ts';
import type { IssueId, PartyCode } from '#src/domain/ids.ts';
import type { Issue } from '#src/domain/issue.ts';
import type { Place } from '#src/domain/placement.ts';
import type { IssueLinks } from '#src/features/shared/issue-links.ts';
import { phone } from '#src/features/shared/panel-place.ts';
import { useReadBoard, useReadOnly, useScreen, useStores } from '#src/store/hooks.ts';
import { cellOf, everyShown, type Shown, selectedShown } from '#src/store/selectors.ts';
import { useMedia } from '#src/ui/use-media.ts';
import { BoardContext } from './board-context.ts';
import { issueAt } from './card-element.ts';
import { handleCardKey } from './card-keys.ts';
import { useCardRowHeight } from './card-row-height.ts';
import { useKeepCardInView } from './keep-card-in-view.ts';
import { Lane } from './lane.tsx';
import { OneLane, useFront } from './one-lane.tsx';
import { DragLayer, MoveMenu } from './parts.tsx';
import { selectByClick } from './selecting.ts';
import { useTabStop } from './tab-stop.ts';

/** The lanes whose cards can be gone to: those that are not collapsed, or all where one is in view at a time. */
function useOpenLanes({ lanes }: Shown, isNarrow: boolean): readonly PartyCode[] {
  const collapsed = useScreen((state) => state.collapsed);
  return useMemo(
    () => (isNarrow ? lanes : lanes.filter((asker) => !collapsed.has(asker))),
    [lanes, isNarrow, collapsed],
  );
}

/** A request for the focus on a card that the board does not show is dropped, lest it come true much later. */
function useForgetVainFocus(shown: Shown, lanes: readonly PartyCode[]): void {
  const { screen } = useStores();
  const read = useReadBoard();
  const request = useScreen((state) => state.focus);
  useEffect(() => {
    if (request === null) return;
    const issue = read().issues.get(request.issue);
    const cell = issue ? cellOf(shown, cellKey(issue.asker, issue.status)) : null;
    const isShown = cell?.shown.includes(request.issue) && issue && lanes.includes(issue.asker);
    if (!isShown) screen.forgetFocus();
  }, [request, lanes, shown, screen, read]);
}

/** Next and previous are those of the lanes that can be gone to. */
function useOrder(shown: Shown, lanes: readonly PartyCode[]): void {
  const { screen } = useStores();
  useEffect(() => {
    screen.order.current = () => everyShown({ ...shown, lanes });
  }, [screen, shown, lanes]);
}

interface BoardProps {
  readonly shown: Shown;
  readonly links: IssueLinks;
}

export function Board({ shown, links }: BoardProps) {
  const menu = useScreen((state) => state.menu);
  const isReadOnly = useReadOnly();
  const { screen } = useStores();
  const read = useReadBoard();
  const [cards, setCards] = useState<HTMLElement | null>(null);
  const latest = useRef(shown);
  useLayoutEffect(() => {
    latest.current = shown;
  }, [shown]);
  const isNarrow = useMedia(phone);
  const lanes = useOpenLanes(shown, isNarrow);
  const front = useFront(shown, links.open);
  const inView = useMemo(
    () => (isNarrow ? lanes.filter((asker) => asker === front) : lanes),
    [isNarrow, lanes, front],
  );
  useForgetVainFocus(shown, lanes);
  useOrder(shown, lanes);
  useKeepCardInView();
  const takeTabStop = useTabStop(shown, inView);
  const row = useCardRowHeight();
  const context = useMemo(() => ({ ...links, row }), [links, row]);
  const move = useCommand(moveIssue);
  const moveMany = useCommand(moveIssues);
  const keys = {
    shown,
    lanes,
    screen,
    issueOf: (id: IssueId) => read().issues.get(id),
    moveTo: ({ id, status }: Issue, place: Place) => {
      const { selection } = screen.store.getState();
      if (!selection.has(id)) void move({ issue: id, status, place, takesFocus: true });
      else void moveMany({ issues: selectedShown(shown, selection), status, place });
    },
  };
  const shownIn = (key: CellKey) => cellOf(shown, key).shown;
  return (
    <BoardContext value={context}>
      {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: likewise */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys travel up from the cards' own links and buttons */}
      <div
        ref={setCards}
        onKeyDown={(event) => handleCardKey(event, keys)}
        onFocus={({ target }) => takeTabStop(issueAt(target))}
        onClickCapture={(event) => void selectByClick(event, keys)}
        className="flex flex-col gap-2.5 roomy:min-h-0 roomy:flex-1"
      >
        {isNarrow && front !== undefined ? (
          <OneLane shown={shown} asker={front} />
        ) : (
          shown.lanes.map((asker) => <Lane key={asker} asker={asker} shown={shown} />)
        )}
      </div>
      {cards && !isReadOnly && <DragLayer shown={latest} board={cards} />}
      {menu && <MoveMenu menu={menu} shownIn={shownIn} />}
    </BoardContext>
  );
}
