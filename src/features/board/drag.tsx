/**
 * Dragging with mouse, pen and touch: the only file that knows the drag library, loaded once the board is
 * painted; it reaches the cards through their registry. The library senses the gesture
 * (a touch must be held for 250 ms, so a swipe still scrolls), scrolls at the edges and hears Escape; where a
 * card would land is ours (drop-place.ts). While dragging, a frame reads the layout once and moves two elements.
 */
import { AutoScroller, Cursor, PointerActivationConstraints, PreventSelection } from '@dnd-kit/dom';
import { DragDropProvider, PointerSensor, useDraggable } from '@dnd-kit/react';
import { useRef, useSyncExternalStore } from 'react';
import { moveIssues } from '#src/commands/many-issues.ts';
import { endDrag, moveIssue } from '#src/commands/move-issue.ts';
import { useCommand } from '#src/commands/use-command.ts';
import { cellKey } from '#src/domain/cells.ts';
import { type IssueId, isIssueId } from '#src/domain/ids.ts';
import { placeAmong } from '#src/domain/placement.ts';
import { statuses } from '#src/domain/vocabulary.ts';
import { useStores } from '#src/store/hooks.ts';
import type { Drag } from '#src/store/screen.ts';
import { type BoardView, cellOf } from '#src/store/selectors.ts';
import { useBoardContext } from './board-context.ts';
import { DragOverlay, type Grip, placeCard, placeMark } from './drag-overlay.tsx';
import { aimAt } from './drop-place.ts';
import { EdgeScroll } from './edge-scroll.ts';
import { selectedShown } from './selecting.ts';

const touchHold = 250;

const sensors = [
  PointerSensor.configure({
    activationConstraints: (event) =>
      event.pointerType === 'touch'
        ? [new PointerActivationConstraints.Delay({ value: touchHold, tolerance: 8 })]
        : [new PointerActivationConstraints.Distance({ value: 4 })],
    preventActivation: (event) =>
      event.target instanceof Element && event.target.closest('button') !== null,
  }),
];
const plugins = [AutoScroller, Cursor, PreventSelection];

function DraggableCard({ id, element }: { id: IssueId; element: HTMLElement }) {
  useDraggable({ id, element });
  return null;
}

interface DragLayerProps {
  readonly view: BoardView;
}

export function DragLayer({ view }: DragLayerProps) {
  const { screen, session } = useStores();
  const move = useCommand(moveIssue);
  const moveMany = useCommand(moveIssues);
  const { registry } = useBoardContext();
  const cards = useSyncExternalStore(registry.subscribe, registry.settled);
  const end = useCommand(endDrag);
  const card = useRef<HTMLDivElement>(null);
  const mark = useRef<HTMLDivElement>(null);
  const frame = useRef(0);
  const edge = useRef<EdgeScroll | null>(null);
  const grip = useRef<Grip>({ share: 0, y: 0 });
  /** Stops listening for the release; null while nothing is dragged, or once it is let go. */
  const letGo = useRef<(() => void) | null>(null);

  const begin = (issue: IssueId, element: Element | undefined, pointer: Point) => {
    const found = session.store.getState().folded.board.issues.get(issue);
    if (!found) return;
    const box = element?.getBoundingClientRect();
    if (box) grip.current = { share: (pointer.x - box.left) / box.width, y: pointer.y - box.top };
    const from = cellKey(found.asker, found.status);
    screen.store.setState({ drag: { issue, from, place: null, isRefused: false } });
  };

  /** Takes note of where the card would land now. */
  const takeAim = (drag: Drag, { x, y }: Point) => {
    const aim = aimAt(x, y, drag.issue, drag.from);
    const place = aim.kind === 'place' ? aim.place : null;
    const isRefused = aim.kind === 'refused';
    if (!isSamePlace(place, drag.place) || isRefused !== drag.isRefused) {
      screen.store.setState({ drag: { ...drag, place, isRefused } });
    }
    return aim;
  };

  /** `now`: the time of the frame, in milliseconds. */
  const follow = (pointer: () => Point, now: number) => {
    const { drag } = screen.store.getState();
    if (drag === null) return;
    const { x, y } = pointer();
    const aim = takeAim(drag, { x, y });
    if (card.current) placeCard(card.current, x, y, grip.current);
    if (mark.current) placeMark(mark.current, aim);
    edge.current?.step(x, y, now);
    frame.current = requestAnimationFrame((next) => follow(pointer, next));
  };

  /** What a drag of this card moves: the whole selection, where the card is of it. */
  const draggedWith = (issue: IssueId): readonly IssueId[] => {
    const { selection } = screen.store.getState();
    return selection.has(issue) ? selectedShown(view, selection) : [issue];
  };

  /** The library says that a drag is over some frames after the pointer is up; the card lands at once. */
  const finishOnRelease = () => {
    const release = ({ clientX: x, clientY: y }: PointerEvent) => {
      const { drag } = screen.store.getState();
      if (drag) takeAim(drag, { x, y });
      void finish(false);
    };
    window.addEventListener('pointerup', release, { capture: true, once: true });
    letGo.current = () => window.removeEventListener('pointerup', release, { capture: true });
  };

  const finish = async (isCanceled: boolean) => {
    if (letGo.current === null) return;
    letGo.current();
    letGo.current = null;
    cancelAnimationFrame(frame.current);
    const { drag } = screen.store.getState();
    const place = isCanceled ? null : drag?.place;
    if (drag && place) {
      const status = statuses.find((word) => place.cell.endsWith(`/${word}`)) ?? 'open';
      const { issue } = drag;
      const issues = draggedWith(issue);
      const isMoving = new Set(issues);
      // The place counts all cards but the one that is held; those that come along are passed over.
      const cards = cellOf(view, place.cell).shown.filter((id) => id !== issue);
      const index = cards.slice(0, place.index).filter((id) => !isMoving.has(id)).length;
      const target = placeAmong(
        cards.filter((id) => !isMoving.has(id)),
        index,
      );
      if (issues.length > 1) await moveMany({ issues, status, place: target });
      else await move({ issue, status, place: target, part: 'title' });
    } else if (drag) await end({ issue: drag.issue, isRefused: drag.isRefused && !isCanceled });
    // The next drag may have begun while this one was being recorded.
    if (screen.store.getState().drag === drag) screen.store.setState({ drag: null });
  };

  return (
    <DragDropProvider
      sensors={sensors}
      plugins={plugins}
      onDragStart={(_, manager) => {
        const { source, position } = manager.dragOperation;
        const id = String(source?.id ?? '');
        if (!source || !isIssueId(id)) return;
        begin(id, source.element, position.current);
        edge.current = new EdgeScroll();
        finishOnRelease();
        frame.current = requestAnimationFrame((now) => follow(() => position.current, now));
      }}
      onDragEnd={(event) => void finish(event.canceled)}
    >
      {[...cards].map(([id, element]) => (
        <DraggableCard key={id} id={id} element={element} />
      ))}
      <DragOverlay card={card} mark={mark} countWith={(issue) => draggedWith(issue).length} />
    </DragDropProvider>
  );
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function isSamePlace(a: Drag['place'], b: Drag['place']): boolean {
  return a?.cell === b?.cell && a?.index === b?.index;
}
