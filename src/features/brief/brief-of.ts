/** The brief of what is shown: with the filters and the date of the view. */
import type { ShownTable } from '#src/commands/command.ts';
import { type Board, boardAsOf } from '#src/domain/board.ts';
import { cellKey, countIn } from '#src/domain/cells.ts';
import { changesBetween, type IssueChange } from '#src/domain/changes-between.ts';
import { type Filter, isFiltering, matcher } from '#src/domain/filter.ts';
import { historyOf } from '#src/domain/history.ts';
import type { IssueId } from '#src/domain/ids.ts';
import { type Instant, instantOf } from '#src/domain/instant.ts';
import { latestInTalks } from '#src/domain/latest-changes.ts';
import { askCountsOf } from '#src/features/shared/ask-counts.ts';
import { eventsAt } from '#src/store/as-of.ts';
import { cellOf, createShown } from '#src/store/selectors.ts';
import { type Block, briefOf } from '#src/words/brief.ts';
import { describeShown } from '#src/words/filters.ts';
import { asOfLine, headlineOf } from '#src/words/headline.ts';

/** Days that are looked back over. */
const lookedBack = 30;
const day = 86_400_000;
/** Of the first midnight that can be written down. */
const earliest = Date.parse('0000-01-02T00:00:00.000Z');

interface BriefMeans {
  /** The wall clock, in milliseconds since 1970. */
  readonly now: number;
  /** Of the page that shows it. */
  readonly address: string;
  /** A Markdown text without its marks. */
  readonly plain: (markdown: string) => string;
}

/** Yields where it may be interrupted. */
export function* briefOfShown(
  table: ShownTable,
  { now, address, plain }: BriefMeans,
): Generator<void, readonly Block[]> {
  const { folded, board, moment, view } = table;
  const shown = createShown()(board, view.filter);
  const since = lookedBackTo(moment ?? latestInTalks(board)?.at ?? null, now);
  const before = boardAsOf(folded, instantOf(Date.parse(since) - 1));
  yield;
  const isPart = isFiltering(view.filter);
  return yield* briefOf({
    title: (board.dossier ?? folded.board.dossier)?.title ?? '',
    board,
    lanes: shown.lanes.map((party) => ({
      party,
      issuesOf: (status) =>
        cellOf(shown, cellKey(party, status)).shown.flatMap((id) => board.issues.get(id) ?? []),
    })),
    headline: headlineOf(
      shown.lanes.map((party) => askCountsOf(shown, party)),
      isPart,
    ),
    asOf: asOfLine({ moment, board }),
    filtered: isPart ? describeShown(view.filter, shown.count, shown.total) : null,
    since,
    changes: changesShown(before, board, view.filter),
    isBegun: countIn(before.cells) === 0,
    reasonOf: (issue) => reasonIn(table, issue),
    plain,
    address,
  });
}

/** Of the issues that the filter shows, or showed then: what has left “Open” is told under “Open”, too. */
function changesShown(before: Board, after: Board, filter: Filter): readonly IssueChange[] {
  const changes = changesBetween(before, after);
  if (!isFiltering(filter)) return changes;
  const [matched, matches] = [matcher(filter, before), matcher(filter, after)];
  return changes.filter(({ issue, kind }) => {
    const was = before.issues.get(issue.id);
    return (kind !== 'gone' && matches(issue)) || (was !== undefined && matched(was));
  });
}

/**
 * The midnight in UTC that was so many days before the day the board is of, which is that of the last that happened in
 * the talks, or one chosen: a dossier that has rested for a year is not briefed with nothing.
 */
function lookedBackTo(asOf: Instant | null, now: number): Instant {
  const moment = Math.min(now, asOf === null ? now : Date.parse(asOf));
  return instantOf(Math.max(earliest, Math.floor(moment / day) * day - lookedBack * day));
}

/** Of the latest move that is in force; empty where nobody gave one. */
function reasonIn({ folded, moment }: ShownTable, issue: IssueId): string {
  const moves = historyOf(eventsAt(folded, issue, moment)).filter(
    ({ action, retracted }) => action.kind === 'moved' && retracted === null,
  );
  const action = moves.at(-1)?.action;
  return action?.kind === 'moved' ? (action.reason ?? '') : '';
}
