// @vitest-environment node
import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { getResponse } from 'msw';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { ServerDatabase } from '#mocks/db.ts';
import { fetchInPage, fetchThroughWorker, openDatabase } from '#mocks/embedded-api.ts';
import { withGeneratedLogs } from '#mocks/generated-log.ts';
import { answeredHeader, createHandlers } from '#mocks/handlers.ts';
import { indexedDatabase } from '#mocks/indexed-db.ts';
import { memoryDatabase } from '#mocks/memory-db.ts';
import { generatedDossiers, type SeedRegistry, seedDossiers } from '#mocks/seed/dossiers.ts';
import { seedEvents } from '#mocks/seed/seed-events.ts';
import { usIndia } from '#mocks/seed/us-india.ts';
import { commentInterval, listDossiers, type ServerContext } from '#mocks/server.ts';
import type { DossierList, EventsPage, Problem } from '#src/api/contract.ts';
import { formatReading } from '#src/domain/clock.ts';
import { instantOf } from '#src/domain/instant.ts';
import { type ApiUnderTest, connect } from './api-client.ts';
import { apiContract } from './api-contract.ts';

const address = 'http://localhost';

const nowhere: typeof fetch = async () => new Response('not here', { status: 404 });

let epochs = 0;

function contextOver(db: ServerDatabase, seeds: SeedRegistry = seedDossiers): ServerContext {
  return {
    db,
    seeds,
    now: () => Date.now(),
    newActor: () => `actor:${crypto.randomUUID()}`,
    newEpoch: () => {
      epochs += 1;
      return `epoch-${epochs}`;
    },
    later: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    capabilities: { stream: true, create: true },
  };
}

function apiOver(db: ServerDatabase, faults?: () => string | null): ApiUnderTest {
  const handlers = createHandlers(contextOver(db), faults);
  const fetch = fetchInPage(handlers, nowhere);
  return { fetch, address, dossier: 'us-india', stop: () => db.close() };
}

function freshName(): string {
  return `parley-server-${crypto.randomUUID()}`;
}

apiContract('memory', async () => apiOver(memoryDatabase()));
apiContract('IndexedDB', async () => apiOver(await indexedDatabase(freshName())));

async function twoTabs() {
  const name = freshName();
  const first = apiOver(await indexedDatabase(name));
  const second = apiOver(await indexedDatabase(name));
  onTestFinished(() => {
    first.stop();
    second.stop();
  });
  return { first, second };
}

test('two tabs that start and push at once share one log, one seed and one actor', async () => {
  const tabs = await twoTabs();
  const [first, second] = await Promise.all([connect(tabs.first), connect(tabs.second)]);
  expect(second.actor).toBe(first.actor);
  const head = await first.head();
  expect(head).toBe(seedEvents(usIndia).length);
  const answers = await Promise.all(
    [first, second, first, second].map((tab) => tab.push([tab.event(), tab.event()])),
  );
  const given = answers.flatMap(({ body }) => body.acks.map(({ seq }) => seq));
  expect(given.sort((a, b) => a - b)).toEqual(Array.from({ length: 8 }, (_, i) => head + 1 + i));
});

test('a pull that waits in one tab answers when another tab pushes', async () => {
  const tabs = await twoTabs();
  const [first, second] = await Promise.all([connect(tabs.first), connect(tabs.second)]);
  const head = await first.head();
  const waiting = first.pull(`after=${head}&wait=25`);
  const event = second.event();
  await second.push([event]);
  expect((await waiting).body.events.map(({ id }) => id)).toEqual([event.id]);
});

test('a database that was closed and opened again has everything, and seeds nothing twice', async () => {
  const name = freshName();
  const before = apiOver(await indexedDatabase(name));
  const client = await connect(before);
  await client.push([client.event()]);
  const head = await client.head();
  before.stop();
  const after = apiOver(await indexedDatabase(name));
  onTestFinished(after.stop);
  const again = await connect(after);
  expect(again.actor).toBe(client.actor);
  expect(await again.head()).toBe(head);
});

const epochOf = async (api: ApiUnderTest) =>
  (await (await connect(api)).pull('limit=1')).body.epoch;

test('an epoch is kept with its database, and a database that was lost has another', async () => {
  const name = freshName();
  const first = apiOver(await indexedDatabase(name));
  const epoch = await epochOf(first);
  first.stop();
  const again = apiOver(await indexedDatabase(name));
  expect(await epochOf(again)).toBe(epoch);
  again.stop();
  await deleteDB(name);
  const anew = apiOver(await indexedDatabase(name));
  onTestFinished(anew.stop);
  expect(await epochOf(anew)).not.toBe(epoch);
  expect(await epochOf(apiOver(memoryDatabase()))).not.toBe(
    await epochOf(apiOver(memoryDatabase())),
  );
});

