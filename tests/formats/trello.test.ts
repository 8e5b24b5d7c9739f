// @vitest-environment node
/**
 * Boards of Trello as they are exported: what stands on the cards is taken in, what their actions tell becomes dated history, and
 * whatever those leave out, the issues end as the cards are. The same board taken in again changes nothing.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boardAsOf, type Folded, foldMore, nothingFolded } from '#src/domain/board.ts';
import type { Intention, KnownEvent } from '#src/domain/event.ts';
import { problemOfEvent } from '#src/domain/event-problem.ts';
import { historyOf } from '#src/domain/history.ts';
import type { IssueId } from '#src/domain/ids.ts';
import { type Instant, instantOf } from '#src/domain/instant.ts';
import type { Issue } from '#src/domain/issue.ts';
import { everyEvent } from '#src/domain/log.ts';
import { limits } from '#src/domain/schemas.ts';
import type { Status } from '#src/domain/vocabulary.ts';
import { readTrello, type TrelloBoard } from '#src/formats/trello-board.ts';
import type { ListUse, TrelloMatching } from '#src/formats/trello-matching.ts';
import {
  issueOf,
  mostEvents,
  planTrello,
  type TrelloOptions,
  type TrelloPlan,
} from '#src/formats/trello-plan.ts';
import {
  proposeMatching,
  statusOfListCalled,
  trelloWords,
  useOfLabelCalled,
} from '#src/words/trello-names.ts';
import { on, recorder, retraction } from '#tests/builders.ts';
import { type Life, type LivedCard, listUses, live, turnsWith } from './trello-lives.ts';

const now = on('2026-01-01');
const usual: TrelloOptions = { known: 'update', now, words: trelloWords };

function read(data: unknown): TrelloBoard {
  const board = readTrello(data);
  if (board === null) throw new Error('It is a board');
  return board;
}

function planned(
  folded: Folded,
  board: TrelloBoard,
  matching: TrelloMatching,
  options: Partial<TrelloOptions> = {},
): TrelloPlan {
  const planning = planTrello(folded, board, matching, { ...usual, ...options });
  for (;;) {
    const step = planning.next();
    if (step.done) return step.value;
  }
}

function goodPlan(...args: Parameters<typeof planned>) {
  const plan = planned(...args);
  if (!plan.ok) throw new Error(`${plan.events} events`);
  return plan;
}

/** A dossier on a device, and what is done there. */
function device() {
  const { record } = recorder('actor:asha', { start: now });
  let folded = nothingFolded;
  const perform = (intentions: readonly Intention[]): readonly KnownEvent[] => {
    const [first, ...more] = intentions;
    if (first === undefined) return [];
    const events = record(first, ...more);
    for (const event of events) expect(problemOfEvent(event)).toBeNull();
    folded = foldMore(folded, events);
    return events;
  };
  return {
    perform,
    folded: () => folded,
    issue: (id: IssueId): Issue => {
      const issue = folded.board.issues.get(id);
      if (!issue) throw new Error(`No issue ${id}`);
      return issue;
    },
    takeIn: (board: TrelloBoard, matching: TrelloMatching, options?: Partial<TrelloOptions>) => {
      const plan = goodPlan(folded, board, matching, options);
      return { ...plan, events: perform(plan.intentions) };
    },
  };
}

const fixture: unknown = JSON.parse(
  readFileSync(new URL('../fixtures/trello-board.json', import.meta.url), 'utf8'),
);
const example = read(fixture);
const cardCalled = (name: string) => {
  const card = example.cards.find((one) => one.name === name);
  if (!card) throw new Error(`No card ${name}`);
  return card;
};
const issueCalled = (name: string) => issueOf(cardCalled(name).id);
const proposed = proposeMatching(example, ['US', 'IN']);
const whole: TrelloMatching = { ...proposed, withArchived: true };

