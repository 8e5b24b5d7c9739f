/**
 * The page: header, notices, filters, the view, panel, dialogs, toasts. It places features, and decides one thing:
 * whether there is enough of the dossier to show it.
 */
import { type ReactNode, useId, useMemo, useRef, useState } from 'react';
import type { ApiClient } from '#src/api/client.ts';
import type { Wire } from '#src/api/keep-exchanging.ts';
import { type Filter, isFiltering } from '#src/domain/filter.ts';
import type { PartyCode } from '#src/domain/ids.ts';
import { Filters } from '#src/features/filters/filters.tsx';
import { NothingShown } from '#src/features/filters/nothing-shown.tsx';
import { usePreparedSearch } from '#src/features/filters/use-prepared-search.ts';
import { Headline } from '#src/features/headline/headline.tsx';
import { LatestChanges } from '#src/features/headline/latest-changes.tsx';
import { useScrolled } from '#src/features/headline/use-scrolled.ts';
import { PastNote } from '#src/features/replay/past-note.tsx';
import type { IssueLinks } from '#src/features/shared/issue-links.ts';
import { besidePanel, phone } from '#src/features/shared/panel-place.ts';
import { useReturnToCard } from '#src/features/shared/return-to-card.ts';
import { Notices } from '#src/features/status/notices.tsx';
import { useBoard, useDossier, useMoment, usePresent, useScreen } from '#src/store/hooks.ts';
import { createShown, filterOn } from '#src/store/selectors.ts';
import { type View, viewAddress } from '#src/store/view.ts';
import { contentId } from '#src/ui/marks.ts';
import { useMedia } from '#src/ui/use-media.ts';
import { Announcer } from './announcer.tsx';
import { type FiltersSwitch, Header } from './header.tsx';
import { MissedBar } from './missed-parts.tsx';
import { DossierNotShown } from './page-states.tsx';
import {
  AnnotateDialog,
  IssueDialog,
  IssuePanel,
  KeptNotice,
  KeptTexts,
  KeysDialog,
  PrintSheet,
  RemovedIssues,
  SayWhyDialog,
  SelectionBar,
  TagDialog,
  Toasts,
  usePreload,
} from './parts.tsx';
import { SkipLink } from './skip-link.tsx';
import { useTopOnFilter } from './top-on-filter.ts';
import { views } from './views.tsx';

interface AppShellProps {
  readonly view: View;
  readonly wire: Wire;
  readonly onRetry: () => void;
  readonly api: ApiClient;
  /** What is printed now instead of what is shown. */
  readonly paper: ReactNode;
}

/** Entries to come from which on the page waits for them before it shows a board. */
const fewestMissing = 1_000;

export function AppShell({ view, wire, onRetry, api, paper }: AppShellProps) {
  const isWhole = useDossier((state) => state.head - state.cursor < fewestMissing);
  const moment = useMoment();
  const isKnown = usePresent(({ board }) => board.dossier !== null);
  // A board of which much is still to come would mislead; where it cannot come now, it is better than none.
  const isComing = wire.kind === 'connecting' || wire.kind === 'connected';
  // A snapshot tells nothing of a past date: that takes the log.
  const canShow = useDossier((state) => state.opening.kind !== 'snapshot') || moment === null;
  // Once it is shown it stays: what comes then is news, or the reader's own work on its way back from the server.
  const [wasShown, setWasShown] = useState(false);
  const hasDossier = isKnown && canShow && (isWhole || !isComing || wasShown);
  if (hasDossier && !wasShown) setWasShown(true);
  const [areFiltersOpen, setAreFiltersOpen] = useState(false);
  const filters = {
    id: useId(),
    // What is on is seen.
    isOpen: areFiltersOpen || isFiltering(view.filter),
    toggle: () => setAreFiltersOpen(!areFiltersOpen),
  };
  return (
    <div className="flex min-h-dvh flex-col roomy:h-dvh print:block print:min-h-0">
      {paper}
      {hasDossier && <SkipLink layout={view.layout} isBoardHidden={view.issue !== null} />}
      <Header wire={wire} api={api} view={view} hasDossier={hasDossier} filters={filters} />
      <MissedBar />
      {hasDossier ? (
        <>
          <PastNote />
          <Notices wire={wire} onRetry={onRetry} />
          <KeptNotice open={view.issue} />
          <OpenBoard view={view} filters={filters} isOnPaper={paper === null} />
        </>
      ) : (
        <DossierNotShown wire={wire} onRetry={onRetry} api={api} />
      )}
      <Announcer />
      <Overlays view={view} />
    </div>
  );
}

