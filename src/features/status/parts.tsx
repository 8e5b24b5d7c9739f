/** The part of the notices that few pages ever show. */
import type { DossierState } from '#src/store/dossier-state.ts';
import { lazyPart } from '#src/ui/lazy-part.tsx';
import { PartFailed } from '#src/ui/part-failed.tsx';
import { asidePart } from '#src/words/compiled/status.ts';

/** Whether anything is kept that is not shown or not sent. */
export function hasAside(state: DossierState): boolean {
  const { refused, held, unreadable, elsewhere, folded } = state;
  const rest = unreadable + elsewhere + folded.board.unrecognised;
  return refused.length + held.length + rest > 0;
}

export const KeptAside = lazyPart({
  load: async () => (await import('./kept-aside.tsx')).KeptAside,
  whenFailed: (failure) => (
    <PartFailed
      part={asidePart()}
      failure={failure}
      className="border-line border-b bg-problem-well px-3 py-2 sm:px-5"
    />
  ),
});