describe('what a board holds is told before it is taken in', () => {
  test('its lists, with those that are gone, its labels, and what is missing', () => {
    const { name, address, lists, labels, comments, isCut, unlisted, problems } = example;
    expect([name, address]).toEqual([
      'India and the US: working board',
      'https://trello.com/b/b0000001/india-and-the-us',
    ]);
    expect(lists.map((list) => Object.values(list).slice(1))).toEqual([
      ['Raised', false, false, 2, 0],
      ['In talks', false, false, 2, 1],
      ['Agreed', false, false, 1, 0],
      ['Round of 2024', true, false, 0, 1],
      ['Triage', false, true, 0, 0],
    ]);
    expect(labels.map((label) => [label.name, label.count])).toEqual([
      ['US ask', 6],
      ['India ask', 2],
      ['dairy', 2],
      ['red', 1],
    ]);
    expect({ comments, isCut, unlisted, problems }).toEqual({
      comments: 2,
      isCut: false,
      unlisted: ['Ethanol blending'],
      problems: [],
    });
  });

  test.each<[string, Status]>([
    ['In talks', 'under-discussion'],
    ['✅ Done (2025)', 'resolved'],
    ['2. In progress', 'under-discussion'],
    ['Agreed / closed', 'resolved'],
    ['Doing – US side', 'under-discussion'],
    ['Raised', 'open'],
    ['Whatever else', 'open'],
    [' '.repeat(500_000), 'open'],
  ])('a list is proposed by its name: %.30s', (name, status) => {
    expect(statusOfListCalled(name)).toBe(status);
  });

  test.each([
    ['US ask', { kind: 'asker', party: 'US' }],
    ['India', { kind: 'asker', party: 'IN' }],
    ['Japan', { kind: 'tag' }],
    ['tariffs', { kind: 'tag' }],
    ['x'.repeat(500_000), { kind: 'tag' }],
  ])('a label stands for a side of the dossier, or is a tag: %.30s', (name, use) => {
    expect(useOfLabelCalled(name, ['US', 'IN'])).toEqual(use);
  });
});

