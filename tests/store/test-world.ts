/**
 * A small world for tests: one server behind its real handlers, devices with real sessions over real logs, and
 * only time, the network and the disk's health in the hands of the test. `time` 0 is noon of 5 November 2025.
 */

import type { ServerDatabase } from '#mocks/db.ts';
import { fetchInPage } from '#mocks/embedded-api.ts';
import { createHandlers } from '#mocks/handlers.ts';
import { memoryDatabase } from '#mocks/memory-db.ts';
import type { ServerContext } from '#mocks/server.ts';
import { type ApiClient, createApiClient } from '#src/api/client.ts';
import { exchange } from '#src/api/exchange.ts';
import type { After } from '#src/api/patience.ts';
import type { CommandContext } from '#src/commands/command.ts';
import type { Board } from '#src/domain/board.ts';
import type { KnownEvent, WireEvent } from '#src/domain/event.ts';
import { noFilter } from '#src/domain/filter.ts';
import type { ActorId, IssueId } from '#src/domain/ids.ts';
import { instantOf } from '#src/domain/instant.ts';
import type { Issue } from '#src/domain/issue.ts';
import { csvOf, spreadsheetOf } from '#src/features/table/table-files.ts';
import { writeArchive } from '#src/formats/archive.ts';
import { type EventLog, shelfOf } from '#src/storage/event-log.ts';
import { memoryKeyValue } from '#src/storage/key-value.ts';
import { type MemoryLogStore, memoryLog, memoryLogStore } from '#src/storage/memory-log.ts';
import { boardAt, pastMoment } from '#src/store/as-of.ts';
import { createScreen } from '#src/store/screen.ts';
import { createSession, type Session } from '#src/store/session.ts';
import { inSlices } from '#src/store/slices.ts';
import type { View } from '#src/store/view.ts';
import { addIssue, on, rankNumber, recorder } from '#tests/builders.ts';

export const dossier = 'us-india';
/** Where the log of `actor:me` stands. */
export const shelf = shelfOf('actor:me', dossier);
const noon = Date.parse(on('2025-11-05T12:00:00.000Z'));

/**
 * What becomes of a request: it arrives; it is lost on its way, or the answer to it is; nothing comes back in time,
 * from whom it never reached or from whom it did; or someone on the way answers with a page of their own, as the
 * sign-in page of a network does, or with an error.
 */
export type Fate =
  | 'fair'
  | 'lost'
  | 'answer-lost'
  | 'silent'
  | 'answer-silent'
  | 'portal'
  | `proxy-${number}`;

export interface TestServer {
  readonly context: ServerContext;
  /** Milliseconds since the world's noon. */
  time: number;
  /** Requests so far. */
  requests: number;
  /** Decides on a request; `count` is 1 for the first. */
  fate: (count: number) => Fate;
  /** Answers in the server's place, before it hears of the request; null leaves it to the server. */
  intercept: (request: Request) => Promise<Response | null>;
  /** What the server answers, as the client gets it. */
  tamper: (answer: Response, request: Request) => Response | Promise<Response>;
  /** A way to the server for one who is signed in as the actor. */
  fetchAs(actor: ActorId): typeof fetch;
  apiFor(actor: ActorId): ApiClient;
  /** Everything the server holds, in the order it came. */
  events(): Promise<readonly WireEvent[]>;
  /** As if its disk had been wiped. */
  loseEverything(): void;
  /** From a backup, which holds these events: another log, which begins as the lost one did. */
  restore(events: readonly WireEvent[]): Promise<void>;
}

/** The dossier and four issues: three US asks in Open (GSP is India's), in this order. */
export function smallSeed(): readonly KnownEvent[] {
  const { record } = recorder('actor:seed', { start: on('2025-11-01') });
  const payload = { title: 'Talks', parties: ['US', 'IN'] };
  return [
    ...record({ type: 'dossier.described.v1', subject: 'dossier:us-india', payload }),
    ...record(addIssue('issue:gsp', { title: 'GSP status', asker: 'IN', rank: rankNumber(0) })),
    ...record(addIssue('issue:farm', { title: 'Farm goods', asker: 'US', rank: rankNumber(1) })),
    ...record(addIssue('issue:ip', { title: 'Patents', asker: 'US', rank: rankNumber(2) })),
    ...record(addIssue('issue:data', { title: 'Data rules', asker: 'US', rank: rankNumber(3) })),
  ];
}

