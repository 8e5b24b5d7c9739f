/** What was filled in of an issue, as lines that can be read and pasted: “Title: Walnuts”. */
import { draftFields, type IssueDraft } from '#src/domain/issue-draft.ts';

export function draftInWords(draft: Partial<IssueDraft>): string {
  return draftFields
    .flatMap(({ name, label, words }) => {
      const text = draft[name] ?? '';
      return text === '' ? [] : [`${label}: ${words(text)}`];
    })
    .join('\n');
}
