/**
 * The part of the API's contract about refusals: each has its status and kind, says what to do in a
 * sentence, names the events to blame, and takes nothing in.
 */
import { expect, test } from 'vitest';
import { type Problem, wireLimits } from '#src/api/contract.ts';
import { formatReading } from '#src/domain/clock.ts';
import { instantOf } from '#src/domain/instant.ts';
import type { Answer, ApiClient } from './api-client.ts';

const node = '00000000000000cc';

export function expectProblem(answer: Answer<Problem>, status: number, kind: string): void {
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toMatch('application/problem+json');
  expect(answer.body).toMatchObject({
    type: `urn:parley:problem:${kind}`,
    status,
    title: expect.stringMatching(/\S/),
    detail: expect.stringMatching(/\S/),
  });
}

export function refusalContract(name: string, client: () => Promise<ApiClient>): void {
  malformedContract(name, client);
  conflictContract(name, client);
}

function malformedContract(name: string, client: () => Promise<ApiClient>): void {
  for (const [what, body] of [
    ['is not JSON', '{"events": ['],
    ['is not an object', '[]'],
    ['has no list of events', '{"events": {}}'],
  ] as const) {
    test(`${name}: 400 for a body that ${what}`, async () => {
      const api = await client();
      expectProblem(await api.post<Problem>(body), 400, 'malformed');
    });
  }

  test(`${name}: 400 for more events than one push may hold`, async () => {
    const api = await client();
    const head = await api.head();
    const events = Array.from({ length: wireLimits.push + 1 }, () => api.event());
    expectProblem(await api.refuse(events), 400, 'malformed');
    expect((await api.push(events.slice(1))).status).toBe(200);
    expect(await api.head()).toBe(head + wireLimits.push);
  });

  test(`${name}: 400 names each malformed event and its field, and takes none of the others`, async () => {
    const api = await client();
    const head = await api.head();
    const bad = api.event({ payload: { text: '' } });
    const answer = await api.refuse([api.event(), bad, null, api.event({ at: 'yesterday' })]);
    expectProblem(answer, 400, 'malformed');
    expect(answer.body.events).toContain(bad.id);
    expect(answer.body.events).toHaveLength(2);
    expect(answer.body.detail).toContain(bad.id);
    expect(answer.body.detail).toContain('payload.text');
    expect(answer.body.detail).toContain('at: ');
    expect(await api.head()).toBe(head);
  });

  test.for(['after=x', 'after=-1', 'after=1.5', 'limit=0', 'limit=ten', 'wait=-2', 'wait='])(
    `${name}: 400 for the query %s`,
    async (query) => {
      const api = await client();
      const answer = await api.get<Problem>(`/dossiers/${api.dossier}/events?${query}`);
      expectProblem(answer, 400, 'malformed');
      expect(answer.body.detail).toContain(query.split('=')[0]);
    },
  );

  test(`${name}: 400 for a reading more than a minute ahead, and none of the push is taken`, async () => {
    const api = await client();
    const head = await api.head();
    const id = formatReading(Date.now() + 600_000, 0, '00000000000000aa');
    const answer = await api.refuse([api.event(), api.event({ id })]);
    expectProblem(answer, 400, 'clock-ahead');
    expect(answer.body.events).toEqual([id]);
    expect(await api.head()).toBe(head);
  });

  test(`${name}: with a reading that is ahead comes the server’s own, by which it will be taken`, async () => {
    const api = await client();
    const before = Date.now();
    const answer = await api.refuse([api.event({ id: formatReading(before + 900_000, 0, node) })]);
    const reading = Date.parse(answer.body.now ?? '');
    expect(answer.body.now).toMatch(/^\d{4}-\d{2}-\d{2}T.*Z$/);
    expect(reading).toBeGreaterThan(before - 60_000);
    const [soon, late] = [reading + 60_000, reading + 180_000];
    const isTaken = async (time: number) =>
      (await api.push([api.event({ id: formatReading(time, 1, node) })])).status;
    expect([await isTaken(late), await isTaken(soon)]).toEqual([400, 200]);
  });

  test(`${name}: what is newer than the clock by no more than a minute beyond the newest event is taken`, async () => {
    const api = await client();
    const now = Date.now();
    const at = instantOf(now);
    const late = api.event({ id: formatReading(now + 110_000, 0, node), at });
    expect((await api.refuse([late])).status).toBe(400);
    expect(
      (await api.push([api.event({ id: formatReading(now + 55_000, 0, node), at })])).status,
    ).toBe(200);
    expect((await api.push([late])).status).toBe(200);
  });

  test(`${name}: 400 for what is said to have happened after it was recorded, naming it alone`, async () => {
    const api = await client();
    const head = await api.head();
    const early = api.event({ at: '9999-12-31T00:00:00.000Z' });
    const answer = await api.refuse([api.event(), early]);
    expectProblem(answer, 400, 'malformed');
    expect(answer.body.events).toEqual([early.id]);
    expect(answer.body.detail).toContain('at: ');
    expect(await api.head()).toBe(head);
  });

  test(`${name}: a reading half a minute ahead is taken`, async () => {
    const api = await client();
    const id = formatReading(Date.now() + 30_000, 0, '00000000000000bb');
    expect((await api.push([api.event({ id })])).status).toBe(200);
  });
}

