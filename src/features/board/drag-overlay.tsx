/** What moves with a drag, above everything else: the card, as wide as it is on the board; placed past React. */
import { Ban } from 'lucide-react';
import { createPortal } from 'react-dom';
import type { IssueId } from '#src/domain/ids.ts';
import type { Issue } from '#src/domain/issue.ts';
import { useBoard, useScreen } from '#src/store/hooks.ts';
import { formatCount } from '#src/words/numbers.ts';
import { useBoardContext } from './board-context.ts';
import { CardFace } from './card-face.tsx';

interface DragOverlayProps {
  readonly card: React.Ref<HTMLDivElement>;
  /** How many cards come along when this one is moved, itself among them. */
  readonly countWith: (issue: IssueId) => number;
}

export function DragOverlay({ card, countWith }: DragOverlayProps) {
  const dragged = useScreen((state) => state.drag?.issue ?? null);
  const issue = useBoard((board) => (dragged ? board.issues.get(dragged) : undefined));
  if (!issue) return null;
  return createPortal(
    <DraggedCard ref={card} issue={issue} count={countWith(issue.id)} />,
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
    // As wide as its cell, for the card in it shows what it has room for there.
    <div
      ref={ref}
      aria-hidden="true"
      inert
      data-carried=""
      data-party={parties.indexOf(issue.asker)}
      className="group/carried pointer-events-none invisible fixed top-0 left-0 z-60 @container/cell px-2"
    >
      <div
        className={`relative rounded-md border border-l-3 border-l-party bg-raised shadow-xl ${
          isRefused ? 'border-problem' : 'border-edge'
        }`}
        style={{ height: `${row.cardRem}rem` }}
      >
        <CardFace issue={issue} isTabStop={false} />
        {count > 1 && !isRefused && (
          <span className="absolute -top-3 -right-2 grid h-7 min-w-7 place-items-center rounded-full bg-accent px-2 text-xs font-semibold text-on-accent tabular-nums">
            {formatCount(count)}
          </span>
        )}
        {isRefused && (
          <Ban className="absolute -top-3 -right-2 size-7 rounded-full bg-raised p-0.5 text-problem shadow-sm" />
        )}
      </div>
    </div>
  );
}

/** How the pointer holds the card, in CSS pixels: the width of its cell, and where in it the pointer is. */
export interface Grip {
  readonly width: number;
  readonly x: number;
  readonly y: number;
}

export function placeCard(card: HTMLElement, x: number, y: number, grip: Grip): void {
  card.style.width = `${grip.width}px`;
  card.style.transform = `translate(${x - grip.x}px, ${y - grip.y}px)`;
  card.style.visibility = 'visible';
}
