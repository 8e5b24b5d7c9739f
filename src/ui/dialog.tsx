/** A dialog: heading, content, a way out. It takes the focus and gives it back to what opened it. */
import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly initialFocus?: RefObject<HTMLElement | null>;
  /** Whether what opened it gets the focus back; false where the focus is to go elsewhere. */
  readonly givesFocusBack: () => boolean;
  readonly children: ReactNode;
}

export function Dialog({ title, onClose, initialFocus, givesFocusBack, children }: DialogProps) {
  return (
    <BaseDialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="fixed inset-0 z-30 bg-black/35" />
        <BaseDialog.Popup
          {...(initialFocus ? { initialFocus } : {})}
          finalFocus={givesFocusBack}
          className="fixed inset-x-0 bottom-0 z-30 flex max-h-dvh flex-col rounded-t-xl border border-line bg-surface shadow-xl outline-none sm:inset-x-auto sm:top-[8vh] sm:bottom-auto sm:left-1/2 sm:max-h-[84vh] sm:w-[34rem] sm:-translate-x-1/2 sm:rounded-xl"
        >
          <div className="flex items-center justify-between border-line border-b py-2 pr-2 pl-5">
            <BaseDialog.Title className="text-base font-semibold">{title}</BaseDialog.Title>
            <BaseDialog.Close
              aria-label="Close"
              className="grid size-9 place-items-center rounded-md text-soft hover:bg-well hover:text-ink"
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
