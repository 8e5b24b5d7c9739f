/** Toasts: what was just done, by name, with Undo beside it. Loaded with the first one. */
import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { openDialog } from '#src/commands/change-view.ts';
import { takeBack } from '#src/commands/undo-redo.ts';
import { useCommand } from '#src/commands/use-command.ts';
import type { Step } from '#src/domain/undo.ts';
import { useDossier, useScreen, useStores } from '#src/store/hooks.ts';
import { mostToasts, toastDuration } from '#src/store/screen.ts';
import * as commands from '#src/words/compiled/commands.ts';
import * as parts from '#src/words/compiled/parts.ts';
import * as ui from '#src/words/compiled/ui.ts';

interface ToastData {
  /** Opens the form for the reason of the move that the toast names. */
  readonly sayWhy?: () => void;
}

type ToastObject = ReturnType<typeof Toast.useToastManager<ToastData>>['toasts'][number];

export function Toasts({ isBesidePanel }: { isBesidePanel: boolean }) {
  return (
    <Toast.Provider timeout={toastDuration} limit={mostToasts}>
      <ToastFeed />
      <Toast.Portal>
        <ToastViewport isBesidePanel={isBesidePanel} />
      </Toast.Portal>
    </Toast.Provider>
  );
}

/**
 * `isBesidePanel`: an issue is open; but on a phone, where it covers the page, the toasts keep off it. The bar for what is
 * selected keeps the bottom of the page, and says in `--bar-height` how much of it. A dialog or a menu is in front of
 * them, whose buttons they would cover; a problem, which may be the dialog's own, is told in front of it, away from its buttons.
 */
function ToastViewport({ isBesidePanel }: { isBesidePanel: boolean }) {
  const { toasts } = Toast.useToastManager<ToastData>();
  const hasDialog = useScreen((state) => state.dialog !== null);
  const isCovered = useScreen((state) => state.dialog !== null || state.menu !== null);
  const isProblemOfDialog = hasDialog && toasts.some(({ type }) => type === 'problem');
  return (
    <Toast.Viewport
      aria-label={parts.notifications()}
      className={`print:hidden fixed right-3 left-3 flex flex-col gap-2 sm:right-5 sm:left-auto sm:w-96 ${
        isProblemOfDialog
          ? 'top-3'
          : 'bottom-[calc(var(--bar-height,0px)+4.75rem)] sm:bottom-[calc(var(--bar-height,0px)+1.25rem)]'
      } ${isCovered && !isProblemOfDialog ? 'z-20' : 'z-50'} ${
        isBesidePanel ? 'sm:right-auto sm:left-5' : ''
      }`}
    >
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </Toast.Viewport>
  );
}

/** Hands what the store has queued to the toast manager, each once. */
function ToastFeed() {
  const queued = useScreen((state) => state.toasts);
  const { screen, session } = useStores();
  const offer = useOffers();
  const { add, close } = Toast.useToastManager<ToastData>();
  const undo = useCommand(takeBack);
  const openDialogNow = useCommand(openDialog);
  useEffect(() => {
    for (const toast of queued) {
      screen.dismissToast(toast.key);
      const id = `toast-${toast.slot ?? toast.key}`;
      const step = toast.undo;
      // The first toast waits until they are loaded: meanwhile what it offers to take back may have been.
      if (step && !session.store.getState().undoStack.isDone(step)) continue;
      offer(id, step);
      const takeBackNow = step ? () => void undo(step) : toast.bringBack;
      const action = takeBackNow && {
        children: commands.undo(),
        onClick: () => {
          close(id);
          takeBackNow();
        },
      };
      const { move } = toast;
      const sayWhyNow = () => {
        close(id);
        if (move) void openDialogNow({ kind: 'say-why', ...move });
      };
      add({
        id,
        title: toast.text,
        type: toast.tone,
        timeout: toast.tone === 'problem' ? 0 : toastDuration,
        onRemove: () => offer(id, null),
        ...(action ? { actionProps: action } : {}),
        ...(move ? { data: { sayWhy: sayWhyNow } } : {}),
      });
    }
  }, [queued, screen, session, add, close, undo, openDialogNow, offer]);
  return null;
}

/** Which toast offers to take back which command; one that is taken back, by whatever way, is offered no more. */
function useOffers(): (toast: string, step: Step | null) => void {
  const { close } = Toast.useToastManager<ToastData>();
  const stack = useDossier((state) => state.undoStack);
  const [offers] = useState(() => new Map<string, Step>());
  useEffect(() => {
    for (const [toast, step] of offers) {
      if (stack.isDone(step)) continue;
      offers.delete(toast);
      close(toast);
    }
  }, [stack, offers, close]);
  return useCallback(
    (toast, step) => {
      if (step === null) offers.delete(toast);
      else offers.set(toast, step);
    },
    [offers],
  );
}

const actionClass =
  'h-8 rounded-sm px-2 text-sm font-semibold whitespace-nowrap text-accent hover:bg-well max-sm:h-11 pointer-coarse:h-11';

function ToastCard({ toast }: { toast: ToastObject }) {
  return (
    <Toast.Root
      toast={toast}
      className={`rounded-md border bg-raised shadow-lg transition-opacity max-sm:not-first:hidden duration-100 data-ending-style:opacity-0 data-limited:hidden data-starting-style:opacity-0 ${
        toast.type === 'problem' ? 'border-problem' : 'border-edge'
      }`}
    >
      <Toast.Content className="flex flex-wrap items-center gap-x-2 py-1.5 pr-1.5 pl-3">
        <Toast.Title className="line-clamp-4 min-w-0 flex-1 basis-36 py-1 text-sm wrap-anywhere" />
        <span className="ml-auto flex items-center gap-x-1">
          <Toast.Action className={actionClass} />
          {toast.data?.sayWhy && (
            <button type="button" onClick={toast.data.sayWhy} className={actionClass}>
              {commands.sayWhy()}
            </button>
          )}
          <Toast.Close
            aria-label={ui.close()}
            className="grid size-8 place-items-center rounded-sm text-soft hover:bg-well hover:text-ink max-sm:size-11 pointer-coarse:size-11"
          >
            <X aria-hidden="true" className="size-4" />
          </Toast.Close>
        </span>
      </Toast.Content>
    </Toast.Root>
  );
}
