/** What happened to an issue, latest first, in plain words. What was taken back stays, struck through. */

import { useMemo } from 'react';
import { type HistoryEntry, historyOf } from '#src/domain/history.ts';
import type { IssueId } from '#src/domain/ids.ts';
import { inserted } from '#src/domain/inserted-text.ts';
import { describeAction } from '#src/domain/wording.ts';
import { useDossier, useEvents } from '#src/store/hooks.ts';
import {
  formatDay,
  formatMinute,
  formatMomentDay,
  isRecordedOnDay,
  machineDate,
} from '#src/ui/format-date.ts';
import { useActorName } from './actor-name.ts';
import { PanelSection } from './panel-section.tsx';

export function History({ id }: { id: IssueId }) {
  const events = useEvents(id);
  const opening = useDossier((state) => state.opening.kind);
  const entries = useMemo(() => historyOf(events).reverse(), [events]);
  return (
    <PanelSection heading="History">
      {opening === 'snapshot' && <p className="text-sm text-soft">Reading the history…</p>}
      {opening === 'unreadable' && (
        <p className="text-sm text-soft">The history cannot be read from this device at present.</p>
      )}
      <ol className="grid gap-2.5">
        {entries.map((entry) => (
          <Entry key={`${entry.id} ${entry.actor}`} entry={entry} />
        ))}
      </ol>
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
            <span className="sr-only"> (undone)</span>
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
        {` · by ${inserted(nameOf(actor))}`}
        {isRecordedLater && ` · recorded ${formatMomentDay(recordedAt)}`}
        {retracted &&
          ` · undone ${formatMomentDay(retracted.recordedAt)} by ${inserted(nameOf(retracted.actor))}`}
      </p>
    </li>
  );
}
