/** What was filled in of an issue, as lines that can be read and pasted: “Title: Walnuts”. */
import type { IssueDraft } from '#src/domain/issue-draft.ts';
import { fullPartyName } from '#src/domain/party.ts';
import { basisLabels, categoryLabels, statusLabels } from '#src/domain/vocabulary.ts';

export function draftInWords(draft: Partial<IssueDraft>): string {
  const { title, summary, asker, basis, category, tags, status } = draft;
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['Title', title],
    ['Asked by', asker ? fullPartyName(asker) : undefined],
    ['Basis', basis && basisLabels[basis]],
    ['Category', category && categoryLabels[category]],
    ['Status', status && statusLabels[status]],
    ['Tags', tags],
    ['Summary', summary],
  ];
  return lines.flatMap(([label, value]) => (value ? [`${label}: ${value}`] : [])).join('\n');
}
