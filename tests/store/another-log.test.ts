// @vitest-environment node
/** Servers that have another log than the one received so far, or hand out the one they have with faults in it. */
import { serverSaid } from '#tests/storage/wire-events.ts';
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { openDB } from 'idb';
import { expect, onTestFinished, test } from 'vitest';
import { Unreachable } from '#src/api/client.ts';
import { addNote } from '#src/commands/annotate.ts';
import type { WireEvent } from '#src/domain/event.ts';
import { type EventLog, eventKey } from '#src/storage/event-log.ts';
import { openIndexedDbLog } from '#src/storage/indexed-db-log.ts';
import { memoryLog, memoryLogStore } from '#src/storage/memory-log.ts';
import { addIssue, on, recorder } from '#tests/builders.ts';
import { loadAll } from '#tests/load-all.ts';
import {
  type Device,
  type DiskMethod,
  type Fate,
  openDevice,
  settledDevice,
  shelf,
  smallSeed,
  type TestServer,
  testServer,
} from './test-world.ts';

const noon = Date.parse(on('2025-11-05T12:00:00.000Z'));

const state = (device: Device) => device.session.store.getState();
const notes = (device: Device) =>
  device
    .issue('issue:ip')
    .annotations.map(({ text }) => text)
    .toSorted();
const onDisk = (device: Device) => loadAll(memoryLog(device.store), shelf);

async function write(device: Device, ...texts: string[]) {
  for (const text of texts) await addNote.run(device.context, { issue: 'issue:ip', text });
}

