/**
 * The embedded API in a browser: the server's database, its handlers, and a service worker in front, so that requests
 * go over the page's own `fetch` and show in the browser's tools. The worker of the build hands them back to the page
 * (answer-worker.ts); while developing it is Mock Service Worker's own. Where no worker serves (a first visit, insecure
 * address, refused, forced reload), the same handlers answer inside the page.
 */
import { getResponse, type HttpHandler } from 'msw';
import { apiPath } from '#src/api/contract.ts';
import { answerWorker } from './answer-worker.ts';
import type { ServerDatabase } from './db.ts';
import { faultsKey } from './faults.ts';
import { withGeneratedLogs } from './generated-log.ts';
import { answeredHeader, createHandlers } from './handlers.ts';
import { indexedDatabase } from './indexed-db.ts';
import { memoryDatabase } from './memory-db.ts';
import { generatedDossiers, seedDossiers } from './seed/dossiers.ts';
import type { ServerContext } from './server.ts';

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

/** Whether it waits for news. Through a worker it would keep a newer one from taking over for as long as it waits. */
function isPoll(request: Request): boolean {
  return Number(new URL(request.url).searchParams.get('wait')) > 0;
}

/**
 * Through the worker while there is one, as long as its answers come from the handlers; else the page answers itself. A
 * worker may have been stopped, or be of a build that knows nothing of this. Asking twice does no harm: nothing in the
 * contract counts requests. `current`: the worker that controls the page.
 */
export function fetchThroughWorker(
  viaWorker: typeof fetch,
  inPage: typeof fetch,
  current: () => ServiceWorker | null,
): typeof fetch {
  /** It did not answer. Another that takes its place may. */
  let silent: ServiceWorker | null = null;
  return async (input, init) => {
    const request = new Request(input, init);
    if (!isApiRequest(request)) return viaWorker(request);
    const worker = current();
    if (worker === silent || worker === null || isPoll(request)) return inPage(request);
    const spare = request.clone();
    try {
      const response = await viaWorker(request);
      if (response.headers.has(answeredHeader)) return response;
      silent = worker;
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
    capabilities: { stream: canTransferStreams(), create: true },
  };
  const handlers = createHandlers(context, storedFaults);
  const network = window.fetch.bind(window);
  const inPage = fetchInPage(handlers, network);
  const container = workerContainer();
  if (!container) return { fetch: inPage };
  if (import.meta.env.DEV) await (await import('./dev-worker.ts')).startDevWorker(handlers);
  else answerWorker(container, inPage);
  return { fetch: fetchThroughWorker(network, inPage, () => container.controller) };
}
