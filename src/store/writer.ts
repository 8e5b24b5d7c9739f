/**
 * Brings own events from the screen to the disk: in the order they were recorded, all that wait in one
 * transaction, and again by itself, ever more seldom, as long as the disk refuses. What is `unwritten` in the
 * state is on screen and nowhere else.
 */
import type { StoreApi } from 'zustand/vanilla';
import { type After, waitAfter } from '#src/api/patience.ts';
import type { WireEvent } from '#src/domain/event.ts';
import { problemOf } from '#src/domain/problem.ts';
import { type EventLog, eventKey, shelfOf } from '#src/storage/event-log.ts';
import type { DossierState } from './dossier-state.ts';

export interface Writer {
  /** Begins to write what waits, or goes on with it; also before its next try is due. */
  write(): void;
  /** Resolves when nothing waits any more, or the disk has refused. */
  settled(): Promise<void>;
  stop(): void;
}

export function createWriter(store: StoreApi<DossierState>, log: EventLog, after: After): Writer {
  const { getState: get, setState: set } = store;
  let running: Promise<void> | null = null;
  let failures = 0;
  let isStopped = false;
  let callOff = () => {};

  async function writeAll(): Promise<void> {
    for (;;) {
      const batch = firstOfOneActor(get().unwritten);
      const [first] = batch;
      if (first === undefined || isStopped) return;
      await log.append(shelfOf(first.actor, get().dossier), batch);
      failures = 0;
      const written = new Set(batch.map(eventKey));
      const unwritten = get().unwritten.filter((event) => !written.has(eventKey(event)));
      set({ unwritten, writeFailure: null });
    }
  }

  async function run(): Promise<void> {
    callOff();
    try {
      await writeAll();
      running = null;
      // What was recorded since the last look had found this run still going.
      if (get().unwritten.length > 0) write();
    } catch (error) {
      running = null;
      failures += 1;
      set({ writeFailure: problemOf(error) });
      if (!isStopped) callOff = after(waitAfter(failures), write);
    }
  }

  function write(): void {
    if (!isStopped) running ??= run();
  }

  return {
    write,
    settled: async () => {
      while (running !== null) await running;
    },
    stop: () => {
      isStopped = true;
      callOff();
    },
  };
}

/** Someone else may have signed in since the first of them were recorded: each actor's go to their own log. */
function firstOfOneActor(events: readonly WireEvent[]): readonly WireEvent[] {
  const end = events.findIndex(({ actor }) => actor !== events[0]?.actor);
  return end < 0 ? events : events.slice(0, end);
}
