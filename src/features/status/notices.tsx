/**
 * What the user should know about their work and cannot see otherwise: the log cannot be read, this device keeps
 * nothing, the server is out of reach; and, in a part of its own, what is kept aside. Each says what is safe, by the one answer that the header's status gives too (safety.ts).
 */
import { useState } from 'react';
import type { Wire } from '#src/api/keep-exchanging.ts';
import { exportLog } from '#src/commands/export-log.ts';
import { restoreDossier } from '#src/commands/restore-dossier.ts';
import { useCommand } from '#src/commands/use-command.ts';
import { isRecallDue, postponeRecall } from '#src/store/export-recall.ts';
import { useDossier, usePresent, useReadOnly, useStores } from '#src/store/hooks.ts';
import { Button } from '#src/ui/button.tsx';
import * as commands from '#src/words/compiled/commands.ts';
import * as words from '#src/words/compiled/status.ts';
import { tryAgain } from '#src/words/compiled/ui.ts';
import { formatDay } from '#src/words/dates.ts';
import { problemText } from '#src/words/problems.ts';
import { Notice } from './notice.tsx';
import { hasAside, KeptAside } from './parts.tsx';
import type { Safety } from './safety.ts';
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
      <Removed />
      <Unread />
      <DiskTrouble safety={safety} />
      {isCut && (
        <Notice tone="plain" action={<Button onClick={onRetry}>{tryAgain()}</Button>}>
          {[wireText(wire), safeText(safety)].join(' ')}
        </Notice>
      )}
      {missing > 0 && isCut && <Notice tone="problem">{words.cutOff({ count: missing })}</Notice>}
      {isAnyAside && <KeptAside />}
      <Recall />
    </>
  );
}

/** What is in a browser alone goes with it: after a month, a file is recalled. */
function Recall() {
  const { keyValue, now } = useStores();
  const [isDue, setIsDue] = useState(() => isRecallDue(keyValue, now()));
  const download = useCommand(exportLog);
  if (!isDue) return null;
  const takeOut = async () => {
    await download();
    setIsDue(false);
  };
  const postpone = () => {
    postponeRecall(keyValue, now());
    setIsDue(false);
  };
  return (
    <Notice
      tone="plain"
      action={
        <span className="flex gap-2">
          <Button onClick={() => void takeOut()}>{commands.exportLog()}</Button>
          <Button tone="quiet" onClick={postpone}>
            {words.notNow()}
          </Button>
        </span>
      }
    >
      {words.recall()}
    </Notice>
  );
}

function Removed() {
  const at = usePresent(({ board }) => board.dossier?.removed);
  const restore = useCommand(restoreDossier);
  const isReadOnly = useReadOnly();
  if (at === undefined) return null;
  return (
    <Notice
      tone="plain"
      action={
        <Button disabled={isReadOnly} onClick={() => void restore()}>
          {commands.restore()}
        </Button>
      }
    >
      {words.dossierRemoved({ day: formatDay(at) })}
    </Notice>
  );
}

function Unread() {
  const opening = useDossier((state) => state.opening);
  const { session } = useStores();
  if (opening.kind !== 'unreadable') return null;
  return (
    <Notice
      tone="problem"
      action={<Button onClick={() => void session.load()}>{tryAgain()}</Button>}
    >
      {words.notAllRead({ reason: problemText(opening.reason) })}
    </Notice>
  );
}

/** This device does not keep what is done, for now or at all. */
function DiskTrouble({ safety }: { safety: Safety }) {
  const writeFailure = useDossier((state) => state.writeFailure);
  const storageFailure = useDossier((state) => state.storageFailure);
  const isInMemory = useDossier((state) => state.durability === 'memory');
  const diskProblem = useDossier((state) => state.diskProblem);
  const problem = writeFailure ?? (isInMemory ? diskProblem : storageFailure);
  const download = useCommand(exportLog);
  if (problem === null && !isInMemory) return null;
  const said = problem === null ? words.keepsNothing() : problemText(problem);
  return (
    <Notice
      tone="problem"
      action={<Button onClick={() => void download()}>{commands.exportLog()}</Button>}
    >
      {[said, unsavedText(safety)].join(' ')}
    </Notice>
  );
}

function unsavedText(safety: Safety): string {
  if (safety.kind === 'on-server') return words.serverHasAll();
  return safety.kind === 'unsaved' ? words.onPageAlone({ count: safety.changes }) : '';
}

function wireText(wire: Extract<Wire, { kind: 'failing' | 'refused' }>): string {
  if (wire.kind === 'refused') return problemText(wire.problem);
  return wire.offline ? words.offline() : words.keepsTrying({ reason: problemText(wire.problem) });
}

/** Where what the user did is, while the server has not all of it; nothing where another notice says so. */
function safeText(safety: Safety): string {
  switch (safety.kind) {
    case 'saved':
      return words.allSaved();
    case 'waiting':
      return words.safeHere({ count: safety.changes });
    case 'in-tab':
      return safety.changes === 0 ? '' : words.keptInTab({ count: safety.changes });
    default:
      return '';
  }
}
