// @vitest-environment node
import { expect, test } from 'vitest';
import {
  type ApiClient,
  createApiClient,
  type PageAsked,
  Refused,
  Unreachable,
} from '#src/api/client.ts';
import type { After } from '#src/api/patience.ts';
import { problemOf } from '#src/domain/problem.ts';
import { problemText } from '#src/words/problems.ts';
import { wireEvent } from '#tests/storage/wire-events.ts';

const asked: PageAsked = { after: 0, limit: 1_000, wait: 0 };
const page = '<!doctype html><title>Welcome to this network</title>';

/** A client whose requests are answered by `answer`, and whose time passes when the test says so. */
function clientOf(answer: (request: Request) => Promise<Response>) {
  const requests: Request[] = [];
  const timers = new Map<symbol, { readonly at: number; readonly run: () => void }>();
  let now = 0;
  const timer: After = (milliseconds, run) => {
    const key = Symbol('timer');
    timers.set(key, { at: now + milliseconds, run });
    return () => timers.delete(key);
  };
  const api = createApiClient(
    'http://localhost',
    async (input, init) => {
      const request = new Request(input, init);
      requests.push(request);
      return answer(request);
    },
    timer,
  );
  const pass = (milliseconds: number) => {
    now += milliseconds;
    for (const [key, { at, run }] of timers) {
      if (at > now) continue;
      timers.delete(key);
      run();
    }
  };
  return { api, requests, timers, pass };
}

const calls: readonly [string, (api: ApiClient) => Promise<unknown>][] = [
  ['list', (api) => api.listDossiers()],
  ['session', (api) => api.session()],
  ['push', (api) => api.push('us-india', [wireEvent(1)])],
  ['pull', (api) => api.pull('us-india', asked)],
];

const failureOf = (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => null,
    (error: unknown) => error,
  );

const never = () => new Promise<never>(() => {});

/** A few turns of the event loop: what can happen without time passing has happened. */
async function settle() {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

const cutOff = () =>
  new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode('{"type": "urn:')),
    pull: (controller) => controller.error(new TypeError('network error')),
  });

const bodies: readonly [string, () => BodyInit | null, string][] = [
  ['a page of a proxy', () => page, 'text/html'],
  ['nothing', () => null, 'text/plain'],
  ['JSON of someone else', () => '{"detail":"<b>No</b>","error":1}', 'application/json'],
  ['a body that breaks off', cutOff, 'application/problem+json'],
];

for (const [what, body, type] of bodies) {
  test.for([
    [400, false, /^The server answered with error 400\.$/],
    [401, false, /Sign in/],
    [403, false, /does not let you/],
    [404, false, /nothing of Parley/],
    [408, true, /error 408/],
    [409, false, /error 409/],
    [413, false, /more than the server takes/],
    [429, true, /a pause/],
    [451, false, /error 451/],
    [500, true, /cannot answer at present/],
    [502, true, /cannot answer at present/],
    [504, true, /cannot answer at present/],
    [511, true, /sign in first/],
  ] as const)(
    `a status is what it says, with ${what}: %i`,
    async ([status, isPassing, sentence]) => {
      for (const [, call] of calls) {
        const answer = async () =>
          new Response(body(), { status, headers: { 'content-type': type } });
        const error = await failureOf(call(clientOf(answer).api));
        if (!(error instanceof Refused)) throw new Error(`Not refused: ${String(error)}`);
        expect(error).toMatchObject({ status, kind: null, events: [], reading: null, isPassing });
        expect(problemText(error.problem)).toMatch(sentence);
        expect(problemText(error.problem)).not.toContain('<');
      }
    },
  );
}

test('a problem of Parley’s is told by its kind, with the events it names and the reading', async () => {
  const problem = {
    type: 'urn:parley:problem:clock-ahead',
    detail: 'This device’s clock is ahead.',
    events: ['one', 'two'],
    now: '2025-11-05T12:00:00.000Z',
  };
  const { api } = clientOf(async () => Response.json(problem, { status: 400 }));
  expect(await failureOf(api.push('us-india', []))).toMatchObject({
    status: 400,
    kind: 'clock-ahead',
    problem: { code: 'server-problem', kind: 'clock-ahead' },
    cause: problem.detail,
    events: ['one', 'two'],
    reading: Date.parse(problem.now),
  });
});

