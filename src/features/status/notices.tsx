/**
 * What the user should know about their work and cannot see otherwise: the log cannot be read, this device keeps
 * nothing, the server is out of reach; and, in a part of its own, what is kept aside. Each says what is safe, by the one answer that the header's status gives too (safety.ts).
 */
import type { Wire } from '#src/api/keep-exchanging.ts';
import { exportLog } from '#src/commands/export-log.ts';
import { useCommand } from '#src/commands/use-command.ts';
import { useDossier, useStores } from '#src/store/hooks.ts';
import { Button } from '#src/ui/button.tsx';
import { count, Notice } from './notice.tsx';
import { hasAside, KeptAside } from './parts.tsx';
import { changesText, type Safety } from './safety.ts';
import { useSafety } from './saved-status.tsx';

interface NoticesProps {
  readonly wire: Wire;
  readonly onRetry: () => void;
}

export function Notices({ wire, onRetry }: NoticesProps) {
  const safety = useSafety(wire);
  const missing = useDossier((state) => Math.max(0, state.head - state.cursor));
  const isAnyAside = useDossier(hasAside);
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
      {isAnyAside && <KeptAside />}
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
