/** The top of the page: which dossier, whether it is saved, and the actions that belong to all of it. */
import { Archive, Download, HardDrive, Keyboard, Plus, Redo2, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Wire } from '#src/api/keep-exchanging.ts';
import { openDialog } from '#src/commands/change-view.ts';
import { exportLog } from '#src/commands/export-log.ts';
import { redo, undo } from '#src/commands/undo-redo.ts';
import { useCommand } from '#src/commands/use-command.ts';
import { countIn } from '#src/domain/cells.ts';
import { SavedStatus } from '#src/features/status/saved-status.tsx';
import { useBoard, useDossier, usePresent, useReadOnly } from '#src/store/hooks.ts';
import { Button, IconButton } from '#src/ui/button.tsx';
import { phrase } from '#src/ui/phrase.ts';
import * as commands from '#src/words/compiled/commands.ts';
import * as words from '#src/words/compiled/header.ts';
import { describeStep } from '#src/words/steps.ts';
import { NewVersion } from './new-version.tsx';

interface HeaderProps {
  readonly wire: Wire;
  readonly hasDossier: boolean;
}

/** What every page has at its top, whatever it shows. */
export function HeaderFrame({ children }: { readonly children?: ReactNode }) {
  return (
    <>
      <header className="border-line border-b bg-surface px-3 py-2 sm:px-5 print:hidden">
        <div className="page-width flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-semibold text-accent tracking-tight" aria-hidden="true">
            Parley
          </span>
          {children}
        </div>
      </header>
      <NewVersion />
    </>
  );
}

export function Header({ wire, hasDossier }: HeaderProps) {
  const title = usePresent(({ board }) => board.dossier?.title);
  const open = useCommand(openDialog);
  const isReadOnly = useReadOnly();
  return (
    <HeaderFrame>
      {title !== undefined && (
        <h1
          dir="auto"
          className="wrap-anywhere kept-within min-w-0 flex-1 text-base leading-5 font-semibold text-balance max-sm:basis-2/3"
        >
          {title}
        </h1>
      )}
      {hasDossier && (
        <div className="ml-auto flex flex-wrap items-center gap-1 max-sm:w-full max-sm:justify-end">
          <span className="mr-auto sm:mr-2">
            <SavedStatus wire={wire} />
          </span>
          <RemovedButton />
          <Extras />
          <UndoRedo />
          <Button
            tone="primary"
            className="ml-1"
            disabled={isReadOnly}
            onClick={() => void open({ kind: 'add-issue' })}
          >
            <Plus aria-hidden="true" className="size-4" />
            {commands.addIssue()}
          </Button>
        </div>
      )}
    </HeaderFrame>
  );
}

/** What is seldom needed, and on a phone not at all. */
function Extras() {
  const open = useCommand(openDialog);
  const download = useCommand(exportLog);
  return (
    <span className="flex max-sm:hidden">
      <IconButton
        label={words.keys()}
        hint={words.keysHint()}
        aria-keyshortcuts="?"
        onClick={() => void open({ kind: 'keys' })}
      >
        <Keyboard aria-hidden="true" className="size-4.5" />
      </IconButton>
      <IconButton
        label={words.download()}
        hint={words.downloadHint()}
        onClick={() => void download()}
      >
        <Download aria-hidden="true" className="size-4.5" />
      </IconButton>
      <Link
        href="/storage"
        aria-label={words.storage()}
        title={words.storage()}
        className="inline-flex size-8 items-center justify-center rounded-md text-soft hover:bg-well hover:text-ink"
      >
        <HardDrive aria-hidden="true" className="size-4.5" />
      </Link>
    </span>
  );
}

function UndoRedo() {
  const { last, next } = useDossier((state) => state.undoStack);
  const board = usePresent((present) => present.board);
  const takeBack = useCommand(undo);
  const doAgain = useCommand(redo);
  const isReadOnly = useReadOnly();
  return (
    <>
      <IconButton
        label={commands.undo()}
        hint={last ? words.undoHint({ what: describeStep(last, board) }) : words.nothingToUndo()}
        aria-keyshortcuts="Control+Z"
        disabled={!last || isReadOnly}
        onClick={() => void takeBack({ isByButton: true })}
      >
        <Undo2 aria-hidden="true" className="size-4.5" />
      </IconButton>
      <IconButton
        label={commands.redo()}
        hint={next ? words.redoHint({ what: describeStep(next, board) }) : words.nothingToRedo()}
        aria-keyshortcuts="Control+Shift+Z"
        disabled={!next || isReadOnly}
        onClick={() => void doAgain({ isByButton: true })}
      >
        <Redo2 aria-hidden="true" className="size-4.5" />
      </IconButton>
    </>
  );
}

/** The way back for removed issues; it is there only while there are any. */
function RemovedButton() {
  const count = useBoard(({ issues, cells }) => issues.size - countIn(cells));
  const open = useCommand(openDialog);
  if (count === 0) return null;
  return (
    <Button
      tone="quiet"
      title={words.removed()}
      onClick={() => void open({ kind: 'removed-issues' })}
    >
      <Archive aria-hidden="true" className="size-4 text-soft" />
      {phrase(
        words.removedCount({ count, hidden: (inner) => <span className="sr-only">{inner}</span> }),
      )}
    </Button>
  );
}
