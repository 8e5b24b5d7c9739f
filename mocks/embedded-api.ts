/**
 * The embedded API in a browser: the server's database, its handlers, and an MSW service worker in front, so
 * that requests go over the page's own `fetch` and show in the browser's tools. Where no worker will serve
 * (insecure address, refused, slow, forced reload, gone idle), the same handlers answer inside the page.
 */
import { getResponse, type HttpHandler } from 'msw';
import { apiPath } from '#src/api/contract.ts';
import type { ServerDatabase } from './db.ts';
import { faultsKey } from './faults.ts';
import { withGeneratedLogs } from './generated-log.ts';
import { answeredHeader, createHandlers } from './handlers.ts';
import { indexedDatabase } from './indexed-db.ts';
import { memoryDatabase } from './memory-db.ts';
import { generatedDossiers, seedDossiers } from './seed/dossiers.ts';
import type { ServerContext } from './server.ts';

/** Milliseconds the page waits for the worker before it answers for itself. */
const workerPatience = 4_000;

/** Milliseconds the page waits for the browser to open the server's database. */
const databasePatience = 5_000;

/**
 * In memory where the browser refuses to keep it (private mode, blocked site data) or does not answer in time: the
 * client says so to the user, from its own log.
 */
export function openDatabase(
  open: () => Promise<ServerDatabase>,
  patience = databasePatience,
): Promise<ServerDatabase> {
  return new Promise((resolve) => {
    const fallBack = () => resolve(memoryDatabase());
    const timer = setTimeout(() => {
      fallBack();
      // It would not be seen any more; left open, it would hold up a newer version.
      opening.then((late) => late.close()).catch(() => undefined);
    }, patience);
    const opening = open();
    opening.then(resolve, fallBack).finally(() => clearTimeout(timer));
  });
}

/** 16 hexadecimal digits, also where `crypto.randomUUID` is missing (insecure addresses). */
function randomDigits(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function storedFaults(): string | null {
  try {
    return localStorage.getItem(faultsKey);
  } catch {
    return null;
  }
}

/** A streamed answer reaches the page through the worker only where streams can be handed over. */
function canTransferStreams(): boolean {
  try {
    const stream = new ReadableStream();
    const { port1 } = new MessageChannel();
    port1.postMessage(stream, [stream]);
    port1.close();
    return true;
  } catch {
    return false;
  }
}

/** Undefined where the browser has none, or throws at the mere question, as in some frames. */
function workerContainer(): ServiceWorkerContainer | undefined {
  try {
    return navigator.serviceWorker;
  } catch {
    return undefined;
  }
}

/** True once the worker controls this page; false if it will not, or not soon. */
async function startWorker(handlers: HttpHandler[]): Promise<boolean> {
  const container = workerContainer();
  if (!container || !window.isSecureContext) return false;
  const base = new URL(import.meta.env.BASE_URL, location.href);
  const existing = await container.getRegistration(base);
  // A registration and no controller: a forced reload, or another tab is installing the worker right now. MSW
  // would reload the page to get one, for ever where the browser bypasses workers; the page can answer itself.
  if (container.controller === null && existing) return false;
  const { setupWorker } = await import('msw/browser');
  const url = new URL('mockServiceWorker.js', base).pathname;
  await setupWorker(...handlers).start({
    quiet: true,
    onUnhandledRequest: 'bypass',
    serviceWorker: { url, options: { scope: base.pathname } },
  });
  if (container.controller === null) {
    await new Promise((resolve) => {
      container.addEventListener('controllerchange', resolve, { once: true });
    });
  }
  return true;
}

/** `attempt`, or false if it fails or takes longer than `milliseconds`. */
function inTime(attempt: Promise<boolean>, milliseconds: number): Promise<boolean> {
  const failing = attempt.catch((error: unknown) => {
    // biome-ignore lint/suspicious/noConsole: nothing is lost, but a developer wonders why no worker runs
    console.info('The embedded API answers inside the page:', error);
    return false;
  });
  const late = new Promise<boolean>((resolve) => {
    setTimeout(() => resolve(false), milliseconds);
  });
  return Promise.race([failing, late]);
}

function isApiRequest(request: Request): boolean {
  return new URL(request.url).pathname.includes(`${apiPath}/`);
}

/** Answers API requests from the handlers, without a network; everything else goes its usual way. */
export function fetchInPage(handlers: HttpHandler[], elsewhere: typeof fetch): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    if (!isApiRequest(request)) return elsewhere(request);
    request.signal.throwIfAborted();
    const aborted = new Promise<never>((_, reject) => {
      request.signal.addEventListener('abort', () => reject(request.signal.reason));
    });
    const response = await Promise.race([getResponse(handlers, request), aborted]);
    if (response === undefined) return elsewhere(request);
    if (response.type === 'error') throw new TypeError('Failed to fetch');
    return response;
  };
}

/**
 * Through the worker, as long as its answers come from the handlers. A worker that the browser has stopped
 * forgets which pages it serves and lets requests pass to a network with no such server behind it; then the
 * page answers instead. So it does from the moment it is being left, for then MSW signs it off. Asking twice does no
 * harm: nothing in the contract counts requests.
 */
export function fetchThroughWorker(
  viaWorker: typeof fetch,
  inPage: typeof fetch,
  page: EventTarget,
): typeof fetch {
  let isWorkerGone = false;
  page.addEventListener('beforeunload', () => {
    isWorkerGone = true;
  });
  return async (input, init) => {
    const request = new Request(input, init);
    if (!isApiRequest(request)) return viaWorker(request);
    if (isWorkerGone) return inPage(request);
    const spare = request.clone();
    try {
      const response = await viaWorker(request);
      if (response.headers.has(answeredHeader)) return response;
      isWorkerGone = true;
      await response.body?.cancel();
    } catch (error) {
      if (request.signal.aborted) throw error;
    }
    return inPage(spare);
  };
}

interface EmbeddedApiOptions {
  /** As whom this browser records already, if it does; a server that is new here takes that over. */
  readonly actor: Promise<string | null>;
}

export async function startEmbeddedApi(options: EmbeddedApiOptions): Promise<{
  fetch: typeof fetch;
}> {
  const [db, actor] = await Promise.all([openDatabase(indexedDatabase), options.actor]);
  const context: ServerContext = {
    db: withGeneratedLogs(db, generatedDossiers),
    seeds: seedDossiers,
    now: () => Date.now(),
    newActor: () => actor ?? `actor:${randomDigits()}`,
    newEpoch: randomDigits,
    later: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    capabilities: { stream: canTransferStreams() },
  };
  const handlers = createHandlers(context, storedFaults);
  const network = window.fetch.bind(window);
  const inPage = fetchInPage(handlers, network);
  // Before the worker's own script: what listens first hears first that the page is being left.
  const throughWorker = fetchThroughWorker(network, inPage, window);
  const isServing = await inTime(startWorker(handlers), workerPatience);
  return { fetch: isServing ? throughWorker : inPage };
}
