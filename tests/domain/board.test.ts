// @vitest-environment node
/** The laws of the fold: the same events give the same board, however and whenever they arrive. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Board, boardAsOf, type Folded, foldMore, nothingFolded } from '#src/domain/board.ts';
import { type CellKey, cellKey } from '#src/domain/cells.ts';
import { formatReading } from '#src/domain/clock.ts';
import { compareEvents, type LogEvent } from '#src/domain/event.ts';
import { isActorId, isDocumentId, isDossierId, isIssueId } from '#src/domain/ids.ts';
import { everyEvent } from '#src/domain/log.ts';
import { compareRanked, type Ranked } from '#src/domain/rank.ts';
import { statuses } from '#src/domain/vocabulary.ts';
import {
  addIssue,
  logs,
  on,
  rankNumber,
  recorder,
  shuffled,
  unrecognised,
} from '#tests/builders.ts';

function folded(events: readonly LogEvent[]): Folded {
  return foldMore(nothingFolded, events);
}

function boardOf(events: readonly LogEvent[]): Board {
  return folded(events).board;
}

function subjectId(event: LogEvent) {
  const { subject } = event;
  const isSubject =
    isIssueId(subject) || isDocumentId(subject) || isActorId(subject) || isDossierId(subject);
  if (!isSubject) throw new TypeError(`Not a subject: ${subject}`);
  return subject;
}

/** A retraction of `target`, recorded `minutes` after everything in the arbitrary logs. */
function laterRetraction(target: LogEvent, minutes: number, subject = subjectId(target)): LogEvent {
  const time = Date.parse('2031-01-01') + minutes * 60_000;
  return {
    id: formatReading(time, 0, 'ffffffffffffffff'),
    actor: 'actor:asha',
    at: on('2025-11-03'),
    subject,
    type: 'event.retracted.v1',
    payload: { event: target.id },
  };
}

const logWithOne = logs
  .filter((log) => log.length > 0)
  .chain((log) => fc.record({ log: fc.constant(log), one: fc.constantFrom(...log) }));

test('any order of the same events gives the same board', () => {
  const reordered = logs.chain((log) => fc.tuple(fc.constant(log), shuffled(log)));
  fc.assert(
    fc.property(reordered, ([log, other]) => {
      expect(folded(other)).toEqual(folded(log));
    }),
  );
});

test('events that come again change nothing, not even an object', () => {
  const repeated = logs.chain((log) => fc.tuple(fc.constant(log), fc.subarray(log)));
  fc.assert(
    fc.property(repeated, ([log, again]) => {
      expect(folded([...log, ...again])).toEqual(folded(log));
      const before = folded(log);
      expect(foldMore(before, again)).toBe(before);
    }),
  );
});

test('any portions, in any order, overlapping or not, give the board of the whole', () => {
  const portions = logs.chain((log) =>
    fc.tuple(fc.constant(log), shuffled(log), fc.array(fc.nat(log.length), { maxLength: 6 })),
  );
  fc.assert(
    fc.property(portions, ([log, other, cuts]) => {
      let state = nothingFolded;
      for (const cut of cuts) state = foldMore(state, other.slice(cut, cut + 7));
      for (const event of other) state = foldMore(state, [event]);
      expect(state).toEqual(folded(log));
    }),
  );
});

test('the log keeps every event, once, in fold order within its subject', () => {
  fc.assert(
    fc.property(logs, (log) => {
      const kept = [...everyEvent(folded(log).log)];
      expect(kept.toSorted(compareEvents)).toEqual(log.toSorted(compareEvents));
      for (const events of folded(log).log.values()) {
        expect(events).toEqual(events.toSorted(compareEvents));
      }
    }),
  );
});

test('retracting an event gives the board without it', () => {
  fc.assert(
    fc.property(logWithOne, ({ log, one }) => {
      const without = log.filter((event) => event !== one);
      expect(boardOf([...log, laterRetraction(one, 0)])).toEqual(boardOf(without));
    }),
  );
});

test('retracting an event and restoring it leaves the board as it was', () => {
  fc.assert(
    fc.property(logWithOne, fc.nat(4), ({ log, one }, times) => {
      const all = [...log];
      let target = one;
      for (let i = 0; i < 2 * (times + 1); i += 1) {
        target = laterRetraction(target, i);
        all.push(target);
      }
      expect(boardOf(all)).toEqual(boardOf(log));
      expect(boardOf(all.toReversed())).toEqual(boardOf(log));
    }),
  );
});

test('a retraction recorded before what it names has no hold on it', () => {
  const asha = recorder('actor:asha');
  const [added] = asha.record(addIssue('issue:gsp'));
  const early: LogEvent = { ...laterRetraction(added, 0), id: formatReading(0, 0, '0'.repeat(16)) };
  expect(boardOf([added, early])).toEqual(boardOf([added]));
});

test('a retraction filed under another subject has no hold either', () => {
  const [gsp, farm] = recorder('actor:asha').record(addIssue('issue:gsp'), addIssue('issue:farm'));
  if (!farm) throw new Error('Two events were recorded');
  const misfiled = laterRetraction(gsp, 0, 'issue:farm');
  expect(boardOf([gsp, farm, misfiled]).issues.size).toBe(2);
});

