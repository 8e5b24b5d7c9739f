/**
 * The whole page in jsdom: the real router, stores, commands and exchange, over a log in memory and the real
 * handlers. Only what jsdom lacks, the clock and the network are stood in for. What the page loads when it is
 * first needed is loaded here beforehand, so that a test does not wait for the compiler.
 */
import './features/jsdom-gaps.ts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent, { PointerEventsCheckLevel } from '@testing-library/user-event';
import { expect, onTestFinished, vi } from 'vitest';
import '#src/features/board/drag.tsx';
import '#src/features/board/move-menu.tsx';
import '#src/features/dossiers/dossiers-page.tsx';
import '#src/features/filters/filter-choices.tsx';
import '#src/features/issue/issue-dialog.tsx';
import '#src/features/issue/issue-panel.tsx';
import '#src/features/issue/removed-issues.tsx';
import '#src/features/table/issue-table.tsx';
import '#src/features/table/print-sheet.tsx';
import '#src/features/toasts/toasts.tsx';
import '#src/ui/menu.tsx';
import { createApiClient } from '#src/api/client.ts';
import { type Exchanging, keepExchanging } from '#src/api/keep-exchanging.ts';
import { createAddress } from '#src/app/address.ts';
import { App } from '#src/app/app.tsx';
import { createDossierServices } from '#src/app/dossier-services.ts';
import type { Services } from '#src/app/services.ts';
import { createTableReader } from '#src/formats/table-reader.ts';
import type { EventLog } from '#src/storage/event-log.ts';
import { type KeyValue, memoryKeyValue } from '#src/storage/key-value.ts';
import { memoryLogStore } from '#src/storage/memory-log.ts';
import type { Tabs } from '#src/storage/tabs.ts';
import { dueCount } from '#src/store/dossier-state.ts';
import { createDrafts } from '#src/store/drafts.ts';
import { lastDossier, rememberDossier } from '#src/store/last-dossier.ts';
import { createOpenDossiers } from '#src/store/open-dossiers.ts';
import { createScreen } from '#src/store/screen.ts';
import { createSession } from '#src/store/session.ts';
import { on } from '#tests/builders.ts';
import { frailLog, type TestServer, testServer } from '#tests/store/test-world.ts';
import { noStorage } from './no-storage.ts';

// Patience for a busy machine; nothing waits longer than it must.
// Whether something is hidden is a matter of layout, which jsdom takes long to say nothing about.
configure({ asyncUtilTimeout: 5_000, defaultHidden: true });
vi.setConfig({ testTimeout: 20_000 });

interface AppOptions {
  readonly address?: string;
  readonly server?: TestServer;
  readonly log?: EventLog;
  readonly keyValue?: KeyValue;
  /** Milliseconds by which the page's clock is ahead of the server's. */
  readonly ahead?: number;
}

let pages = 0;
let lastNode: string | null = null;

/** A page that is the only one of its browser, after another in the same tab. */
function loneTab(own: string, before: string | null): Tabs {
  return {
    own,
    before,
    whenGone: async (_, work) => {
      work();
      return true;
    },
  };
}

