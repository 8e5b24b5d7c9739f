/** A row: one issue. It renders again only when its issue, or how it stands in the table, changes. */

import { type ChangeEvent, memo } from 'react';
import type { Issue } from '#src/domain/issue.ts';
import { FoundLine } from '#src/features/shared/found-line.tsx';
import { Checkbox } from '#src/ui/checkbox.tsx';
import { selectIssue } from '#src/words/compiled/board.ts';
import { columns } from './columns.tsx';
import type { RowHeight } from './rendered-rows.ts';

interface IssueRowProps {
  readonly issue: Issue;
  readonly index: number;
  /** The asker's place among the parties, which decides its colour. */
  readonly party: number;
  readonly href: string;
  readonly isOpen: boolean;
  readonly isSelected: boolean;
  /** Whether Tab stops at the title. */
  readonly isStop: boolean;
  readonly onSelect: (issue: Issue, isRun: boolean) => void;
  /** No cell makes it higher: what has no room is cut. */
  readonly height: RowHeight;
}

const cell = 'border-line border-b px-2 py-0 align-middle font-normal';

export const IssueRow = memo(function IssueRow(props: IssueRowProps) {
  const { issue, index, party, href, isOpen, isSelected, isStop, onSelect, height } = props;
  const isCompact = height.density === 'compact';
  return (
    <tr
      data-row={issue.id}
      data-index={index}
      data-party={party}
      aria-rowindex={index + 2}
      data-compact={isCompact ? '' : undefined}
      style={{ height: `${height.rem}rem` }}
      className={`group/row ${groundOf(isOpen, isSelected)}`}
    >
      <td className={`${cell} pr-0 pl-2`}>
        <Checkbox
          tabIndex={-1}
          label={selectIssue({ title: issue.title })}
          checked={isSelected}
          onChange={(event) => onSelect(issue, isWithShift(event))}
        />
      </td>
      {columns.map(({ key, isNumber, show }) =>
        key === 'title' ? (
          <th
            key={key}
            scope="row"
            className={`${cell} sticky left-0 z-1 border-r bg-inherit text-left`}
          >
            <div
              className={`@container ${isCompact ? 'flex items-baseline gap-3 pointer-coarse:block' : ''}`}
            >
              <a
                href={href}
                dir="auto"
                draggable={false}
                tabIndex={isStop ? undefined : -1}
                aria-current={isOpen ? 'true' : undefined}
                title={issue.title}
                className={`font-semibold text-ink text-sm hover:underline ${
                  isCompact
                    ? 'block min-w-0 truncate'
                    : 'wrap-anywhere line-clamp-2 group-has-data-[part=found]/row:line-clamp-1'
                }`}
              >
                {show(issue)}
              </a>
              <FoundLine
                issue={issue}
                className={isCompact ? 'min-w-2/5 @max-[16rem]:pointer-fine:sr-only' : ''}
              />
            </div>
          </th>
        ) : (
          <td
            key={key}
            className={`${cell} text-xs leading-5 ${isCompact ? 'truncate' : ''} ${isNumber ? 'pr-6 text-right tabular-nums' : ''}`}
          >
            {show(issue)}
          </td>
        ),
      )}
    </tr>
  );
});

/** Opaque, for the title stays while the rest of the row is scrolled beneath it. */
function groundOf(isOpen: boolean, isSelected: boolean): string {
  if (isSelected) return 'bg-[color-mix(in_srgb,var(--accent)_12%,var(--surface))]';
  return isOpen ? 'bg-well' : 'bg-surface hover:bg-raised';
}

function isWithShift({ nativeEvent }: ChangeEvent): boolean {
  return nativeEvent instanceof MouseEvent && nativeEvent.shiftKey;
}
