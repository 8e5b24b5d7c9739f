/**
 * Two tabs of one actor, each with its own clock and undo index, whose news reach each other when the test lets them.
 * Beside them, what undo and redo are to mean: plain lists of presses, with no event and no retraction in them.
 */
import fc from 'fast-check';
import { type Board, foldMore, nothingFolded } from '#src/domain/board.ts';
import {
  type Clock,
  commandKey,
  observeReading,
  startClock,
  takeReadings,
} from '#src/domain/clock.ts';
import type { Intention, KnownEvent, LogEvent } from '#src/domain/event.ts';
import type { Reversal, Step, UndoStack } from '#src/domain/undo.ts';
import { UndoIndex } from '#src/domain/undo-index.ts';
import { retraction, toEvents } from '#src/store/recording.ts';
import { addIssue } from '#tests/builders.ts';

export const actor = 'actor:asha';

/** A press of a key as a person tells of it. Commands are named by what sorts as they were recorded. */
export interface Press {
  readonly key: string;
  readonly kind: 'do' | 'undo' | 'redo';
  /** The command done, undone or redone. */
  readonly of: string;
  /** For a redo: the presses of Undo that it makes good. */
  readonly releases: readonly string[];
}

const latest = (keys: readonly string[]) => [...keys].sort().at(-1) ?? '';

/** Presses of Undo on a command that no Redo has made good. */
function retractionsOf(command: string, presses: readonly Press[]): string[] {
  const released = new Set(presses.flatMap(({ releases }) => releases));
  return presses.flatMap(({ kind, of, key }) =>
    kind === 'undo' && of === command && !released.has(key) ? [key] : [],
  );
}

/** What can be undone and redone after the presses, the next one last. */
export function plainStack(presses: readonly Press[]): { done: string[]; undone: string[] } {
  const commands = presses.flatMap(({ kind, key }) => (kind === 'do' ? [key] : []));
  const isRedoOf = (command: string) => (press: Press) =>
    press.kind === 'redo' && press.of === command;
  const done: [at: string, command: string][] = [];
  const undone: [at: string, command: string][] = [];
  for (const command of commands) {
    const retractions = retractionsOf(command, presses);
    const redos = presses.filter(isRedoOf(command)).map(({ key }) => key);
    if (retractions.length === 0) done.push([latest([command, ...redos]), command]);
    else if (latest(retractions) > latest(commands)) undone.push([latest(retractions), command]);
  }
  const inOrder = (list: [string, string][]) =>
    list.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, command]) => command);
  return { done: inOrder(done), undone: inOrder(undone) };
}

export function nameOf(step: Step | null): string | undefined {
  return step === null ? undefined : commandKey(step[0].id);
}

interface News {
  readonly events: readonly KnownEvent[];
  readonly press: Press;
}

export interface Tab {
  readonly index: UndoIndex;
  /** What it has recorded and heard. */
  readonly events: LogEvent[];
  readonly presses: Press[];
  readonly received: News[];
  stack(): UndoStack;
  board(): Board;
  /** Records a command that adds a note to so many issues, so that it shows on the board. */
  act(notes: number): void;
  /** Presses a key; false where there is nothing to take back. */
  undo(): boolean;
  redo(): boolean;
  takeBack(command: string): boolean;
  /** Lets the news that wait for this tab arrive, in the order they were sent. */
  receive(count?: number): void;
  readonly inbox: News[];
}

const subjects = ['issue:a', 'issue:b', 'issue:c'] as const;

