/**
 * A small world for tests: one server behind its real handlers, devices with real sessions over real logs, and
 * only time, the network and the disk's health in the hands of the test. `time` 0 is noon of 5 November 2025.
 */
import { fetchInPage } from '#mocks/embedded-api.ts';
import { createHandlers } from '#mocks/handlers.ts';
import { memoryDatabase } from '#mocks/memory-db.ts';
import type { ServerContext } from '#mocks/server.ts';
import { type ApiClient, createApiClient } from '#src/api/client.ts';
import { exchange } from '#src/api/exchange.ts';
import type { CommandContext } from '#src/commands/command.ts';
import type { Board } from '#src/domain/board.ts';
import type { KnownEvent, WireEvent } from '#src/domain/event.ts';
import { noFilter } from '#src/domain/filter.ts';
import type { ActorId, IssueId } from '#src/domain/ids.ts';
import type { Issue } from '#src/domain/issue.ts';
import type { EventLog } from '#src/storage/event-log.ts';
import { memoryKeyValue } from '#src/storage/key-value.ts';
import { type MemoryLogStore, memoryLog, memoryLogStore } from '#src/storage/memory-log.ts';
import { createScreen } from '#src/store/screen.ts';
import { createSession, type Session } from '#src/store/session.ts';
import type { View } from '#src/store/view.ts';
import { addIssue, on, rankNumber, recorder } from '#tests/builders.ts';

export const dossier = 'us-india';
const noon = Date.parse(on('2025-11-05T12:00:00.000Z'));

/** What becomes of a request: it arrives, it is lost on its way, or the answer to it is. */
export type Fate = 'fair' | 'lost' | 'answer-lost';

export interface TestServer {
  readonly context: ServerContext;
  /** Milliseconds since the world's noon. */
  time: number;
  /** Requests so far. */
  requests: number;
  /** Decides on a request; `count` is 1 for the first. */
  fate: (count: number) => Fate;
  /** A way to the server for one who is signed in as the actor. */
  fetchAs(actor: ActorId): typeof fetch;
  apiFor(actor: ActorId): ApiClient;
  /** Everything the server holds, in the order it came. */
  events(): Promise<readonly WireEvent[]>;
  /** As if its disk had been wiped. */
  loseEverything(): void;
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
  const context: ServerContext = {
    get db() {
      return db;
    },
    seeds: new Map([[dossier, { listed: true, events: async () => seed }]]),
    now: () => noon + server.time,
    newActor: () => 'actor:me',
    later: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    capabilities: { stream: false },
  };
  const server: TestServer = {
    context,
    time: 0,
    requests: 0,
    fate: () => 'fair',
    fetchAs: (actor) => {
      const answer = inPage(context, actor);
      return async (input, init) => {
        server.requests += 1;
        const fate = server.fate(server.requests);
        if (fate === 'lost') throw new TypeError('Failed to fetch');
        const response = await answer()(input, init);
        if (fate === 'answer-lost') throw new TypeError('Failed to fetch');
        return response;
      };
    },
    apiFor: (actor) => createApiClient('http://localhost', server.fetchAs(actor)),
    events: async () => {
      const rows = await db.eventsAfter(dossier, 0, Number.MAX_SAFE_INTEGER);
      return rows.map(({ seq: _, ...event }) => event);
    },
    loseEverything: () => {
      db = memoryDatabase();
    },
  };
  return server;
}

const elsewhere: typeof fetch = async () => new Response('not here', { status: 404 });

/** The handlers as one actor's browser meets them; made again when the server has lost its database. */
function inPage(context: ServerContext, actor: ActorId): () => typeof fetch {
  let madeFor: ServerContext['db'] | null = null;
  let answer = elsewhere;
  return () => {
    const { db } = context;
    if (madeFor !== db) {
      const own = { ...context, db: { ...db, claimMeta: async () => actor } };
      answer = fetchInPage(createHandlers(own), elsewhere);
      madeFor = db;
    }
    return answer;
  };
}

export interface Disk {
  /** Why it refuses to write; null while it works. */
  failure: Error | null;
  /** Writes wait for this. */
  gate: Promise<void>;
}

/** A real log whose disk can be made slow or faulty. */
export function frailLog(store: MemoryLogStore): { readonly log: EventLog; readonly disk: Disk } {
  const disk: Disk = { failure: null, gate: Promise.resolve() };
  const log = memoryLog(store);
  const write = async (work: () => Promise<void>) => {
    await disk.gate;
    if (disk.failure) throw disk.failure;
    await work();
  };
  return {
    disk,
    log: {
      ...log,
      durability: 'disk',
      append: (...args) => write(() => log.append(...args)),
      receive: (...args) => write(() => log.receive(...args)),
      markSent: (...args) => write(() => log.markSent(...args)),
    },
  };
}

export interface Device {
  readonly session: Session;
  readonly store: MemoryLogStore;
  readonly disk: Disk;
  readonly context: CommandContext;
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
    ahead = 0,
    view,
    isRead = true,
  }: DeviceOptions = {},
): Promise<Device> {
  devices += 1;
  const { log, disk } = frailLog(store);
  const node = devices.toString(16).padStart(16, '0');
  const now = () => noon + server.time + ahead;
  const session = createSession({ dossier, log, now, node });
  if (isRead) await session.load();
  const api = server.apiFor(actor);
  const board = () => session.store.getState().folded.board;
  return {
    session,
    store,
    disk,
    context: contextOf(session, view),
    exchange: () => exchange(api, session.replica, 0, new AbortController().signal),
    board,
    issue: (id) => {
      const issue = board().issues.get(id);
      if (!issue) throw new RangeError(`${id} is not on the board`);
      return issue;
    },
    cell: (key) => (board().cells.get(key) ?? []).map(({ id }) => id),
  };
}

/** A device that has received what the server has. */
export async function settledDevice(server: TestServer, options?: DeviceOptions): Promise<Device> {
  const device = await openDevice(server, options);
  await device.exchange();
  return device;
}

function contextOf(
  session: Session,
  initial: View = { filter: noFilter, layout: 'board', sort: null, issue: null },
): CommandContext {
  let view = initial;
  let slugs = 0;
  return {
    session,
    screen: createScreen(memoryKeyValue()),
    view: () => view,
    setView: (change) => {
      view = { ...view, ...change };
    },
    newSlug: () => {
      slugs += 1;
      return `new-${devices}-${slugs}`;
    },
    saveFile: () => {},
    copyAddress: () => Promise.resolve(),
    copyText: () => Promise.resolve(),
  };
}
