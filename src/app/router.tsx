/** The addresses: `/` leads to the last dossier, `/d/:dossier` shows one, its search params say how. */
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { useEffect } from 'react';
import { isSlug } from '#src/domain/ids.ts';
import { FullPageMessage } from '#src/features/status/full-page-message.tsx';
import { formatViewParams, parseViewParams, type ViewParams } from '#src/store/view.ts';
import { guardKeys } from '#src/ui/key-guard.ts';
import { IsServedContext } from '#src/ui/lazy-part.tsx';
import * as words from '#src/words/compiled/pages.ts';
import { createHistory } from './browser-history.ts';
import { DossierPage } from './dossier-page.tsx';
import { HeaderFrame } from './header.tsx';
import { PageFault, UnknownDossier } from './page-states.tsx';
import type { Services } from './services.ts';

const rootRoute = createRootRouteWithContext<Services>()({
  component: Root,
  notFoundComponent: () => (
    <>
      <HeaderFrame />
      <main>
        <FullPageMessage
          level={1}
          heading={words.nothingHere()}
          actions={
            <a href="/" className="text-accent underline underline-offset-2">
              {words.toBoard()}
            </a>
          }
        >
          <p>{words.nothingHereWhy()}</p>
        </FullPageMessage>
      </main>
    </>
  ),
});

function Root() {
  const { isServed } = rootRoute.useRouteContext();
  useEffect(() => guardKeys(window), []);
  return (
    <IsServedContext value={isServed}>
      <Outlet />
    </IsServedContext>
  );
}

const indexRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: ({ context }) => {
    throw redirect({
      to: '/d/$dossier',
      params: { dossier: context.lastDossier() },
      replace: true,
    });
  },
});

const dossierRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/d/$dossier',
  validateSearch: (search: ViewParams): ViewParams => search,
  component: function DossierRoute() {
    const { dossier } = dossierRoute.useParams();
    const params = dossierRoute.useSearch();
    const services = dossierRoute.useRouteContext();
    // No server can have it, so none is asked, and nothing is kept under such a name.
    if (!isSlug(dossier)) {
      return (
        <>
          <HeaderFrame />
          <UnknownDossier dossier={dossier} api={services.api} />
        </>
      );
    }
    return <DossierPage key={dossier} dossier={dossier} params={params} services={services} />;
  },
});

const routeTree = rootRoute.addChildren([indexRoute, dossierRoute]);

export function createAppRouter(services: Services) {
  return createRouter({
    routeTree,
    context: services,
    history: createHistory(window),
    parseSearch: (search) => ({ ...parseViewParams(search) }),
    stringifySearch: (params) => formatViewParams(params),
    scrollRestoration: false,
    defaultErrorComponent: PageFault,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