export function testServer(seed: readonly KnownEvent[] = smallSeed()): TestServer {
  let db = memoryDatabase();
  let epochs = 0;
  const timers = new Set<() => void>();
  const timer: After = (_, run) => {
    timers.add(run);
    return () => timers.delete(run);
  };
  /** As long as it takes until whoever waits gives up. */
  const untilGivenUp = () =>
    new Promise<never>(() => {
      setImmediate(() => {
        for (const run of [...timers]) run();
      });
    });
  const context: ServerContext = {
    get db() {
      return db;
    },
    seeds: new Map([[dossier, { listed: true, events: async () => seed }]]),
    now: () => noon + server.time,
    newActor: () => 'actor:me',
    newEpoch: () => {
      epochs += 1;
      return `epoch-${epochs}`;
    },
    later: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    capabilities: { stream: false, create: true },
  };
  const server: TestServer = {
    context,
    time: 0,
    requests: 0,
    fate: () => 'fair',
    intercept: async () => null,
    tamper: (answer) => answer,
    fetchAs: (actor) => {
      const answer = inPage(context, actor);
      return async (input, init) => {
        server.requests += 1;
        const fate = server.fate(server.requests);
        if (fate === 'lost') throw new TypeError('Failed to fetch');
        if (fate === 'silent') return untilGivenUp();
        if (fate === 'portal') return new Response(foreignPage);
        if (fate.startsWith('proxy-')) {
          return new Response(foreignPage, { status: Number(fate.slice(6)) });
        }
        const request = new Request(input, init);
        const response =
          (await server.intercept(request.clone())) ?? (await answer()(request.clone()));
        if (fate === 'answer-lost') throw new TypeError('Failed to fetch');
        if (fate === 'answer-silent') return untilGivenUp();
        return server.tamper(response, request);
      };
    },
    apiFor: (actor) => createApiClient('http://localhost', server.fetchAs(actor), timer),
    events: async () => {
      const rows = await db.eventsAfter(dossier, 0, Number.MAX_SAFE_INTEGER);
      return rows.map(({ seq: _, ...event }) => event);
    },
    loseEverything: () => {
      db = memoryDatabase();
    },
    restore: async (events) => {
      const restored = memoryDatabase();
      await restored.append(dossier, events, instantOf(context.now()));
      db = restored;
    },
  };
  return server;
}

const foreignPage = '<!doctype html><title>Somewhere else</title>';

const elsewhere: typeof fetch = async () => new Response('not here', { status: 404 });

/** The handlers as one actor's browser meets them; made again when the server has lost its database. */
function inPage(context: ServerContext, actor: ActorId): () => typeof fetch {
  let madeFor: ServerContext['db'] | null = null;
  let answer = elsewhere;
  return () => {
    const { db } = context;
    if (madeFor !== db) {
      const claimMeta: ServerDatabase['claimMeta'] = async (key, value) =>
        key === 'actor' ? actor : db.claimMeta(key, value);
      const own = { ...context, db: { ...db, claimMeta } };
      answer = fetchInPage(createHandlers(own), elsewhere);
      madeFor = db;
    }
    return answer;
  };
}

/** What a log can be asked for, by whether it writes; of the snapshots' methods, the names begin so. */
const diskMethods = {
  read: false,
  append: true,
  receive: true,
  merge: true,
  rewind: true,
  markSent: true,
  markRefused: true,
  unrefuse: true,
  replace: true,
  setAside: true,
  loadSetAside: false,
  elsewhere: false,
  waiting: false,
  shelves: false,
  loadActor: false,
  saveActor: true,
  'snapshots.load': false,
  'snapshots.save': true,
  'snapshots.forget': true,
} as const;

export type DiskMethod = keyof typeof diskMethods;

function isWriting(method: DiskMethod): boolean {
  return diskMethods[method];
}

export interface Disk {
  /** Why it refuses; null while it works. */
  failure: Error | null;
  /** What it refuses while it does; by default, whatever writes. */
  refuses: (method: DiskMethod) => boolean;
  /** Writes wait for this. */
  gate: Promise<void>;
  /** What it was asked for so far. */
  readonly calls: DiskMethod[];
}

/** A real log whose disk can be made slow or faulty. */
export function frailLog(store: MemoryLogStore): { readonly log: EventLog; readonly disk: Disk } {
  return frail({ ...memoryLog(store), durability: 'disk' });
}

