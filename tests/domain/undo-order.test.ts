// @vitest-environment node
/** Undo under any order of arrival, with others who take back what is not theirs, and with many events. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldMore, nothingFolded } from '#src/domain/board.ts';
import { formatReading } from '#src/domain/clock.ts';
import type { LogEvent } from '#src/domain/event.ts';
import { retractionsInForce } from '#src/domain/retraction.ts';
import { UndoIndex } from '#src/domain/undo-index.ts';
import { retraction, toEvents } from '#src/store/recording.ts';
import { addIssue, logs, recorder, shuffled } from '#tests/builders.ts';
import { actor, nameOf, play, press, strokes, walls } from './undo-tabs.ts';

function inForce(events: readonly LogEvent[]): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const about of foldMore(nothingFolded, events).log.values()) {
    const retracted = retractionsInForce(about);
    for (const { id } of about) if (!retracted.has(id)) ids.add(id);
  }
  return ids;
}

/** Presses Undo, then Redo, until each is disabled; each press must change what of its step is in force. Steps in that order. */
function pressThrough(index: UndoIndex, events: readonly LogEvent[]): (string | undefined)[] {
  const all = [...events];
  const names: (string | undefined)[] = [];
  for (const reversal of [() => index.undoing(), () => index.redoing()]) {
    for (let chosen = reversal(); chosen !== null; chosen = reversal()) {
      const time = Date.parse('2030-01-01') + names.length;
      const intentions = chosen.retract.flatMap(retraction);
      const ids = intentions.map((_, i) => formatReading(time, i, 'c'.repeat(16)));
      const before = inForce(all);
      const recorded = toEvents(intentions, ids, actor);
      all.push(...recorded);
      expect(index.add(recorded)).toBe(true);
      const after = inForce(all);
      expect(chosen.step.some(({ id }) => before.has(id) !== after.has(id))).toBe(true);
      names.push(nameOf(chosen.step));
      expect(names.length).toBeLessThan(200);
    }
  }
  return names;
}

/** What the tabs recorded, and retractions beside it: by others, of theirs and each other’s, and by them, of any two. */
const meddled = fc
  .tuple(strokes, walls, fc.array(fc.nat(1_000), { maxLength: 6 }))
  .map(([pressed, off, targets]) => {
    const { tabs, step } = play(off);
    for (const stroke of pressed) press(step(stroke), stroke);
    for (const { receive } of tabs) receive();
    const events: LogEvent[] = [...tabs[0].events];
    targets.forEach((choice, i) => {
      const isOwn = choice % 3 === 0;
      const time = Date.parse('2029-01-01') + i;
      const node = isOwn ? 'e' : 'd';
      const ids = [0, 1].map((counter) => formatReading(time, counter, node.repeat(16)));
      const chosen = [choice, choice >> 3].flatMap((which) => {
        const target = events[which % Math.max(1, events.length)];
        return target ? retraction(target) : [];
      });
      events.push(...toEvents(chosen.slice(0, isOwn ? 2 : 1), ids, isOwn ? actor : 'actor:ben'));
    });
    return events;
  });

test('whatever order the events come in, and in whatever portions, the stack is that of all of them', () => {
  const tried = { presses: 0, meddledWith: 0 };
  const arrivals = fc
    .oneof(meddled, logs)
    .chain((log) => fc.tuple(fc.constant(log), shuffled(log), fc.array(fc.nat(9))));
  fc.assert(
    fc.property(arrivals, ([log, other, portions]) => {
      const whole = new UndoIndex(actor, log);
      const index = new UndoIndex(actor);
      let from = 0;
      for (const size of portions) {
        index.add(other.slice(from, from + size));
        index.stack();
        from += size;
      }
      for (const event of other.slice(from)) index.add([event]);
      expect(index.add(other)).toBe(false);
      for (const event of log) {
        expect(index.stack().isDone([event])).toBe(whole.stack().isDone([event]));
      }
      const names = pressThrough(index, log);
      expect(names).toEqual(pressThrough(whole, log));
      tried.presses += names.length;
      if (log.some(({ type, actor: by }) => type === 'event.retracted.v1' && by !== actor)) {
        tried.meddledWith += 1;
      }
    }),
    { numRuns: 200 },
  );
  expect(tried.presses).toBeGreaterThan(500);
  expect(tried.meddledWith).toBeGreaterThan(60);
}, 60_000);

/** Events that count how often anything of them is looked at. */
function watched(events: readonly LogEvent[], look: () => void): LogEvent[] {
  return events.map(
    (event) =>
      new Proxy(event, {
        get: (target, name, self) => {
          look();
          return Reflect.get(target, name, self);
        },
      }),
  );
}

test('each event heard costs the same, however many there are', () => {
  const looksAt = (count: number) => {
    const asha = recorder(actor, { step: 1 });
    const events: LogEvent[] = [];
    for (let i = 0; i < count; i += 1) {
      const [added] = asha.record(addIssue(`issue:n-${i}`));
      events.push(added);
      const [undo] = i % 3 === 0 ? retraction(added) : [];
      if (undo) events.push(...asha.record(undo));
    }
    let looks = 0;
    const index = new UndoIndex(actor);
    for (const event of watched(events, () => {
      looks += 1;
    })) {
      index.add([event]);
      index.stack();
    }
    return looks / events.length;
  };
  const few = looksAt(500);
  expect(looksAt(4_000)).toBeLessThan(few * 1.2);
  expect(few).toBeGreaterThan(3);
}, 30_000);
