/**
 * What a Trello board's export says of the past: its actions, which it lists from the latest back, and of which it has the
 * last 1,000 alone. Card by card they come out in the order in which they happened.
 *
 * Source: the action types of Trello's REST API, and exports as the site writes them.
 */
import * as v from 'valibot';
import { type Instant, instantOf } from '#src/domain/instant.ts';
import { loose, readFields } from './loose-reading.ts';

/** How an action names a list; either may be missing. */
export interface ListName {
  readonly id: string | null;
  readonly name: string | null;
}

export interface CardMove {
  readonly at: Instant;
  /** Lists by id; null where it is not known which, as for a card that came from another board. */
  readonly from: string | null;
  readonly to: string | null;
}

export interface CardRename {
  readonly at: Instant;
  readonly from: string;
  readonly to: string;
}

/** Archived, or brought back. */
export interface Closing {
  readonly at: Instant;
  readonly isClosed: boolean;
}

export interface CardComment {
  /** Null where the export has no date that can be read. */
  readonly at: Instant | null;
  /** Empty where nobody is named. */
  readonly author: string;
  /** Markdown. */
  readonly text: string;
}

export interface CardPast {
  /** What made the card on this board; null where that is not among the actions. */
  readonly made: {
    readonly at: Instant;
    readonly list: string | null;
    readonly name: string | null;
  } | null;
  readonly moves: readonly CardMove[];
  readonly renames: readonly CardRename[];
  readonly closings: readonly Closing[];
  readonly comments: readonly CardComment[];
}

export interface BoardPast {
  readonly cards: ReadonlyMap<string, CardPast>;
  /** By the list's id. */
  readonly closings: ReadonlyMap<string, readonly Closing[]>;
}

export const noPast: CardPast = { made: null, moves: [], renames: [], closings: [], comments: [] };

/** Trello's own limit; an export of so many says nothing of what was before them. */
export const mostActions = 1_000;

/** Before this there was no Trello: an id that says so is not one of theirs. */
const earliest = Date.UTC(2010, 0);

/** The moment in an id of theirs: its first eight hexadecimal digits are seconds since 1970. Null for any other id. */
export function momentInId(id: string): Instant | null {
  if (!/^[0-9a-f]{24}$/i.test(id)) return null;
  const milliseconds = Number.parseInt(id.slice(0, 8), 16) * 1_000;
  return milliseconds < earliest ? null : instantOf(milliseconds);
}

const listForm = v.nullish(v.object({ id: loose.id, name: loose.line, closed: loose.flag }), null);

const actionForm = v.object({
  id: loose.id,
  type: v.nullish(v.string(), ''),
  date: loose.instant,
  idMemberCreator: loose.id,
  memberCreator: v.nullish(v.object({ fullName: loose.line, username: loose.line }), null),
  data: v.unknown(),
});

const dataForm = v.object({
  card: v.nullish(
    v.object({ id: loose.id, name: loose.line, idList: loose.id, closed: loose.flag }),
    null,
  ),
  list: listForm,
  listBefore: listForm,
  listAfter: listForm,
  old: v.nullish(v.object({ name: loose.line, idList: loose.id, closed: loose.flag }), null),
  text: loose.text,
});

type Data = v.InferOutput<typeof dataForm>;

/** What puts a card on the board where none was. */
const making = new Set(['createCard', 'copyCard', 'convertToCardFromCheckItem', 'emailCard']);
const commenting = new Set(['commentCard', 'copyCommentCard']);
const telling = new Set([...making, ...commenting, 'updateCard', 'moveCardToBoard', 'updateList']);

type Unfinished = {
  made: CardPast['made'];
  moves: CardMove[];
  renames: CardRename[];
  closings: Closing[];
  comments: CardComment[];
};

interface ActionReading {
  /** Names of members, by id. */
  readonly members: ReadonlyMap<string, string>;
  /** Which list is meant, by id; null where that cannot be said. */
  readonly listCalled: (named: ListName) => string | null;
  /** Told the id of a card of which an action cannot be read; null where that is not said either. */
  readonly onFault: (card: string | null) => void;
}

