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
import { isActorId } from '#src/domain/ids.ts';
import { emptyLog, type Log } from '#src/domain/log.ts';
import { pushStep, type Step, type UndoStack } from '#src/domain/undo.ts';
import type { EventLog } from '#src/storage/event-log.ts';
import { type DossierState, initialState } from './dossier-state.ts';
import { inOrder, openSnapshot, parseAll, readWholeLog } from './opening.ts';
import { ownEvents, retraction, toEvents, undoStackOf } from './recording.ts';
import { createReplica, messageOf } from './replica.ts';
import { keepSnapshot, type Schedule, type SnapshotKeeper } from './snapshot-keeper.ts';

export interface SessionOptions {
  readonly dossier: string;
  readonly log: EventLog;
  /** The wall clock, in milliseconds since 1970. */
  readonly now: () => number;
  /** 16 hexadecimal digits, new for each page load. */
  readonly node: string;
  /** Why the log is not on disk, as a sentence; null where it is. */
  readonly diskProblem?: string | null;
  /** How long work is spread; without it, everything is done at once and no snapshot is kept. */
  readonly schedule?: Schedule;
}

const atOnce: Schedule = { pause: async () => undefined, later: () => () => undefined };

export interface Session {
  readonly store: StoreApi<DossierState>;
  readonly replica: Replica;
  /** Reads the device's log; to be awaited before anything is recorded. */
  load(): Promise<void>;
  /**
   * Records what `intend` asks for, given the board as it stands when its turn comes; nothing if it asks for
   * nothing. Resolves once it is on screen; `onScreen` runs in the same breath, for what is to be painted with it.
   * Throws what `intend` throws, with nothing recorded.
   */
  record(
    intend: (folded: Folded) => readonly Intention[],
    onScreen?: (events: readonly KnownEvent[]) => void,
  ): Promise<readonly KnownEvent[]>;
  /** Takes back one command, whatever was done since; nothing if it is not in force any more. */
  takeBack(step: Step, onScreen?: (step: Step) => void): Promise<Step | null>;
  /** Takes back the latest command; resolves with it, or null where there is none. */
  undo(onScreen?: (step: Step) => void): Promise<Step | null>;
  redo(onScreen?: (step: Step) => void): Promise<Step | null>;
  close(): void;
}

/** Thrown where something is recorded before the first answer of a server said as whom. */
export class NotReady extends Error {
  override readonly name = 'NotReady';
}

export function createSession(options: SessionOptions): Session {
  return new DossierSession(options);
}

type Change = Partial<DossierState>;

/**
 * How slow this device's clock may be, in milliseconds. The server has held what it took in against its own
 * clock, so a reading ahead of this one's is followed: else what is done here now would count as done before.
 */
const slowestClock = 86_400_000;

class DossierSession implements Session {
  readonly store: StoreApi<DossierState>;
  readonly replica: Replica;
  readonly close: () => void;
  readonly #dossier: string;
  readonly #log: EventLog;
  readonly #now: () => number;
  readonly #schedule: Schedule;
  readonly #keeper: SnapshotKeeper | null;
  #clock: Clock;
  #queue: Promise<unknown> = Promise.resolve();
  /** Own events that the disk has refused so far; each later write tries them again. */
  #unwritten: readonly WireEvent[] = [];
  /** Records that are no events, each once however often it comes. */
  readonly #unreadable = new Set<string>();

  constructor(options: SessionOptions) {
    const { dossier, log, now, node, diskProblem = null, schedule = atOnce } = options;
    this.#dossier = dossier;
    this.#log = log;
    this.#now = now;
    this.#schedule = schedule;
    this.#clock = startClock(node);
    this.store = createStore<DossierState>(() => ({
      ...initialState(dossier, log.durability),
      diskProblem,
    }));
    const takeIn = (events: readonly unknown[], change: Change) => this.#takeIn(events, change);
    this.replica = createReplica({ store: this.store, log, now, takeIn });
    const hear = (events: readonly unknown[]) => this.#inTurn(async () => this.#hear(events));
    const stop = log.subscribe(dossier, ({ events }) => void hear(events));
    this.#keeper = log.snapshots && keepSnapshot(this.store, log.snapshots, schedule);
    this.close = () => {
      stop();
      this.#keeper?.stop();
    };
  }

