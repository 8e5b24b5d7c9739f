/**
 * A card under the pointer, from when it is picked up until it has landed, without React: frame by frame it takes
 * aim, scrolls at the edges and places the card. What else the page has to show of it stands in the
 * screen's state, which changes only when the aim does.
 */
import type { IssueId } from '#src/domain/ids.ts';
import type { Issue } from '#src/domain/issue.ts';
import type { Drag, DropPlace, Screen } from '#src/store/screen.ts';
import { cardAt, cardOf, issueAt } from './card-element.ts';
import { type Grip, placeCard } from './drag-overlay.tsx';
import { aimAt } from './drop-place.ts';
import { EdgeScroll } from './edge-scroll.ts';
import type { Point } from './gesture.ts';

export interface DragOptions {
  readonly screen: Screen;
  readonly issueOf: (id: IssueId) => Issue | undefined;
  /** Whether the board shows it, so that a drag of it can go on. */
  readonly isShown: (issue: Issue) => boolean;
  /** Puts the card where it was let go. */
  readonly land: (issue: IssueId, place: DropPlace) => Promise<unknown>;
  /** It was let go where it cannot land, or given up. */
  readonly giveUp: (issue: IssueId, isRefused: boolean) => Promise<unknown>;
}

export class CardDrag {
  /** What moves with the pointer, once it is in the page. */
  readonly card: { current: HTMLDivElement | null } = { current: null };
  readonly #options: DragOptions;
  #pressed: IssueId | null = null;
  #grip: Grip = { width: 0, x: 0, y: 0 };
  #frame = 0;
  #edge = new EdgeScroll(0);
  /** Gives the drag up; null while nothing is dragged, or once it is let go. */
  #letGo: (() => void) | null = null;

  constructor(options: DragOptions) {
    this.#options = options;
  }

  /** Takes note of which card is pressed; whether it can be dragged from there. */
  press(target: EventTarget | null): boolean {
    this.#pressed = issueAt(target);
    return (
      cardAt(target) !== null &&
      !(target instanceof Element && target.closest('button, input') !== null)
    );
  }

  /** The pressed card comes along. `pointer`: where the pointer is at any moment; `letGo` gives the drag up. */
  begin(pointer: () => Point, letGo: () => void): void {
    // By its issue, not its element: while a finger is held, that may have become another issue's.
    const issue = this.#pressed && this.#options.issueOf(this.#pressed);
    const card = issue && cardOf(issue.id);
    if (!issue || !card) {
      letGo();
      return;
    }
    const { x, y } = pointer();
    this.#grip = gripOf(card, x, y);
    this.#edge = new EdgeScroll(y);
    const { id, asker, status } = issue;
    this.#set({ issue: id, asker, status, place: null, isRefused: false });
    document.documentElement.dataset.dragging = '';
    document.documentElement.dataset.held = '';
    getSelection()?.removeAllRanges();
    this.#letGo = letGo;
    this.#frame = requestAnimationFrame((now) => this.#follow(pointer, now));
  }

  /** It is let go at this point, and lands there if it can. */
  land({ x, y }: Point): void {
    const drag = this.#drag();
    if (this.#letGo === null || drag === null) return;
    if (this.#isOff(drag)) {
      this.giveUp();
      return;
    }
    const { place, isRefused } = this.#takeAim(drag, document.elementFromPoint(x, y), y);
    void this.#finish(() =>
      place ? this.#options.land(drag.issue, place) : this.#options.giveUp(drag.issue, isRefused),
    );
  }

  /** The card goes back to where it was. */
  giveUp(): void {
    const drag = this.#drag();
    if (this.#letGo === null || drag === null) return;
    void this.#finish(() => this.#options.giveUp(drag.issue, false));
  }

  async #finish(end: () => Promise<unknown>): Promise<void> {
    this.#letGo = null;
    cancelAnimationFrame(this.#frame);
    const drag = this.#drag();
    // What has made room stands still: the card comes to stand in it, in one frame.
    delete document.documentElement.dataset.held;
    await end();
    // The next drag may have begun while this one was being recorded.
    if (this.#drag() === drag) this.#set(null);
    restoreCursor(() => this.#drag() === null);
  }

  #drag(): Drag | null {
    return this.#options.screen.store.getState().drag;
  }

  #set(drag: Drag | null): void {
    this.#options.screen.setDrag(drag);
  }

  /** Whether nothing can come of it any more: the card has left the board, or something else has the page. */
  #isOff({ issue: id, asker }: Drag): boolean {
    const { dialog, menu } = this.#options.screen.store.getState();
    const issue = this.#options.issueOf(id);
    const isHere = issue !== undefined && issue.asker === asker && this.#options.isShown(issue);
    return dialog !== null || menu !== null || !isHere;
  }

  #follow(pointer: () => Point, now: number): void {
    const drag = this.#drag();
    if (drag === null) return;
    if (this.#isOff(drag)) {
      this.#letGo?.();
      return;
    }
    const { x, y } = pointer();
    const hit = document.elementFromPoint(x, y);
    this.#takeAim(drag, hit, y);
    if (this.card.current) placeCard(this.card.current, x, y, this.#grip);
    this.#edge.step(hit, y, now);
    this.#frame = requestAnimationFrame((next) => this.#follow(pointer, next));
  }

  /** Takes note of where the card would land now. */
  #takeAim(drag: Drag, hit: Element | null, y: number): Drag {
    const aim = aimAt(hit, y, drag.issue, drag.asker);
    const place = aim.kind === 'place' ? aim.place : null;
    const isRefused = aim.kind === 'refused';
    const isSame = place?.status === drag.place?.status && place?.index === drag.place?.index;
    if (isSame && isRefused === drag.isRefused) return drag;
    const aimed = { ...drag, place, isRefused };
    this.#set(aimed);
    return aimed;
  }
}

function gripOf(card: HTMLElement, x: number, y: number): Grip {
  const cell = (card.closest('[data-cell]') ?? card).getBoundingClientRect();
  return { width: cell.width, x: x - cell.left, y: y - card.getBoundingClientRect().top };
}

/** The cursor of a drag is a style of the whole page: it is taken off once what landed has been painted. */
function restoreCursor(isOver: () => boolean): void {
  requestAnimationFrame(() =>
    setTimeout(() => {
      if (isOver()) delete document.documentElement.dataset.dragging;
    }),
  );
}
