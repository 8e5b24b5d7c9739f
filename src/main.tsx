/** The start: chooses the API, makes the adapters, the clock and the randomness, and renders. Nothing else does. */
import './app/styles.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createApiClient } from '#src/api/client.ts';
import type { EventLog } from '#src/storage/event-log.ts';
import { openIndexedDbLog } from '#src/storage/indexed-db-log.ts';
import { browserKeyValue } from '#src/storage/key-value.ts';
import { memoryLog } from '#src/storage/memory-log.ts';
import { browserTabs, type Tabs } from '#src/storage/tabs.ts';
import { createDrafts } from '#src/store/drafts.ts';
import type { Stores } from '#src/store/hooks.ts';
import { createScreen } from '#src/store/screen.ts';
import { createSession } from '#src/store/session.ts';
import { createAppRouter } from './app/router.tsx';
import type { Services } from './app/services.ts';

const lastDossierKey = 'parley.last-dossier';
const firstDossier = 'us-india';

/** A real server where one is configured; else the API embedded in the page, loaded beside it. */
function chooseFetch(log: EventLog): { origin: string; fetch: typeof fetch } {
  const configured: unknown = import.meta.env.VITE_API_URL;
  if (typeof configured === 'string' && configured !== '') {
    return { origin: configured.replace(/\/$/, ''), fetch: (...call) => fetch(...call) };
  }
  const embedded = startEmbedded(log);
  return {
    origin: window.location.origin,
    fetch: async (...call) => (await embedded).fetch(...call),
  };
}

/** An embedded API that lost its own data takes this device for the one it was. */
async function startEmbedded(log: EventLog): Promise<{ fetch: typeof fetch }> {
  const [module, actor] = await Promise.all([
    import('#mocks/embedded-api.ts'),
    log.loadActor().catch(() => null),
  ]);
  return module.startEmbeddedApi(actor === null ? {} : { actor });
}

/** The log on disk; where it is refused, one in memory, and the page says why as long as it is open. */
async function openLog(): Promise<{ log: EventLog; diskProblem: string | null }> {
  try {
    return { log: await openIndexedDbLog({ indexedDB: window.indexedDB }), diskProblem: null };
  } catch (error) {
    return { log: memoryLog(), diskProblem: error instanceof Error ? error.message : null };
  }
}

function randomHex(bytes: number): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function saveFile(name: string, type: string, content: string): void {
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

async function copyText(text: string): Promise<void> {
  if (!('clipboard' in navigator)) throw new Error('Select the text and copy it by hand.');
  await navigator.clipboard.writeText(text);
}

async function copyAddress(): Promise<void> {
  // Absent where the page is not served safely.
  if (!('clipboard' in navigator)) throw new Error('Copy the address from the address bar.');
  await navigator.clipboard.writeText(window.location.href);
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

function createServices({ log, diskProblem }: Awaited<ReturnType<typeof openLog>>): Services {
  const { origin, fetch } = chooseFetch(log);
  const keyValue = browserKeyValue(() => window.localStorage);
  const node = randomHex(8);
  const schedule = { pause, later };
  const tabs = openTabs();
  const open = new Map<string, Stores>();
  return {
    api: createApiClient(origin, fetch),
    openDossier: (dossier) => {
      const known = open.get(dossier);
      if (known) return known;
      const session = createSession({ dossier, log, now: Date.now, node, diskProblem, schedule });
      const drafts = createDrafts({ keyValue, tabs, now: Date.now, state: session.store });
      const stores = { session, screen: createScreen(keyValue), keyValue, drafts, now: Date.now };
      open.set(dossier, stores);
      void session.load();
      return stores;
    },
    lastDossier: () => keyValue.get(lastDossierKey) ?? firstDossier,
    rememberDossier: (dossier) => keyValue.set(lastDossierKey, dossier),
    newSlug: () => `${Date.now().toString(36)}-${randomHex(3)}`,
    saveFile,
    copyAddress,
    copyText,
  };
}

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id “root”.');

const services = createServices(await openLog());
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={new QueryClient()}>
      <RouterProvider router={createAppRouter(services)} />
    </QueryClientProvider>
  </StrictMode>,
);
