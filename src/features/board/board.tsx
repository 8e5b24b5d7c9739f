/** The board: a lane for each asker. It shows what the view lets through, and says so where that is nothing. */
import { lazy, Suspense } from 'react';
import type { CellKey } from '#src/domain/cells.ts';
import { useScreen } from '#src/store/hooks.ts';
import { type BoardView, cellOf } from '#src/store/selectors.ts';
import { BoardContext, type BoardContextValue } from './board-context.ts';
import { handleCardKey } from './card-keys.ts';
import { Lane } from './lane.tsx';

const DragLayer = lazy(() =>
  import('./drag.tsx').then((module) => ({ default: module.DragLayer })),
);
const MoveMenu = lazy(() =>
  import('./move-menu.tsx').then((module) => ({ default: module.MoveMenu })),
);

interface BoardProps {
  readonly view: BoardView;
  readonly context: BoardContextValue;
}

export function Board({ view, context }: BoardProps) {
  const menu = useScreen((state) => state.menu);
  const shownIn = (key: CellKey) => cellOf(view, key).shown;
  return (
    <BoardContext value={context}>
      {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: likewise */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys travel up from the cards' own links and buttons */}
      <div onKeyDown={handleCardKey} className="flex flex-col gap-4 sm:min-h-0 sm:flex-1">
        {view.lanes.map((asker) => (
          <Lane key={asker} asker={asker} view={view} />
        ))}
      </div>
      <Suspense>
        <DragLayer shownIn={shownIn} />
      </Suspense>
      {menu && (
        <Suspense>
          <MoveMenu menu={menu} shownIn={shownIn} />
        </Suspense>
      )}
    </BoardContext>
  );
}
