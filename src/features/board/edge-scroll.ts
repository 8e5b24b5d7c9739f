/**
 * Scrolling while a card is held at an edge: of its column, else of the board, else of the page, whichever has
 * some way left. A place thousands of cards away is reached too: held longer than a moment at the edge of a long
 * column, it goes faster and faster, and slower again the nearer the card is taken to the middle. A column of any
 * length passes in seconds.
 */

/** The share of the height, at either end, that scrolls. */
const zone = 0.2;

/** Pixels that the card is taken towards an edge before anything scrolls: it may have been picked up there. */
const intent = 8;

/** Milliseconds until it scrolls at its usual speed. */
const rampUp = 250;

/** Milliseconds at the edge before it goes faster than that. */
const patience = 600;

/** Milliseconds in which the speed then doubles. */
const doubling = 450;

/** The usual speed at the very edge, a second: what is in view twice over, so that it can be read; at most so many pixels. */
const usual = { heights: 2, pixels: 1_500 };

/** Seconds that the longest way takes at full speed. */
const passage = 5;

/** A frame that comes late scrolls no further than one of this length, in milliseconds. */
const longestFrame = 50;

type Direction = 1 | -1;

interface Edge {
  readonly element: Element;
  readonly direction: Direction;
  /** From 0 where the zone begins to 1 at the very edge. */
  readonly depth: number;
}

interface Hold {
  readonly element: Element;
  readonly direction: Direction;
  readonly since: number;
}

export class EdgeScroll {
  readonly #start: number;
  #hold: Hold | null = null;
  #last = 0;
  readonly #intended = new Set<Direction>();

  /** `y`: where the card was picked up, in CSS pixels of the viewport. */
  constructor(y: number) {
    this.#start = y;
  }

  /** To be called once a frame. `hit`: what the pointer is on; `y`: its height; `now`: the frame's, in milliseconds. */
  step(hit: Element | null, y: number, now: number): void {
    const elapsed = Math.min(now - this.#last, longestFrame);
    this.#last = now;
    if (y - this.#start > intent) this.#intended.add(1);
    if (this.#start - y > intent) this.#intended.add(-1);
    const edge = edgeAt(hit, y);
    if (edge === null || !this.#intended.has(edge.direction)) {
      this.#hold = null;
      return;
    }
    const { element, direction, depth } = edge;
    const isHeld = this.#hold?.element === element && this.#hold.direction === direction;
    const hold = isHeld && this.#hold ? this.#hold : { element, direction, since: now };
    this.#hold = hold;
    const speed = speedAfter(now - hold.since, element) * depth;
    const distance = Math.round((speed * elapsed) / 1_000);
    if (distance === 0) return;
    element.scrollTop += direction * distance;
    // The browser says so only with the next frame: the rows that come in are to be drawn with this one.
    element.dispatchEvent(new Event('scroll'));
  }
}

/** In pixels a second. `held`: milliseconds at the edge. */
function speedAfter(held: number, { scrollHeight, clientHeight }: Element): number {
  const steady = Math.min(usual.pixels, usual.heights * clientHeight);
  if (held <= patience) return steady * Math.min(1, held / rampUp);
  const fastest = Math.max(steady, scrollHeight / passage);
  return Math.min(fastest, steady * 2 ** ((held - patience) / doubling));
}

/** The innermost of what scrolls under the pointer that is held at an edge and has some way left. */
function edgeAt(hit: Element | null, y: number): Edge | null {
  const column = hit?.closest('[data-cell]')?.querySelector('[data-rows]')?.parentElement;
  for (const element of [column, hit?.closest('main'), document.scrollingElement]) {
    const edge = element && edgeOf(element, y);
    if (edge) return edge;
  }
  return null;
}

function edgeOf(element: Element, y: number): Edge | null {
  const way = element.scrollHeight - element.clientHeight;
  const isPage = element === document.scrollingElement;
  if (way <= 0 || !(isPage || scrolls(element))) return null;
  const { top, height } = isPage
    ? { top: 0, height: window.innerHeight }
    : element.getBoundingClientRect();
  const reach = height * zone;
  const above = (top + reach - y) / reach;
  const below = (y - top - height + reach) / reach;
  // The last pixel may be a fraction.
  if (below > 0 && element.scrollTop < way - 1)
    return { element, direction: 1, depth: Math.min(1, below) };
  if (above > 0 && element.scrollTop > 0)
    return { element, direction: -1, depth: Math.min(1, above) };
  return null;
}

function scrolls(element: Element): boolean {
  const { overflowY } = getComputedStyle(element);
  return overflowY === 'auto' || overflowY === 'scroll';
}
