/** The entries of an issue's history in plain words. */
import type { HistoryAction } from '#src/domain/history.ts';
import {
  type EditedFields,
  type FieldName,
  type IssueFields,
  issueFields,
} from '#src/domain/issue-fields.ts';
import { differingParts } from '#src/domain/text-change.ts';
import * as words from './compiled/history.ts';
import { fieldWords } from './fields.ts';
import { inserted } from './inserted-text.ts';
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
    case 'note-added': {
      const { writtenBy } = action;
      return writtenBy === undefined
        ? words.noteAdded()
        : words.noteBrought({ name: inserted(writtenBy) });
    }
    case 'note-edited':
      return words.noteEdited();
    case 'note-removed':
      return words.noteRemoved();
    case 'unrecognised':
      return words.unrecognised({ type: action.type });
  }
}

/** A field that an edit changed: what it held, and what it holds since, shortened; empty where that is nothing. */
export interface ChangeInWords {
  readonly field: FieldName;
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** Characters of a value that are shown. */
const mostShown = 90;

/** What an edit changed, field by field; its passages, which are told one by one, apart. */
export function describeChanges({
  fields,
  before,
  after,
}: Extract<HistoryAction, { kind: 'edited' }>): readonly ChangeInWords[] {
  return fields
    .filter((name) => name !== 'evidence')
    .flatMap((name) => describeChange(name, before, after));
}

function describeChange<K extends FieldName>(
  name: K,
  before: EditedFields,
  after: EditedFields,
): ChangeInWords[] {
  const [was, is]: (IssueFields[K] | undefined)[] = [before[name], after[name]];
  if (was === undefined || is === undefined || issueFields[name].isSame(was, is)) return [];
  const { label, value } = fieldWords[name];
  const parts = differingParts(value(was), value(is), mostShown);
  return [{ field: name, label: label(), ...parts }];
}