test('a problem of a kind that is not known yet is told in the server’s words, and odd particulars are passed over', async () => {
  const problem = { type: 'urn:parley:problem:read-only', detail: 'You may only read.' };
  const { api } = clientOf(async () =>
    Response.json({ ...problem, events: 'one', now: 7 }, { status: 403 }),
  );
  expect(await failureOf(api.push('us-india', []))).toMatchObject({
    status: 403,
    kind: null,
    problem: { code: 'server-said', text: problem.detail },
    events: [],
    reading: null,
  });
});

test('an answer that is fine by its status and not Parley’s is told for what it is, and tried again', async () => {
  for (const [, call] of calls) {
    const said = async (response: Response) => {
      const error = await failureOf(call(clientOf(async () => response).api));
      expect(error).toBeInstanceOf(Unreachable);
      return problemText(problemOf(error));
    };
    expect(await said(new Response(page))).toMatch(/sign-in page of this network/);
    expect(await said(new Response(''))).toMatch(/sign-in page of this network/);
    const redirected = new Response(page);
    Object.defineProperty(redirected, 'redirected', { value: true });
    expect(await said(redirected)).toMatch(/Sign in there, then try again/);
    expect(await said(Response.json({ hello: 1 }))).toMatch(/not Parley’s/);
    expect(await said(Response.json(null))).toMatch(/not Parley’s/);
    expect(await said(Response.error())).toMatch(/sign-in page of this network/);
  }
});

test('a network that fails is a server out of reach', async () => {
  for (const [, call] of calls) {
    const { api } = clientOf(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await failureOf(call(api))).toMatchObject({
      name: 'Unreachable',
      problem: { code: 'server-unreachable' },
    });
    const broken = clientOf(async () => new Response(cutOff()));
    expect(await failureOf(call(broken.api))).toBeInstanceOf(Unreachable);
  }
});

test('a request that is not answered is given up after 15 seconds, and told as that', async () => {
  for (const [name, call] of calls) {
    const { api, requests, timers, pass } = clientOf(never);
    const failing = failureOf(call(api));
    pass(14_999);
    await settle();
    expect(requests.at(-1)?.signal.aborted, name).toBe(false);
    // A push may take the time that its bytes take on a bad connection.
    pass(50);
    expect(await failing).toMatchObject({
      name: 'Unreachable',
      problem: { code: 'server-silent' },
    });
    expect(requests.at(-1)?.signal.aborted, name).toBe(true);
    expect(timers.size).toBe(0);
  }
});

test('a pull that waits for news has its wait on top, and as much patience as it is given', async () => {
  for (const [patience, milliseconds] of [
    [undefined, 35_000],
    [5_000, 25_000],
  ] as const) {
    const { api, requests, pass } = clientOf(never);
    const failing = failureOf(api.pull('us-india', { ...asked, wait: 20, patience }));
    pass(milliseconds - 1);
    await settle();
    expect(requests.at(-1)?.signal.aborted).toBe(false);
    pass(1);
    expect(await failing).toBeInstanceOf(Unreachable);
  }
});

test('a large push is given the time it takes on a bad connection', async () => {
  const { api, requests, pass } = clientOf(never);
  const large = { ...wireEvent(1), payload: 'x'.repeat(900_000) };
  const failing = failureOf(api.push('us-india', [large]));
  pass(59_000);
  await settle();
  expect(requests.at(-1)?.signal.aborted).toBe(false);
  pass(2_000);
  expect(await failing).toBeInstanceOf(Unreachable);
});

/** A body that the test writes piece by piece. */
function slowBody() {
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  const stream = new ReadableStream<Uint8Array>({
    start: (given) => {
      controller = given;
    },
  });
  const write = async (text: string) => {
    controller?.enqueue(new TextEncoder().encode(text));
    await settle();
  };
  return { stream, write, end: () => controller?.close() };
}