describe('a board is taken in', () => {
  test('each card with its side, status, tags and time, archived ones only if that is asked for', () => {
    const here = device();
    const { counts, problems } = here.takeIn(example, proposed);
    const issues = [...here.folded().board.issues.values()];
    expect(
      issues.map(({ title, asker, status, tags, addedAt }) => [
        title,
        asker,
        status,
        tags.join(),
        addedAt.slice(0, 16),
      ]),
    ).toEqual([
      ['Poultry parts', 'US', 'open', '', '2025-02-09T09:00'],
      ['Dairy certificates', 'US', 'open', 'dairy', '2025-01-23T09:00'],
      ['Professional visas', 'IN', 'under-discussion', '', '2025-01-22T09:00'],
      ['Restoration of GSP status', 'IN', 'under-discussion', '', '2025-01-10T09:00'],
      ['Duties on almonds', 'US', 'resolved', 'dairy,red', '2025-01-15T09:00'],
      ['Ethanol blending', 'US', 'open', '', '2025-01-21T09:00'],
    ]);
    expect(counts).toEqual({
      added: 6,
      updated: 0,
      same: 0,
      leftOut: 0,
      archived: 2,
      refused: 0,
      moves: 4,
      notes: 2,
    });
    expect(problems).toEqual([
      { card: 'Poultry parts', fault: { code: 'comments-early', count: 1 } },
    ]);
    const cell = here.folded().board.cells.get('US/open') ?? [];
    expect(cell.map(({ id }) => here.issue(id).title)).toEqual([
      'Poultry parts',
      'Dairy certificates',
      'Ethanol blending',
    ]);
  });

  test('what stands on a card is its summary, in Markdown', () => {
    const here = device();
    here.takeIn(example, proposed);
    expect(here.issue(issueCalled('Restoration of GSP status')).summary).toBe(
      [
        'India asks to be let back into the **programme**.',
        'Due 9 July 2025.',
        '**Before the next round**',
        ['- [x] Read the 2019 notice', '- [ ] Count the lines affected (due 1 March 2025)'].join(
          '\n',
        ),
      ].join('\n\n'),
    );
    expect(here.issue(issueCalled('Duties on almonds')).summary).toBe(
      [
        'Attachments:',
        [
          '- [Fact sheet (2025)](https://example.org/fact_sheet%282025%29.pdf)',
          '- A file on a disk: file:///sheet.ods',
        ].join('\n'),
      ].join('\n\n'),
    );
  });

  test('moves, renames and comments happened when they happened, and are by whom they are by', () => {
    const here = device();
    here.takeIn(example, whole);
    const id = issueCalled('Restoration of GSP status');
    const events = here.folded().log.get(id) ?? [];
    expect(historyOf(events).map(({ at, action }) => [at.slice(0, 10), action])).toMatchObject([
      ['2025-01-10', { kind: 'added', to: 'open' }],
      ['2025-01-12', { kind: 'edited', before: { title: 'GSP' } }],
      ['2025-02-05', { kind: 'moved', from: 'open', to: 'under-discussion' }],
      ['2025-02-06', { kind: 'note-added', writtenBy: 'Second analyst' }],
    ]);
    expect(here.issue(id).annotations).toMatchObject([
      {
        text: 'Raised again in round 2, see the *joint statement*.',
        writtenBy: 'Second analyst',
        at: on('2025-02-06T08:15:00.000Z'),
      },
    ]);
    const before = boardAsOf(here.folded(), on('2025-01-11')).issues.get(id);
    expect([before?.title, before?.status]).toEqual(['GSP', 'open']);
  });

  test('an archived card is removed since then, one of an archived list with its list', () => {
    const here = device();
    here.takeIn(example, whole);
    const removals = ['Patent linkage', 'Data localisation rules', 'Duties on almonds'].map(
      (name) => here.issue(issueCalled(name)).removed?.at ?? null,
    );
    expect(removals).toEqual([
      on('2025-03-01T09:00:00.000Z'),
      on('2025-01-31T09:00:00.000Z'),
      null,
    ]);
  });

  test('a list that is gone can be matched, and so can be left out', () => {
    const id = issueCalled('Dairy certificates');
    const triage = example.lists.find(({ isGone }) => isGone)?.id ?? '';
    const statusesWith = (use: ListUse) => {
      const here = device();
      const lists = new Map([...proposed.lists, [triage, use] as const]);
      here.takeIn(example, { ...proposed, lists });
      const actions = historyOf(here.folded().log.get(id) ?? []);
      return actions.map(({ at, action }) => [at.slice(0, 10), 'to' in action && action.to]);
    };
    expect(statusesWith('resolved')).toEqual([
      ['2025-01-23', 'resolved'],
      ['2025-02-08', 'open'],
    ]);
    expect(statusesWith('leave-out')).toEqual([['2025-02-08', 'open']]);
  });

  test('a list that is gone is the one that is called so today, if there is one', () => {
    const moves = [
      ['gone', ' in TALKS', 'l1', 'Agreed'],
      ['l0', 'Raised', 'gone', 'In talks'],
    ].map(([from, before, to, after], place) => ({
      type: 'updateCard',
      date: `2025-02-0${9 - place}T09:00:00.000Z`,
      data: {
        card: { id: 'c', idList: to },
        old: { idList: from },
        listBefore: { id: from, name: before },
        listAfter: { id: to, name: after },
      },
    }));
    const lists = ['Raised', 'Agreed', 'In talks'].map((name, n) => ({ id: `l${n}`, name }));
    const cards = [{ id: 'c', name: 'Almonds', idList: 'l1' }];
    const board = read({ lists, cards, actions: moves });
    expect(board.lists.map(({ id }) => id)).toEqual(['l0', 'l1', 'l2']);
    const here = device();
    const { others, ...matching } = proposeMatching(board, ['US', 'IN']);
    here.takeIn(board, { ...matching, others: { ...others, asker: 'US' } });
    const history = historyOf(here.folded().log.get(issueOf('c')) ?? []);
    expect(history.map(({ action }) => 'to' in action && action.to)).toEqual([
      'open',
      'under-discussion',
      'resolved',
    ]);
  });

  test('a card of which nobody says who asks is told of, and the others are taken', () => {
    const labels: TrelloMatching['labels'] = new Map();
    const plan = goodPlan(nothingFolded, example, { ...proposed, labels, withArchived: false });
    expect(plan.counts).toMatchObject({ added: 0, refused: 6, archived: 2 });
    expect(plan.problems).toContainEqual({
      card: 'Duties on almonds',
      fault: { code: 'no-asker' },
    });
    const others = { ...proposed.others, asker: 'IN' };
    const all = goodPlan(nothingFolded, example, { ...proposed, labels, others });
    expect(all.counts).toMatchObject({ added: 6, refused: 0 });
  });
});

