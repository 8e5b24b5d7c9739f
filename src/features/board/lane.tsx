/**
 * A lane: everything one party asks for, across the three columns. It can be collapsed to its counts, and folds
 * to one line by itself while the filters hide all of it.
 */
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { toggleLane } from '#src/commands/change-view.ts';
import { useCommand } from '#src/commands/use-command.ts';
import { cellKey } from '#src/domain/cells.ts';
import type { PartyCode } from '#src/domain/ids.ts';
import { type Status, statuses } from '#src/domain/vocabulary.ts';
import { StatusShape } from '#src/features/shared/status-shape.tsx';
import { useScreen } from '#src/store/hooks.ts';
import { cellOf, type Shown, type ShownCell } from '#src/store/selectors.ts';
import { phrase } from '#src/ui/phrase.ts';
import * as words from '#src/words/compiled/board.ts';
import { issues, issuesOf } from '#src/words/compiled/vocabulary.ts';
import { asksOf } from '#src/words/parties.ts';
import { statusLabel } from '#src/words/vocabulary.ts';
import { useBoardContext } from './board-context.ts';
import { Cell } from './cell.tsx';

interface LaneProps {
  readonly asker: PartyCode;
  readonly shown: Shown;
}

interface Column {
  readonly status: Status;
  readonly cell: ShownCell;
}

export function Lane({ asker, shown }: LaneProps) {
  const name = asksOf(asker);
  const columns = statuses.map((status) => ({
    status,
    cell: cellOf(shown, cellKey(asker, status)),
  }));
  const count = columns.reduce((sum, { cell }) => sum + cell.shown.length, 0);
  const total = columns.reduce((sum, { cell }) => sum + cell.total, 0);
  const isHidden = count === 0 && total > 0;
  const { isFolded, toggle } = useFolding(asker, isHidden);
  const isRefusing = useScreen(({ drag }) => drag !== null && drag.asker !== asker);
  const { parties } = useBoardContext();
  return (
    <section
      aria-label={name}
      data-lane={asker}
      data-party={parties.indexOf(asker)}
      className={`flex flex-col gap-1 roomy:min-h-0 ${isFolded ? 'shrink-0' : 'roomy:min-h-56'} ${
        isRefusing ? 'cursor-not-allowed' : ''
      }`}
    >
      <header className="flex flex-wrap items-center gap-x-4 gap-y-1 roomy:max-[75rem]:sticky roomy:max-[75rem]:left-0 roomy:max-[75rem]:self-start">
        <h2 className="text-base font-semibold text-party">
          <button
            type="button"
            aria-expanded={!isFolded}
            onClick={toggle}
            className="-ml-1 inline-flex items-center gap-1 rounded-sm px-1 py-0.5 hover:bg-well"
          >
            <ChevronDown
              aria-hidden="true"
              className={`size-4 transition-transform duration-100 ${isFolded ? '-rotate-90' : ''}`}
            />
            {name}
          </button>
        </h2>
        {isHidden && isFolded ? (
          <p className="text-sm text-soft">{words.hidden({ count: total })}</p>
        ) : (
          <LaneSummary columns={columns} count={count} total={total} />
        )}
        {isRefusing && <span className="ml-auto text-xs text-soft">{words.dragRefused()}</span>}
      </header>
      {!isFolded && (
        <div className="grid gap-3 sm:grid-cols-3 roomy:min-h-0 roomy:flex-1 roomy:grid-rows-[minmax(0,1fr)]">
          {columns.map(({ status, cell }) => (
            <Cell key={status} asker={asker} laneName={name} status={status} cell={cell} />
          ))}
        </div>
      )}
    </section>
  );
}

/** A lane the filters hide is open only where the reader opens it, and only as long as it is hidden. */
function useFolding(asker: PartyCode, isHidden: boolean) {
  const isCollapsed = useScreen((state) => state.collapsed.has(asker));
  const [isUnfolded, setIsUnfolded] = useState(false);
  const collapse = useCommand(toggleLane);
  if (isUnfolded && !isHidden) setIsUnfolded(false);
  return {
    isFolded: isHidden ? !isUnfolded : isCollapsed,
    toggle: () => (isHidden ? setIsUnfolded(!isUnfolded) : void collapse({ asker })),
  };
}

interface LaneSummaryProps {
  readonly columns: readonly Column[];
  readonly count: number;
  readonly total: number;
}

const counts = {
  open: words.countOpen,
  'under-discussion': words.countUnderDiscussion,
  resolved: words.countResolved,
} satisfies Record<Status, unknown>;

/** The lane in one line: its total, and each status by shape and number; of what the filters leave. */
function LaneSummary({ columns, count, total }: LaneSummaryProps) {
  return (
    <p className="flex flex-wrap items-center gap-x-3.5 text-sm tabular-nums">
      <span className="text-soft">
        {count === total ? issues({ count }) : issuesOf({ shown: count, total })}
      </span>
      {columns.map(({ status, cell }) => (
        <span
          key={status}
          className="inline-flex items-center gap-1 font-medium"
          title={statusLabel(status)}
        >
          <StatusShape status={status} />
          {phrase(
            counts[status]({
              count: cell.shown.length,
              hidden: (inner) => <span className="sr-only">{inner}</span>,
            }),
          )}
        </span>
      ))}
    </p>
  );
}
