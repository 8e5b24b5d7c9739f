/**
 * Dragging with mouse, pen and touch: the only file that knows the drag library, loaded once the board is
 * painted. The library senses the gesture (a touch must be held for 250 ms, so a swipe still scrolls) and hears
 * Escape; to it the whole board is one thing to drag, so that cards come and go for nothing. Everything else is
 * ours: following the pointer (card-drag.ts), where the card would land (drop-place.ts), scrolling (edge-scroll.ts).
 */
import { PointerActivationConstraints } from '@dnd-kit/dom';
import { DragDropProvider, PointerSensor, useDraggable } from '@dnd-kit/react';
import { memo, useEffect, useState } from 'react';
import { moveIssues } from '#src/commands/many-issues.ts';
import { endDrag, moveIssue } from '#src/commands/move-issue.ts';
import { useCommand } from '#src/commands/use-command.ts';
import type { IssueId } from '#src/domain/ids.ts';
import { placeAmong } from '#src/domain/placement.ts';
import { statuses } from '#src/domain/vocabulary.ts';
import { useStores } from '#src/store/hooks.ts';
import type { DropPlace } from '#src/store/screen.ts';
import { type BoardView, cellOf } from '#src/store/selectors.ts';
import { CardDrag } from './card-drag.ts';
import { cardAt } from './card-element.ts';
import { DragOverlay } from './drag-overlay.tsx';
import { selectedShown } from './selecting.ts';

const touchHold = 250;

const sensors = [
  PointerSensor.configure({
    activationConstraints: (event) =>
      event.pointerType === 'touch'
        ? [new PointerActivationConstraints.Delay({ value: touchHold, tolerance: 8 })]
        : [new PointerActivationConstraints.Distance({ value: 4 })],
    preventActivation: ({ target }) =>
      cardAt(target) === null ||
      (target instanceof Element && target.closest('button, input') !== null),
  }),
];
/** None: the library's own restyle the whole page at both ends of a drag. */
const plugins: never[] = [];

interface DragLayerProps {
  /** What the board shows at any moment; a change of it is nothing to render here. */
  readonly view: { readonly current: BoardView };
  /** What holds the cards. */
  readonly board: HTMLElement;
}

export const DragLayer = memo(function DragLayer({ view, board }: DragLayerProps) {
  const { draggedWith, drag } = useCardDrag(view);
  useEffect(() => drag.watch(board), [drag, board]);
  return (
    <DragDropProvider
      sensors={sensors}
      plugins={plugins}
      onDragStart={(_, manager) => {
        const { position } = manager.dragOperation;
        drag.begin(() => position.current);
      }}
      onDragEnd={(event) => void drag.finish(event.canceled)}
    >
      <DraggableBoard board={board} />
      <DragOverlay card={drag.card} mark={drag.mark} countWith={(id) => draggedWith(id).length} />
    </DragDropProvider>
  );
});

function DraggableBoard({ board }: { board: HTMLElement }) {
  useDraggable({ id: 'board', element: board });
  return null;
}

/** The same drag as long as the dossier is open; it lands on the board as it is shown then. */
function useCardDrag(view: DragLayerProps['view']) {
  const { screen, session } = useStores();
  const move = useCommand(moveIssue);
  const moveMany = useCommand(moveIssues);
  const end = useCommand(endDrag);

  /** What a drag of this card moves: the whole selection, where the card is of it. */
  const draggedWith = (issue: IssueId): readonly IssueId[] => {
    const { selection } = screen.store.getState();
    return selection.has(issue) ? selectedShown(view.current, selection) : [issue];
  };
  const land = (issue: IssueId, place: DropPlace) => {
    const issues = draggedWith(issue);
    const status = statuses.find((word) => place.cell.endsWith(`/${word}`)) ?? 'open';
    const target = placeBetween(view.current, place, issue, new Set(issues));
    return issues.length > 1
      ? moveMany({ issues, status, place: target })
      : move({ issue, status, place: target, part: 'title' });
  };
  const [drag] = useState(
    () =>
      new CardDrag({
        screen,
        issueOf: (id) => session.store.getState().folded.board.issues.get(id),
        land,
        giveUp: (issue, isRefused) => end({ issue, isRefused }),
      }),
  );
  return { drag, draggedWith };
}

/** The place counts all cards but the one that is held; those that come along are passed over. */
function placeBetween(
  view: BoardView,
  { cell, index }: DropPlace,
  held: IssueId,
  moving: ReadonlySet<IssueId>,
) {
  const cards = cellOf(view, cell).shown.filter((id) => id !== held);
  const isStaying = (id: IssueId) => !moving.has(id);
  return placeAmong(cards.filter(isStaying), cards.slice(0, index).filter(isStaying).length);
}