describe('a board is taken in again', () => {
  test.each(['update', 'leave'] as const)('as it was, which changes nothing: %s', (known) => {
    const here = device();
    here.takeIn(example, whole);
    const again = here.takeIn(example, whole, { known });
    expect(again.intentions).toEqual([]);
    expect(again.counts).toMatchObject({ added: 0, updated: 0, same: 8 });
  });

  test('after a comment was edited there, which its note follows', () => {
    const here = device();
    const { events } = here.takeIn(example, whole);
    const id = issueCalled('Restoration of GSP status');
    const [note] = events.filter(
      ({ type, subject }) => type === 'annotation.added.v1' && subject === id,
    );
    if (!note) throw new Error('A comment');
    const edited = (text: string) =>
      read(
        JSON.parse(JSON.stringify(fixture), (key, value) =>
          key === 'text' && String(value).startsWith('Raised again') ? text : value,
        ),
      );
    const again = here.takeIn(edited('Raised once more.'), whole);
    expect(again.intentions).toEqual([
      {
        type: 'annotation.edited.v1',
        subject: id,
        payload: { annotation: note.id, text: 'Raised once more.' },
      },
    ]);
    expect(here.issue(id).annotations).toMatchObject([
      { text: 'Raised once more.', writtenBy: 'Second analyst' },
    ]);
    expect(here.takeIn(edited('Raised once more.'), whole).intentions).toEqual([]);
    expect(here.takeIn(edited('And once more.'), whole).intentions).toHaveLength(1);
    expect(here.issue(id).annotations.map(({ text }) => text)).toEqual(['And once more.']);
  });

  test('after a note was changed or deleted here, which stay so', () => {
    const here = device();
    const { events } = here.takeIn(example, whole);
    const notes = events.filter(({ type }) => type === 'annotation.added.v1');
    const [first, second] = notes;
    if (!first || !second) throw new Error('Two comments');
    here.perform([
      {
        type: 'annotation.edited.v1',
        subject: issueOf(cardCalled('Poultry parts').id),
        payload: { annotation: first.id, text: 'Shorter' },
      },
      {
        type: 'annotation.removed.v1',
        subject: issueOf(cardCalled('Restoration of GSP status').id),
        payload: { annotation: second.id },
      },
    ]);
    expect(here.takeIn(example, whole).intentions).toEqual([]);
  });

  test('after it was undone, and is all there again', () => {
    const here = device();
    const { events } = here.takeIn(example, whole);
    here.perform(events.map((event) => retraction(event.subject, event)));
    expect(here.folded().board.issues.size).toBe(0);
    const again = here.takeIn(example, whole);
    expect(again.counts).toMatchObject({ added: 8, notes: 2 });
  });

  test('after it went on, and takes what is new as of its own day', () => {
    const here = device();
    const pause = 86_400_000;
    const turns = [
      { card: 0, act: 'move', choice: 1, pause },
      { card: 1, act: 'archive', choice: 0, pause },
    ] as const;
    const more = [
      { card: 0, act: 'move', choice: 2, pause },
      { card: 0, act: 'comment', choice: 0, pause },
      { card: 0, act: 'rename', choice: 1, pause },
      { card: 1, act: 'archive', choice: 0, pause },
    ] as const;
    here.takeIn(read(live(2, turns).data), lived);
    const later = live(2, [...turns, ...more]);
    const [first, second] = later.cards.map(({ id }) => issueOf(id));
    if (!first || !second) throw new Error('Two cards');
    expect(here.issue(second).removed).not.toBeNull();
    const { counts } = here.takeIn(read(later.data), lived);
    expect(counts).toMatchObject({ added: 0, updated: 2, same: 0 });
    expect(here.issue(second).removed).toBeNull();
    const history = historyOf(here.folded().log.get(first) ?? []);
    expect(history.map(({ at, action }) => [at.slice(0, 10), action.kind])).toEqual([
      ['2025-01-01', 'added'],
      ['2025-01-02', 'moved'],
      ['2025-01-04', 'moved'],
      ['2025-01-05', 'note-added'],
      ['2025-01-06', 'edited'],
    ]);
  });

  test('where an issue was removed here, and its card was not brought back since', () => {
    const here = device();
    here.takeIn(example, whole);
    const id = issueCalled('Duties on almonds');
    here.perform([{ type: 'issue.removed.v1', subject: id, payload: {} }]);
    expect(here.takeIn(example, whole).intentions).toEqual([]);
  });
});

