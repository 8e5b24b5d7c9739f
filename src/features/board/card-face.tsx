/**
 * What a card shows, on the board and under the pointer while it is dragged: its title, as much of its summary as three
 * lines leave, and in one line what is known of the issue; or all in one line. It fits the height of its row
 * (card-row-height.ts) at every width: what has no room is cut or left to the panel.
 */
import type { MouseEvent, ReactNode } from 'react';
import { openIssue } from '#src/commands/change-view.ts';
import { useCommand } from '#src/commands/use-command.ts';
import type { Issue } from '#src/domain/issue.ts';
import { shortSummary } from '#src/domain/short-summary.ts';
import { FoundLine } from '#src/features/shared/found-line.tsx';
import { useReadOnly, useStores } from '#src/store/hooks.ts';
import { phrase } from '#src/ui/phrase.ts';
import { isPlainPress } from '#src/ui/plain-press.ts';
import * as words from '#src/words/compiled/board.ts';
import * as commands from '#src/words/compiled/commands.ts';
import * as vocabulary from '#src/words/compiled/vocabulary.ts';
import { formatDay, machineDate } from '#src/words/dates.ts';
import { askOf } from '#src/words/parties.ts';
import { categoryInFull, categoryLabel } from '#src/words/vocabulary.ts';
import { useBoardContext } from './board-context.ts';
import { CardIcon, type CardIconName } from './card-icon.tsx';

type Mark = (inner: ReactNode) => ReactNode;

/** What a card says in words where its column has room for them; else only to those who do not see it. */
const whereThereIsRoom: Mark = (inner) => (
  <span className="@max-[26rem]/cell:sr-only">{inner}</span>
);

const unseen: Mark = (inner) => <span className="sr-only">{inner}</span>;

interface CardFaceProps {
  readonly issue: Issue;
  /** Whether the Tab key leads to it; to the other cards the arrow keys do. */
  readonly isTabStop: boolean;
}

export function CardFace({ issue, isTabStop }: CardFaceProps) {
  const { row } = useBoardContext();
  const isCompact = row.density === 'compact';
  return (
    <>
      {isCompact ? (
        <div className="flex h-full items-center gap-2 pr-14 pl-2.5 pointer-coarse:pr-12 pointer-coarse:group-data-selecting/card:pr-19">
          <CardTitle issue={issue} isTabStop={isTabStop} className="truncate" />
          <OneLine issue={issue} />
        </div>
      ) : (
        <div className="flex h-full flex-col justify-between py-1.25 pr-2.25 pl-2.5">
          {/* One box for both, so that a short title leaves its second line to the summary. */}
          <div className="line-clamp-3 wrap-anywhere print:line-clamp-none">
            <CardTitle
              issue={issue}
              isTabStop={isTabStop}
              className="block pr-6 pointer-coarse:pr-9"
            />
            <FoundLine issue={issue} className="text-xs" />
            {row.hasSummaries && (
              <p dir="auto" className="text-xs text-soft group-has-data-[part=found]/card:hidden">
                {shortSummary(issue)}
              </p>
            )}
          </div>
          <MetaLine issue={issue} />
        </div>
      )}
      <MoveButton issue={issue} isCompact={isCompact} />
    </>
  );
}

interface CardTitleProps extends CardFaceProps {
  readonly className: string;
}

function CardTitle({ issue, isTabStop, className }: CardTitleProps) {
  const { hrefOf, open: openId } = useBoardContext();
  const open = useCommand(openIssue);
  const follow = (event: MouseEvent) => {
    if (!isPlainPress(event)) return;
    event.preventDefault();
    void open({ issue: issue.id });
  };
  return (
    <a
      id={`${issue.id}-title`}
      href={hrefOf(issue.id)}
      title={issue.title}
      draggable={false}
      tabIndex={isTabStop ? 0 : -1}
      data-part="title"
      dir="auto"
      aria-current={openId === issue.id ? 'true' : undefined}
      onClick={follow}
      className={`${className} text-sm font-semibold text-ink outline-none [-webkit-touch-callout:none] after:absolute after:inset-0 hover:underline`}
    >
      {issue.title}
    </a>
  );
}

/** The lane says who asks to those who see it; not of a card that is carried. */
function Asker({ issue }: { issue: Issue }) {
  return (
    <span className="sr-only font-semibold text-party in-data-carried:not-sr-only in-data-carried:whitespace-nowrap">
      {askOf(issue.asker)}
    </span>
  );
}

