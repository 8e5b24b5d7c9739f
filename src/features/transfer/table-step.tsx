/** A table that was found: what it is, where it goes, what its columns mean, and what would come of it. */
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { checkDossier, type DossierProblems } from '#src/domain/dossier-draft.ts';
import type { PartyCode } from '#src/domain/ids.ts';
import { problemOf } from '#src/domain/problem.ts';
import type { TableIssue } from '#src/formats/table-import.ts';
import type { OpenedTable, TableReader } from '#src/formats/table-reader.ts';
import type { ImportedIssues } from '#src/store/import-issues.ts';
import { Button } from '#src/ui/button.tsx';
import { DialogFooter } from '#src/ui/dialog.tsx';
import { Field, RadioField } from '#src/ui/field.tsx';
import { Select } from '#src/ui/select.tsx';
import * as words from '#src/words/compiled/tables.ts';
import * as transfer from '#src/words/compiled/transfer.ts';
import { problemText } from '#src/words/problems.ts';
import { howRead } from '#src/words/table-problems.ts';
import { ColumnList } from './column-list.tsx';
import { DayOrderField, MeaningLists, OtherRows } from './meaning-list.tsx';
import { Group, smallSelect } from './parts.tsx';
import { Preview, RowProblems } from './table-preview.tsx';
import { TargetField } from './target-field.tsx';
import type { TransferServices } from './transfer-services.ts';
import { type Missing, useTableImport } from './use-table-import.ts';

interface TableStepProps {
  readonly services: TransferServices;
  readonly reader: TableReader;
  readonly table: OpenedTable;
  /** Of the file, without its ending; empty for what was pasted. */
  readonly name: string;
  /** The dossier whose page this is; null for none. */
  readonly into: string | null;
  readonly onSheet: (sheet: string) => void;
  readonly onAnother: () => void;
  readonly onClose: () => void;
  readonly onDone: (imported: ImportedIssues) => void;
}

const missingTexts: Readonly<Record<Missing, () => string>> = {
  title: words.needTitle,
  asker: words.needAsker,
  order: words.needOrder,
  target: words.needTarget,
};

type Progress = { readonly count: number; readonly all: number } | null;

