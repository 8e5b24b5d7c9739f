/**
 * The pages and their addresses: `/` leads to the last dossier, `/d/:dossier` shows one as a board, `/d/:dossier/table`
 * in another view, its search says what of it, `/dossiers` lists them all, `/storage` what is kept in this browser.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { type BaseLocationHook, Link, Redirect, Route, Router, Switch } from 'wouter';
import type { ApiClient } from '#src/api/client.ts';
import { isSlug } from '#src/domain/ids.ts';
import { FullPageMessage } from '#src/features/status/full-page-message.tsx';
import {
  dialogIn,
  dossierIn,
  dossierPath,
  dossiersAddress,
  importAddress,
  type Layout,
  newDossierAddress,
  parseLayout,
  parseViewParams,
} from '#src/store/view.ts';
import { guardKeys } from '#src/ui/key-guard.ts';
import { IsServedContext } from '#src/ui/lazy-part.tsx';
import { dossiers, pageTitle, storage } from '#src/words/compiled/header.ts';
import * as words from '#src/words/compiled/pages.ts';
import type { Address } from './address.ts';
import { DossierPage } from './dossier-page.tsx';
import { FaultBoundary } from './fault-boundary.tsx';
import { FileDrop } from './file-drop.tsx';
import { HeaderFrame } from './header.tsx';
import { UnknownDossier } from './page-states.tsx';
import { DossiersPage, ImportDialog, StoragePage } from './parts.tsx';
import type { Services } from './services.ts';
import { useArrival } from './use-arrival.ts';
import { ImportContext } from './use-import.ts';
import { KeeperContext, useKeeping } from './use-keeping.ts';

interface AppProps {
  readonly services: Services;
  readonly address: Address;
}

export function App({ services, address }: AppProps) {
  const hook = useMemo(() => locationHook(address), [address]);
  const path = useSyncExternalStore(address.subscribe, address.path);
  useEffect(() => guardKeys(window), []);
  useArrival(path);
  const [dropped, setDropped] = useState<File | null>(null);
  const [importing, setImporting] = useState<Importing | null>(null);
  const importInto = useCallback((into: string) => setImporting({ into, file: null }), []);
  const takeFile = useCallback(
    (file: File) => {
      const into = dossierIn(address.path());
      // A past date is not changed; what is dropped on it may still go anywhere.
      const isPast = new URLSearchParams(address.search()).has('asOf');
      if (into !== null && !isPast) {
        setImporting({ into, file });
        return;
      }
      setDropped(file);
      address.go(importAddress);
    },
    [address],
  );
  return (
    <IsServedContext value={services.isServed}>
      <KeeperContext value={services.keeper}>
        <ImportContext value={importInto}>
          <FileDrop onFile={takeFile} />
          <FaultBoundary page={path}>
            <Router hook={hook}>
              <Switch>
                <Route path="/">
                  <Redirect to={dossierPath(services.lastDossier())} replace />
                </Route>
                <Route path="/d/:dossier/:view?">
                  {({ dossier, view }) => {
                    const layout = parseLayout(view);
                    return layout === null ? (
                      <Nowhere api={services.api} />
                    ) : (
                      <DossierRoute
                        dossier={dossier}
                        layout={layout}
                        services={services}
                        address={address}
                      />
                    );
                  }}
                </Route>
                <Route path="/dossiers">
                  <Dossiers
                    services={services}
                    address={address}
                    dropped={dropped}
                    onTaken={() => setDropped(null)}
                  />
                </Route>
                <Route path="/storage">
                  <Storage services={services} />
                </Route>
                <Route>
                  <Nowhere api={services.api} />
                </Route>
              </Switch>
            </Router>
          </FaultBoundary>
          {importing && (
            <ImportHere
              services={services}
              importing={importing}
              onClose={() => setImporting(null)}
              onOpen={(dossier) => {
                setImporting(null);
                if (dossier !== dossierIn(address.path())) address.go(dossierPath(dossier));
              }}
            />
          )}
        </ImportContext>
      </KeeperContext>
    </IsServedContext>
  );
}

/** Something is taken in on a dossier's page, and proposed to go into that. */
interface Importing {
  readonly into: string;
  readonly file: File | null;
}

