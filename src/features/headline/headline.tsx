/**
 * The state of the talks at a glance: a sentence, as of when and on what it rests, and a bar for each party whose parts
 * lead to the issues they stand for. One line where the page is low, and while the board is scrolled.
 */
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { changeFilter } from '#src/commands/change-view.ts';
import { useCommand } from '#src/commands/use-command.ts';
import { type Filter, isFiltering } from '#src/domain/filter.ts';
import type { PartyCode } from '#src/domain/ids.ts';
import { type Status, statuses } from '#src/domain/vocabulary.ts';
import { askCountsOf } from '#src/features/shared/ask-counts.ts';
import { StatusShape } from '#src/features/shared/status-shape.tsx';
import { useBoard, useMoment } from '#src/store/hooks.ts';
import type { Shown } from '#src/store/selectors.ts';
import { isPlainPress } from '#src/ui/plain-press.ts';
import { useMedia } from '#src/ui/use-media.ts';
import * as words from '#src/words/compiled/headline.ts';
import { type AskCounts, asOfLine, headlineOf } from '#src/words/headline.ts';
import { asksOf } from '#src/words/parties.ts';
import { statusLabel } from '#src/words/vocabulary.ts';

interface HeadlineProps {
  readonly shown: Shown;
  readonly filter: Filter;
  /** Whether the board has been scrolled away from its top. */
  readonly isScrolled: boolean;
  /** Where the page leads with this filter. */
  readonly hrefWith: (filter: Filter) => string;
}

export function Headline({ shown, filter, isScrolled, hrefWith }: HeadlineProps) {
  const board = useBoard((whole) => whole);
  const moment = useMoment();
  const isLow = useMedia('(height < 46rem), (width < 40rem)');
  const isFolded = isLow || isScrolled;
  const summary = board.dossier?.summary ?? '';
  const [isAbout, setIsAbout] = useState(false);
  const counts = shown.lanes.map((party) => askCountsOf(shown, party));
  const sentence = headlineOf(counts, isFiltering(filter));
  const line = asOfLine({ moment, board });
  return (
    <section
      aria-label={words.region()}
      className="border-line border-b bg-surface px-3 sm:px-5 print:hidden"
    >
      <div
        className={`page-width flex flex-wrap items-center gap-x-10 ${
          isFolded ? 'gap-y-0.5 py-1.5' : 'gap-y-2 py-2.5'
        }`}
      >
        <div className={`min-w-0 flex-1 ${isFolded ? 'basis-full lg:basis-0' : 'basis-[26rem]'}`}>
          <p
            className={`font-serif font-semibold text-balance ${
              isFolded ? 'text-base leading-6' : 'text-[1.625rem] leading-8 tracking-[-0.01em]'
            }`}
          >
            {sentence}
          </p>
          <div
            className={`flex flex-wrap gap-x-2.5 text-sm text-soft ${isFolded ? 'max-sm:text-xs' : 'mt-0.5'}`}
          >
            <p className="min-w-0 wrap-anywhere">
              {line.map((part, place) => (
                <span key={part} className={place > 1 && isFolded ? 'max-sm:hidden' : ''}>
                  {place > 0 && ' · '}
                  {part}
                </span>
              ))}
            </p>
            {summary !== '' && (
              <button
                type="button"
                aria-expanded={isAbout}
                onClick={() => setIsAbout(!isAbout)}
                className="inline-flex items-center gap-0.5 pointer-coarse:-my-3.25 pointer-coarse:py-3.25 whitespace-nowrap text-accent underline-offset-2 hover:underline"
              >
                {words.about()}
                <ChevronDown
                  aria-hidden="true"
                  className={`size-3.5 ${isAbout ? 'rotate-180' : ''}`}
                />
              </button>
            )}
          </div>
        </div>
        {!isFolded && <Bars counts={counts} filter={filter} hrefWith={hrefWith} />}
        {isAbout && (
          <p dir="auto" className="max-w-[65ch] basis-full wrap-anywhere pb-1 font-serif text-sm">
            {summary}
          </p>
        )}
      </div>
    </section>
  );
}

interface BarsProps {
  readonly counts: readonly AskCounts[];
  readonly filter: Filter;
  readonly hrefWith: (filter: Filter) => string;
}

/** From what is settled to what is not. */
const order = [...statuses].reverse();

const countIn = {
  resolved: (counts: AskCounts) => counts.resolved,
  'under-discussion': (counts: AskCounts) => counts.underDiscussion,
  open: (counts: AskCounts) => counts.open,
} satisfies Record<Status, unknown>;

const grounds: Readonly<Record<Status, string>> = {
  resolved: 'bg-party text-paper [--ink:var(--paper)]',
  'under-discussion': 'bg-party/35 text-ink',
  open: 'bg-party-well text-ink ring-1 ring-inset ring-party/30',
};

/** All on one scale: the longest is as wide as there is room. What is not there has no bar. */
function Bars({ counts, filter, hrefWith }: BarsProps) {
  const most = Math.max(1, ...counts.map(totalOf));
  return (
    <dl className="grid min-w-0 flex-1 basis-80 grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-1.5 md:max-w-[36rem]">
      {counts.map((row, place) =>
        totalOf(row) === 0 ? null : (
          <div key={row.party} data-party={place} className="contents">
            <dt className="text-sm font-semibold whitespace-nowrap text-party">
              {asksOf(row.party)}
            </dt>
            <dd
              className="flex min-w-0 gap-0.5"
              style={{ width: `${(totalOf(row) / most) * 100}%` }}
            >
              {order.map((status) => (
                <Segment
                  key={status}
                  party={row.party}
                  status={status}
                  count={countIn[status](row)}
                  filter={filter}
                  hrefWith={hrefWith}
                />
              ))}
            </dd>
          </div>
        ),
      )}
    </dl>
  );
}

function totalOf({ resolved, underDiscussion, open }: AskCounts): number {
  return resolved + underDiscussion + open;
}

interface SegmentProps {
  readonly party: PartyCode;
  readonly status: Status;
  readonly count: number;
  readonly filter: Filter;
  readonly hrefWith: (filter: Filter) => string;
}

function Segment({ party, status, count, filter, hrefWith }: SegmentProps) {
  const change = useCommand(changeFilter);
  const only = { countries: [party], status };
  const name = words.segment({ count, asks: asksOf(party), status: statusLabel(status) });
  if (count === 0) return <NoneOf status={status} name={name} />;
  return (
    <a
      href={hrefWith({ ...filter, ...only })}
      aria-label={name}
      title={name}
      onClick={(event) => {
        if (!isPlainPress(event)) return;
        event.preventDefault();
        void change(only);
      }}
      style={{ flexGrow: count }}
      className={`flex h-6 min-w-9 basis-0 items-center gap-1 px-2 text-xs font-semibold tabular-nums first:rounded-l-sm last:rounded-r-sm hover:brightness-95 dark:hover:brightness-110 pointer-coarse:h-11 ${grounds[status]}`}
    >
      <StatusShape status={status} />
      {count}
    </a>
  );
}

/** As good as nothing in a bar, and said all the same, in its place: the first segment is the same status in each. */
function NoneOf({ status, name }: { readonly status: Status; readonly name: string }) {
  return (
    <span
      title={name}
      className="flex h-6 w-9 flex-none items-center gap-1 border border-edge/60 border-dashed px-2 text-xs text-soft tabular-nums first:rounded-l-sm last:rounded-r-sm pointer-coarse:h-11"
    >
      <span className="sr-only">{name}</span>
      <StatusShape status={status} />
      <span aria-hidden="true">0</span>
    </span>
  );
}
