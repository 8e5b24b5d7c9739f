// @vitest-environment node
/** What the server refuses: only what is to blame stands aside, with the reason, and nothing waits for it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ApiClient, Refused, Unreachable } from '#src/api/client.ts';
import { exchange } from '#src/api/exchange.ts';
import { addNote } from '#src/commands/annotate.ts';
import { formatReading } from '#src/domain/clock.ts';
import type { WireEvent } from '#src/domain/event.ts';
import { instantOf } from '#src/domain/instant.ts';
import { eventKey, shelfOf } from '#src/storage/event-log.ts';
import { memoryLog, memoryLogStore } from '#src/storage/memory-log.ts';
import { on } from '#tests/builders.ts';
import { loadAll } from '#tests/load-all.ts';
import {
  type Device,
  dossier,
  type Fate,
  openDevice,
  settledDevice,
  shelf,
  type TestServer,
  testServer,
} from './test-world.ts';

const noon = Date.parse(on('2025-11-05T12:00:00.000Z'));
const minute = 60_000;

const state = (device: Device) => device.session.store.getState();
const notes = (device: Device) => device.issue('issue:ip').annotations.map(({ text }) => text);
const texts = (events: readonly WireEvent[]) =>
  events.map(({ payload }) => Object(payload).text).filter((text) => text !== undefined);

async function write(device: Device, ...written: string[]) {
  for (const text of written) await addNote.run(device.context, { issue: 'issue:ip', text });
}

/** A note recorded so many milliseconds after noon by a clock of its own. */
function note(text: string, milliseconds: number, change: Partial<WireEvent> = {}): WireEvent {
  const id = formatReading(noon + milliseconds, 0, 'abababababababab');
  const at = instantOf(noon + milliseconds);
  const subject = 'issue:ip';
  return {
    id,
    at,
    actor: 'actor:me',
    subject,
    type: 'annotation.added.v1',
    payload: { text },
    ...change,
  };
}

/** A device on whose disk these wait, as from an earlier visit; the server has taken the others since. */
async function deviceWith(
  server: TestServer,
  waiting: readonly WireEvent[],
  taken: readonly WireEvent[] = [],
): Promise<Device> {
  const store = memoryLogStore();
  await settledDevice(server, { store });
  await memoryLog(store).append(shelf, waiting);
  await server.apiFor('actor:me').push(dossier, taken);
  return openDevice(server, { store });
}

/** Notes down what is pushed, and hides from the client whom a refusal names. */
function watch(server: TestServer, { isNaming = true } = {}) {
  const pushed: string[][] = [];
  server.tamper = async (answer, request) => {
    if (request.method !== 'POST') return answer;
    const { events } = await request.json();
    pushed.push(events.map(({ id }: WireEvent) => id));
    if (answer.ok || isNaming) return answer;
    const { events: _, ...problem } = await answer.json();
    return Response.json(problem, { status: answer.status });
  };
  return pushed;
}

test('events whose ids the server has with other content stand aside at once, and the rest goes in one push more', async () => {
  const server = testServer();
  const waiting = Array.from({ length: 60 }, (_, i) => note(`Mine ${i}`, i));
  const taken = [3, 30, 31].map((place) => note('Before you', place));
  const device = await deviceWith(server, waiting, taken);
  const pushed = watch(server);
  await device.exchange();
  expect(pushed.map((ids) => ids.length)).toEqual([60, 57]);
  expect(state(device).pending).toEqual([]);
  expect(state(device).refused.map(({ key }) => key)).toEqual(taken.map(eventKey));
  expect(state(device).refused[0]?.problem).toEqual({
    code: 'server-problem',
    kind: 'id-reused',
  });
  expect(await server.events()).toHaveLength(5 + 60);
});

