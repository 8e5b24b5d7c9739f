// @vitest-environment node
/** What waits for a server, when some of it does no more: whichever those are, the others wait in their order. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toWire } from '#src/domain/event.ts';
import { eventKey } from '#src/storage/event-log.ts';
import { initialState, withoutWaiting } from '#src/store/dossier-state.ts';
import { addIssue, recorder } from '#tests/builders.ts';

test('whichever events are gone, those that are left wait on', () => {
  const seen = { first: 0, middle: 0 };
  const { record } = recorder('actor:me');
  const events = Array.from({ length: 8 }, (_, at) => toWire(record(addIssue(`issue:${at}`))[0]));
  fc.assert(
    fc.property(fc.subarray(events), (gone) => {
      const state = { ...initialState('us-india', 'disk'), pending: events };
      const { pending } = withoutWaiting(state, gone.map(eventKey));
      expect(pending).toEqual(events.filter((event) => !gone.includes(event)));
      if (gone.length > 0) seen[gone.at(-1) === events[gone.length - 1] ? 'first' : 'middle'] += 1;
    }),
  );
  expect(Math.min(seen.first, seen.middle)).toBeGreaterThan(0);
});
