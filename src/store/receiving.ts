/**
 * Receiving: what a server or another tab hands out is written to the disk and folded in. Another log than the one
 * received so far is compared with it from its start, and a disk that was lost gets back what is on screen. What a
 * server gave is safe there: a disk that does not take it keeps nothing from being shown.
 */
import type { StoreApi } from 'zustand/vanilla';
import { foldWithout } from '#src/domain/board.ts';
import { type LogEvent, toWire } from '#src/domain/event.ts';
import { everyEvent, isInLog } from '#src/domain/log.ts';
import { type ParsedRecords, parseAll } from '#src/domain/parse-event.ts';
import { problemOf } from '#src/domain/problem.ts';
import {
  type EventKey,
  type EventLog,
  eventKey,
  type News,
  type PageReached,
  type Reached,
  type Refusal,
  type Shelf,
} from '#src/storage/event-log.ts';
import type { SnapshotKeeper } from '#src/storage/snapshot/snapshot.ts';
import {
  type Comparing,
  type DossierState,
  oldestFirst,
  openShelf,
  reachedOf,
  withoutOwed,
  withoutWaiting,
} from './dossier-state.ts';
import { type Folding, foldInSlices } from './folding.ts';
import { type LongWork, type Pause, portionsOf } from './slices.ts';
import type { Writer } from './writer.ts';

/** Events written at once where there are many. */
const portion = 1_000;

interface ReceiverOptions {
  readonly store: StoreApi<DossierState>;
  readonly log: Pick<EventLog, 'receive' | 'merge' | 'rewind' | 'saveActor'>;
  readonly folding: Folding;
  readonly writer: Pick<Writer, 'write'>;
  readonly keeper: Pick<SnapshotKeeper, 'forget'> | null;
  readonly pause: Pause;
}

export interface Receiver {
  /** Whatever stood in a page of the server's log, and how far that brings this one. */
  receive(records: readonly unknown[], reached: Reached): Promise<void>;
  /** The server has another log than the one received so far: what is here is compared with it from the start. */
  startOver(epoch: string | null): void;
  /**
   * Another tab's changes are this device's own: they wait here too, so that whichever tab stays open pushes
   * them, and none calls them saved before they are. Pushing them twice does no harm.
   */
  receiveFromTab(news: News): void;
  /**
   * Takes in events that came by no server, as those of an archive, whosever they are, and all of them or none: they are
   * on the disk before they are on screen. Resolves with how many were new; rejects, with nothing changed, where it is
   * given up before that.
   */
  merge(events: readonly LogEvent[], work?: LongWork): Promise<number>;
  /** The store was lost under the open page, and begun anew: all that is here is written again, our own first. */
  writeAgain(): Promise<void>;
}