  load(): Promise<void> {
    return this.#inTurn(async () => {
      try {
        await this.#open();
      } catch (error) {
        const storageFailure = messageOf(error);
        this.store.setState({ isLoaded: true, isComplete: true, storageFailure });
      }
    });
  }

  async #open(): Promise<void> {
    const dossier = this.#dossier;
    const [early, saved] = await Promise.all([
      openSnapshot(this.#log, dossier),
      this.#log.loadActor(),
    ]);
    const actor = saved !== null && isActorId(saved) ? saved : null;
    if (early) {
      const { board, stored, pending, reached } = early;
      this.#keeper?.know(stored);
      const folded = { log: emptyLog, board };
      this.store.setState({ isLoaded: true, actor, pending, ...reached, folded });
    }
    const { pause } = this.#schedule;
    const observe = (events: readonly LogEvent[]) => this.#observe(events);
    const options = { dossier, actor, early, pause, observe };
    const { log, board, own, pending, unreadable, state } = await readWholeLog(this.#log, options);
    for (const record of unreadable) this.#unreadable.add(JSON.stringify(record));
    this.store.setState({
      isLoaded: true,
      isComplete: true,
      actor,
      folded: { log, board },
      undoStack: undoStackOf(own),
      pending,
      refused: state.refused,
      epoch: state.epoch,
      cursor: state.cursor,
      head: state.head,
      unreadable: this.#unreadable.size,
    });
  }

  record(
    intend: (folded: Folded) => readonly Intention[],
    onScreen?: (events: readonly KnownEvent[]) => void,
  ): Promise<readonly KnownEvent[]> {
    return this.#inTurn(() => this.#append(intend(this.store.getState().folded), onScreen));
  }

  takeBack(step: Step, onScreen?: (step: Step) => void): Promise<Step | null> {
    const isSame = (other: Step) => other[0].id === step[0].id;
    const choose = ({ done }: UndoStack) => (done.some(isSame) ? { step, retract: step } : null);
    return this.#takeBack(choose, onScreen);
  }

  undo(onScreen?: (step: Step) => void): Promise<Step | null> {
    return this.#takeBack(({ done }) => {
      const step = done.at(-1);
      return step ? { step, retract: step } : null;
    }, onScreen);
  }

  redo(onScreen?: (step: Step) => void): Promise<Step | null> {
    return this.#takeBack(({ undone }) => {
      const last = undone.at(-1);
      return last ? { step: last.step, retract: last.by } : null;
    }, onScreen);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  #takeBack(
    choose: (stack: UndoStack) => { readonly step: Step; readonly retract: Step } | null,
    onScreen?: (step: Step) => void,
  ): Promise<Step | null> {
    return this.#inTurn(async () => {
      const chosen = choose(this.store.getState().undoStack);
      if (chosen === null) return null;
      await this.#append(chosen.retract.flatMap(retraction), () => onScreen?.(chosen.step));
      return chosen.step;
    });
  }

  async #append(
    intentions: readonly Intention[],
    onScreen?: (events: readonly KnownEvent[]) => void,
  ): Promise<readonly KnownEvent[]> {
    const { actor } = this.store.getState();
    if (actor === null) throw new NotReady('The dossier has not been read yet.');
    if (intentions.length === 0) return [];
    const readings = takeReadings(this.#clock, this.#now(), intentions.length);
    this.#clock = readings.clock;
    const events = toEvents(intentions, readings.ids, actor);
    const wire = events.map(toWire);
    const before = this.store.getState().folded;
    const written = this.#write(wire);
    // The disk takes longer than the fold: both go on at once, and it is shown when it is safe.
    const after = foldMore(before, events);
    await written;
    const state = this.store.getState();
    const [first, ...rest] = events;
    this.store.setState({
      folded: state.folded === before ? after : foldMore(state.folded, events),
      pending: [...state.pending, ...wire],
      undoStack: first ? pushStep(state.undoStack, [first, ...rest]) : state.undoStack,
    });
    onScreen?.(events);
    return events;
  }

  async #write(events: readonly WireEvent[]): Promise<void> {
    const { getState: get, setState: set } = this.store;
    set({ writing: get().writing + 1 });
    try {
      await this.#log.append(this.#dossier, [...this.#unwritten, ...events]);
      this.#unwritten = [];
      set({ storageFailure: null });
    } catch (error) {
      this.#unwritten = [...this.#unwritten, ...events];
      set({ storageFailure: messageOf(error) });
    } finally {
      set({ writing: get().writing - 1 });
    }
  }

  /**
   * Another tab's changes are this device's own: they wait here too, so that whichever tab stays open pushes
   * them, and none calls them saved before they are. Pushing them twice does no harm.
   */
  #hear(events: readonly unknown[]): void {
    const { actor, folded, pending } = this.store.getState();
    const { known } = parseAll(events);
    const own = known.filter((event) => event.actor === actor && !isInLog(folded.log, event));
    this.#takeIn(events, { pending: inOrder([...pending, ...own.map(toWire)]) });
  }

  /** Folds events that came from the disk, the server or another tab. */
  #takeIn(events: readonly unknown[], change: Change): void {
    const { known, unreadable } = parseAll(events);
    for (const record of unreadable) this.#unreadable.add(JSON.stringify(record));
    this.#observe(known);
    const state = this.store.getState();
    const actor = change.actor ?? state.actor;
    const folded = foldMore(state.folded, known);
    const hasOwnNews =
      actor !== state.actor || (folded !== state.folded && known.some((e) => e.actor === actor));
    this.store.setState({
      ...change,
      folded,
      unreadable: this.#unreadable.size,
      ...(hasOwnNews ? { undoStack: undoStackOf(ownEvents(folded.log, actor)) } : {}),
    });
  }

  /** A reading more than a day ahead of this device's clock is kept, but not followed. */
  #observe(events: readonly LogEvent[]): void {
    const now = this.#now() + slowestClock;
    let latest: EventId | null = null;
    for (const { id } of events) {
      if ((latest === null || id > latest) && driftBeyondLimit(id, now) === 0) latest = id;
    }
    if (latest !== null) this.#clock = observeReading(this.#clock, latest, now);
  }
}

function isInLog(log: Log, { subject, id, actor }: LogEvent): boolean {
  return log.get(subject)?.some((event) => event.id === id && event.actor === actor) ?? false;
}
