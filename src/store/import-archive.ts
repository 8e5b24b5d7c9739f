/**
 * Taking an archive in: its events are merged into the dossier they are of, which is opened for that. Events stay those of
 * who recorded them. A server takes from a client only what that has recorded; so of a dossier that no server has, and
 * that somebody else has begun, its description is recorded here too, by which the server takes what is added to it.
 */
import type { Exchanging } from '#src/api/keep-exchanging.ts';
import type { Archive } from '#src/domain/archive.ts';
import type { Intention, LogEvent } from '#src/domain/event.ts';
import { Failure } from '#src/domain/problem.ts';
import type { Session } from './session.ts';

/** What it needs of the dossiers that are open. */
interface Openable {
  open(dossier: string): {
    readonly stores: { readonly session: Session };
    readonly exchanging: Pick<Exchanging, 'wire' | 'subscribe' | 'retry'>;
  };
  hold(dossier: string): () => void;
}

/** Resolves with how many of its events were new here; rejects, with nothing changed, where they cannot be kept. */
export async function importArchive(
  dossiers: Openable,
  { dossier, events }: Archive,
): Promise<number> {
  const { stores, exchanging } = dossiers.open(dossier);
  const release = dossiers.hold(dossier);
  try {
    const { session } = stores;
    await session.load();
    const isServed = await untilKnown(session, exchanging);
    const added = await session.merge(events);
    if (!isServed) {
      await session.record(({ log }) =>
        descriptionAnew(log.get(`dossier:${dossier}`) ?? [], session.store.getState().actor),
      );
      await session.settled();
    }
    exchanging.retry();
    return added;
  } finally {
    release();
  }
}

/**
 * What somebody else began with, as of the same moment: it comes right after theirs, and before whatever was said of the
 * dossier since. Nothing where it has been described here.
 */
function descriptionAnew(about: readonly LogEvent[], actor: string | null): readonly Intention[] {
  const described = about.flatMap((event) =>
    event.type === 'dossier.described.v1' ? [event] : [],
  );
  const [first] = described;
  if (!first || described.some((event) => event.actor === actor)) return [];
  const { type, subject, payload, at } = first;
  return [{ type, subject, payload: { ...payload, begins: true }, at }];
}

/** Whether the server has it, as far as one can be reached; once it is known as whom to record. */
function untilKnown(
  { store }: Session,
  exchanging: Pick<Exchanging, 'wire' | 'subscribe'>,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const stops: (() => void)[] = [];
    const look = () => {
      const wire = exchanging.wire();
      const { actor, opening } = store.getState();
      const isUnreadable = opening.kind === 'unreadable';
      if (wire.kind === 'connecting' && !isUnreadable) return;
      for (const stop of stops) stop();
      const isOutOfReach = wire.kind === 'failing' || wire.kind === 'refused';
      if (actor === null && isOutOfReach && !isUnreadable) reject(new Failure(wire.problem));
      else resolve(wire.kind === 'connected');
    };
    stops.push(store.subscribe(look), exchanging.subscribe(look));
    look();
  });
}
