/**
 * A Trello board, as its JSON export has it, before anybody says what its lists and labels mean. Whatever can be read of it is;
 * what cannot is told by the card's name. Lists that are gone and are named in an action alone are lists, too, for cards
 * were in them.
 */
import * as v from 'valibot';
import type { Instant } from '#src/domain/instant.ts';
import { loose, readFields } from './loose-reading.ts';
import { valueKey } from './table-columns.ts';
import {
  type CardPast,
  type Closing,
  type ListName,
  mostActions,
  noPast,
  readActions,
} from './trello-actions.ts';

export interface TrelloList {
  readonly id: string;
  readonly name: string;
  readonly isArchived: boolean;
  /** Deleted: an action names it. */
  readonly isGone: boolean;
  /** Cards in it; all of an archived list are archived. */
  readonly open: number;
  readonly archived: number;
}

export interface TrelloLabel {
  readonly id: string;
  /** Its name, or its colour where it has none. */
  readonly name: string;
  /** Cards that have it. */
  readonly count: number;
}

export interface TrelloCheckItem {
  readonly name: string;
  readonly isDone: boolean;
  readonly due: Instant | null;
}

export interface TrelloChecklist {
  readonly name: string;
  readonly items: readonly TrelloCheckItem[];
}

export interface TrelloAttachment {
  readonly name: string;
  readonly address: string;
}

export interface TrelloCard {
  readonly id: string;
  /** One line, of any length; may be empty. */
  readonly name: string;
  /** Markdown. */
  readonly description: string;
  /** Of `lists`; null where it is in none of these. */
  readonly list: string | null;
  /** By itself or with its list. */
  readonly isArchived: boolean;
  /** Of `labels`. */
  readonly labels: readonly string[];
  readonly due: { readonly at: Instant; readonly isDone: boolean } | null;
  readonly checklists: readonly TrelloChecklist[];
  readonly attachments: readonly TrelloAttachment[];
  readonly lastActive: Instant | null;
  readonly past: CardPast;
}

export type TrelloReadFault =
  /** It is no card, or has no id. */
  | { readonly code: 'card' }
  /** Another card has the same id, and stands before it. */
  | { readonly code: 'same-id' }
  /** A field of another kind than it should be, by Trello's own name. */
  | { readonly code: 'field'; readonly field: string }
  /** Actions that cannot be read: part of its past, or a comment. */
  | { readonly code: 'actions'; readonly count: number };

/** What could not be read of a card, or, where `card` is null, of the board. */
export interface TrelloReadProblem {
  /** Its name; empty where it has none. */
  readonly card: string | null;
  readonly fault: TrelloReadFault;
}

export interface TrelloBoard {
  readonly name: string;
  /** http or https; empty where it has none. */
  readonly address: string;
  /** In their order; those that are gone come last. */
  readonly lists: readonly TrelloList[];
  /** Those that a card has. */
  readonly labels: readonly TrelloLabel[];
  /** By list and position. */
  readonly cards: readonly TrelloCard[];
  /** How many of all cards. */
  readonly comments: number;
  /** Whether the export has not all actions. */
  readonly isCut: boolean;
  /** Names of the cards that are in no list that is known. */
  readonly unlisted: readonly string[];
  readonly problems: readonly TrelloReadProblem[];
  /** By list: when it was archived, or brought back. */
  readonly closings: ReadonlyMap<string, readonly Closing[]>;
}

const boardForm = v.object({
  name: loose.line,
  url: loose.line,
  lists: v.array(v.unknown()),
  cards: v.array(v.unknown()),
  labels: loose.list,
  checklists: loose.list,
  members: loose.list,
  actions: loose.list,
});

const ownId = v.pipe(v.string(), v.minLength(1));
const listForm = v.object({ id: ownId, name: loose.line, closed: loose.flag, pos: loose.number });
const labelForm = v.object({ id: loose.id, name: loose.line, color: loose.line });
const memberForm = v.object({ id: ownId, fullName: loose.line, username: loose.line });
const attachmentForm = v.object({ name: loose.line, url: loose.line });
const checklistForm = v.object({
  id: loose.id,
  idCard: loose.id,
  name: loose.line,
  pos: loose.number,
  checkItems: loose.list,
});
const checkItemForm = v.object({
  name: loose.line,
  state: v.nullish(v.string(), ''),
  pos: loose.number,
  due: loose.instant,
});
const cardForm = v.object({
  id: ownId,
  name: loose.line,
  desc: loose.text,
  idList: loose.id,
  closed: loose.flag,
  pos: loose.number,
  due: loose.instant,
  dueComplete: loose.flag,
  dateLastActivity: loose.instant,
  idLabels: loose.list,
  labels: loose.list,
  attachments: loose.list,
  checklists: loose.list,
});

