/** What the texts of the columns stand for, and what holds where a row says nothing. */
import type { PartyCode } from '#src/domain/ids.ts';
import { bases, categories, statuses } from '#src/domain/vocabulary.ts';
import { type ChosenUse, chosenUses } from '#src/formats/table-columns.ts';
import { Field, RadioField } from '#src/ui/field.tsx';
import { Select } from '#src/ui/select.tsx';
import * as words from '#src/words/compiled/tables.ts';
import { partyName } from '#src/words/parties.ts';
import { columnUseLabel } from '#src/words/table-problems.ts';
import { basisLabel, categoryLabel, statusLabel } from '#src/words/vocabulary.ts';
import { columnName } from './column-list.tsx';
import { Group, MatchRow, smallSelect } from './parts.tsx';
import type { Meaning, TableImport } from './use-table-import.ts';

interface Option {
  readonly value: string;
  readonly label: string;
}

function optionsOf(use: ChosenUse, parties: readonly PartyCode[]): readonly Option[] {
  switch (use) {
    case 'asker':
      return parties.map((value) => ({ value, label: partyName(value) }));
    case 'basis':
      return bases.map((value) => ({ value, label: basisLabel(value) }));
    case 'status':
      return statuses.map((value) => ({ value, label: statusLabel(value) }));
    case 'category':
      return categories.map((value) => ({ value, label: categoryLabel(value) }));
  }
}

const unchosen = (): Option => ({ value: '', label: words.choose() });

export function MeaningLists({ table }: { readonly table: TableImport }) {
  return chosenUses.map((use) => {
    const place = table.uses.indexOf(use);
    const column = table.columns[place];
    if (!column) return null;
    const name = columnName(column, place);
    const meanings = table.meanings[use];
    if (meanings === null) {
      return (
        <p key={use} role="alert" className="text-sm text-problem">
          {words.tooMany({ column: name })}
        </p>
      );
    }
    const options = optionsOf(use, table.parties ?? []);
    // What is to be said stands before what need only be looked over.
    const sorted = [...meanings].sort(
      (one, other) => Number(one.value !== '') - Number(other.value !== ''),
    );
    return (
      <Group key={use} label={words.meanings({ column: name })}>
        <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
          {sorted.map((meaning) => (
            <MeaningRow
              key={meaning.text}
              meaning={meaning}
              options={options}
              onChoose={(value) => table.setMeaning(use, meaning.text, value)}
            />
          ))}
        </div>
      </Group>
    );
  });
}

interface MeaningRowProps {
  readonly meaning: Meaning;
  readonly options: readonly Option[];
  readonly onChoose: (value: string) => void;
}

function MeaningRow({ meaning: { text, count, value }, options, onChoose }: MeaningRowProps) {
  return (
    <MatchRow name={text} about={words.times({ count })}>
      <Select
        aria-label={words.meaningOf({ text })}
        aria-invalid={value === '' || undefined}
        value={value}
        options={[unchosen(), ...options]}
        onChoose={onChoose}
        className={`${smallSelect} aria-invalid:border-problem`}
      />
    </MatchRow>
  );
}

/** One choice for each field that may be said for all rows at once. */
export function OtherRows({ table }: { readonly table: TableImport }) {
  const { others, setOthers, parties } = table;
  const choose = (use: ChosenUse, value: string) => {
    const status = statuses.find((known) => known === value);
    const category = categories.find((known) => known === value);
    const basis = bases.find((known) => known === value);
    if (use === 'asker') setOthers({ asker: value === '' ? null : value });
    else if (use === 'status' && status) setOthers({ status });
    else if (use === 'category' && category) setOthers({ category });
    else if (use === 'basis' && basis) setOthers({ basis });
  };
  return (
    <Group label={words.others()}>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {chosenUses.map((use) => (
          <Field key={use} label={columnUseLabel(use)}>
            {(control) => (
              <Select
                {...control}
                value={others[use] ?? ''}
                options={[
                  ...(use === 'asker' ? [unchosen()] : []),
                  ...optionsOf(use, parties ?? []),
                ]}
                onChoose={(value) => choose(use, value)}
                className={smallSelect}
              />
            )}
          </Field>
        ))}
      </div>
    </Group>
  );
}

/** Asked once, where the days of a column can be read both ways. */
export function DayOrderField({ table }: { readonly table: TableImport }) {
  const { dateColumn, order, setOrder, columns } = table;
  if (dateColumn === null) return null;
  return (
    <RadioField
      label={words.order({ column: columnName(dateColumn, columns.indexOf(dateColumn)) })}
      name="day-order"
      options={[
        { value: 'day', label: words.dayFirst() },
        { value: 'month', label: words.monthFirst() },
      ]}
      value={order}
      onChange={setOrder}
    />
  );
}