describe('nothing that stands on a card is lost, however much it is', () => {
  const one = (card: object, more: object = {}) =>
    read({
      lists: [{ id: 'l', name: 'Open' }],
      cards: [{ id: 'c', idList: 'l', ...card }],
      ...more,
    });
  const matchingOf = (board: TrelloBoard): TrelloMatching => {
    const matching = proposeMatching(board, ['US', 'IN']);
    return { ...matching, others: { ...matching.others, asker: 'US' } };
  };
  function takeInOne(card: object, more: object = {}) {
    const here = device();
    const board = one({ name: 'Almonds', ...card }, more);
    const { problems } = here.takeIn(board, matchingOf(board));
    expect(here.takeIn(board, matchingOf(board)).intentions).toEqual([]);
    return { issue: here.issue(issueOf('c')), faults: problems.map(({ fault }) => fault) };
  }

  test.each([5_000, 5_001, 16_384, 1_000_000])('a description of %i characters', (length) => {
    const words = Array.from({ length: Math.ceil(length / 8) }, (_, place) =>
      `w${place}`.padEnd(7, 'x').concat(place % 9 === 0 ? '\n' : ' '),
    );
    const desc = words
      .join('')
      .slice(0, length - 1)
      .concat('.');
    const { issue, faults } = takeInOne({ desc });
    const texts = [issue.summary, ...issue.annotations.map(({ text }) => text)];
    const said = texts.join(' ').replace(trelloWords.goesOn(), '');
    expect(said.split(/\s+/)).toEqual(desc.split(/\s+/));
    const notes = issue.annotations.length;
    expect(faults).toEqual(
      length > limits.summary ? [{ code: 'summary-long', notes, most: limits.summary }] : [],
    );
  });

  test('a long name', () => {
    const { issue, faults } = takeInOne({ name: 'Duties '.repeat(50) });
    expect(issue.title).toMatch(/^(Duties )+Dutie?…$|^(Duties )+Duties…$|^(Duties )+D?u?t?…$/);
    expect(issue.title.length).toBeLessThanOrEqual(limits.title);
    expect(issue.summary).toBe('Duties '.repeat(50).trim());
    expect(faults).toEqual([{ code: 'title-long', most: limits.title }]);
  });

  test('many labels, and long ones', () => {
    const names = [...Array.from({ length: 22 }, (_, n) => `label ${n}`), `long ${'x'.repeat(40)}`];
    const labels = names.map((name, n) => ({ id: `n${n}`, name, color: 'red' }));
    const { issue, faults } = takeInOne({ idLabels: labels.map(({ id }) => id) }, { labels });
    const others = names.slice(20);
    expect(issue.tags).toEqual(names.slice(0, 20));
    expect(issue.summary).toBe(
      `${trelloWords.labels()}\n\n${others.map((name) => `- ${name}`).join('\n')}`,
    );
    expect(faults).toEqual([{ code: 'tags', labels: others }]);
  });

  test('labels of two sides', () => {
    const labels = [
      { id: 'a', name: 'India ask' },
      { id: 'b', name: 'US ask' },
    ];
    const { issue, faults } = takeInOne({ idLabels: ['b', 'a'] }, { labels });
    expect([issue.asker, issue.tags]).toEqual(['IN', ['US ask']]);
    expect(faults).toEqual([{ code: 'askers', parties: ['IN', 'US'] }]);
  });

  test('a comment longer than a note, by somebody with a long name', () => {
    const text = 'word '.repeat(5_000).trim();
    const fullName = 'First analyst '.repeat(9).trim();
    const action = {
      type: 'commentCard',
      date: '2025-02-01T09:00:00.000Z',
      memberCreator: { fullName },
      data: { card: { id: 'c' }, text },
    };
    const { issue, faults } = takeInOne(
      { dateLastActivity: '2025-01-01T00:00:00.000Z' },
      { actions: [action] },
    );
    expect(issue.annotations.map((note) => note.text).join(' ')).toBe(text);
    expect(faults).toEqual([
      { code: 'comment-long', notes: 2, most: limits.note },
      { code: 'author-long', name: fullName, most: limits.name },
    ]);
  });

  test('a board with more in it than one command can record', () => {
    const actions = Array.from({ length: mostEvents }, (_, n) => ({
      type: 'commentCard',
      date: '2025-02-01T09:00:00.000Z',
      data: { card: { id: 'c' }, text: `${n}` },
    }));
    const board = one({ name: 'Almonds' }, { actions });
    expect(board.isCut).toBe(true);
    expect(planned(nothingFolded, board, matchingOf(board))).toEqual({
      ok: false,
      events: mostEvents + 1,
      most: mostEvents,
    });
  });
});

const lived: TrelloMatching = {
  lists: new Map<string, ListUse>(listUses),
  labels: new Map(),
  unlisted: 'leave-out',
  withArchived: true,
  others: { asker: 'US', category: 'other', basis: 'inferred' },
};

const statusIn = (list: string): Status | null => {
  const use = lived.lists.get(list) ?? 'leave-out';
  return use === 'leave-out' ? null : use;
};