test('where the server names none, those to blame are found, however many and wherever they stand', async () => {
  let most = 0;
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.nat(59), { maxLength: 5, size: 'max' }), async (places) => {
      const server = testServer();
      const taken = places.toSorted((a, b) => a - b).map((place) => note('Before you', place));
      const waiting = Array.from({ length: 60 }, (_, i) => note(`Mine ${i}`, i));
      const device = await deviceWith(server, waiting, taken);
      const pushed = watch(server, { isNaming: false });
      await device.exchange();
      expect(state(device).pending).toEqual([]);
      expect(state(device).refused.map(({ key }) => key)).toEqual(taken.map(eventKey));
      expect(await server.events()).toHaveLength(5 + 60);
      // To halve sixty takes six steps, and each step at most one push beside.
      expect(pushed.length).toBeLessThanOrEqual(1 + places.length * 13);
      most = Math.max(most, places.length);
    }),
    { numRuns: 15, examples: [[[0, 1, 30, 58, 59]]] },
  );
  expect(most).toBe(5);
}, 30_000);

test('an event too large for any push stands aside with its size, and the rest goes through in pushes that fit', async () => {
  const picture = (size: number) => ({
    type: 'issue.pictured.v1',
    payload: { is: 'é'.repeat(size) },
  });
  const waiting = [
    note('First', 1),
    note('', 2, picture(600_000)),
    note('', 3, picture(300_000)),
    note('', 4, picture(300_000)),
    note('Last', 5),
  ];
  for (const isNaming of [true, false]) {
    const server = testServer();
    const device = await deviceWith(server, waiting);
    const pushed = watch(server, { isNaming });
    await device.exchange();
    expect(state(device).refused).toEqual([
      {
        key: eventKey(note('', 2)),
        problem: { code: 'server-event-too-large', bytes: expect.any(Number) },
      },
    ]);
    expect(state(device).pending).toEqual([]);
    expect(pushed.map((ids) => ids.length)).toEqual([1, 1, 1, 2]);
    expect(await server.events()).toHaveLength(5 + 4);
  }
});

test('a proxy that takes less than Parley’s server makes the pushes smaller, and sets nothing aside that fits', async () => {
  const server = testServer();
  const device = await deviceWith(
    server,
    Array.from({ length: 90 }, (_, i) => note(`Mine ${i}`, i)),
  );
  const pushed = watch(server);
  const { tamper } = server;
  server.tamper = async (answer, request) => {
    const tooMany = request.method === 'POST' && (await request.clone().json()).events.length > 20;
    const seen = await tamper(answer, request);
    return tooMany ? new Response('<html>Too large</html>', { status: 413 }) : seen;
  };
  await device.exchange();
  expect(state(device)).toMatchObject({ pending: [], refused: [] });
  expect(pushed.length).toBeLessThan(30);
});

test.for([400, 401, 402, 403, 404, 407, 409, 418, 429, 500, 502, 503])(
  'an error %i of someone on the way sets nothing aside, and what is new still comes',
  async (status) => {
    const server = testServer();
    const device = await settledDevice(server);
    const other = await settledDevice(server, { actor: 'actor:other' });
    await write(other, 'Theirs');
    await other.exchange();
    await write(device, 'Mine 1', 'Mine 2');
    const start = server.requests;
    server.fate = (count): Fate => (count === start + 1 ? `proxy-${status}` : 'fair');
    await expect(device.exchange()).rejects.toMatchObject({ name: 'Refused', status, kind: null });
    expect(state(device)).toMatchObject({ refused: [], held: [] });
    expect(state(device).pending).toHaveLength(2);
    expect(notes(device)).toContain('Theirs');
    await device.exchange();
    expect(state(device).pending).toEqual([]);
  },
);

