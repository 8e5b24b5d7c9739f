/** A cell: one asker's issues of one status, under a heading with their count. */
import { memo, useMemo, useState } from 'react';
import { openDialog, proposedIn } from '#src/commands/change-view.ts';
import { useCommand } from '#src/commands/use-command.ts';
import { cellKey } from '#src/domain/cells.ts';
import type { IssueId, PartyCode } from '#src/domain/ids.ts';
import type { Status } from '#src/domain/vocabulary.ts';
import { StatusShape } from '#src/features/shared/status-shape.tsx';
import { useReadOnly, useScreen } from '#src/store/hooks.ts';
import type { ScreenState } from '#src/store/screen.ts';
import type { ShownCell } from '#src/store/selectors.ts';
import * as words from '#src/words/compiled/board.ts';
import { formatCount } from '#src/words/numbers.ts';
import { statusLabel } from '#src/words/vocabulary.ts';
import { useBoardContext } from './board-context.ts';
import { CardIcon } from './card-icon.tsx';
import { CellRows } from './cell-rows.tsx';
import type { Gap } from './row-shift.ts';

interface CellProps {
  readonly asker: PartyCode;
  /** “US asks” */
  readonly laneName: string;
  readonly status: Status;
  readonly cell: ShownCell;
}

export const Cell = memo(function Cell({ asker, laneName, status, cell }: CellProps) {
  const key = cellKey(asker, status);
  const name = words.cell({ lane: laneName, status: statusLabel(status) });
  const [focused, setFocused] = useState<IssueId | null>(null);
  const [isNear, setIsNear] = useState(false);
  const dragged = useScreen(({ drag }) =>
    drag?.asker === asker && drag.status === status ? drag.issue : null,
  );
  const isRefusing = useScreen(({ drag }) => drag !== null && drag.asker !== asker);
  const gap = useGap(asker, status, cell.shown);
  const menu = useScreen((state) => state.menu?.issue ?? null);
  const stop = useScreen(({ tabStop }) => (tabStop?.cell === key ? tabStop.issue : null));
  const pinned = useMemo(
    () => new Set([focused, dragged, menu, stop].filter((id) => id !== null)),
    [focused, dragged, menu, stop],
  );

  return (
    <div
      data-cell={status}
      onPointerEnter={() => setIsNear(true)}
      onPointerLeave={() => setIsNear(false)}
      className={`@container/cell flex min-h-0 min-w-0 flex-col rounded-lg bg-well max-sm:pt-1.5 ${
        isRefusing ? 'opacity-45' : ''
      } ${gap ? 'ring-2 ring-accent/60' : ''}`}
    >
      <h3 className="max-sm:sr-only flex items-center gap-1.5 pt-1.5 pr-3 pb-1 pl-[calc(1.125rem+3px)] text-xs font-semibold">
        <StatusShape status={status} />
        {statusLabel(status)}
        <CellCount cell={cell} />
      </h3>
      <CellRows
        cellKey={key}
        label={name}
        cell={cell}
        pinned={pinned}
        focused={focused}
        onFocus={setFocused}
        isNear={isNear}
        gap={gap}
      />
      <AddHere asker={asker} status={status} name={name} />
    </div>
  );
});

/** Where a card that is dragged over this cell would land; null while none is. */
function useGap(asker: PartyCode, status: Status, shown: readonly IssueId[]): Gap | null {
  const isHere = ({ drag }: ScreenState) =>
    drag?.place?.asker === asker && drag.place.status === status;
  const index = useScreen((state) => (isHere(state) ? (state.drag?.place?.index ?? null) : null));
  const issue = useScreen((state) => (isHere(state) ? (state.drag?.issue ?? null) : null));
  return useMemo(() => {
    if (index === null || issue === null) return null;
    const from = shown.indexOf(issue);
    return { index, from: from < 0 ? null : from };
  }, [index, issue, shown]);
}

interface AddHereProps {
  readonly asker: PartyCode;
  readonly status: Status;
  /** “US asks: Open” */
  readonly name: string;
}

function AddHere({ asker, status, name }: AddHereProps) {
  const open = useCommand(openDialog);
  const { category } = useBoardContext();
  const isReadOnly = useReadOnly();
  if (isReadOnly) return null;
  const proposed = proposedIn({ asker, status }, category);
  return (
    <button
      type="button"
      aria-label={words.addHere({ cell: name })}
      // By key it is N on a card.
      tabIndex={-1}
      onClick={() => void open({ kind: 'add-issue', proposed })}
      className="mx-1 mb-0.5 flex h-7 shrink-0 items-center gap-1.5 rounded-md pl-[calc(0.875rem+3px)] text-xs text-soft hover:bg-line/50 hover:text-ink pointer-coarse:h-11 print:hidden"
    >
      <CardIcon name="plus" className="size-3.5" />
      {words.addShort()}
    </button>
  );
}

function CellCount({ cell: { shown, total } }: { cell: ShownCell }) {
  return (
    <span className="ml-auto font-normal text-soft tabular-nums">
      {shown.length === total ? formatCount(total) : words.count({ shown: shown.length, total })}
    </span>
  );
}