/** Null where it is no board at all. Never throws, whatever it is handed. */
export function readTrello(data: unknown): TrelloBoard | null {
  const problems: TrelloReadProblem[] = [];
  const onBoard = (field: string) => problems.push({ card: null, fault: { code: 'field', field } });
  const board = readFields(boardForm, data, onBoard);
  if (board === null) return null;
  const lists = createLists(board.lists, () => onBoard('lists'));
  const labels = createLabels(board.labels, () => onBoard('labels'));
  const members = readMembers(board.members);
  const forms = readCards(board.cards, problems);
  const nameOf = new Map(forms.map(({ id, name }) => [id, name ?? '']));
  const strangeActions = new Map<string | null, number>();
  const past = readActions(board.actions, {
    members,
    listCalled: lists.called,
    onFault: (card) => {
      const known = card !== null && nameOf.has(card) ? card : null;
      strangeActions.set(known, (strangeActions.get(known) ?? 0) + 1);
    },
  });
  const checklists = readChecklists(board.checklists, () => onBoard('checklists'));
  const cards = forms.map((form): PlacedCard => {
    const name = form.name ?? '';
    const onFault = (field: string) =>
      problems.push({ card: name, fault: { code: 'field', field } });
    const list = lists.called({ id: form.idList, name: null });
    const closed = form.closed ?? false;
    const own = readChecklists(form.checklists, () => onFault('checklists'));
    const card = {
      id: form.id,
      name,
      description: form.desc ?? '',
      list,
      isArchived: closed || lists.isArchived(list),
      labels: labels.of(form, () => onFault('labels')),
      due: form.due && { at: form.due, isDone: form.dueComplete ?? false },
      checklists: checklists.get(form.id) ?? [...own.values()].flat(),
      attachments: readAttachments(form.attachments, () => onFault('attachments')),
      lastActive: form.dateLastActivity,
      past: past.cards.get(form.id) ?? noPast,
    };
    return { card, place: form.pos };
  });
  for (const [card, count] of strangeActions) {
    const name = card === null ? null : (nameOf.get(card) ?? '');
    problems.push({ card: name, fault: { code: 'actions', count } });
  }
  const known = lists.described(cards.map(({ card }) => card));
  const order = new Map(known.map(({ id }, place) => [id, place]));
  const listPlace = ({ card: { list } }: PlacedCard) => order.get(list ?? '') ?? known.length;
  const sorted = cards
    .map(({ card, place }) => ({
      card: { ...card, list: order.has(card.list ?? '') ? card.list : null },
      place,
    }))
    .sort((a, b) => compare(listPlace(a), listPlace(b)) || compare(a.place, b.place))
    .map(({ card }) => card);
  const url = board.url ?? '';
  return {
    name: board.name ?? '',
    address: /^https?:\/\//i.test(url) ? url : '',
    lists: known,
    labels: labels.used(),
    cards: sorted,
    comments: sorted.reduce((count, card) => count + card.past.comments.length, 0),
    isCut: board.actions.length >= mostActions,
    unlisted: sorted.filter(({ list }) => list === null).map(({ name }) => name),
    problems,
    closings: past.closings,
  };
}

interface PlacedCard {
  readonly card: TrelloCard;
  readonly place: number;
}

type CardForm = v.InferOutput<typeof cardForm>;

