/**
 * Boards of Trello that were lived on: what was done to their cards, one thing after another, the export that the site would
 * write of it, and what each card was at each moment.
 */
import fc from 'fast-check';
import { type Instant, instantOf } from '#src/domain/instant.ts';

/** By list, and what becomes of its cards. */
export const listUses = [
  ['list0', 'open'],
  ['list1', 'under-discussion'],
  ['list2', 'resolved'],
  ['list3', 'open'],
  ['list4', 'leave-out'],
] as const;

const acts = ['move', 'move', 'move', 'rename', 'archive', 'comment', 'archive-list'] as const;

interface Turn {
  readonly card: number;
  readonly act: (typeof acts)[number];
  readonly choice: number;
  /** Milliseconds since the last one. */
  readonly pause: number;
}

/** What a card is from a moment on. */
export interface LivedState {
  readonly at: Instant;
  readonly list: string;
  readonly name: string;
}

export interface LivedCard {
  readonly id: string;
  readonly states: readonly LivedState[];
  /** By itself, with its list or in such a list; null where it is not. */
  readonly archivedSince: Instant | null;
  readonly comments: readonly string[];
}

export interface Life {
  readonly cards: readonly LivedCard[];
  /** The export, from the latest action back. */
  readonly data: {
    readonly name: string;
    readonly lists: readonly WrittenList[];
    readonly cards: readonly WrittenCard[];
    readonly labels: readonly unknown[];
    readonly actions: readonly WrittenAction[];
  };
}

interface WrittenList {
  readonly id: string;
  readonly name: string;
  closed: boolean;
}

export interface WrittenCard {
  readonly id: string;
  readonly pos: number;
  name: string;
  idList: string;
  closed: boolean;
  dateLastActivity: string;
}

export interface WrittenAction {
  readonly id: string;
  readonly type: string;
  readonly date: string;
  readonly data: unknown;
  readonly memberCreator: { readonly fullName: string };
}

const begin = Date.parse('2025-01-01T09:00:00.000Z');
const idAt = (time: number, number: number) =>
  `${Math.floor(time / 1_000)
    .toString(16)
    .padStart(8, '0')}${'0'.repeat(8)}${number.toString(16).padStart(8, '0')}`;

/** Lives a board: its cards are made first, then come the turns. */
export function live(cardCount: number, turns: readonly Turn[]): Life {
  let time = begin;
  let number = 0;
  const lists = listUses.map(([id]): WrittenList => ({ id, name: `Name of ${id}`, closed: false }));
  const actions: WrittenAction[] = [];
  const act = (type: string, data: unknown) => {
    number += 1;
    const memberCreator = { fullName: number % 2 === 0 ? 'First analyst' : 'Second analyst' };
    actions.unshift({ id: idAt(time, number), type, date: instantOf(time), data, memberCreator });
  };
  const cards = Array.from({ length: cardCount }, (_, place) => {
    time += 60_000;
    number += 1;
    const written: WrittenCard = {
      id: idAt(time, number),
      pos: place,
      name: `Card ${place}`,
      idList: `list${(place * 3) % listUses.length}`,
      closed: false,
      dateLastActivity: instantOf(time),
    };
    act('createCard', {
      card: { id: written.id, name: written.name },
      list: { id: written.idList },
    });
    const states: LivedState[] = [
      { at: instantOf(time), list: written.idList, name: written.name },
    ];
    const comments: string[] = [];
    const since: { archived: Instant | null } = { archived: null };
    return { written, states, comments, since };
  });
  const lookAtArchive = () => {
    const closed = new Set(lists.filter((list) => list.closed).map(({ id }) => id));
    for (const { written, since } of cards) {
      if (!written.closed && !closed.has(written.idList)) since.archived = null;
      else since.archived ??= instantOf(time);
    }
  };
  for (const turn of turns) {
    const card = cards[turn.card % cards.length];
    if (!card) continue;
    time += turn.pause;
    const { written } = card;
    const ref = { id: written.id, name: written.name };
    switch (turn.act) {
      case 'move': {
        const [to] = listUses[turn.choice % listUses.length] ?? listUses[0];
        if (to === written.idList) continue;
        act('updateCard', {
          card: { ...ref, idList: to },
          old: { idList: written.idList },
          listBefore: { id: written.idList, name: `Name of ${written.idList}` },
          listAfter: { id: to, name: `Name of ${to}` },
        });
        written.idList = to;
        break;
      }
      case 'rename':
        act('updateCard', {
          card: { ...ref, name: `Draft ${turn.choice % 4}` },
          old: { name: written.name },
        });
        written.name = `Draft ${turn.choice % 4}`;
        break;
      case 'archive':
        written.closed = !written.closed;
        act('updateCard', {
          card: { ...ref, closed: written.closed },
          old: { closed: !written.closed },
        });
        break;
      case 'comment':
        card.comments.push(`Remark ${turn.choice % 4}, number ${number}`);
        act('commentCard', { card: ref, text: card.comments.at(-1) });
        break;
      case 'archive-list': {
        const list = lists[turn.choice % lists.length];
        if (!list) continue;
        list.closed = !list.closed;
        act('updateList', { list: { ...list }, old: { closed: !list.closed } });
        lookAtArchive();
        continue;
      }
    }
    written.dateLastActivity = instantOf(time);
    lookAtArchive();
    card.states.push({ at: instantOf(time), list: written.idList, name: written.name });
  }
  return {
    cards: cards.map(({ written: { id }, states, comments, since }) => {
      return { id, states, comments, archivedSince: since.archived };
    }),
    data: {
      name: 'A board',
      lists,
      labels: [],
      cards: cards.map(({ written }) => written),
      actions,
    },
  };
}

/** `pauses`: between two turns. */
export function turnsWith(pauses: readonly number[]): fc.Arbitrary<Turn[]> {
  return fc.array(
    fc.record({
      card: fc.nat(4),
      act: fc.constantFrom(...acts),
      choice: fc.nat(99),
      pause: fc.constantFrom(...pauses),
    }),
    { maxLength: 40, size: 'max' },
  );
}
