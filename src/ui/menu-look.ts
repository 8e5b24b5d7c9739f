/** What menus look like, those of the header and those of the cards. */

export const menuLook =
  'max-h-[min(80dvh,32rem)] max-w-[min(24rem,calc(100vw-1rem))] min-w-52 overflow-y-auto rounded-md border border-line bg-raised p-1 shadow-lg outline-none';

/** Large enough for a finger where there is one. */
export const menuItemLook =
  'flex min-h-9 cursor-default items-center gap-2.5 rounded-sm px-2.5 text-sm text-ink outline-none select-none sm:min-h-8 pointer-coarse:min-h-11 ' +
  'data-highlighted:bg-well data-disabled:opacity-45';

export const menuLineLook = 'my-1 h-px bg-line';
