/** What was filled in of an issue, as lines that can be read and pasted: “Title: Walnuts”. */
import { draftFields, type IssueDraft } from '#src/domain/issue-draft.ts';
import * as words from '#src/words/compiled/issue-form.ts';
import { entryLabel, entryWords } from '#src/words/fields.ts';

export function draftInWords(draft: Partial<IssueDraft>): string {
  return draftFields
    .flatMap(({ name }) => {
      const text = draft[name] ?? '';
      if (text === '') return [];
      const said = words.line({ label: entryLabel(name), text: () => entryWords(name, text) });
      return [said.join('')];
    })
    .join('\n');
}
