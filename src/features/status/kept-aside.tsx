/**
 * What is kept and not shown, or kept and not sent: changes that a server refused or whose time has not come, what
 * someone else recorded here, entries of a newer version, records that cannot be read. Loaded when there is any.
 */
import { exportLog } from '#src/commands/export-log.ts';
import { recordAgain } from '#src/commands/record-again.ts';
import { useBusy, useCommand } from '#src/commands/use-command.ts';
import { commandsAmong } from '#src/domain/clock.ts';
import { inserted } from '#src/domain/inserted-text.ts';
import { useDossier, usePresent, useStores } from '#src/store/hooks.ts';
import { Button } from '#src/ui/button.tsx';
import { formatMinute } from '#src/ui/format-date.ts';
import { count, Notice } from './notice.tsx';
import { changesText } from './safety.ts';

/** Changes whose time, by the clock that recorded them, has not come for the server. */
function Ahead() {
  const held = useDossier((state) => state.held);
  const again = useCommand(recordAgain);
  const isBusy = useBusy(recordAgain, {});
  const ids = held.map(({ key }) => key.slice(key.indexOf(' ') + 1));
  const last = ids.toSorted().at(-1)?.slice(0, 24);
  if (last === undefined) return null;
  const changes = commandsAmong(ids.map((id) => ({ id })));
  return (
    <Notice
      tone="problem"
      action={
        <Button isBusy={isBusy} onClick={() => void again({})}>
          Record again
        </Button>
      }
    >
      {`This device’s clock is or was ahead of the server’s: ${changesText(changes)} ${
        changes === 1 ? 'bears' : 'bear'
      } a time up to ${formatMinute(last)}. ${
        changes === 1 ? 'It is' : 'They are'
      } safe here and sent when that time has come. If the clock is right now, record ${
        changes === 1 ? 'it' : 'them'
      } again with the present time.`}
    </Notice>
  );
}

/** What is kept and not shown, or kept and not sent. */
export function KeptAside() {
  const refused = useDossier((state) => state.refused);
  const unreadable = useDossier((state) => state.unreadable);
  const unrecognised = usePresent(({ board }) => board.unrecognised);
  const elsewhere = useDossier((state) => state.elsewhere);
  const download = useCommand(exportLog);
  const { session } = useStores();
  return (
    <>
      <Ahead />
      {elsewhere > 0 && (
        <Notice tone="plain">
          {`${count(elsewhere, 'entry', 'entries')} recorded here by someone else ${
            elsewhere === 1 ? 'waits' : 'wait'
          } on this device, and ${elsewhere === 1 ? 'is' : 'are'} sent when they are signed in again.`}
        </Notice>
      )}
      {refused.length > 0 && (
        <Notice
          tone="problem"
          action={
            <>
              <Button onClick={() => void session.replica.retryRefused()}>Send again</Button>
              <Button onClick={() => void download()}>Export</Button>
            </>
          }
        >
          {`The server did not take ${changesText(refused.length)}: ${inserted(refused[0]?.reason ?? '')} ${
            refused.length === 1 ? 'It is' : 'They are'
          } kept on this device and in the export.`}
        </Notice>
      )}
      {unrecognised > 0 && (
        <Notice tone="plain">
          {`${count(unrecognised, 'entry', 'entries')} made with a newer version of Parley ${
            unrecognised === 1 ? 'is' : 'are'
          } kept, but cannot be shown here. Reload to get the newest version.`}
        </Notice>
      )}
      {unreadable > 0 && (
        <Notice tone="plain">
          {`${count(unreadable, 'record')} could not be read and ${
            unreadable === 1 ? 'is' : 'are'
          } not shown. Everything else is complete.`}
        </Notice>
      )}
    </>
  );
}
