/** The dialog that takes a file in: it says what the file is before anything happens, and afterwards what was new. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Archive, ReadArchive } from '#src/domain/archive.ts';
import { problemOf } from '#src/domain/problem.ts';
import { Button } from '#src/ui/button.tsx';
import { Dialog, DialogFooter } from '#src/ui/dialog.tsx';
import { Field, inputClass } from '#src/ui/field.tsx';
import { archiveProblemText } from '#src/words/archive-problems.ts';
import * as words from '#src/words/compiled/transfer.ts';
import { formatBytes } from '#src/words/numbers.ts';
import { problemText } from '#src/words/problems.ts';

export interface TransferServices {
  /** Says how many entries it has read so far, now and then. Rejects with the signal's reason once it is given up. */
  readonly readArchive: (
    bytes: Uint8Array,
    onProgress: (count: number) => void,
    signal: AbortSignal,
  ) => Promise<ReadArchive>;
  /** Resolves with how many of its entries were new; rejects, with nothing changed, where they cannot be kept. */
  readonly importArchive: (archive: Archive) => Promise<number>;
}

interface ImportDialogProps {
  readonly services: TransferServices;
  /** One that was dropped on the page; null where the reader is still to choose. */
  readonly file: File | null;
  readonly onClose: () => void;
  /** Leads to the page of a dossier. */
  readonly onOpen: (dossier: string) => void;
  /** Something was taken in. */
  readonly onImported: () => void;
}

type Step =
  | { readonly kind: 'choosing'; readonly problem?: string }
  | { readonly kind: 'reading'; readonly count: number }
  | { readonly kind: 'found'; readonly archive: Archive; readonly problem?: string }
  | { readonly kind: 'importing'; readonly archive: Archive }
  | { readonly kind: 'done'; readonly archive: Archive; readonly added: number };

/** Bytes. A text of more than half a gigabyte is more than engines hold. */
const largestFile = 200_000_000;

export function ImportDialog({ services, file, onClose, onOpen, onImported }: ImportDialogProps) {
  const [step, setStep] = useState<Step>({ kind: 'choosing' });
  const input = useRef<HTMLInputElement>(null);
  const next = useRef<HTMLButtonElement>(null);
  const reading = useRef(new AbortController());
  const isImporting = useRef(false);
  useEffect(() => () => reading.current.abort(), []);
  const { kind } = step;
  useEffect(() => {
    if (kind === 'found' || kind === 'done') next.current?.focus();
  }, [kind]);

  const look = useCallback(
    async (chosen: File) => {
      // What is under way goes on by itself.
      if (isImporting.current) return;
      reading.current.abort();
      const current = new AbortController();
      reading.current = current;
      setStep({ kind: 'reading', count: 0 });
      const found = await read(chosen, services, current.signal, (count) =>
        setStep({ kind: 'reading', count }),
      );
      if (!current.signal.aborted) setStep(found);
    },
    [services],
  );
  useEffect(() => {
    if (file) void look(file);
  }, [file, look]);

  const take = async (archive: Archive) => {
    isImporting.current = true;
    setStep({ kind: 'importing', archive });
    try {
      const added = await services.importArchive(archive);
      setStep({ kind: 'done', archive, added });
      onImported();
    } catch (error) {
      setStep({ kind: 'found', archive, problem: problemText(problemOf(error)) });
    } finally {
      isImporting.current = false;
    }
  };

  const problem = 'problem' in step ? step.problem : undefined;
  return (
    <Dialog
      title={words.heading()}
      hasUnsaved={kind === 'importing'}
      initialFocus={input}
      givesFocusBack={() => true}
      onClose={onClose}
    >
      <div className="grid gap-4">
        {kind !== 'done' && (
          <Field label={words.file()} hint={words.fileHint()} problem={problem}>
            {(control) => (
              <input
                {...control}
                ref={input}
                type="file"
                disabled={kind === 'importing'}
                className={`${inputClass} file:mr-3 file:rounded-sm file:border-0 file:bg-well file:px-2.5 file:py-1 file:text-ink`}
                onChange={({ target }) => {
                  const chosen = target.files?.[0];
                  if (chosen) void look(chosen);
                }}
              />
            )}
          </Field>
        )}
        <p role="status" className="wrap-anywhere empty:hidden">
          {said(step)}
        </p>
        <DialogFooter isBusy={kind === 'importing'}>
          {step.kind === 'done' ? (
            <>
              <Button onClick={onClose}>{words.close()}</Button>
              <Button ref={next} tone="primary" onClick={() => onOpen(step.archive.dossier)}>
                {words.open()}
              </Button>
            </>
          ) : (
            <>
              <Button onClick={onClose}>{words.cancel()}</Button>
              {(step.kind === 'found' || step.kind === 'importing') && (
                <Button
                  ref={next}
                  tone="primary"
                  isBusy={step.kind === 'importing'}
                  onClick={() => step.kind === 'found' && void take(step.archive)}
                >
                  {words.importEntries({ count: step.archive.events.length })}
                </Button>
              )}
            </>
          )}
        </DialogFooter>
      </div>
    </Dialog>
  );
}

/** What the file is, or why it cannot be taken. */
async function read(
  file: File,
  services: TransferServices,
  signal: AbortSignal,
  onProgress: (count: number) => void,
): Promise<Step> {
  if (file.size > largestFile) {
    return { kind: 'choosing', problem: words.tooLarge({ most: formatBytes(largestFile) }) };
  }
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const found = await services.readArchive(bytes, onProgress, signal);
    return found.ok
      ? { kind: 'found', archive: found.archive }
      : { kind: 'choosing', problem: archiveProblemText(found.problem) };
  } catch (error) {
    return {
      kind: 'choosing',
      problem: words.unreadable({ reason: problemText(problemOf(error)) }),
    };
  }
}

function said(step: Step): string {
  switch (step.kind) {
    case 'choosing':
      return '';
    case 'reading':
      return step.count === 0 ? words.checking() : words.reading({ count: step.count });
    case 'importing':
      return words.importing();
    case 'found': {
      const { title, dossier, events } = step.archive;
      const count = events.length;
      return title === '' ? words.foundUntitled({ dossier, count }) : words.found({ title, count });
    }
    case 'done':
      return words.done({ added: step.added, count: step.archive.events.length });
  }
}