export function createReceiver(options: ReceiverOptions): Receiver {
  const { store, log, folding, writer, keeper, pause } = options;
  const { getState: get, setState: set } = store;
  const writePage = createPageWriter(log, () => openShelf(get()));

  async function receive(records: readonly unknown[], reached: Reached): Promise<void> {
    const { comparing } = get();
    if (comparing === null) await receiveNext(records, reached);
    else await receiveOther(records, reached, comparing);
  }

  async function receiveNext(records: readonly unknown[], reached: Reached): Promise<void> {
    const before = reachedOf(get());
    const page = { ...reached, after: before.cursor };
    const isWritten = await tryToWrite(
      store,
      writePage(records, page, isSameReach(reached, before)),
    );
    foldReceived(parseAll(records), isWritten, reached);
  }

  /** A page of another log, while that is compared with what is here. */
  async function receiveOther(
    records: readonly unknown[],
    reached: Reached,
    unfinished: Comparing,
  ): Promise<void> {
    const state = get();
    const parsed = parseAll(records);
    const comparing = withoutOwed(unfinished, parsed.known.map(eventKey));
    // Nothing on disk says that this log was received until all of it was, and until it has every own event: cut
    // off before, the next exchange finds that other log again, and starts over as this one did.
    const isOver = comparing.owed.size === 0 && reached.cursor >= reached.head;
    const { kept } = comparing;
    // Most of it is here already. Own events are handed on all the same: they may not be on disk yet.
    const news = withoutOthers(parsed, state);
    const isWritten = await tryToWrite(
      store,
      isOver
        ? writePage(news, { ...reached, after: 0 }, false, true)
        : writePage(news, { ...kept, after: kept.cursor }, true),
    );
    const isDone = isOver && isWritten;
    // With the log it was of, the snapshot has gone from the disk.
    if (isDone) keeper?.forget();
    foldReceived(parsed, isWritten, { ...reached, comparing: isDone ? null : comparing });
  }

  function foldReceived(
    { known, unreadable }: ParsedRecords,
    isWritten: boolean,
    change: Partial<DossierState>,
  ): void {
    const state = get();
    folding.noteUnreadable(unreadable);
    folding.add(known, {
      ...change,
      ...noLongerRefused(state, known),
      ...(isWritten ? noLongerUnwritten(state, known) : {}),
    });
  }

  /** Own events that stand under new ids now. */
  function removeGone(keys: ReadonlySet<EventKey>): void {
    const left = foldWithout(get().folded, (event) => keys.has(eventKey(event)));
    folding.replace(left, withoutWaiting(get(), keys));
  }

  async function writeReceivedAgain(): Promise<void> {
    const { folded, pending } = get();
    const waiting = new Set(pending.map(eventKey));
    const received = [...everyEvent(folded.log)].filter((event) => !waiting.has(eventKey(event)));
    // A page beyond the end of the log: kept, but no part of what a cursor counts. The server is asked from the start.
    const beyond = { epoch: null, cursor: 0, head: 0, after: 1 };
    for (let size = portion, left = received; left.length > 0; ) {
      const isWritten = await tryToWrite(
        store,
        writePage(left.slice(0, size).map(toWire), beyond, false),
      );
      left = left.slice(size);
      // Where the disk fails, the rest goes with what it has refused, whenever it takes that.
      if (!isWritten) size = left.length;
    }
  }

  return {
    receive,
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
        pending: oldestFirst([...others, ...own]),
        refused: refused.filter(({ key }) => !owed.has(key)),
        comparing: comparing || cursor > 0 || owed.size > 0 ? { kept, owed } : null,
      });
    },
    receiveFromTab: ({ events, gone }) => {
      // Without its log, a board cannot take anything in; it is read from the disk, where all of this stands.
      if (get().opening.kind !== 'whole') return;
      if (gone.length > 0) removeGone(new Set(gone));
      const { actor, folded, pending } = get();
      const { known, unreadable } = parseAll(events);
      const own = known.filter((event) => event.actor === actor && !isInLog(folded.log, event));
      folding.noteUnreadable(unreadable);
      folding.add(known, { pending: oldestFirst([...pending, ...own.map(toWire)]) });
    },
    merge: async (events, work) => {
      const shelf = openShelf(get());
      const isNew = (event: LogEvent) => !isInLog(get().folded.log, event);
      const found: LogEvent[] = [];
      let count = 0;
      for (const some of portionsOf(events)) {
        found.push(...some.filter(isNew));
        count += some.length;
        work?.onProgress(count, events.length);
        await pause();
        work?.signal.throwIfAborted();
      }
      // A server may have brought some of it meanwhile.
      const fresh = found.filter(isNew);
      const isOwn = ({ actor }: LogEvent) => actor === get().actor;
      const own = fresh.filter(isOwn);
      const others = fresh.filter((event) => !isOwn(event));
      await log.merge(shelf, own.map(toWire), others.map(toWire));
      const folded = await foldInSlices(get().folded, fresh, pause);
      const waiting = own.filter(isNew).map(toWire);
      folding.addFolded(folded, fresh, {
        pending: oldestFirst([...get().pending, ...waiting]),
        // Where nothing outlives the page, closing it loses this as it loses what was done here.
        ...(fresh.length > 0 && { hasRecorded: true }),
      });
      return fresh.length;
    },
    writeAgain: async () => {
      const { pending, opening, actor } = get();
      if (opening.kind !== 'whole' || actor === null) return;
      keeper?.forget();
      set({ unwritten: pending, epoch: null, cursor: 0 });
      writer.write();
      // Where the actor cannot be kept now, the next session says it anyway.
      await log.saveActor(actor).catch(() => undefined);
      await writeReceivedAgain();
    },
  };
}

/**
 * What the server holds is safe there; a device that cannot keep its copy is told of, no more. True where it
 * could.
 */
export async function tryToWrite(
  { setState }: Pick<StoreApi<DossierState>, 'setState'>,
  work: Promise<void>,
): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    setState({ storageFailure: problemOf(error) });
    return false;
  }
}

function isSameReach(a: Reached, b: Reached): boolean {
  return a.epoch === b.epoch && a.cursor === b.cursor && a.head === b.head;
}

/** An own event that comes from the server as it was recorded here is there, whatever was said of it before. */
function noLongerRefused(
  { refused, folded }: DossierState,
  received: readonly LogEvent[],
): Partial<DossierState> {
  if (refused.length === 0) return {};
  const there = new Map(received.map((event) => [eventKey(event), event]));
  const isThere = ({ key }: Refusal) => {
    const event = there.get(key);
    const own = event && folded.log.get(event.subject)?.find((known) => known.id === event.id);
    if (!event || !own) return false;
    // As it would come back: parsing puts the fields in their order.
    const [known] = parseAll([toWire(own)]).known;
    return JSON.stringify(known) === JSON.stringify(event);
  };
  return { refused: refused.filter((refusal) => !isThere(refusal)) };
}

/** What came back from the server and was kept need not be written once more. */
function noLongerUnwritten(
  { unwritten, writeFailure }: DossierState,
  written: readonly LogEvent[],
): Partial<DossierState> {
  if (unwritten.length === 0) return {};
  const kept = new Set(written.map(eventKey));
  const left = unwritten.filter((event) => !kept.has(eventKey(event)));
  return { unwritten: left, writeFailure: left.length === 0 ? null : writeFailure };
}

/** The records, as they came, without the events that someone else recorded and that are in the log. */
function withoutOthers(
  { known, sources, unreadable }: ParsedRecords,
  { actor, folded }: DossierState,
): readonly unknown[] {
  const news = sources.filter((_, i) => {
    const event = known[i];
    return !event || event.actor === actor || !isInLog(folded.log, event);
  });
  return [...unreadable, ...news];
}

/**
 * Writes received events, and with them those the disk refused before: its cursor must not pass any. `isAnew`: the
 * log is another one from its start, of which most is here already.
 */
function createPageWriter(log: Pick<EventLog, 'receive' | 'rewind'>, shelf: () => Shelf) {
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
