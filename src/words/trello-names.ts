/**
 * What the lists and labels of a Trello board are taken for until somebody says otherwise, by their names, and the few words
 * that an issue made from a card needs. Nothing is proposed to be left out but what the board itself has archived.
 */
import type { PartyCode } from '#src/domain/ids.ts';
import type { Status } from '#src/domain/vocabulary.ts';
import type { TrelloBoard } from '#src/formats/trello-board.ts';
import type { LabelUse, TrelloMatching } from '#src/formats/trello-matching.ts';
import type { TrelloWords } from '#src/formats/trello-text.ts';
import * as words from './compiled/trello.ts';
import { formatCalendarDate } from './dates.ts';
import { askerCalled, statusCalled } from './table-names.ts';

/** No name of a list or a label that says something is longer. */
const longestName = 100;

/** What people put around the words of a list's name: signs, numbers, what stands in brackets. */
const around = /\([^)]*\)|\[[^\]]*\]|[^\p{L}\p{M}\s'’/&–—-]+/gu;

/** `✅ Done (2025)` → resolved; a name that says nothing of it stands for open. */
export function statusOfListCalled(name: string): Status {
  if (name.length > longestName) return 'open';
  const bare = name.replace(around, ' ').trim();
  const parts = bare.split(/\s+[-–—/&]\s+|\//);
  for (const text of [name, bare, ...parts]) {
    const status = statusCalled(text);
    if (status !== null) return status;
  }
  return 'open';
}

/** `US ask` → asked by the US, where it is a side of the dossier; else a tag. */
export function useOfLabelCalled(name: string, parties: readonly PartyCode[]): LabelUse {
  const party = name.length > longestName ? null : askerCalled(name);
  return party !== null && parties.includes(party) ? { kind: 'asker', party } : { kind: 'tag' };
}

/** `parties`: of the dossier into which the board is taken. */
export function proposeMatching(
  { lists, labels }: TrelloBoard,
  parties: readonly PartyCode[],
): TrelloMatching {
  return {
    lists: new Map(lists.map(({ id, name }) => [id, statusOfListCalled(name)])),
    labels: new Map(labels.map(({ id, name }) => [id, useOfLabelCalled(name, parties)])),
    unlisted: 'open',
    withArchived: false,
    others: { asker: null, category: 'other', basis: 'inferred' },
  };
}

/** The day in UTC, so that a board says the same wherever it is taken in. */
function dayOf(instant: string): string {
  return formatCalendarDate(instant.slice(0, 10));
}

export const trelloWords: TrelloWords = {
  due: ({ at, isDone }) => (isDone ? words.dueDone : words.due)({ day: dayOf(at) }),
  itemDue: (at) => words.itemDue({ day: dayOf(at) }),
  attachments: words.attachments,
  labels: words.labels,
  goesOn: words.goesOn,
  untitled: words.untitled,
  archived: words.archived,
};
