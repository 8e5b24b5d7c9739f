/**
 * Speed for long columns: the drag library scrolls at the edges by some cards a second, too slow for a place
 * thousands of cards away. A card held at the edge of such a column longer than a moment scrolls it faster and
 * faster, and slower again the nearer it is taken to the middle. A column of any length passes in seconds.
 */

/** The share of a column's height, at either end, that scrolls: the drag library's own. */
const zone = 0.2;

/** Milliseconds at the edge before it goes faster. */
const patience = 600;

/** Milliseconds in which the speed doubles. */
const doubling = 450;

/** Pixels a second that the drag library scrolls by itself, and with which the doubling begins. */
const slowest = 1_500;

/** Seconds that the longest way takes at full speed. */
const passage = 5;

/** A frame that comes late scrolls no further than one of this length, in milliseconds. */
const longestFrame = 50;

interface Hold {
  readonly element: Element;
  readonly direction: 1 | -1;
  readonly since: number;
}

export class EdgeScroll {
  #hold: Hold | null = null;
  #last = 0;

  /** To be called once a frame. `x`, `y`: the pointer; `now`: the time of the frame, in milliseconds. */
  step(x: number, y: number, now: number): void {
    const elapsed = Math.min(now - this.#last, longestFrame);
    this.#last = now;
    const edge = edgeAt(x, y);
    const isHeld =
      this.#hold?.element === edge?.element && this.#hold?.direction === edge?.direction;
    if (!isHeld) this.#hold = edge && { ...edge, since: now };
    if (edge === null || this.#hold === null) return;
    const { element, direction, depth } = edge;
    const speed = extraSpeed(now - this.#hold.since, element.scrollHeight) * depth;
    const distance = Math.round((speed * elapsed) / 1_000);
    if (distance === 0) return;
    element.scrollTop += direction * distance;
    // The browser says so only with the next frame: the rows that come in are to be drawn with this one.
    element.dispatchEvent(new Event('scroll'));
  }
}

/** In pixels a second. `held`: milliseconds at the edge; `height`: of the whole column, in pixels. */
function extraSpeed(held: number, height: number): number {
  if (held <= patience) return 0;
  const fastest = Math.max(0, height / passage - slowest);
  return Math.min(fastest, slowest * 2 ** ((held - patience) / doubling) - slowest);
}

interface Edge {
  readonly element: Element;
  readonly direction: 1 | -1;
  /** From 0 where the zone begins to 1 at the very edge. */
  readonly depth: number;
}

/** The edge of a scrolling column that the point is at. */
function edgeAt(x: number, y: number): Edge | null {
  const cell = document.elementFromPoint(x, y)?.closest('[data-cell]');
  const element = cell?.querySelector('[data-rows]')?.parentElement;
  if (!element || element.scrollHeight <= element.clientHeight) return null;
  const { top, bottom, height } = element.getBoundingClientRect();
  const reach = height * zone;
  const above = (top + reach - y) / reach;
  const below = (y - bottom + reach) / reach;
  if (below > 0) return { element, direction: 1, depth: Math.min(1, below) };
  if (above > 0) return { element, direction: -1, depth: Math.min(1, above) };
  return null;
}
