/**
 * What the user should know about their work and cannot see otherwise: the log cannot be read, this device keeps
 * nothing, the server is out of reach, some changes were refused, some records are of a newer version. Each says
 * what is safe, by the one answer that the header's status gives too (safety.ts).
 */
import type { ReactNode } from 'react';
import type { Wire } from '#src/api/use-exchange.ts';
import { exportLog } from '#src/commands/export-log.ts';
import { recordAgain } from '#src/commands/record-again.ts';
import { useBusy, useCommand } from '#src/commands/use-command.ts';
import { commandsAmong } from '#src/domain/clock.ts';
import { inserted } from '#src/domain/inserted-text.ts';
import { useDossier, useStores } from '#src/store/hooks.ts';
import { Button } from '#src/ui/button.tsx';
import { formatMinute } from '#src/ui/format-date.ts';
import { changesText, type Safety } from './safety.ts';
import { useSafety } from './saved-status.tsx';

interface NoticesProps {
  readonly wire: Wire;
  readonly onRetry: () => void;
}

export function Notices({ wire, onRetry }: NoticesProps) {
  const safety = useSafety(wire);
  const missing = useDossier((state) => Math.max(0, state.head - state.cursor));
  const isCut = wire.kind === 'failing' || wire.kind === 'refused';
  return (
    <>
      <Unread />
      <DiskTrouble safety={safety} />
      {isCut && (
        <Notice tone="plain" action={<Button onClick={onRetry}>Try again</Button>}>
          {[wireText(wire), safeText(safety)].join(' ')}
        </Notice>
      )}
      {missing > 0 && isCut && (
        <Notice tone="problem">
          {`The dossier is not whole here: ${count(missing, 'entry', 'entries')} are still to come from the server.`}
        </Notice>
      )}
      <SetAside />
    </>
  );
}

function Unread() {
  const opening = useDossier((state) => state.opening);
  const { session } = useStores();
  if (opening.kind !== 'unreadable') return null;
  return (
    <Notice tone="problem" action={<Button onClick={() => void session.load()}>Try again</Button>}>
      {`Not all of the dossier could be read from this device, so nothing can be changed yet. ${opening.reason}`}
    </Notice>
  );
}

/** This device does not keep what is done, for now or at all. */
function DiskTrouble({ safety }: { safety: Safety }) {
  const writeFailure = useDossier((state) => state.writeFailure);
  const storageFailure = useDossier((state) => state.storageFailure);
  const isInMemory = useDossier((state) => state.durability === 'memory');
  const diskProblem = useDossier((state) => state.diskProblem);
  const said = writeFailure ?? (isInMemory ? (diskProblem ?? keepsNothing) : storageFailure);
  const download = useCommand(exportLog);
  if (said === null) return null;
  return (
    <Notice tone="problem" action={<Button onClick={() => void download()}>Export</Button>}>
      {[said, unsavedText(safety)].join(' ')}
    </Notice>
  );
}

const keepsNothing =
  'This browser does not let Parley keep data on this device. What you do is kept in this tab alone until the server has it.';

function unsavedText(safety: Safety): string {
  if (safety.kind === 'on-server') return 'The server has all you did.';
  if (safety.kind !== 'unsaved') return '';
  const [are, them] = safety.changes === 1 ? ['is', 'it'] : ['are', 'them'];
  return `${changesText(safety.changes)} ${are} on this page alone until then: do not close it. Parley tries to save ${them} by itself.`;
}

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
function SetAside() {
  const refused = useDossier((state) => state.refused);
  const unreadable = useDossier((state) => state.unreadable);
  const unrecognised = useDossier((state) => state.folded.board.unrecognised);
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

function wireText(wire: Extract<Wire, { kind: 'failing' | 'refused' }>): string {
  if (wire.kind === 'refused') return wire.message;
  if (wire.offline) return 'You are offline; Parley goes on when the connection is back.';
  return `${wire.message} Parley keeps trying.`;
}

/** Where what the user did is, while the server has not all of it; nothing where another notice says so. */
function safeText(safety: Safety): string {
  switch (safety.kind) {
    case 'saved':
      return 'Everything you did so far is saved.';
    case 'waiting':
      return `${changesText(safety.changes)} ${safety.changes === 1 ? 'is' : 'are'} safe on this device.`;
    case 'in-tab':
      if (safety.changes === 0) return '';
      return `${changesText(safety.changes)} ${safety.changes === 1 ? 'is' : 'are'} kept in this tab.`;
    default:
      return '';
  }
}

function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}

interface NoticeProps {
  readonly tone: 'plain' | 'problem';
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

function Notice({ tone, action, children }: NoticeProps) {
  return (
    <div
      role={tone === 'problem' ? 'alert' : 'note'}
      className={`flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b px-3 py-2 text-sm sm:px-5 print:hidden ${
        tone === 'problem' ? 'bg-problem-well' : 'bg-well'
      }`}
    >
      <p className="min-w-0 flex-1 basis-64">{children}</p>
      {action}
    </div>
  );
}
