/** What a person has said of a Trello board's lists and labels, and what that makes of one card. */
import type { PartyCode } from '#src/domain/ids.ts';
import { splitTags } from '#src/domain/issue-fields.ts';
import { limits } from '#src/domain/schemas.ts';
import type { Basis, Category, Status } from '#src/domain/vocabulary.ts';
import type { TrelloBoard, TrelloCard } from './trello-board.ts';

/** What becomes of the cards of a list. */
export type ListUse = Status | 'leave-out';

export type LabelUse =
  | { readonly kind: 'tag' }
  | { readonly kind: 'asker'; readonly party: PartyCode }
  | { readonly kind: 'nothing' };

export interface TrelloMatching {
  /** By list; one that is not there is left out. */
  readonly lists: ReadonlyMap<string, ListUse>;
  /** By label; one that is not there says nothing. */
  readonly labels: ReadonlyMap<string, LabelUse>;
  /** For cards in no list that is known. */
  readonly unlisted: ListUse;
  readonly withArchived: boolean;
  /** What holds for every new issue; the asker for those of which no label says one. */
  readonly others: {
    readonly asker: PartyCode | null;
    readonly category: Category;
    readonly basis: Basis;
  };
}

/** Of a list by its id; null for one that is left out, or none. */
export function statusOfList(list: string | null, { lists }: TrelloMatching): Status | null {
  const use = list === null ? 'leave-out' : (lists.get(list) ?? 'leave-out');
  return use === 'leave-out' ? null : use;
}

/** What a card is today; null where it is left out. */
export function statusOfCard({ list }: TrelloCard, matching: TrelloMatching): Status | null {
  if (list !== null) return statusOfList(list, matching);
  return matching.unlisted === 'leave-out' ? null : matching.unlisted;
}

/** What the labels of a card say. */
export interface Labelled {
  /** Each once. The first of them asks. */
  readonly askers: readonly PartyCode[];
  readonly tags: readonly string[];
  /** Those that cannot be tags, for they are too long or too many. */
  readonly others: readonly string[];
}

export function readLabels(
  card: TrelloCard,
  board: TrelloBoard,
  matching: TrelloMatching,
): Labelled {
  const askers = new Set<PartyCode>();
  const names: string[] = [];
  for (const { id, name } of board.labels) {
    const use = card.labels.includes(id) ? matching.labels.get(id) : undefined;
    if (use?.kind === 'tag') names.push(name);
    if (use?.kind !== 'asker') continue;
    if (askers.size > 0 && !askers.has(use.party)) names.push(name);
    askers.add(use.party);
  }
  const words = splitTags(names.join(','));
  const short = words.filter(({ length }) => length <= limits.tag);
  const tags = short.slice(0, limits.tags);
  return { askers: [...askers], tags, others: words.filter((word) => !tags.includes(word)) };
}
