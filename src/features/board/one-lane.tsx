/**
 * The board where there is room for one column, as on a phone: a party is chosen, and of its three columns, which lie
 * side by side, one is in view. They are swiped, or chosen by their tabs; a card held over a tab is dropped on it, or
 * brings its column into view.
 */
import { useEffect, useRef, useState } from 'react';
import { cellKey } from '#src/domain/cells.ts';
import type { IssueId, PartyCode } from '#src/domain/ids.ts';
import { type Status, statuses } from '#src/domain/vocabulary.ts';
import { StatusShape } from '#src/features/shared/status-shape.tsx';
import { useReadBoard, useScreen, useStores } from '#src/store/hooks.ts';
import { cellOf, type Shown } from '#src/store/selectors.ts';
import * as words from '#src/words/compiled/board.ts';
import { formatCount } from '#src/words/numbers.ts';
import { asksOf } from '#src/words/parties.ts';
import { statusLabel } from '#src/words/vocabulary.ts';
import { useBoardContext } from './board-context.ts';
import { Cell } from './cell.tsx';

/** Milliseconds that a card is held over a tab until its column comes. */
const untilItComes = 500;

interface OneLaneProps {
  readonly shown: Shown;
  /** Whose asks are in view. */
  readonly asker: PartyCode;
}

export function OneLane({ shown, asker }: OneLaneProps) {
  const { parties } = useBoardContext();
  const { status, bring, scroller, follow } = useColumn(shown, asker);
  const name = asksOf(asker);
  return (
    <>
      <Parties lanes={shown.lanes} chosen={asker} shown={shown} />
      <section
        aria-label={name}
        data-lane={asker}
        data-party={parties.indexOf(asker)}
        className="flex flex-col"
      >
        <h2 className="sr-only">{name}</h2>
        <Columns asker={asker} shown={shown} inView={status} onChoose={bring} />
        <div
          ref={scroller}
          onScroll={follow}
          data-part="columns"
          className="relative flex snap-x snap-mandatory items-start gap-3 overflow-x-auto overscroll-x-contain scroll-smooth [scrollbar-width:none]"
        >
          {statuses.map((each) => (
            <div key={`${asker} ${each}`} className="w-full shrink-0 snap-start snap-always">
              <Cell
                asker={asker}
                laneName={name}
                status={each}
                cell={cellOf(shown, cellKey(asker, each))}
              />
            </div>
          ))}
        </div>
      </section>
    </>
  );
}

function countOf(shown: Shown, asker: PartyCode): number {
  return statuses.reduce(
    (sum, status) => sum + cellOf(shown, cellKey(asker, status)).shown.length,
    0,
  );
}

/**
 * The party chosen last, or that of the card which is to have the focus or is open; never one without what is shown,
 * where another has some.
 */
export function useFront(shown: Shown, open: IssueId | null): PartyCode | undefined {
  const { screen } = useStores();
  const read = useReadBoard();
  const front = useScreen((state) => state.front);
  const request = useScreen((state) => state.focus);
  const wanted = request?.issue ?? open;
  useEffect(() => {
    const asker = wanted && read().issues.get(wanted)?.asker;
    if (asker) screen.setFront(asker);
  }, [wanted, screen, read]);
  const { lanes } = shown;
  const chosen = lanes.find((asker) => asker === front) ?? lanes[0];
  if (chosen !== undefined && countOf(shown, chosen) > 0) return chosen;
  return lanes.find((asker) => countOf(shown, asker) > 0) ?? chosen;
}

/** Which column is in view, and the way to another. */
function useColumn(shown: Shown, asker: PartyCode) {
  const scroller = useRef<HTMLDivElement>(null);
  const [status, setStatus] = useState<Status>('open');
  const [bring] = useState(() => (next: Status) => {
    const element = scroller.current;
    element?.scrollTo({ left: statuses.indexOf(next) * stepOf(element) });
  });
  const follow = () => {
    const element = scroller.current;
    const next = element && statuses[Math.round(element.scrollLeft / stepOf(element))];
    if (!next || next === status) return;
    setStatus(next);
    showFromItsTop(element);
  };
  const over = useScreen(({ drag }) => drag?.place?.status ?? null);
  useEffect(() => {
    if (over === null || over === status) return;
    const timer = setTimeout(() => bring(over), untilItComes);
    return () => clearTimeout(timer);
  }, [over, status, bring]);
  const filled = statuses.filter((each) => cellOf(shown, cellKey(asker, each)).shown.length > 0);
  // What another filter or party leaves is in view; an empty column that was asked for stays.
  // biome-ignore lint/correctness/useExhaustiveDependencies: for these changes and no other
  useEffect(() => {
    const [first] = filled;
    if (first && !filled.includes(status)) bring(first);
  }, [asker, filled.join()]);
  return { status, bring, scroller, follow };
}

