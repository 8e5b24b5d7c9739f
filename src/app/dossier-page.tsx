/** One dossier, open: its stores and commands are made here and handed to everything below. */
import {
  type ReactNode,
  useDeferredValue,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Exchanging } from '#src/api/keep-exchanging.ts';
import type { CommandContext } from '#src/commands/command.ts';
import { CommandsContext } from '#src/commands/use-command.ts';
import type { Board } from '#src/domain/board.ts';
import type { Issue } from '#src/domain/issue.ts';
import { Failure } from '#src/domain/problem.ts';
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
import { inSlices } from '#src/store/slices.ts';
import {
  type Layout,
  parseDossierPath,
  parseViewParams,
  type ViewParams,
  viewAddress,
  viewOf,
} from '#src/store/view.ts';
import type { Citation } from '#src/words/citation.ts';
import { issueTitle, pageTitle } from '#src/words/compiled/header.ts';
import type { Address } from './address.ts';
import { AppShell } from './app-shell.tsx';
import { archiveFormat } from './archive-format.ts';
import type { Services } from './services.ts';
import { useShortcuts } from './shortcuts.ts';

interface DossierPageProps {
  readonly dossier: string;
  readonly layout: Layout;
  readonly params: ViewParams;
  readonly services: Services;
  readonly address: Address;
}

export function DossierPage({ dossier, layout, params, services, address }: DossierPageProps) {
  const { stores, exchanging } = useMemo(
    () => services.dossiers.open(dossier),
    [services, dossier],
  );
  useEffect(() => services.dossiers.hold(dossier), [services, dossier]);
  const [paper, setPaper] = useState<ReactNode>(null);
  const context = useCommandContext(services, stores, address, dossier, setPaper);
  return (
    <StoresContext value={stores}>
      <CommandsContext value={context}>
        <OpenDossier
          layout={layout}
          params={params}
          services={services}
          context={context}
          exchanging={exchanging}
          paper={paper}
        />
      </CommandsContext>
    </StoresContext>
  );
}

interface OpenDossierProps {
  readonly layout: Layout;
  readonly params: ViewParams;
  readonly services: Services;
  readonly context: CommandContext;
  readonly exchanging: Exchanging;
  /** What is printed now instead of what is shown. */
  readonly paper: ReactNode;
}

function OpenDossier({ layout, params, services, context, exchanging, paper }: OpenDossierProps) {
  const { now } = useStores();
  const wire = useSyncExternalStore(exchanging.subscribe, exchanging.wire);
  useShortcuts(context);
  const view = useMemo(() => viewOf(params, layout), [params, layout]);
  const title = usePresent(({ board }) => board.dossier?.title);
  const issue = usePresent(({ board }) => view.issue && board.issues.get(view.issue)?.title);
  const dossier = useDossier((state) => state.dossier);
  useEffect(() => {
    if (title === undefined) return;
    document.title = pageTitle({ title: issue ? issueTitle({ issue, dossier: title }) : title });
  }, [title, issue]);
  useEffect(() => {
    if (title !== undefined) services.rememberDossier(dossier);
  }, [title, dossier, services]);
  return (
    <MomentContext value={pastMoment(view.asOf, now())}>
      <Sought text={view.filter.text}>
        <AppShell
          view={view}
          wire={wire}
          onRetry={exchanging.retry}
          api={services.api}
          paper={paper}
        />
      </Sought>
    </MomentContext>
  );
}

/** Loaded when it is first asked for; what fails is asked for anew the next time. */
async function cite(issue: Issue, board: Board): Promise<Citation> {
  const { citeIssue } = await import('#src/features/issue/cite-issue.ts').catch(() => {
    throw new Failure({ code: 'part-not-loaded' });
  });
  return citeIssue(issue, board);
}

async function briefFormat() {
  return import('./brief.tsx').catch(() => {
    throw new Failure({ code: 'part-not-loaded' });
  });
}

async function tableFiles() {
  return import('#src/features/table/table-files.ts').catch(() => {
    throw new Failure({ code: 'part-not-loaded' });
  });
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
  dossier: string,
  setPaper: (paper: ReactNode) => void,
): CommandContext {
  return useMemo(() => {
    const here = () => parseDossierPath(address.path());
    const current = () => viewOf(parseViewParams(address.search()), here()?.layout);
    const moment = () => pastMoment(current().asOf, now());
    const board = () => boardAt(session.store.getState().folded, moment());
    const briefMeans = () => ({ now, here: address.href(), pause: services.pause });
    const view = () => ({ ...current(), filter: filterOn(board(), current().filter) });
    return {
      session,
      screen,
      view,
      board,
      moment,
      setView: (change, replace = false) => {
        // Who has gone on to another dossier meanwhile is not brought back.
        if (here()?.dossier !== dossier) return;
        address.go(viewAddress(dossier, { ...view(), ...change }), { replace });
      },
      newSlug: services.newSlug,
      saveFile: services.saveFile,
      saveTable: services.saveTable,
      copyAddress: () => services.copyAddress(address.href()),
      copyText: services.copyText,
      copyFormatted: services.copyFormatted,
      cite,
      brief: async (shown) => (await briefFormat()).briefOf(shown, briefMeans()),
      printBrief: async (shown) => {
        const { briefSheet } = await briefFormat();
        setPaper(await briefSheet(shown, briefMeans(), () => setPaper(null)));
      },
      writeArchive: async (archive) => (await archiveFormat()).writeArchive(archive),
      writeCsv: async (shown) => {
        const { csvOf } = await tableFiles();
        return inSlices(csvOf(shown, address.href()), services.pause);
      },
      writeSpreadsheet: async (shown) => {
        const { spreadsheetOf } = await tableFiles();
        return inSlices(spreadsheetOf(shown, address.href()), services.pause);
      },
    };
  }, [address, services, session, screen, now, dossier, setPaper]);
}