interface OpenBoardProps {
  readonly view: View;
  readonly filters: FiltersSwitch;
  /** Whether a print is of what is shown. */
  readonly isOnPaper: boolean;
}

function OpenBoard({ view, filters, isOnPaper }: OpenBoardProps) {
  const board = useBoard((whole) => whole);
  const [select] = useState(createShown);
  const filter = useMemo(() => filterOn(board, view.filter), [board, view.filter]);
  const shown = select(board, filter);
  const links = useIssueLinks(view, filter, shown.lanes);
  const hasSelection = useScreen((state) => state.selection.size > 0);
  const dossier = useDossier((state) => state.dossier);
  const section = useRef<HTMLElement>(null);
  const page = useRef<HTMLElement>(null);
  // Another filter or view begins at its top.
  const isScrolled = useScrolled(page, JSON.stringify([view.layout, filter]));
  const { name, isSorted, isPrintedAsRows, render } = views[view.layout];
  const isWide = useMedia('(width >= 112.5rem)');
  // The sheet of the open issue covers the board: what is behind it takes no focus, and is not read out.
  const isCovered = useMedia(phone) && view.issue !== null;
  useReturnToCard(view.issue, section);
  useTopOnFilter(filter, section);
  usePreload();
  usePreparedSearch(board);
  return (
    <>
      <div className="contents" inert={isCovered}>
        <Headline
          shown={shown}
          filter={filter}
          isScrolled={isScrolled}
          hrefWith={(other) => viewAddress(dossier, { ...view, filter: other })}
        />
        <Filters
          id={filters.id}
          isOpen={filters.isOpen}
          filter={filter}
          parties={links.parties}
          count={shown.count}
          total={shown.total}
        />
      </div>
      {isOnPaper && (
        <PrintSheet
          shown={shown}
          filter={filter}
          sort={isSorted ? view.sort : null}
          hasRows={isPrintedAsRows(shown)}
          hasIssue={view.issue !== null}
        />
      )}
      <div className="relative flex min-h-0 flex-1 print:block">
        <main
          ref={page}
          className={`min-w-0 flex-1 p-3 pt-1.5 max-sm:pb-[calc(var(--bar-height,0px)+1.25rem)] sm:px-5 roomy:overflow-y-auto print:p-0 ${
            view.issue ? besidePanel.page : ''
          }`}
        >
          <section
            ref={section}
            aria-label={name()}
            id={contentId}
            tabIndex={-1}
            inert={isCovered}
            className={`page-width flex flex-col gap-3 outline-none roomy:h-full ${
              view.issue ? besidePanel.content : ''
            }`}
          >
            <NothingShown count={shown.count} total={shown.total} />
            {render(shown, view, links)}
            {hasSelection && <SelectionBar shown={shown} />}
          </section>
        </main>
        {view.issue ? <IssuePanel id={view.issue} /> : isWide && <LatestChanges links={links} />}
      </div>
    </>
  );
}

/** Stays the same object while filters and parties do, so that a move renders no card but its own. */
function useIssueLinks(
  { layout, sort, issue: open, asOf }: View,
  filter: Filter,
  parties: readonly PartyCode[],
): IssueLinks {
  const dossier = useDossier((state) => state.dossier);
  return useMemo(
    () => ({
      parties,
      open,
      category: filter.category,
      hrefOf: (issue) => viewAddress(dossier, { filter, layout, sort, issue, asOf }),
    }),
    [dossier, parties, filter, layout, sort, open, asOf],
  );
}

function Overlays({ view }: { view: View }) {
  const dialog = useScreen((state) => state.dialog);
  const hasToasts = useScreen((state) => state.toasts.length > 0);
  const [isToasting, setIsToasting] = useState(false);
  if (hasToasts && !isToasting) setIsToasting(true);
  return (
    <>
      {dialog?.kind === 'add-issue' && <IssueDialog issue={null} proposed={dialog.proposed} />}
      {dialog?.kind === 'edit-issue' && <IssueDialog issue={dialog.issue} />}
      {dialog?.kind === 'removed-issues' && <RemovedIssues />}
      {dialog?.kind === 'kept-texts' && <KeptTexts />}
      {dialog?.kind === 'say-why' && <SayWhyDialog issue={dialog.issue} move={dialog.move} />}
      {dialog?.kind === 'keys' && <KeysDialog />}
      {dialog?.kind === 'tag-issues' && <TagDialog />}
      {dialog?.kind === 'annotate-issues' && <AnnotateDialog />}
      {isToasting && <Toasts isBesidePanel={view.issue !== null} />}
    </>
  );
}