/** The newest id of a dossier, and an API whose clock is at a time long before. */
async function slowServer(db: ServerDatabase, dossier: string) {
  const now = () => Date.parse('2001-01-01');
  const context = { ...contextOver(db), now };
  const fetch = fetchInPage(createHandlers(context), nowhere);
  const client = await connect({ fetch, address, dossier, stop: () => db.close() });
  const events: string[] = [];
  for (let after = 0; ; ) {
    const { body } = await client.pull(`after=${after}`);
    events.push(...body.events.map(({ id }) => id));
    if (body.next === body.head) break;
    after = body.next;
  }
  const newest = events.toSorted().at(-1) ?? '';
  const push = async (milliseconds: number) => {
    const id = formatReading(Date.parse(newest.slice(0, 24)) + milliseconds, 0, 'd'.repeat(16));
    return (await client.push([client.event({ id, at: instantOf(now()) })])).status;
  };
  return { push };
}

test.for(['us-india', 'scale-1k'])(
  'a server whose clock is slow goes by the newest event it has taken, seed and generated ones too: %s',
  async (dossier) => {
    const db = withGeneratedLogs(memoryDatabase(), generatedDossiers);
    const { push } = await slowServer(db, dossier);
    expect([await push(60_001), await push(60_000), await push(120_000)]).toEqual([400, 200, 200]);
  },
);

test('a database of the version before, which kept no newest event, finds it out once', async () => {
  const name = freshName();
  const before = apiOver(await indexedDatabase(name));
  const client = await connect(before);
  const id = formatReading(Date.now(), 9, 'e'.repeat(16));
  const older = { id: id.replace(/^..../, '2019'), at: '2018-01-01T00:00:00.000Z' };
  const pushed = await client.push([client.event({ ...older, id }), client.event(older)]);
  expect(pushed.status).toBe(200);
  before.stop();
  const raw = await openDB(name);
  const { newest, ...row } = await raw.get('dossiers', 'us-india');
  expect(newest).toBe(id);
  await raw.put('dossiers', row);
  raw.close();
  const db = await indexedDatabase(name);
  onTestFinished(() => db.close());
  const old = { ...client.event({ id: id.replace(/^..../, '2018') }), at: older.at };
  await db.append('us-india', [old], '2025-11-05T12:00:00.000Z');
  const { push } = await slowServer(db, 'us-india');
  expect([await push(60_001), await push(50_000), await push(100_000)]).toEqual([400, 200, 200]);
});

test('an unlisted dossier is served when asked for, and listed from then on', async () => {
  const events = async () => seedEvents({ ...usIndia, slug: 'hidden' });
  const seeds: SeedRegistry = new Map([['hidden', { listed: false, events }]]);
  const context = contextOver(memoryDatabase(), seeds);
  const handlers = createHandlers(context);
  expect(await listDossiers(context)).toEqual({ ok: true, value: { dossiers: [] } });
  const path = `${address}/api/v1/dossiers/hidden/events?limit=1`;
  expect((await getResponse(handlers, new Request(path)))?.status).toBe(200);
  const listed = await fetchInPage(handlers, nowhere)(`${address}/api/v1/dossiers`);
  const { dossiers }: DossierList = await listed.json();
  expect(dossiers).toMatchObject([{ id: 'hidden', issues: 11, title: usIndia.title }]);
});

test('a pull whose reader leaves is given up at once', async () => {
  const api = apiOver(memoryDatabase());
  const leaving = new AbortController();
  const waiting = api.fetch(`${address}/api/v1/dossiers/us-india/events?after=9999&wait=25`, {
    signal: leaving.signal,
  });
  leaving.abort();
  await expect(waiting).rejects.toThrow('abort');
});

test('a wait is never longer than 25 seconds', async () => {
  const db = memoryDatabase();
  const delays: number[] = [];
  const later: ServerContext['later'] = (milliseconds, run) => {
    delays.push(milliseconds);
    queueMicrotask(run);
    return () => undefined;
  };
  const handlers = createHandlers({ ...contextOver(db), later });
  const path = `${address}/api/v1/dossiers/us-india/events?after=9999&wait=900`;
  await getResponse(handlers, new Request(path));
  expect(delays).toEqual([25_000]);
});

test('a quiet stream says that it is alive every 15 seconds, and ends with its request', async () => {
  const runs: (() => void)[] = [];
  const later: ServerContext['later'] = (milliseconds, run) => {
    expect(milliseconds).toBe(commentInterval);
    runs.push(run);
    return () => undefined;
  };
  const handlers = createHandlers({ ...contextOver(memoryDatabase()), later });
  const leaving = new AbortController();
  const path = `${address}/api/v1/dossiers/us-india/stream?after=9999`;
  const response = await getResponse(handlers, new Request(path, { signal: leaving.signal }));
  const reader = response?.body?.getReader();
  const comment = new TextEncoder().encode(': still here\n\n');
  expect((await reader?.read())?.value).toEqual(comment);
  await vi.waitFor(() => expect(runs).toHaveLength(1));
  runs[0]?.();
  expect((await reader?.read())?.value).toEqual(comment);
  leaving.abort();
  expect((await reader?.read())?.done).toBe(true);
});

