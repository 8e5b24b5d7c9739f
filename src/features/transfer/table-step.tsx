/** A table that was found: what it is, where it goes, what its columns mean, and what would come of it. */
import { useMemo, useState } from 'react';
import type { Folded } from '#src/domain/board.ts';
import type { TableIssue } from '#src/formats/table-import.ts';
import { knownKeysOf, planImport } from '#src/formats/table-plan.ts';
import type { OpenedTable, TableReader } from '#src/formats/table-reader.ts';
import type { ImportedIssues } from '#src/store/import-issues.ts';
import { Field, RadioField } from '#src/ui/field.tsx';
import { Select } from '#src/ui/select.tsx';
import * as words from '#src/words/compiled/tables.ts';
import { problemText } from '#src/words/problems.ts';
import { howRead, rowFaultText } from '#src/words/table-problems.ts';
import { ColumnList } from './column-list.tsx';
import { DayOrderField, MeaningLists, OtherRows } from './meaning-list.tsx';
import { Group, smallSelect } from './parts.tsx';
import { Preview } from './preview.tsx';
import { ProblemList } from './problem-list.tsx';
import { StepFrame } from './step-frame.tsx';
import type { TransferServices } from './transfer-services.ts';
import { type Outcome, useImporting } from './use-importing.ts';
import { type Missing, useTableImport } from './use-table-import.ts';
import { useTarget } from './use-target.ts';

interface TableStepProps extends Outcome<ImportedIssues> {
  readonly services: TransferServices;
  readonly reader: TableReader;
  readonly table: OpenedTable;
  /** Of the file, without its ending; empty for what was pasted. */
  readonly name: string;
  /** The dossier whose page this is; null for none. */
  readonly into: string | null;
  /** Why another sheet could not be had; empty where none was wanted. */
  readonly problem: string;
  readonly onSheet: (sheet: string) => void;
  readonly onAnother: () => void;
  readonly onClose: () => void;
}

const missingTexts: Readonly<Record<Missing, () => string>> = {
  title: words.needTitle,
  asker: words.needAsker,
  order: words.needOrder,
  target: words.needTarget,
};

export function TableStep(props: TableStepProps) {
  const {
    services,
    reader,
    table,
    name,
    into,
    problem,
    onSheet,
    onAnother,
    onClose,
    onBusy,
    onDone,
  } = props;
  const target = useTarget({ services, into, title: name });
  const importing = useImporting({ onBusy, onDone });
  const [remembered] = useState(() => services.rememberedMatches());
  const { folded } = target;
  const known = useMemo(() => folded && knownKeysOf(folded.board), [folded]);
  const isNew = target.dossier === null;
  const state = useTableImport({
    table,
    reader,
    remembered,
    parties: isNew ? (target.saidParties ?? 'proposed') : target.thereParties,
    known,
    now: services.now,
  });
  const { outcome, missing } = state;
  const parties = state.parties ?? [];
  const good = outcome?.good ?? 0;

  const take = (): boolean => {
    const place = target.check(parties);
    if (place === null) return false;
    services.rememberMatches(state.newMatches());
    const { newSlug } = services;
    void importing.run(good, async (work) => {
      const rows = await allIssues(reader);
      const plan = ({ board }: Folded) =>
        planImport(board, rows, { known: state.knownIssues, newSlug });
      return services.importIssues(place, plan, work);
    });
    return true;
  };

  return (
    <StepFrame
      name={name || words.pasted()}
      about={howRead({ ...table, rows: table.rows - (state.hasNames ? 1 : 0) })}
      target={target}
      parties={parties}
      importing={importing}
      failure={state.problem ? problemText(state.problem) : problem}
      count={good}
      isReady={missing.length === 0 && !state.isReading}
      onImport={take}
      onAnother={onAnother}
      onClose={onClose}
      questions={
        <>
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
          <label className="flex min-h-8 items-center gap-2 text-sm pointer-coarse:min-h-11">
            <input
              type="checkbox"
              className="size-4 accent-(--accent) pointer-coarse:size-5"
              checked={state.hasNames}
              onChange={(event) => state.setHasNames(event.target.checked)}
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
        </>
      }
      outcome={
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
              <Preview
                issues={outcome.first.map((issue) => ({ key: `${issue.line}`, ...issue }))}
                all={good}
                parties={parties}
              />
              <ProblemList
                heading={
                  good > 0
                    ? words.bad({ count: outcome.bad })
                    : words.allBad({ count: outcome.bad })
                }
                problems={outcome.problems.map(({ line, fault }) =>
                  words.problemAt({ line, what: rowFaultText(fault) }),
                )}
                more={outcome.bad - new Set(outcome.problems.map(({ line }) => line)).size}
              />
            </>
          )}
        </Group>
      }
    />
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