/** Numbers of a file may be infinite, and those have no difference. */
function compare(a: number, b: number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** As many of them as can be read. */
function readEach<T>(
  schema: v.GenericSchema<unknown, T>,
  values: readonly unknown[],
  onFault: () => void,
): readonly T[] {
  return values.flatMap((value) => {
    const read = readFields(schema, value, onFault);
    if (read === null) onFault();
    return read === null ? [] : [read];
  });
}

function readCards(values: readonly unknown[], problems: TrelloReadProblem[]): readonly CardForm[] {
  const seen = new Set<string>();
  return values.flatMap((value) => {
    const fields: string[] = [];
    const form = readFields(cardForm, value, (field) => fields.push(field));
    const name = form?.name ?? readFields(v.object({ name: loose.line }), value)?.name ?? '';
    const isDouble = form !== null && seen.has(form.id);
    if (form === null || isDouble) {
      problems.push({ card: name, fault: { code: isDouble ? 'same-id' : 'card' } });
      return [];
    }
    seen.add(form.id);
    for (const field of fields) problems.push({ card: name, fault: { code: 'field', field } });
    return [form];
  });
}

function readMembers(values: readonly unknown[]): ReadonlyMap<string, string> {
  const members = readEach(memberForm, values, () => {});
  return new Map(members.map(({ id, fullName, username }) => [id, fullName || username || '']));
}

function createLists(values: readonly unknown[], onFault: () => void) {
  const forms = new Map<string, v.InferOutput<typeof listForm>>();
  for (const form of readEach(listForm, values, onFault)) {
    if (!forms.has(form.id)) forms.set(form.id, form);
  }
  const byName = new Map<string, string>();
  for (const { id, name } of forms.values()) {
    if (name && !byName.has(valueKey(name))) byName.set(valueKey(name), id);
  }
  /** The name under which a list that is gone was known, by its id. */
  const gone = new Map<string, string>();
  const sameAs = new Map<string, string>();

  /** A list that is gone is the one of the same name, if there is one. */
  function called({ id, name }: ListName): string | null {
    if (id !== null && forms.has(id)) return id;
    if (!name) return id === null ? null : (sameAs.get(id) ?? id);
    const key = valueKey(name);
    const known = byName.get(key);
    const list = known ?? id ?? `name:${key}`;
    if (known === undefined) {
      byName.set(key, list);
      gone.set(list, name);
    }
    if (id !== null) sameAs.set(id, list);
    return list;
  }

  return {
    called,
    isArchived: (list: string | null) => forms.get(list ?? '')?.closed ?? false,
    described: (cards: readonly TrelloCard[]): readonly TrelloList[] => {
      const counts = new Map<string, { open: number; archived: number }>();
      for (const { list, isArchived } of cards) {
        const count = counts.get(list ?? '') ?? { open: 0, archived: 0 };
        if (isArchived) count.archived += 1;
        else count.open += 1;
        counts.set(list ?? '', count);
      }
      const countIn = (id: string) => counts.get(id) ?? { open: 0, archived: 0 };
      const present = [...forms.values()]
        .sort((a, b) => compare(a.pos, b.pos))
        .map(({ id, name, closed }) => {
          return {
            id,
            name: name ?? '',
            isArchived: closed ?? false,
            isGone: false,
            ...countIn(id),
          };
        });
      const past = [...gone].map(([id, name]) => {
        return { id, name, isArchived: false, isGone: true, ...countIn(id) };
      });
      return [...present, ...past];
    },
  };
}

function createLabels(values: readonly unknown[], onFault: () => void) {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  const blank = new Set<string>();
  for (const form of readEach(labelForm, values, onFault)) know(form);

  /** Its id; null where it has neither a name nor a colour. Labels of old boards have no id of their own. */
  function know({ id, name, color }: v.InferOutput<typeof labelForm>): string | null {
    const shown = name || (color ?? '').replace(/_/g, ' ');
    if (shown === '') {
      blank.add(id ?? '');
      return null;
    }
    const own = id || `${color}/${name}`;
    if (!names.has(own)) names.set(own, shown);
    return own;
  }

  return {
    of: (card: CardForm, onCardFault: () => void): readonly string[] => {
      const own = readEach(labelForm, card.labels, onCardFault).flatMap((form) => know(form) ?? []);
      const ids = new Set(own);
      for (const id of card.idLabels) {
        if (typeof id === 'string' && names.has(id)) ids.add(id);
        else if (typeof id !== 'string' || !blank.has(id)) onCardFault();
      }
      for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
      return [...ids];
    },
    used: (): readonly TrelloLabel[] =>
      [...names].flatMap(([id, name]) => {
        const count = counts.get(id);
        return count === undefined ? [] : [{ id, name, count }];
      }),
  };
}

/** By card; those that name none stand under the empty text. */
function readChecklists(
  values: readonly unknown[],
  onFault: () => void,
): ReadonlyMap<string, readonly TrelloChecklist[]> {
  const byCard = new Map<string, TrelloChecklist[]>();
  const forms = [...readEach(checklistForm, values, onFault)];
  for (const { idCard, name, checkItems } of forms.sort((a, b) => compare(a.pos, b.pos))) {
    const items = [...readEach(checkItemForm, checkItems, onFault)]
      .sort((a, b) => compare(a.pos, b.pos))
      .map((item) => {
        return { name: item.name ?? '', isDone: item.state === 'complete', due: item.due };
      });
    const list = byCard.get(idCard ?? '') ?? [];
    list.push({ name: name ?? '', items });
    byCard.set(idCard ?? '', list);
  }
  return byCard;
}

function readAttachments(
  values: readonly unknown[],
  onFault: () => void,
): readonly TrelloAttachment[] {
  return readEach(attachmentForm, values, onFault).map(({ name, url }) => {
    return { name: name || url || '', address: url ?? '' };
  });
}
