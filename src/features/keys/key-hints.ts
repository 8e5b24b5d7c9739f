/**
 * What the keys do, in words, by where they work. Those of the page come from the list that it acts on; the others are
 * written here by hand, and acted on in board/card-keys.ts and selecting.ts, in table/row-keys.ts and in
 * issue/note-editor.tsx: who changes one there changes it here.
 */
import { type PageAction, pageKeys } from '#src/commands/keys.ts';
import * as words from '#src/words/compiled/keys.ts';

export interface KeyHint {
  /** Each of them does it. */
  readonly keys: readonly string[];
  readonly says: () => string;
}

const pageWords: Readonly<Record<PageAction, () => string>> = {
  search: words.search,
  find: words.find,
  add: words.add,
  next: words.nextIssue,
  previous: words.previousIssue,
  cite: words.cite,
  undo: words.undo,
  redo: words.redo,
  close: words.closeOrClear,
  keys: words.showKeys,
};

/** Anywhere on the page. */
export const pageHints: readonly KeyHint[] = pageKeys.map(({ action, keys }) => ({
  keys,
  says: pageWords[action],
}));

/** On a card that has the focus. */
export const cardHints: readonly KeyHint[] = [
  { keys: ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'], says: words.nextCard },
  { keys: ['Home', 'End'], says: words.endsOfColumn },
  { keys: ['Enter'], says: words.openIssue },
  { keys: ['m'], says: words.moveMenu },
  { keys: ['t', 'b'], says: words.moveToEnds },
  { keys: ['x'], says: words.select },
  { keys: ['Shift+ArrowUp', 'Shift+ArrowDown'], says: words.selectNext },
  { keys: ['Mod+a'], says: words.selectAll },
];

/** In a row of the table that has the focus. */
export const rowHints: readonly KeyHint[] = [
  { keys: ['ArrowUp', 'ArrowDown'], says: words.nextRow },
  { keys: ['PageUp', 'PageDown'], says: words.pageOfRows },
  { keys: ['Home', 'End'], says: words.endsOfTable },
  { keys: ['Enter'], says: words.openIssue },
  { keys: ['x'], says: words.select },
  { keys: ['Shift+ArrowUp', 'Shift+ArrowDown'], says: words.selectNext },
  { keys: ['Mod+a'], says: words.selectAll },
];

/** In the text of a note. */
export const noteHints: readonly KeyHint[] = [
  { keys: ['Mod+Enter'], says: words.saveNote },
  { keys: ['Escape'], says: words.leaveNote },
];
