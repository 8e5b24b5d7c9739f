/** The first issues as they would be, and the rows that cannot be taken, with the reason and the line of each. */
import type { PartyCode } from '#src/domain/ids.ts';
import { PartyChip } from '#src/features/shared/party-chip.tsx';
import { StatusShape } from '#src/features/shared/status-shape.tsx';
import type { TableIssue } from '#src/formats/table-import.ts';
import type { TableOutcome } from '#src/formats/table-reader.ts';
import { List } from '#src/ui/list.tsx';
import * as words from '#src/words/compiled/tables.ts';
import { formatDay } from '#src/words/dates.ts';
import { listPlainly } from '#src/words/numbers.ts';
import { rowFaultText } from '#src/words/table-problems.ts';
import { basisLabel, categoryLabel, statusLabel } from '#src/words/vocabulary.ts';

interface PreviewProps {
  readonly outcome: TableOutcome;
  readonly parties: readonly PartyCode[];
}

export function Preview({ outcome: { first, good }, parties }: PreviewProps) {
  if (first.length === 0) return <p className="text-sm text-soft">{words.nothingGood()}</p>;
  return (
    <div className="grid gap-1.5">
      <p aria-hidden="true" className="text-xs text-soft">
        {words.previewOf({ shown: first.length, all: good })}
      </p>
      <table
        aria-label={words.preview()}
        className="w-full table-fixed border-separate border-spacing-x-0 border-spacing-y-1.5"
      >
        <colgroup>
          <col />
          <col className="w-36" />
        </colgroup>
        <thead className="sr-only">
          <tr>
            <th scope="col">{words.asked()}</th>
            <th scope="col">{words.asStatus()}</th>
          </tr>
        </thead>
        <tbody>
          {first.map((issue) => (
            <PreviewRow key={issue.line} issue={issue} parties={parties} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface PreviewRowProps {
  readonly issue: TableIssue;
  readonly parties: readonly PartyCode[];
}

function PreviewRow({ issue: { draft, at }, parties }: PreviewRowProps) {
  const place = parties.indexOf(draft.asker);
  const notes = [
    categoryLabel(draft.category),
    ...(draft.basis === 'inferred' ? [basisLabel(draft.basis)] : []),
    ...(draft.tags.length > 0 ? [listPlainly(draft.tags)] : []),
  ];
  return (
    <tr data-party={place < 0 ? undefined : place} className="align-top">
      <td className="rounded-l-md border border-line border-r-0 border-l-4 border-l-party py-2 pl-3">
        <span dir="auto" className="line-clamp-2 wrap-anywhere text-sm font-semibold">
          {draft.title}
        </span>
        {draft.summary !== '' && (
          <span dir="auto" className="line-clamp-1 wrap-anywhere text-xs text-soft">
            {draft.summary}
          </span>
        )}
        <span className="mt-0.5 flex flex-wrap items-center gap-x-2 text-xs text-soft">
          <PartyChip asker={draft.asker} />
          <span className="wrap-anywhere">{notes.join(' · ')}</span>
        </span>
      </td>
      <td className="rounded-r-md border border-line border-l-0 px-3 py-2 text-xs text-soft">
        <span className="flex items-center gap-1.5 text-ink">
          <StatusShape status={draft.status} />
          {statusLabel(draft.status)}
        </span>
        {at !== null && <span className="block whitespace-nowrap">{formatDay(at)}</span>}
      </td>
    </tr>
  );
}

export function RowProblems({
  outcome: { bad, good, problems },
}: {
  readonly outcome: TableOutcome;
}) {
  if (bad === 0) return null;
  const shown = new Set(problems.map(({ line }) => line)).size;
  return (
    <div className="grid gap-1.5">
      <p className="text-sm font-semibold text-problem">
        {good > 0 ? words.bad({ count: bad }) : words.allBad({ count: bad })}
      </p>
      <div className="max-h-48 overflow-y-auto rounded-md border border-line px-3 py-2 text-sm">
        <List aria-label={words.problems()}>
          {problems.map(({ line, fault }) => {
            const what = rowFaultText(fault);
            return (
              <li key={`${line} ${what}`} className="wrap-anywhere">
                {words.problemAt({ line, what })}
              </li>
            );
          })}
        </List>
        {bad > shown && <p className="text-soft">{words.more({ count: bad - shown })}</p>}
      </div>
    </div>
  );
}
