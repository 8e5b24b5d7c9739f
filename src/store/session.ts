/**
 * A session on one dossier: what the user does is on screen at once, on disk a moment later and then pushed; what
 * others did is received; the board is the fold of both. Commands run one after another, so each sees the board
 * that the one before it left, and none runs on a log of which only a part has been read.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Replica } from '#src/api/exchange.ts';
import { type Folded, foldMore, foldWithout } from '#src/domain/board.ts';
import {
  type Clock,
  type EventId,
  observeReading,
  startClock,
  takeReadings,
} from '#src/domain/clock.ts';
import { type Intention, type KnownEvent, type LogEvent, toWire } from '#src/domain/event.ts';
import { problemOfEvent } from '#src/domain/event-problem.ts';
import { type ActorId, isActorId } from '#src/domain/ids.ts';
import { emptyLog, everyEvent, isInLog } from '#src/domain/log.ts';
import { parseEvent } from '#src/domain/parse-event.ts';
import { Failure, type Problem, problemOf } from '#src/domain/problem.ts';
import type { recordAnew } from '#src/domain/record-anew.ts';
import type { Reversal, Step } from '#src/domain/undo.ts';
import { UndoIndex } from '#src/domain/undo-index.ts';
import {
  type EventKey,
  type EventLog,
  eventKey,
  type News,
  type StoredState,
  shelfOf,
} from '#src/storage/event-log.ts';
import {
  createSnapshotKeeper,
  type SnapshotKeeper,
  type Timing,
} from '#src/storage/snapshot/snapshot.ts';
import { type DossierState, initialState, isOnDisk } from './dossier-state.ts';
import { inOrder, parseAll, readWholeLog } from './opening.ts';
import { retraction, toEvents } from './recording.ts';
import { createReplica, type SessionReplica } from './replica.ts';
import { type After, createWriter, type Writer, waitAfter } from './writer.ts';

export interface SessionOptions {
  readonly dossier: string;
  readonly log: EventLog;
  /** The wall clock, in milliseconds since 1970. */
  readonly now: () => number;
  /** 16 hexadecimal digits, new for each page load. */
  readonly node: string;
  /** Why the log is not on disk; null where it is. */
  readonly diskProblem?: Problem | null;
  /** How long work is spread; without it, everything is done at once, no snapshot is kept and nothing is tried again. */
  readonly schedule?: Schedule;
}

/** How long work is spread over the page's quiet moments, and when what failed is tried again. */
interface Schedule extends Timing {
  readonly after: After;
}

const never = () => () => undefined;
const atOnce: Schedule = { pause: async () => undefined, later: never, after: never };

export interface Session {
  readonly store: StoreApi<DossierState>;
  readonly replica: Replica;
  /** Reads the device's log, unless all of it has been read; to be awaited before anything is recorded. */
  load(): Promise<void>;
  /**
   * Records what `intend` asks for, given the board as it stands when its turn comes; nothing if it asks for
   * nothing. Resolves once it is on screen; `onScreen` runs in the same breath, for what is to be painted with it.
   * Throws what `intend` throws, and where what it asks for could not be read back, with nothing recorded.
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
  /**
   * Records anew what the server has refused as ahead of its clock, by this device's clock as it is now: `plan` says
   * how, which few pages ever need. Resolves with how many events that were.
   */
  recordAnew(plan: typeof recordAnew): Promise<number>;
  /** What of this dossier could not be read on this device, as it was found. */
  setAside(): Promise<readonly unknown[]>;
  /** Resolves when everything recorded is on disk, or the disk has refused it. */
  settled(): Promise<void>;
  /** Resolves when the log is whole, or its reading has failed. */
  opened(): Promise<void>;
  close(): void;
}

/** Thrown where nothing can be recorded yet: not all is read, or no server has said as whom. */
export class NotReady extends Failure {
  override readonly name = 'NotReady';
}

export function createSession(options: SessionOptions): Session {
  return new DossierSession(options);
}

type Change = Partial<DossierState>;

class DossierSession implements Session {
  readonly store: StoreApi<DossierState>;
  readonly replica: SessionReplica;
  readonly #options: Required<SessionOptions>;
  readonly #keeper: SnapshotKeeper | null;
  readonly #writer: Writer;
  readonly #stopReset: () => void;
  readonly #stopOffering: () => void;
  #clock: Clock;
  #undo = new UndoIndex(null);
  #queue: Promise<unknown> = Promise.resolve();
  /** How often in a row the log could not be read. */
  #failures = 0;
  #callOffReading = () => {};
  #stopListening = () => {};
  /** Records that are no events, each once however often it comes. */
  readonly #unreadable = new Set<string>();