test('the board as of a moment is the fold of what had happened by then', () => {
  const moment = fc.oneof(
    fc.nat(8).map((day) => on(`2025-11-0${day + 1}`)),
    fc.constant(on('2025-11-05T09:00:00.000Z')),
    fc.constant(on('1999-01-01')),
  );
  fc.assert(
    fc.property(logs, moment, (log, then) => {
      const until = log.filter((event) => event.at <= then);
      expect(boardAsOf(folded(log), then)).toEqual(boardOf(until));
    }),
  );
});

test('the board as of each event’s own moment includes it', () => {
  fc.assert(
    fc.property(logWithOne, ({ log, one }) => {
      const until = log.filter((event) => event.at <= one.at);
      expect(boardAsOf(folded(log), one.at)).toEqual(boardOf(until));
    }),
  );
});

test('two actors who move one issue at once agree, and the later in fold order wins', () => {
  const move = fc.record({
    status: fc.constantFrom(...statuses),
    rank: fc.nat(7).map(rankNumber),
    at: fc.constantFrom(on('2025-11-05'), on('2025-11-06')),
  });
  fc.assert(
    fc.property(move, move, (one, other) => {
      const [added] = recorder('actor:asha', { start: on('2025-11-04') }).record(
        addIssue('issue:gsp'),
      );
      const subject = 'issue:gsp' as const;
      const type = 'issue.moved.v1' as const;
      const moves = [
        ...recorder('actor:asha').record({ subject, type, payload: one, at: one.at }),
        ...recorder('actor:ben').record({ subject, type, payload: other, at: other.at }),
      ];
      const boards = [
        boardOf([added, ...moves]),
        boardOf([...moves, added]),
        boardOf([...moves.toReversed(), added]),
      ];
      const { status, rank } = one.at > other.at ? one : other;
      for (const board of boards) {
        expect(board).toEqual(boards[0]);
        expect(board.issues.get(subject)).toMatchObject({ status, rank });
      }
    }),
  );
});

test('what an event is not about keeps its identity', () => {
  fc.assert(
    fc.property(logWithOne, ({ log, one }) => {
      const before = folded(log.filter((event) => event !== one));
      const after = foldMore(before, [one]);
      for (const [id, issue] of before.board.issues) {
        if (id !== one.subject) expect(after.board.issues.get(id)).toBe(issue);
      }
      for (const [subject, events] of before.log) {
        if (subject !== one.subject) expect(after.log.get(subject)).toBe(events);
      }
    }),
  );
});

test('a cell whose content stays keeps its array, and all of them the index', () => {
  fc.assert(
    fc.property(logs, logs, (log, news) => {
      const content = (cell: readonly Ranked[]) => JSON.stringify(cell);
      const state = folded(log);
      const next = foldMore(state, news);
      let isSame = state.board.cells.size === next.board.cells.size;
      for (const [key, cell] of state.board.cells) {
        const now = next.board.cells.get(key);
        if (now && content(now) === content(cell)) expect(now).toBe(cell);
        else isSame = false;
      }
      if (isSame) expect(next.board.cells).toBe(state.board.cells);
    }),
  );
});

function cellsFromScratch(board: Board): Map<CellKey, Ranked[]> {
  const cells = new Map<CellKey, Ranked[]>();
  for (const { id, rank, asker, status, removed } of board.issues.values()) {
    if (removed) continue;
    const key = cellKey(asker, status);
    cells.set(key, [...(cells.get(key) ?? []), { id, rank }].sort(compareRanked));
  }
  return cells;
}

test('the cells are the sorted index of the issues, after every portion', () => {
  fc.assert(
    fc.property(logs, fc.nat(40), (log, cut) => {
      const first = folded(log.slice(cut));
      expect(first.board.cells).toEqual(cellsFromScratch(first.board));
      const both = foldMore(first, log.slice(0, cut));
      expect(both.board.cells).toEqual(cellsFromScratch(both.board));
    }),
  );
});

test('events about a missing subject change nothing', () => {
  fc.assert(
    fc.property(logs, (log) => {
      const known = log.filter((event) => event.subject !== 'issue:never-added');
      expect({ ...boardOf(log), unrecognised: 0 }).toEqual({ ...boardOf(known), unrecognised: 0 });
    }),
  );
});

test('events of an unknown type are counted while in force, and have no effect', () => {
  fc.assert(
    fc.property(logs, (log) => {
      const known = log.filter((event) => event.type !== 'unrecognised');
      const { unrecognised: count, ...rest } = boardOf(log);
      const { unrecognised: none, ...same } = boardOf(known);
      expect(rest).toEqual(same);
      expect(none).toBe(0);
      expect(count).toBeLessThanOrEqual(log.length - known.length);
    }),
  );
});

test('an unknown type on a subject of an unknown kind is counted, and not when retracted', () => {
  const [added] = recorder('actor:asha').record(addIssue('issue:gsp'));
  const { id, actor, at } = added;
  const alien: LogEvent = { id, actor: 'actor:ben', at, ...unrecognised('treaty:1975') };
  const mine: LogEvent = { id, actor, at, ...unrecognised('issue:farm') };
  expect(boardOf([added, alien, mine]).unrecognised).toBe(2);
  expect(boardOf([added, alien, mine, laterRetraction(mine, 0)]).unrecognised).toBe(1);
});
