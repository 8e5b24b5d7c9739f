/** What happened to an issue, latest first, in plain words. What was taken back stays, struck through. */

import { useMemo } from 'react';
import { type HistoryEntry, historyOf } from '#src/domain/history.ts';
import type { IssueId } from '#src/domain/ids.ts';
import { useDossier, useEvents } from '#src/store/hooks.ts';
import { OrderedList } from '#src/ui/list.tsx';
import { describeAction } from '#src/words/actions.ts';
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
import { PanelSection } from './panel-section.tsx';

export function History({ id }: { id: IssueId }) {
  const events = useEvents(id);
  const opening = useDossier((state) => state.opening.kind);
  const entries = useMemo(() => historyOf(events).reverse(), [events]);
  return (
    <PanelSection heading={words.heading()}>
      {opening === 'snapshot' && <p className="text-sm text-soft">{words.reading()}</p>}
      {opening === 'unreadable' && <p className="text-sm text-soft">{words.unreadable()}</p>}
      <OrderedList className="grid gap-2.5">
        {entries.map((entry) => (
          <Entry key={`${entry.id} ${entry.actor}`} entry={entry} />
        ))}
      </OrderedList>
    </PanelSection>
  );
}

function Entry({ entry }: { entry: HistoryEntry }) {
  const nameOf = useActorName();
  const { action, at, recordedAt, actor, retracted } = entry;
  const text = describeAction(action);
  const reason = 'reason' in action ? action.reason : null;
  const isRecordedLater = !isRecordedOnDay(at, recordedAt);
  return (
    <li className="grid gap-0.5 border-line border-l-2 pl-3 text-sm">
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
      <p className="text-xs text-soft">
        <time dateTime={machineDate(at)} title={formatMinute(at)}>
          {formatDay(at)}
        </time>
        {` · ${words.by({ name: nameOf(actor) })}`}
        {isRecordedLater && ` · ${words.recorded({ day: formatMomentDay(recordedAt) })}`}
        {retracted &&
          ` · ${words.undoneBy({ day: formatMomentDay(retracted.recordedAt), name: nameOf(retracted.actor) })}`}
      </p>
    </li>
  );
}