  constructor(options: SessionOptions) {
    this.#options = { diskProblem: null, schedule: atOnce, ...options };
    const { dossier, log, now, node, diskProblem, schedule } = this.#options;
    this.#clock = startClock(node);
    this.store = createStore<DossierState>(() => ({
      ...initialState(dossier, log.durability),
      diskProblem,
    }));
    this.replica = createReplica({
      store: this.store,
      log,
      now,
      foldReceived: (events, change) => this.#foldReceived(events, change),
      become: (actor) => this.#become(actor),
    });
    this.#writer = createWriter(this.store, log, schedule.after);
    const standing = () => {
      const { actor, folded } = this.store.getState();
      const isWhole = actor !== null && isOnDisk(this.store.getState());
      return isWhole ? { shelf: shelfOf(actor, dossier), folded } : null;
    };
    this.#keeper = log.snapshots && createSnapshotKeeper(log.snapshots, schedule, standing);
    this.#stopOffering = this.store.subscribe((state, before) => {
      const isSame = state.folded === before.folded && state.cursor === before.cursor;
      if (isOnDisk(state) && !(isOnDisk(before) && isSame)) this.#keeper?.offer();
    });
    this.#stopReset = log.onReset(() => void this.#inTurn(() => this.#writeAgain()));
  }

  close(): void {
    this.#stopReset();
    this.#stopOffering();
    this.#stopListening();
    this.#callOffReading();
    this.#writer.stop();
    this.#keeper?.stop();
  }

  load(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.store.getState().opening.kind === 'whole') return;
      await this.#opening(async () => {
        const saved = await this.#options.log.loadActor();
        await this.#open(saved !== null && isActorId(saved) ? saved : null);
      });
    });
  }

  /** A reading that fails is said until one succeeds, and tried again by itself. */
  async #opening(open: () => Promise<void>): Promise<void> {
    this.#callOffReading();
    try {
      await open();
      this.#failures = 0;
    } catch (error) {
      this.#failures += 1;
      this.store.setState({ opening: { kind: 'unreadable', reason: problemOf(error) } });
      const { after } = this.#options.schedule;
      this.#callOffReading = after(waitAfter(this.#failures), () => void this.load());
    }
  }

  /** Reads the actor's log of the dossier. Where nobody has recorded here yet, there is none to read. */
  async #open(actor: ActorId | null): Promise<void> {
    const { dossier, log, schedule } = this.#options;
    this.#stopListening();
    if (actor === null) {
      this.store.setState({ opening: { kind: 'whole' } });
      return;
    }
    const shelf = shelfOf(actor, dossier);
    // From the start, so that nothing another tab does meanwhile is missed; its turn comes after this one.
    this.#stopListening = log.subscribe(shelf, (news) => {
      void this.#inTurn(async () => this.#receiveFromTab(news));
    });
    // A snapshot that cannot be read costs time alone: the log has the last word anyway.
    const early = (await this.#keeper?.open(shelf).catch(() => null)) ?? null;
    if (early) {
      const { board, reached } = early;
      const folded = { log: emptyLog, board };
      const pending = inOrder(early.pending);
      this.store.setState({ opening: { kind: 'snapshot' }, actor, pending, ...reached, folded });
    }
    const observe = (events: readonly LogEvent[]) => this.#observe(events);
    const options = { dossier: shelf, actor, early, pause: schedule.pause, observe };
    const {
      log: whole,
      board,
      undoable,
      pending,
      unreadable,
      state,
    } = await readWholeLog(log, options);
    for (const record of unreadable) this.#unreadable.add(JSON.stringify(record));
    const isHealing = await this.#heal(shelf, unreadable.length, state);
    const elsewhere = await log.elsewhere(dossier, actor).catch(() => 0);
    // What the disk has refused so far is of this page, and goes on from here.
    const unwritten = this.store.getState().unwritten.filter((event) => event.actor === actor);
    const { known } = parseAll(unwritten);
    const folded = foldMore({ log: whole, board }, known);
    this.#undo = new UndoIndex(actor, [...undoable, ...known]);
    this.store.setState({
      opening: { kind: 'whole' },
      actor,
      folded,
      undoStack: this.#undo.stack(),
      pending: inOrder([...pending, ...unwritten]),
      refused: state.refused,
      epoch: isHealing ? null : state.epoch,
      cursor: isHealing ? 0 : state.cursor,
      head: state.head,
      elsewhere,
      unreadable: this.#unreadable.size,
    });
  }

  /**
   * What could not be read is set aside, as it was found, and what a server gave is asked for again, from the start.
   * True where it is to be; where the disk fails at this, the next opening tries again.
   */
  async #heal(shelf: string, broken: number, { missing, setAside }: StoredState): Promise<boolean> {
    const { log } = this.#options;
    try {
      if (setAside > 0) {
        const aside = await log.loadSetAside(shelf);
        for (const { record } of aside) this.#unreadable.add(JSON.stringify(record));
      }
      const isBroken = (event: unknown) => !parseEvent(event).ok;
      const moved = broken > 0 ? await log.setAside(shelf, isBroken) : 0;
      // What the server gave again as broken as before counts as missing no more: it is not asked for without end.
      if (moved === 0 && missing === 0) return false;
      await log.rewind(shelf);
      return true;
    } catch {
      return false;
    }
  }

  /** The store was lost under the open page, and begun anew: all that is here is written again, our own first. */
  async #writeAgain(): Promise<void> {
    const { pending, opening, actor } = this.store.getState();
    if (opening.kind !== 'whole' || actor === null) return;
    this.#keeper?.forget();
    this.store.setState({ unwritten: pending, epoch: null, cursor: 0 });
    this.#writer.write();
    // Where the actor cannot be kept now, the next session says it anyway.
    await this.#options.log.saveActor(actor).catch(() => undefined);
    await this.replica.writeReceivedAgain();
  }

  /** Goes over to the log of whom the server takes this browser for. What was recorded before stays as it is. */
  #become(actor: ActorId): Promise<void> {
    return this.#inTurn(async () => {
      const { dossier, log, diskProblem } = this.#options;
      const { actor: before, unwritten, writeFailure, hasRecorded } = this.store.getState();
      if (before === actor) return;
      this.#unreadable.clear();
      this.store.setState({
        ...initialState(dossier, log.durability),
        ...{ actor, diskProblem, unwritten, writeFailure, hasRecorded },
      });
      await this.#opening(() => this.#open(actor));
    });
  }

  record(
    intend: (folded: Folded) => readonly Intention[],
    onScreen?: (events: readonly KnownEvent[]) => void,
  ): Promise<readonly KnownEvent[]> {
    return this.#inTurn(async () => this.#append((state) => intend(state.folded), onScreen));
  }

  takeBack(step: Step, onScreen?: (step: Step) => void): Promise<Step | null> {
    return this.#reverse((index) => index.takingBack(step), onScreen);
  }

  undo(onScreen?: (step: Step) => void): Promise<Step | null> {
    return this.#reverse((index) => index.undoing(), onScreen);
  }

  redo(onScreen?: (step: Step) => void): Promise<Step | null> {
    return this.#reverse((index) => index.redoing(), onScreen);
  }

  recordAnew(plan: typeof recordAnew): Promise<number> {
    return this.#inTurn(async () => {
      await this.settled();
      const { actor, held, unwritten, folded, dossier, pending } = this.store.getState();
      if (actor === null || held.length === 0) return 0;
      if (unwritten.length > 0) throw new NotReady({ code: 'disk-refuses' });
      // What was recorded after them is ahead as well, though no server may have said so yet.
      const first = held.map(({ key }) => key).sort()[0] ?? '';
      const gone = new Set(pending.map(eventKey).filter((key) => key >= first));
      const isGone = (event: LogEvent) => gone.has(eventKey(event));
      const left = foldWithout(folded, isGone);
      const ahead = [...everyEvent(folded.log)].filter(isGone);
      const others = latestOf(startClock(this.#clock.node), everyEvent(left.log));
      const { clock, events } = plan(ahead, others, this.#options.now());
      const wire = events.map(toWire);
      await this.#options.log.replace(shelfOf(actor, dossier), [...gone], wire);
      this.#keeper?.forget();
      this.#clock = clock;
      const after = foldMore(left, events);
      this.#undo = new UndoIndex(actor, everyEvent(after.log));
      this.store.setState({
        folded: after,
        undoStack: this.#undo.stack(),
        pending: inOrder([...pending.filter((event) => !gone.has(eventKey(event))), ...wire]),
        held: [],
      });
      return events.length;
    });
  }

  async setAside(): Promise<readonly unknown[]> {
    const { actor, dossier } = this.store.getState();
    if (actor === null) return [];
    const found = await this.#options.log.loadSetAside(shelfOf(actor, dossier));
    return found.map(({ record }) => record);
  }

  settled(): Promise<void> {
    return this.#writer.settled();
  }

  opened(): Promise<void> {
    return this.#inTurn(async () => undefined);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  #reverse(
    choose: (index: UndoIndex) => Reversal | null,
    onScreen?: (step: Step) => void,
  ): Promise<Step | null> {
    return this.#inTurn(async () => {
      const chosen = choose(this.#undo);
      if (chosen === null) return null;
      this.#append(
        () => chosen.retract.flatMap(retraction),
        () => onScreen?.(chosen.step),
      );
      return chosen.step;
    });
  }

  /** On screen when it returns; on its way to the disk. */
  #append(
    intend: (state: DossierState) => readonly Intention[],
    onScreen?: (events: readonly KnownEvent[]) => void,
  ): readonly KnownEvent[] {
    const state = this.store.getState();
    const { actor, folded, opening } = state;
    if (opening.kind === 'unreadable')
      throw new NotReady({ code: 'dossier-unreadable', reason: opening.reason });
    if (actor === null) throw new NotReady({ code: 'dossier-not-read' });
    const intentions = intend(state);
    if (intentions.length === 0) return [];
    const readings = takeReadings(this.#clock, this.#options.now(), intentions.length);
    const events = toEvents(intentions, readings.ids, actor);
    for (const event of events) {
      const problem = problemOfEvent(event);
      if (problem !== null) throw new Failure(problem);
    }
    this.#clock = readings.clock;
    const wire = events.map(toWire);
    this.#undo.add(events);
    this.store.setState({
      folded: foldMore(folded, events),
      pending: [...state.pending, ...wire],
      unwritten: [...state.unwritten, ...wire],
      undoStack: this.#undo.stack(),
      hasRecorded: true,
    });
    onScreen?.(events);
    this.#writer.write();
    return events;
  }

  /**
   * Another tab's changes are this device's own: they wait here too, so that whichever tab stays open pushes
   * them, and none calls them saved before they are. Pushing them twice does no harm.
   */
  #receiveFromTab({ events, gone }: News): void {
    if (gone.length > 0) this.#forget(new Set(gone));
    const { actor, folded, pending } = this.store.getState();
    const { known } = parseAll(events);
    const own = known.filter((event) => event.actor === actor && !isInLog(folded.log, event));
    this.#foldReceived(events, { pending: inOrder([...pending, ...own.map(toWire)]) });
  }

  /** Own events that stand under new ids now: the clock goes on from what is left. */
  #forget(gone: ReadonlySet<EventKey>): void {
    const { folded, actor, pending, held } = this.store.getState();
    const left = foldWithout(folded, (event) => gone.has(eventKey(event)));
    this.#clock = latestOf(startClock(this.#clock.node), everyEvent(left.log));
    this.#undo = new UndoIndex(actor, everyEvent(left.log));
    this.store.setState({
      folded: left,
      pending: pending.filter((event) => !gone.has(eventKey(event))),
      held: held.filter(({ key }) => !gone.has(key)),
      undoStack: this.#undo.stack(),
    });
  }

  /** Folds events that came from the disk, the server or another tab. */
  #foldReceived(events: readonly unknown[], change: Change): void {
    const { known, unreadable } = parseAll(events);
    for (const record of unreadable) this.#unreadable.add(JSON.stringify(record));
    this.#observe(known);
    const state = this.store.getState();
    const folded = foldMore(state.folded, known);
    const hasNews = this.#undo.add(known);
    this.store.setState({
      ...change,
      folded,
      unreadable: this.#unreadable.size,
      ...(hasNews ? { undoStack: this.#undo.stack() } : {}),
    });
  }

  /** However far ahead a reading is, what is done next is later: it takes effect now, whatever a clock did. */
  #observe(events: readonly LogEvent[]): void {
    this.#clock = latestOf(this.#clock, events);
  }
}

/** The clock, having taken note of all these. */
function latestOf(clock: Clock, events: Iterable<LogEvent>): Clock {
  let latest: EventId | null = null;
  for (const { id } of events) if (latest === null || id > latest) latest = id;
  return latest === null ? clock : observeReading(clock, latest);
}