test('an answer may take as long as it keeps coming, and is given up when it stops', async () => {
  const text = JSON.stringify({ epoch: 'é', events: [], next: 0, head: 0 });
  for (const isWhole of [true, false]) {
    const body = slowBody();
    const { api, timers, pass } = clientOf(async () => new Response(body.stream));
    const pulling = api.pull('us-india', asked);
    const failing = failureOf(pulling);
    await settle();
    for (const letter of text.slice(0, -1)) {
      await body.write(letter);
      pass(14_000);
    }
    if (isWhole) {
      await body.write('}');
      body.end();
      expect(await pulling).toEqual({ epoch: 'é', records: [], head: 0 });
    } else {
      pass(1_000);
      expect(await failing).toMatchObject({ problem: { code: 'server-silent' } });
    }
    expect(timers.size).toBe(0);
  }
});

test('an error whose page never comes is the error all the same', async () => {
  const { api, pass } = clientOf(async () => new Response(slowBody().stream, { status: 403 }));
  const failing = failureOf(api.pull('us-india', asked));
  await settle();
  pass(15_000);
  expect(await failing).toMatchObject({ name: 'Refused', status: 403 });
});

test('who leaves is not told that the server does not answer', async () => {
  for (const isEarly of [true, false]) {
    const { api, requests, timers } = clientOf(never);
    const leaving = new AbortController();
    if (isEarly) leaving.abort();
    const failing = failureOf(api.pull('us-india', { ...asked, wait: 20 }, leaving.signal));
    leaving.abort();
    expect(await failing).toMatchObject({ name: 'AbortError' });
    await settle();
    expect(requests.map(({ signal }) => signal.aborted)).toEqual(isEarly ? [] : [true]);
    expect(timers.size).toBe(0);
  }
});

test.for([
  ['2', 2_000],
  ['0', 1_000],
  ['-3', 1_000],
  ['86400', 900_000],
  ['soon', null],
  ['Wed, 05 Nov 2025 12:00:30 GMT', 30_000],
  ['Wed, 05 Nov 2025 11:00:00 GMT', 1_000],
] as const)('“Retry-After: %s” is a pause of %s milliseconds', async ([header, retryAfter]) => {
  const headers = { 'retry-after': header, date: 'Wed, 05 Nov 2025 12:00:00 GMT' };
  const { api } = clientOf(async () => new Response(page, { status: 503, headers }));
  expect(await failureOf(api.session())).toMatchObject({ retryAfter });
});

test('a page hands on whatever stands under a number, and passes over what has none', async () => {
  const event = wireEvent(1);
  const { payload: _, ...noPayload } = wireEvent(2);
  const events = [
    { ...event, seq: 1 },
    { ...noPayload, seq: 2 },
    { seq: 3, id: 7, actor: null },
    { seq: 4 },
    null,
    'five',
    [],
    event,
    { ...event, seq: '6' },
    { ...event, seq: 6.5 },
    { ...event, seq: 0 },
  ];
  const { api } = clientOf(async () => Response.json({ events, next: 9, head: 9 }));
  expect(await api.pull('us-india', asked)).toEqual({
    epoch: null,
    records: [
      { seq: 1, record: event },
      { seq: 2, record: noPayload },
      { seq: 3, record: { id: 7, actor: null } },
      { seq: 4, record: {} },
    ],
    head: 9,
  });
});

test.for([
  ['no list of events', { next: 1, head: 1 }],
  ['no number to go on from', { events: [], head: 1 }],
  ['no head', { events: [], next: 1 }],
  ['a head that is no number', { events: [], next: 1, head: '1' }],
  ['a negative head', { events: [], next: 1, head: -1 }],
  ['an epoch that is no name', { events: [], next: 1, head: 1, epoch: 7 }],
] as const)('a page with %s is not Parley’s', async ([, body]) => {
  const { api } = clientOf(async () => Response.json(body));
  expect(await failureOf(api.pull('us-india', asked))).toBeInstanceOf(Unreachable);
});

test('a session that names no actor is not Parley’s', async () => {
  const body = { actor: 'nobody', dossiers: [], capabilities: { stream: false } };
  const { api } = clientOf(async () => Response.json(body));
  expect(await failureOf(api.session())).toBeInstanceOf(Unreachable);
});
