/**
 * The law of the log, for every adapter: after any order of recording, pushing, acknowledging, echo, pull, rewind,
 * replacing, setting aside, reload and merging, by two tabs and at once, each event is kept once and none is
 * missing; what is said of them is what a plain model says; and the journal has nothing that the snapshot or
 * another of its entries has, and with the snapshot everything.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WireEvent } from '#src/domain/event.ts';
import {
  type EventKey,
  type EventLog,
  eventKey,
  type PageReached,
} from '#src/storage/event-log.ts';
import { keyOf } from '#src/storage/stored-events.ts';
import { loadAll } from '#tests/load-all.ts';
import { serverSaid, wireEvent } from './wire-events.ts';

const shelf = 'actor:asha/us-india';

/** What lies where, by key; as often as it lies there. */
export interface Holdings {
  readonly log: readonly (EventKey | null)[];
  readonly journal: readonly (EventKey | null)[];
  readonly hasSnapshot: boolean;
}

export interface LawStore {
  open(): Promise<EventLog>;
  /** Merges segments, as is done later; whether there were any to merge. */
  merge(): Promise<boolean>;
  holdings(): Promise<Holdings>;
}

type Whereabouts = 'pending' | 'sent' | 'refused' | 'received';

interface Model {
  readonly events: Map<EventKey, Whereabouts>;
  readonly inLine: Set<EventKey>;
  readonly aside: Set<EventKey>;
  epoch: string | null;
  cursor: number;
  head: number;
  missing: number;
}

/** What was tried, by what it was. */
export type Tally = Map<string, number>;

interface World {
  /** What may be: two calls at once leave more than one, where they look the same at first. */
  models: readonly Model[];
  readonly server: { epoch: string; log: WireEvent[] };
  readonly made: Map<EventKey, WireEvent>;
  readonly tally: Tally;
  /** What the snapshot holds, where one is kept. */
  snapshot: ReadonlySet<EventKey>;
}

/** One call of the log, and what the model makes of it. */
interface Step {
  call(log: EventLog): Promise<unknown>;
  model(model: Model): void;
}

type Deed =
  | 'record'
  | 'again'
  | 'push'
  | 'acknowledge'
  | 'refuse'
  | 'pull'
  | 'rewind'
  | 'replace'
  | 'set aside';

interface Plan {
  readonly deed: Deed;
  readonly tab: 0 | 1;
  readonly pick: number;
  readonly size: number;
  readonly flag: boolean;
}

type Move =
  | Plan
  | { readonly deed: 'together'; readonly plans: readonly [Plan, Plan] }
  | { readonly deed: 'others' | 'restore' | 'save' | 'reload' | 'merge'; readonly pick: number };

const deeds: readonly Deed[] = [
  'record',
  'record',
  'again',
  'push',
  'push',
  'acknowledge',
  'refuse',
  'pull',
  'pull',
  'pull',
  'rewind',
  'replace',
  'set aside',
];
const plan: fc.Arbitrary<Plan> = fc.record({
  deed: fc.constantFrom(...deeds),
  tab: fc.constantFrom<0 | 1>(0, 1),
  pick: fc.nat(1_000),
  size: fc.integer({ min: 1, max: 5 }),
  flag: fc.boolean(),
});
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 12, arbitrary: plan },
  {
    weight: 4,
    arbitrary: fc.record({ deed: fc.constant('together' as const), plans: fc.tuple(plan, plan) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      deed: fc.constantFrom(
        'others' as const,
        'others' as const,
        'restore' as const,
        'restore' as const,
        'restore' as const,
        'save' as const,
        'reload' as const,
        // Seldom are there two small ones to merge.
        'merge' as const,
        'merge' as const,
        'merge' as const,
        'merge' as const,
        'merge' as const,
      ),
      pick: fc.nat(1_000),
    }),
  },
);

function likely({ models }: World): Model {
  const [first] = models;
  if (!first) throw new RangeError('A world has a model');
  return first;
}

function count(tally: Tally, what: string): void {
  tally.set(what, (tally.get(what) ?? 0) + 1);
}

function make(world: World, actor = 'actor:asha'): WireEvent {
  const event = wireEvent(world.made.size, actor);
  world.made.set(eventKey(event), event);
  return event;
}

function keysThat(model: Model, is: (at: Whereabouts) => boolean): EventKey[] {
  return [...model.events].filter(([, at]) => is(at)).map(([key]) => key);
}

function some<T>(items: readonly T[], { pick, size }: Plan): readonly T[] {
  return items.length === 0 ? [] : items.slice(pick % items.length).slice(0, size);
}

