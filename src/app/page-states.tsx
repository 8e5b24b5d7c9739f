/** The page before there is a board: on its way, out of reach, unknown, or with nothing in it yet. */
import { Link } from 'wouter';
import type { ApiClient } from '#src/api/client.ts';
import type { Wire } from '#src/api/keep-exchanging.ts';
import type { Problem } from '#src/domain/problem.ts';
import { shorten } from '#src/domain/whole-characters.ts';
import { BoardSkeleton } from '#src/features/board/board-skeleton.tsx';
import { FullPageMessage } from '#src/features/status/full-page-message.tsx';
import { useDossier, useStores } from '#src/store/hooks.ts';
import { dossierPath } from '#src/store/view.ts';
import { Button } from '#src/ui/button.tsx';
import { List } from '#src/ui/list.tsx';
import { phrase } from '#src/ui/phrase.ts';
import * as words from '#src/words/compiled/pages.ts';
import { reload, tryAgain } from '#src/words/compiled/ui.ts';
import { problemText } from '#src/words/problems.ts';
import { useDossiers } from './use-dossiers.ts';

interface DossierNotShownProps {
  readonly wire: Wire;
  readonly onRetry: () => void;
  readonly api: ApiClient;
}

export function DossierNotShown({ wire, onRetry, api }: DossierNotShownProps) {
  const opening = useDossier((state) => state.opening);
  const dossier = useDossier((state) => state.dossier);
  const isWhole = useDossier((state) => state.cursor >= state.head);
  if (opening.kind === 'unreadable') return <Unreadable reason={opening.reason} />;
  if (opening.kind !== 'whole') return <OnItsWay />;
  if (wire.kind === 'refused' && isOfUnknownDossier(wire.problem)) {
    return <UnknownDossier dossier={dossier} api={api} />;
  }
  if (wire.kind === 'refused' || wire.kind === 'failing') {
    return <OutOfReach wire={wire} onRetry={onRetry} />;
  }
  if (wire.kind === 'connected' && isWhole) {
    return (
      <main>
        <FullPageMessage level={1} heading={words.empty()}>
          <p>{words.emptyWhy()}</p>
        </FullPageMessage>
      </main>
    );
  }
  return <OnItsWay />;
}

function isOfUnknownDossier(problem: Problem): boolean {
  return problem.code === 'server-problem' && problem.kind === 'unknown-dossier';
}

function OnItsWay() {
  const cursor = useDossier((state) => state.cursor);
  const head = useDossier((state) => state.head);
  return (
    <main>
      {/* As high as the filters that come in its place. */}
      <div className="border-line border-b px-3 py-2 sm:px-5">
        <div className="page-width grid gap-2 text-sm text-soft">
          <p role="status" className="flex min-h-8 items-center">
            {head > cursor ? words.openingSoFar({ done: cursor, all: head }) : words.opening()}
          </p>
          {head > cursor && (
            <>
              <progress
                aria-label={words.received()}
                value={cursor}
                max={head}
                className="h-1.5 w-full max-w-md overflow-hidden rounded-full bg-well accent-(--accent)"
              />
              <p>{words.canLeave()}</p>
            </>
          )}
        </div>
      </div>
      <div className="page-width p-3 sm:px-5">
        <BoardSkeleton />
      </div>
    </main>
  );
}

function Unreadable({ reason }: { reason: Problem }) {
  const { session } = useStores();
  return (
    <main>
      <FullPageMessage
        level={1}
        heading={words.unreadable()}
        actions={
          <Button tone="primary" onClick={() => void session.load()}>
            {tryAgain()}
          </Button>
        }
      >
        <p role="alert">{problemText(reason)}</p>
        <p>{words.unreadableWhy()}</p>
      </FullPageMessage>
    </main>
  );
}

interface OutOfReachProps {
  readonly wire: Extract<Wire, { kind: 'refused' | 'failing' }>;
  readonly onRetry: () => void;
}

function OutOfReach({ wire, onRetry }: OutOfReachProps) {
  const isOffline = wire.kind === 'failing' && wire.offline;
  return (
    <main>
      <FullPageMessage
        level={1}
        heading={isOffline ? words.offline() : words.cannotOpen()}
        actions={
          <Button tone="primary" onClick={onRetry}>
            {tryAgain()}
          </Button>
        }
      >
        <p role="alert">{problemText(wire.problem)}</p>
        <p>{wire.kind === 'failing' ? words.noCopyTrying() : words.noCopy()}</p>
      </FullPageMessage>
    </main>
  );
}

/** Characters of a name that are shown: enough to see what was mistyped. */
const mostShown = 60;

export function UnknownDossier({ dossier, api }: { dossier: string; api: ApiClient }) {
  const { data } = useDossiers(api);
  return (
    <main>
      <FullPageMessage level={1} heading={words.noDossier()}>
        <p className="wrap-anywhere">
          {phrase(words.noDossierWhy({ name: () => <bdi>{shorten(dossier, mostShown)}</bdi> }))}
        </p>
        {data && data.dossiers.length > 0 && (
          <>
            <p>{words.theseThereAre()}</p>
            <List>
              {data.dossiers.map(({ id, title }) => (
                <li key={id}>
                  <Link
                    href={dossierPath(id)}
                    dir="auto"
                    className="text-accent underline underline-offset-2"
                  >
                    {title}
                  </Link>
                </li>
              ))}
            </List>
          </>
        )}
      </FullPageMessage>
    </main>
  );
}

interface PageFaultProps {
  readonly error: unknown;
  readonly reset: () => void;
}

/** The last resort: something threw outside every part that has a boundary of its own. */
export function PageFault({ error, reset }: PageFaultProps) {
  return (
    <main>
      <FullPageMessage
        level={1}
        heading={words.fault()}
        actions={
          <>
            <Button tone="primary" onClick={reset}>
              {tryAgain()}
            </Button>
            <Button onClick={() => window.location.reload()}>{reload()}</Button>
          </>
        }
      >
        <p role="alert">{error instanceof Error ? error.message : String(error)}</p>
        <p>{words.faultWhy()}</p>
      </FullPageMessage>
    </main>
  );
}
