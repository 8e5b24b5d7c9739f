/**
 * The part of the API's contract about new dossiers: one comes to be with the first push that begins by describing it,
 * whole or not at all, and by nothing else.
 */
import { expect, test } from 'vitest';
import type { EventsPage, Problem, PushResponse } from '#src/api/contract.ts';
import { formatReading } from '#src/domain/clock.ts';
import type { WireEvent } from '#src/domain/event.ts';
import type { ApiClient } from './api-client.ts';
import { expectProblem } from './refusal-contract.ts';

const payload = { title: 'EU–India trade talks', parties: ['EU', 'IN'] };

/** An id that no test and no seed has had before. */
function newId(): string {
  return `eu-india-${crypto.randomUUID()}`;
}

function described(api: ApiClient, dossier: string, change: Partial<WireEvent> = {}): WireEvent {
  const subject = `dossier:${dossier}`;
  return api.event({ type: 'dossier.described.v1', subject, payload, ...change });
}

function pushTo<T>(api: ApiClient, dossier: string, events: readonly unknown[]) {
  return api.post<T>(JSON.stringify({ events }), encodeURIComponent(dossier));
}

async function expectNone(api: ApiClient, dossier: string): Promise<void> {
  const path = `/dossiers/${encodeURIComponent(dossier)}`;
  expectProblem(await api.get<Problem>(`${path}/events`), 404, 'unknown-dossier');
  expect((await api.list()).body.dossiers.map(({ id }) => id)).not.toContain(dossier);
}

export function creationContract(name: string, client: () => Promise<ApiClient>): void {
  test(`${name}: a push that begins by describing an unknown dossier creates it`, async () => {
    const api = await client();
    const dossier = newId();
    const events = [described(api, dossier), api.event()];
    const { status, body } = await pushTo<PushResponse>(api, dossier, events);
    expect(status).toBe(200);
    expect(body.acks.map(({ seq, dup }) => [seq, dup])).toEqual([
      [1, false],
      [2, false],
    ]);
    const page = await api.get<EventsPage>(`/dossiers/${dossier}/events`);
    expect(page.body.events).toEqual(events.map((event, i) => ({ ...event, seq: i + 1 })));
    const row = (await api.list()).body.dossiers.find(({ id }) => id === dossier);
    expect(row).toMatchObject({ ...payload, issues: 0 });
    const again = await pushTo<PushResponse>(api, dossier, events);
    expect(again.body.acks.map(({ seq, dup }) => [seq, dup])).toEqual([
      [1, true],
      [2, true],
    ]);
  });

  test(`${name}: creators at the same time make one dossier, numbered without a gap, that begins with one of them`, async () => {
    const api = await client();
    const dossier = newId();
    const own = Array.from({ length: 5 }, () => [described(api, dossier), api.event()]);
    const notes = [api.event(), api.event()];
    const answers = await Promise.all([
      ...notes.map((note) => pushTo<PushResponse>(api, dossier, [note])),
      ...own.map((events) => pushTo<PushResponse>(api, dossier, events)),
    ]);
    const [created, noted] = [answers.slice(notes.length), answers.slice(0, notes.length)];
    expect(created.map(({ status }) => status)).toEqual(own.map(() => 200));
    const taken = noted.filter(({ status }) => status === 200).length;
    expect(noted.filter(({ status }) => status === 404)).toHaveLength(notes.length - taken);
    const { events } = (await api.get<EventsPage>(`/dossiers/${dossier}/events`)).body;
    expect(events.map(({ seq }) => seq)).toEqual(
      Array.from({ length: 2 * own.length + taken }, (_, i) => i + 1),
    );
    expect(own.map(([first]) => first?.id)).toContain(events[0]?.id);
    expect((await api.list()).body.dossiers.filter(({ id }) => id === dossier)).toHaveLength(1);
  });

  test.for<[string, number, string, (api: ApiClient, dossier: string) => readonly unknown[]]>([
    ['an event that cannot be read', 400, 'malformed', (api) => [api.event({ at: 'yesterday' })]],
    [
      'a reading ahead of the clock',
      400,
      'clock-ahead',
      (api) => [api.event({ id: formatReading(Date.now() + 600_000, 0, '00000000000000dd') })],
    ],
    [
      'what someone else has recorded',
      403,
      'not-the-actor',
      (api) => [api.event({ actor: 'actor:somebody-else' })],
    ],
    [
      'one id twice',
      409,
      'id-reused',
      (api, dossier) => {
        const first = described(api, dossier);
        return [first, { ...first, payload: { ...payload, title: 'Another' } }];
      },
    ],
  ])(`${name}: a creation refused for %s leaves nothing`, async ([, status, kind, more]) => {
    const api = await client();
    const dossier = newId();
    const events = [described(api, dossier), ...more(api, dossier)];
    expectProblem(await pushTo<Problem>(api, dossier, events), status, kind);
    await expectNone(api, dossier);
    expect((await pushTo<PushResponse>(api, dossier, events.slice(0, 1))).status).toBe(200);
  });

  test.for<[string, (api: ApiClient, dossier: string) => readonly unknown[]]>([
    ['nothing', () => []],
    ['a note', (api) => [api.event()]],
    ['a note before the description', (api, dossier) => [api.event(), described(api, dossier)]],
    ['the description of another', (api, dossier) => [described(api, `${dossier}-2`)]],
  ])(
    `${name}: 404 for a push of %s to an unknown dossier, which creates none`,
    async ([, sent]) => {
      const api = await client();
      const dossier = newId();
      const answer = await pushTo<Problem>(api, dossier, sent(api, dossier));
      expectProblem(answer, 404, 'unknown-dossier');
      await expectNone(api, dossier);
      await expectNone(api, `${dossier}-2`);
    },
  );

  test(`${name}: 403 for a dossier that someone else describes`, async () => {
    const api = await client();
    const dossier = newId();
    const events = [described(api, dossier, { actor: 'actor:somebody-else' })];
    expectProblem(await pushTo<Problem>(api, dossier, events), 403, 'not-the-actor');
    await expectNone(api, dossier);
  });

  test.for(['US-India', 'us india', 'us_india', 'us.india', '-us-india', 'us-india-'])(
    `${name}: 400 for a new dossier named %s, which a person could take for another`,
    async (dossier) => {
      const api = await client();
      const events = [described(api, dossier)];
      expectProblem(await pushTo<Problem>(api, dossier, events), 400, 'malformed');
      await expectNone(api, dossier);
    },
  );

  test(`${name}: a dossier that was removed is in no list, is there all the same, and comes back`, async () => {
    const api = await client();
    const dossier = newId();
    await pushTo(api, dossier, [described(api, dossier)]);
    const isListed = async () => (await api.list()).body.dossiers.some(({ id }) => id === dossier);
    expect(await isListed()).toBe(true);
    const subject = `dossier:${dossier}`;
    const removal = api.event({ type: 'dossier.removed.v1', subject, payload: {} });
    await pushTo(api, dossier, [removal]);
    expect(await isListed()).toBe(false);
    await pushTo(api, dossier, [api.event()]);
    expect(await isListed()).toBe(false);
    const page = await api.get<EventsPage>(`/dossiers/${dossier}/events`);
    expect(page.body.events).toHaveLength(3);
    const payload = { event: removal.id };
    await pushTo(api, dossier, [api.event({ type: 'event.retracted.v1', subject, payload })]);
    expect(await isListed()).toBe(true);
  });
}
