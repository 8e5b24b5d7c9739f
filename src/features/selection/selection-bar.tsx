/** The bar for what is selected: how many, and what can be done to all of them. Loaded with the first selection. */
import { StickyNote, Tag, Trash2, X } from 'lucide-react';
import { type RefObject, useLayoutEffect, useRef } from 'react';
import { openDialog } from '#src/commands/change-view.ts';
import { moveIssues, removeIssues } from '#src/commands/many-issues.ts';
import { useBusy, useCommand } from '#src/commands/use-command.ts';
import type { IssueId } from '#src/domain/ids.ts';
import { type Status, statuses } from '#src/domain/vocabulary.ts';
import { StatusShape } from '#src/features/shared/status-shape.tsx';
import { useReadBoard, useReadOnly, useScreen, useStores } from '#src/store/hooks.ts';
import { everyShown, type Shown, selectedShown } from '#src/store/selectors.ts';
import { Button } from '#src/ui/button.tsx';
import * as commands from '#src/words/compiled/commands.ts';
import { clearSelection } from '#src/words/compiled/parts.ts';
import * as words from '#src/words/compiled/selection.ts';
import { statusLabel } from '#src/words/vocabulary.ts';
import { useBarHeight } from './bar-height.ts';

export function SelectionBar({ shown }: { shown: Shown }) {
  const { screen } = useStores();
  const selection = useScreen((state) => state.selection);
  const move = useCommand(moveIssues);
  const remove = useCommand(removeIssues);
  const isRemoving = useBusy(removeIssues, {});
  const open = useCommand(openDialog);
  const isReadOnly = useReadOnly();
  const bar = useRef<HTMLElement>(null);
  const issues = selectedShown(shown, selection);
  useFocusToBoard(bar, issues[0], shown);
  useBarHeight(bar);
  const go = (status: Status) => void move({ issues, status, place: { kind: 'top' } });
  return (
    <section
      ref={bar}
      aria-label={words.label()}
      className="sticky bottom-0 z-20 mt-auto flex flex-wrap items-center gap-x-4 gap-y-1 rounded-lg border border-edge bg-raised px-3 py-2 shadow-lg max-sm:fixed max-sm:inset-x-2 max-sm:bottom-2 max-sm:gap-x-1 max-sm:px-2 print:hidden"
    >
      <p role="status" className="text-sm font-semibold tabular-nums max-sm:mr-auto max-sm:pl-2">
        {words.selected({ count: issues.length })}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: buttons of a bar, no fields of a form */}
      <div
        role="group"
        aria-label={words.moveTo()}
        className="flex flex-wrap max-sm:order-1 max-sm:w-full max-sm:justify-between sm:gap-1"
      >
        {statuses.map((status) => (
          <Button
            key={status}
            tone="quiet"
            className="max-sm:px-2"
            disabled={isReadOnly}
            onClick={() => go(status)}
          >
            <StatusShape status={status} />
            {statusLabel(status)}
          </Button>
        ))}
      </div>
      <div className="flex sm:gap-1">
        <Button
          tone="quiet"
          disabled={isReadOnly}
          onClick={() => void open({ kind: 'tag-issues', issues })}
        >
          <Tag aria-hidden="true" className="size-4 text-soft" />
          <Word>{commands.tag()}</Word>
        </Button>
        <Button
          tone="quiet"
          disabled={isReadOnly}
          onClick={() => void open({ kind: 'annotate-issues', issues })}
        >
          <StickyNote aria-hidden="true" className="size-4 text-soft" />
          <Word>{commands.annotate()}</Word>
        </Button>
        <Button
          tone="quiet"
          isBusy={isRemoving}
          disabled={isReadOnly}
          onClick={() => void remove({ issues })}
        >
          <Trash2 aria-hidden="true" className="size-4 text-soft" />
          <Word>{commands.remove()}</Word>
        </Button>
      </div>
      <div className="flex max-sm:contents sm:ml-auto sm:gap-1">
        {issues.length < shown.count && (
          <Button
            tone="quiet"
            className="max-sm:order-2 max-sm:px-2"
            onClick={() => screen.select(everyShown(shown))}
          >
            {words.selectAll({ count: shown.count })}
          </Button>
        )}
        <Button tone="quiet" onClick={() => screen.select([])}>
          <X aria-hidden="true" className="size-4 text-soft" />
          <Word>{clearSelection()}</Word>
        </Button>
      </div>
    </section>
  );
}

/** On a narrow screen the icon stands for it. */
function Word({ children }: { children: string }) {
  return <span className="max-sm:sr-only">{children}</span>;
}

/**
 * When the bar goes with the focus in it, the focus goes to the first card that was selected; where that has left
 * the board, to the nearest card that is still there.
 */
function useFocusToBoard(
  bar: RefObject<HTMLElement | null>,
  first: IssueId | undefined,
  shown: Shown,
): void {
  const { screen } = useStores();
  const read = useReadBoard();
  const last = useRef({ first, shown });
  useLayoutEffect(() => {
    if (first !== undefined) last.current = { first, shown };
  }, [first, shown]);
  useLayoutEffect(
    () => () => {
      if (!bar.current?.contains(document.activeElement)) return;
      const { issues } = read();
      const { first: chosen, shown: seen } = last.current;
      const order = everyShown(seen);
      const at = chosen === undefined ? 0 : Math.max(0, order.indexOf(chosen));
      const isThere = (id: IssueId) => issues.get(id)?.removed === null;
      const nearest = order.slice(at).find(isThere) ?? order.slice(0, at).findLast(isThere);
      if (nearest) screen.requestFocus(nearest);
    },
    [bar, screen, read],
  );
}
