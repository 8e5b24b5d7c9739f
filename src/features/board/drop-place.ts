/**
 * Where a dragged card would land, read from what is on screen: the cell under the pointer, and its row at that height.
 * All rows of a cell are equally high, so the place does not depend on what has made room meanwhile, and a virtualised
 * cell of thousands costs no more than a short one.
 */
import type { IssueId, PartyCode } from '#src/domain/ids.ts';
import { statuses } from '#src/domain/vocabulary.ts';
import type { DropPlace } from '#src/store/screen.ts';
import { firstRow } from './row-shift.ts';

/** What the pointer is on: a place for the card, another party's lane, or neither. */
export type Aim =
  | { readonly kind: 'place'; readonly place: DropPlace }
  | { readonly kind: 'refused' }
  | { readonly kind: 'nowhere' };

/** `hit`: what the pointer is on; `y`: its height, in CSS pixels of the viewport; `asker`: whose the card is. */
export function aimAt(hit: Element | null, y: number, dragged: IssueId, asker: PartyCode): Aim {
  const lane = hit?.closest<HTMLElement>('[data-lane]')?.dataset.lane;
  if (lane !== undefined && lane !== asker) return { kind: 'refused' };
  const tab = statuses.find(
    (known) => known === hit?.closest<HTMLElement>('[data-drop]')?.dataset.drop,
  );
  // Its column, of which nothing is in view yet.
  if (tab) return { kind: 'place', place: { asker, status: tab, index: 0 } };
  const cell = hit?.closest<HTMLElement>('[data-cell]');
  const list = cell?.querySelector<HTMLElement>('[data-rows]');
  const status = statuses.find((known) => known === cell?.dataset.cell);
  if (!list || !status) return { kind: 'nowhere' };
  const isOwn = list.querySelector(`[data-card="${CSS.escape(dragged)}"]`) !== null;
  return { kind: 'place', place: { asker, status, index: rowAt(y, list, isOwn) } };
}

/** `isOwn`: whether the dragged card is one of the rows; then there is no row more than there are cards. */
function rowAt(y: number, list: HTMLElement, isOwn: boolean): number {
  const row = list.querySelector<HTMLElement>('[data-index]');
  if (!row) return 0;
  const { top } = list.getBoundingClientRect();
  const last = Number(row.ariaSetSize) - (isOwn ? 1 : 0);
  const at = Math.floor((y - top - firstRow) / row.offsetHeight);
  return Math.min(Math.max(0, at), last);
}