/** `actions`: as the export has them. */
export function readActions(
  actions: readonly unknown[],
  { members, listCalled, onFault }: ActionReading,
): BoardPast {
  const cards = new Map<string, Unfinished>();
  const closings = new Map<string, Closing[]>();
  const seen = new Set<string>();
  const place: Place = (named) => (named === null ? null : listCalled(named));
  // From the first to the latest: of those of one moment, the one that stands further down was first.
  for (const written of [...actions].reverse()) {
    let isFaulty = false;
    const fault = () => {
      isFaulty = true;
    };
    const action = readFields(actionForm, written, fault);
    if (action && !telling.has(action.type)) continue;
    const data = action && readFields(dataForm, action.data ?? {}, fault);
    if (!action || !data) {
      onFault(null);
      continue;
    }
    if (action.id !== null) {
      if (seen.has(action.id)) continue;
      seen.add(action.id);
    }
    const { type } = action;
    const at = action.date ?? momentInId(action.id ?? '');
    const author = nameIn(action.memberCreator, members.get(action.idMemberCreator ?? ''));
    const cardId = data.card?.id ?? null;
    if (type === 'updateList') {
      const { closed = null, id: closedList = null } = data.list ?? {};
      const wasClosed = data.old?.closed ?? null;
      if (at !== null && closedList !== null && wasClosed !== null) {
        listIn(closings, closedList).push({ at, isClosed: closed ?? !wasClosed });
      }
    } else if (cardId === null) onFault(null);
    else {
      const isTaken = take(pastIn(cards, cardId), { type, data, at, author, place });
      if (!isTaken || isFaulty) onFault(cardId);
    }
  }
  for (const past of cards.values()) {
    past.moves.sort(byTime);
    past.renames.sort(byTime);
    past.closings.sort(byTime);
    past.comments.sort(byTime);
  }
  for (const list of closings.values()) list.sort(byTime);
  return { cards, closings };
}

interface Dated {
  readonly at: Instant | null;
}

/** What has no date comes first; sorting keeps the order of what happened at one moment. */
function byTime(a: Dated, b: Dated): number {
  if (a.at === b.at) return 0;
  return (a.at ?? '') < (b.at ?? '') ? -1 : 1;
}

function pastIn(cards: Map<string, Unfinished>, card: string): Unfinished {
  const known = cards.get(card);
  if (known) return known;
  const past: Unfinished = { made: null, moves: [], renames: [], closings: [], comments: [] };
  cards.set(card, past);
  return past;
}

function listIn<T>(lists: Map<string, T[]>, key: string): T[] {
  const known = lists.get(key);
  if (known) return known;
  const list: T[] = [];
  lists.set(key, list);
  return list;
}

function nameIn(
  member: { readonly fullName: string | null; readonly username: string | null } | null,
  known: string | undefined,
): string {
  return member?.fullName || known || member?.username || '';
}

interface Taken {
  readonly type: string;
  readonly data: Data;
  readonly at: Instant | null;
  readonly author: string;
  readonly place: Place;
}

type Place = (named: ListName | null) => string | null;

/** False where it says something of the card's past that cannot be taken. */
function take(past: Unfinished, { type, data, at, author, place }: Taken): boolean {
  const { card, old, list, listBefore, listAfter } = data;
  if (commenting.has(type)) {
    if (data.text === null) return false;
    past.comments.push({ at, author, text: data.text });
    return true;
  }
  if (at === null) return false;
  if (making.has(type)) {
    past.made ??= { at, list: place(list), name: card?.name ?? null };
  } else if (type === 'moveCardToBoard') past.moves.push({ at, from: null, to: place(list) });
  else {
    const to = listAfter ?? (old?.idList ? listOf(card?.idList) : null);
    if (to) past.moves.push({ at, from: place(listBefore ?? listOf(old?.idList)), to: place(to) });
    if (typeof old?.name === 'string' && typeof card?.name === 'string') {
      past.renames.push({ at, from: old.name, to: card.name });
    }
    if (typeof old?.closed === 'boolean') {
      past.closings.push({ at, isClosed: card?.closed ?? !old.closed });
    }
  }
  return true;
}

function listOf(listId: string | null | undefined): ListName | null {
  return listId ? { id: listId, name: null } : null;
}
