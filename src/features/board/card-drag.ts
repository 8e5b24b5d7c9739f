/**
 * A card under the pointer, from when it is picked up until it has landed, without React: frame by frame it takes
 * aim, scrolls at the edges and places the card and the mark. What else the page has to show of it stands in the
 * screen's state, which changes only when the aim does.
 */
import { cellKey } from '#src/domain/cells.ts';
import type { IssueId } from '#src/domain/ids.ts';
import type { Issue } from '#src/domain/issue.ts';
import type { Drag, DropPlace, Screen } from '#src/store/screen.ts';
import { cardOf, issueAt } from './card-element.ts';
import { type Grip, placeCard, placeMark } from './drag-overlay.tsx';
import { type Aim, aimAt } from './drop-place.ts';
import { EdgeScroll } from './edge-scroll.ts';

/** In CSS pixels of the viewport. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface DragOptions {
  readonly screen: Screen;
  readonly issueOf: (id: IssueId) => Issue | undefined;
  /** Puts the card where it was let go. */
  readonly land: (issue: IssueId, place: DropPlace) => Promise<unknown>;
  /** It was let go where it cannot land, or given up. */
  readonly giveUp: (issue: IssueId, isRefused: boolean) => Promise<unknown>;
}

export class CardDrag {
  /** What moves with the pointer, once it is in the page. */
  readonly card: { current: HTMLDivElement | null } = { current: null };
  readonly mark: { current: HTMLDivElement | null } = { current: null };
  readonly #options: DragOptions;
  #pressed: IssueId | null = null;
  #grip: Grip = { share: 0, y: 0 };
  #frame = 0;
  #edge = new EdgeScroll(0);
  /** Stops listening for the release; null while nothing is dragged, or once it is let go. */
  #letGo: (() => void) | null = null;

  constructor(options: DragOptions) {
    this.#options = options;
  }

  /** Takes note of which card is pressed; returns how to stop. */
  watch(board: HTMLElement): () => void {
    const press = ({ target }: Event) => {
      this.#pressed = issueAt(target);
    };
    board.addEventListener('pointerdown', press, { capture: true });
    return () => board.removeEventListener('pointerdown', press, { capture: true });
  }

  /** The pressed card comes along. `pointer`: where the pointer is at any moment. */
  begin(pointer: () => Point): void {
    // By its issue, not its element: while a finger is held, that may have become another issue's.
    const issue = this.#pressed && this.#options.issueOf(this.#pressed);
    const card = issue && cardOf(issue.id);
    if (!issue || !card) return;
    const { x, y } = pointer();
    const box = card.getBoundingClientRect();
    this.#grip = { share: (x - box.left) / box.width, y: y - box.top };
    this.#edge = new EdgeScroll(y);
    const from = cellKey(issue.asker, issue.status);
    this.#set({ issue: issue.id, from, place: null, isRefused: false });
    document.documentElement.dataset.dragging = '';
    getSelection()?.removeAllRanges();
    document.addEventListener('selectstart', preventDefault);
    this.#landOnRelease();
    this.#frame = requestAnimationFrame((now) => this.#follow(pointer, now));
  }

  /** The drag is over: the card lands where it is held, or goes back. Does nothing where it has been told already. */
  async finish(isCanceled: boolean): Promise<void> {
    if (this.#letGo === null) return;
    this.#letGo();
    this.#letGo = null;
    cancelAnimationFrame(this.#frame);
    document.removeEventListener('selectstart', preventDefault);
    const drag = this.#drag();
    const place = isCanceled ? null : drag?.place;
    if (drag && place) await this.#options.land(drag.issue, place);
    else if (drag) await this.#options.giveUp(drag.issue, drag.isRefused && !isCanceled);
    // The next drag may have begun while this one was being recorded.
    if (this.#drag() === drag) this.#set(null);
    restoreCursor(() => this.#drag() === null);
  }

  #drag(): Drag | null {
    return this.#options.screen.store.getState().drag;
  }

  #set(drag: Drag | null): void {
    this.#options.screen.store.setState({ drag });
  }

  /** The library says that a drag is over some frames after the pointer is up; the card lands at once. */
  #landOnRelease(): void {
    const release = ({ clientX: x, clientY: y }: PointerEvent) => {
      const drag = this.#drag();
      if (drag) this.#takeAim(drag, document.elementFromPoint(x, y), y);
      void this.finish(false);
    };
    window.addEventListener('pointerup', release, { capture: true, once: true });
    this.#letGo = () => window.removeEventListener('pointerup', release, { capture: true });
  }

  #follow(pointer: () => Point, now: number): void {
    const drag = this.#drag();
    if (drag === null) return;
    const { x, y } = pointer();
    const hit = document.elementFromPoint(x, y);
    const aim = this.#takeAim(drag, hit, y);
    if (this.card.current) placeCard(this.card.current, x, y, this.#grip);
    if (this.mark.current) placeMark(this.mark.current, aim);
    this.#edge.step(hit, y, now);
    this.#frame = requestAnimationFrame((next) => this.#follow(pointer, next));
  }

  /** Takes note of where the card would land now. */
  #takeAim(drag: Drag, hit: Element | null, y: number): Aim {
    const aim = aimAt(hit, y, drag.issue, drag.from);
    const place = aim.kind === 'place' ? aim.place : null;
    const isRefused = aim.kind === 'refused';
    const isSame = place?.cell === drag.place?.cell && place?.index === drag.place?.index;
    if (!isSame || isRefused !== drag.isRefused) this.#set({ ...drag, place, isRefused });
    return aim;
  }
}

function preventDefault(event: Event): void {
  event.preventDefault();
}

/** The cursor of a drag is a style of the whole page: it is taken off once what landed has been painted. */
function restoreCursor(isOver: () => boolean): void {
  requestAnimationFrame(() =>
    setTimeout(() => {
      if (isOver()) delete document.documentElement.dataset.dragging;
    }),
  );
}