function eventsOf(world: World, keys: readonly EventKey[]): WireEvent[] {
  return keys.map((key) => world.made.get(key)).filter((event) => event !== undefined);
}

function isOurs(key: EventKey): boolean {
  return key.startsWith('actor:asha ');
}

function append(model: Model, events: readonly WireEvent[]): void {
  for (const event of events) {
    if (!model.events.has(eventKey(event))) model.events.set(eventKey(event), 'pending');
  }
}

function rewind(model: Model): void {
  for (const key of keysThat(model, (at) => at === 'sent')) model.events.set(key, 'pending');
  model.inLine.clear();
  Object.assign(model, { epoch: null, cursor: 0, head: 0, missing: 0 });
}

function receive(world: World, model: Model, events: readonly WireEvent[], page: PageReached) {
  const { tally } = world;
  const after = page.after ?? page.cursor - events.length;
  let isForeign = model.epoch !== null && page.epoch !== null && model.epoch !== page.epoch;
  if (isForeign && after <= 0) {
    count(tally, 'another log from its start');
    rewind(model);
    isForeign = false;
  }
  const connects = !isForeign && after <= model.cursor;
  if (isForeign) count(tally, 'a page of another log');
  else if (!connects) count(tally, 'a page beyond a gap');
  else if (after < model.cursor && events.length > 0) count(tally, 'a page that overlaps');
  for (const event of events) {
    const key = eventKey(event);
    const at = model.events.get(key);
    if (at === undefined && model.aside.has(key)) {
      count(tally, 'as broken as before');
      continue;
    }
    if (at === 'sent' && !isForeign) count(tally, 'an echo after its acknowledgement');
    if (at === 'pending' && !isForeign) count(tally, 'an echo before its acknowledgement');
    if (at === 'received' && connects && !model.inLine.has(key))
      count(tally, 'a loose one in line');
    if (at === undefined || !isForeign) model.events.set(key, 'received');
    if (connects) model.inLine.add(key);
  }
  if (connects) {
    model.epoch = page.epoch ?? model.epoch;
    model.cursor = Math.max(model.cursor, page.cursor);
    model.head = page.head;
  } else if (!isForeign) model.head = Math.max(model.head, page.head);
}

/** Where a page begins: where the log ends, before, beyond; none is from the start. */
const offsets = [0, 0, 0, -1, -3, null, 2];