/** The issues that a board's cards are, and whether each is as its card is today. */
function expectToday(folded: Folded, board: TrelloBoard, matching = lived): number {
  let cards = 0;
  for (const card of board.cards) {
    const issue = folded.board.issues.get(issueOf(card.id));
    const use = card.list === null ? matching.unlisted : matching.lists.get(card.list);
    if (use === undefined || use === 'leave-out') continue;
    cards += 1;
    expect({
      status: issue?.status,
      title: issue?.title,
      isArchived: issue && issue.removed !== null,
    }).toEqual({ status: use, title: card.name, isArchived: card.isArchived });
  }
  return cards;
}

/** At every moment from `since` on, each issue is as its card was. Returns how many moments that were. */
function expectPast(
  folded: Folded,
  life: Life,
  since: string,
  isAsked: (card: LivedCard) => boolean,
) {
  let moments = 0;
  for (const card of life.cards) {
    const last = card.states.at(-1);
    if (!last || statusIn(last.list) === null || !isAsked(card)) continue;
    let status: Status | null = null;
    for (const [place, state] of card.states.entries()) {
      status = statusIn(state.list) ?? status;
      const isOver = card.states[place + 1]?.at === state.at;
      if (isOver || state.at < since) continue;
      const issue = boardAsOf(folded, state.at).issues.get(issueOf(card.id)) ?? null;
      const expected = status === null ? null : { status, title: state.name };
      expect(issue && { status: issue.status, title: issue.title }).toEqual(expected);
      moments += 1;
    }
  }
  return moments;
}

const wasNeverLeftOut = ({ states }: LivedCard) =>
  states.every(({ list }) => statusIn(list) !== null);

function expectDated(events: readonly KnownEvent[]): void {
  const founded = new Map<string, Instant>();
  for (const { type, subject, at } of events)
    if (type === 'issue.added.v1') founded.set(subject, at);
  for (const { at, id, subject } of events) {
    expect(at <= id.slice(0, 24)).toBe(true);
    expect(at >= (founded.get(subject) ?? at)).toBe(true);
  }
}

