/**
 * A session on one dossier: what the user does is recorded (on disk first, then on screen, then pushed), what
 * others did is received, and the board is the fold of both. Commands run one after another, so each sees
 * the board that the one before it left.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Replica } from '#src/api/exchange.ts';
import { type Folded, foldMore } from '#src/domain/board.ts';
import {
  type Clock,
  driftBeyondLimit,
  type EventId,
  observeReading,
  recordedAt,
  startClock,
  takeReadings,
} from '#src/domain/clock.ts';
import {
  type Intention,
  type KnownEvent,
  type LogEvent,
  toWire,
  type WireEvent,
} from '#src/domain/event.ts';
import { type ActorId, isActorId } from '#src/domain/ids.ts';
import { everyEvent } from '#src/domain/log.ts';
import { parseEvent } from '#src/domain/parse-event.ts';
import { emptyUndoStack, pushStep, type Step, stepsOf, type UndoStack } from '#src/domain/undo.ts';
import { type EventLog, eventKey } from '#src/storage/event-log.ts';
import { type DossierState, initialState } from './dossier-state.ts';

export interface SessionOptions {
  readonly dossier: string;
  readonly log: EventLog;
  /** The wall clock, in milliseconds since 1970. */
  readonly now: () => number;
  /** 16 hexadecimal digits, new for each page load. */
  readonly node: string;
}

export interface Session {
  readonly store: StoreApi<DossierState>;
  readonly replica: Replica;
  /** Reads the device's log; to be awaited before anything is recorded. */
  load(): Promise<void>;
  /**
   * Records what `intend` asks for, given the board as it stands when its turn comes; nothing if it asks for
   * nothing. Resolves once it is on screen. Throws what `intend` throws, with nothing recorded.
   */
  record(intend: (folded: Folded) => readonly Intention[]): Promise<readonly KnownEvent[]>;
  /** Takes back the latest command; resolves with it, or null where there is none. */
  undo(): Promise<Step | null>;
  redo(): Promise<Step | null>;
  close(): void;
}

/** Thrown where something is recorded before the first answer of a server said as whom. */
export class NotReady extends Error {
  override readonly name = 'NotReady';
}

export function createSession({ dossier, log, now, node }: SessionOptions): Session {
  const store = createStore<DossierState>(() => initialState(dossier, log.durability));
  const { getState: get, setState: set } = store;
  let clock: Clock = startClock(node);
  let queue: Promise<unknown> = Promise.resolve();
  /** Own events that the disk has refused so far; each later write tries them again. */
  let unwritten: readonly WireEvent[] = [];

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  }

  function observe(events: readonly LogEvent[]): void {
    let latest: EventId | null = null;
    for (const { id } of events) {
      if ((latest === null || id > latest) && driftBeyondLimit(id, now()) === 0) latest = id;
    }
    if (latest !== null) clock = observeReading(clock, latest, now());
  }

  /** Folds events that came from the disk, the server or another tab. */
  function takeIn(events: readonly unknown[], change: Partial<DossierState>): void {
    const { known, unreadable } = parseAll(events);
    observe(known);
    const state = get();
    const actor = change.actor ?? state.actor;
    const folded = foldMore(state.folded, known);
    const hasOwnNews =
      actor !== state.actor || (folded !== state.folded && known.some((e) => e.actor === actor));
    set({
      ...change,
      folded,
      unreadable: state.unreadable + unreadable,
      ...(hasOwnNews ? { undoStack: undoStackOf(folded, actor) } : {}),
    });
  }

  async function write(events: readonly WireEvent[]): Promise<void> {
    set({ writing: get().writing + 1 });
    try {
      await log.append(dossier, [...unwritten, ...events]);
      unwritten = [];
      set({ storageFailure: null });
    } catch (error) {
      unwritten = [...unwritten, ...events];
      set({ storageFailure: messageOf(error) });
    } finally {
      set({ writing: get().writing - 1 });
    }
  }

  async function append(intentions: readonly Intention[]): Promise<readonly KnownEvent[]> {
    const { actor } = get();
    if (actor === null) throw new NotReady('The dossier has not been read yet.');
    if (intentions.length === 0) return [];
    const readings = takeReadings(clock, now(), intentions.length);
    clock = readings.clock;
    const events = toEvents(intentions, readings.ids, actor);
    const wire = events.map(toWire);
    await write(wire);
    const state = get();
    const [first, ...rest] = events;
    set({
      folded: foldMore(state.folded, events),
      pending: [...state.pending, ...wire],
      undoStack: first ? pushStep(state.undoStack, [first, ...rest]) : state.undoStack,
    });
    return events;
  }

  function takeBack(choose: (stack: UndoStack) => { name: Step; retract: Step } | null) {
    return inTurn(async () => {
      const chosen = choose(get().undoStack);
      if (chosen === null) return null;
      await append(chosen.retract.flatMap(retraction));
      return chosen.name;
    });
  }

  const stop = log.subscribe(dossier, (events) => takeIn(events, {}));

  return {
    store,
    replica: createReplica(store, log, takeIn),
    load: () =>
      inTurn(async () => {
        try {
          const [stored, actor] = await Promise.all([log.load(dossier), log.loadActor()]);
          const pending = new Set(stored.pending);
          takeIn(stored.events, {
            isLoaded: true,
            actor: actor !== null && isActorId(actor) ? actor : null,
            cursor: stored.cursor,
            refused: stored.refused,
            pending: parseAll(stored.events)
              .known.map(toWire)
              .filter((event) => pending.has(eventKey(event)))
              .sort((a, b) => (a.id < b.id ? -1 : 1)),
          });
        } catch (error) {
          set({ isLoaded: true, storageFailure: messageOf(error) });
        }
      }),
    record: (intend) => inTurn(() => append(intend(get().folded))),
    undo: () =>
      takeBack(({ done }) => {
        const step = done.at(-1);
        return step ? { name: step, retract: step } : null;
      }),
    redo: () =>
      takeBack(({ undone }) => {
        const last = undone.at(-1);
        return last ? { name: last.step, retract: last.by } : null;
      }),
    close: stop,
  };
}