function servicesFor({
  server = testServer(),
  log = frailLog(memoryLogStore()).log,
  keyValue = memoryKeyValue(),
  ahead = 0,
}: AppOptions) {
  pages += 1;
  const node = `f${pages.toString(16).padStart(15, '0')}`;
  const noon = Date.parse(on('2025-11-05T12:00:00.000Z'));
  const files: string[] = [];
  const copied: string[] = [];
  const tabs = loneTab(node, lastNode);
  lastNode = node;
  let slugs = 0;
  const newSlug = () => {
    slugs += 1;
    return `new-${pages}-${slugs}`;
  };
  const client = new QueryClient();
  const api = createApiClient('http://localhost', server.fetchAs('actor:me'));
  const running = new Set<Exchanging>();
  const dossiers = createOpenDossiers({
    log,
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    make: (dossier) => {
      const now = () => noon + server.time + ahead;
      const session = createSession({ dossier, log, now, node });
      const drafts = createDrafts({ keyValue, tabs, now, state: session.store });
      void session.load();
      return { session, screen: createScreen(keyValue), keyValue, drafts, now };
    },
    exchange: ({ session: { replica, store } }) => {
      const due = { count: () => dueCount(store.getState()), subscribe: store.subscribe };
      const exchanging = keepExchanging(client, api, replica, due);
      running.add(exchanging);
      return exchanging;
    },
  });
  const services: Services = {
    api,
    dossiers,
    dossierList: createDossierServices({
      api,
      log,
      dossiers,
      pause: async () => undefined,
      newSuffix: () => `x${pages}`,
      isEmbedded: true,
      saveFile: (name) => void files.push(name),
    }),
    transfer: {
      api,
      log,
      keyValue,
      dossiers,
      pause: async () => undefined,
      now: () => noon + server.time + ahead,
      newSlug,
      newSuffix: () => `x${pages}`,
      openTables: async () => ({ ...createTableReader(), close: () => {} }),
    },
    lastDossier: () => lastDossier(keyValue),
    rememberDossier: (dossier) => rememberDossier(keyValue, dossier),
    isServed: () => Promise.resolve(false),
    keeper: null,
    storage: noStorage,
    newSlug,
    pause: async () => undefined,
    saveFile: (name) => files.push(name),
    saveTable: (name) => files.push(name),
    copyAddress: async (address) => void copied.push(address),
    copyText: async (text) => void copied.push(text),
    copyFormatted: async (texts) => {
      const { text, html } = await texts;
      copied.push(text, html);
      return true;
    },
  };
  return { services, client, running, files, copied };
}

export function renderApp(options: AppOptions = {}) {
  window.history.replaceState(null, '', options.address ?? '/d/us-india');
  const { services, client, running, files, copied } = servicesFor(options);
  const address = createAddress(window);
  const { unmount } = render(
    <QueryClientProvider client={client}>
      <App services={services} address={address} />
    </QueryClientProvider>,
  );
  const leave = () => {
    unmount();
    for (const exchanging of running) exchanging.stop();
    client.clear();
    address.dispose();
  };
  onTestFinished(leave);
  return {
    user: userEvent.setup({ pointerEventsCheck: PointerEventsCheckLevel.Never }),
    /** Opens the dossier, where the page has not. */
    get stores() {
      return services.dossiers.open('us-india').stores;
    },
    files,
    copied,
    /** What stands in the address after the dossier. */
    search: () => window.location.search,
    path: () => window.location.pathname,
    leave,
  };
}

/** The page, once its board is there. */
export async function openBoard(options: AppOptions = {}) {
  const page = renderApp(options);
  await screen.findByRole('region', { name: 'Board' });
  return page;
}

/** The header's button, which comes before a toast's of the same name. */
export function headerButton(name: string): HTMLElement {
  const [first] = screen.getAllByRole('button', { name });
  if (!first) throw new RangeError(`There is no button ${name}`);
  return first;
}

type User = ReturnType<typeof userEvent.setup>;

/** Chooses from a menu of the header: “Share”, “More”. */
export async function chooseFrom(user: User, menu: string, entry: string | RegExp): Promise<void> {
  await user.click(screen.getByRole('button', { name: menu }));
  const open = await screen.findByRole('menu', { name: menu });
  const entries = [
    ...within(open).getAllByRole('menuitem'),
    ...within(open).queryAllByRole('menuitemradio'),
  ];
  const found = entries.find(({ textContent }) =>
    typeof entry === 'string' ? textContent?.startsWith(entry) : entry.test(textContent ?? ''),
  );
  if (!found) throw new RangeError(`“${menu}” has no ${entry}`);
  await user.click(found);
}

/** Sets conditions behind “Filter”, or takes them off. */
export async function filterBy(user: User, ...values: readonly string[]): Promise<void> {
  await user.click(screen.getByRole('button', { name: 'Filter' }));
  const choices = await screen.findByRole('dialog', { name: 'Filter' });
  for (const value of values) {
    await user.click(within(choices).getByRole('button', { name: new RegExp(`^${value}, `) }));
  }
  await user.keyboard('{Escape}');
  await waitFor(() => expect(choices).not.toBeInTheDocument());
}

function cell(name: string): HTMLElement {
  return screen.getByRole('list', { name });
}

/** Titles of the cards in a cell, from the top. */
export function titlesIn(name: string): readonly (string | null)[] {
  return within(cell(name))
    .queryAllByRole('link')
    .map((link) => link.textContent);
}
