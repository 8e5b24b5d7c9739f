/** The board: a lane for each asker. It shows what the view lets through, and says so where that is nothing. */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { moveIssues } from '#src/commands/many-issues.ts';
import { moveIssue } from '#src/commands/move-issue.ts';
import { useCommand } from '#src/commands/use-command.ts';
import { type CellKey, cellKey } from '#src/domain/cells.ts';
import type { IssueId } from '#src/domain/ids.ts';
import type { Issue } from '#src/domain/issue.ts';
import type { Place } from '#src/domain/placement.ts';
import { useReadBoard, useReadOnly, useScreen, useStores } from '#src/store/hooks.ts';
import { type BoardView, cellOf } from '#src/store/selectors.ts';
import { BoardContext, type BoardLinks } from './board-context.ts';
import { handleCardKey } from './card-keys.ts';
import { useCardRowHeight } from './card-row-height.ts';
import { useKeepCardInView } from './keep-card-in-view.ts';
import { Lane } from './lane.tsx';
import { DragLayer, MoveMenu } from './parts.tsx';
import { selectByClick, selectedShown } from './selecting.ts';

/** A request for the focus on a card that the board does not show is dropped, lest it come true much later. */
function useForgetVainFocus(view: BoardView): void {
  const { screen } = useStores();
  const read = useReadBoard();
  const request = useScreen((state) => state.focus);
  const collapsed = useScreen((state) => state.collapsed);
  useEffect(() => {
    if (request === null) return;
    const issue = read().issues.get(request.issue);
    const cell = issue ? cellOf(view, cellKey(issue.asker, issue.status)) : null;
    const isShown = cell?.shown.includes(request.issue) && issue && !collapsed.has(issue.asker);
    if (!isShown) screen.store.setState({ focus: null });
  }, [request, collapsed, view, screen, read]);
}

interface BoardProps {
  readonly view: BoardView;
  readonly links: BoardLinks;
}

export function Board({ view, links }: BoardProps) {
  const menu = useScreen((state) => state.menu);
  const isReadOnly = useReadOnly();
  const { screen } = useStores();
  const read = useReadBoard();
  const [cards, setCards] = useState<HTMLElement | null>(null);
  const shown = useRef(view);
  useLayoutEffect(() => {
    shown.current = view;
  }, [view]);
  useForgetVainFocus(view);
  useKeepCardInView();
  const row = useCardRowHeight();
  const context = useMemo(() => ({ ...links, row }), [links, row]);
  const move = useCommand(moveIssue);
  const moveMany = useCommand(moveIssues);
  const keys = {
    view,
    screen,
    issueOf: (id: IssueId) => read().issues.get(id),
    moveTo: ({ id, status }: Issue, place: Place) => {
      const { selection } = screen.store.getState();
      if (!selection.has(id)) void move({ issue: id, status, place, part: 'title' });
      else void moveMany({ issues: selectedShown(view, selection), status, place });
    },
  };
  const shownIn = (key: CellKey) => cellOf(view, key).shown;
  return (
    <BoardContext value={context}>
      {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: likewise */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys travel up from the cards' own links and buttons */}
      <div
        ref={setCards}
        onKeyDown={(event) => handleCardKey(event, keys)}
        onClickCapture={(event) => void selectByClick(event, keys)}
        className="flex flex-col gap-4 roomy:min-h-0 roomy:flex-1"
      >
        {view.lanes.map((asker) => (
          <Lane key={asker} asker={asker} view={view} />
        ))}
      </div>
      {cards && !isReadOnly && <DragLayer view={shown} board={cards} />}
      {menu && <MoveMenu menu={menu} shownIn={shownIn} />}
    </BoardContext>
  );
}