test('a push that is not answered does not keep the pull from coming, and the user hears of it soon', async () => {
  for (const fate of ['silent', 'answer-silent'] as const) {
    const server = testServer();
    const device = await settledDevice(server);
    const other = await settledDevice(server, { actor: 'actor:other' });
    await write(other, 'Theirs');
    await other.exchange();
    await write(device, 'Mine');
    const start = server.requests;
    server.fate = (count) => (count === start + 1 ? fate : 'fair');
    await expect(device.exchange()).rejects.toThrow('server-silent');
    expect(server.requests).toBe(start + 2);
    expect(notes(device)).toContain('Theirs');
    await device.exchange();
    expect(state(device)).toMatchObject({ pending: [], refused: [] });
    expect(texts(await server.events()).toSorted()).toEqual(['Mine', 'Theirs']);
  }
});

test('after a push that was not answered, a pull is given less time than usual', async () => {
  const server = testServer();
  const device = await settledDevice(server);
  const api = server.apiFor('actor:me');
  const given: (number | undefined)[] = [];
  const slow: ApiClient = {
    ...api,
    push: () => Promise.reject(new Unreachable({ code: 'server-silent' })),
    pull: (name, asked, signal) => {
      given.push(asked.wait, asked.patience);
      return api.pull(name, asked, signal);
    },
  };
  const go = () => exchange(slow, device.session.replica, 0.01, new AbortController().signal);
  await go();
  await write(device, 'Mine');
  await expect(go()).rejects.toThrow('server-silent');
  expect(given).toEqual([0.01, undefined, 0, 5_000]);
});

test('what the server does not say that it took is sent again', async () => {
  const server = testServer();
  const device = await settledDevice(server);
  await write(device, 'One', 'Two', 'Three');
  const pushed: number[] = [];
  server.tamper = async (answer, request) => {
    if (request.method !== 'POST') return answer;
    const { acks } = await answer.json();
    pushed.push(acks.length);
    return Response.json({ acks: acks.slice(0, 1) });
  };
  await device.exchange();
  expect(pushed).toEqual([3, 2, 1]);
  expect(state(device).pending).toEqual([]);
  await write(device, 'Four');
  server.tamper = (answer, request) =>
    request.method === 'POST' ? Response.json({ acks: [] }) : answer;
  const { requests } = server;
  await expect(device.exchange()).rejects.toThrow(Unreachable);
  expect(server.requests).toBe(requests + 2);
});

test('a dossier the server does not know is told of, and nothing is set aside', async () => {
  const server = testServer();
  const device = await settledDevice(server);
  await write(device, 'Mine');
  const wrong = { ...device.session.replica, dossier: 'no-such-dossier' };
  const attempt = exchange(server.apiFor('actor:me'), wrong, 0, new AbortController().signal);
  await expect(attempt).rejects.toBeInstanceOf(Refused);
  await expect(attempt).rejects.toMatchObject({ status: 404, kind: 'unknown-dossier' });
  expect(state(device)).toMatchObject({ refused: [], pending: [{ actor: 'actor:me' }] });
});

test('the server is asked on each load as whom to record, and once', async () => {
  const server = testServer();
  const store = memoryLogStore();
  const requests: string[] = [];
  server.tamper = (answer, request) => {
    if (request.url.endsWith('/session')) requests.push(request.url);
    return answer;
  };
  for (const loads of [1, 2, 3]) {
    const device = await openDevice(server, { store });
    await device.exchange();
    await device.exchange();
    expect(requests).toHaveLength(loads);
    expect(state(device).actor).toBe('actor:me');
  }
});

test('what another actor recorded here is never sent as this one’s, nor set aside for it', async () => {
  const server = testServer();
  const store = memoryLogStore();
  const former = await settledDevice(server, { store, actor: 'actor:former' });
  await write(former, 'Former 1', 'Former 2');
  const device = await openDevice(server, { store, actor: 'actor:me' });
  const pushed = watch(server);
  await device.exchange();
  expect(state(device)).toMatchObject({ actor: 'actor:me', refused: [], pending: [] });
  const { pending } = await loadAll(memoryLog(store), shelfOf('actor:former', dossier));
  expect(pending).toHaveLength(2);
  server.time += 1_000;
  await write(device, 'Mine');
  await device.exchange();
  expect(pushed).toHaveLength(1);
  expect(texts(await server.events())).toEqual(['Mine']);

  const back = await openDevice(server, { store, actor: 'actor:former' });
  await back.exchange();
  expect(state(back)).toMatchObject({ actor: 'actor:former', pending: [], refused: [] });
  expect(texts(await server.events()).toSorted()).toEqual(['Former 1', 'Former 2', 'Mine']);
});

