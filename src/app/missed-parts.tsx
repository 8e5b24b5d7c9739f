/**
 * What takes the place of a part of the page that could not be had: in its own place where it has one, else in a bar
 * above the page. What it would have said is said, and what can be done without it can be done.
 */
import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { closeIssue } from '#src/commands/change-view.ts';
import { takeBack } from '#src/commands/undo-redo.ts';
import { useCommand } from '#src/commands/use-command.ts';
import { useBarHeight } from '#src/features/selection/bar-height.ts';
import { panelPlace } from '#src/features/shared/panel-place.ts';
import { useDossier, useMissed, useScreen, useStores } from '#src/store/hooks.ts';
import { type Toast, toastDuration } from '#src/store/screen.ts';
import { Button, IconButton } from '#src/ui/button.tsx';
import type { Failure } from '#src/ui/lazy-part.tsx';
import { missedPart, PartFailed } from '#src/ui/part-failed.tsx';
import * as commands from '#src/words/compiled/commands.ts';
import * as words from '#src/words/compiled/parts.ts';
import * as ui from '#src/words/compiled/ui.ts';

interface MissedProps {
  readonly failure: Failure;
}

export function MissedPanel({ failure }: MissedProps) {
  const close = useCommand(closeIssue);
  return (
    <aside aria-label={words.issueLabel()} className={`p-4 sm:p-5 ${panelPlace}`}>
      <PartFailed part={words.issue()} failure={failure}>
        <Button onClick={() => void close()}>{ui.close()}</Button>
      </PartFailed>
    </aside>
  );
}

export function MissedStorage({ failure }: MissedProps) {
  return <MissedPage name={words.storage} failure={failure} />;
}

export function MissedDossiers({ failure }: MissedProps) {
  return <MissedPage name={words.dossierList} failure={failure} />;
}

function MissedPage({ name, failure }: MissedProps & { readonly name: () => string }) {
  return (
    <main className="page-width p-5">
      <PartFailed part={name()} failure={failure} />
    </main>
  );
}

export function MissedImport({ failure, onClose }: MissedProps & { readonly onClose: () => void }) {
  return (
    <div className="page-width p-5">
      <PartFailed part={words.importForm()} failure={failure}>
        <Button onClick={onClose}>{ui.close()}</Button>
      </PartFailed>
    </div>
  );
}

/** Under the button that was pressed. */
export function MissedMenu({ failure, onClose }: MissedProps & { readonly onClose: () => void }) {
  return (
    <div className="absolute top-full right-0 z-40 mt-1.5 w-72 rounded-md border border-line bg-raised p-3 shadow-lg">
      <PartFailed part={words.menu()} failure={failure}>
        <Button onClick={onClose}>{ui.close()}</Button>
      </PartFailed>
    </div>
  );
}

export function MissedTable({ failure }: MissedProps) {
  return (
    <PartFailed
      part={words.table()}
      failure={failure}
      className="rounded-lg border border-line bg-surface p-4"
    />
  );
}

export function MissedSelectionBar({ failure }: MissedProps) {
  const { screen } = useStores();
  const bar = useRef<HTMLDivElement>(null);
  useBarHeight(bar);
  return (
    <div
      ref={bar}
      className="sticky bottom-0 z-20 mt-auto max-sm:fixed max-sm:inset-x-2 max-sm:bottom-2"
    >
      <PartFailed
        part={words.selectionBar()}
        failure={failure}
        className="rounded-lg border border-edge bg-raised px-3 py-2 shadow-lg"
      >
        <Button onClick={() => screen.select([])}>{words.clearSelection()}</Button>
      </PartFailed>
    </div>
  );
}

/** It counts as closed, lest the page's keys wait for it. What was typed into it before is kept as a draft. */
export function MissedDialog({ name, failure }: MissedProps & { readonly name: () => string }) {
  const { screen } = useStores();
  useEffect(() => {
    const { dialog } = screen.store.getState();
    if (failure.isTrying || dialog === null) return;
    screen.closeDialog();
    screen.miss(missedPart(name(), failure, () => screen.openDialog(dialog)));
  }, [screen, name, failure]);
  return null;
}

