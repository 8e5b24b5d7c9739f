/**
 * What is kept and not shown, or kept and not sent: changes that a server refused or whose time has not come, what
 * someone else recorded here, entries of a newer version, records that cannot be read. Loaded when there is any.
 */
import { exportLog } from '#src/commands/export-log.ts';
import { recordAgain } from '#src/commands/record-again.ts';
import { useBusy, useCommand } from '#src/commands/use-command.ts';
import { commandsAmong, isEventId, recordedAt } from '#src/domain/clock.ts';
import { idOfKey } from '#src/storage/event-log.ts';
import { useDossier, usePresent, useStores } from '#src/store/hooks.ts';
import { Button } from '#src/ui/button.tsx';
import * as words from '#src/words/compiled/aside.ts';
import * as commands from '#src/words/compiled/commands.ts';
import { formatMinute } from '#src/words/dates.ts';
import { problemText } from '#src/words/problems.ts';
import { Notice } from './notice.tsx';

/** Changes whose time, by the clock that recorded them, has not come for the server. */
function Ahead() {
  const held = useDossier((state) => state.held);
  const again = useCommand(recordAgain);
  const isBusy = useBusy(recordAgain, {});
  const ids = held.map(({ key }) => idOfKey(key)).filter(isEventId);
  const last = ids.toSorted().at(-1);
  if (last === undefined) return null;
  const count = commandsAmong(ids.map((id) => ({ id })));
  return (
    <Notice
      tone="problem"
      action={
        <Button isBusy={isBusy} onClick={() => void again({})}>
          {commands.recordAgain()}
        </Button>
      }
    >
      {words.ahead({ count, time: formatMinute(recordedAt(last)) })}
    </Notice>
  );
}

/** What is kept and not shown, or kept and not sent. */
export function KeptAside() {
  const refused = useDossier((state) => state.refused);
  const [firstRefused] = refused;
  const unreadable = useDossier((state) => state.unreadable);
  const unrecognised = usePresent(({ board }) => board.unrecognised);
  const elsewhere = useDossier((state) => state.elsewhere);
  const download = useCommand(exportLog);
  const { session } = useStores();
  return (
    <>
      <Ahead />
      {elsewhere > 0 && <Notice tone="plain">{words.elsewhere({ count: elsewhere })}</Notice>}
      {firstRefused && (
        <Notice
          tone="problem"
          action={
            <>
              <Button onClick={() => void session.replica.retryRefused()}>
                {words.sendAgain()}
              </Button>
              <Button onClick={() => void download()}>{commands.exportLog()}</Button>
            </>
          }
        >
          {words.refused({ count: refused.length, reason: problemText(firstRefused.problem) })}
        </Notice>
      )}
      {unrecognised > 0 && <Notice tone="plain">{words.newer({ count: unrecognised })}</Notice>}
      {unreadable > 0 && <Notice tone="plain">{words.unreadable({ count: unreadable })}</Notice>}
    </>
  );
}
