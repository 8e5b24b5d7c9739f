/**
 * A real server of the contract, on a port of its own: the handlers of the embedded API over a database in memory, and
 * between them and the wire whatever the weather does to a request. As whom a page records, its origin says: every
 * device has the app from an address of its own.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { getResponse } from 'msw';
import type { ServerDatabase } from '#mocks/db.ts';
import { createHandlers } from '#mocks/handlers.ts';
import { memoryDatabase } from '#mocks/memory-db.ts';
import { seedDossiers } from '#mocks/seed/dossiers.ts';
import { pick, type Random, randomOf } from '#mocks/seed/random.ts';
import type { ServerContext } from '#mocks/server.ts';
import type { SequencedEvent } from '#src/api/contract.ts';
import type { ActorId } from '#src/domain/ids.ts';

export const dossier = 'us-india';

/** `rough`: each request has a fate of its own. The others are the same for all. */
export const weathers = ['fair', 'rough', 'down', 'failing', 'busy'] as const;
export type Weather = (typeof weathers)[number];

/** What becomes of a request; `answer-lost` and `half-a-body`, after it has done its work. */
const fates = [
  'fair',
  'cut',
  'status-500',
  'status-429',
  'garbage',
  'half-a-body',
  'late',
  'answer-lost',
] as const;
type Fate = (typeof fates)[number];

const fateIn: Readonly<Record<Exclude<Weather, 'rough'>, Fate>> = {
  fair: 'fair',
  down: 'cut',
  failing: 'status-500',
  busy: 'status-429',
};

/** How many requests of a rough day go well all the same. */
const fairShare = 0.4;

export interface SoakServer {
  readonly address: string;
  /** What befell the requests so far, the fair ones apart. */
  readonly befallen: Map<string, number>;
  /** A new database, for a new run. */
  begin(seed: number): void;
  /** From now on whoever comes from this origin is this actor. */
  introduce(origin: string, actor: ActorId): void;
  setWeather(weather: Weather): void;
  /** An old copy takes the place of the log, as after a disaster: so many of the last events are gone. */
  goBack(events: number): Promise<void>;
  /** The log, in the order it came. */
  events(): Promise<readonly SequencedEvent[]>;
  stop(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

export async function startServer(): Promise<SoakServer> {
  let db = memoryDatabase();
  let random = randomOf(1);
  let weather: Weather = 'fair';
  let epochs = 0;
  const actors = new Map<string, ActorId>();
  const befallen = new Map<string, number>();

  async function answer(request: IncomingMessage, signal: AbortSignal): Promise<Answer> {
    const actor = actors.get(request.headers.origin ?? '');
    if (!actor) return { status: 403, headers: {}, body: Buffer.from('Who are you?') };
    const body = request.method === 'POST' ? await bodyOf(request) : null;
    const asked = new Request(new URL(request.url ?? '/', server.address), {
      method: request.method ?? 'GET',
      signal,
      ...(body === null ? {} : { body, headers: { 'content-type': 'application/json' } }),
    });
    const context = contextOf(db, actor, () => {
      epochs += 1;
      return `epoch-${epochs}`;
    });
    const response = await getResponse(createHandlers(context), asked);
    if (!response) return { status: 404, headers: {}, body: Buffer.from('Not here') };
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    };
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const shared = sharing(request);
    if (request.method === 'OPTIONS' && weather !== 'down') {
      response.writeHead(204, shared).end();
      return;
    }
    const fate = weather === 'rough' ? drawFate(random) : fateIn[weather];
    if (fate !== 'fair') befallen.set(fate, (befallen.get(fate) ?? 0) + 1);
    if (fate === 'cut') {
      request.socket.destroy();
      return;
    }
    if (fate === 'status-500' || fate === 'status-429') {
      const isBusy = fate === 'status-429';
      const headers = isBusy ? { ...shared, 'retry-after': '1' } : shared;
      response.writeHead(isBusy ? 429 : 500, headers).end('<!doctype html><title>Oops</title>');
      return;
    }
    if (fate === 'garbage') {
      response.writeHead(200, { ...shared, 'content-type': 'application/json' });
      response.end(pick(random, ['<!doctype html>', '{"epoch":7}', '{"acks":', 'null', '']));
      return;
    }
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const { status, headers, body } = await answer(request, gone.signal);
    if (fate === 'late') await pausing(500 + random() * 3_500);
    if (fate === 'answer-lost') {
      request.socket.destroy();
      return;
    }
    response.writeHead(status, { ...headers, ...shared, 'content-length': body.length });
    if (fate === 'half-a-body' && body.length > 1) {
      response.write(body.subarray(0, body.length / 2), () => request.socket.destroy());
    } else response.end(body);
  }

  const http = createServer((request, response) => {
    serve(request, response).catch(() => request.socket.destroy());
  });
  const port = await new Promise<number>((resolve, reject) => {
    http.listen(0, '127.0.0.1', () => {
      const place = http.address();
      if (typeof place === 'object' && place) resolve(place.port);
      else reject(new Error('The server has no port.'));
    });
  });
  const server: SoakServer = {
    address: `http://127.0.0.1:${port}`,
    befallen,
    begin: (seed) => {
      db = memoryDatabase();
      random = randomOf(seed);
      weather = 'fair';
      befallen.clear();
      http.closeAllConnections();
    },
    introduce: (origin, actor) => void actors.set(origin, actor),
    setWeather: (next) => {
      weather = next;
      // Whoever waits for news notices, too.
      if (next === 'down') http.closeAllConnections();
    },
    goBack: async (count) => {
      const log = await db.eventsAfter(dossier, 0, Number.MAX_SAFE_INTEGER);
      const copy = memoryDatabase();
      // What the dossier began with is on no device of its author, so nobody would bring it back.
      const devices = new Set<string>(actors.values());
      const own = log.findIndex(({ actor }) => devices.has(actor));
      const founding = own === -1 ? log.length : own;
      const kept = log.slice(0, Math.max(founding, log.length - count));
      await copy.append(
        dossier,
        kept.map(({ seq: _, ...event }) => event),
        new Date().toISOString(),
      );
      db = copy;
      http.closeAllConnections();
    },
    events: () => db.eventsAfter(dossier, 0, Number.MAX_SAFE_INTEGER),
    stop: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  return server;
}

function contextOf(db: ServerDatabase, actor: ActorId, newEpoch: () => string): ServerContext {
  return {
    db: {
      ...db,
      claimMeta: async (key, value) => (key === 'actor' ? actor : db.claimMeta(key, value)),
    },
    seeds: seedDossiers,
    now: () => Date.now(),
    newActor: () => actor,
    newEpoch,
    later: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    capabilities: { stream: false, create: true },
  };
}

function drawFate(random: Random): Fate {
  return random() < fairShare ? 'fair' : pick(random, fates);
}

/** What lets a page of another origin read the answer (CORS). */
function sharing(request: IncomingMessage): Record<string, string> {
  return {
    'access-control-allow-origin': request.headers.origin ?? '*',
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'content-type',
    'access-control-expose-headers': 'retry-after, date',
    'access-control-max-age': '600',
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString('utf8');
}

function pausing(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
