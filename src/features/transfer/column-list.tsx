/** The columns of the table, each with what it is taken for. */
import { columnLetters } from '#src/formats/column-letters.ts';
import { type Column, columnUses } from '#src/formats/table-columns.ts';
import { Select } from '#src/ui/select.tsx';
import * as words from '#src/words/compiled/tables.ts';
import { listPlainly } from '#src/words/numbers.ts';
import { columnUseLabel } from '#src/words/table-problems.ts';
import { Group, MatchRow, smallSelect } from './parts.tsx';
import type { TableImport } from './use-table-import.ts';

export function columnName({ name }: Column, place: number): string {
  return name === '' ? words.unnamed({ letter: columnLetters(place) }) : name;
}

export function ColumnList({ table }: { readonly table: TableImport }) {
  const options = columnUses.map((value) => ({ value, label: columnUseLabel(value) }));
  return (
    <Group label={words.columns()} hint={words.columnsHint()}>
      <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
        {table.columns.map((column, place) => {
          const name = columnName(column, place);
          return (
            <MatchRow
              // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are, and two may have one name.
              key={place}
              name={name}
              about={
                column.samples.length === 0 ? words.emptyColumn() : listPlainly(column.samples)
              }
            >
              <Select
                aria-label={name}
                value={table.uses[place] ?? 'none'}
                options={options}
                onChoose={(use) => table.setUse(place, use)}
                className={smallSelect}
              />
            </MatchRow>
          );
        })}
      </div>
    </Group>
  );
}
