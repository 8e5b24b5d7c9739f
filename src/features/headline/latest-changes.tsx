/** What happened last, beside the board where there is room for it: each leads to its issue. */
import { useMemo } from 'react';
import { openIssue } from '#src/commands/change-view.ts';
import { useCommand } from '#src/commands/use-command.ts';
import { type Change, latestChanges } from '#src/domain/latest-changes.ts';
import type { IssueLinks } from '#src/features/shared/issue-links.ts';
import { StatusShape } from '#src/features/shared/status-shape.tsx';
import { useBoard } from '#src/store/hooks.ts';
import { List } from '#src/ui/list.tsx';
import { isPlainPress } from '#src/ui/plain-press.ts';
import * as words from '#src/words/compiled/headline.ts';
import { formatDay, machineDate } from '#src/words/dates.ts';
import { askOf } from '#src/words/parties.ts';
import { statusLabel } from '#src/words/vocabulary.ts';

/** As many as a screen is high. */
const most = 14;

export function LatestChanges({ links }: { readonly links: IssueLinks }) {
  const board = useBoard((whole) => whole);
  const changes = useMemo(() => latestChanges(board, most), [board]);
  if (changes.length === 0) return null;
  return (
    <section
      aria-labelledby="latest-changes"
      className="w-96 shrink-0 overflow-y-auto pt-1.5 pr-5 pb-3 print:hidden"
    >
      <h2 id="latest-changes" className="pt-0.5 pb-2 text-base leading-6 font-semibold">
        {words.latest()}
      </h2>
      <List className="grid gap-3 border-line border-t pt-3">
        {changes.map((change) => (
          <Item key={change.issue.id} change={change} links={links} />
        ))}
      </List>
    </section>
  );
}

function Item({ change, links }: { readonly change: Change; readonly links: IssueLinks }) {
  const open = useCommand(openIssue);
  const { issue, at } = change;
  return (
    <li data-party={links.parties.indexOf(issue.asker)} className="grid gap-0.5 text-sm">
      <a
        href={links.hrefOf(issue.id)}
        dir="auto"
        onClick={(event) => {
          if (!isPlainPress(event)) return;
          event.preventDefault();
          void open({ issue: issue.id });
        }}
        className="kept-within line-clamp-2 wrap-anywhere font-semibold hover:underline"
      >
        {issue.title}
      </a>
      <p className="flex flex-wrap items-center gap-x-1.5 text-xs text-soft">
        {change.kind !== 'noted' && <StatusShape status={issue.status} />}
        <span>{described(change)}</span>
        <span aria-hidden="true">·</span>
        <time dateTime={machineDate(at)}>{formatDay(at)}</time>
        <span aria-hidden="true">·</span>
        <span className="text-party">{askOf(issue.asker)}</span>
      </p>
    </li>
  );
}

function described({ kind, issue }: Change): string {
  const status = statusLabel(issue.status);
  if (kind === 'moved') return words.movedTo({ status });
  return kind === 'added' ? words.addedAs({ status }) : words.notedOn();
}
