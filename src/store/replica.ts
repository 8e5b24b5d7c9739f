/** The wire's side of a session: what an exchange reads of the client's log and writes to it (exchange.ts). */
import type { StoreApi } from 'zustand/vanilla';
import type { Replica } from '#src/api/exchange.ts';
import { driftBeyondLimit, isEventId } from '#src/domain/clock.ts';
import { type LogEvent, toWire } from '#src/domain/event.ts';
import { type ActorId, isActorId } from '#src/domain/ids.ts';
import { everyEvent, type Log } from '#src/domain/log.ts';
import { problemOf } from '#src/domain/problem.ts';
import {
  type EventKey,
  type EventLog,
  eventKey,
  type PageReached,
  type Reached,
  type Refusal,
  shelfOf,
} from '#src/storage/event-log.ts';
import { type Comparing, type DossierState, type HeldBack, pushable } from './dossier-state.ts';
import { inOrder, parseAll } from './opening.ts';

/** Milliseconds for which an event is kept back at least, and where the server's reading is not known. */
const shortestHold = 1_000;
const blindHold = 60_000;

/** Events written at once where there are many. */
const portion = 1_000;

interface ReplicaOptions {
  readonly store: StoreApi<DossierState>;
  readonly log: EventLog;
  /** The wall clock, in milliseconds since 1970. */
  readonly now: () => number;
  /** Folds events and applies a change of state in one step. */
  readonly foldReceived: (events: readonly unknown[], change: Partial<DossierState>) => void;
  /** Goes over to another actor's log. */
  readonly become: (actor: ActorId) => Promise<void>;
}

export interface SessionReplica extends Replica {
  /** The store was lost under the open page: what a server gave is written to the new one, which knows no cursor yet. */
  writeReceivedAgain(): Promise<void>;
}

export function createReplica(options: ReplicaOptions): SessionReplica {
  const { store, log, now, foldReceived, become } = options;
  const { getState: get, setState: set } = store;
  const { dossier } = get();
  let isIdentified = false;

  /**
   * What the server holds is safe there; a device that cannot keep its copy is told of, no more. True where it
   * could.
   */
  async function tryToWrite(work: Promise<void>): Promise<boolean> {
    try {
      await work;
      return true;
    } catch (error) {
      set({ storageFailure: problemOf(error) });
      return false;
    }
  }

  /** The state without these events among those that wait. */
  const noLongerWaiting = (keys: Iterable<EventKey>) => {
    const gone = new Set(keys);
    return {
      pending: get().pending.filter((event) => !gone.has(eventKey(event))),
      held: get().held.filter(({ key }) => !gone.has(key)),
    };
  };

  const shelf = () => {
    const { actor } = get();
    if (actor === null) throw new Error('There is no log before it is known whose it is.');
    return shelfOf(actor, dossier);
  };

  const writeReceived = receiver(log, shelf);

  /** An own event that comes from the server as it was recorded here is there, whatever was said of it before. */
  const noLongerRefused = (records: readonly unknown[]) => {
    const { refused, folded } = get();
    if (refused.length === 0) return {};
    const there = new Map(parseAll(records).known.map((event) => [eventKey(event), event]));
    const isThere = ({ key }: Refusal) => {
      const event = there.get(key);
      const own = event && folded.log.get(event.subject)?.find((known) => known.id === event.id);
      if (!event || !own) return false;
      // As it would come back: parsing puts the fields in their order.
      const [known] = parseAll([toWire(own)]).known;
      return JSON.stringify(known) === JSON.stringify(event);
    };
    return { refused: refused.filter((refusal) => !isThere(refusal)) };
  };

  /** What came back from the server and was kept need not be written once more. */
  const noLongerUnwritten = (records: readonly unknown[], isWritten: boolean) => {
    const { unwritten, writeFailure } = get();
    if (!isWritten || unwritten.length === 0) return {};
    const kept = new Set(parseAll(records).known.map(eventKey));
    const left = unwritten.filter((event) => !kept.has(eventKey(event)));
    return { unwritten: left, writeFailure: left.length === 0 ? null : writeFailure };
  };

  return {
    dossier,
    ready: () => untilLoaded(store),
    sendable: () => {
      const { actor, held } = get();
      const time = now();
      const early = new Set(held.filter((one) => !isDue(one, time)).map(({ key }) => key));
      return pushable(get()).filter(
        (event) => event.actor === actor && !early.has(eventKey(event)),
      );
    },
    reached: () => reachedOf(get()),
    isIdentified: () => isIdentified,
    identify: async ({ actor }) => {
      if (!isActorId(actor)) throw new Error(`The server names no actor but “${actor}”.`);
      if (actor !== get().actor) {
        await tryToWrite(log.saveActor(actor));
        await become(actor);
      }
      isIdentified = true;
    },
    markSent: async (keys) => {
      await tryToWrite(log.markSent(shelf(), keys));
      const { comparing } = get();
      set({ ...noLongerWaiting(keys), comparing: comparing && withoutOwed(comparing, keys) });
    },
    markRefused: async (refusals) => {
      await tryToWrite(log.markRefused(shelf(), refusals));
      set({
        ...noLongerWaiting(refusals.map(({ key }) => key)),
        refused: [...get().refused, ...refusals],
      });
    },
    retryRefused: async () => {
      const keys = new Set(get().refused.map(({ key }) => key));
      await tryToWrite(log.unrefuse(shelf(), [...keys]));
      const { folded, pending, refused } = get();
      const again = eventsWith(keys, folded.log).map(toWire);
      set({
        pending: inOrder([...pending, ...again]),
        refused: refused.filter(({ key }) => !keys.has(key)),
      });
    },
    holdBack: (keys, reading) => {
      const since = now();
      const hold = (id: string) => {
        if (reading === null || !isEventId(id)) return blindHold;
        return Math.max(shortestHold, driftBeyondLimit(id, reading));
      };
      const ahead = new Set(keys);
      const news = get()
        .pending.filter((event) => ahead.has(eventKey(event)))
        .map((event) => ({ key: eventKey(event), since, until: since + hold(event.id), reading }));
      set({ held: [...get().held.filter(({ key }) => !ahead.has(key)), ...news] });
    },
    receive: async (records, reached) => {
      const { folded, actor, comparing: unfinished } = get();
      if (unfinished === null) {
        const before = reachedOf(get());
        const page = { ...reached, after: before.cursor };
        const isWritten = await tryToWrite(
          writeReceived(records, page, isSameReach(reached, before)),
        );
        foldReceived(records, {
          ...reached,
          ...noLongerRefused(records),
          ...noLongerUnwritten(records, isWritten),
        });
        return;
      }
      const comparing = withoutOwed(unfinished, parseAll(records).known.map(eventKey));
      // Nothing on disk says that this log was received until all of it was, and until it has every own event: cut
      // off before, the next exchange finds that other log again, and starts over as this one did.
      const isOver = comparing.owed.size === 0 && reached.cursor >= reached.head;
      const { kept } = comparing;
      // Most of it is here already. Own events are handed on all the same: they may not be on disk yet.
      const news = records.filter((record) => !isOfOthers(record, actor, folded.log));
      const isWritten = await tryToWrite(
        isOver
          ? writeReceived(news, { ...reached, after: 0 }, false, true)
          : writeReceived(news, { ...kept, after: kept.cursor }, true),
      );
      foldReceived(records, {
        ...reached,
        ...noLongerRefused(records),
        ...noLongerUnwritten(records, isWritten),
        comparing: isOver && isWritten ? null : comparing,
      });
    },
    writeReceivedAgain: async () => {
      const { folded, pending } = get();
      const waiting = new Set(pending.map(eventKey));
      const received = [...everyEvent(folded.log)].filter((event) => !waiting.has(eventKey(event)));
      // A page beyond the end of the log: kept, but no part of what a cursor counts. The server is asked from the start.
      const beyond = { epoch: null, cursor: 0, head: 0, after: 1 };
      for (let size = portion, left = received; left.length > 0; ) {
        const isWritten = await tryToWrite(
          writeReceived(left.slice(0, size).map(toWire), beyond, false),
        );
        left = left.slice(size);
        // Where the disk fails, the rest goes with what it has refused, whenever it takes that.
        if (!isWritten) size = left.length;
      }
    },
    startOver: (epoch) => {
      const { actor, folded, refused, pending, comparing, cursor } = get();
      // What the one log would not take, the other may: it is offered too.
      const own = [...everyEvent(folded.log)].filter((event) => event.actor === actor).map(toWire);
      const owed = new Set(own.map(eventKey));
      const others = pending.filter((event) => !owed.has(eventKey(event)));
      const kept = comparing?.kept ?? reachedOf(get());
      set({
        epoch,
        cursor: 0,
        head: 0,
        pending: inOrder([...others, ...own]),
        refused: refused.filter(({ key }) => !owed.has(key)),
        comparing: comparing || cursor > 0 || owed.size > 0 ? { kept, owed } : null,
      });
    },
  };
}