/** Pixels from the beginning of one column to that of the next. */
function stepOf(scroller: HTMLElement): number {
  return scroller.scrollWidth / statuses.length;
}

/** A column begins below the tabs, however far the one before was scrolled. */
function showFromItsTop(scroller: HTMLElement): void {
  const tabs = scroller.previousElementSibling;
  if (!tabs) return;
  const hidden = tabs.getBoundingClientRect().bottom - scroller.getBoundingClientRect().top;
  if (hidden > 0) window.scrollBy({ top: -hidden });
}

/** As a phone is wide. */
const mostSideBySide = 3;

interface PartiesProps {
  readonly lanes: readonly PartyCode[];
  readonly chosen: PartyCode;
  readonly shown: Shown;
}

function Parties({ lanes, chosen, shown }: PartiesProps) {
  const { screen } = useStores();
  const { parties } = useBoardContext();
  const isDragging = useScreen(({ drag }) => drag !== null);
  const bar = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another is pressed where another was chosen
  useEffect(() => showPressed(bar.current), [chosen]);
  return (
    <fieldset aria-label={words.parties()} className="min-w-0 overflow-hidden rounded-lg">
      <div ref={bar} className="scroll-hint flex overflow-x-auto p-0.5 [scrollbar-width:none]">
        {lanes.map((asker) => (
          <button
            key={asker}
            type="button"
            aria-pressed={asker === chosen}
            data-lane={asker}
            data-party={parties.indexOf(asker)}
            onClick={() => screen.setFront(asker)}
            // Of more than fit, the last in view is cut: it is seen that there are more.
            className={`flex h-11 flex-1 items-center justify-center gap-2 rounded-md text-sm font-semibold text-party focus-visible:-outline-offset-2 ${
              lanes.length > mostSideBySide ? 'min-w-26 px-2' : 'min-w-28 px-3'
            } ${
              asker === chosen ? 'bg-surface shadow-sm' : ''
            } ${isDragging && asker !== chosen ? 'opacity-45' : ''}`}
          >
            <span className="truncate">{asksOf(asker)}</span>
            <span className="font-normal text-soft tabular-nums">
              {formatCount(countOf(shown, asker))}
            </span>
            {isDragging && asker !== chosen && (
              <span className="sr-only">{words.dragRefused()}</span>
            )}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

/** One that was chosen by what is open, or by a card that was carried there, is in view too; the page stays where it is. */
function showPressed(bar: HTMLElement | null): void {
  const pressed = bar?.querySelector('[aria-pressed="true"]');
  if (!bar || !pressed) return;
  const [inner, outer] = [pressed.getBoundingClientRect(), bar.getBoundingClientRect()];
  const before = Math.min(0, inner.left - outer.left);
  bar.scrollBy({ left: before === 0 ? Math.max(0, inner.right - outer.right) : before });
}

interface ColumnsProps {
  readonly asker: PartyCode;
  readonly shown: Shown;
  readonly inView: Status;
  readonly onChoose: (status: Status) => void;
}

/** They stay below the bar at the top, also for a card that is carried to another column. */
function Columns({ asker, shown, inView, onChoose }: ColumnsProps) {
  const aimed = useScreen(({ drag }) => drag?.place?.status ?? null);
  return (
    <fieldset
      aria-label={words.columns()}
      data-part="tabs"
      className="sticky top-12 z-10 -mx-3 flex min-w-0 border-line border-b bg-paper px-3"
    >
      {statuses.map((status) => {
        const { shown: issues } = cellOf(shown, cellKey(asker, status));
        return (
          <button
            key={status}
            type="button"
            aria-pressed={status === inView}
            data-drop={status}
            onClick={() => onChoose(status)}
            className={`-mb-px flex h-11 min-w-0 flex-auto items-center justify-center gap-1.5 border-b-2 px-1.5 text-xs leading-tight ${
              status === inView ? 'border-accent font-semibold' : 'border-transparent text-soft'
            } ${status === aimed && status !== inView ? 'bg-accent/10' : ''}`}
          >
            <StatusShape status={status} />
            {statusLabel(status)}
            <span className="font-normal tabular-nums">{formatCount(issues.length)}</span>
          </button>
        );
      })}
    </fieldset>
  );
}
