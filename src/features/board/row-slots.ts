/**
 * Which element of the page shows which row. A filter or a jump replaces most of the rows in view: the new ones are
 * put into the elements of the old, which costs a fraction of making them. An element never moves for it, so the
 * order of reading and of Tab stays that of the rows; and a row that stays keeps its own element, with its focus.
 */
import type { IssueId } from '#src/domain/ids.ts';

export interface Slotted {
  readonly id: IssueId;
  /** Names an element among those of the list. */
  readonly slot: number;
}

/**
 * Gives every id a slot. `before`: what the list showed, in its order. `held`: the slots of these are not given to
 * others once they have gone, for the focus or a menu is on them.
 */
export function assignSlots(
  before: readonly Slotted[],
  ids: readonly IssueId[],
  held: ReadonlySet<IssueId>,
): Slotted[] {
  const placeBefore = new Map(before.map(({ id }, place) => [id, place]));
  const stays = new Set(ids);
  let fresh = before.reduce((most, { slot }) => Math.max(most, slot), -1) + 1;
  let place = 0;
  /** The next slot that is free, up to the next row that stays. */
  const takeFree = (): number | null => {
    for (; place < before.length; place += 1) {
      const old = before[place];
      if (!old || stays.has(old.id)) return null;
      if (held.has(old.id)) continue;
      place += 1;
      return old.slot;
    }
    return null;
  };
  return ids.map((id) => {
    const old = placeBefore.get(id);
    const kept = old === undefined ? undefined : before[old];
    if (old !== undefined && kept) {
      place = Math.max(place, old + 1);
      return { id, slot: kept.slot };
    }
    const free = takeFree();
    if (free !== null) return { id, slot: free };
    fresh += 1;
    return { id, slot: fresh - 1 };
  });
}