function reachedOf({ epoch, cursor, head }: Reached): Reached {
  return { epoch, cursor, head };
}

function isSameReach(a: Reached, b: Reached): boolean {
  return a.epoch === b.epoch && a.cursor === b.cursor && a.head === b.head;
}

/** A clock that was set back since says nothing of when the time has come, so the server is asked again. */
function isDue({ since, until }: HeldBack, time: number): boolean {
  return time >= until || time < since;
}

/** After the other log has turned out to have these events. */
function withoutOwed(comparing: Comparing, keys: readonly EventKey[]): Comparing {
  const owed = new Set(comparing.owed);
  for (const key of keys) owed.delete(key);
  return { ...comparing, owed };
}

function eventsWith(keys: ReadonlySet<EventKey>, log: Log): readonly LogEvent[] {
  return [...everyEvent(log)].filter((event) => keys.has(eventKey(event)));
}

/** Whether it is an event that someone else recorded, and that is in the log. */
function isOfOthers(record: unknown, own: string | null, log: Log): boolean {
  const [event] = parseAll([record]).known;
  if (!event || event.actor === own) return false;
  const { subject, id, actor } = event;
  return log.get(subject)?.some((known) => known.id === id && known.actor === actor) ?? false;
}

/**
 * Writes received events, and with them those the disk refused before: its cursor must not pass any. `isAnew`: the
 * log is another one from its start, of which most is here already.
 */
function receiver(log: EventLog, shelf: () => string) {
  let left: readonly unknown[] = [];
  let begin: number | null = null;
  return async (
    records: readonly unknown[],
    { after, ...reached }: Required<PageReached>,
    isReachWritten: boolean,
    isAnew = false,
  ): Promise<void> => {
    const all = [...left, ...records];
    if (all.length === 0 && isReachWritten) return;
    left = all;
    begin = isAnew ? 0 : Math.min(begin ?? after, after);
    if (isAnew) await log.rewind(shelf());
    await log.receive(shelf(), all, { ...reached, after: begin });
    if (left !== all) return;
    left = [];
    begin = null;
  };
}

function untilLoaded(store: StoreApi<DossierState>): Promise<void> {
  return new Promise((resolve) => {
    if (store.getState().opening.kind === 'whole') {
      resolve();
      return;
    }
    const stop = store.subscribe(({ opening }) => {
      if (opening.kind !== 'whole') return;
      stop();
      resolve();
    });
  });
}
