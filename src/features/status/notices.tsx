/**
 * What the user should know about their work and cannot see otherwise: the server is out of reach, this device
 * keeps nothing, some changes were refused, some records are of a newer version. Each says what is safe.
 */
import type { ReactNode } from 'react';
import type { Wire } from '#src/api/use-exchange.ts';
import { exportLog } from '#src/commands/export-log.ts';
import { useCommand } from '#src/commands/use-command.ts';
import { commandsAmong } from '#src/domain/clock.ts';
import { inserted } from '#src/domain/inserted-text.ts';
import { useDossier } from '#src/store/hooks.ts';
import { Button } from '#src/ui/button.tsx';

interface NoticesProps {
  readonly wire: Wire;
  readonly onRetry: () => void;
}

export function Notices({ wire, onRetry }: NoticesProps) {
  const durability = useDossier((state) => state.durability);
  const storageFailure = useDossier((state) => state.storageFailure);
  const diskProblem = useDossier((state) => state.diskProblem);
  const waiting = commandsAmong(useDossier((state) => state.pending));
  const refused = useDossier((state) => state.refused);
  const unreadable = useDossier((state) => state.unreadable);
  const missing = useDossier((state) => Math.max(0, state.head - state.cursor));
  const unrecognised = useDossier((state) => state.folded.board.unrecognised);
  const download = useCommand(exportLog);
  const exportButton = <Button onClick={() => void download()}>Export</Button>;
  return (
    <>
      {(durability === 'memory' || storageFailure !== null) && (
        <Notice tone="problem" action={exportButton}>
          {storageFailure ??
            diskProblem ??
            'This browser does not let Parley keep data on this device. What you do is kept in this tab alone until the server has it.'}
        </Notice>
      )}
      {(wire.kind === 'failing' || wire.kind === 'refused') && (
        <Notice tone="plain" action={<Button onClick={onRetry}>Try again</Button>}>
          {wireText(wire)} {safeText(waiting, storageFailure === null ? durability : 'memory')}
        </Notice>
      )}
      {missing > 0 && wire.kind !== 'connected' && wire.kind !== 'connecting' && (
        <Notice tone="problem">
          {`The dossier is not whole here: ${count(missing, 'entry', 'entries')} are still to come from the server.`}
        </Notice>
      )}
      {refused.length > 0 && (
        <Notice tone="problem" action={exportButton}>
          {`The server did not take ${count(refused.length, 'change')}: ${inserted(refused[0]?.reason ?? '')} ${
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
  return 'The server does not answer; Parley keeps trying.';
}

function safeText(waiting: number, durability: 'disk' | 'memory'): string {
  if (waiting === 0) return 'Everything you did so far is saved.';
  const place = durability === 'disk' ? 'safe on this device' : 'kept in this tab';
  return `${count(waiting, 'change')} ${waiting === 1 ? 'is' : 'are'} ${place}.`;
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
