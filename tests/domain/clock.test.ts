// @vitest-environment node
/** The clock in all weathers. Times are milliseconds since 1970. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Clock,
  commandKey,
  driftBeyondLimit,
  type EventId,
  formatReading,
  isEventId,
  maximumDrift,
  observeReading,
  recordedAt,
  startClock,
  takeReadings,
} from '#src/domain/clock.ts';

const noon = Date.parse('2025-11-05T12:00:00.000Z');
const mine = '8f3ac2d17b09e454';
const theirs = '00000000000000ff';

/** One reading at each of the wall clock's times. */
function readAt(times: readonly number[], start: Clock = startClock(mine)): EventId[] {
  let clock = start;
  return times.flatMap((now) => {
    const taken = takeReadings(clock, now, 1);
    clock = taken.clock;
    return taken.ids;
  });
}

function expectRising(ids: readonly string[]): void {
  ids.forEach((id, i) => {
    const previous = ids[i - 1];
    if (previous !== undefined) expect(previous < id, `${previous} < ${id}`).toBe(true);
  });
}

test('a reading says time, counter and node', () => {
  expect(readAt([noon])).toEqual(['2025-11-05T12:00:00.000Z-0000-8f3ac2d17b09e454']);
});

test('a stuttering clock: readings rise', () => {
  expectRising(readAt([noon, noon, noon, noon + 1, noon + 1, noon + 1]));
});

test('a regressing clock: readings rise', () => {
  expectRising(readAt([noon, noon - 1, noon - 3_600_000, 0, noon + 1]));
});

test('a clock that leaps ahead and is set right again: readings rise', () => {
  expectRising(readAt([noon, noon + 86_400_000, noon + 1, noon + 2]));
});

test('a clock that counts parts of milliseconds: readings rise', () => {
  expectRising(readAt([noon + 0.1, noon + 0.2, noon + 0.9, noon + 1.05]));
});

test('a burst in one millisecond: readings rise, within a command by the counter', () => {
  const taken = takeReadings(startClock(mine), noon, 65_536);
  expect(taken.ids[255]).toBe('2025-11-05T12:00:00.000Z-00ff-8f3ac2d17b09e454');
  expect(taken.ids.at(-1)).toBe('2025-11-05T12:00:00.000Z-ffff-8f3ac2d17b09e454');
  expectRising([...taken.ids.slice(65_000), ...takeReadings(taken.clock, noon, 300).ids]);
});

test('a command of too many events is refused', () => {
  expect(() => takeReadings(startClock(mine), noon, 65_537)).toThrow(RangeError);
});

test('any weather: readings rise as strings', () => {
  const weather = fc.array(
    fc.record({ jump: fc.integer({ min: -9e6, max: 9e6 }), count: fc.integer({ min: 1, max: 3 }) }),
  );
  fc.assert(
    fc.property(weather, (gusts) => {
      let clock = startClock(mine);
      let now = noon;
      const ids: EventId[] = [];
      for (const { jump, count } of gusts) {
        now += jump;
        const taken = takeReadings(clock, now, count);
        clock = taken.clock;
        ids.push(...taken.ids);
      }
      expectRising(ids);
      expect(ids.every(isEventId)).toBe(true);
    }),
  );
});

test('two nodes that hear each other: what is recorded after hearing sorts after it', () => {
  const talk = fc.array(
    fc.record({ who: fc.boolean(), drift: fc.integer({ min: -30_000, max: 30_000 }) }),
  );
  fc.assert(
    fc.property(talk, (turns) => {
      const clocks = new Map([
        [true, startClock(mine)],
        [false, startClock(theirs)],
      ]);
      const said: EventId[] = [];
      turns.forEach(({ who, drift }, i) => {
        const now = noon + i + drift;
        let clock = clocks.get(who) ?? startClock(mine);
        for (const id of said) clock = observeReading(clock, id);
        const taken = takeReadings(clock, now, 1);
        clocks.set(who, taken.clock);
        said.push(...taken.ids);
      });
      expectRising(said);
    }),
  );
});

