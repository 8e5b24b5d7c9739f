/** The start: chooses the API, makes the adapters, the clock and the randomness, and renders. Nothing else does. */
import './app/styles.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createApiClient, Unreachable } from '#src/api/client.ts';
import { keepExchanging } from '#src/api/keep-exchanging.ts';
import { browserTimer } from '#src/api/patience.ts';
import { startedOnce } from '#src/api/start-again.ts';
import { Failure, type Problem } from '#src/domain/problem.ts';
import type { OpenTableReader } from '#src/features/transfer/transfer-services.ts';
import { type AppKeeper, keepApp } from '#src/offline/app-keeper.ts';
import { browserDevice, resetIfAsked } from '#src/storage/browser-device.ts';
import type { EventLog } from '#src/storage/event-log.ts';
import { openIndexedDbLog } from '#src/storage/indexed-db-log.ts';
import { browserKeyValue } from '#src/storage/key-value.ts';
import { memoryLog } from '#src/storage/memory-log.ts';
import { standInForRefused } from '#src/storage/stand-in.ts';
import { StorageError } from '#src/storage/storage-error.ts';
import { tabNodes } from '#src/storage/tab-nodes.ts';
import { browserTabs, type Tabs } from '#src/storage/tabs.ts';
import { contentsOf, everythingOf } from '#src/store/device-contents.ts';
import { dueCount } from '#src/store/dossier-state.ts';
import { createDrafts, unsavedTexts } from '#src/store/drafts.ts';
import { beginRecall, restartRecall } from '#src/store/export-recall.ts';
import { lastDossier, rememberDossier } from '#src/store/last-dossier.ts';
import { createOpenDossiers } from '#src/store/open-dossiers.ts';
import { createScreen } from '#src/store/screen.ts';
import { createSession } from '#src/store/session.ts';
import { language, setLanguage } from '#src/words/language.ts';
import { createAddress } from './app/address.ts';
import { App } from './app/app.tsx';
import { createDossierServices } from './app/dossier-services.ts';
import { onFirstEdit } from './app/first-edit.ts';
import { guardLeaving } from './app/leave-guard.ts';
import type { Services } from './app/services.ts';

type Opening = Promise<{ readonly log: EventLog; readonly diskProblem: Problem | null }>;

/** The address of a real server, without a slash at the end; null where the page is to be its own. */
function configuredServer(): string | null {
  const configured: unknown = import.meta.env.VITE_API_URL;
  return typeof configured === 'string' && configured !== '' ? configured.replace(/\/$/, '') : null;
}

const server = configuredServer();

/** A real server where one is configured; else the API embedded in the page, loaded beside it. */
function chooseFetch(opening: Opening): { origin: string; fetch: typeof fetch } {
  if (server !== null) return { origin: server, fetch: (...call) => fetch(...call) };
  const embedded = startedOnce(() => startEmbedded(opening));
  // Now, while the log is being opened; whoever asks first hears if it fails.
  embedded().catch(() => undefined);
  return {
    origin: window.location.origin,
    fetch: async (...call) => (await embedded()).fetch(...call),
  };
}

/** An embedded API that lost its own data takes this device for the one it was. */
async function startEmbedded(opening: Opening): Promise<{ fetch: typeof fetch }> {
  standInForRefused(window);
  try {
    const actor = opening.then(({ log }) => log.loadActor()).catch(() => null);
    const { startEmbeddedApi } = await import('#mocks/embedded-api.ts');
    return await startEmbeddedApi({ actor });
  } catch (cause) {
    throw new Unreachable({ code: 'server-embedded-missing' }, { cause });
  }
}

/** The log on disk; where it is refused, one in memory, and the page says why as long as it is open. */
async function openLog(): Opening {
  try {
    // What was received from one server is no part of another's log.
    const name = server === null ? 'parley' : `parley ${server}`;
    return { log: await openIndexedDbLog({ indexedDB: findIndexedDb(), name }), diskProblem: null };
  } catch (error) {
    return { log: memoryLog(), diskProblem: error instanceof StorageError ? error.problem : null };
  }
}

/** Undefined also where the browser throws at the mere question. */
function findIndexedDb(): IDBFactory | undefined {
  try {
    return window.indexedDB;
  } catch {
    return undefined;
  }
}

function randomHex(bytes: number): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Of an issue: in the order in which they are made, as far as anybody can tell. */
function newSlug(): string {
  return `${Date.now().toString(36)}-${randomHex(3)}`;
}

async function openTables(): Promise<OpenTableReader> {
  const { workerTableReader } = await import('./app/table-reader.ts').catch(() => {
    throw new Failure({ code: 'part-not-loaded' });
  });
  return workerTableReader(window);
}

function saveFile(name: string, type: string, content: string | Uint8Array<ArrayBuffer>): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Lets the page answer and paint; sooner than a timer where the browser can. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

const quiet = 3_000;

function later(run: () => void): () => void {
  const timer = setTimeout(run, quiet);
  return () => clearTimeout(timer);
}

async function isServed(): Promise<boolean> {
  try {
    const { ok } = await fetch(import.meta.env.BASE_URL, { cache: 'no-store' });
    return ok;
  } catch {
    return false;
  }
}

async function copyText(text: string): Promise<void> {
  if (!('clipboard' in navigator)) throw new Failure({ code: 'no-clipboard' });
  await navigator.clipboard.writeText(text);
}