function conflictContract(name: string, client: () => Promise<ApiClient>): void {
  test(`${name}: 403 for what someone else has recorded`, async () => {
    const api = await client();
    const head = await api.head();
    const foreign = api.event({ actor: 'actor:somebody-else' });
    const answer = await api.refuse([api.event(), foreign]);
    expectProblem(answer, 403, 'not-the-actor');
    expect(answer.body.events).toEqual([foreign.id]);
    expect(await api.head()).toBe(head);
  });

  test.for(['no-such-dossier', 'no%20slug', '%2e%2e%2fus-india'])(
    `${name}: 404 for the dossier %s`,
    async (dossier) => {
      const api = await client();
      const pulled = await api.get<Problem>(`/dossiers/${dossier}/events`);
      expectProblem(pulled, 404, 'unknown-dossier');
      const pushed = await api.post<Problem>('{"events":[]}', dossier);
      expectProblem(pushed, 404, 'unknown-dossier');
      const streamed = await api.get<Problem>(`/dossiers/${dossier}/stream`);
      expectProblem(streamed, 404, 'unknown-dossier');
    },
  );

  test(`${name}: 409 for an id used again with other content, and none of the push is taken`, async () => {
    const api = await client();
    const event = api.event();
    await api.push([event]);
    const head = await api.head();
    const other = { ...event, payload: { text: 'Something else' } };
    const answer = await api.refuse([api.event(), other]);
    expectProblem(answer, 409, 'id-reused');
    expect(answer.body.events).toEqual([event.id]);
    expect(await api.head()).toBe(head);
  });

  test(`${name}: 409 for two contents under one id in a single push`, async () => {
    const api = await client();
    const head = await api.head();
    const event = api.event();
    const answer = await api.refuse([event, { ...event, subject: 'issue:another' }]);
    expectProblem(answer, 409, 'id-reused');
    expect(await api.head()).toBe(head);
  });

  test(`${name}: 413 for a body over the limit, counted in bytes`, async () => {
    const api = await client();
    const characters = wireLimits.bodyBytes / 2;
    const answer = await api.post<Problem>(
      JSON.stringify({ events: [], more: 'é'.repeat(characters) }),
    );
    expectProblem(answer, 413, 'too-large');
  });

  test(`${name}: 413 names the events that are too large by themselves`, async () => {
    const api = await client();
    const large = 'é'.repeat(wireLimits.bodyBytes / 2);
    const huge = api.event({ type: 'issue.pictured.v1', payload: { large } });
    const answer = await api.refuse([api.event(), huge]);
    expectProblem(answer, 413, 'too-large');
    expect(answer.body.events).toEqual([huge.id]);
    const half = 'e'.repeat(wireLimits.bodyBytes / 2);
    const two = [1, 2].map(() => api.event({ type: 'issue.pictured.v1', payload: { half } }));
    const both = await api.refuse(two);
    expectProblem(both, 413, 'too-large');
    expect(both.body.events).toBeUndefined();
  });
}
