/**
 * The dialog that takes something in: a file, or cells from the clipboard. It says what was handed over before anything
 * happens, asks what it cannot know, and says afterwards what came of it.
 */
import { type ClipboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { problemOf } from '#src/domain/problem.ts';
import type { Archive } from '#src/formats/archive.ts';
import type { OpenedTable, OpenResult, TableSource } from '#src/formats/table-reader.ts';
import type { TrelloBoard } from '#src/formats/trello-board.ts';
import type { ImportedIssues } from '#src/store/import-issues.ts';
import { Button } from '#src/ui/button.tsx';
import { Dialog, DialogFooter } from '#src/ui/dialog.tsx';
import { Field, inputClass } from '#src/ui/field.tsx';
import { archiveProblemText } from '#src/words/archive-problems.ts';
import * as words from '#src/words/compiled/transfer.ts';
import { formatBytes } from '#src/words/numbers.ts';
import { problemText } from '#src/words/problems.ts';
import { strangeFileText, tableProblemText } from '#src/words/table-problems.ts';
import { ArchiveStep } from './archive-step.tsx';
import { TableStep } from './table-step.tsx';
import type { OpenTableReader, TransferServices } from './transfer-services.ts';
import { TrelloStep } from './trello-step.tsx';

interface ImportDialogProps {
  readonly services: TransferServices;
  /** One that was dropped on the page; null where the reader is still to choose. */
  readonly file: File | null;
  /** The dossier whose page this is; null for none. */
  readonly into: string | null;
  readonly onClose: () => void;
  /** Leads to the page of a dossier. */
  readonly onOpen: (dossier: string) => void;
  /** Something was taken in. */
  readonly onImported: () => void;
}

type Step =
  | { readonly kind: 'choosing'; readonly problem?: string }
  /** `text`: how far it has come, in a sentence. */
  | { readonly kind: 'reading'; readonly text: string }
  | { readonly kind: 'archive'; readonly archive: Archive }
  | {
      readonly kind: 'table';
      readonly table: OpenedTable;
      readonly reader: OpenTableReader;
      readonly name: string;
      /** Why another sheet could not be had. */
      readonly problem?: string;
    }
  | { readonly kind: 'trello'; readonly board: TrelloBoard }
  | { readonly kind: 'done'; readonly text: string; readonly dossier: string };

/** Bytes. A text of more than half a gigabyte is more than engines hold. */
const largestFile = 200_000_000;

type Reading = Pick<TransferServices, 'isArchive' | 'readArchive' | 'openTables'>;

export function ImportDialog(props: ImportDialogProps) {
  const { services, file, into, onClose, onOpen, onImported } = props;
  const [step, setStep] = useState<Step>({ kind: 'choosing' });
  const input = useRef<HTMLInputElement>(null);
  const open = useRef<HTMLButtonElement>(null);
  const reading = useRef(new AbortController());
  useEffect(() => () => reading.current.abort(), []);
  const isBusy = useRef(false);
  const setBusy = (next: boolean) => {
    isBusy.current = next;
  };
  const content = useRef<HTMLDivElement>(null);
  const show = useCallback((next: Step) => {
    // What has the focus goes with its step; the dialog has it until what comes takes it.
    content.current?.closest<HTMLElement>('[role="dialog"]')?.focus();
    setStep(next);
  }, []);
  const { kind } = step;
  useEffect(() => {
    if (kind === 'done') open.current?.focus();
    else if (kind === 'choosing') input.current?.focus();
  }, [kind]);

  /** What is under way is given up, and its reader ended. */
  const begin = useCallback((): AbortSignal => {
    reading.current.abort();
    const current = new AbortController();
    reading.current = current;
    return current.signal;
  }, []);
  const look = useCallback(
    async (find: (signal: AbortSignal, say: (text: string) => void) => Promise<Step>) => {
      // What is being taken in goes on, whatever is dropped on the page.
      if (isBusy.current) return;
      const signal = begin();
      const say = (text: string) => {
        if (!signal.aborted) setStep({ kind: 'reading', text });
      };
      say(words.checking());
      const found = await find(signal, say).catch((error: unknown): Step => {
        const reason = problemText(problemOf(error));
        return { kind: 'choosing', problem: words.unreadable({ reason }) };
      });
      if (!signal.aborted) show(found);
    },
    [begin, show],
  );
  const lookAt = useCallback(
    (chosen: File) => look((signal, say) => findInFile(chosen, services, signal, say)),
    [look, services],
  );
  useEffect(() => {
    if (file) void lookAt(file);
  }, [file, lookAt]);

  const paste = (event: ClipboardEvent) => {
    const source = sourceIn(event.clipboardData);
    if (source === null) return;
    event.preventDefault();
    void look((signal, say) => findTable(source, '', services, signal, say));
  };
  const again = () => {
    begin();
    show({ kind: 'choosing' });
  };
  const sheets = useRef(0);
  /** The latest that was chosen; where it cannot be had, the one before stays. */
  const showSheet = async (shown: Extract<Step, { kind: 'table' }>, sheet: string) => {
    sheets.current += 1;
    const turn = sheets.current;
    const { signal } = reading.current;
    const { reader, name } = shown;
    const found = await reader
      .chooseSheet(sheet, () => {})
      .then((result) => stepOf(result, reader, name))
      .catch((error: unknown): Step => {
        return { kind: 'choosing', problem: problemText(problemOf(error)) };
      });
    if (signal.aborted || isBusy.current || turn !== sheets.current) return;
    if (found.kind === 'choosing') setStep({ ...shown, problem: found.problem ?? '' });
    else show(found);
  };
  const finish = (text: string, dossier: string) => {
    show({ kind: 'done', text, dossier });
    onImported();
  };

  const finishIssues = ({ dossier, added, updated }: ImportedIssues) =>
    finish(words.doneIssues({ added, updated, changed: added + updated }), dossier);

  return (
    <Dialog
      title={words.heading()}
      isWide={step.kind === 'table' || step.kind === 'trello'}
      hasUnsaved={['table', 'trello', 'archive'].includes(step.kind)}
      // A file that was dropped may have been read by then, and what is asked of it has the focus.
      initialFocus={() => input.current ?? false}
      givesFocusBack={() => true}
      onClose={onClose}
    >
      <div ref={content} className="contents">
        {(step.kind === 'choosing' || step.kind === 'reading') && (
          <div className="grid gap-4">
            <Field
              label={words.file()}
              hint={words.fileHint()}
              problem={'problem' in step ? step.problem : undefined}
            >
              {(control) => (
                <input
                  {...control}
                  ref={input}
                  type="file"
                  // The same file once more, when it was mended, is a choice too.
                  onClick={({ currentTarget }) => {
                    currentTarget.value = '';
                  }}
                  className={`${inputClass} file:mr-3 file:rounded-sm file:border-0 file:bg-well file:px-2.5 file:py-1 file:text-ink`}
                  onChange={({ target }) => {
                    const chosen = target.files?.[0];
                    if (chosen) void lookAt(chosen);
                  }}
                />
              )}
            </Field>
            <PasteField
              onPaste={paste}
              onText={(text) =>
                void look((signal, say) =>
                  findTable({ kind: 'text', text }, '', services, signal, say),
                )
              }
            />
            <p role="status" className="wrap-anywhere empty:hidden">
              {step.kind === 'reading' && step.text}
            </p>
            <DialogFooter>
              <Button onClick={step.kind === 'reading' ? again : onClose}>{words.cancel()}</Button>
            </DialogFooter>
          </div>
        )}
        {step.kind === 'archive' && (
          <ArchiveStep
            archive={step.archive}
            services={services}
            onAnother={again}
            onClose={onClose}
            onBusy={setBusy}
            onDone={(added) =>
              finish(words.done({ added, count: step.archive.events.length }), step.archive.dossier)
            }
          />
        )}
        {step.kind === 'table' && (
          <TableStep
            // Another sheet is another table.
            key={step.table.sheet}
            services={services}
            reader={step.reader}
            table={step.table}
            name={step.name}
            into={into}
            problem={step.problem ?? ''}
            onSheet={(sheet) => void showSheet(step, sheet)}
            onAnother={again}
            onClose={onClose}
            onBusy={setBusy}
            onDone={finishIssues}
          />
        )}
        {step.kind === 'trello' && (
          <TrelloStep
            services={services}
            board={step.board}
            into={into}
            onAnother={again}
            onClose={onClose}
            onBusy={setBusy}
            onDone={finishIssues}
          />
        )}
        {step.kind === 'done' && (
          <div className="grid gap-4">
            <p role="status" className="wrap-anywhere">
              {step.text}
            </p>
            <DialogFooter>
              <Button onClick={onClose}>{words.close()}</Button>
              <Button ref={open} tone="primary" onClick={() => onOpen(step.dossier)}>
                {words.open()}
              </Button>
            </DialogFooter>
          </div>
        )}
      </div>
    </Dialog>
  );
}

interface PasteFieldProps {
  readonly onPaste: (event: ClipboardEvent) => void;
  /** What was written by hand is to be read. */
  readonly onText: (text: string) => void;
}

function PasteField({ onPaste, onText }: PasteFieldProps) {
  const [text, setText] = useState('');
  return (
    <div className="grid justify-items-end gap-2 *:w-full">
      <Field label={words.paste()} hint={words.pasteHint()}>
        {(control) => (
          <textarea
            {...control}
            dir="auto"
            rows={3}
            value={text}
            className={`${inputClass} resize-y font-mono`}
            onPaste={onPaste}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Field>
      {text.trim() !== '' && (
        <Button className="w-auto!" onClick={() => onText(text)}>
          {words.readText()}
        </Button>
      )}
    </div>
  );
}

/** Cells as a page has them say more than the same as plain text; null where the clipboard has neither. */
function sourceIn(clipboard: DataTransfer): TableSource | null {
  const page = clipboard.getData('text/html');
  if (/<table/i.test(page)) return { kind: 'page', page };
  const text = clipboard.getData('text/plain');
  return text.trim() === '' ? null : { kind: 'text', text };
}

async function findInFile(
  file: File,
  services: Reading,
  signal: AbortSignal,
  say: (text: string) => void,
): Promise<Step> {
  if (file.size > largestFile) {
    return { kind: 'choosing', problem: words.tooLarge({ most: formatBytes(largestFile) }) };
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!(await services.isArchive(bytes))) {
    const name = file.name.replace(/\.[^.]{1,5}$/, '');
    return findTable({ kind: 'file', bytes }, name, services, signal, say);
  }
  const found = await services.readArchive(bytes, (count) => say(words.reading({ count })), signal);
  return found.ok
    ? { kind: 'archive', archive: found.archive }
    : { kind: 'choosing', problem: archiveProblemText(found.problem) };
}

async function findTable(
  source: TableSource,
  name: string,
  services: Reading,
  signal: AbortSignal,
  say: (text: string) => void,
): Promise<Step> {
  const reader = await services.openTables();
  signal.addEventListener('abort', reader.close);
  if (signal.aborted) reader.close();
  signal.throwIfAborted();
  const result = await reader.open(source, (count) => say(words.rowsSoFar({ count })));
  return stepOf(result, reader, name);
}

function stepOf(result: OpenResult, reader: OpenTableReader, name: string): Step {
  switch (result.kind) {
    case 'table':
      return { kind: 'table', table: result.table, reader, name };
    case 'trello':
      return { kind: 'trello', board: result.board };
    case 'strange':
      return { kind: 'choosing', problem: strangeFileText(result.strange) };
    case 'problem':
      return { kind: 'choosing', problem: tableProblemText(result.problem) };
  }
}