interface ImportHereProps {
  readonly services: Services;
  readonly importing: Importing;
  readonly onClose: () => void;
  readonly onOpen: (dossier: string) => void;
}

function ImportHere({ services, importing, onClose, onOpen }: ImportHereProps) {
  const lookAgain = useLookAgain();
  return (
    <ImportDialog
      means={services.transfer}
      file={importing.file}
      into={importing.into}
      onClose={onClose}
      onOpen={onOpen}
      onImported={lookAgain}
    />
  );
}

/** What is shown of the dossiers there are is asked for anew. */
function useLookAgain(): () => void {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: ['device'] });
    void client.invalidateQueries({ queryKey: ['dossiers'] });
  };
}

function locationHook({ subscribe, path, go }: Address): BaseLocationHook {
  return () => [useSyncExternalStore(subscribe, path), go];
}

interface DossierRouteProps extends AppProps {
  readonly dossier: string;
  readonly layout: Layout;
}

function DossierRoute({ dossier, layout, services, address }: DossierRouteProps) {
  const search = useSyncExternalStore(address.subscribe, address.search);
  const params = useMemo(() => parseViewParams(search), [search]);
  // No server can have it, so none is asked, and nothing is kept under such a name.
  if (!isSlug(dossier)) {
    return (
      <>
        <HeaderFrame api={services.api} />
        <UnknownDossier dossier={decoded(dossier)} api={services.api} />
      </>
    );
  }
  return (
    <DossierPage
      key={dossier}
      dossier={dossier}
      layout={layout}
      params={params}
      services={services}
      address={address}
    />
  );
}

/** A name that no text encodes to stands for itself: `%FF`. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

interface DossiersProps extends AppProps {
  /** A file to be taken in; null for none. */
  readonly dropped: File | null;
  readonly onTaken: () => void;
}

function Dossiers({ services, address, dropped, onTaken }: DossiersProps) {
  const search = useSyncExternalStore(address.subscribe, address.search);
  const title = dossiers();
  const lookAgain = useLookAgain();
  const dialog = dialogIn(search);
  // A file that was dropped is looked at once, however the dialog is left.
  const go = (to: string, options?: { readonly replace: boolean }) => {
    onTaken();
    address.go(to, options);
  };
  const leave = () => go(dossiersAddress, { replace: true });
  const open = (dossier: string) => go(dossierPath(dossier));
  useEffect(() => {
    document.title = pageTitle({ title });
  }, [title]);
  return (
    <>
      <HeaderFrame api={services.api} title={title} />
      <DossiersPage
        services={services.dossierList}
        isBeginning={dialog === 'new'}
        onBegin={() => go(newDossierAddress)}
        onImport={() => go(importAddress)}
        onLeave={leave}
        onOpen={open}
      />
      {dialog === 'import' && (
        <ImportDialog
          means={services.transfer}
          file={dropped}
          into={null}
          onClose={leave}
          onOpen={open}
          onImported={lookAgain}
        />
      )}
    </>
  );
}

function Storage({ services }: { readonly services: Services }) {
  const keeping = useKeeping();
  const title = storage();
  useEffect(() => {
    document.title = pageTitle({ title });
  }, [title]);
  return (
    <>
      <HeaderFrame api={services.api} title={title}>
        <Link
          href="/"
          className="ml-auto whitespace-nowrap text-accent underline underline-offset-2"
        >
          {words.toBoard()}
        </Link>
      </HeaderFrame>
      <StoragePage services={services.storage} keeping={keeping} />
    </>
  );
}

function Nowhere({ api }: { readonly api: ApiClient }) {
  return (
    <>
      <HeaderFrame api={api} />
      <main>
        <FullPageMessage
          level={1}
          heading={words.nothingHere()}
          actions={
            <Link href="/" className="text-accent underline underline-offset-2">
              {words.toBoard()}
            </Link>
          }
        >
          <p>{words.nothingHereWhy()}</p>
        </FullPageMessage>
      </main>
    </>
  );
}