export function MissedNotice({ failure }: MissedProps) {
  return (
    <PartFailed
      part={words.keptNotice()}
      failure={failure}
      className="border-line border-b bg-problem-well px-3 py-2 text-sm sm:px-5 print:hidden"
    />
  );
}

/** Nothing is missed until something is printed; then the page as it stands is. */
export function MissedPrintSheet({ failure }: MissedProps) {
  const say = useMissed();
  const latest = useRef(failure);
  latest.current = failure;
  useEffect(() => {
    const begin = () => {
      const { retry } = latest.current;
      say(missedPart(words.printSheet(), latest.current, retry));
      retry();
    };
    window.addEventListener('beforeprint', begin);
    return () => window.removeEventListener('beforeprint', begin);
  }, [say]);
  return null;
}

/** The bar above the page, for what has no place of its own. */
export function MissedBar() {
  const { screen } = useStores();
  const missed = useScreen((state) => state.missed);
  if (missed === null) return null;
  const close = () => screen.forgetMissed();
  const again = () => {
    close();
    missed.again();
  };
  return (
    <div
      role="alert"
      className="sticky top-0 z-20 flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b bg-problem-well px-3 py-2 text-sm sm:px-5 print:hidden"
    >
      <p className="min-w-0 flex-1 basis-64 wrap-anywhere">{missed.text}</p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={again}>{ui.tryAgain()}</Button>
        {missed.canReload && (
          <Button onClick={() => window.location.reload()}>{ui.reload()}</Button>
        )}
        <IconButton label={ui.close()} onClick={close}>
          <X aria-hidden="true" className="size-4" />
        </IconButton>
      </div>
    </div>
  );
}

/** Toasts without their library. */
export function PlainToasts({ failure: { retry } }: MissedProps) {
  const toasts = useScreen((state) => state.toasts);
  const newest = toasts.at(-1)?.key ?? 0;
  const seen = useRef(newest);
  useEffect(() => {
    if (newest <= seen.current) return;
    seen.current = newest;
    retry();
  }, [newest, retry]);
  return (
    <section
      aria-label={words.messages()}
      className="fixed right-3 bottom-[calc(var(--bar-height,0px)+4.75rem)] left-3 sm:bottom-[calc(var(--bar-height,0px)+0.75rem)] z-50 flex flex-col gap-2 sm:left-auto sm:w-96 print:hidden"
    >
      {toasts.map((toast) => (
        <PlainToast key={toast.key} toast={toast} />
      ))}
    </section>
  );
}

function PlainToast({ toast: { key, text, tone, undo } }: { toast: Toast }) {
  const { screen } = useStores();
  const takeItBack = useCommand(takeBack);
  const canUndo = useDossier(({ undoStack }) => undo !== null && undoStack.isDone(undo));
  const close = () => screen.dismissToast(key);
  useEffect(() => {
    if (tone === 'problem') return;
    const timer = setTimeout(() => screen.dismissToast(key), toastDuration);
    return () => clearTimeout(timer);
  }, [screen, key, tone]);
  const undoIt = () => {
    close();
    if (undo) void takeItBack(undo);
  };
  return (
    <div
      role={tone === 'problem' ? 'alert' : 'status'}
      className={`flex items-center gap-2 rounded-md border bg-raised py-1.5 pr-1.5 pl-3 text-sm shadow-lg ${
        tone === 'problem' ? 'border-problem' : 'border-edge'
      }`}
    >
      <p className="min-w-0 flex-1 wrap-anywhere">{text}</p>
      {canUndo && (
        <Button tone="quiet" onClick={undoIt}>
          {commands.undo()}
        </Button>
      )}
      <IconButton label={ui.close()} onClick={close}>
        <X aria-hidden="true" className="size-4" />
      </IconButton>
    </div>
  );
}
