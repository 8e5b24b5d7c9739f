/** The page: header, notices, filters, board, panel, dialogs, toasts. It places features and decides nothing. */
import { useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { ApiClient } from '#src/api/client.ts';
import type { Wire } from '#src/api/use-exchange.ts';
import type { PartyCode } from '#src/domain/ids.ts';
import { Board } from '#src/features/board/board.tsx';
import type { BoardContextValue } from '#src/features/board/board-context.ts';
import { createCardRegistry } from '#src/features/board/card-registry.ts';
import { Filters } from '#src/features/filters/filters.tsx';
import { NothingShown } from '#src/features/filters/nothing-shown.tsx';
import { Notices } from '#src/features/status/notices.tsx';
import { useDossier, useScreen } from '#src/store/hooks.ts';
import { createBoardView } from '#src/store/selectors.ts';
import { paramsOf, type View } from '#src/store/view.ts';
import { Announcer } from './announcer.tsx';
import { Header } from './header.tsx';
import { DossierState } from './page-states.tsx';

const IssuePanel = lazy(() =>
  import('#src/features/issue/issue-panel.tsx').then((module) => ({ default: module.IssuePanel })),
);
const IssueDialog = lazy(() =>
  import('#src/features/issue/issue-dialog.tsx').then((module) => ({
    default: module.IssueDialog,
  })),
);
const RemovedIssues = lazy(() =>
  import('#src/features/issue/removed-issues.tsx').then((module) => ({
    default: module.RemovedIssues,
  })),
);
const Toasts = lazy(() =>
  import('#src/features/toasts/toasts.tsx').then((module) => ({ default: module.Toasts })),
);

interface AppShellProps {
  readonly view: View;
  readonly wire: Wire;
  readonly onRetry: () => void;
  readonly api: ApiClient;
}

export function AppShell({ view, wire, onRetry, api }: AppShellProps) {
  const hasDossier = useDossier((state) => state.isLoaded && state.folded.board.dossier !== null);
  return (
    <div className="flex min-h-dvh flex-col sm:h-dvh">
      <Header wire={wire} hasDossier={hasDossier} />
      {hasDossier ? (
        <>
          <Notices wire={wire} onRetry={onRetry} />
          <OpenBoard view={view} />
        </>
      ) : (
        <DossierState wire={wire} onRetry={onRetry} api={api} />
      )}
      <Announcer />
      <Overlays />
    </div>
  );
}

function OpenBoard({ view }: { view: View }) {
  const board = useDossier((state) => state.folded.board);
  const [select] = useState(createBoardView);
  const boardView = select(board, view.filter);
  const context = useBoardContextValue(view, boardView.lanes);
  return (
    <>
      {/* Where there is no room for both, the open issue has the page. */}
      <Filters
        className={view.issue ? 'max-lg:hidden' : ''}
        filter={view.filter}
        parties={context.parties}
        shown={boardView.shown}
        total={boardView.total}
      />
      <div className="flex min-h-0 flex-1">
        {/* Without its board it takes no room, but a page always has a main part. */}
        <main
          className={`min-w-0 flex-1 p-3 sm:overflow-y-auto sm:px-5 ${view.issue ? 'max-lg:flex-none max-lg:p-0' : ''}`}
        >
          <section
            aria-label="Board"
            className={`flex flex-col gap-3 sm:h-full ${view.issue ? 'max-lg:hidden' : ''}`}
          >
            <NothingShown shown={boardView.shown} total={boardView.total} />
            <Board view={boardView} context={context} />
          </section>
        </main>
        {view.issue && (
          <Suspense>
            <IssuePanel id={view.issue} />
          </Suspense>
        )}
      </div>
    </>
  );
}

/** Stays the same object while filters and parties do, so that a move renders no card but its own. */
function useBoardContextValue(view: View, parties: readonly PartyCode[]): BoardContextValue {
  const router = useRouter();
  const dossier = useDossier((state) => state.dossier);
  const [registry] = useState(createCardRegistry);
  return useMemo(
    () => ({
      parties,
      registry,
      open: view.issue,
      hrefOf: (issue) =>
        router.buildLocation({
          to: '/d/$dossier',
          params: { dossier },
          search: paramsOf({ filter: view.filter, issue }),
        }).href,
    }),
    [router, dossier, parties, registry, view.filter, view.issue],
  );
}

function Overlays() {
  const dialog = useScreen((state) => state.dialog);
  const hasToasts = useScreen((state) => state.toasts.length > 0);
  const [isToasting, setIsToasting] = useState(false);
  if (hasToasts && !isToasting) setIsToasting(true);
  return (
    <Suspense>
      {dialog?.kind === 'add-issue' && <IssueDialog issue={null} />}
      {dialog?.kind === 'edit-issue' && <IssueDialog issue={dialog.issue} />}
      {dialog?.kind === 'removed-issues' && <RemovedIssues />}
      {isToasting && <Toasts />}
    </Suspense>
  );
}
