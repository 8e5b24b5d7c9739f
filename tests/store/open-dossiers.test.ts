/** Which dossiers are open: what a page shows, and what waits for a server; nothing else, and each of them once. */
import { QueryClient } from '@tanstack/react-query';
import { expect, onTestFinished, test, vi } from 'vitest';
import { keepExchanging } from '#src/api/keep-exchanging.ts';
import { memoryKeyValue } from '#src/storage/key-value.ts';
import { type MemoryLogStore, memoryLog, memoryLogStore } from '#src/storage/memory-log.ts';
import { dueCount } from '#src/store/dossier-state.ts';
import { createDrafts } from '#src/store/drafts.ts';
import { createOpenDossiers } from '#src/store/open-dossiers.ts';
import { createScreen } from '#src/store/screen.ts';
import { createSession } from '#src/store/session.ts';
import { addIssue, on } from '#tests/builders.ts';
import { dossier, openDevice, type TestServer, testServer } from './test-world.ts';

const noon = Date.parse(on('2025-11-05T12:00:00.000Z'));
const recorded = addIssue('issue:late', { title: 'Late', asker: 'US' });

/** A page's open dossiers, in a time that passes only when the test says so. */
function openPage(server: TestServer, store: MemoryLogStore = memoryLogStore()) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  const client = new QueryClient();
  client.mount();
  const log = { ...memoryLog(store), durability: 'disk' as const };
  const closed: string[] = [];
  const running = new Set<() => void>();
  const now = () => noon + server.time;
  const dossiers = createOpenDossiers({
    log,
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    make: (slug) => {
      const session = createSession({ dossier: slug, log, now, node: 'ab'.repeat(8) });
      void session.load();
      const keyValue = memoryKeyValue();
      const tabs = { own: 'a', before: null, whenGone: async () => false };
      const drafts = createDrafts({ keyValue, tabs, now, state: session.store });
      const close = session.close.bind(session);
      const closing = Object.assign(session, {
        close: () => {
          closed.push(slug);
          close();
        },
      });
      return { session: closing, screen: createScreen(keyValue), keyValue, drafts, now };
    },
    exchange: ({ session: { replica, store: state } }) => {
      const due = { count: () => dueCount(state.getState()), subscribe: state.subscribe };
      const exchanging = keepExchanging(client, server.apiFor('actor:me'), replica, due);
      running.add(exchanging.stop);
      return exchanging;
    },
  });
  onTestFinished(() => {
    for (const stop of running) stop();
    client.clear();
    client.unmount();
    vi.useRealTimers();
  });
  const pass = async (milliseconds: number) => {
    await vi.advanceTimersByTimeAsync(milliseconds);
    for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
  };
  return { dossiers, closed, pass };
}

test('a dossier is one however often it is asked for, and is let go some seconds after no page shows it', async () => {
  const { dossiers, closed, pass } = openPage(testServer());
  const first = dossiers.open(dossier);
  const [leave, leaveToo] = [dossiers.hold(dossier), dossiers.hold(dossier)];
  await pass(0);
  expect(dossiers.open(dossier)).toBe(first);
  expect(first.exchanging.wire()).toEqual({ kind: 'connected' });
  leave();
  leave();
  await pass(60_000);
  expect(closed).toEqual([]);
  leaveToo();
  await pass(4_000);
  const back = dossiers.hold(dossier);
  await pass(60_000);
  expect([closed, dossiers.open(dossier) === first]).toEqual([[], true]);
  back();
  await pass(6_000);
  expect(closed).toEqual([dossier]);
  expect(dossiers.open(dossier)).not.toBe(first);
});

test('one that was left with something unsent stays until the server has it, and no longer', async () => {
  const server = testServer();
  const { dossiers, closed, pass } = openPage(server);
  const { stores } = dossiers.open(dossier);
  const leave = dossiers.hold(dossier);
  await pass(0);
  server.fate = () => 'lost';
  await stores.session.record(() => [recorded]);
  leave();
  await pass(120_000);
  expect(closed).toEqual([]);
  expect(stores.session.store.getState().pending).toHaveLength(1);
  server.fate = () => 'fair';
  await pass(40_000);
  expect(JSON.stringify(await server.events())).toContain('Late');
  expect(closed).toEqual([dossier]);
});

test('one with a text half written stays, and has it when the reader is back', async () => {
  const { dossiers, closed, pass } = openPage(testServer());
  const { stores } = dossiers.open(dossier);
  const leave = dossiers.hold(dossier);
  await pass(0);
  stores.drafts.write('note.ip', 'Half a thou');
  leave();
  await pass(60_000);
  const back = dossiers.hold(dossier);
  expect(dossiers.open(dossier).stores.drafts.store.getState().texts.get('note.ip')?.text).toBe(
    'Half a thou',
  );
  stores.drafts.write('note.ip', null);
  back();
  await pass(6_000);
  expect(closed).toEqual([dossier]);
});

/** A device on whose disk a change waits, as an earlier visit has left it. */
async function leftWaiting(server: TestServer): Promise<MemoryLogStore> {
  const before = await openDevice(server);
  await before.exchange();
  await before.session.record(() => [recorded]);
  await before.session.settled();
  return before.store;
}

test('what waits from an earlier visit is sent though no page shows its dossier, which is closed then', async () => {
  const server = testServer();
  const { dossiers, closed, pass } = openPage(server, await leftWaiting(server));
  await dossiers.sendWaiting();
  await pass(0);
  expect(JSON.stringify(await server.events())).toContain('Late');
  await pass(6_000);
  expect(closed).toEqual([dossier]);
  await dossiers.sendWaiting();
  await pass(6_000);
  expect(closed).toEqual([dossier]);
});

test('one that is shown meanwhile is not closed under the reader', async () => {
  const server = testServer();
  const { dossiers, closed, pass } = openPage(server, await leftWaiting(server));
  const leave = dossiers.hold(dossier);
  await dossiers.sendWaiting();
  await pass(60_000);
  expect(closed).toEqual([]);
  leave();
  await pass(6_000);
  expect(closed).toEqual([dossier]);
});
