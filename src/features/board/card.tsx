/** A card: one issue on the board. It renders again only when its own issue changes. */
import { memo } from 'react';
import type { IssueId } from '#src/domain/ids.ts';
import { useBoard, useScreen, useStores } from '#src/store/hooks.ts';
import type { Density, ScreenState } from '#src/store/screen.ts';
import { Checkbox } from '#src/ui/checkbox.tsx';
import * as words from '#src/words/compiled/board.ts';
import { useBoardContext } from './board-context.ts';
import { CardFace } from './card-face.tsx';

const dragged = 1;
const selected = 2;
/** Something is selected, this card or another. */
const selecting = 4;
const tabStop = 8;

function marksOn(id: IssueId, { drag, selection, tabStop: stop }: ScreenState): number {
  const isSelected = selection.has(id);
  // A drag of one of the selected takes all of them along.
  const isDragged =
    drag !== null && (drag.issue === id || (isSelected && selection.has(drag.issue)));
  return (
    (isDragged ? dragged : 0) |
    (isSelected ? selected : 0) |
    (selection.size > 0 ? selecting : 0) |
    (stop?.issue === id ? tabStop : 0)
  );
}

export const Card = memo(function Card({ id }: { id: IssueId }) {
  const issue = useBoard((board) => board.issues.get(id));
  // One subscription for four marks: a key that filters brings fifty cards in, and each subscription costs.
  const marks = useScreen((state) => marksOn(id, state));
  const isSelected = (marks & selected) !== 0;
  const { open, row } = useBoardContext();
  if (!issue) return null;
  return (
    <article
      aria-labelledby={`${id}-title`}
      data-card={id}
      data-selecting={marks & selecting ? '' : undefined}
      className={`group/card relative h-full scroll-my-0.5 rounded-md border border-line border-l-3 border-l-party hover:border-edge hover:border-l-party has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-offset-1 has-[a:focus-visible]:outline-accent ${
        open === id ? 'bg-raised ring-2 ring-party/70' : 'bg-surface'
      } ${isSelected ? 'bg-accent/10 ring-2 ring-accent' : ''} ${marks & dragged ? 'opacity-40' : ''}`}
    >
      <CardFace issue={issue} isTabStop={(marks & tabStop) !== 0} />
      <SelectBox id={id} title={issue.title} marks={marks} density={row.density} />
    </article>
  );
});

interface SelectBoxProps {
  readonly id: IssueId;
  readonly title: string;
  readonly marks: number;
  readonly density: Density;
}

/** Seen while the card is pointed at, has the focus, or anything is selected; X does the same by key. */
function SelectBox({ id, title, marks, density }: SelectBoxProps) {
  const { screen } = useStores();
  return (
    <Checkbox
      tabIndex={-1}
      label={words.selectIssue({ title })}
      checked={(marks & selected) !== 0}
      onChange={() => screen.toggleSelected(id)}
      className={`absolute group-focus-within/card:opacity-100 group-hover/card:opacity-100 ${
        density === 'compact'
          ? 'inset-y-0 right-7 my-auto pointer-coarse:right-10'
          : 'top-7 right-1 pointer-coarse:top-auto pointer-coarse:right-1.5 pointer-coarse:bottom-0'
      } ${marks & selecting ? '' : 'opacity-0 pointer-coarse:hidden'}`}
    />
  );
}
