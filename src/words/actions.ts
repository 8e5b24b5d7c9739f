/** The entries of an issue's history in plain words. */
import type { HistoryAction } from '#src/domain/history.ts';
import * as words from './compiled/history.ts';
import { fieldWords } from './fields.ts';
import { listAll } from './numbers.ts';
import { statusLabel } from './vocabulary.ts';

/** A history entry as the predicate of a sentence: “moved from Open to Under discussion”. */
export function describeAction(action: HistoryAction): string {
  switch (action.kind) {
    case 'added':
      return words.added({ status: statusLabel(action.to) });
    case 'moved':
      return words.moved({ from: statusLabel(action.from), to: statusLabel(action.to) });
    case 'explained':
      return words.explained();
    case 'reordered':
      return words.reordered({ status: statusLabel(action.within) });
    case 'edited':
      return words.edited({
        fields: listAll(action.fields.map((name) => fieldWords[name].noun())),
      });
    case 'removed':
      return words.removed();
    case 'note-added':
      return words.noteAdded();
    case 'note-edited':
      return words.noteEdited();
    case 'note-removed':
      return words.noteRemoved();
    case 'unrecognised':
      return words.unrecognised({ type: action.type });
  }
}