/** The browser is handed what is still to come, so that the press that asked for it counts. */
async function copyFormatted(
  copied: Promise<{ readonly text: string; readonly html: string }>,
): Promise<boolean> {
  if (!('clipboard' in navigator)) throw new Failure({ code: 'clipboard-refused' });
  const asBlob = async (type: string, content: Promise<string>) =>
    new Blob([await content], { type });
  const canFormat = 'ClipboardItem' in window && 'write' in navigator.clipboard;
  try {
    if (canFormat) {
      const item = new ClipboardItem({
        'text/plain': asBlob(
          'text/plain',
          copied.then(({ text }) => text),
        ),
        'text/html': asBlob(
          'text/html',
          copied.then(({ html }) => html),
        ),
      });
      await navigator.clipboard.write([item]);
    } else await navigator.clipboard.writeText((await copied).text);
  } catch {
    // What could not be put together is told as that.
    await copied;
    throw new Failure({ code: 'clipboard-refused' });
  }
  return canFormat;
}

async function copyAddress(address: string): Promise<void> {
  // Absent where the page is not served safely.
  if (!('clipboard' in navigator)) throw new Failure({ code: 'no-address-copy' });
  await navigator.clipboard.writeText(address);
}

function openTabs(): Tabs {
  return browserTabs({
    own: randomHex(8),
    sessionStorage: () => window.sessionStorage,
    locks: () => navigator.locks,
    channel: (name) => new BroadcastChannel(name),
    later: (milliseconds, run) => void setTimeout(run, milliseconds),
  });
}

/** Of the build; while developing, Mock Service Worker has a worker of its own. */
function createKeeper(): AppKeeper | null {
  if (!import.meta.env.PROD) return null;
  const scope = import.meta.env.BASE_URL;
  const address = `${scope}sw.js`;
  return keepApp({ workers: findWorkers(), address, scope, page: window, whenIdle });
}

/** Milliseconds after which a browser without idle time, or without a word for it, has it all the same. */
const longestWait = 3_000;

function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(run, { timeout: longestWait });
  else setTimeout(run, longestWait);
}

/** Undefined also where the browser throws at the mere question, as in some frames. */
function findWorkers(): ServiceWorkerContainer | undefined {
  try {
    return navigator.serviceWorker;
  } catch {
    return undefined;
  }
}

async function createServices(opening: Opening, client: QueryClient): Promise<Services> {
  const { origin, fetch } = chooseFetch(opening);
  const { log, diskProblem } = await opening;
  const keyValue = browserKeyValue(() => window.localStorage);
  const node = randomHex(8);
  const schedule = { pause, later, after: browserTimer };
  const tabs = openTabs();
  const nodes = tabNodes({
    node,
    sessionStorage: () => window.sessionStorage,
    locks: () => navigator.locks,
  });
  const api = createApiClient(origin, fetch);
  const device = browserDevice(window);
  const takeOut = (name: string, type: string, content: string) => {
    saveFile(name, type, content);
    restartRecall(keyValue, Date.now());
  };
  const dossiers = createOpenDossiers({
    log,
    after: browserTimer,
    make: (dossier) => {
      const options = { dossier, log, now: Date.now, node, diskProblem, schedule };
      const session = createSession({ ...options, others: nodes.others });
      const drafts = createDrafts({ keyValue, tabs, now: Date.now, state: session.store });
      guardLeaving(session.store);
      onFirstEdit(session.store, () => {
        void device.persist();
        if (server === null) beginRecall(keyValue, Date.now());
      });
      void session.load();
      return { session, screen: createScreen(keyValue), keyValue, drafts, now: Date.now };
    },
    exchange: ({ session: { replica, store } }) =>
      keepExchanging(client, api, replica, {
        count: () => dueCount(store.getState()),
        subscribe: store.subscribe,
      }),
  });
  return {
    api,
    dossiers,
    dossierList: createDossierServices({
      api,
      log,
      dossiers,
      pause,
      newSuffix: () => randomHex(3),
      isEmbedded: server === null,
      saveFile: takeOut,
    }),
    transfer: {
      api,
      log,
      keyValue,
      dossiers,
      pause,
      now: Date.now,
      newSlug,
      newSuffix: () => randomHex(3),
      openTables,
    },
    lastDossier: () => lastDossier(keyValue),
    rememberDossier: (dossier) => rememberDossier(keyValue, dossier),
    isServed,
    keeper: createKeeper(),
    storage: {
      device,
      isDemo: server === null,
      contents: () => contentsOf(log, pause),
      download: async () => {
        const texts = unsavedTexts(keyValue);
        const day = new Date().toISOString().slice(0, 10);
        takeOut(`parley-${day}.jsonl`, 'application/jsonl', await everythingOf(log, texts));
      },
    },
    newSlug,
    pause,
    saveFile: takeOut,
    saveTable: saveFile,
    copyAddress,
    copyText,
    copyFormatted,
  };
}

/** For looking at the page, in development and tests alone: `?lang=xx`. */
if (import.meta.env.MODE !== 'production') {
  const asked = new URLSearchParams(window.location.search).get('lang');
  if (asked === 'xx') setLanguage((await import('./words/pseudo.ts')).pseudo);
}

await resetIfAsked(window);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id “root”.');

document.documentElement.lang = language().tag;
/** Where the server is the page itself, what it says of the network is no reason not to ask. */
const client = new QueryClient({ defaultOptions: { queries: { networkMode: 'offlineFirst' } } });
const services = await createServices(openLog(), client);
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <App services={services} address={createAddress(window)} />
    </QueryClientProvider>
  </StrictMode>,
);
window.addEventListener('focus', services.dossiers.lookAround);
// What waits for a server from an earlier visit is sent whichever dossier is shown.
services.dossiers.sendWaiting().catch(() => undefined);
