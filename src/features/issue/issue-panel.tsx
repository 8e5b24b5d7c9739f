/** The panel of one issue: what is asked, on what evidence, what was noted and what happened. Loaded when first opened. */
import '@fontsource-variable/source-serif-4/wght.css';
import { Pencil, Trash2, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { closeIssue, openDialog } from '#src/commands/change-view.ts';
import { removeIssue, restoreIssue } from '#src/commands/edit-issues.ts';
import { useBusy, useCommand } from '#src/commands/use-command.ts';
import type { IssueId } from '#src/domain/ids.ts';
import type { Instant } from '#src/domain/instant.ts';
import type { Issue } from '#src/domain/issue.ts';
import { PartyChip } from '#src/features/shared/party-chip.tsx';
import { useBoard, usePresent, useReadOnly } from '#src/store/hooks.ts';
import { Button, IconButton } from '#src/ui/button.tsx';
import { List } from '#src/ui/list.tsx';
import * as commands from '#src/words/compiled/commands.ts';
import * as words from '#src/words/compiled/issue.ts';
import { close as closeWord } from '#src/words/compiled/ui.ts';
import { formatDay } from '#src/words/dates.ts';
import { entryLabel } from '#src/words/fields.ts';
import { categoryInFull, categoryLabel, statusLabel } from '#src/words/vocabulary.ts';
import { Annotations } from './annotations.tsx';
import { CopyCitation } from './copy-citation.tsx';
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
      aria-label={issue?.title ?? words.notFoundLabel()}
      className="min-w-0 flex-1 wrap-anywhere border-line bg-surface print:w-auto print:border-0 lg:w-[26rem] lg:flex-none lg:border-l xl:w-[30rem] min-[120rem]:w-[36rem] roomy:overflow-y-auto roomy:overscroll-contain cramped:lg:sticky cramped:lg:top-0 cramped:lg:max-h-dvh cramped:lg:self-start cramped:lg:overflow-y-auto"
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
        {issue.removed && <RemovedBanner issue={issue.id} at={issue.removed.at} />}
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
      <div className="mx-auto flex max-w-2xl flex-wrap items-center gap-1 px-2">
        {!issue.removed && (
          <>
            <Button
              tone="quiet"
              disabled={isReadOnly}
              onClick={() => void edit({ kind: 'edit-issue', issue: issue.id })}
            >
              <Pencil aria-hidden="true" className="size-4 text-soft" />
              {commands.editIssue()}
            </Button>
            <Button
              tone="quiet"
              isBusy={isRemoving}
              disabled={isReadOnly}
              onClick={() => void remove({ issue: issue.id })}
            >
              <Trash2 aria-hidden="true" className="size-4 text-soft" />
              {commands.removeIssue()}
            </Button>
          </>
        )}
        <CopyCitation issue={issue.id} />
        <IconButton
          label={closeWord()}
          hint={words.closeHint()}
          className="ml-auto"
          onClick={onClose}
        >
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
  const parties = useBoard((board) => board.dossier?.parties);
  return (
    <header
      className="grid grid-cols-[minmax(0,1fr)] gap-3"
      data-party={parties?.indexOf(issue.asker) ?? -1}
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-soft">
        <PartyChip asker={issue.asker} className="py-0.5" />
        <span>{statusLabel(issue.status)}</span>
        <span title={categoryInFull(issue.category)}>{categoryLabel(issue.category)}</span>
        <span>{issue.basis === 'stated' ? words.askerStated() : words.askerInferred()}</span>
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
        <List aria-label={entryLabel('tags')} className="flex flex-wrap gap-1.5">
          {issue.tags.map((tag) => (
            <li
              key={tag}
              dir="auto"
              className="max-w-full kept-within rounded-full bg-well px-2 py-0.5 text-xs text-soft"
            >
              {tag}
            </li>
          ))}
        </List>
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