/** The wire's side of a session; see exchange.ts. */
function createReplica(
  store: StoreApi<DossierState>,
  log: EventLog,
  takeIn: (events: readonly unknown[], change: Partial<DossierState>) => void,
): Replica {
  const { getState: get, setState: set } = store;
  const { dossier } = get();

  /** What the server holds is safe there; a device that cannot keep its copy is told of, no more. */
  async function keep(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      set({ storageFailure: messageOf(error) });
    }
  }

  return {
    dossier,
    pending: () => get().pending,
    cursor: () => get().cursor,
    isIdentified: () => get().actor !== null,
    identify: async ({ actor }) => {
      if (!isActorId(actor)) throw new Error(`The server names no actor but “${actor}”.`);
      await keep(log.saveActor(actor));
      takeIn([], { actor });
    },
    markSent: async (keys) => {
      await keep(log.markSent(dossier, keys));
      const sent = new Set(keys);
      set({ pending: get().pending.filter((event) => !sent.has(eventKey(event))) });
    },
    markRefused: async (refusals) => {
      await keep(log.markRefused(dossier, refusals));
      const keys = new Set(refusals.map(({ key }) => key));
      set({
        pending: get().pending.filter((event) => !keys.has(eventKey(event))),
        refused: [...get().refused, ...refusals],
      });
    },
    receive: async (events, next, head) => {
      if (events.length > 0) await keep(log.receive(dossier, events, next));
      takeIn(events, { cursor: next, head });
    },
  };
}

function parseAll(events: readonly unknown[]): { known: LogEvent[]; unreadable: number } {
  const known: LogEvent[] = [];
  for (const event of events) {
    const parsed = parseEvent(event);
    if (parsed.ok) known.push(parsed.event);
  }
  return { known, unreadable: events.length - known.length };
}

function toEvents(
  intentions: readonly Intention[],
  ids: readonly EventId[],
  actor: ActorId,
): KnownEvent[] {
  return intentions.flatMap((intention, i) => {
    const id = ids[i];
    return id === undefined ? [] : [{ at: recordedAt(id), ...intention, id, actor }];
  });
}

/** A retraction unsays an event for every date, so it stands at the moment of what it retracts. */
function retraction(event: LogEvent): Intention[] {
  if (event.type === 'unrecognised') return [];
  const { subject, at, id } = event;
  return [{ type: 'event.retracted.v1', subject, at, payload: { event: id } }];
}

function undoStackOf(folded: Folded, actor: ActorId | null): UndoStack {
  const own: LogEvent[] = [];
  for (const event of everyEvent(folded.log)) {
    if (event.actor === actor && event.type !== 'unrecognised') own.push(event);
  }
  return stepsOf(own).reduce(pushStep, emptyUndoStack);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
