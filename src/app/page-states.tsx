/** The page before there is a board: on its way, out of reach, unknown, or with nothing in it yet. */
import { useQuery } from '@tanstack/react-query';
import type { ApiClient } from '#src/api/client.ts';
import type { Wire } from '#src/api/keep-exchanging.ts';
import { shorten } from '#src/domain/whole-characters.ts';
import { BoardSkeleton } from '#src/features/board/board-skeleton.tsx';
import { FullPageMessage } from '#src/features/status/full-page-message.tsx';
import { useDossier, useStores } from '#src/store/hooks.ts';
import { Button } from '#src/ui/button.tsx';
import { formatCount } from '#src/ui/format-count.ts';

interface DossierStateProps {
  readonly wire: Wire;
  readonly onRetry: () => void;
  readonly api: ApiClient;
}

export function DossierState({ wire, onRetry, api }: DossierStateProps) {
  const opening = useDossier((state) => state.opening);
  const dossier = useDossier((state) => state.dossier);
  const isWhole = useDossier((state) => state.cursor >= state.head);
  if (opening.kind === 'unreadable') return <Unreadable reason={opening.reason} />;
  if (opening.kind !== 'whole') return <Opening />;
  if (wire.kind === 'refused' && wire.problem === 'unknown-dossier') {
    return <UnknownDossier dossier={dossier} api={api} />;
  }
  if (wire.kind === 'refused' || wire.kind === 'failing') {
    return <OutOfReach wire={wire} onRetry={onRetry} />;
  }
  if (wire.kind === 'connected' && isWhole) {
    return (
      <main>
        <FullPageMessage level={1} heading="This dossier is empty">
          <p>It has no description and no issues yet. They appear here as soon as there are any.</p>
        </FullPageMessage>
      </main>
    );
  }
  return <Opening />;
}

function Opening() {
  const cursor = useDossier((state) => state.cursor);
  const head = useDossier((state) => state.head);
  return (
    <main>
      {/* As high as the filters that come in its place. */}
      <div className="border-line border-b px-3 py-2 sm:px-5">
        <div className="page-width grid gap-2 text-sm text-soft">
          <p role="status" className="flex min-h-8 items-center">
            {head > cursor
              ? `Opening the dossier: ${formatCount(cursor)} of ${formatCount(head)} entries`
              : 'Opening the dossier…'}
          </p>
          {head > cursor && (
            <>
              <progress
                aria-label="Entries received"
                value={cursor}
                max={head}
                className="h-1.5 w-full max-w-md overflow-hidden rounded-full bg-well accent-(--accent)"
              />
              <p>You can leave; what has come stays on this device, and it goes on from there.</p>
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

function Unreadable({ reason }: { reason: string }) {
  const { session } = useStores();
  return (
    <main>
      <FullPageMessage
        level={1}
        heading="This device’s copy cannot be read right now"
        actions={
          <Button tone="primary" onClick={() => void session.load()}>
            Try again
          </Button>
        }
      >
        <p role="alert">{reason}</p>
        <p>Parley tries again by itself, and opens the dossier when it can.</p>
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
        heading={isOffline ? 'You are offline' : 'The dossier cannot be opened right now'}
        actions={
          <Button tone="primary" onClick={onRetry}>
            Try again
          </Button>
        }
      >
        <p role="alert">{wire.kind === 'failing' ? whatHappened(wire.message) : wire.message}</p>
        <p>
          This device has no copy of it yet, so there is nothing of yours to lose.
          {wire.kind === 'failing' && ' Parley keeps trying by itself and opens it when it can.'}
        </p>
      </FullPageMessage>
    </main>
  );
}

/** A server that fails says what happened, then what of the user's is kept; here there is nothing yet. */
function whatHappened(message: string): string {
  return /^.*?[.!?](?=\s|$)/.exec(message)?.[0] ?? message;
}

/** Characters of a name that are shown: enough to see what was mistyped. */
const mostShown = 60;

export function UnknownDossier({ dossier, api }: { dossier: string; api: ApiClient }) {
  const { data } = useQuery({
    queryKey: ['dossiers'],
    queryFn: ({ signal }) => api.listDossiers(signal),
  });
  return (
    <main>
      <FullPageMessage level={1} heading="There is no such dossier">
        <p className="wrap-anywhere">
          There is none by the name “<bdi>{shorten(dossier, mostShown)}</bdi>”. The address may be
          mistyped.
        </p>
        {data && data.dossiers.length > 0 && (
          <>
            <p>These there are:</p>
            <ul>
              {data.dossiers.map(({ id, title }) => (
                <li key={id}>
                  <a
                    href={`/d/${id}`}
                    dir="auto"
                    className="text-accent underline underline-offset-2"
                  >
                    {title}
                  </a>
                </li>
              ))}
            </ul>
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
        heading="This page cannot be shown"
        actions={
          <>
            <Button tone="primary" onClick={reset}>
              Try again
            </Button>
            <Button onClick={() => window.location.reload()}>Reload</Button>
          </>
        }
      >
        <p role="alert">{error instanceof Error ? error.message : String(error)}</p>
        <p>That is a fault in Parley. What you did before is kept.</p>
      </FullPageMessage>
    </main>
  );
}
