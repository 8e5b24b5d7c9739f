/**
 * What moves with a drag, above the page: the card, narrow enough that its column stays in sight, and the mark
 * where it would land, on top of it. Both are placed frame by frame, past React.
 */
import { Ban } from 'lucide-react';
import { createPortal } from 'react-dom';
import type { IssueId } from '#src/domain/ids.ts';
import type { Issue } from '#src/domain/issue.ts';
import { useBoard, useScreen } from '#src/store/hooks.ts';
import { formatCount } from '#src/words/numbers.ts';
import { useBoardContext } from './board-context.ts';
import { CardFace } from './card-face.tsx';
import type { Aim } from './drop-place.ts';

interface DragOverlayProps {
  readonly card: React.Ref<HTMLDivElement>;
  readonly mark: React.Ref<HTMLDivElement>;
  /** How many cards come along when this one is moved, itself among them. */
  readonly countWith: (issue: IssueId) => number;
}

export function DragOverlay({ card, mark, countWith }: DragOverlayProps) {
  const dragged = useScreen((state) => state.drag?.issue ?? null);
  const issue = useBoard((board) => (dragged ? board.issues.get(dragged) : undefined));
  if (!issue) return null;
  return createPortal(
    <>
      <DraggedCard ref={card} issue={issue} count={countWith(issue.id)} />
      <div
        ref={mark}
        aria-hidden="true"
        className="pointer-events-none invisible fixed top-0 left-0 z-60 -mt-0.5 h-1 rounded-full bg-accent ring-2 ring-paper before:absolute before:-top-1 before:-left-1 before:size-3 before:rounded-full before:bg-accent before:ring-2 before:ring-paper"
      />
    </>,
    document.body,
  );
}

interface DraggedCardProps {
  readonly ref: React.Ref<HTMLDivElement>;
  readonly issue: Issue;
  readonly count: number;
}

function DraggedCard({ ref, issue, count }: DraggedCardProps) {
  const isRefused = useScreen((state) => state.drag?.isRefused === true);
  const { parties, row } = useBoardContext();
  return (
    <div
      ref={ref}
      aria-hidden="true"
      inert
      data-party={parties.indexOf(issue.asker)}
      className={`pointer-events-none invisible fixed top-0 left-0 z-50 @container/cell w-[min(16rem,60vw)] rounded-md border border-l-3 border-l-party bg-raised shadow-lg ${
        isRefused ? 'border-problem' : 'border-edge'
      }`}
    >
      <div style={{ height: `calc(${row.cardRem}rem - 2px)` }}>
        <CardFace issue={issue} />
      </div>
      {count > 1 && !isRefused && (
        <span className="absolute -top-3 -right-3 grid h-7 min-w-7 place-items-center rounded-full bg-accent px-2 text-xs font-semibold text-on-accent tabular-nums">
          {formatCount(count)}
        </span>
      )}
      {isRefused && (
        <Ban className="absolute -top-3 -right-3 size-7 rounded-full bg-raised p-0.5 text-problem shadow-sm" />
      )}
    </div>
  );
}

/** Where the pointer holds the card: a share of its width, and pixels from its top. */
export interface Grip {
  readonly share: number;
  readonly y: number;
}

export function placeCard(card: HTMLElement, x: number, y: number, grip: Grip): void {
  card.style.transform = `translate(${x}px, ${y - grip.y}px) translate(${-100 * grip.share}%) rotate(1.5deg)`;
  card.style.visibility = 'visible';
}

export function placeMark(mark: HTMLElement, aim: Aim): void {
  mark.style.visibility = aim.kind === 'place' ? 'visible' : 'hidden';
  if (aim.kind !== 'place') return;
  const { x, y, width } = aim.mark;
  mark.style.transform = `translate(${x}px, ${y}px)`;
  mark.style.width = `${width}px`;
}
