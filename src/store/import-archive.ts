/**
 * Taking an archive in: its events are merged into the dossier they are of, which is opened for that. Events stay those of
 * who recorded them. A server takes from a client only what that has recorded; so of a dossier that no server has, and
 * that somebody else has begun, its description is recorded here too, by which the server takes what is added to it.
 */
import type { Wire } from '#src/api/keep-exchanging.ts';
import type { Intention, LogEvent } from '#src/domain/event.ts';
import type { Archive } from '#src/formats/archive.ts';
import type { DossierState } from './dossier-state.ts';
import { type Openable, workOn } from './dossier-work.ts';
import type { Session } from './session.ts';
import type { LongWork } from './slices.ts';

/**
 * Resolves with how many of its events were new here; rejects, with nothing changed, where it is given up or they cannot be
 * kept.
 */
export function importArchive(
  dossiers: Openable,
  { dossier, events }: Archive,
  work: LongWork,
): Promise<number> {
  const takeIn = async (session: Session, wire: Wire) => {
    const added = await session.merge(events, { work });
    if (wire.kind !== 'connected') {
      await session.record(({ log }) =>
        descriptionAnew(log.get(`dossier:${dossier}`) ?? [], session.store.getState().actor),
      );
    }
    return added;
  };
  return workOn(dossiers, dossier, isKnown, takeIn, work.signal);
}

/** As whom to record, and whether the server has it, as far as one can be reached. */
function isKnown({ actor }: DossierState, { kind }: Wire): boolean {
  return actor !== null && kind !== 'connecting';
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