export function TableStep(props: TableStepProps) {
  const { services, reader, table, name, into, onSheet, onAnother, onClose, onDone } = props;
  const [target, setTarget] = useState(into);
  const [title, setTitle] = useState(name);
  const [saidParties, setSaidParties] = useState<readonly PartyCode[] | null>(null);
  const [problems, setProblems] = useState<DossierProblems>({});
  const [progress, setProgress] = useState<Progress>(null);
  const [problem, setProblem] = useState('');
  const work = useRef<AbortController | null>(null);
  const [remembered] = useState(() => services.rememberedMatches());
  const dossiers = useQuery({ queryKey: ['device', 'targets'], queryFn: services.targets });
  const contents = useQuery({
    queryKey: ['device', 'target', target],
    queryFn: () => services.contentsOf(target ?? ''),
    enabled: target !== null,
    // It may have changed since it was looked into the last time.
    staleTime: 0,
    gcTime: 0,
  });
  const there = target === null ? undefined : contents.data;
  const state = useTableImport({
    table,
    reader,
    remembered,
    parties: target === null ? (saidParties ?? 'proposed') : (there?.parties ?? null),
    known: target === null ? services.nothingKnown : (there?.known ?? null),
    now: services.now,
  });
  const { outcome, missing, parties } = state;
  const draft = { title, parties: parties ?? [] };
  const good = outcome?.good ?? 0;
  const isImporting = progress !== null;

  const take = async () => {
    const checked = target === null ? checkDossier(draft) : null;
    if (checked && !checked.ok) {
      setProblems(checked.problems);
      return;
    }
    const current = new AbortController();
    work.current = current;
    setProblem('');
    setProgress({ count: 0, all: good });
    try {
      const rows = await allIssues(reader);
      const place = checked
        ? ({ kind: 'new', draft: checked.draft } as const)
        : ({ kind: 'there', dossier: target ?? '' } as const);
      services.rememberMatches(state.newMatches());
      const imported = await services.importIssues(place, rows, state.knownIssues, {
        signal: current.signal,
        onProgress: (count, all) => setProgress({ count, all }),
      });
      onDone(imported);
    } catch (error) {
      if (!current.signal.aborted) setProblem(problemText(problemOf(error)));
    } finally {
      setProgress(null);
    }
  };
  const isBlocked = missing.length > 0 || good === 0 || state.isReading || isImporting;
  const failure = problem || (state.problem ? problemText(state.problem) : '');
  const unreached = contents.error ? problemText(problemOf(contents.error)) : '';

  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="wrap-anywhere min-w-0">
          <strong dir="auto">{name || words.pasted()}</strong>{' '}
          <span className="text-soft">
            {howRead({ ...table, rows: table.rows - (state.hasNames ? 1 : 0) })}
          </span>
        </p>
        <Button onClick={onAnother} disabled={isImporting}>
          {transfer.another()}
        </Button>
      </div>
      <fieldset disabled={isImporting} className="contents">
        {table.sheets.length > 1 && (
          <Field label={words.sheet()}>
            {(control) => (
              <Select
                {...control}
                value={table.sheet ?? ''}
                options={table.sheets.map((sheet) => ({ value: sheet, label: sheet }))}
                onChoose={onSheet}
                className={smallSelect}
              />
            )}
          </Field>
        )}
        <TargetField
          dossier={target}
          dossiers={dossiers.data ?? []}
          draft={draft}
          problems={problems}
          onChoose={setTarget}
          onTitle={(next) => {
            setTitle(next);
            setProblems({});
          }}
          onParties={(next) => {
            setSaidParties(next);
            setProblems({});
          }}
        />
        <label className="flex min-h-8 items-center gap-2 text-sm pointer-coarse:min-h-11">
          <input
            type="checkbox"
            className="size-4 accent-(--accent) pointer-coarse:size-5"
            checked={state.hasNames}
            onChange={({ target: { checked } }) => state.setHasNames(checked)}
          />
          {words.hasNames()}
        </label>
        <ColumnList table={state} />
        <MeaningLists table={state} />
        <DayOrderField table={state} />
        <OtherRows table={state} />
        {outcome !== null && outcome.known > 0 && (
          <RadioField
            label={words.known({ count: outcome.known })}
            name="known"
            hint={words.knownHint()}
            options={[
              { value: 'update', label: words.update() },
              { value: 'leave', label: words.leave() },
              { value: 'double', label: words.double() },
            ]}
            value={state.knownIssues}
            onChange={state.setKnownIssues}
          />
        )}
      </fieldset>
      <Group label={words.preview()}>
        {missing.length > 0 && (
          <ul className="text-sm">
            {missing.map((what) => (
              <li key={what}>{missingTexts[what]()}</li>
            ))}
          </ul>
        )}
        {outcome !== null && (
          <>
            <Preview outcome={outcome} parties={draft.parties} />
            <RowProblems outcome={outcome} />
          </>
        )}
      </Group>
      <p role="alert" className="text-sm text-problem empty:hidden">
        {failure || unreached}
      </p>
      <p role="status" className="text-sm empty:hidden">
        {progress && progressText(progress)}
      </p>
      <DialogFooter>
        <Button
          onClick={() => {
            if (isImporting) work.current?.abort();
            else onClose();
          }}
        >
          {transfer.cancel()}
        </Button>
        <Button tone="primary" isBusy={isBlocked} onClick={() => !isBlocked && void take()}>
          {words.importIssues({ count: good })}
        </Button>
      </DialogFooter>
    </div>
  );
}

async function allIssues(reader: TableReader): Promise<readonly TableIssue[]> {
  const rows: TableIssue[] = [];
  for (;;) {
    const more = await reader.issues(rows.length);
    if (more.length === 0) return rows;
    for (const row of more) rows.push(row);
  }
}

function progressText({ count, all }: NonNullable<Progress>): string {
  return count < all ? transfer.recording({ count, all }) : transfer.writing();
}
