/**
 * The contract every API of Parley keeps, told over HTTP alone: the embedded one in node today, a real
 * server tomorrow. Each test opens its own API and assumes nothing of what its log holds already.
 */
import { expect, onTestFinished, test } from 'vitest';
import { type SessionInfo, wireLimits } from '#src/api/contract.ts';
import { type ApiClient, type ApiUnderTest, connect } from './api-client.ts';
import { creationContract } from './creation-contract.ts';
import { refusalContract } from './refusal-contract.ts';
import { streamContract } from './stream-contract.ts';

export function apiContract(name: string, start: () => Promise<ApiUnderTest>): void {
  const client = async () => {
    const api = await start();
    onTestFinished(api.stop);
    return connect(api);
  };
  readingContract(name, client);
  pushingContract(name, client);
  creationContract(name, client);
  refusalContract(name, client);
  streamContract(name, client);
}

function readingContract(name: string, client: () => Promise<ApiClient>): void {
  test(`${name}: lists its dossiers with title, parties and a count of issues`, async () => {
    const api = await client();
    const { status, body } = await api.list();
    const row = body.dossiers.find(({ id }) => id === api.dossier);
    expect(status).toBe(200);
    expect(row).toMatchObject({
      title: expect.stringMatching(/\S/),
      issues: expect.any(Number),
      updated: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/),
    });
    expect(row?.parties.length).toBeGreaterThanOrEqual(2);
  });

  test(`${name}: the session says as whom to record, and goes on saying it`, async () => {
    const api = await client();
    const { body } = await api.get<SessionInfo>('/session');
    expect(body.actor).toMatch(/^actor:/);
    expect(body.actor).toBe(api.actor);
    expect(body.dossiers).toContain(api.dossier);
    expect(typeof body.capabilities.stream).toBe('boolean');
    expect(body.capabilities.create).toBe(true);
  });

  test(`${name}: pages go to the end, numbered from 1 without a gap`, async () => {
    const api = await client();
    await api.push([api.event(), api.event(), api.event()]);
    const head = await api.head();
    const seen: number[] = [];
    for (let after = 0; ; ) {
      const { body } = await api.pull(`after=${after}&limit=7`);
      if (body.events.length === 0) break;
      expect(body.events.length).toBeLessThanOrEqual(7);
      expect(body.next).toBe(body.events.at(-1)?.seq);
      expect(body.head).toBe(head);
      seen.push(...body.events.map(({ seq }) => seq));
      after = body.next;
    }
    expect(seen).toEqual(Array.from({ length: head }, (_, i) => i + 1));
  });

  test(`${name}: a page past the end is empty and stays where it is`, async () => {
    const api = await client();
    const head = await api.head();
    const { body } = await api.pull(`after=${head}`);
    expect(body).toMatchObject({ events: [], next: head, head });
  });

  test(`${name}: every page says which log it is of, and all say the same`, async () => {
    const api = await client();
    const first = (await api.pull('limit=1')).body.epoch;
    expect(first).toMatch(/./);
    const { events, epoch } = (await api.pull('after=9999999&wait=0.01')).body;
    expect([events, epoch]).toEqual([[], first]);
    await api.push([api.event()]);
    expect((await api.pull(`after=${(await api.head()) - 1}`)).body.epoch).toBe(first);
  });

  test(`${name}: a page without a limit is a small one; a larger limit or wait than allowed is brought down`, async () => {
    const api = await client();
    for (let sent = 0; sent <= wireLimits.largestPage; sent += wireLimits.push) {
      await api.push(Array.from({ length: wireLimits.push }, () => api.event()));
    }
    expect((await api.pull('')).body.events).toHaveLength(wireLimits.page);
    const { status, body } = await api.pull('limit=50000&wait=900');
    expect(status).toBe(200);
    expect(body.events).toHaveLength(wireLimits.largestPage);
    expect(body.head).toBeGreaterThan(wireLimits.largestPage);
    expect(body.next).toBe(wireLimits.largestPage);
  });

  test(`${name}: a waiting pull answers as soon as something is pushed`, async () => {
    const api = await client();
    const head = await api.head();
    const waiting = api.pull(`after=${head}&wait=25`);
    const event = api.event();
    await api.push([event]);
    const { body } = await waiting;
    expect(body.events).toEqual([{ ...event, seq: head + 1 }]);
    expect(body.next).toBe(head + 1);
  });

  test(`${name}: a waiting pull answers empty when nothing has come in time`, async () => {
    const api = await client();
    const head = await api.head();
    const { status, body } = await api.pull(`after=${head}&wait=0.05`);
    expect(status).toBe(200);
    expect(body.events).toEqual([]);
  });
}

