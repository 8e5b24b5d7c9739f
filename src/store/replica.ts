/** The wire's side of a session: what an exchange reads of the client's log and writes to it (exchange.ts). */
import type { StoreApi } from 'zustand/vanilla';
import type { Replica } from '#src/api/exchange.ts';
import { toWire, type WireEvent } from '#src/domain/event.ts';
import { type ActorId, isActorId } from '#src/domain/ids.ts';
import { everyEvent } from '#src/domain/log.ts';
import {
  type EventKey,
  type EventLog,
  eventKey,
  type Reached,
  shelfOf,
} from '#src/storage/event-log.ts';
import { type DossierState, pushable } from './dossier-state.ts';
import { inOrder } from './opening.ts';

/** What the session does for its replica. */
export interface Keeper {
  /** Folds events and applies a change of state in one step. */
  takeIn(events: readonly unknown[], change: Partial<DossierState>): void;
  /** Goes over to another actor's log. */
  become(actor: ActorId): Promise<void>;
}

export function createReplica(
  store: StoreApi<DossierState>,
  log: EventLog,
  { takeIn, become }: Keeper,
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

  const withoutPending = (keys: Iterable<EventKey>) => {
    const gone = new Set(keys);
    return get().pending.filter((event) => !gone.has(eventKey(event)));
  };

  const shelf = () => {
    const { actor } = get();
    if (actor === null) throw new Error('There is no log before it is known whose it is.');
    return shelfOf(actor, dossier);
  };
  const keepReceived = receiver(log, shelf);
  /** Set while a server that lost its log is filled again; see `startOver`. */
  let isRefilling = false;

  return {
    dossier,
    ready: () => untilLoaded(store),
    pending: () => pushable(get()),
    cursor: () => get().cursor,
    isIdentified: () => get().actor !== null,
    identify: async ({ actor }) => {
      if (!isActorId(actor)) throw new Error(`The server names no actor but “${actor}”.`);
      await keep(log.saveActor(actor));
      await become(actor);
    },
    markSent: async (keys) => {
      await keep(log.markSent(shelf(), keys));
      set({ pending: withoutPending(keys) });
    },
    markRefused: async (refusals) => {
      await keep(log.markRefused(shelf(), refusals));
      const pending = withoutPending(refusals.map(({ key }) => key));
      set({ pending, refused: [...get().refused, ...refusals] });
    },
    receive: async (events, reached) => {
      if (isRefilling) await keep(log.rewind(shelf()));
      isRefilling = false;
      await keep(keepReceived(events, reached));
      takeIn(events, reached);
    },
    // The cursor on disk goes back only once the server has every own event again and answers with its own: cut
    // off before, the next exchange finds the server behind that cursor, and starts over as this one did.
    startOver: () => {
      isRefilling = true;
      const { actor, folded, refused } = get();
      const setAside = new Set(refused.map(({ key }) => key));
      const own = [...everyEvent(folded.log)].filter((event) => event.actor === actor).map(toWire);
      set({ cursor: 0, pending: inOrder(own.filter((event) => !setAside.has(eventKey(event)))) });
    },
  };
}

/** Writes received events, and with them those the disk refused before: its cursor must not pass any. */
function receiver(log: EventLog, shelf: () => string) {
  let unkept: readonly WireEvent[] = [];
  return async (events: readonly WireEvent[], reached: Reached): Promise<void> => {
    const all = [...unkept, ...events];
    if (all.length === 0) return;
    unkept = all;
    await log.receive(shelf(), all, reached);
    if (unkept === all) unkept = [];
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

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