test.for([
  ['status=401', 401, 'signed-out', null],
  ['status=429;retry=2', 429, 'too-many-requests', '2'],
  ['status=503', 503, 'unavailable', '1'],
] as const)('the fault %s answers %i', async ([fault, status, kind, retry]) => {
  const api = apiOver(memoryDatabase(), () => fault);
  const response = await api.fetch(`${address}/api/v1/session`);
  const body: Problem = await response.json();
  expect(response.status).toBe(status);
  expect(response.headers.get('retry-after')).toBe(retry);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(body).toMatchObject({ type: `urn:parley:problem:${kind}`, status });
});

test('a network fault rejects as fetch does, and ends when it is switched off', async () => {
  let fault: string | null = 'network';
  const api = apiOver(memoryDatabase(), () => fault);
  await expect(api.fetch(`${address}/api/v1/session`)).rejects.toThrow(TypeError);
  fault = null;
  expect((await api.fetch(`${address}/api/v1/session`)).status).toBe(200);
});

test('a fault can be kept to one path and one method, and a delay only delays', async () => {
  let fault = '';
  const api = apiOver(memoryDatabase(), () => fault);
  const client = await connect(api);
  fault = 'status=503; path=/events; method=post';
  expect((await client.list()).status).toBe(200);
  expect((await client.pull('limit=1')).status).toBe(200);
  expect((await client.push([client.event()])).status).toBe(503);
  fault = 'delay=5';
  expect((await client.push([client.event()])).status).toBe(200);
});

test('what a fault text means by nothing is said once and passed over', async () => {
  const info = vi.spyOn(console, 'info').mockImplementation(() => {});
  onTestFinished(() => info.mockRestore());
  const api = apiOver(memoryDatabase(), () => 'status=999;nonsense');
  expect((await api.fetch(`${address}/api/v1/session`)).status).toBe(200);
  await api.fetch(`${address}/api/v1/session`);
  expect(info.mock.calls).toHaveLength(2);
  expect(info.mock.calls[0]?.[0]).toContain('status=999');
});

test('a database that fails answers 503, and says why', async () => {
  const db: ServerDatabase = {
    ...memoryDatabase(),
    append: () => Promise.reject(new Error('QuotaExceededError')),
  };
  const response = await apiOver(db).fetch(`${address}/api/v1/session`);
  const body: Problem = await response.json();
  expect(response.status).toBe(503);
  expect(body.detail).toContain('QuotaExceededError');
});

function aWorker(): ServiceWorker {
  return Object.assign(new EventTarget(), {
    state: 'activated' as const,
    scriptURL: `${address}/sw.js`,
    postMessage: () => {},
    onstatechange: null,
    onerror: null,
  });
}

test('a worker that has stopped serving is noticed, and the page answers until another takes over', async () => {
  let worker = aWorker();
  let requests = 0;
  const inPage = apiOver(memoryDatabase()).fetch;
  const stopped: typeof fetch = async () => {
    requests += 1;
    return new Response('<!doctype html>');
  };
  const through = fetchThroughWorker(stopped, inPage, () => worker);
  for (const _ of [1, 2]) {
    const response = await through(`${address}/api/v1/dossiers/us-india/events?limit=1`);
    const page: EventsPage = await response.json();
    expect(page.events).toHaveLength(1);
  }
  expect(requests).toBe(1);
  worker = aWorker();
  await through(`${address}/api/v1/session`);
  expect(requests).toBe(2);
});

test('news is waited for inside the page, and all else too while no worker controls it', async () => {
  let worker: ServiceWorker | null = aWorker();
  const asked: string[] = [];
  const answering = (name: string) => async () => {
    asked.push(name);
    return new Response('{}', { headers: { [answeredHeader]: '1' } });
  };
  const through = fetchThroughWorker(answering('worker'), answering('page'), () => worker);
  await through(`${address}/api/v1/session`);
  await through(`${address}/api/v1/dossiers/us-india/events?after=7&wait=20`);
  await through(`${address}/api/v1/dossiers/us-india/events?after=7&wait=0`);
  worker = null;
  await through(`${address}/api/v1/session`);
  expect(asked).toEqual(['worker', 'page', 'worker', 'page']);
});

test('a request for anything else goes its usual way', async () => {
  const response = await apiOver(memoryDatabase()).fetch(`${address}/logo.svg`);
  expect(await response.text()).toBe('not here');
});

test('a server’s database that is refused, or does not open in time, is kept in memory', async () => {
  const refused = await openDatabase(() => Promise.reject(new Error('SecurityError')));
  expect(await refused.head('us-india')).toBe(0);
  let closed = 0;
  let answer = (_: ServerDatabase) => {};
  const late = new Promise<ServerDatabase>((resolve) => {
    answer = resolve;
  });
  const db = await openDatabase(() => late, 1);
  expect(await db.head('us-india')).toBe(0);
  answer({
    ...memoryDatabase(),
    close: () => {
      closed += 1;
    },
  });
  await vi.waitFor(() => expect(closed).toBe(1));
  const own = memoryDatabase();
  expect(await openDatabase(async () => own)).toBe(own);
});
