/**
 * Dragging with mouse, pen and touch, loaded once the board is painted. What the fingers do is told by
 * watch-gestures.ts; the card follows the pointer in card-drag.ts, lands by drop-place.ts, scrolls by edge-scroll.ts.
 */
import { memo, useEffect, useState } from 'react';
import { moveIssues } from '#src/commands/many-issues.ts';
import { endDrag, moveIssue } from '#src/commands/move-issue.ts';
import { useCommand } from '#src/commands/use-command.ts';
import { cellKey } from '#src/domain/cells.ts';
import type { IssueId } from '#src/domain/ids.ts';
import { placeAmong } from '#src/domain/placement.ts';
import { useReadBoard, useStores } from '#src/store/hooks.ts';
import type { DropPlace } from '#src/store/screen.ts';
import { cellOf, type Shown, selectedShown } from '#src/store/selectors.ts';
import { CardDrag } from './card-drag.ts';
import { DragOverlay } from './drag-overlay.tsx';
import { watchGestures } from './watch-gestures.ts';

interface DragLayerProps {
  /** What the board shows at any moment; a change of it is nothing to render here. */
  readonly shown: { readonly current: Shown };
  /** What holds the cards. */
  readonly board: HTMLElement;
}

export const DragLayer = memo(function DragLayer({ shown, board }: DragLayerProps) {
  const { draggedWith, drag } = useCardDrag(shown);
  useEffect(
    () =>
      watchGestures(board, {
        press: (target) => drag.press(target),
        begin: (pointer, letGo) => drag.begin(pointer, letGo),
        land: (at) => drag.land(at),
        giveUp: () => drag.giveUp(),
      }),
    [drag, board],
  );
  return <DragOverlay card={drag.card} countWith={(id) => draggedWith(id).length} />;
});

/** The same drag as long as the dossier is open; it lands on the board as it is shown then. */
function useCardDrag(shown: DragLayerProps['shown']) {
  const { screen } = useStores();
  const read = useReadBoard();
  const move = useCommand(moveIssue);
  const moveMany = useCommand(moveIssues);
  const end = useCommand(endDrag);

  /** What a drag of this card moves: the whole selection, where the card is of it. */
  const draggedWith = (issue: IssueId): readonly IssueId[] => {
    const { selection } = screen.store.getState();
    return selection.has(issue) ? selectedShown(shown.current, selection) : [issue];
  };
  const land = (issue: IssueId, place: DropPlace) => {
    const issues = draggedWith(issue);
    const { asker, status, index } = place;
    const { shown: cards } = cellOf(shown.current, cellKey(asker, status));
    // Where it was taken from: among cards that the filters hide it keeps its place too.
    if (issues.length === 1 && cards[index] === issue) return end({ issue, isRefused: false });
    const target = placeBetween(shown.current, place, issue, new Set(issues));
    return issues.length > 1
      ? moveMany({ issues, status, place: target })
      : move({ issue, status, place: target, takesFocus: true });
  };
  const [drag] = useState(
    () =>
      new CardDrag({
        screen,
        issueOf: (id) => read().issues.get(id),
        isShown: ({ id, asker, status }) =>
          cellOf(shown.current, cellKey(asker, status)).shown.includes(id),
        land,
        giveUp: (issue, isRefused) => end({ issue, isRefused }),
      }),
  );
  return { drag, draggedWith };
}

/** The place counts all cards but the one that is held; those that come along are passed over. */
function placeBetween(
  shown: Shown,
  { asker, status, index }: DropPlace,
  held: IssueId,
  moving: ReadonlySet<IssueId>,
) {
  const cards = cellOf(shown, cellKey(asker, status)).shown.filter((id) => id !== held);
  const isStaying = (id: IssueId) => !moving.has(id);
  return placeAmong(cards.filter(isStaying), cards.slice(0, index).filter(isStaying).length);
}
