/** Before everything is thrown away: what goes, a way to keep it as a file, and no way where another tab is open. */
import { useState } from 'react';
import type { Device } from '#src/storage/device.ts';
import { Button } from '#src/ui/button.tsx';
import { Dialog, DialogFooter } from '#src/ui/dialog.tsx';
import * as words from '#src/words/compiled/storage.ts';

interface ResetDialogProps {
  readonly dossiers: number;
  readonly entries: number;
  readonly device: Device;
  readonly download: () => Promise<void>;
  readonly onClose: () => void;
}

export function ResetDialog({ dossiers, entries, device, download, onClose }: ResetDialogProps) {
  const [isHindered, setIsHindered] = useState(false);
  const reset = async () => {
    // What another page has, it would write again.
    if ((await device.isAlone()) === false) setIsHindered(true);
    else device.reset();
  };
  return (
    <Dialog title={words.resetAsk()} onClose={onClose} givesFocusBack={() => true}>
      <div className="grid gap-3">
        <p>{words.resetGoes({ dossiers, count: entries })}</p>
        <p role="alert">{isHindered && words.resetOthers()}</p>
        <DialogFooter>
          <Button onClick={onClose}>{words.cancel()}</Button>
          <Button onClick={() => void download()}>{words.download()}</Button>
          <Button tone="problem" onClick={() => void reset()}>
            {words.resetNow()}
          </Button>
        </DialogFooter>
      </div>
    </Dialog>
  );
}
