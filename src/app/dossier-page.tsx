/** One dossier, open: its stores and commands are made here and handed to everything below. */
import { type ReactNode, useDeferredValue, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { Exchanging } from '#src/api/keep-exchanging.ts';
import type { CommandContext } from '#src/commands/command.ts';
import { CommandsContext } from '#src/commands/use-command.ts';
import { boardAt, pastMoment } from '#src/store/as-of.ts';
import {
  MomentContext,
  SoughtContext,
  type Stores,
  StoresContext,
  useDossier,
  usePresent,
  useStores,
} from '#src/store/hooks.ts';
import { filterOn } from '#src/store/selectors.ts';
import {
  formatViewParams,
  paramsOf,
  parseViewParams,
  type ViewParams,
  viewOf,
} from '#src/store/view.ts';
import { pageTitle } from '#src/words/compiled/header.ts';
import type { Address } from './address.ts';
import { AppShell } from './app-shell.tsx';
import type { Services } from './services.ts';
import { useShortcuts } from './shortcuts.ts';

interface DossierPageProps {
  readonly dossier: string;
  readonly params: ViewParams;
  readonly services: Services;
  readonly address: Address;
}

export function DossierPage({ dossier, params, services, address }: DossierPageProps) {
  const { stores, exchanging } = useMemo(
    () => services.dossiers.open(dossier),
    [services, dossier],
  );
  useEffect(() => services.dossiers.hold(dossier), [services, dossier]);
  const context = useCommandContext(services, stores, address);
  return (
    <StoresContext value={stores}>
      <CommandsContext value={context}>
        <OpenDossier
          params={params}
          services={services}
          context={context}
          exchanging={exchanging}
        />
      </CommandsContext>
    </StoresContext>
  );
}

interface OpenDossierProps {
  readonly params: ViewParams;
  readonly services: Services;
  readonly context: CommandContext;
  readonly exchanging: Exchanging;
}

function OpenDossier({ params, services, context, exchanging }: OpenDossierProps) {
  const { now } = useStores();
  const wire = useSyncExternalStore(exchanging.subscribe, exchanging.wire);
  useShortcuts(context);
  const view = useMemo(() => viewOf(params), [params]);
  const title = usePresent(({ board }) => board.dossier?.title);
  const dossier = useDossier((state) => state.dossier);
  useEffect(() => {
    if (title === undefined) return;
    document.title = pageTitle({ title });
    services.rememberDossier(dossier);
  }, [title, dossier, services]);
  return (
    <MomentContext value={pastMoment(view.asOf, now())}>
      <Sought text={view.filter.text}>
        <AppShell view={view} wire={wire} onRetry={exchanging.retry} api={services.api} />
      </Sought>
    </MomentContext>
  );
}

/** A key shows what it finds at once; where that was found follows in a frame of its own. */
function Sought({ text, children }: { text: string; children: ReactNode }) {
  return <SoughtContext value={useDeferredValue(text)}>{children}</SoughtContext>;
}

/** Commands read the address when they run. */
function useCommandContext(
  services: Services,
  { session, screen, now }: Stores,
  address: Address,
): CommandContext {
  return useMemo(() => {
    const current = () => viewOf(parseViewParams(address.search()));
    const moment = () => pastMoment(current().asOf, now());
    const board = () => boardAt(session.store.getState().folded, moment());
    const view = () => ({ ...current(), filter: filterOn(board(), current().filter) });
    return {
      session,
      screen,
      view,
      board,
      moment,
      setView: (change, replace = false) => {
        const search = formatViewParams(paramsOf({ ...view(), ...change }));
        address.go(`${address.path()}${search}`, { replace });
      },
      newSlug: services.newSlug,
      saveFile: services.saveFile,
      copyAddress: () => services.copyAddress(address.href()),
      copyText: services.copyText,
    };
  }, [address, services, session, screen, now]);
}
