/**
 * Where a dragged card would land, read from what is on screen: the cell under the pointer, and the gap among
 * its rows that is nearest. Only rows that are rendered can be under a pointer, so a virtualised cell of
 * thousands costs no more than a short one.
 */
import type { IssueId, PartyCode } from '#src/domain/ids.ts';
import { statuses } from '#src/domain/vocabulary.ts';
import type { DropPlace } from '#src/store/screen.ts';

/** What the pointer is on: a place for the card, another party's lane, or neither. */
export type Aim =
  | { readonly kind: 'place'; readonly place: DropPlace; readonly mark: Mark }
  | { readonly kind: 'refused' }
  | { readonly kind: 'nowhere' };

/** The line between two cards where the card would land, in CSS pixels of the viewport. */
export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** `hit`: what the pointer is on; `y`: its height, in CSS pixels of the viewport; `asker`: whose the card is. */
export function aimAt(hit: Element | null, y: number, dragged: IssueId, asker: PartyCode): Aim {
  const lane = hit?.closest<HTMLElement>('[data-lane]')?.dataset.lane;
  if (lane !== undefined && lane !== asker) return { kind: 'refused' };
  const cell = hit?.closest<HTMLElement>('[data-cell]');
  const list = cell?.querySelector<HTMLElement>('[data-rows]');
  const status = statuses.find((known) => known === cell?.dataset.cell);
  if (!list || !status) return { kind: 'nowhere' };
  const { top, left, width } = list.getBoundingClientRect();
  const rows = rowsOf(list);
  const gap = gapAt(y, rows, top);
  // The dragged card's own row stays rendered wherever it is (cell-rows.tsx), and is not counted.
  const source = rows.find((row) => row.issue === dragged);
  const index = source && source.index < gap.index ? gap.index - 1 : gap.index;
  return {
    kind: 'place',
    place: { asker, status, index },
    mark: { x: left, y: Math.round(gap.y), width },
  };
}

/** The gap nearest to `y`: before the first row whose middle is below it, or after the last. Rows meet amid the gap. */
function gapAt(y: number, rows: readonly Row[], top: number): { index: number; y: number } {
  const next = rows.find(({ box }) => y < box.top + box.height / 2);
  if (next) return { index: next.index, y: next.box.top };
  const last = rows.at(-1);
  return last ? { index: last.index + 1, y: last.box.bottom } : { index: 0, y: top };
}

interface Row {
  readonly issue: string;
  readonly index: number;
  readonly box: DOMRect;
}

function rowsOf(list: HTMLElement): Row[] {
  const rows: Row[] = [];
  for (const element of list.querySelectorAll<HTMLElement>('[data-index]')) {
    const index = Number(element.dataset.index);
    const issue = element.querySelector<HTMLElement>('[data-card]')?.dataset.card ?? '';
    rows.push({ issue, index, box: element.getBoundingClientRect() });
  }
  return rows.sort((a, b) => a.index - b.index);
}