test('a session that became another’s while the page was open is noticed, and nothing is set aside', async () => {
  const server = testServer();
  const device = await settledDevice(server);
  await write(device, 'Mine');
  const { replica } = device.session;
  const signal = new AbortController().signal;
  await exchange(server.apiFor('actor:other'), replica, 0, signal);
  expect(state(device)).toMatchObject({ actor: 'actor:other', refused: [], pending: [] });
  expect(device.board().issues.size).toBe(4);
  const kept = await loadAll(memoryLog(device.store), shelf);
  expect(kept.pending).toHaveLength(1);
  expect(await server.events()).toHaveLength(5);
});

test('only where the session says that it is that actor are its events refused as another’s', async () => {
  const server = testServer();
  const device = await settledDevice(server);
  await write(device, 'One', 'Two');
  const [first] = state(device).pending;
  let requests = 0;
  server.intercept = async (request) => {
    if (request.url.endsWith('/session')) requests += 1;
    if (request.method !== 'POST') return null;
    const { events } = await request.json();
    if (!events.some(({ id }: WireEvent) => id === first?.id)) return null;
    const type = 'urn:parley:problem:not-the-actor';
    const detail = 'Someone else has recorded this.';
    return Response.json({ type, detail, events: [first?.id] }, { status: 403 });
  };
  await device.exchange();
  expect(requests).toBe(1);
  expect(state(device).pending).toEqual([]);
  expect(state(device).refused).toMatchObject([
    {
      key: first && eventKey(first),
      problem: { code: 'server-problem', kind: 'not-the-actor' },
    },
  ]);
});

test('what was set aside and comes from the server all the same is set aside no more', async () => {
  const server = testServer();
  const device = await settledDevice(server);
  await write(device, 'One');
  const detail = 'Not yet.';
  const problem = { type: 'urn:parley:problem:malformed', detail };
  server.intercept = async ({ method }) =>
    method === 'POST' ? Response.json(problem, { status: 400 }) : null;
  await device.exchange();
  expect(state(device).refused).toHaveLength(1);
  server.intercept = async () => null;
  const tab = await openDevice(server, { store: device.store });
  await tab.exchange();
  await tab.session.replica.retryRefused();
  await tab.exchange();
  await device.exchange();
  expect(state(device)).toMatchObject({ refused: [], pending: [] });
});

test('what was set aside can be tried again, also after a reload', async () => {
  for (const isReloaded of [false, true]) {
    const server = testServer();
    const before = await settledDevice(server);
    await write(before, 'One', 'Two');
    const type = 'urn:parley:problem:malformed';
    const [first] = state(before).pending;
    server.intercept = async (request) => {
      if (request.method !== 'POST') return null;
      const { events } = await request.json();
      if (!events.some(({ id }: WireEvent) => id === first?.id)) return null;
      const problem = { type, detail: 'Not yet.', events: [first?.id] };
      return Response.json(problem, { status: 400 });
    };
    await before.exchange();
    const device = isReloaded ? await openDevice(server, { store: before.store }) : before;
    expect(state(device).refused).toMatchObject([
      { problem: { code: 'server-problem', kind: 'malformed' } },
    ]);
    await device.exchange();
    expect(state(device).refused).toHaveLength(1);

    await device.session.replica.retryRefused();
    expect(state(device).refused).toEqual([]);
    expect(state(device).pending.map(({ id }) => id)).toEqual([first?.id]);
    const reloaded = await openDevice(server, { store: before.store });
    expect(state(reloaded).pending.map(({ id }) => id)).toEqual([first?.id]);
    server.intercept = async () => null;
    await device.exchange();
    expect(state(device)).toMatchObject({ pending: [], refused: [] });
    expect(texts(await server.events()).toSorted()).toEqual(['One', 'Two']);
  }
});

