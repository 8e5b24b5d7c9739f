/** The row of headings: one checkbox for all rows, and a button in each heading that puts the table in its order. */
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type FocusEvent, useCallback } from 'react';
import { sortTable } from '#src/commands/change-view.ts';
import { useCommand } from '#src/commands/use-command.ts';
import { useStores } from '#src/store/hooks.ts';
import type { Sort } from '#src/store/view.ts';
import { Checkbox } from '#src/ui/checkbox.tsx';
import * as words from '#src/words/compiled/table.ts';
import { type Column, columns, nextSort, saySort } from './columns.tsx';

interface TableHeadProps {
  readonly sort: Sort | null;
  /** How many of the rows are selected. */
  readonly chosen: 'none' | 'some' | 'all';
  readonly onSelectAll: () => void;
}

export function TableHead({ sort, chosen, onSelectAll }: TableHeadProps) {
  const mark = useCallback(
    (box: HTMLInputElement | null) => {
      if (box) box.indeterminate = chosen === 'some';
    },
    [chosen],
  );
  return (
    <thead>
      <tr aria-rowindex={1} className="h-9">
        <td className="sticky top-0 z-2 border-edge border-b bg-well pr-0 pl-2">
          <Checkbox
            ref={mark}
            label={words.selectAll()}
            title={words.selectAll()}
            checked={chosen === 'all'}
            onChange={onSelectAll}
          />
        </td>
        {columns.map((column) => (
          <Heading key={column.key} column={column} sort={sort} />
        ))}
      </tr>
    </thead>
  );
}

/** A browser leaves alone what is in view in part. A heading that is pressed stays under the pointer. */
function bringIntoView({ currentTarget }: FocusEvent<HTMLElement>): void {
  if (!currentTarget.matches(':focus-visible')) return;
  currentTarget.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function Heading({ column, sort }: { column: Column; sort: Sort | null }) {
  const { screen } = useStores();
  const put = useCommand(sortTable);
  const direction = sort?.key === column.key ? sort.direction : null;
  const next = nextSort(column, sort);
  const Arrow = direction === 'descending' ? ArrowDown : ArrowUp;
  const press = () => {
    void put({ sort: next });
    screen.announce(saySort(next));
  };
  return (
    <th
      scope="col"
      aria-sort={direction ?? undefined}
      className={`sticky top-0 border-edge border-b bg-well p-0 text-left ${
        column.key === 'title' ? 'left-0 z-3 border-r' : 'z-2'
      }`}
    >
      <button
        type="button"
        title={next ? words.sortHint({ way: column.ways[next.direction]() }) : words.inBoardOrder()}
        onClick={press}
        onFocus={column.key === 'title' ? undefined : bringIntoView}
        className={`group/sort flex h-9 w-full items-center gap-1 px-2 font-semibold text-xs outline-offset-[-2px] hover:text-accent ${
          column.isNumber ? 'flex-row-reverse pr-6' : ''
        } ${direction ? 'text-accent' : ''}`}
      >
        {column.label()}
        <Arrow
          aria-hidden="true"
          className={`size-3.5 shrink-0 ${
            direction
              ? ''
              : 'opacity-0 group-hover/sort:opacity-50 group-focus-visible/sort:opacity-50'
          }`}
        />
      </button>
    </th>
  );
}
