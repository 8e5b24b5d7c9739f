import { QueryClient } from '@tanstack/react-query';
import { expect, onTestFinished, test, vi } from 'vitest';
import { keepExchanging } from '#src/api/keep-exchanging.ts';
import { addNote } from '#src/commands/annotate.ts';
import { dueCount } from '#src/store/dossier-state.ts';
import {
  type Device,
  openDevice,
  settledDevice,
  type TestServer,
  testServer,
} from '#tests/store/test-world.ts';

/** A device's exchange kept going, in a time that passes only when the test says so. */
function run(server: TestServer, device: Device, actor: 'actor:me' | 'actor:other' = 'actor:me') {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  const client = new QueryClient();
  client.mount();
  const { replica, store } = device.session;
  const due = { count: () => dueCount(store.getState()), subscribe: store.subscribe };
  const exchanging = keepExchanging(client, server.apiFor(actor), replica, due);
  onTestFinished(() => {
    exchanging.stop();
    client.clear();
    client.unmount();
    vi.useRealTimers();
  });
  const pass = async (milliseconds: number) => {
    await vi.advanceTimersByTimeAsync(milliseconds);
    for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
  };
  return { ...exchanging, pass };
}

const write = (device: Device) => addNote.run(device.context, { issue: 'issue:ip', text: 'Mine' });

test('a push that is not answered is told as that, and goes when there is an answer', async () => {
  const server = testServer();
  const device = await settledDevice(server);
  await write(device);
  const start = server.requests;
  server.fate = (count) => (count === start + 1 ? 'silent' : 'fair');
  const { wire, pass } = run(server, device);
  await pass(0);
  expect(wire()).toEqual({
    kind: 'failing',
    problem: { code: 'server-silent' },
    offline: false,
  });
  await pass(1_000);
  expect(wire()).toEqual({ kind: 'connected' });
  expect(device.session.store.getState().pending).toEqual([]);
});

test('each failure is told by what it is', async () => {
  for (const [fate, problem] of [
    ['lost', { code: 'server-unreachable' }],
    ['portal', { code: 'server-something-else' }],
    ['proxy-502', { code: 'server-status', status: 502 }],
  ] as const) {
    const server = testServer();
    const device = await settledDevice(server);
    server.fate = () => fate;
    const { wire, pass } = run(server, device);
    await pass(0);
    expect(wire()).toEqual({ kind: 'failing', problem, offline: false });
  }
});

test('who is refused is told why, and it is tried again a minute later, not before', async () => {
  const server = testServer();
  const device = await settledDevice(server);
  await write(device);
  server.fate = () => 'proxy-401';
  const { wire, pass } = run(server, device);
  await pass(0);
  expect(wire()).toEqual({ kind: 'refused', problem: { code: 'server-status', status: 401 } });
  const { requests } = server;
  await pass(59_000);
  expect(server.requests).toBe(requests);
  expect(device.session.store.getState()).toMatchObject({ refused: [], pending: [{}] });
  server.fate = () => 'fair';
  await pass(1_000);
  expect(wire()).toEqual({ kind: 'connected' });
  expect(device.session.store.getState().pending).toEqual([]);
});

test('a dossier is called unknown only where the server says so', async () => {
  const server = testServer();
  const device = await openDevice(server);
  const start = server.requests;
  server.fate = (count) => (count === start + 2 ? 'proxy-404' : 'fair');
  const { wire, pass, retry } = run(server, device);
  await pass(0);
  expect(wire()).toEqual({ kind: 'refused', problem: { code: 'server-status', status: 404 } });
  server.intercept = async (request) =>
    request.url.includes('/events')
      ? Response.json(
          { type: 'urn:parley:problem:unknown-dossier', detail: 'None by that name.' },
          { status: 404 },
        )
      : null;
  retry();
  await pass(0);
  expect(wire()).toEqual({
    kind: 'refused',
    problem: { code: 'server-problem', kind: 'unknown-dossier' },
  });
});

test('an error that no one foresaw is not told as it is', async () => {
  const server = testServer();
  const device = await settledDevice(server);
  const receive = () => Promise.reject(new TypeError('undefined is not a function'));
  const replica = { ...device.session.replica, receive };
  const { wire, pass } = run(server, { ...device, session: { ...device.session, replica } });
  await pass(0);
  expect(wire()).toEqual({
    kind: 'failing',
    problem: { code: 'server-unforeseen' },
    offline: false,
  });
});

test('a server that lags is asked less and less often', async () => {
  const server = testServer();
  const device = await settledDevice(server);
  server.tamper = async (answer, request) => {
    if (!request.url.includes('/events?')) return answer;
    const page = await answer.json();
    return Response.json({ ...page, events: [], next: 5, head: 9 });
  };
  const { requests } = server;
  const { wire, pass } = run(server, device);
  for (let second = 0; second < 60; second += 1) await pass(1_000);
  expect(wire()).toMatchObject({
    kind: 'failing',
    problem: { code: 'server-withheld', first: 6, last: 9 },
  });
  // Two requests each time, after 1, 2, 4, 8, 16 and 30 seconds.
  expect(server.requests - requests).toBeGreaterThanOrEqual(8);
  expect(server.requests - requests).toBeLessThanOrEqual(14);
});