/** What a plan comes to as things stand. */
function stepOf(world: World, chosen: Plan): Step {
  const { server } = world;
  const model = likely(world);
  const { deed, pick, size, flag } = chosen;
  switch (deed) {
    case 'record': {
      const events = Array.from({ length: size }, () => make(world));
      return {
        call: (log) => log.append(shelf, events),
        model: (m) => append(m, events),
      };
    }
    case 'again': {
      // What the server has, whether it has told of it yet or not, is rare among all.
      const rare = (['sent', 'received'] as const)
        .map((state) => keysThat(model, (at) => at === state).filter(isOurs))
        .filter(({ length }) => length > 0);
      const from = (flag && rare[size % rare.length]) || [...world.made.keys()].filter(isOurs);
      const events = eventsOf(world, some(from, chosen));
      return {
        call: (log) => log.append(shelf, events),
        model: (m) => {
          for (const event of events) {
            count(world.tally, `recorded again: ${m.events.get(eventKey(event)) ?? 'gone'}`);
          }
          append(m, events);
        },
      };
    }
    case 'push': {
      const keys = keysThat(model, (at) => at === 'pending').slice(0, size);
      const known = new Set(server.log.map(eventKey));
      server.log.push(...eventsOf(world, keys).filter((event) => !known.has(eventKey(event))));
      return flag ? acknowledged(keys) : { call: async () => undefined, model: () => undefined };
    }
    case 'acknowledge': {
      const held = server.log.map(eventKey).filter(isOurs);
      return acknowledged([...some(held, chosen), eventKey(wireEvent(9_999))]);
    }
    case 'refuse': {
      const held = new Set(server.log.map(eventKey));
      const keys = some(
        keysThat(model, () => true).filter((key) => isOurs(key) && (flag || !held.has(key))),
        chosen,
      );
      return {
        call: (log) =>
          log.markRefused(
            shelf,
            keys.map((key) => ({ key, problem: serverSaid('No') })),
          ),
        model: (m) => {
          for (const key of keys) {
            if (m.events.get(key) === 'pending') m.events.set(key, 'refused');
          }
        },
      };
    }
    case 'pull': {
      const broken = server.log.findIndex((event) => model.aside.has(eventKey(event)));
      const isBrokenAsked = broken >= 0 && broken < model.cursor && pick % 2 === 0;
      const from = isBrokenAsked
        ? broken
        : model.cursor + (offsets[pick % offsets.length] ?? -model.cursor);
      // A page from the midst of a log that is another one now is rare among all.
      const isOther = flag && model.epoch !== null && model.epoch !== server.epoch;
      const after = Math.min(Math.max(isOther ? 1 : 0, from), server.log.length);
      const events = server.log.slice(after, after + size * 2);
      const { length: head } = server.log;
      const reached = { epoch: pick % 5 === 0 && !isOther ? null : server.epoch, head };
      const page = { ...reached, cursor: after + events.length, ...(flag && { after }) };
      return {
        call: (log) => log.receive(shelf, events, page),
        model: (m) => receive(world, m, events, page),
      };
    }
    case 'rewind':
      return {
        call: (log) => log.rewind(shelf),
        model: (m) => {
          if (m.inLine.size > 0) count(world.tally, 'a rewind of what was received');
          rewind(m);
        },
      };
    case 'replace': {
      const keys = some(keysThat(model, () => true).filter(isOurs), chosen);
      const events = keys.map(() => make(world));
      return {
        call: (log) => log.replace(shelf, keys, events),
        model: (m) => {
          const isWaiting = (key: EventKey) =>
            ['pending', 'refused'].includes(m.events.get(key) ?? '');
          if (!keys.every(isWaiting)) return;
          for (const key of keys) m.events.delete(key);
          append(m, events);
        },
      };
    }
    case 'set aside': {
      const keys = new Set(some([...model.events.keys()], { ...chosen, size: 1 }));
      if (pick % 2 > 0) keys.clear();
      const isBroken = (event: unknown) => {
        const key = keyOf(event);
        return key !== null && keys.has(key);
      };
      return {
        call: (log) => log.setAside(shelf, isBroken),
        model: (m) => {
          for (const key of keys) {
            if (!m.events.delete(key)) continue;
            count(world.tally, 'set aside');
            m.aside.add(key);
            if (m.inLine.delete(key)) m.missing += 1;
          }
        },
      };
    }
  }
}

function acknowledged(keys: readonly EventKey[]): Step {
  return {
    call: (log) => log.markSent(shelf, keys),
    model: (m) => {
      for (const key of keys) {
        const at = m.events.get(key);
        if (at === 'pending' || at === 'refused') m.events.set(key, 'sent');
      }
    },
  };
}

/** What a log says, and what a model would have it say, in one form. */
interface Account {
  readonly events: readonly unknown[];
  readonly pending: readonly EventKey[];
  readonly refused: readonly EventKey[];
  readonly rest: readonly unknown[];
}

async function told(log: EventLog): Promise<Account> {
  const { events, pending, refused, epoch, cursor, head, missing, setAside } = await loadAll(
    log,
    shelf,
  );
  return {
    events: events.map(keyOf).sort(),
    pending: [...pending].sort(),
    refused: refused.map(({ key }) => key).sort(),
    rest: [epoch, cursor, head, missing, setAside],
  };
}

function expected(model: Model): Account {
  const { epoch, cursor, head, missing, aside } = model;
  return {
    events: [...model.events.keys()].sort(),
    pending: keysThat(model, (at) => at === 'pending').sort(),
    refused: keysThat(model, (at) => at === 'refused').sort(),
    rest: [epoch, cursor, head, missing, aside.size],
  };
}

function applied(model: Model, steps: readonly Step[]): Model {
  const next = structuredClone(model);
  for (const step of steps) step.model(next);
  return next;
}