/** The same log, each of whose methods fails on demand. */
function frail(log: EventLog): { readonly log: EventLog; readonly disk: Disk } {
  const disk: Disk = { failure: null, refuses: isWriting, gate: Promise.resolve(), calls: [] };
  const guard =
    <Args extends readonly unknown[], T>(
      method: DiskMethod,
      work: (...args: Args) => Promise<T>,
    ): ((...args: Args) => Promise<T>) =>
    async (...args) => {
      disk.calls.push(method);
      if (isWriting(method)) await disk.gate;
      if (disk.failure && disk.refuses(method)) throw disk.failure;
      return work(...args);
    };
  const { snapshots } = log;
  return {
    disk,
    log: {
      durability: log.durability,
      snapshots: snapshots && {
        load: guard('snapshots.load', snapshots.load),
        save: guard('snapshots.save', snapshots.save),
        forget: guard('snapshots.forget', snapshots.forget),
      },
      read: guard('read', log.read),
      append: guard('append', log.append),
      receive: guard('receive', log.receive),
      merge: guard('merge', log.merge),
      rewind: guard('rewind', log.rewind),
      markSent: guard('markSent', log.markSent),
      markRefused: guard('markRefused', log.markRefused),
      unrefuse: guard('unrefuse', log.unrefuse),
      replace: guard('replace', log.replace),
      setAside: guard('setAside', log.setAside),
      loadSetAside: guard('loadSetAside', log.loadSetAside),
      elsewhere: guard('elsewhere', log.elsewhere),
      waiting: guard('waiting', log.waiting),
      shelves: guard('shelves', log.shelves),
      loadActor: guard('loadActor', log.loadActor),
      saveActor: guard('saveActor', log.saveActor),
      subscribe: log.subscribe,
      onReset: log.onReset,
      close: log.close,
    },
  };
}

export interface Device {
  readonly session: Session;
  readonly store: MemoryLogStore;
  readonly disk: Disk;
  readonly context: CommandContext;
  /** Milliseconds by which its clock is ahead of the server's. */
  ahead: number;
  exchange(): Promise<void>;
  board(): Board;
  issue(id: IssueId): Issue;
  /** The ids in a cell, in order. */
  cell(key: 'US/open' | 'US/resolved' | 'US/under-discussion' | 'IN/open'): readonly IssueId[];
}

interface DeviceOptions {
  readonly actor?: ActorId;
  /** The device's disk; by default an empty one. */
  readonly store?: MemoryLogStore;
  /** What it keeps its log in; by default its disk, in memory. */
  readonly log?: EventLog;
  /** Milliseconds by which its clock is ahead of the server's. */
  readonly ahead?: number;
  readonly view?: View;
  /** Whether it has read its log. */
  readonly isRead?: boolean;
}

let devices = 0;

/** A page that has been opened: it has read its log, and has not spoken to the server yet. */
export async function openDevice(
  server: TestServer,
  {
    actor = 'actor:me',
    store = memoryLogStore(),
    log: kept = { ...memoryLog(store), durability: 'disk' },
    ahead = 0,
    view,
    isRead = true,
  }: DeviceOptions = {},
): Promise<Device> {
  devices += 1;
  const { log, disk } = frail(kept);
  const node = devices.toString(16).padStart(16, '0');
  const now = () => noon + server.time + device.ahead;
  const session = createSession({ dossier, log, now, node });
  const api = server.apiFor(actor);
  const board = () => session.store.getState().folded.board;
  const device: Device = {
    session,
    store,
    disk,
    context: contextOf(session, now, view),
    ahead,
    exchange: async () => {
      // What is on its way to the disk is sent from there; the page waits for it, too.
      await session.settled();
      await exchange(api, session.replica, 0, new AbortController().signal);
    },
    board,
    issue: (id) => {
      const issue = board().issues.get(id);
      if (!issue) throw new RangeError(`${id} is not on the board`);
      return issue;
    },
    cell: (key) => (board().cells.get(key) ?? []).map(({ id }) => id),
  };
  if (isRead) await session.load();
  return device;
}

/** A device that has received what the server has. */
export async function settledDevice(server: TestServer, options?: DeviceOptions): Promise<Device> {
  const device = await openDevice(server, options);
  await device.exchange();
  return device;
}

/** Where the page is. */
const page = 'https://parley.example/';

function contextOf(
  session: Session,
  now: () => number,
  initial: View = { filter: noFilter, layout: 'board', sort: null, issue: null, asOf: null },
): CommandContext {
  let view = initial;
  let slugs = 0;
  const moment = () => pastMoment(view.asOf, now());
  return {
    session,
    screen: createScreen(memoryKeyValue()),
    view: () => view,
    board: () => boardAt(session.store.getState().folded, moment()),
    moment,
    setView: (change) => {
      view = { ...view, ...change };
    },
    newSlug: () => {
      slugs += 1;
      return `new-${devices}-${slugs}`;
    },
    saveFile: () => {},
    saveTable: () => {},
    copyAddress: () => Promise.resolve(),
    copyText: () => Promise.resolve(),
    copyFormatted: () => Promise.resolve(true),
    writeArchive: async (archive) => writeArchive(archive),
    writeCsv: (shown) => inSlices(csvOf(shown, page), async () => undefined),
    writeSpreadsheet: (shown) => inSlices(spreadsheetOf(shown, page), async () => undefined),
    cite: () => Promise.reject(new Error('Nothing is cited here')),
    brief: () => Promise.reject(new Error('There is no brief here')),
    printBrief: () => Promise.reject(new Error('Nothing is printed here')),
  };
}
