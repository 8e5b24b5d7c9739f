/**
 * Recording: what a command intends becomes events, which are on screen when it returns, and on their way to the disk
 * (writer.ts). Taking back is recording, too. The session calls each of these when its turn has come, and none sooner.
 */
import type { StoreApi } from 'zustand/vanilla';
import { type Folded, foldMore, foldWithout } from '#src/domain/board.ts';
import { type EventId, mostReadings, recordedAt } from '#src/domain/clock.ts';
import {
  type Intention,
  type KnownEvent,
  type LogEvent,
  toWire,
  type WireEvent,
} from '#src/domain/event.ts';
import { problemOfEvent } from '#src/domain/event-problem.ts';
import type { ActorId } from '#src/domain/ids.ts';
import { everyEvent } from '#src/domain/log.ts';
import { Failure } from '#src/domain/problem.ts';
import type { recordAnew } from '#src/domain/record-anew.ts';
import type { Reversal, Step } from '#src/domain/undo.ts';
import { type EventLog, eventKey, idOfKey, shelfOf } from '#src/storage/event-log.ts';
import type { SnapshotKeeper } from '#src/storage/snapshot/snapshot.ts';
import { type DossierState, oldestFirst } from './dossier-state.ts';
import { type Folding, foldInSlices } from './folding.ts';
import { type LongWork, type Pause, portionsOf } from './slices.ts';
import type { Writer } from './writer.ts';

interface RecorderOptions {
  readonly store: StoreApi<DossierState>;
  readonly log: Pick<EventLog, 'append' | 'replace'>;
  /** The wall clock, in milliseconds since 1970. */
  readonly now: () => number;
  readonly folding: Folding;
  readonly writer: Writer;
  readonly keeper: Pick<SnapshotKeeper, 'forget'> | null;
  readonly pause: Pause;
}

/** What is asked of a page in one go at most; more is checked a slice at a time. */
const mostAtOnce = 2_000;

/** Plans what is recorded, yielding where it may be interrupted. */
export type LongPlan = (folded: Folded) => Generator<number, readonly Intention[]>;

/** What `Session` promises of these, without a turn to wait for. */
export interface Recorder {
  /** The events of one command, checked; nothing is recorded yet. */
  stamp(intentions: readonly Intention[]): readonly KnownEvent[];
  record(
    intend: (folded: Folded) => readonly Intention[],
    onScreen?: (events: readonly KnownEvent[]) => void,
  ): readonly KnownEvent[];
  recordMany(plan: LongPlan, work: LongWork): Promise<readonly KnownEvent[]>;
  takeBack(step: Step, onScreen?: (step: Step) => void): Promise<Step | null>;
  undo(onScreen?: (step: Step) => void): Promise<Step | null>;
  redo(onScreen?: (step: Step) => void): Promise<Step | null>;
  recordAnew(plan: typeof recordAnew): Promise<number>;
}

/** Thrown where nothing can be recorded yet: not all is read, or no server has said as whom. */
export class NotReady extends Failure {
  override readonly name = 'NotReady';
}

