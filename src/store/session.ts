/**
 * A session on one dossier: what the user does is on screen at once, on disk a moment later and then pushed; what
 * others did is received; the board is the fold of both. Here are its state, its parts and the queue they share:
 * commands run one after another, so each sees the board that the one before it left, and none runs on a log of which
 * only a part has been read.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Replica } from '#src/api/exchange.ts';
import type { After } from '#src/api/patience.ts';
import type { Folded } from '#src/domain/board.ts';
import type { Intention, KnownEvent, LogEvent } from '#src/domain/event.ts';
import type { Problem } from '#src/domain/problem.ts';
import type { recordAnew } from '#src/domain/record-anew.ts';
import type { Step } from '#src/domain/undo.ts';
import { type EventLog, shelfOf } from '#src/storage/event-log.ts';
import {
  createSnapshotKeeper,
  type SnapshotKeeper,
  type Timing,
} from '#src/storage/snapshot/snapshot.ts';
import { type DossierState, initialState, isOnDisk } from './dossier-state.ts';
import { createFolding } from './folding.ts';
import { createOpener } from './opening.ts';
import { createReceiver } from './receiving.ts';
import { createRecorder, type LongPlan, recordingAs } from './recording.ts';
import { createReplica } from './replica.ts';
import type { LongWork } from './slices.ts';
import { createWriter } from './writer.ts';

export interface SessionOptions {
  readonly dossier: string;
  readonly log: EventLog;
  /** The wall clock, in milliseconds since 1970. */
  readonly now: () => number;
  /** 16 hexadecimal digits, new for each page load. */
  readonly node: string;
  /** The nodes of other tabs that are open now; none, where nobody knows. */
  readonly others?: () => Promise<ReadonlySet<string>>;
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
  /**
   * Records tens of thousands as one command, a slice at a time: the page answers meanwhile, and it can be given up until
   * it is written. All of it is on disk before any of it is on screen; rejects, with nothing changed, where it cannot be.
   */
  recordMany(plan: LongPlan, work: LongWork): Promise<readonly KnownEvent[]>;
  /** Takes back one command, whatever was done since; nothing if it is not in force any more. */
  takeBack(step: Step, onScreen?: (step: Step) => void): Promise<Step | null>;
  /** Takes back the latest command; resolves with it, or null where there is none. */
  undo(onScreen?: (step: Step) => void): Promise<Step | null>;
  redo(onScreen?: (step: Step) => void): Promise<Step | null>;
  /** Finds out which other tabs are open: of one that was closed, what it did can be undone here. */
  lookAround(): Promise<void>;
  /**
   * Records anew what the server has refused as ahead of its clock, by this device's clock as it is now: `plan` says
   * how, which few pages ever need. Resolves with how many events that were.
   */
  recordAnew(plan: typeof recordAnew): Promise<number>;
  /**
   * Takes in events that came by no server, as those of an archive, whosever they are: all of them, or none. Resolves with
   * how many were new. `with`: what is recorded along with them, or not at all. Rejects where it is given up, the disk refuses, or nobody has said yet as whom this device records.
   */
  merge(
    events: readonly LogEvent[],
    more?: { readonly work?: LongWork; readonly with?: readonly Intention[] },
  ): Promise<number>;
  /** What of this dossier could not be read on this device, as it was found. */
  readSetAside(): Promise<readonly unknown[]>;
  /** Resolves when everything recorded is on disk, or the disk has refused it. */
  settled(): Promise<void>;
  /** Resolves when the log is whole, or its reading has failed. */
  opened(): Promise<void>;
  close(): void;
}

export function createSession(options: SessionOptions): Session {
  const { dossier, log, now, node, diskProblem = null, schedule = atOnce } = options;
  const { others } = options;
  const { pause, after } = schedule;
  const store = createStore<DossierState>(() => ({
    ...initialState(dossier, log.durability),
    diskProblem,
  }));
  const inTurn = createQueue();
  const folding = createFolding(store, node);
  const keeper = keepSnapshots(store, log, schedule);
  const writer = createWriter(store, log, after);
  const recorder = createRecorder({ store, log, now, folding, writer, keeper, pause });
  const receiver = createReceiver({ store, log, folding, writer, keeper, pause });
  const opener = createOpener({
    store,
    log,
    folding,
    keeper,
    pause,
    after,
    onNews: (news) =>
      void inTurn(async () => {
        if (others) await knowOthers();
        receiver.receiveFromTab(news);
      }),
    onRetry: () => void load(),
  });
  const replica = createReplica({
    store,
    log,
    now,
    receiver,
    become: (actor) => inTurn(() => opener.become(actor)),
  });
  const stopReset = log.onReset(() => void inTurn(receiver.writeAgain));

  function load(): Promise<void> {
    // Beside the opening, which does not wait for it; who presses Undo does.
    void knowOthers();
    return inTurn(opener.open);
  }

  /** What a tab that is open has done is its own to undo; once it is closed, it is everybody's. */
  async function knowOthers(): Promise<void> {
    if (others) folding.setOthers(await others());
  }

  return {
    store,
    replica,
    load,
    record: (intend, onScreen) => inTurn(async () => recorder.record(intend, onScreen)),
    recordMany: (plan, work) => inTurn(() => recorder.recordMany(plan, work)),
    takeBack: (step, onScreen) => inTurn(() => recorder.takeBack(step, onScreen)),
    undo: (onScreen) =>
      inTurn(async () => {
        if (others) await knowOthers();
        return recorder.undo(onScreen);
      }),
    redo: (onScreen) =>
      inTurn(async () => {
        if (others) await knowOthers();
        return recorder.redo(onScreen);
      }),
    lookAround: () => inTurn(knowOthers),
    recordAnew: (plan) => inTurn(() => recorder.recordAnew(plan)),
    merge: (events, { work, with: recorded = [] } = {}) =>
      inTurn(async () => {
        recordingAs(store.getState());
        return receiver.merge([...recorder.stamp(recorded), ...events], work);
      }),
    readSetAside: async () => {
      const { actor } = store.getState();
      if (actor === null) return [];
      const found = await log.loadSetAside(shelfOf(actor, dossier));
      return found.map(({ record }) => record);
    },
    settled: writer.settled,
    opened: () => inTurn(async () => undefined),
    close: () => {
      stopReset();
      opener.stop();
      writer.stop();
      keeper?.stop();
    },
  };
}

/** Runs one after another what it is given, whether or not the one before has failed. */
function createQueue() {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}

/** Offers each new board to be kept for the next visit, once all of it is on disk; null where that saves nothing. */
function keepSnapshots(
  store: StoreApi<DossierState>,
  { snapshots }: EventLog,
  timing: Timing,
): SnapshotKeeper | null {
  if (snapshots === null) return null;
  const keeper = createSnapshotKeeper(snapshots, timing, () => {
    const state = store.getState();
    const { actor, dossier, folded } = state;
    return actor !== null && isOnDisk(state) ? { shelf: shelfOf(actor, dossier), folded } : null;
  });
  const stopOffering = store.subscribe((state, before) => {
    const isSame = state.folded === before.folded && state.cursor === before.cursor;
    if (isOnDisk(state) && !(isOnDisk(before) && isSame)) keeper.offer();
  });
  return {
    ...keeper,
    stop: () => {
      stopOffering();
      keeper.stop();
    },
  };
}
