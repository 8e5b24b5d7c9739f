/**
 * Dragging with mouse, pen and touch: the only file that knows the drag library, loaded once the board is
 * painted; it reaches the cards through their registry. The library senses the gesture
 * (a touch must be held for 250 ms, so a swipe still scrolls), scrolls at the edges and hears Escape; where a
 * card would land is ours (drop-place.ts). While dragging, a frame reads the layout once and writes one style.
 */
import { AutoScroller, Cursor, PointerActivationConstraints, PreventSelection } from '@dnd-kit/dom';
import { DragDropProvider, PointerSensor, useDraggable } from '@dnd-kit/react';
import { useRef, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { moveIssue, placeAmong } from '#src/commands/move-issue.ts';
import { useCommand } from '#src/commands/use-command.ts';
import { type CellKey, cellKey } from '#src/domain/cells.ts';
import { type IssueId, isIssueId } from '#src/domain/ids.ts';
import { statuses } from '#src/domain/vocabulary.ts';
import { useDossier, useScreen, useStores } from '#src/store/hooks.ts';
import type { Drag } from '#src/store/screen.ts';
import { useBoardContext } from './board-context.ts';
import { CardFace } from './card-face.tsx';
import { dropPlaceAt } from './drop-place.ts';

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
  /** The ids shown in a cell, in order. */
  readonly shownIn: (cell: CellKey) => readonly IssueId[];
}

export function DragLayer({ shownIn }: DragLayerProps) {
  const { screen, session } = useStores();
  const move = useCommand(moveIssue);
  const { registry } = useBoardContext();
  const cards = useSyncExternalStore(registry.subscribe, registry.cards);
  const overlay = useRef<HTMLDivElement>(null);
  const frame = useRef(0);
  const grip = useRef({ x: 0, y: 0, width: 0 });

  const begin = (issue: IssueId, element: Element | undefined, pointer: Point) => {
    const found = session.store.getState().folded.board.issues.get(issue);
    if (!found) return;
    const box = element?.getBoundingClientRect();
    grip.current = {
      x: pointer.x - (box?.left ?? pointer.x),
      y: pointer.y - (box?.top ?? pointer.y),
      width: box?.width ?? 280,
    };
    const drag: Drag = { issue, from: cellKey(found.asker, found.status), place: null };
    screen.store.setState({ drag });
  };

  const follow = (pointer: () => Point) => {
    const { drag } = screen.store.getState();
    if (drag === null) return;
    const { x, y } = pointer();
    const place = dropPlaceAt(x, y, drag.issue, drag.from);
    if (!isSamePlace(place, drag.place)) screen.store.setState({ drag: { ...drag, place } });
    const { current } = overlay;
    if (current) {
      current.style.transform = `translate(${x - grip.current.x}px, ${y - grip.current.y}px)`;
      current.style.width = `${grip.current.width}px`;
      current.style.visibility = 'visible';
    }
    frame.current = requestAnimationFrame(() => follow(pointer));
  };

  const finish = async (isCanceled: boolean) => {
    cancelAnimationFrame(frame.current);
    const { drag } = screen.store.getState();
    const place = drag?.place;
    if (drag && place && !isCanceled) {
      const status = statuses.find((word) => place.cell.endsWith(`/${word}`)) ?? 'open';
      const shown = shownIn(place.cell).filter((id) => id !== drag.issue);
      await move({
        issue: drag.issue,
        status,
        place: placeAmong(shown, place.index),
        part: 'title',
      });
    }
    screen.store.setState({ drag: null });
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
        follow(() => position.current);
      }}
      onDragEnd={(event) => void finish(event.canceled)}
    >
      {[...cards].map(([id, element]) => (
        <DraggableCard key={id} id={id} element={element} />
      ))}
      <DragOverlay ref={overlay} />
    </DragDropProvider>
  );
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function isSamePlace(a: Drag['place'], b: Drag['place']): boolean {
  return a?.cell === b?.cell && a?.index === b?.index && a?.offset === b?.offset;
}

/** The card under the pointer. Its place is written by `follow`, past React. */
function DragOverlay({ ref }: { ref: React.Ref<HTMLDivElement> }) {
  const dragged = useScreen((state) => state.drag?.issue ?? null);
  const isRefused = useScreen((state) => state.drag !== null && state.drag.place === null);
  const issue = useDossier((state) =>
    dragged ? state.folded.board.issues.get(dragged) : undefined,
  );
  const { parties } = useBoardContext();
  if (!issue) return null;
  return createPortal(
    <div
      ref={ref}
      aria-hidden="true"
      inert
      data-party={parties.indexOf(issue.asker)}
      className={`pointer-events-none invisible fixed top-0 left-0 z-50 grid gap-1.5 rounded-md border border-l-3 border-edge border-l-party bg-raised py-2 pr-2 pl-2.5 shadow-lg ${
        isRefused ? 'opacity-60' : ''
      }`}
    >
      <CardFace issue={issue} />
    </div>,
    document.body,
  );
}