/** `wall`: what the tab's wall clock says, in milliseconds. */
function openTab(node: string, wall: () => number, tell: (news: News) => void): Tab {
  let clock: Clock = startClock(node);
  const tab = { index: new UndoIndex(actor), events: [], presses: [], received: [], inbox: [] };
  const { index } = tab;
  const { events, presses, inbox }: Pick<Tab, 'events' | 'presses' | 'inbox'> = tab;
  const take = (news: News) => {
    events.push(...news.events);
    presses.push(news.press);
    index.add(news.events);
    for (const { id } of news.events) clock = observeReading(clock, id);
  };
  const record = (intentions: readonly Intention[], press: Omit<Press, 'key'>) => {
    const taken = takeReadings(clock, wall(), intentions.length);
    clock = taken.clock;
    const recorded = toEvents(intentions, taken.ids, actor);
    const [first] = recorded;
    if (!first) throw new Error('A press that records nothing');
    const key = commandKey(first.id);
    const news = { events: recorded, press: { ...press, key, of: press.of || key } };
    take(news);
    tell(news);
  };
  const reverse = (reversal: Reversal | null, kind: 'undo' | 'redo') => {
    if (reversal === null) return false;
    const of = commandKey(reversal.step[0].id);
    const releases = kind === 'redo' ? retractionsOf(of, presses) : [];
    record(reversal.retract.flatMap(retraction), { kind, of, releases });
    return true;
  };
  return {
    ...tab,
    stack: () => index.stack(),
    board: () => foldMore(nothingFolded, [...issues, ...events]).board,
    act: (notes) => {
      const targets = subjects.slice(0, notes);
      const note = { type: 'annotation.added.v1', payload: { text: 'A note' } } as const;
      record(
        targets.map((subject) => ({ ...note, subject })),
        { kind: 'do', of: '', releases: [] },
      );
    },
    undo: () => reverse(index.undoing(), 'undo'),
    redo: () => reverse(index.redoing(), 'redo'),
    takeBack: (command) => {
      const first = events.find(({ id }) => commandKey(id) === command);
      return reverse(first ? index.takingBack([first]) : null, 'undo');
    },
    receive: (count = inbox.length) => {
      for (const news of inbox.splice(0, count)) take(news);
    },
  };
}

/** The issues the notes are on, which another actor added long ago. */
const issues: readonly KnownEvent[] = toEvents(
  subjects.map((subject) => addIssue(subject)),
  takeReadings(startClock('0'.repeat(16)), Date.parse('2020-01-01'), subjects.length).ids,
  'actor:seed',
);

/** `walls`: by how much the two wall clocks are off, in milliseconds. */
function twoTabs(walls: readonly [number, number], time: () => number): [Tab, Tab] {
  const one: Tab = openTab(
    'a'.repeat(16),
    () => time() + walls[0],
    (news) => {
      other.inbox.push(news);
    },
  );
  const other: Tab = openTab(
    'b'.repeat(16),
    () => time() + walls[1],
    (news) => {
      one.inbox.push(news);
    },
  );
  return [one, other];
}

const start = Date.parse('2025-11-05');

export type Stroke = { readonly tab: number; readonly choice: number; readonly pause: number } & {
  readonly key: 'act' | 'undo' | 'redo' | 'take-back' | 'receive';
};

export const strokes: fc.Arbitrary<Stroke[]> = fc.array(
  fc.record({
    tab: fc.nat(1),
    key: fc.constantFrom(
      ...(['act', 'act', 'act', 'undo', 'undo', 'undo', 'redo', 'redo'] as const),
      ...(['take-back', 'take-back', 'receive'] as const),
    ),
    choice: fc.noBias(fc.nat(99)),
    pause: fc.constantFrom(0, 0, 1, 1_000),
  }),
  { maxLength: 24, size: 'max' },
);

/** By how much the two wall clocks are off. */
export const walls = fc.tuple(
  fc.constantFrom(0, -3_600_000, 86_400_000),
  fc.constantFrom(0, 1, -1_000, 7_200_000),
);

/** Presses one key; false where there was nothing to do. */
export function press(tab: Tab, { key, choice }: Stroke): boolean {
  if (key === 'act') tab.act((choice % 3) + 1);
  if (key === 'receive') tab.receive((choice % 3) + 1);
  if (key === 'undo') return tab.undo();
  if (key === 'redo') return tab.redo();
  if (key !== 'take-back') return true;
  const { done } = plainStack(tab.presses);
  const command = done[choice % Math.max(1, done.length)];
  return command !== undefined && tab.takeBack(command);
}

export function play(off: readonly [number, number]) {
  let time = start;
  const tabs = twoTabs(off, () => time);
  const step = (stroke: Stroke) => {
    time += stroke.pause;
    return tabs[stroke.tab === 0 ? 0 : 1];
  };
  return { tabs, step };
}
