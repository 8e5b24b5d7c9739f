/** The wire's side of a session: what an exchange reads of the client's log and writes to it (exchange.ts). */
import type { StoreApi } from 'zustand/vanilla';
import type { Replica } from '#src/api/exchange.ts';
import { toWire, type WireEvent } from '#src/domain/event.ts';
import { isActorId } from '#src/domain/ids.ts';
import { everyEvent } from '#src/domain/log.ts';
import { type EventKey, type EventLog, eventKey, type Reached } from '#src/storage/event-log.ts';
import type { DossierState } from './dossier-state.ts';
import { inOrder } from './opening.ts';

/** `takeIn` folds events and applies a change of state in one step. */
export function createReplica(
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

  const withoutPending = (keys: Iterable<EventKey>) => {
    const gone = new Set(keys);
    return get().pending.filter((event) => !gone.has(eventKey(event)));
  };

  const keepReceived = receiver(log, dossier);
  /** Set while a server that lost its log is filled again; see `startOver`. */
  let isRefilling = false;

  return {
    dossier,
    ready: () => untilLoaded(store),
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
      set({ pending: withoutPending(keys) });
    },
    markRefused: async (refusals) => {
      await keep(log.markRefused(dossier, refusals));
      const pending = withoutPending(refusals.map(({ key }) => key));
      set({ pending, refused: [...get().refused, ...refusals] });
    },
    receive: async (events, reached) => {
      if (isRefilling) await keep(log.rewind(dossier));
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
function receiver(log: EventLog, dossier: string) {
  let unkept: readonly WireEvent[] = [];
  return async (events: readonly WireEvent[], reached: Reached): Promise<void> => {
    const all = [...unkept, ...events];
    if (all.length === 0) return;
    unkept = all;
    await log.receive(dossier, all, reached);
    if (unkept === all) unkept = [];
  };
}

function untilLoaded(store: StoreApi<DossierState>): Promise<void> {
  return new Promise((resolve) => {
    if (store.getState().isComplete) {
      resolve();
      return;
    }
    const stop = store.subscribe(({ isComplete }) => {
      if (!isComplete) return;
      stop();
      resolve();
    });
  });
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