async function run(store: LawStore, moves: readonly Move[], tally: Tally): Promise<void> {
  const tabs: [EventLog, EventLog] = [await store.open(), await store.open()];
  let epochs = 1;
  const world: World = {
    models: [
      {
        events: new Map(),
        inLine: new Set(),
        aside: new Set(),
        epoch: null,
        cursor: 0,
        head: 0,
        missing: 0,
      },
    ],
    server: { epoch: 'e1', log: [] },
    made: new Map(),
    tally,
    snapshot: new Set(),
  };
  try {
    for (const [i, next] of moves.entries()) {
      const orders = await take(next);
      const possible = world.models.flatMap((m) => orders.map((order) => applied(m, order)));
      const seen = await told(tabs[0]);
      const fitting = possible.filter((m) => isSame(expected(m), seen));
      // None fits: say how the first differs.
      if (fitting.length === 0)
        expect(seen).toEqual(expected(likely({ ...world, models: possible })));
      world.models = different(fitting);
      if (i % 3 === 0) checkHoldings(await store.holdings(), world);
    }
    expect(await told(tabs[1])).toEqual(expected(likely(world)));
    checkHoldings(await store.holdings(), world);
  } finally {
    for (const tab of tabs) tab.close();
  }

  /** Does it; the orders in which it may have happened. */
  async function take(next: Move): Promise<readonly (readonly Step[])[]> {
    if (next.deed === 'together') {
      const [first, second] = next.plans;
      const [one, other] = [stepOf(world, first), stepOf(world, second)];
      count(tally, 'two at once');
      await Promise.all([one.call(tabs[first.tab]), other.call(tabs[second.tab])]);
      return [
        [one, other],
        [other, one],
      ];
    }
    if ('tab' in next) {
      const step = stepOf(world, next);
      await step.call(tabs[next.tab]);
      return [[step]];
    }
    const tab = next.pick % 2 === 0 ? 0 : 1;
    if (next.deed === 'others') {
      for (let i = 0; i <= next.pick % 4; i += 1) world.server.log.push(make(world, 'actor:ben'));
    } else if (next.deed === 'restore') {
      epochs += 1;
      world.server.epoch = `e${epochs}`;
      world.server.log.splice(next.pick % (world.server.log.length + 1));
    } else if (next.deed === 'reload') {
      tabs[tab].close();
      tabs[tab] = await store.open();
    } else if (next.deed === 'merge') {
      if (await store.merge()) count(tally, 'merged segments');
    } else await save(tabs[tab], world);
    return [[]];
  }
}

function different(models: readonly Model[]): readonly Model[] {
  const form = ({ inLine, aside, events, ...rest }: Model) =>
    JSON.stringify([[...inLine].sort(), [...aside].sort(), [...events].sort(), rest]);
  return [...new Map(models.map((m) => [form(m), m])).values()];
}

function isSame(one: Account, other: Account): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

async function save(log: EventLog, world: World): Promise<void> {
  const held = new Set((await loadAll(log, shelf)).events.map(keyOf).filter((key) => key !== null));
  const isInSnapshot = (event: unknown) => {
    const key = keyOf(event);
    return key !== null && held.has(key);
  };
  const kept = await log.snapshots?.save(shelf, 'head', new Map([[0, 'shard']]), isInSnapshot).then(
    () => true,
    // Another tab has kept one meanwhile; this one gives all shards the next time.
    () => false,
  );
  if (kept) world.snapshot = held;
}

function checkHoldings({ log, journal, hasSnapshot }: Holdings, world: World): void {
  const { events } = likely(world);
  expect([...log].sort()).toEqual([...events.keys()].sort());
  if (!hasSnapshot) {
    expect(journal).toEqual([]);
    return;
  }
  if (journal.length > 0) count(world.tally, 'a journal');
  expect(new Set(journal).size).toBe(journal.length);
  expect(journal.filter((key) => key === null || world.snapshot.has(key))).toEqual([]);
  const both = new Set([...world.snapshot, ...journal]);
  expect([...events.keys()].filter((key) => !both.has(key))).toEqual([]);
}

/** Everything that must have been tried, and how often at least in all the runs. */
const tried: readonly string[] = [
  'an echo after its acknowledgement',
  'an echo before its acknowledgement',
  'a page that overlaps',
  'a page beyond a gap',
  'a page of another log',
  'another log from its start',
  'a loose one in line',
  'a rewind of what was received',
  'recorded again: pending',
  'recorded again: sent',
  'recorded again: received',
  'set aside',
  'as broken as before',
  'two at once',
];

export function eachOnceLaw(
  adapter: string,
  makeStore: () => LawStore,
  { runs, isOnDisk }: { readonly runs: number; readonly isOnDisk: boolean },
): void {
  test(`${adapter}: whatever happens in whatever order, each event is kept once and none is missing`, async () => {
    const tally: Tally = new Map();
    const moves = fc.array(move, { minLength: 20, maxLength: 45 });
    const law = fc.asyncProperty(moves, (chosen) => run(makeStore(), chosen, tally));
    await fc.assert(law, { numRuns: runs, endOnFailure: false });
    const all = isOnDisk ? [...tried, 'a journal', 'merged segments'] : tried;
    const seldom = all.filter((what) => (tally.get(what) ?? 0) < runs / 25);
    expect(seldom, JSON.stringify([...tally])).toEqual([]);
  }, 120_000);
}