test('two nodes in one millisecond never share a reading', () => {
  const ids = [...readAt([noon]), ...readAt([noon], startClock(theirs))];
  expect(new Set(ids).size).toBe(2);
  expect(new Set(ids.map(commandKey)).size).toBe(2);
});

test('a reading from up to a minute ahead may be accepted', () => {
  expect(driftBeyondLimit(formatReading(noon + maximumDrift, 3, theirs), noon)).toBe(0);
});

test('a reading from further ahead is told by how much, and the clock goes on from it all the same', () => {
  const farAhead = formatReading(noon + maximumDrift + 250, 0, theirs);
  expect(driftBeyondLimit(farAhead, noon)).toBe(250);
  const clock = observeReading(startClock(mine), farAhead);
  expectRising([farAhead, ...takeReadings(clock, noon, 1).ids]);
});

test('a reading from the past leaves the clock alone', () => {
  const { clock } = takeReadings(startClock(mine), noon, 1);
  expect(observeReading(clock, formatReading(0, 0, theirs))).toBe(clock);
});

test('whatever readings were taken in, and whatever the wall clock says, the next command is later than all', () => {
  const lastButOne = Date.parse('9998-12-31T23:00:00.000Z');
  const reading = fc
    .tuple(fc.oneof(fc.nat(lastButOne), fc.nat(4_000_000_000_000)), fc.nat(0xffff), fc.boolean())
    .map(([time, counter, isMine]) => formatReading(time, counter, isMine ? mine : theirs));
  const wall = fc.oneof(
    fc.nat(4_000_000_000_000),
    fc.constantFrom(-9e15, -1, 0, lastButOne, Date.parse('9999-06-01'), 8.64e15),
  );
  const weather = fc.array(fc.record({ heard: fc.array(reading), wall }), { minLength: 1 });
  const tried = { ahead: 0, behind: 0 };
  fc.assert(
    fc.property(weather, (gusts) => {
      let clock = startClock(mine);
      const seen: EventId[] = [];
      for (const { heard, wall: now } of gusts) {
        for (const id of heard) clock = observeReading(clock, id);
        seen.push(...heard);
        tried[clock.time > now ? 'ahead' : 'behind'] += 1;
        const taken = takeReadings(clock, now, 2);
        clock = taken.clock;
        for (const id of taken.ids) {
          expect(isEventId(id)).toBe(true);
          expect(seen.every((earlier) => earlier < id)).toBe(true);
        }
        seen.push(...taken.ids);
      }
    }),
  );
  expect(tried.ahead).toBeGreaterThan(50);
  expect(tried.behind).toBeGreaterThan(20);
}, 30_000);

test('one command’s readings share a key, another’s do not', () => {
  const one = takeReadings(startClock(mine), noon, 3);
  const other = takeReadings(one.clock, noon, 1);
  expect(new Set(one.ids.map(commandKey)).size).toBe(1);
  expect(new Set([...one.ids, ...other.ids].map(commandKey)).size).toBe(2);
});

test('a reading tells when it was recorded', () => {
  expect(recordedAt(formatReading(noon, 7, mine))).toBe('2025-11-05T12:00:00.000Z');
});

test.each([
  '',
  '2025-11-05T12:00:00.000Z',
  '2025-11-05T12:00:00.000Z-0000-8f3ac2d17b09e45',
  '2025-11-05T12:00:00.000Z-0000-8F3AC2D17B09E454',
  '2025-13-05T12:00:00.000Z-0000-8f3ac2d17b09e454',
  '2025-02-30T12:00:00.000Z-0000-8f3ac2d17b09e454',
  '2025-11-05T12:00:00.000Z-0000-8f3ac2d17b09e454\n',
  '2025-11-05 12:00:00.000Z-0000-8f3ac2d17b09e454',
  '9999-01-01T00:00:00.000Z-0000-8f3ac2d17b09e454',
  '9999-12-31T23:59:59.999Z-ffff-8f3ac2d17b09e454',
])('“%s” is no reading', (text) => {
  expect(isEventId(text)).toBe(false);
});

test.each(['', '8f3ac2d17b09e45', '8F3AC2D17B09E454', 'node'])('“%s” is no node', (node) => {
  expect(() => startClock(node)).toThrow(RangeError);
});