function pushingContract(name: string, client: () => Promise<ApiClient>): void {
  test(`${name}: events come back as they were pushed, with the next numbers`, async () => {
    const api = await client();
    const head = await api.head();
    const events = [api.event(), api.event()];
    const { status, body } = await api.push(events);
    expect(status).toBe(200);
    expect(body.acks).toEqual(events.map(({ id }, i) => ({ id, seq: head + 1 + i, dup: false })));
    const page = await api.pull(`after=${head}`);
    expect(page.body.events).toEqual(events.map((event, i) => ({ ...event, seq: head + 1 + i })));
  });

  test(`${name}: an empty push is taken and changes nothing`, async () => {
    const api = await client();
    const head = await api.head();
    expect((await api.push([])).body).toEqual({ acks: [] });
    expect(await api.head()).toBe(head);
  });

  test(`${name}: the same ids again are acknowledged with their old numbers`, async () => {
    const api = await client();
    const first = api.event();
    const { body } = await api.push([first]);
    const seq = body.acks[0]?.seq ?? 0;
    const reordered = Object.fromEntries(Object.entries(first).reverse());
    const again = await api.push([reordered, api.event()]);
    expect(again.status).toBe(200);
    expect(again.body.acks.map((ack) => ack.dup)).toEqual([true, false]);
    expect(again.body.acks.map((ack) => ack.seq)).toEqual([seq, seq + 1]);
    expect(await api.head()).toBe(seq + 1);
  });

  test(`${name}: an event whose keys come in another order is the same event, and is taken once`, async () => {
    const api = await client();
    const { id, payload: _, ...rest } = api.event();
    await api.push([
      { id, ...rest, payload: { text: 'A note', more: [{ b: 1, a: { d: 2, c: 3 } }] } },
    ]);
    const head = await api.head();
    const { body } = await api.push([
      { payload: { more: [{ a: { c: 3, d: 2 }, b: 1 }], text: 'A note' }, ...rest, id },
    ]);
    expect(body.acks).toEqual([{ id, seq: head, dup: true }]);
    expect(await api.head()).toBe(head);
  });

  test(`${name}: one event twice in a push is one event`, async () => {
    const api = await client();
    const head = await api.head();
    const event = api.event();
    const { body } = await api.push([event, event]);
    expect(body.acks.map(({ seq, dup }) => [seq, dup])).toEqual([
      [head + 1, false],
      [head + 1, true],
    ]);
    expect(await api.head()).toBe(head + 1);
  });

  test(`${name}: a well-formed event of an unknown type is kept as it came`, async () => {
    const api = await client();
    const head = await api.head();
    const event = api.event({ type: 'issue.linked.v3', payload: { to: ['x'], deep: { a: null } } });
    expect((await api.push([event])).status).toBe(200);
    const { body } = await api.pull(`after=${head}`);
    expect(body.events).toEqual([{ ...event, seq: head + 1 }]);
  });

  test(`${name}: pushes at the same time get distinct numbers without a gap`, async () => {
    const api = await client();
    const head = await api.head();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => api.push([api.event(), api.event(), api.event()])),
    );
    const given = answers.flatMap(({ body }) => body.acks.map(({ seq }) => seq));
    given.sort((a, b) => a - b);
    expect(given).toEqual(Array.from({ length: 18 }, (_, i) => head + 1 + i));
  });

  test(`${name}: the list follows what is pushed, a removed issue not counted`, async () => {
    const api = await client();
    const issues = async () =>
      (await api.list()).body.dossiers.find(({ id }) => id === api.dossier)?.issues ?? 0;
    const before = await issues();
    const subject = `issue:${crypto.randomUUID()}`;
    const payload = {
      title: 'Almonds',
      summary: '',
      asker: 'US',
      basis: 'stated',
      status: 'open',
      category: 'sps',
      tags: [],
      evidence: [],
      rank: 'a0',
    };
    await api.push([api.event({ type: 'issue.added.v1', subject, payload })]);
    expect(await issues()).toBe(before + 1);
    const removal = api.event({ type: 'issue.removed.v1', subject, payload: {} });
    await api.push([removal]);
    expect(await issues()).toBe(before);
    const restored = { event: removal.id };
    await api.push([api.event({ type: 'event.retracted.v1', subject, payload: restored })]);
    expect(await issues()).toBe(before + 1);
  });
}
