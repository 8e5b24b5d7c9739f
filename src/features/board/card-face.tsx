/** What a card shows, on the board and under the pointer while it is dragged. */
import type { MouseEvent } from 'react';
import { openIssue } from '#src/commands/change-view.ts';
import { useCommand } from '#src/commands/use-command.ts';
import { inserted } from '#src/domain/inserted-text.ts';
import type { Issue } from '#src/domain/issue.ts';
import { shortPartyName } from '#src/domain/party.ts';
import { categoryExpansions, categoryLabels } from '#src/domain/vocabulary.ts';
import { useReadOnly, useStores } from '#src/store/hooks.ts';
import { formatDay, machineDate } from '#src/ui/format-date.ts';
import { useBoardContext } from './board-context.ts';
import { CardIcon, type CardIconName } from './card-icon.tsx';

/** Letters of a title that fit three lines of the narrowest column: cutting lines off costs, even where none are. */
const surelyShort = 60;
/** Signs set upon signs: no space for them is given by their number. */
const stack = /[\p{M}\p{Cf}]{4}/u;

function isSurelyShort(title: string): boolean {
  return title.length <= surelyShort && !stack.test(title);
}

export function CardFace({ issue }: { issue: Issue }) {
  const { hrefOf, open: openId } = useBoardContext();
  const open = useCommand(openIssue);
  const { screen } = useStores();
  const isReadOnly = useReadOnly();
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void open({ issue: issue.id });
  };
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5 pr-13 text-2xs pointer-coarse:pr-9">
        <span className="shrink-0 rounded-sm bg-party-well px-1.5 font-semibold text-party">
          {shortPartyName(issue.asker)} ask
        </span>
        <span className="max-w-full truncate text-soft" title={categoryExpansions[issue.category]}>
          {categoryLabels[issue.category]}
        </span>
        {issue.basis === 'inferred' && (
          <span
            className="shrink-0 text-soft italic underline decoration-dotted underline-offset-2"
            title="No source says who asks for this: it is inferred"
          >
            inferred
          </span>
        )}
      </div>
      <a
        id={`${issue.id}-title`}
        href={hrefOf(issue.id)}
        draggable={false}
        data-part="title"
        dir="auto"
        aria-current={openId === issue.id ? 'true' : undefined}
        onClick={follow}
        className={`${
          isSurelyShort(issue.title) ? '' : 'line-clamp-3'
        } wrap-anywhere text-sm font-semibold text-ink outline-none [-webkit-touch-callout:none] after:absolute after:inset-0 hover:underline`}
      >
        {issue.title}
      </a>
      <CardFooter issue={issue} />
      <button
        type="button"
        aria-label={`Move ${inserted(issue.title)}`}
        aria-haspopup="menu"
        title="Move"
        data-part="move"
        disabled={isReadOnly}
        onClick={({ currentTarget }) =>
          screen.store.setState({
            menu: { issue: issue.id, anchor: currentTarget },
            missed: null,
          })
        }
        className="absolute top-0.5 right-0.5 grid size-7 place-items-center rounded-sm text-soft enabled:hover:bg-well enabled:hover:text-ink disabled:opacity-45 pointer-coarse:-top-0.5 pointer-coarse:size-9"
      >
        <CardIcon name="more" className="size-4" />
      </button>
    </>
  );
}

function CardFooter({ issue }: { issue: Issue }) {
  const notes = issue.annotations.length;
  const passages = issue.evidence.length;
  return (
    <div className="flex items-center gap-3 text-2xs text-soft">
      {passages > 0 && (
        <Count icon="document" count={passages} noun={passages === 1 ? 'passage' : 'passages'} />
      )}
      {notes > 0 && <Count icon="note" count={notes} noun={notes === 1 ? 'note' : 'notes'} />}
      <time dateTime={machineDate(issue.movedAt)} className="ml-auto whitespace-nowrap">
        <span className="sr-only">last moved </span>
        {formatDay(issue.movedAt)}
      </time>
    </div>
  );
}

interface CountProps {
  readonly icon: CardIconName;
  readonly count: number;
  readonly noun: string;
}

function Count({ icon, count, noun }: CountProps) {
  return (
    <span className="inline-flex items-center gap-1" title={`${count} ${noun}`}>
      <CardIcon name={icon} className="size-3.5" />
      {count}
      <span className="sr-only"> {noun}</span>
    </span>
  );
}
