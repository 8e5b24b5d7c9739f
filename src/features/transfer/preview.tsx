/** The first issues as they would be. */
import type { PartyCode } from '#src/domain/ids.ts';
import type { Instant } from '#src/domain/instant.ts';
import type { CheckedDraft } from '#src/domain/issue-draft.ts';
import { shortSummary } from '#src/domain/short-summary.ts';
import { PartyChip } from '#src/features/shared/party-chip.tsx';
import { StatusShape } from '#src/features/shared/status-shape.tsx';
import * as words from '#src/words/compiled/tables.ts';
import { formatDay } from '#src/words/dates.ts';
import { listPlainly } from '#src/words/numbers.ts';
import { basisLabel, categoryLabel, statusLabel } from '#src/words/vocabulary.ts';

export interface PreviewIssue {
  readonly key: string;
  readonly draft: CheckedDraft;
  /** Since when it is in its status; null where that is today. */
  readonly at: Instant | null;
}

interface PreviewProps {
  /** The first of them. */
  readonly issues: readonly PreviewIssue[];
  readonly all: number;
  readonly parties: readonly PartyCode[];
}

export function Preview({ issues, all, parties }: PreviewProps) {
  if (issues.length === 0) return <p className="text-sm text-soft">{words.nothingGood()}</p>;
  return (
    <div className="grid gap-1.5">
      <p aria-live="polite" className="text-xs text-soft">
        {words.previewOf({ shown: issues.length, all })}
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
          {issues.map((issue) => (
            <PreviewRow key={issue.key} issue={issue} parties={parties} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface PreviewRowProps {
  readonly issue: PreviewIssue;
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
            {shortSummary(draft)}
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