const many = (name: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${name} ${i}`);

/** A server restored to the seed and what mine wrote first, that has outgrown the cursor of mine since. */
async function outgrown() {
  const server = testServer();
  const mine = await settledDevice(server, { actor: 'actor:me' });
  await write(mine, 'Early');
  await mine.exchange();
  const backup = await server.events();
  const other = await settledDevice(server, { actor: 'actor:other' });
  await write(mine, 'Lost 1', 'Lost 2');
  await mine.exchange();
  await write(other, 'Theirs, lost');
  await other.exchange();
  await mine.exchange();
  await server.restore(backup);
  const third = await settledDevice(server, { actor: 'actor:third' });
  await write(third, ...many('New', 12));
  await third.exchange();
  return { server, mine, other, third };
}

test('a server restored from a backup that then outgrows the cursor lacks nothing of ours, and we nothing of it', async () => {
  const { server, mine, other, third } = await outgrown();
  expect((await server.events()).length).toBeGreaterThan(state(mine).cursor);
  await mine.exchange();
  await other.exchange();
  for (const device of [mine, third]) await device.exchange();
  const all = ['Early', 'Lost 1', 'Lost 2', ...many('New', 12), 'Theirs, lost'].toSorted();
  const fresh = await settledDevice(server, { actor: 'actor:fresh' });
  for (const device of [mine, other, third, fresh]) {
    expect(notes(device)).toEqual(all);
    expect(device.board()).toEqual(fresh.board());
    expect(state(device)).toMatchObject({ pending: [], refused: [], comparing: null });
  }
  const { epoch, cursor, head } = await onDisk(mine);
  expect({ epoch, cursor, head }).toEqual({
    epoch: state(fresh).epoch,
    cursor: state(fresh).cursor,
    head: state(fresh).cursor,
  });
});

test('what others did and no server has any more stays on this device', async () => {
  const { mine } = await outgrown();
  await mine.exchange();
  expect(notes(mine)).toContain('Theirs, lost');
  const { events } = await onDisk(mine);
  expect(JSON.stringify(events)).toContain('Theirs, lost');
});

test('comparing may be cut off at any request and by any fate, and is done all the same after a reload', async () => {
  const fates: readonly Fate[] = ['lost', 'answer-lost', 'silent', 'portal', 'proxy-502'];
  let cuts = 0;
  for (const fate of fates) {
    // A pull that tells, a push, two pulls of one page each.
    for (const at of [1, 2, 3, 4]) {
      const { server, mine, other } = await outgrown();
      const start = server.requests;
      server.fate = (count) => (count === start + at ? fate : 'fair');
      const error = await mine.exchange().then(
        () => null,
        (reason: unknown) => reason,
      );
      if (error !== null) cuts += 1;
      server.fate = () => 'fair';
      const reloaded = await openDevice(server, { store: mine.store });
      await reloaded.exchange();
      await other.exchange();
      await reloaded.exchange();
      const fresh = await settledDevice(server, { actor: 'actor:fresh' });
      expect(reloaded.board()).toEqual(fresh.board());
      expect(notes(fresh)).toContain('Lost 2');
      expect(state(reloaded)).toMatchObject({ pending: [], refused: [], comparing: null });
      expect(await onDisk(reloaded)).toMatchObject({
        pending: [],
        epoch: state(fresh).epoch,
        cursor: state(fresh).cursor,
      });
    }
  }
  expect(cuts).toBeGreaterThanOrEqual(3 * fates.length);
}, 30_000);

test('what others did is on disk once, however often logs are compared', async () => {
  const { server } = await outgrown();
  globalThis.indexedDB = new IDBFactory();
  const log = await openIndexedDbLog({ indexedDB, later: () => undefined });
  onTestFinished(() => log.close());
  const device = await settledDevice(server, { log });
  await write(device, ...many('Mine', 3));
  await device.exchange();
  await server.restore((await server.events()).slice(0, -2));
  await device.exchange();
  await write(device, 'After');
  await device.exchange();
  expect(state(device)).toMatchObject({ pending: [], comparing: null });
  const database = await openDB('parley');
  onTestFinished(() => database.close());
  const segments: { events: WireEvent[] }[] = await database.getAll('segments');
  const theirs = ({ actor }: WireEvent) => actor !== 'actor:me';
  const stored = segments.flatMap(({ events }) => events).filter(theirs);
  const served = (await server.events()).filter(theirs);
  expect(stored.length).toBeGreaterThan(10);
  expect(stored.map(({ id }) => id).toSorted()).toEqual(served.map(({ id }) => id).toSorted());
  expect(await database.count('pending')).toBe(0);
});

test('a device that was to push before its first page, to a server that was lost then, pushes again', async () => {
  const server = testServer();
  const store = memoryLogStore();
  const first = await openDevice(server, { store });
  // The session comes, the page does not.
  server.fate = (count) => (count === 1 ? 'fair' : 'lost');
  await expect(first.exchange()).rejects.toThrow(Unreachable);
  await first.session.record(() => [addIssue('issue:mine')]);
  server.fate = (count) => (count === 3 ? 'fair' : 'lost');
  await expect(first.exchange()).rejects.toThrow(Unreachable);
  expect(state(first).pending).toEqual([]);
  server.fate = () => 'fair';
  server.loseEverything();
  const reloaded = await openDevice(server, { store });
  await reloaded.exchange();
  expect((await settledDevice(server)).board().issues.has('issue:mine')).toBe(true);
});

test('an event that the other log refuses, though the lost one took it, is not forgotten with the page', async () => {
  for (const isTriedAgain of [false, true]) {
    const { server, mine } = await outgrown();
    const isOfMine = (events: readonly WireEvent[]) =>
      events.some(({ payload }) => JSON.stringify(payload).includes('Lost 1'));
    const detail = 'Not of this form any more.';
    server.intercept = async (request) => {
      if (request.method !== 'POST') return null;
      const { events } = await request.json();
      if (!isOfMine(events)) return null;
      const named = events.filter((event: WireEvent) => isOfMine([event]));
      const ids = named.map(({ id }: WireEvent) => id);
      const problem = { type: 'urn:parley:problem:malformed', detail, events: ids };
      return Response.json(problem, { status: 400 });
    };
    await mine.exchange();
    expect(state(mine)).toMatchObject({
      pending: [],
      refused: [{ problem: { code: 'server-problem' } }],
    });
    expect(JSON.stringify(await server.events())).toContain('Lost 2');
    const reloaded = await openDevice(server, { store: mine.store });
    await reloaded.exchange();
    expect(state(reloaded)).toMatchObject({
      pending: [],
      refused: [{ problem: { code: 'server-problem' } }],
    });

    server.intercept = async () => null;
    if (isTriedAgain) {
      await reloaded.session.replica.retryRefused();
      await reloaded.exchange();
    }
    const again = await openDevice(server, { store: mine.store });
    await again.exchange();
    expect(state(again)).toMatchObject({ pending: [], refused: [], comparing: null });
    expect(isOfMine(await server.events())).toBe(true);
    expect((await onDisk(mine)).epoch).toBe(state(again).epoch);
  }
});

test('what the lost log would not take is offered to the other, and on disk it is refused until that takes it', async () => {
  const { server, mine } = await outgrown();
  await write(mine, 'Refused before');
  const [waiting] = state(mine).pending;
  if (!waiting) throw new RangeError('A change waits');
  await mine.session.replica.markRefused([{ key: eventKey(waiting), problem: serverSaid('No.') }]);
  const start = server.requests;
  server.fate = (count) => (count === start + 2 ? 'silent' : 'fair');
  await expect(mine.exchange()).rejects.toThrow('server-silent');
  expect((await onDisk(mine)).refused).toHaveLength(1);
  await mine.exchange();
  expect(state(mine)).toMatchObject({ pending: [], refused: [], comparing: null });
  expect(await onDisk(mine)).toMatchObject({ pending: [], refused: [] });
  expect(JSON.stringify(await server.events())).toContain('Refused before');
});

test('what a proxy called too large, and the server had already, goes to the next log too', async () => {
  const server = testServer();
  const device = await settledDevice(server);
  await write(device, 'Mine');
  server.loseEverything();
  const start = server.requests;
  // Taken by the new log before it is known for one; then the push of all there is meets a proxy.
  server.fate = (count) => (count === start + 3 ? 'proxy-413' : 'fair');
  await device.exchange();
  server.loseEverything();
  await device.exchange();
  const reloaded = await openDevice(server, { store: device.store });
  await reloaded.exchange();
  expect(JSON.stringify(await server.events())).toContain('Mine');
});

test('an own event that came back before it was acknowledged goes to the next log too', async () => {
  const server = testServer();
  const device = await settledDevice(server);
  await write(device, 'Mine');
  const start = server.requests;
  // Taken, and pulled, but the answer to its push did not come.
  server.fate = (count) => (count === start + 1 ? 'answer-lost' : 'fair');
  await expect(device.exchange()).rejects.toThrow(Unreachable);
  server.loseEverything();
  server.fate = (count) => (count === start + 3 ? 'lost' : 'fair');
  await expect(device.exchange()).rejects.toThrow(Unreachable);
  const reloaded = await openDevice(server, { store: device.store });
  await reloaded.exchange();
  expect(JSON.stringify(await server.events())).toContain('Mine');
});

test('an event kept back while logs are compared holds up nothing, and goes when its time has come', async () => {
  const { server, mine } = await outgrown();
  mine.ahead = 3_600_000;
  await write(mine, 'Ahead');
  await mine.exchange();
  expect(notes(mine)).toContain('New 11');
  expect(state(mine).pending).toHaveLength(1);
  expect(JSON.stringify(await server.events())).toContain('Lost 2');
  // As if the page had never compared: cut off here, all of it is done again.
  expect((await onDisk(mine)).epoch).not.toBe(state(mine).epoch);
  mine.ahead = 0;
  await mine.exchange();
  expect(state(mine).held).toMatchObject([{ since: noon + server.time }]);
  server.time += 3_600_000;
  const reloaded = await openDevice(server, { store: mine.store });
  for (const device of [mine, reloaded]) {
    await device.exchange();
    expect(state(device)).toMatchObject({ pending: [], held: [], comparing: null });
  }
  expect((await onDisk(mine)).epoch).toBe(state(mine).epoch);
  expect(JSON.stringify(await server.events())).toContain('Ahead');
});

test('two tabs that meet another log at once both end with all of it', async () => {
  const { server, mine } = await outgrown();
  const tab = await openDevice(server, { store: mine.store });
  await write(tab, 'From the other tab');
  await Promise.all([mine.exchange(), tab.exchange()]);
  await Promise.all([mine.exchange(), tab.exchange()]);
  const fresh = await settledDevice(server, { actor: 'actor:fresh' });
  for (const device of [mine, tab]) {
    expect(notes(device)).toEqual([...notes(fresh), 'Theirs, lost'].toSorted());
    expect(state(device)).toMatchObject({ pending: [], refused: [], comparing: null });
  }
  expect(await onDisk(mine)).toMatchObject({ pending: [], epoch: state(fresh).epoch });
  const reloaded = await openDevice(server, { store: mine.store });
  expect(reloaded.board()).toEqual(mine.board());
});

/** The pages that a server hands out, changed on their way. */
interface Page {
  epoch: string;
  events: { seq: number; [field: string]: unknown }[];
  next: number;
  head: number;
}

function bend(server: TestServer, change: (page: Page) => Partial<Page>): void {
  server.tamper = async (answer, request) => {
    const isPull = request.method === 'GET' && request.url.includes('/events?');
    return isPull && answer.ok ? Response.json(change(await answer.json())) : answer;
  };
}

test('a server that does not say which log it has is followed as far as that goes', async () => {
  const server = testServer();
  bend(server, ({ epoch: _, ...page }) => page);
  const device = await settledDevice(server);
  await write(device, 'One', 'Two');
  await device.exchange();
  expect(await onDisk(device)).toMatchObject({ epoch: null, cursor: 7, pending: [] });
  server.loseEverything();
  await device.exchange();
  expect(notes(await settledDevice(server, { actor: 'actor:other' }))).toEqual(['One', 'Two']);
  expect(await onDisk(device)).toMatchObject({ epoch: null, cursor: 7, pending: [] });
});

test('of a server that does not say which log it has, one that ends before the cursor is another, also where the disk fails', async () => {
  for (const [method, cursor] of [
    [null, 6],
    ['rewind', 11],
    ['receive', 0],
  ] as const) {
    const server = testServer();
    bend(server, ({ epoch: _, ...page }) => page);
    const device = await settledDevice(server);
    const other = await settledDevice(server, { actor: 'actor:other' });
    await write(other, ...many('Theirs', 5));
    await other.exchange();
    await write(device, 'Mine');
    await device.exchange();
    expect(await onDisk(device)).toMatchObject({ cursor: 11 });
    server.loseEverything();
    device.disk.refuses = (called) => called === method;
    device.disk.failure = new Error('There is no room left.');
    await device.exchange();
    expect(await onDisk(device)).toMatchObject({ cursor });
    device.disk.failure = null;
    await device.exchange();
    expect(await onDisk(device)).toMatchObject({ cursor: 6, head: 6, pending: [] });
    expect(state(device)).toMatchObject({ cursor: 6, comparing: null });
  }
});

test('a log that gets its epoch later is taken for the one it was, and not compared from the start', async () => {
  const server = testServer();
  bend(server, ({ epoch: _, ...page }) => page);
  const { store } = await settledDevice(server);
  server.tamper = (answer) => answer;
  const device = await openDevice(server, { store });
  const { requests } = server;
  await device.exchange();
  expect(server.requests).toBe(requests + 2);
  expect(await onDisk(device)).toMatchObject({ epoch: 'epoch-1', cursor: 5 });
  // And from now on it is told from another.
  const other = await settledDevice(server, { actor: 'actor:other' });
  await write(other, ...many('Other', 4));
  await other.exchange();
  await device.exchange();
  const backup = await server.events();
  await server.restore(backup.slice(0, 5));
  await write(other, ...many('More', 9));
  await other.exchange();
  const reloaded = await openDevice(server, { store });
  await reloaded.exchange();
  expect(notes(reloaded)).toEqual([...many('More', 9), ...many('Other', 4)].toSorted());
});

test('a server that answers out of two logs by turns is asked a few times, not without end', async () => {
  const server = testServer();
  const device = await settledDevice(server);
  await write(device, 'Mine');
  let turns = 0;
  bend(server, (page) => {
    turns += 1;
    return { ...page, epoch: `turn-${turns}` };
  });
  const { requests } = server;
  await expect(device.exchange()).rejects.toThrow('server-many-logs');
  expect(server.requests - requests).toBeLessThanOrEqual(4);
  server.tamper = (answer) => answer;
  await device.exchange();
  expect(state(device)).toMatchObject({ pending: [], refused: [], comparing: null });
});

async function withGap() {
  const server = testServer();
  const device = await settledDevice(server, { actor: 'actor:me' });
  const other = await settledDevice(server, { actor: 'actor:other' });
  await write(other, 'Six', 'Seven', 'Eight');
  await other.exchange();
  return { server, device };
}

test('a gap is noticed: what is beyond it is shown, it is asked for again, and it is said when it stays', async () => {
  const { server, device } = await withGap();
  bend(server, (page) => ({ ...page, events: page.events.filter(({ seq }) => seq !== 7) }));
  const { requests } = server;
  await expect(device.exchange()).rejects.toMatchObject({
    problem: { code: 'server-gap', entry: 7 },
  });
  expect(server.requests - requests).toBeLessThanOrEqual(3);
  expect(notes(device)).toEqual(['Eight', 'Six']);
  expect(state(device)).toMatchObject({ cursor: 6, head: 8 });
  expect(await onDisk(device)).toMatchObject({ cursor: 6, head: 8 });

  server.tamper = (answer) => answer;
  const reloaded = await openDevice(server, { store: device.store });
  for (const page of [device, reloaded]) {
    await page.exchange();
    expect(notes(page)).toEqual(['Eight', 'Seven', 'Six']);
    expect(state(page)).toMatchObject({ cursor: 8, head: 8 });
  }
});

test('a gap that closes while it is asked about again is no failure', async () => {
  const { server, device } = await withGap();
  let pages = 0;
  bend(server, (page) => {
    pages += 1;
    return pages > 1 ? page : { ...page, events: page.events.filter(({ seq }) => seq !== 6) };
  });
  await device.exchange();
  expect(pages).toBe(2);
  expect(notes(device)).toEqual(['Eight', 'Seven', 'Six']);
});

test('a server that lags behind its own head is asked again later, not without end', async () => {
  const { server, device } = await withGap();
  bend(server, (page) => ({ ...page, events: [], next: 5 }));
  const { requests } = server;
  await expect(device.exchange()).rejects.toMatchObject({
    problem: { code: 'server-withheld', first: 6, last: 8 },
  });
  expect(server.requests - requests).toBe(2);
  expect(state(device)).toMatchObject({ cursor: 5, head: 8 });
  server.tamper = (answer) => answer;
  await device.exchange();
  expect(state(device)).toMatchObject({ cursor: 8, head: 8 });
});

test('a record that is no event is counted, kept and passed, and holds up nothing', async () => {
  const { server, device } = await withGap();
  bend(server, (page) => ({
    ...page,
    events: page.events.map((event) => {
      if (event.seq !== 7) return event;
      const { payload: _, ...broken } = event;
      return { ...broken, at: 7 };
    }),
  }));
  await device.exchange();
  expect(notes(device)).toEqual(['Eight', 'Six']);
  expect(state(device)).toMatchObject({ cursor: 8, head: 8, unreadable: 1 });
  const reloaded = await openDevice(server, { store: device.store });
  await reloaded.exchange();
  expect(state(reloaded)).toMatchObject({ cursor: 8, unreadable: 1 });
});

test('whatever a server makes of its pages, an exchange ends after few requests, and a healed one makes it whole', async () => {
  const seen = { ended: 0, failed: 0, bent: 0 };
  const epochs = { 'as it is': null, unsaid: '', another: 'another' } as const;
  const whatever = fc.record({
    copies: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 20, maxLength: 20 }),
    isReversed: fc.boolean(),
    shift: fc.constantFrom(0, 0, 0, -3, 2),
    next: fc.constantFrom(null, 0, 1, 4, 8, 1_000_000),
    head: fc.constantFrom(null, null, 0, 4, 7, 12, 1_000_000),
    epoch: fc.constantFrom('as it is', 'as it is', 'as it is', 'unsaid', 'another'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(whatever, { minLength: 1, maxLength: 6 }), async (changes) => {
      const { server, device } = await withGap();
      await write(device, 'Mine');
      let pages = 0;
      bend(server, (page) => {
        const change = changes[pages % changes.length];
        pages += 1;
        if (!change) return page;
        const { copies, isReversed, shift, next, head, epoch } = change;
        const events = page.events.flatMap((event) =>
          Array.from({ length: copies[event.seq % copies.length] ?? 1 }, () => ({
            ...event,
            seq: Math.max(1, event.seq + shift),
          })),
        );
        return {
          epoch: epochs[epoch] ?? page.epoch,
          events: isReversed ? events.toReversed() : events,
          next: next ?? page.next,
          head: head ?? page.head,
        };
      });
      const { requests } = server;
      const failure: unknown = await device.exchange().then(
        () => null,
        (reason: unknown) => reason,
      );
      if (failure === null) seen.ended += 1;
      else {
        expect(failure).toBeInstanceOf(Unreachable);
        seen.failed += 1;
      }
      if (pages > 0) seen.bent += 1;
      expect(server.requests - requests).toBeLessThan(30);
      server.tamper = (answer) => answer;
      // Another log, so that what the bent pages made of the cursor is compared.
      await server.restore(await server.events());
      await device.exchange();
      expect(notes(device)).toEqual(['Eight', 'Mine', 'Seven', 'Six']);
      expect(state(device)).toMatchObject({ pending: [], comparing: null, cursor: 9, head: 9 });
    }),
    { numRuns: 100 },
  );
  expect(seen.bent).toBe(100);
  expect(seen.ended).toBeGreaterThan(10);
  expect(seen.failed).toBeGreaterThan(10);
}, 60_000);

const writing: readonly DiskMethod[] = [
  'append',
  'receive',
  'rewind',
  'markSent',
  'markRefused',
  'unrefuse',
  'saveActor',
];

test.for(writing)(
  'a disk that refuses “%s” for a while costs nothing that a server has or that is on screen',
  async (method) => {
    const { server, mine, other } = await outgrown();
    const failure = new Error('There is no room left.');
    for (const device of [mine, other]) {
      device.disk.failure = failure;
      device.disk.refuses = (called) => called === method;
    }
    await write(mine, 'While it refuses');
    await mine.exchange();
    await other.exchange();
    for (const device of [mine, other]) device.disk.failure = null;
    await write(other, 'After that');
    await other.exchange();
    await mine.exchange();
    await other.exchange();
    const fresh = await settledDevice(server, { actor: 'actor:fresh' });
    for (const { store, board } of [mine, other]) {
      expect(board()).toEqual(fresh.board());
      const reloaded = await openDevice(server, { store });
      await reloaded.exchange();
      expect(reloaded.board()).toEqual(fresh.board());
      expect(state(reloaded)).toMatchObject({ pending: [], refused: [], comparing: null });
    }
  },
);

test('a log of several pages is compared page by page, and the disk says so only when that is done', async () => {
  const { record } = recorder('actor:seed', { step: 1, node: '1111111111111111' });
  const long = Array.from({ length: 1_400 }, (_, i) => record(addIssue(`issue:n${i}`))).flat();
  const server = testServer([...smallSeed(), ...long]);
  let written = 0;
  const kept = memoryLog(memoryLogStore());
  const receive: EventLog['receive'] = (name, records, reached) => {
    written += records.length;
    return kept.receive(name, records, reached);
  };
  const log = { ...kept, receive };
  const device = await settledDevice(server, { log });
  const onDisk = () => loadAll(log, shelf);
  await write(device, 'Mine');
  await device.exchange();
  const before = await onDisk();
  expect(written).toBe(1_406);
  const events: readonly WireEvent[] = await server.events();
  await server.restore(events.slice(0, -1));
  const start = server.requests;
  // The pull that tells, the push, a page; the second page does not arrive.
  server.fate = (count) => (count === start + 4 ? 'lost' : 'fair');
  await expect(device.exchange()).rejects.toThrow(Unreachable);
  expect(state(device).cursor).toBe(1_000);
  expect(state(device).epoch).not.toBe(before.epoch);
  const { epoch, cursor } = await onDisk();
  expect({ epoch, cursor }).toEqual({ epoch: before.epoch, cursor: before.cursor });
  await device.exchange();
  const { epoch: compared } = state(device);
  expect(await onDisk()).toMatchObject({ epoch: compared, cursor: 1_406, pending: [] });
  // What is here already is not written again.
  expect(written).toBeLessThan(1_410);
});
