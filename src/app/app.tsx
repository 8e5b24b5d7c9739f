/**
 * The pages and their addresses: `/` leads to the last dossier, `/d/:dossier` shows one, its search says how,
 * `/storage` what is kept in this browser.
 */
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { type BaseLocationHook, Link, Redirect, Route, Router, Switch } from 'wouter';
import { isSlug } from '#src/domain/ids.ts';
import { FullPageMessage } from '#src/features/status/full-page-message.tsx';
import { dossierPath, parseViewParams } from '#src/store/view.ts';
import { guardKeys } from '#src/ui/key-guard.ts';
import { IsServedContext } from '#src/ui/lazy-part.tsx';
import { pageTitle, storage } from '#src/words/compiled/header.ts';
import * as words from '#src/words/compiled/pages.ts';
import type { Address } from './address.ts';
import { DossierPage } from './dossier-page.tsx';
import { FaultBoundary } from './fault-boundary.tsx';
import { HeaderFrame } from './header.tsx';
import { UnknownDossier } from './page-states.tsx';
import { StoragePage } from './parts.tsx';
import type { Services } from './services.ts';
import { KeeperContext, useKeeping } from './use-keeping.ts';

interface AppProps {
  readonly services: Services;
  readonly address: Address;
}

export function App({ services, address }: AppProps) {
  const hook = useMemo(() => locationHook(address), [address]);
  const path = useSyncExternalStore(address.subscribe, address.path);
  useEffect(() => guardKeys(window), []);
  return (
    <IsServedContext value={services.isServed}>
      <KeeperContext value={services.keeper}>
        <FaultBoundary page={path}>
          <Router hook={hook}>
            <Switch>
              <Route path="/">
                <Redirect to={dossierPath(services.lastDossier())} replace />
              </Route>
              <Route path="/d/:dossier">
                {({ dossier }) => (
                  <DossierRoute dossier={dossier} services={services} address={address} />
                )}
              </Route>
              <Route path="/storage">
                <Storage services={services} />
              </Route>
              <Route>
                <Nowhere />
              </Route>
            </Switch>
          </Router>
        </FaultBoundary>
      </KeeperContext>
    </IsServedContext>
  );
}

function locationHook({ subscribe, path, go }: Address): BaseLocationHook {
  return () => [useSyncExternalStore(subscribe, path), go];
}

interface DossierRouteProps extends AppProps {
  readonly dossier: string;
}

function DossierRoute({ dossier, services, address }: DossierRouteProps) {
  const search = useSyncExternalStore(address.subscribe, address.search);
  const params = useMemo(() => parseViewParams(search), [search]);
  // No server can have it, so none is asked, and nothing is kept under such a name.
  if (!isSlug(dossier)) {
    return (
      <>
        <HeaderFrame />
        <UnknownDossier dossier={decoded(dossier)} api={services.api} />
      </>
    );
  }
  return (
    <DossierPage
      key={dossier}
      dossier={dossier}
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

function Storage({ services }: { readonly services: Services }) {
  const keeping = useKeeping();
  const title = storage();
  useEffect(() => {
    document.title = pageTitle({ title });
  }, [title]);
  return (
    <>
      <HeaderFrame>
        <h1 className="flex-1 text-base leading-5 font-semibold">{title}</h1>
        <Link href="/" className="text-accent underline underline-offset-2">
          {words.toBoard()}
        </Link>
      </HeaderFrame>
      <StoragePage services={services.storage} keeping={keeping} />
    </>
  );
}

function Nowhere() {
  return (
    <>
      <HeaderFrame />
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
