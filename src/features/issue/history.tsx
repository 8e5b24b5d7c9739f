/** What happened to an issue, latest first, in plain words. What was taken back stays, struck through. */

import { type ReactNode, useMemo } from 'react';
import { openDialog } from '#src/commands/change-view.ts';
import { useCommand } from '#src/commands/use-command.ts';
import type { EventId } from '#src/domain/clock.ts';
import type { LogEvent } from '#src/domain/event.ts';
import { latestMove } from '#src/domain/explain-move.ts';
import { type HistoryEntry, historyOf } from '#src/domain/history.ts';
import type { IssueId } from '#src/domain/ids.ts';
import { useDossier, useEvents, useReadOnly } from '#src/store/hooks.ts';
import type { MoveName } from '#src/store/screen.ts';
import { OrderedList } from '#src/ui/list.tsx';
import { describeAction } from '#src/words/actions.ts';
import { sayWhy as sayWhyWord } from '#src/words/compiled/commands.ts';
import * as words from '#src/words/compiled/history.ts';
import {
  formatDay,
  formatMinute,
  formatMomentDay,
  isRecordedOnDay,
  machineDate,
} from '#src/words/dates.ts';
import { inserted } from '#src/words/inserted-text.ts';
import { useActorName } from './actor-name.ts';
import { HistoryChanges } from './history-changes.tsx';
import { PanelSection } from './panel-section.tsx';

export function History({ id }: { id: IssueId }) {
  const events = useEvents(id);
  const opening = useDossier((state) => state.opening.kind);
  const entries = useMemo(() => historyOf(events).reverse(), [events]);
  const unexplained = useUnexplained(events);
  return (
    <PanelSection heading={words.heading()}>
      {opening === 'snapshot' && <p className="text-sm text-soft">{words.reading()}</p>}
      {opening === 'unreadable' && <p className="text-sm text-soft">{words.unreadable()}</p>}
      <OrderedList className="grid grid-cols-[minmax(0,1fr)] gap-2.5">
        {entries.map((entry) => (
          <Entry key={`${entry.id} ${entry.actor}`} entry={entry}>
            {entry.id === unexplained && <SayWhy issue={id} move={entry.id} />}
          </Entry>
        ))}
      </OrderedList>
    </PanelSection>
  );
}

/** The reader's own move to where the issue stands, as long as it has no reason; of a past date, none. */
function useUnexplained(events: readonly LogEvent[]): EventId | null {
  const isReadOnly = useReadOnly();
  const own = useDossier((state) => state.actor);
  const move = useMemo(() => latestMove(events), [events]);
  const isOpen = !isReadOnly && move?.actor === own && move?.payload.reason === undefined;
  return isOpen ? (move?.id ?? null) : null;
}

function SayWhy(name: MoveName) {
  const open = useCommand(openDialog);
  return (
    <button
      type="button"
      onClick={() => void open({ kind: 'say-why', ...name })}
      className="-my-0.5 -ml-1 justify-self-start rounded-sm px-1 py-0.5 text-xs font-semibold text-accent hover:bg-well max-sm:py-3 pointer-coarse:py-3 print:hidden"
    >
      {sayWhyWord()}
    </button>
  );
}

function Entry({ entry, children }: { entry: HistoryEntry; children: ReactNode }) {
  const nameOf = useActorName();
  const { action, at, recordedAt, actor, explainedAt, retracted } = entry;
  const text = describeAction(action);
  const reason = 'reason' in action ? action.reason : null;
  const isRecordedLater = !isRecordedOnDay(at, recordedAt);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-0.5 border-line border-l-2 pl-3 text-sm">
      <p className="first-letter:uppercase">
        {retracted ? (
          <del className="inline-block text-soft first-letter:uppercase">
            {text}
            <span className="sr-only"> {words.undone()}</span>
          </del>
        ) : (
          text
        )}
        {reason && <span className="text-soft">: {inserted(reason)}</span>}
      </p>
      {action.kind === 'edited' && <HistoryChanges edit={action} />}
      <p className="text-xs text-soft">
        <time dateTime={machineDate(at)} title={formatMinute(at)}>
          {formatDay(at)}
        </time>
        {` · ${words.by({ name: nameOf(actor) })}`}
        {isRecordedLater && ` · ${words.recorded({ day: formatMomentDay(recordedAt) })}`}
        {explainedAt &&
          !isRecordedOnDay(recordedAt, explainedAt) &&
          ` · ${words.explainedLater({ day: formatMomentDay(explainedAt) })}`}
        {retracted &&
          ` · ${words.undoneBy({ day: formatMomentDay(retracted.recordedAt), name: nameOf(retracted.actor) })}`}
      </p>
      {children}
    </li>
  );
}
