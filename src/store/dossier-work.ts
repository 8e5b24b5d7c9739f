/**
 * What is done to a dossier from outside of its page: beginning one, calling it something else, copying it, taking all of it
 * out. It is opened for that, and stays open until a server has what was recorded.
 */
import type { Exchanging, Wire } from '#src/api/keep-exchanging.ts';
import {
  beginDossier,
  type DossierDraft,
  describeAnew,
  type ExampleIssue,
} from '#src/domain/dossier-draft.ts';
import { everyEvent } from '#src/domain/log.ts';
import { Failure } from '#src/domain/problem.ts';
import { restorations } from '#src/domain/restoration.ts';
import type { Archive } from '#src/formats/archive.ts';
import type { DossierState } from './dossier-state.ts';
import type { Session } from './session.ts';

/** What it needs of the dossiers that are open. */
export interface Openable {
  open(dossier: string): {
    readonly stores: { readonly session: Session };
    readonly exchanging: Pick<Exchanging, 'wire' | 'subscribe' | 'retry'>;
  };
  hold(dossier: string): () => void;
}

type IsReady = (state: DossierState, wire: Wire) => boolean;

/** Does it once all is known that it takes; rejects with why that cannot be had. */
export async function workOn<T>(
  dossiers: Openable,
  dossier: string,
  isReady: IsReady,
  work: (session: Session, wire: Wire) => Promise<T>,
  /** Gives up the waiting. */
  signal?: AbortSignal,
): Promise<T> {
  const { stores, exchanging } = dossiers.open(dossier);
  const release = dossiers.hold(dossier);
  try {
    const { session } = stores;
    await session.load();
    await untilReady(session, exchanging, isReady, signal);
    const result = await work(session, exchanging.wire());
    // Resolved when it is on the device, or the disk has refused it, which the dossier's page says.
    await session.settled();
    // Asked before there was anything to tell, a server has said that it knows nothing of this.
    exchanging.retry();
    return result;
  } finally {
    release();
  }
}

/** As whom to record, a server says on the first visit of all. */
export function isNamed({ actor }: DossierState): boolean {
  return actor !== null;
}

/** What it is called so far, a server says of one that was never opened here. */
function isDescribed({ actor, folded }: DossierState): boolean {
  return actor !== null && folded.board.dossier !== null;
}

/** All that the server had when it was last asked is here. */
export function isWhole(state: DossierState): boolean {
  return isDescribed(state) && state.opening.kind === 'whole' && state.cursor >= state.head;
}

export async function begin(
  dossiers: Openable,
  dossier: string,
  draft: DossierDraft,
  example: ExampleIssue | null,
): Promise<void> {
  await workOn(dossiers, dossier, isNamed, (session) =>
    session.record(() => beginDossier(dossier, draft, example)),
  );
}

export async function rename(dossiers: Openable, dossier: string, title: string): Promise<void> {
  await workOn(dossiers, dossier, isDescribed, (session) =>
    session.record(({ board: { dossier: before } }) =>
      before === null ? [] : describeAnew(dossier, before, { title, parties: before.parties }),
    ),
  );
}

export async function remove(dossiers: Openable, dossier: string): Promise<void> {
  await workOn(dossiers, dossier, isDescribed, (session) =>
    session.record(({ board }) =>
      board.dossier?.removed === undefined
        ? [{ type: 'dossier.removed.v1', subject: `dossier:${dossier}`, payload: {} }]
        : [],
    ),
  );
}

export async function restore(dossiers: Openable, dossier: string): Promise<void> {
  await workOn(dossiers, dossier, isDescribed, (session) =>
    session.record(({ log }) => restorations(log.get(`dossier:${dossier}`) ?? [])),
  );
}

/** All of it, as it is here. */
export function wholeOf(dossiers: Openable, dossier: string): Promise<Archive> {
  return workOn(dossiers, dossier, isWhole, async ({ store }) => {
    const { board, log } = store.getState().folded;
    return { dossier, title: board.dossier?.title ?? '', events: [...everyEvent(log)] };
  });
}

/**
 * A dossier of the same parties, with everything that the other has: events stay their authors', and only what says of the
 * other what it is, is said anew of this one.
 */
export async function duplicate(
  dossiers: Openable,
  from: string,
  dossier: string,
  title: string,
): Promise<void> {
  const { events, description } = await workOn(dossiers, from, isWhole, async ({ store }) => {
    const { board, log } = store.getState().folded;
    return { events: [...everyEvent(log)], description: board.dossier };
  });
  if (description === null) throw new Failure({ code: 'dossier-not-read' });
  const { parties, summary } = description;
  const draft = { title, parties, ...(summary !== undefined && { summary }) };
  const taken = events.filter(({ subject }) => subject !== `dossier:${from}`);
  await workOn(dossiers, dossier, isNamed, (session) =>
    session.merge(taken, { with: beginDossier(dossier, draft, null) }),
  );
}

/** Where no server can be reached that would say it, the problem is told. */
function untilReady(
  { store }: Session,
  exchanging: Pick<Exchanging, 'wire' | 'subscribe'>,
  isReady: IsReady,
  signal?: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const stops: (() => void)[] = [];
    const stop = () => {
      for (const each of stops) each();
    };
    const leave = () => {
      stop();
      reject(signal?.reason);
    };
    const look = () => {
      const wire = exchanging.wire();
      const state = store.getState();
      // Where the device's log cannot be read, recording says so.
      const isOver = isReady(state, wire) || state.opening.kind === 'unreadable';
      const isFailing = wire.kind === 'failing' || wire.kind === 'refused';
      if (!isOver && !isFailing) return;
      stop();
      if (isOver) resolve();
      else if (isFailing) reject(new Failure(wire.problem));
    };
    stops.push(store.subscribe(look), exchanging.subscribe(look));
    stops.push(() => signal?.removeEventListener('abort', leave));
    signal?.addEventListener('abort', leave);
    if (signal?.aborted) leave();
    else look();
  });
}
