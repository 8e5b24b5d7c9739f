/** What one part of the page marks for another, which looks for it in the document: each mark once, by name. */

interface Mark {
  /** The attributes of an element that is marked. */
  readonly on: Readonly<Record<`data-${string}`, ''>>;
  /** Finds those that are. */
  readonly selector: string;
}

function markOf(name: `data-${string}`): Mark {
  return { on: { [name]: '' }, selector: `[${name}]` };
}

/** A dialog that has come, and hears Escape by itself: the page closes it only while it is being loaded. */
export const popupMark = markOf('data-popup');

/** A list that scrolls by itself, a column of cards or the table: another filter brings it back to its top. */
export const scrollerMark = markOf('data-scroller');

/** A list of which only the rows in view are rendered, so that the browser's own search does not find all of it. */
export const windowedMark = markOf('data-windowed');

/** The panel of the open issue: what has the focus in it keeps it while something is taken back. */
export const panelMark = markOf('data-panel');

/** The id of the region with the board or the table: it gets the focus where what had it is gone. */
export const contentId = 'board';
