/** A lane: everything one party asks for, across the three columns. It can be collapsed to its counts. */
import { ChevronDown } from 'lucide-react';
import { toggleLane } from '#src/commands/change-view.ts';
import { useCommand } from '#src/commands/use-command.ts';
import { cellKey } from '#src/domain/cells.ts';
import type { PartyCode } from '#src/domain/ids.ts';
import { shortPartyName } from '#src/domain/party.ts';
import { statuses, statusLabels } from '#src/domain/vocabulary.ts';
import { useScreen } from '#src/store/hooks.ts';
import { type BoardView, cellOf } from '#src/store/selectors.ts';
import { useBoardContext } from './board-context.ts';
import { Cell } from './cell.tsx';
import { StatusShape } from './status-shape.tsx';

interface LaneProps {
  readonly asker: PartyCode;
  readonly view: BoardView;
}

export function Lane({ asker, view }: LaneProps) {
  const name = `${shortPartyName(asker)} asks`;
  const isCollapsed = useScreen((state) => state.collapsed.has(asker));
  const isRefusing = useScreen(
    (state) => state.drag !== null && !state.drag.from.startsWith(`${asker}/`),
  );
  const toggle = useCommand(toggleLane);
  const { parties } = useBoardContext();
  return (
    <section
      aria-label={name}
      data-party={parties.indexOf(asker)}
      className={`flex flex-col gap-2 sm:min-h-0 ${isCollapsed ? 'shrink-0' : 'sm:min-h-56'} ${
        isRefusing ? 'cursor-not-allowed' : ''
      }`}
    >
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 px-1">
        <h2 className="text-base font-semibold text-party">
          <button
            type="button"
            aria-expanded={!isCollapsed}
            onClick={() => void toggle({ asker })}
            className="-ml-1 inline-flex items-center gap-1 rounded-sm px-1 hover:bg-well"
          >
            <ChevronDown
              aria-hidden="true"
              className={`size-4 transition-transform duration-100 ${isCollapsed ? '-rotate-90' : ''}`}
            />
            {name}
          </button>
        </h2>
        <LaneSummary asker={asker} view={view} />
        {isRefusing && (
          <span className="ml-auto text-xs text-soft">A drag changes the status, not who asks</span>
        )}
      </header>
      {!isCollapsed && (
        <div className="grid gap-3 sm:min-h-0 sm:flex-1 sm:grid-cols-3 sm:grid-rows-[minmax(0,1fr)]">
          {statuses.map((status) => (
            <Cell
              key={status}
              asker={asker}
              laneName={name}
              status={status}
              cell={cellOf(view, cellKey(asker, status))}
            />
          ))}
        </div>
      )}
    </section>
  );
}

/** The lane in one line: its total, and each status by shape and number. */
function LaneSummary({ asker, view }: LaneProps) {
  const cells = statuses.map((status) => ({ status, ...cellOf(view, cellKey(asker, status)) }));
  const total = cells.reduce((sum, cell) => sum + cell.total, 0);
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-xs text-soft tabular-nums">
      <span>{total === 1 ? '1 issue' : `${total} issues`}</span>
      {cells.map((cell) => (
        <span
          key={cell.status}
          className="inline-flex items-center gap-1"
          title={statusLabels[cell.status]}
        >
          <StatusShape status={cell.status} />
          {cell.total}
          <span className="sr-only"> {statusLabels[cell.status].toLowerCase()}</span>
        </span>
      ))}
    </p>
  );
}
