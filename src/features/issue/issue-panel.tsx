/** The panel of one issue: what is asked, on what evidence, what was noted and what happened. Loaded when first opened. */
import { ChevronDown, ChevronUp, Pencil, Trash2, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { closeIssue, openDialog, stepOpenIssue } from '#src/commands/change-view.ts';
import { removeIssue, restoreIssue } from '#src/commands/edit-issues.ts';
import { useBusy, useCommand } from '#src/commands/use-command.ts';
import type { IssueId } from '#src/domain/ids.ts';
import type { Instant } from '#src/domain/instant.ts';
import type { Issue } from '#src/domain/issue.ts';
import { panelPlace, phone } from '#src/features/shared/panel-place.ts';
import { useBoard, usePresent, useReadOnly } from '#src/store/hooks.ts';
import { Button, IconButton } from '#src/ui/button.tsx';
import { panelMark } from '#src/ui/marks.ts';
import { useMedia } from '#src/ui/use-media.ts';
import * as commands from '#src/words/compiled/commands.ts';
import * as words from '#src/words/compiled/issue.ts';
import { close as closeWord } from '#src/words/compiled/ui.ts';
import { formatDay } from '#src/words/dates.ts';
import { Annotations } from './annotations.tsx';
import { CopyCitation } from './copy-citation.tsx';
import { Evidence } from './evidence.tsx';
import { FieldInPlace } from './field-in-place.tsx';
import { FieldList } from './field-list.tsx';
import { History } from './history.tsx';
import { KeptTextsOf } from './kept-texts.tsx';
import { Markdown } from './markdown.tsx';
import { StatusControl } from './status-control.tsx';
import { usePullDown } from './use-pull-down.ts';

export function IssuePanel({ id }: { id: IssueId }) {
  const issue = useBoard((board) => board.issues.get(id));
  const close = useCommand(closeIssue);
  const panel = useRef<HTMLElement>(null);
  const pull = usePullDown(panel, useMedia(phone), () => void close());
  // Opening another issue is going to another place: the reader starts at its top.
  useEffect(() => {
    panel.current?.scrollTo({ top: 0 });
    panel.current?.querySelector<HTMLElement>(`[data-heading="${CSS.escape(id)}"]`)?.focus();
  }, [id]);
  return (
    <aside
      {...panelMark.on}
      ref={panel}
      aria-label={issue?.title ?? words.notFoundLabel()}
      className={`wrap-anywhere ${panelPlace}`}
    >
      {issue ? (
        <>
          <PanelBar issue={issue} pull={pull} onClose={() => void close()} />
          <PanelBody issue={issue} />
        </>
      ) : (
        <NotFound id={id} />
      )}
    </aside>
  );
}

function PanelBody({ issue }: { issue: Issue }) {
  return (
    <div className="mx-auto grid max-w-2xl grid-cols-[minmax(0,1fr)] gap-6 overflow-x-clip px-4 pt-3 pb-10 sm:px-5 print:mx-0 print:max-w-none print:px-0">
      {issue.removed && <RemovedBanner issue={issue.id} at={issue.removed.at} />}
      <PanelHead issue={issue} />
      <Evidence issue={issue} />
      <Annotations issue={issue} />
      <History id={issue.id} />
    </div>
  );
}

/** Large enough for a finger. */
const barTarget = 'max-sm:h-11 max-sm:min-w-11 pointer-coarse:h-11 pointer-coarse:min-w-11';

interface PanelBarProps {
  readonly issue: Issue;
  /** Where it is a sheet, it is pulled down by this. */
  readonly pull: ReturnType<typeof usePullDown>;
  readonly onClose: () => void;
}

function PanelBar({ issue, pull, onClose }: PanelBarProps) {
  const edit = useCommand(openDialog);
  const remove = useCommand(removeIssue);
  const step = useCommand(stepOpenIssue);
  const isReadOnly = useReadOnly();
  const isRemoving = useBusy(removeIssue, { issue: issue.id });
  return (
    <div
      {...pull}
      className="sticky top-0 z-10 border-line border-b bg-surface py-1.5 max-sm:touch-none max-sm:pt-0 print:hidden"
    >
      <div aria-hidden="true" className="mx-auto my-1.5 h-1 w-9 rounded-full bg-edge sm:hidden" />
      <div className="mx-auto flex max-w-2xl flex-wrap items-center gap-1 px-2">
        {!issue.removed && (
          <>
            <Button
              tone="quiet"
              title={commands.editIssue()}
              disabled={isReadOnly}
              className={barTarget}
              onClick={() => void edit({ kind: 'edit-issue', issue: issue.id })}
            >
              <Pencil aria-hidden="true" className="size-4 text-soft" />
              <span className="max-sm:sr-only">{commands.editIssue()}</span>
            </Button>
            <Button
              tone="quiet"
              title={commands.removeIssue()}
              isBusy={isRemoving}
              className={barTarget}
              disabled={isReadOnly}
              onClick={() => void remove({ issue: issue.id })}
            >
              <Trash2 aria-hidden="true" className="size-4 text-soft" />
              <span className="max-sm:sr-only">{commands.removeIssue()}</span>
            </Button>
          </>
        )}
        <CopyCitation issue={issue.id} />
        <IconButton
          label={words.previous()}
          hint={words.previousHint()}
          className={`ml-auto ${barTarget}`}
          onClick={() => void step({ by: -1 })}
        >
          <ChevronUp aria-hidden="true" className="size-5" />
        </IconButton>
        <IconButton
          label={words.next()}
          hint={words.nextHint()}
          className={barTarget}
          onClick={() => void step({ by: 1 })}
        >
          <ChevronDown aria-hidden="true" className="size-5" />
        </IconButton>
        <IconButton label={closeWord()} hint={words.closeHint()} onClick={onClose}>
          <X aria-hidden="true" className="size-5" />
        </IconButton>
      </div>
    </div>
  );
}

function RemovedBanner({ issue, at }: { issue: IssueId; at: Instant }) {
  const restore = useCommand(restoreIssue);
  const isReadOnly = useReadOnly();
  const isRestoring = useBusy(restoreIssue, { issue });
  return (
    <div className="flex items-center gap-3 rounded-md bg-problem-well px-3 py-2 text-sm">
      <p className="flex-1">{words.removed({ day: formatDay(at) })}</p>
      <Button isBusy={isRestoring} disabled={isReadOnly} onClick={() => void restore({ issue })}>
        {commands.restore()}
      </Button>
    </div>
  );
}

function PanelHead({ issue }: { issue: Issue }) {
  const { id, title, summary } = issue;
  return (
    <header className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <FieldInPlace issue={issue} names={['title']}>
        <h2
          tabIndex={-1}
          data-heading={id}
          dir="auto"
          className="kept-within font-serif text-2xl leading-7 font-semibold text-balance outline-none"
        >
          {title}
        </h2>
      </FieldInPlace>
      <StatusControl issue={issue} />
      <FieldInPlace issue={issue} names={['summary']}>
        {summary === '' ? (
          <p className="text-sm text-soft print:hidden">{words.noSummary()}</p>
        ) : (
          <Markdown text={summary} />
        )}
      </FieldInPlace>
      <FieldList issue={issue} />
    </header>
  );
}

function NotFound({ id }: { id: IssueId }) {
  const close = useCommand(closeIssue);
  const isLater = usePresent(({ board }) => board.issues.has(id));
  return (
    <div className="grid gap-3 p-5">
      <h2 tabIndex={-1} data-heading={id} className="text-lg font-semibold outline-none">
        {isLater ? words.notYet() : words.notFound()}
      </h2>
      <p className="text-soft">{isLater ? words.notYetWhy() : words.notFoundWhy()}</p>
      <KeptTextsOf issue={id} />
      <div>
        <Button onClick={() => void close()}>{closeWord()}</Button>
      </div>
    </div>
  );
}
