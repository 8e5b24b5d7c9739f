/** An archive that was found: it says what it is before anything happens. */
import { useEffect, useRef } from 'react';
import type { Archive } from '#src/formats/archive.ts';
import { Button } from '#src/ui/button.tsx';
import { DialogFooter } from '#src/ui/dialog.tsx';
import * as words from '#src/words/compiled/transfer.ts';
import type { TransferServices } from './transfer-services.ts';
import { type Outcome, useImporting } from './use-importing.ts';

/** What comes of it: how many of its entries were new. */
interface ArchiveStepProps extends Outcome<number> {
  readonly archive: Archive;
  readonly services: Pick<TransferServices, 'importArchive'>;
  readonly onAnother: () => void;
  readonly onClose: () => void;
}

export function ArchiveStep(props: ArchiveStepProps) {
  const { archive, services, onAnother, onClose, onBusy, onDone } = props;
  const importing = useImporting({ onBusy, onDone });
  const { isImporting, said, problem } = importing;
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => next.current?.focus(), []);
  const { title, dossier, events } = archive;
  const count = events.length;

  const found =
    title === '' ? words.foundUntitled({ dossier, count }) : words.found({ title, count });

  const take = () => {
    if (!isImporting) void importing.run(count, (work) => services.importArchive(archive, work));
  };

  return (
    <div className="grid gap-4">
      <p role="status" className="wrap-anywhere">
        {isImporting ? said : found}
      </p>
      <p role="alert" className="text-sm text-problem empty:hidden">
        {problem}
      </p>
      <DialogFooter>
        <Button onClick={onAnother} isBusy={isImporting}>
          {words.another()}
        </Button>
        <Button isBusy={importing.isWriting} onClick={isImporting ? importing.giveUp : onClose}>
          {words.cancel()}
        </Button>
        <Button ref={next} tone="primary" isBusy={isImporting} onClick={take}>
          {words.importEntries({ count })}
        </Button>
      </DialogFooter>
    </div>
  );
}
