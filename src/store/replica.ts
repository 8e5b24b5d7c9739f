/**
 * The door through which an exchange reaches a session (exchange.ts): what there is to send, what has become of it, and
 * as whom. What it receives goes on to receiving.ts.
 */
import type { StoreApi } from 'zustand/vanilla';
import type { Replica } from '#src/api/exchange.ts';
import { driftBeyondLimit, isEventId } from '#src/domain/clock.ts';
import { toWire, type WireEvent } from '#src/domain/event.ts';
import { type ActorId, isActorId } from '#src/domain/ids.ts';
import { everyEvent } from '#src/domain/log.ts';
import { type EventLog, eventKey } from '#src/storage/event-log.ts';
import {
  type DossierState,
  type HeldBack,
  oldestFirst,
  openShelf,
  pushable,
  reachedOf,
  withoutOwed,
  withoutWaiting,
} from './dossier-state.ts';
import { type Receiver, tryToWrite } from './receiving.ts';

/** Milliseconds for which an event is kept back at least, and where the server's reading is not known. */
const shortestHold = 1_000;
const blindHold = 60_000;

interface ReplicaOptions {
  readonly store: StoreApi<DossierState>;
  readonly log: Pick<EventLog, 'saveActor' | 'markSent' | 'markRefused' | 'unrefuse'>;
  /** The wall clock, in milliseconds since 1970. */
  readonly now: () => number;
  readonly receiver: Pick<Receiver, 'receive' | 'startOver'>;
  /** Goes over to another actor's log. */
  readonly become: (actor: ActorId) => Promise<void>;
}

/** A server takes nothing of a dossier that it does not know before what that begins with; in a copy, much is older. */
function beginningFirst(events: readonly WireEvent[]): readonly WireEvent[] {
  const place = events.findIndex(isBeginning);
  const beginning = events[place];
  if (place <= 0 || beginning === undefined) return events;
  return [beginning, ...events.slice(0, place), ...events.slice(place + 1)];
}

function isBeginning({ type, payload }: WireEvent): boolean {
  const isDescription = type === 'dossier.described.v1';
  return isDescription && typeof payload === 'object' && payload !== null && 'begins' in payload;
}

export function createReplica(options: ReplicaOptions): Replica {
  const { store, log, now, receiver, become } = options;
  const { getState: get, setState: set } = store;
  const { dossier } = get();
  let isIdentified = false;
  return {
    dossier,
    ready: () => untilLoaded(store),
    sendable: () => {
      const { actor, held } = get();
      const time = now();
      const early = new Set(held.filter((one) => !isDue(one, time)).map(({ key }) => key));
      return beginningFirst(
        pushable(get()).filter(
          (event) => event.actor === actor && !(early.size > 0 && early.has(eventKey(event))),
        ),
      );
    },
    reached: () => reachedOf(get()),
    hasDescribed: () => {
      const { actor, folded } = get();
      const about = folded.log.get(`dossier:${dossier}`) ?? [];
      return about.some(({ type, actor: by }) => type === 'dossier.described.v1' && by === actor);
    },
    isIdentified: () => isIdentified,
    identify: async ({ actor }) => {
      if (!isActorId(actor)) throw new Error(`The server names no actor but “${actor}”.`);
      if (actor !== get().actor) {
        await tryToWrite(store, log.saveActor(actor));
        await become(actor);
      }
      isIdentified = true;
    },
    markSent: async (keys) => {
      await tryToWrite(store, log.markSent(openShelf(get()), keys));
      const { comparing } = get();
      set({
        ...withoutWaiting(get(), keys),
        comparing: comparing && withoutOwed(comparing, keys),
      });
    },
    markRefused: async (refusals) => {
      await tryToWrite(store, log.markRefused(openShelf(get()), refusals));
      const keys = refusals.map(({ key }) => key);
      set({ ...withoutWaiting(get(), keys), refused: [...get().refused, ...refusals] });
    },
    retryRefused: async () => {
      const keys = new Set(get().refused.map(({ key }) => key));
      await tryToWrite(store, log.unrefuse(openShelf(get()), [...keys]));
      const { folded, pending, refused } = get();
      const again = [...everyEvent(folded.log)].filter((event) => keys.has(eventKey(event)));
      set({
        pending: oldestFirst([...pending, ...again.map(toWire)]),
        refused: refused.filter(({ key }) => !keys.has(key)),
      });
    },
    holdBack: (keys, reading) => {
      const since = now();
      const ahead = new Set(keys);
      const news = get()
        .pending.filter((event) => ahead.has(eventKey(event)))
        .map((event) => {
          const until = since + holdOf(event.id, reading);
          return { key: eventKey(event), since, until, reading };
        });
      set({ held: [...get().held.filter(({ key }) => !ahead.has(key)), ...news] });
    },
    receive: receiver.receive,
    startOver: receiver.startOver,
  };
}

/** Milliseconds until a server of this reading would take an event of this id. */
function holdOf(id: string, reading: number | null): number {
  if (reading === null || !isEventId(id)) return blindHold;
  return Math.max(shortestHold, driftBeyondLimit(id, reading));
}

/** A clock that was set back since says nothing of when the time has come, so the server is asked again. */
function isDue({ since, until }: HeldBack, time: number): boolean {
  return time >= until || time < since;
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