export function createRecorder(options: RecorderOptions): Recorder {
  const { store, log, folding, writer, keeper, pause } = options;
  const { getState: get } = store;

  /** As whom it is recorded, under ids of one command. Throws where one of them could not be read back. */
  function stamp(intentions: readonly Intention[]): readonly KnownEvent[] {
    const { ids, actor } = stampsFor(intentions.length);
    const events = toEvents(intentions, ids, actor);
    check(events);
    return events;
  }

  function stampsFor(count: number) {
    if (count > mostReadings) {
      throw new Failure({ code: 'too-many-changes', count, most: mostReadings });
    }
    const actor = recordingAs(get());
    return { ids: folding.readings(options.now(), count), actor };
  }

  /** The same for many, checked, a slice at a time. */
  async function stampInSlices(
    intentions: readonly Intention[],
    onProgress: (count: number) => void,
    signal?: AbortSignal,
  ): Promise<readonly KnownEvent[]> {
    const { ids, actor } = stampsFor(intentions.length);
    const events: KnownEvent[] = [];
    for (const portion of portionsOf(intentions)) {
      const stamped = toEvents(portion, ids.slice(events.length), actor);
      check(stamped);
      events.push(...stamped);
      onProgress(events.length);
      await pause();
      signal?.throwIfAborted();
    }
    return events;
  }

  /** What else there is, once these wait for the disk and for a server. */
  function withWaiting(events: readonly KnownEvent[]): Partial<DossierState> {
    const { pending, unwritten } = get();
    const wire = events.map(toWire);
    return {
      pending: [...pending, ...wire],
      unwritten: [...unwritten, ...wire],
      hasRecorded: true,
    };
  }

  const record: Recorder['record'] = (intend, onScreen) => {
    recordingAs(get());
    const intentions = intend(get().folded);
    if (intentions.length === 0) return [];
    const events = stamp(intentions);
    folding.add(events, withWaiting(events));
    onScreen?.(events);
    writer.write();
    return events;
  };

  const recordMany: Recorder['recordMany'] = async (plan, { onProgress, signal }) => {
    recordingAs(get());
    const planning = plan(get().folded);
    let step = planning.next();
    for (; !step.done; step = planning.next()) {
      await pause();
      signal.throwIfAborted();
    }
    const intentions = step.value;
    if (intentions.length === 0) return [];
    const events = await stampInSlices(
      intentions,
      (count) => onProgress(count, intentions.length),
      signal,
    );
    // What was recorded before stands before it on the disk.
    await writer.settled();
    const { dossier, unwritten, actor } = get();
    if (unwritten.length > 0) throw new NotReady({ code: 'disk-refuses' });
    signal.throwIfAborted();
    if (actor === null || events.some((event) => event.actor !== actor)) {
      throw new NotReady({ code: 'dossier-not-read' });
    }
    const wire = events.map(toWire);
    await log.append(shelfOf(actor, dossier), wire);
    const folded = await foldInSlices(get().folded, events, pause);
    const change = { pending: [...get().pending, ...wire], hasRecorded: true };
    folding.addFolded(folded, events, change);
    return events;
  };

  async function reverse(
    reversal: Reversal | null,
    onScreen?: (step: Step) => void,
  ): Promise<Step | null> {
    if (reversal === null) return null;
    const { step, retract } = reversal;
    const intentions = retract.flatMap(retraction);
    if (intentions.length <= mostAtOnce) {
      record(
        () => intentions,
        () => onScreen?.(step),
      );
      return step;
    }
    const events = await stampInSlices(intentions, () => {});
    const folded = await foldInSlices(get().folded, events, pause);
    folding.addFolded(folded, events, withWaiting(events));
    onScreen?.(step);
    writer.write();
    return step;
  }

  return {
    stamp,
    record,
    recordMany,
    takeBack: (step, onScreen) => reverse(folding.undoIndex().takingBack(step), onScreen),
    undo: (onScreen) => reverse(folding.undoIndex().undoing(), onScreen),
    redo: (onScreen) => reverse(folding.undoIndex().redoing(), onScreen),
    recordAnew: async (plan) => {
      await writer.settled();
      const { actor, held, unwritten, folded, dossier, pending } = get();
      if (actor === null || held.length === 0) return 0;
      if (unwritten.length > 0) throw new NotReady({ code: 'disk-refuses' });
      // What was recorded after them is ahead as well, though no server may have said so yet.
      const first = held.map(({ key }) => idOfKey(key)).sort()[0] ?? '';
      const isAhead = (event: WireEvent) => event.actor === actor && event.id >= first;
      const gone = new Set(pending.filter(isAhead).map(eventKey));
      const isGone = (event: LogEvent) => gone.has(eventKey(event));
      const left = foldWithout(folded, isGone);
      const ahead = [...everyEvent(folded.log)].filter(isGone);
      const { events } = plan(ahead, folding.clockAfter(left.log), options.now());
      const wire = events.map(toWire);
      // Another tab may have done it in the same moment, or sent one of them: its news will say so.
      if (!(await log.replace(shelfOf(actor, dossier), [...gone], wire))) return 0;
      keeper?.forget();
      // What has come meanwhile stays.
      const present = get();
      const waiting = present.pending.filter((event) => !gone.has(eventKey(event)));
      folding.replace(foldMore(foldWithout(present.folded, isGone), events), {
        pending: oldestFirst([...waiting, ...wire]),
        held: present.held.filter(({ key }) => !gone.has(key)),
      });
      return events.length;
    },
  };
}

/** Throws where one of them could not be read back. */
function check(events: readonly KnownEvent[]): void {
  for (const event of events) {
    const problem = problemOfEvent(event);
    if (problem !== null) throw new Failure(problem);
  }
}

/** Throws where nothing can be recorded yet. */
export function recordingAs({ opening, actor }: Pick<DossierState, 'opening' | 'actor'>): ActorId {
  if (opening.kind === 'unreadable') {
    throw new NotReady({ code: 'dossier-unreadable', reason: opening.reason });
  }
  if (actor === null) throw new NotReady({ code: 'dossier-not-read' });
  return actor;
}

/** The events that record the intentions, one for each id. */
export function toEvents(
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
export function retraction(event: LogEvent): Intention[] {
  if (event.type === 'unrecognised') return [];
  const { subject, at, id } = event;
  return [{ type: 'event.retracted.v1', subject, at, payload: { event: id } }];
}