function Inferred() {
  return (
    <span
      className="shrink-0 rounded-full border border-line px-1.5 leading-3.5 whitespace-nowrap"
      title={words.inferredHint()}
    >
      {words.inferred()}
    </span>
  );
}

function lastOf({ movedAt, addedAt }: Issue) {
  const said = { day: formatDay(movedAt), hidden: whereThereIsRoom };
  return movedAt === addedAt ? words.addedOn(said) : words.lastMoved(said);
}

/** Where a column is narrow the date goes first: it stands in the panel and in the table too. */
function MetaLine({ issue }: { issue: Issue }) {
  return (
    <div className="flex h-4 items-center gap-2.5 text-2xs text-soft pointer-coarse:group-data-selecting/card:pr-9">
      <Asker issue={issue} />
      <span className="min-w-0 truncate" title={categoryInFull(issue.category)}>
        {categoryLabel(issue.category)}
      </span>
      {issue.basis === 'inferred' && <Inferred />}
      <Counts issue={issue} hidden={whereThereIsRoom} isInWords />
      <time
        dateTime={machineDate(issue.movedAt)}
        className="ml-auto whitespace-nowrap @max-[17rem]/cell:sr-only"
      >
        {phrase(lastOf(issue))}
      </time>
    </div>
  );
}

function OneLine({ issue }: { issue: Issue }) {
  return (
    <div className="ml-auto flex shrink-0 items-center gap-2 text-2xs text-soft">
      <Asker issue={issue} />
      {issue.basis === 'inferred' && <Inferred />}
      <span className="flex gap-2 @max-[34rem]/cell:sr-only">
        <Counts issue={issue} hidden={unseen} />
      </span>
    </div>
  );
}

interface CountsProps {
  readonly issue: Issue;
  readonly hidden: Mark;
  /** Whether words stand for the icons where there is room. */
  readonly isInWords?: boolean;
}

function Counts({ issue, hidden, isInWords = false }: CountsProps) {
  const notes = issue.annotations.length;
  const passages = issue.evidence.length;
  return (
    <>
      {passages > 0 && (
        <Count
          icon="document"
          isInWords={isInWords}
          title={vocabulary.passages({ count: passages })}
        >
          {phrase(words.passages({ count: passages, hidden }))}
        </Count>
      )}
      {notes > 0 && (
        <Count icon="note" isInWords={isInWords} title={vocabulary.notes({ count: notes })}>
          {phrase(words.notes({ count: notes, hidden }))}
        </Count>
      )}
    </>
  );
}

function MoveButton({ issue, isCompact }: { issue: Issue; isCompact: boolean }) {
  const { screen } = useStores();
  const isReadOnly = useReadOnly();
  return (
    <button
      type="button"
      aria-label={words.moveIssue({ title: issue.title })}
      aria-haspopup="menu"
      // By key it is M on the card.
      tabIndex={-1}
      title={commands.move()}
      data-part="move"
      disabled={isReadOnly}
      onClick={({ currentTarget }) => screen.openMenu({ issue: issue.id, anchor: currentTarget })}
      className={`absolute grid size-7 place-items-center rounded-sm text-soft enabled:hover:bg-well enabled:hover:text-ink disabled:opacity-45 pointer-coarse:size-11 pointer-coarse:justify-items-end pointer-coarse:pr-1.5 ${
        isCompact
          ? 'inset-y-0 right-0.5 my-auto pointer-coarse:-inset-y-px pointer-coarse:right-0'
          : 'top-0.5 right-0.5 pointer-coarse:-top-px pointer-coarse:right-0 pointer-coarse:content-start pointer-coarse:pt-2'
      }`}
    >
      <CardIcon name="more" className="size-4" />
    </button>
  );
}

interface CountProps {
  readonly icon: CardIconName;
  readonly isInWords: boolean;
  readonly title: string;
  readonly children: ReactNode;
}

function Count({ icon, isInWords, title, children }: CountProps) {
  return (
    <span className="inline-flex shrink-0 items-center gap-1" title={title}>
      <CardIcon name={icon} className={`size-3.5 ${isInWords ? '@min-[26rem]/cell:hidden' : ''}`} />
      {children}
    </span>
  );
}
