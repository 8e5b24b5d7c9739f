/**
 * The service worker: it keeps the files of its build on this device, so that the page opens without a network, and
 * hands calls of the embedded API to the page that makes them. It is compiled and told its files by the build
 * (scripts/app-worker.mjs).
 *
 * A new build's worker waits until somebody asks for it, or no tab is left. Files of builds before stay as long as a
 * tab could ask for them: they go with the first visit after all tabs were closed.
 */
import type { Answer, Ask, FromPage, NotKept, ToWorker } from './messages.ts';

declare const self: ServiceWorkerGlobalScope;

/** Put in its place by the build. */
declare const build: {
  readonly version: string;
  /** Paths from the base, the page's being empty, with their digests as Subresource Integrity writes them. */
  readonly files: readonly (readonly [path: string, integrity: string])[];
  /** Whether there is no other server. */
  readonly isEmbedded: boolean;
};

const prefix = 'parley-app-';
const ours = `${prefix}${build.version}`;
const base = new URL('./', self.location.href).pathname;
const kept = new Map(build.files.map(([path, integrity]) => [`${base}${path}`, integrity]));

self.addEventListener('install', (event) => {
  event.waitUntil(install());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener('message', (event) => {
  const { data }: { data: ToWorker } = event;
  if (data === 'take-over') event.waitUntil(self.skipWaiting());
});

self.addEventListener('fetch', (event) => {
  const { request, clientId } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin || !pathname.startsWith(base)) return;
  if (pathname.startsWith(`${base}api/`)) {
    if (build.isEmbedded && clientId !== '') event.respondWith(askPage(request, clientId));
    return;
  }
  if (request.method !== 'GET') return;
  if (request.mode === 'navigate' && isAddress(pathname)) {
    event.waitUntil(forgetOldBuilds());
    event.respondWith(fromCache(base, request));
  } else if (kept.has(pathname) || pathname.startsWith(`${base}assets/`)) {
    event.respondWith(fromCache(pathname, request));
  }
});

/** Of a page of Parley's, and of none beside it: a file's name has a point in it. */
function isAddress(pathname: string): boolean {
  if (pathname.startsWith(`${base}d/`)) return true;
  return !pathname.slice(pathname.lastIndexOf('/')).includes('.');
}

async function install(): Promise<void> {
  const cache = await caches.open(ours);
  const keeping = [...kept].map(async ([path, integrity]) => {
    try {
      await keep(cache, path, integrity);
    } catch (error) {
      const name = path === base ? `${base}index.html` : path;
      await tellAll({ kind: 'not-kept', path: name, reason: String(error) });
      throw error;
    }
  });
  await Promise.all(keeping);
}

/** A file whose name says what is in it may be here from the build before. */
async function keep(cache: Cache, path: string, integrity: string): Promise<void> {
  const known = path.startsWith(`${base}assets/`) ? await caches.match(path) : undefined;
  if (known) {
    await cache.put(path, known);
    return;
  }
  const answer = await fetch(path, { integrity, cache: 'no-cache' });
  if (!answer.ok) throw new Error(`${answer.status}`);
  await cache.put(path, answer);
}

async function fromCache(path: string, request: Request): Promise<Response> {
  const options = { ignoreVary: true };
  const cache = await caches.open(ours);
  // A tab of another build asks for files of that.
  const hit = (await cache.match(path, options)) ?? (await caches.match(path, options));
  if (hit) return hit;
  const answer = await fetch(request);
  // What only some readers need, as the letters of other scripts, is kept once it was needed.
  if (answer.ok && request.mode !== 'navigate') await cache.put(request, answer.clone());
  return answer;
}

/** Only where no tab is left that could ask for their files, and no worker is about to take over. */
async function forgetOldBuilds(): Promise<void> {
  const open = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const { waiting, installing } = self.registration;
  if (open.length > 0 || waiting || installing) return;
  for (const name of await caches.keys()) {
    if (name.startsWith(prefix) && name !== ours) await caches.delete(name);
  }
}

/** Milliseconds in which a page says that it has heard; one of a build that knows nothing of this never does. */
const patience = 1_000;

/** The page that asks is the one that answers. Nothing is remembered of it, so this worker may stop at any time. */
async function askPage(request: Request, clientId: string): Promise<Response> {
  const page = await self.clients.get(clientId);
  if (!page) return unanswered();
  const { url, method } = request;
  const body = method === 'GET' ? null : await request.arrayBuffer();
  const ask: Ask = { kind: 'api', url, method, headers: [...request.headers], body };
  const { port1, port2 } = new MessageChannel();
  const answer = await new Promise<Answer | 'network-error' | null>((resolve) => {
    let isHeard = false;
    // As long as an answer is due no other worker can take over, so none is waited for that cannot come.
    const watch = setInterval(async () => {
      if (!isHeard || !(await self.clients.get(clientId))) end(null);
    }, patience);
    function end(value: Answer | 'network-error' | null): void {
      clearInterval(watch);
      resolve(value);
    }
    port1.onmessage = ({ data }: MessageEvent<FromPage>) => {
      if (data === 'heard') isHeard = true;
      else end(data);
    };
    page.postMessage(ask, [port2]);
  });
  port1.close();
  if (answer === null) return unanswered();
  if (answer === 'network-error') return Response.error();
  const { status, headers } = answer;
  return new Response(answer.body, {
    status,
    headers: headers.map(([name, value]) => [name, value]),
  });
}

/** Without the header that Parley's answers have: the page answers itself then. */
function unanswered(): Response {
  return new Response(null, { status: 503 });
}

async function tellAll(message: NotKept): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  for (const page of pages) page.postMessage(message);
}
