/** Before a dossier is removed: what goes, what stays, and a way to keep it as a file. */
import { useState } from 'react';
import { Button } from '#src/ui/button.tsx';
import { Dialog, DialogFooter } from '#src/ui/dialog.tsx';
import * as words from '#src/words/compiled/dossiers.ts';
import type { Listed } from './listed.ts';

interface RemoveDialogProps {
  readonly dossier: Listed;
  /** Closes it when it is over, and sees to the focus where the dossier has gone. */
  readonly onRemove: () => Promise<void>;
  readonly onDownload: () => void;
  readonly onClose: () => void;
}

export function RemoveDialog({ dossier, onRemove, onDownload, onClose }: RemoveDialogProps) {
  const [isBusy, setIsBusy] = useState(false);
  const { title, issues: count } = dossier;
  const remove = async () => {
    setIsBusy(true);
    await onRemove();
  };
  return (
    <Dialog title={words.removeDossier()} onClose={onClose} givesFocusBack={() => !isBusy}>
      <div className="grid gap-3">
        <p className="wrap-anywhere">{words.removeGoes({ title, count })}</p>
        <p>{words.removeStays()}</p>
        <DialogFooter isBusy={isBusy}>
          <Button onClick={onClose}>{words.cancel()}</Button>
          <Button onClick={onDownload}>{words.downloadArchive()}</Button>
          <Button tone="problem" isBusy={isBusy} onClick={() => !isBusy && void remove()}>
            {words.remove()}
          </Button>
        </DialogFooter>
      </div>
    </Dialog>
  );
}
