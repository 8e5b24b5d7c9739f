/** An archive that was found: it says what it is before anything happens. */
import { useEffect, useRef, useState } from 'react';
import { problemOf } from '#src/domain/problem.ts';
import type { Archive } from '#src/formats/archive.ts';
import { Button } from '#src/ui/button.tsx';
import { DialogFooter } from '#src/ui/dialog.tsx';
import * as words from '#src/words/compiled/transfer.ts';
import { problemText } from '#src/words/problems.ts';

interface ArchiveStepProps {
  readonly archive: Archive;
  readonly importArchive: (archive: Archive) => Promise<number>;
  readonly onAnother: () => void;
  readonly onClose: () => void;
  /** It is under way, or no more. */
  readonly onBusy: (isBusy: boolean) => void;
  /** `added`: how many of its entries were new. */
  readonly onDone: (added: number) => void;
}

export function ArchiveStep(props: ArchiveStepProps) {
  const { archive, importArchive, onAnother, onClose, onBusy, onDone } = props;
  const [isImporting, setIsImporting] = useState(false);
  const [problem, setProblem] = useState('');
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => next.current?.focus(), []);
  const { title, dossier, events } = archive;
  const count = events.length;

  const found =
    title === '' ? words.foundUntitled({ dossier, count }) : words.found({ title, count });

  const take = async () => {
    if (isImporting) return;
    setIsImporting(true);
    onBusy(true);
    setProblem('');
    try {
      onDone(await importArchive(archive));
    } catch (error) {
      setProblem(problemText(problemOf(error)));
      setIsImporting(false);
    } finally {
      onBusy(false);
    }
  };

  return (
    <div className="grid gap-4">
      <p role="status" className="wrap-anywhere">
        {isImporting ? words.importing() : found}
      </p>
      <p role="alert" className="text-sm text-problem empty:hidden">
        {problem}
      </p>
      <DialogFooter>
        <Button onClick={onAnother} isBusy={isImporting}>
          {words.another()}
        </Button>
        <Button onClick={onClose}>{words.cancel()}</Button>
        <Button ref={next} tone="primary" isBusy={isImporting} onClick={() => void take()}>
          {words.importEntries({ count })}
        </Button>
      </DialogFooter>
    </div>
  );
}
