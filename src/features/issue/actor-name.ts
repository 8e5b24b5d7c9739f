/** Whom the page names: an actor by the name they took, this device's own one as “You” until they take one. */
import type { Board } from '#src/domain/board.ts';
import type { ActorId } from '#src/domain/ids.ts';
import { useDossier, usePresent } from '#src/store/hooks.ts';
import * as words from '#src/words/compiled/actors.ts';

export function defaultName(): string {
  return words.you();
}

function nameOf(actors: Board['actors'], id: ActorId, own: ActorId | null): string {
  const name = actors.get(id)?.name;
  if (name !== undefined) return name;
  return id === own ? defaultName() : words.nameless();
}

export function useActorName(): (id: ActorId) => string {
  const actors = usePresent(({ board }) => board.actors);
  const own = useDossier((state) => state.actor);
  return (id) => nameOf(actors, id, own);
}