test('one event two minutes or a year ahead holds up neither the others nor the pull, and goes once its time has come', async () => {
  for (const ahead of [2 * minute, 365 * 24 * 60 * minute]) {
    const server = testServer();
    const device = await deviceWith(server, [
      note('Ahead', ahead),
      note('Mine 1', 1),
      note('Mine 2', 2),
    ]);
    const other = await settledDevice(server, { actor: 'actor:other' });
    await write(other, 'Theirs');
    await other.exchange();
    const pushed = watch(server);
    await device.exchange();
    expect(texts(await server.events()).toSorted()).toEqual(['Mine 1', 'Mine 2', 'Theirs']);
    expect(notes(device).toSorted()).toEqual(['Ahead', 'Mine 1', 'Mine 2', 'Theirs']);
    expect(state(device).refused).toEqual([]);
    expect(texts(state(device).pending)).toEqual(['Ahead']);
    const until = noon + ahead - minute;
    expect(state(device).held).toEqual([
      { key: eventKey(note('', ahead)), since: noon, until, reading: noon },
    ]);

    const sent = pushed.length;
    server.time = ahead - minute - 1;
    await device.exchange();
    expect(pushed).toHaveLength(sent);
    server.time = ahead - minute;
    await device.exchange();
    expect(pushed).toHaveLength(sent + 1);
    expect(texts(await server.events())).toContain('Ahead');
    expect(state(device)).toMatchObject({ pending: [], held: [], refused: [] });
  }
});

test('where the server names no event and no reading, the one that is ahead is found and asked about again later', async () => {
  const server = testServer();
  const device = await deviceWith(server, [
    ...Array.from({ length: 20 }, (_, i) => note(`Mine ${i}`, i)),
    note('Ahead', 90_000),
  ]);
  const pushed = watch(server, { isNaming: false });
  const { tamper } = server;
  server.tamper = async (answer, request) => {
    const seen = await tamper(answer, request);
    if (seen.ok) return seen;
    const { now: _, ...problem } = await seen.json();
    return Response.json(problem, { status: seen.status });
  };
  await device.exchange();
  expect(await server.events()).toHaveLength(5 + 20);
  expect(state(device).held).toMatchObject([{ reading: null, until: noon + minute }]);
  const sent = pushed.length;
  server.time = 59_000;
  await device.exchange();
  expect(pushed).toHaveLength(sent);
  server.time = minute;
  await device.exchange();
  expect(state(device).pending).toEqual([]);
});

test('an event kept back is asked about at once where the clock was set back since', async () => {
  const server = testServer();
  const device = await settledDevice(server);
  device.ahead = 60 * minute;
  await write(device, 'Ahead');
  await device.exchange();
  const until = noon + 119 * minute;
  expect(state(device).held).toMatchObject([{ since: noon + 60 * minute, until, reading: noon }]);
  server.time = 59 * minute + 1;
  device.ahead = 0;
  await device.exchange();
  expect(state(device)).toMatchObject({ pending: [], held: [] });
});

test('changes go on being taken when all clocks are set back by hours, as those of one machine are', async () => {
  const server = testServer();
  const device = await settledDevice(server);
  await write(device, 'Before');
  await device.exchange();
  server.time -= 5.5 * 60 * minute;
  await write(device, 'After 1');
  await device.exchange();
  await write(device, 'After 2');
  await device.exchange();
  expect(state(device)).toMatchObject({ pending: [], held: [], refused: [] });
  expect(texts(await server.events())).toEqual(['Before', 'After 1', 'After 2']);
});
