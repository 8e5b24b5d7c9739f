/** A dialog: heading, content, a way out. It takes the focus and gives it back to what opened it. */
import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { close } from '#src/words/compiled/ui.ts';
import { popupMark } from './marks.ts';
import { Saving } from './saving.tsx';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  /** Something is typed in it: a press beside it, which may be a slip, does not close it. */
  readonly hasUnsaved?: boolean;
  /** What is in it takes more width than a form does. */
  readonly isWide?: boolean;
  /** False where something in it has taken the focus by itself. */
  readonly initialFocus?: RefObject<HTMLElement | null> | (() => HTMLElement | false);
  /** Whether what opened it gets the focus back; false where the focus is to go elsewhere. */
  readonly givesFocusBack: () => boolean;
  readonly children: ReactNode;
}

export function Dialog(props: DialogProps) {
  const { title, onClose, hasUnsaved = false, isWide = false } = props;
  const { initialFocus, givesFocusBack, children } = props;
  return (
    <BaseDialog.Root
      open
      onOpenChange={(isOpen, { reason }) => {
        if (!isOpen && !(hasUnsaved && reason === 'outside-press')) onClose();
      }}
    >
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="fixed inset-0 z-30 bg-black/35" />
        <BaseDialog.Popup
          {...popupMark.on}
          {...(initialFocus ? { initialFocus } : {})}
          finalFocus={givesFocusBack}
          className={`${isWide ? 'sm:w-[min(52rem,calc(100vw-3rem))]' : 'sm:w-[34rem]'} fixed inset-x-0 bottom-0 z-30 flex max-h-dvh flex-col overflow-hidden rounded-t-xl border border-line bg-surface shadow-xl outline-none sm:inset-x-auto sm:top-[8vh] sm:bottom-auto sm:left-1/2 sm:max-h-[84vh] sm:-translate-x-1/2 sm:rounded-xl cramped:sm:top-2 cramped:sm:max-h-[calc(100dvh-1rem)]`}
        >
          <div className="flex items-center justify-between border-line border-b py-2 pr-2 pl-5">
            <BaseDialog.Title className="text-base font-semibold">{title}</BaseDialog.Title>
            <BaseDialog.Close
              aria-label={close()}
              className="grid size-9 place-items-center rounded-md text-soft pointer-coarse:size-11 hover:bg-well hover:text-ink"
            >
              <X aria-hidden="true" className="size-5" />
            </BaseDialog.Close>
          </div>
          <div className="min-h-0 overflow-y-auto overscroll-contain px-5 py-4">{children}</div>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

interface DialogFooterProps {
  /** Whether what the dialog is for is under way. */
  readonly isBusy?: boolean;
  readonly children: ReactNode;
}

/** The dialog's buttons, in reach however far its content is scrolled. */
export function DialogFooter({ isBusy = false, children }: DialogFooterProps) {
  return (
    <div className="sticky -bottom-4 -mx-5 -mb-4 flex flex-wrap items-center justify-end gap-2 border-line border-t bg-surface px-5 py-3">
      {isBusy && <Saving className="mr-auto" />}
      {children}
    </div>
  );
}
