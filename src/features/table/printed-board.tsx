/** The board on paper: under each party its statuses, and under each status what it has, as many side by side as fit. */
import { cellKey } from '#src/domain/cells.ts';
import type { IssueId, PartyCode } from '#src/domain/ids.ts';
import type { Issue } from '#src/domain/issue.ts';
import { type Status, statuses } from '#src/domain/vocabulary.ts';
import { StatusShape } from '#src/features/shared/status-shape.tsx';
import { useBoard } from '#src/store/hooks.ts';
import { cellOf, type Shown, type ShownCell } from '#src/store/selectors.ts';
import * as board from '#src/words/compiled/board.ts';
import { issues, issuesOf, notes, passages } from '#src/words/compiled/vocabulary.ts';
import { formatDay, machineDate } from '#src/words/dates.ts';
import { formatCount } from '#src/words/numbers.ts';
import { asksOf } from '#src/words/parties.ts';
import { categoryLabel, statusLabel } from '#src/words/vocabulary.ts';

export function PrintedBoard({ shown }: { shown: Shown }) {
  return shown.lanes.map((asker) => <PrintedLane key={asker} asker={asker} shown={shown} />);
}

function PrintedLane({ asker, shown }: { asker: PartyCode; shown: Shown }) {
  const cells = statuses.map((status) => ({
    status,
    cell: cellOf(shown, cellKey(asker, status)),
  }));
  const count = cells.reduce((sum, { cell }) => sum + cell.shown.length, 0);
  const total = cells.reduce((sum, { cell }) => sum + cell.total, 0);
  return (
    <section className="mb-5">
      <h2 className="mb-2 flex items-baseline gap-3 border-ink border-b pb-0.5 text-[12pt] font-semibold break-after-avoid">
        {asksOf(asker)}
        <span className="text-[9pt] font-normal">
          {count === total ? issues({ count }) : issuesOf({ shown: count, total })}
        </span>
      </h2>
      {count > 0 &&
        cells.map(({ status, cell }) => <PrintedCell key={status} status={status} cell={cell} />)}
    </section>
  );
}

/** A status that has nothing, shown or hidden, takes one line. */
function PrintedCell({ status, cell: { shown, total } }: { status: Status; cell: ShownCell }) {
  return (
    <section className="mb-3">
      <h3 className="mb-1 flex items-center gap-1.5 text-[9pt] font-semibold break-after-avoid">
        <StatusShape status={status} />
        {statusLabel(status)}
        <span className="font-normal tabular-nums">
          {shown.length === total
            ? formatCount(total)
            : board.count({ shown: shown.length, total })}
        </span>
      </h3>
      {shown.length > 0 && (
        <ul className="grid grid-cols-3 gap-2">
          {shown.map((id) => (
            <PrintedCard key={id} id={id} />
          ))}
        </ul>
      )}
    </section>
  );
}

function PrintedCard({ id }: { id: IssueId }) {
  const issue = useBoard(({ issues }) => issues.get(id));
  if (issue === undefined) return null;
  return (
    <li className="flex min-w-0 flex-col gap-1 rounded-sm border border-edge px-2 py-1.5 wrap-anywhere break-inside-avoid">
      <p dir="auto" className="kept-within text-[9.5pt] leading-tight font-semibold">
        {issue.title}
      </p>
      <p className="mt-auto flex flex-wrap gap-x-2 text-[8pt] leading-tight">
        {knownOf(issue).map((known) => (
          <span key={known}>{known}</span>
        ))}
        <time dateTime={machineDate(issue.movedAt)} className="ml-auto">
          {formatDay(issue.movedAt)}
        </time>
      </p>
    </li>
  );
}

function knownOf({ category, basis, evidence, annotations }: Issue): readonly string[] {
  return [
    categoryLabel(category),
    ...(basis === 'inferred' ? [board.inferred()] : []),
    ...(evidence.length > 0 ? [passages({ count: evidence.length })] : []),
    ...(annotations.length > 0 ? [notes({ count: annotations.length })] : []),
  ];
}
