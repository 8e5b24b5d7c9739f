/** The panel of one issue: what is asked, on what evidence, what was noted and what happened. Loaded when first opened. */
import '@fontsource-variable/source-serif-4/wght.css';
import { Pencil, Trash2, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { closeIssue, openDialog } from '#src/commands/change-view.ts';
import { removeIssue, restoreIssue } from '#src/commands/edit-issues.ts';
import { useBusy, useCommand } from '#src/commands/use-command.ts';
import type { IssueId } from '#src/domain/ids.ts';
import type { Issue } from '#src/domain/issue.ts';
import { categoryExpansions, categoryLabels, statusLabels } from '#src/domain/vocabulary.ts';
import { PartyChip } from '#src/features/shared/party-chip.tsx';
import { useBoard, usePresent, useReadOnly } from '#src/store/hooks.ts';
import { Button, IconButton } from '#src/ui/button.tsx';
import { formatDay } from '#src/ui/format-date.ts';
import { Annotations } from './annotations.tsx';
import { Evidence } from './evidence.tsx';
import { History } from './history.tsx';
import { KeptTextsOf } from './kept-texts.tsx';
import { Markdown } from './markdown.tsx';

export function IssuePanel({ id }: { id: IssueId }) {
  const issue = useBoard((board) => board.issues.get(id));
  const close = useCommand(closeIssue);
  const panel = useRef<HTMLElement>(null);
  // Opening another issue is going to another place: the reader starts at its top.
  useEffect(() => {
    panel.current?.scrollTo({ top: 0 });
    panel.current?.querySelector<HTMLElement>(`[data-heading="${CSS.escape(id)}"]`)?.focus();
  }, [id]);
  return (
    <aside
      ref={panel}
      aria-label={issue?.title ?? 'Issue not found'}
      className="min-w-0 flex-1 wrap-anywhere border-line bg-surface print:w-auto print:border-0 print:break-before-page lg:w-[26rem] lg:flex-none lg:border-l xl:w-[30rem] min-[120rem]:w-[36rem] roomy:overflow-y-auto roomy:overscroll-contain cramped:lg:sticky cramped:lg:top-0 cramped:lg:max-h-dvh cramped:lg:self-start cramped:lg:overflow-y-auto"
    >
      {issue ? <PanelBody issue={issue} onClose={() => void close()} /> : <NotFound id={id} />}
    </aside>
  );
}

function PanelBody({ issue, onClose }: { issue: Issue; onClose: () => void }) {
  return (
    <>
      <PanelBar issue={issue} onClose={onClose} />
      <div className="mx-auto grid max-w-2xl grid-cols-[minmax(0,1fr)] gap-6 overflow-x-clip px-4 pt-3 pb-10 sm:px-5 print:mx-0 print:max-w-none print:px-0">
        {issue.removed && <RemovedBanner issue={issue} />}
        <PanelHead issue={issue} />
        <Evidence issue={issue} />
        <Annotations issue={issue} />
        <History id={issue.id} />
      </div>
    </>
  );
}

function PanelBar({ issue, onClose }: { issue: Issue; onClose: () => void }) {
  const edit = useCommand(openDialog);
  const remove = useCommand(removeIssue);
  const isReadOnly = useReadOnly();
  const isRemoving = useBusy(removeIssue, { issue: issue.id });
  return (
    <div className="sticky top-0 z-10 border-line border-b bg-surface py-1.5 print:hidden">
      <div className="mx-auto flex max-w-2xl items-center gap-1 px-2">
        {!issue.removed && (
          <>
            <Button
              tone="quiet"
              disabled={isReadOnly}
              onClick={() => void edit({ kind: 'edit-issue', issue: issue.id })}
            >
              <Pencil aria-hidden="true" className="size-4 text-soft" />
              Edit issue
            </Button>
            <Button
              tone="quiet"
              isBusy={isRemoving}
              disabled={isReadOnly}
              onClick={() => void remove({ issue: issue.id })}
            >
              <Trash2 aria-hidden="true" className="size-4 text-soft" />
              Remove issue
            </Button>
          </>
        )}
        <IconButton label="Close" hint="Close (Esc)" className="ml-auto" onClick={onClose}>
          <X aria-hidden="true" className="size-5" />
        </IconButton>
      </div>
    </div>
  );
}

function RemovedBanner({ issue }: { issue: Issue }) {
  const restore = useCommand(restoreIssue);
  const isReadOnly = useReadOnly();
  const isRestoring = useBusy(restoreIssue, { issue: issue.id });
  return (
    <div className="flex items-center gap-3 rounded-md bg-problem-well px-3 py-2 text-sm">
      <p className="flex-1">
        This issue was removed from the board
        {issue.removed && ` on ${formatDay(issue.removed.at)}`}. Nothing of it is lost.
      </p>
      <Button
        isBusy={isRestoring}
        disabled={isReadOnly}
        onClick={() => void restore({ issue: issue.id })}
      >
        Restore
      </Button>
    </div>
  );
}

function PanelHead({ issue }: { issue: Issue }) {
  const parties = useBoard((board) => board.dossier?.parties);
  return (
    <header
      className="grid grid-cols-[minmax(0,1fr)] gap-3"
      data-party={parties?.indexOf(issue.asker) ?? -1}
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-soft">
        <PartyChip asker={issue.asker} className="py-0.5" />
        <span>{statusLabels[issue.status]}</span>
        <span title={categoryExpansions[issue.category]}>{categoryLabels[issue.category]}</span>
        <span>{issue.basis === 'stated' ? 'Asker stated by the source' : 'Asker inferred'}</span>
      </div>
      <h2
        tabIndex={-1}
        data-heading={issue.id}
        dir="auto"
        className="kept-within font-serif text-2xl leading-7 font-semibold text-balance outline-none"
      >
        {issue.title}
      </h2>
      {issue.summary !== '' && <Markdown text={issue.summary} />}
      {issue.tags.length > 0 && (
        <ul aria-label="Tags" className="flex flex-wrap gap-1.5">
          {issue.tags.map((tag) => (
            <li
              key={tag}
              dir="auto"
              className="max-w-full kept-within rounded-full bg-well px-2 py-0.5 text-xs text-soft"
            >
              {tag}
            </li>
          ))}
        </ul>
      )}
    </header>
  );
}

function NotFound({ id }: { id: IssueId }) {
  const close = useCommand(closeIssue);
  const isLater = usePresent(({ board }) => board.issues.has(id));
  return (
    <div className="grid gap-3 p-5">
      <h2 tabIndex={-1} data-heading={id} className="text-lg font-semibold outline-none">
        {isLater ? 'This issue was not on the table yet' : 'There is no such issue in this dossier'}
      </h2>
      <p className="text-soft">
        {isLater
          ? 'It was added after the date that is shown.'
          : 'The address names an issue that this device has not received. It may be mistyped, or made on another device that has not saved yet.'}
      </p>
      <KeptTextsOf issue={id} />
      <div>
        <Button onClick={() => void close()}>Close</Button>
      </div>
    </div>
  );
}
