/**
 * Beginning a dossier, and saying anew what one is, from outside of it: it is opened for that, and stays open until a
 * server has what was recorded.
 */
import type { Exchanging } from '#src/api/keep-exchanging.ts';
import type { Board } from '#src/domain/board.ts';
import {
  beginDossier,
  type DossierDraft,
  describeAnew,
  type ExampleIssue,
} from '#src/domain/dossier-draft.ts';
import type { Intention } from '#src/domain/event.ts';
import { Failure } from '#src/domain/problem.ts';
import type { DossierState } from './dossier-state.ts';
import type { OpenDossiers } from './open-dossiers.ts';
import type { Session } from './session.ts';

/** Records once all is known that it takes. Resolves when that is on the device, or the disk has refused it, which the dossier's page says. */
async function recordIn(
  dossiers: OpenDossiers,
  dossier: string,
  isReady: (state: DossierState) => boolean,
  intend: (board: Board) => readonly Intention[],
): Promise<void> {
  const { stores, exchanging } = dossiers.open(dossier);
  const release = dossiers.hold(dossier);
  try {
    const { session } = stores;
    await session.load();
    await untilReady(session, exchanging, isReady);
    await session.record(({ board }) => intend(board));
    await session.settled();
    // Asked before there was anything to tell, a server has said that it knows nothing of this.
    exchanging.retry();
  } finally {
    release();
  }
}

/** As whom to record, a server says on the first visit of all. */
export function begin(
  dossiers: OpenDossiers,
  dossier: string,
  draft: DossierDraft,
  example: ExampleIssue | null,
): Promise<void> {
  const isReady = ({ actor }: DossierState) => actor !== null;
  return recordIn(dossiers, dossier, isReady, () => beginDossier(dossier, draft, example));
}

/** What it is called so far, a server says of one that was never opened here. */
export function rename(dossiers: OpenDossiers, dossier: string, title: string): Promise<void> {
  const isReady = ({ actor, folded }: DossierState) =>
    actor !== null && folded.board.dossier !== null;
  return recordIn(dossiers, dossier, isReady, ({ dossier: before }) =>
    before === null ? [] : describeAnew(dossier, before, { title, parties: before.parties }),
  );
}

/** Where no server can be reached that would say it, the problem is told. */
function untilReady(
  { store }: Session,
  exchanging: Exchanging,
  isReady: (state: DossierState) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const stops: (() => void)[] = [];
    const look = () => {
      const wire = exchanging.wire();
      const state = store.getState();
      // Where the device's log cannot be read, recording says so.
      const isOver = isReady(state) || state.opening.kind === 'unreadable';
      const isFailing = wire.kind === 'failing' || wire.kind === 'refused';
      if (!isOver && !isFailing) return;
      for (const stop of stops) stop();
      if (isOver) resolve();
      else if (isFailing) reject(new Failure(wire.problem));
    };
    stops.push(store.subscribe(look), exchanging.subscribe(look));
    look();
  });
}