describe('whatever was done on a board', () => {
  test('all of it is in the history, and the issues end as the cards are', () => {
    const tried = { cards: 0, moments: 0, archived: 0, late: 0, comments: 0 };
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.oneof(turnsWith([0, 1, 60_000, 86_400_000]), turnsWith([1, 60_000, 86_400_000])),
        (count, turns) => {
          const life = live(count, turns);
          const board = read(life.data);
          expect(board.problems).toEqual([]);
          const here = device();
          const { events } = here.takeIn(board, lived);
          expectDated(events);
          tried.cards += expectToday(here.folded(), board);
          tried.moments += expectPast(here.folded(), life, '', () => true);
          for (const card of life.cards) {
            const issue = here.folded().board.issues.get(issueOf(card.id));
            if (!issue) continue;
            expect(issue.annotations.map(({ text }) => text)).toEqual(card.comments);
            // Of what happened in one moment, nobody can say what came first.
            if (turns.every(({ pause }) => pause > 0)) {
              const { archivedSince: since } = card;
              const { addedAt } = issue;
              expect(issue.removed?.at ?? null).toBe(
                since !== null && since < addedAt ? addedAt : since,
              );
              if (issue.removed) tried.archived += 1;
            }
            if (!wasNeverLeftOut(card)) tried.late += 1;
            tried.comments += card.comments.length;
          }
          expect(here.takeIn(board, lived).intentions).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
    expect(tried.cards).toBeGreaterThan(250);
    expect(tried.moments).toBeGreaterThan(1_000);
    expect(tried.archived).toBeGreaterThan(50);
    expect(tried.late).toBeGreaterThan(50);
    expect(tried.comments).toBeGreaterThan(50);
  });

  test('where the first actions are cut off, the rest is in the history, and nothing else is', () => {
    const tried = { cards: 0, moments: 0, unmade: 0 };
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        turnsWith([0, 1, 60_000, 86_400_000]),
        fc.nat(40),
        (count, turns, kept) => {
          const life = live(count, turns);
          const actions = life.data.actions.slice(0, kept);
          const board = read({ ...life.data, actions });
          const here = device();
          const { events } = here.takeIn(board, lived);
          expectDated(events);
          tried.cards += expectToday(here.folded(), board);
          const since = actions.at(-1)?.date ?? '9999';
          tried.moments += expectPast(here.folded(), life, since, wasNeverLeftOut);
          tried.unmade += board.cards.filter(({ past }) => past.made === null).length;
          expect(here.takeIn(board, lived).intentions).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
    expect(tried.cards).toBeGreaterThan(250);
    expect(tried.moments).toBeGreaterThan(200);
    expect(tried.unmade).toBeGreaterThan(200);
  });

  test('where actions are missing, contradict each other or the cards, these have the last word', () => {
    const tried = { cards: 0, contradicted: 0 };
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        turnsWith([0, 60_000, 86_400_000]),
        fc.infiniteStream(fc.nat(99)),
        (count, turns, choices) => {
          const draw = () => choices.next().value ?? 0;
          const { data } = live(count, turns);
          const actions = data.actions.flatMap((action) => {
            const choice = draw();
            if (choice < 20) return [];
            if (choice < 30) return [{ ...action, date: instantOf(draw() * 40_000_000_000) }];
            if (choice < 35) return [action, action];
            return [action];
          });
          const cards = data.cards.map((card) => {
            const choice = draw();
            if (choice > 60) return card;
            tried.contradicted += 1;
            const idList = choice < 30 ? `list${choice % 4}` : card.idList;
            const date = choice % 3 === 0 ? null : card.dateLastActivity;
            return {
              ...card,
              idList,
              name: 'Another name',
              closed: choice < 10,
              dateLastActivity: date,
            };
          });
          const board = read({ ...data, cards, actions });
          const here = device();
          const { events } = here.takeIn(board, lived);
          expectDated(events);
          tried.cards += expectToday(here.folded(), board);
          const again = here.takeIn(board, lived);
          expect(again.intentions).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
    expect(tried.cards).toBeGreaterThan(250);
    expect(tried.contradicted).toBeGreaterThan(100);
  });

  test('taken in twice while it goes on, it ends as if it had been taken in once', () => {
    const tried = { cards: 0, moments: 0, restored: 0 };
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        turnsWith([1, 60_000, 86_400_000]),
        fc.nat(40),
        (count, turns, first) => {
          const here = device();
          here.takeIn(read(live(count, turns.slice(0, first)).data), lived);
          const life = live(count, turns);
          const board = read(life.data);
          const { events } = here.takeIn(board, lived);
          tried.cards += expectToday(here.folded(), board);
          tried.moments += expectPast(here.folded(), life, '', wasNeverLeftOut);
          tried.restored += events.filter(({ type }) => type === 'event.retracted.v1').length;
          for (const card of life.cards.filter(wasNeverLeftOut)) {
            const issue = here.issue(issueOf(card.id));
            expect(issue.annotations.map(({ text }) => text)).toEqual(card.comments);
          }
          expect(here.takeIn(board, lived).intentions).toEqual([]);
        },
      ),
      { numRuns: 600 },
    );
    expect(tried.cards).toBeGreaterThan(250);
    expect(tried.moments).toBeGreaterThan(500);
    expect(tried.restored).toBeGreaterThan(10);
  });
});

describe('whatever a file holds', () => {
  const card = { id: 'c', name: 'Almonds', idList: 'l' };
  const lists = [{ id: 'l', name: 'Open' }];
  const about = { card: { id: 'c' } };
  const action = { id: 'a', type: 'updateCard', date: '2025-02-01T09:00:00.000Z', data: about };

  test.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'board'],
    ['a list', []],
    ['no cards', { lists }],
    ['cards that are no list', { lists, cards: { 0: card } }],
    ['lists that are no list', { lists: null, cards: [card] }],
  ])('it is no board: %s', (_, data) => {
    expect(readTrello(data)).toBeNull();
  });

  test.each<[string, unknown, unknown]>([
    ['a card that is none', { cards: [card, 7] }, [['', { code: 'card' }]]],
    ['a card without an id', { cards: [card, { name: 'Who?' }] }, [['Who?', { code: 'card' }]]],
    ['a card twice', { cards: [card, card] }, [['Almonds', { code: 'same-id' }]]],
    [
      'fields of another kind',
      { cards: [{ ...card, desc: 7, due: 'tomorrow', pos: 'top', labels: 'none' }] },
      ['desc', 'pos', 'due', 'labels'].map((field) => ['Almonds', { code: 'field', field }]),
    ],
    [
      'parts of another kind',
      { cards: [{ ...card, attachments: [7], checklists: [{ checkItems: 7 }], idLabels: ['x'] }] },
      ['checklists', 'labels', 'attachments'].map((field) => ['Almonds', { code: 'field', field }]),
    ],
    [
      'actions that cannot be read',
      {
        cards: [card],
        actions: [
          null,
          { ...action, type: 'commentCard' },
          { ...action, id: 'b', data: { ...about, listAfter: 7 } },
          { ...action, id: 'd', date: 'yesterday' },
        ],
      },
      [
        ['Almonds', { code: 'actions', count: 3 }],
        [null, { code: 'actions', count: 1 }],
      ],
    ],
    [
      'labels of another kind',
      { cards: [card], labels: 7 },
      [[null, { code: 'field', field: 'labels' }]],
    ],
    [
      'names of what every object has',
      JSON.parse(
        '{"cards":[{"id":"__proto__","name":"Almonds","idList":"l","__proto__":{"name":7}}],"__proto__":{"lists":7}}',
      ),
      [],
    ],
  ])('what can be read is taken, and the rest is told: %s', (_, data, problems) => {
    const board = read({ lists, ...Object(data) });
    expect(board.problems.map((problem) => [problem.card, problem.fault])).toEqual(problems);
    const here = device();
    const { counts } = here.takeIn(board, {
      ...lived,
      lists: new Map([['l', 'open']]),
    });
    expect(counts.added).toBe(1);
    expectToday(here.folded(), board, { ...lived, lists: new Map([['l', 'open']]) });
  });

  test('it is read without a throw, and every event that is planned can be recorded', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('\0', '\ud800', 'a\udfff', ' ', '\u200b', '__proto__', 'x'.repeat(30_000)),
      fc.constantFrom(
        'c0',
        'c1',
        'l0',
        'l1',
        'constructor',
        '2025-02-01T09:00:00.000Z',
        '9999-12-31T00:00:00Z',
      ),
    );
    const strange = fc.oneof(
      text,
      fc.constantFrom<unknown>(null, 7, -1, Number.POSITIVE_INFINITY, true, false, [], {}, [[]]),
    );
    const some = <T>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
      fc.oneof({ weight: 9, arbitrary: fc.record(shape, { requiredKeys: [] }) }, strange);
    const many = (one: fc.Arbitrary<unknown>) =>
      fc.oneof({ weight: 9, arbitrary: fc.array(one, { maxLength: 5 }) }, strange);
    const cardId = fc.constantFrom('c0', 'c1', '__proto__', '67a0b1c2d3e4f5a6b7c8d9e0', '', 'a b');
    const listId = fc.constantFrom('l0', 'l1', 'toString');
    const list = some({ id: listId, name: strange, closed: strange, pos: strange });
    const label = some({ id: strange, name: text, color: strange });
    const checklist = some({
      idCard: cardId,
      name: strange,
      checkItems: many(some({ name: strange, state: strange, due: strange })),
    });
    const boards = fc.record({
      name: strange,
      url: strange,
      lists: fc.array(list, { maxLength: 3 }),
      cards: fc.array(
        some({
          id: cardId,
          name: strange,
          desc: strange,
          idList: listId,
          closed: fc.boolean(),
          due: strange,
          dateLastActivity: strange,
          labels: many(label),
          idLabels: many(strange),
          attachments: many(some({ name: strange, url: strange })),
          checklists: many(checklist),
        }),
        { minLength: 1, maxLength: 4 },
      ),
      labels: many(label),
      checklists: many(checklist),
      members: many(strange),
      actions: many(
        some({
          id: strange,
          type: fc.constantFrom(
            'commentCard',
            'updateCard',
            'createCard',
            'updateList',
            'moveCardToBoard',
          ),
          date: fc.oneof(fc.constant('2025-02-01T09:00:00.000Z'), strange),
          memberCreator: some({ fullName: strange }),
          data: some({
            card: some({ id: cardId, name: strange, closed: strange }),
            list,
            listBefore: list,
            listAfter: list,
            old: some({ name: strange, closed: strange, idList: strange }),
            text: strange,
          }),
        }),
      ),
    });
    let [events, problems] = [0, 0];
    fc.assert(
      fc.property(boards, (data) => {
        const board = read(JSON.parse(JSON.stringify(data)));
        const { others, ...matching } = proposeMatching(board, ['US', 'IN']);
        const all = { ...matching, others: { ...others, asker: 'US' }, withArchived: true };
        const here = device();
        const plan = here.takeIn(board, all);
        events += plan.events.length;
        problems += board.problems.length;
        expectDated(plan.events);
        expect(plan.counts.added).toBe(board.cards.length);
        expect([...everyEvent(here.folded().log)]).toHaveLength(plan.events.length);
        expect(here.takeIn(board, all).intentions).toEqual([]);
      }),
      { numRuns: 300 },
    );
    expect(events).toBeGreaterThan(500);
    expect(problems).toBeGreaterThan(500);
  });
});
