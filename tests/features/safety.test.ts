// @vitest-environment node
/** One story: the status, and the notices that are worded from the same answer, never say that more is safe than is. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Wire } from '#src/api/keep-exchanging.ts';
import { safetyOf, savedText } from '#src/features/status/safety.ts';
import { eventKey } from '#src/storage/event-log.ts';
import { type DossierState, initialState, wouldLose } from '#src/store/dossier-state.ts';
import { serverSaid, wireEvent } from '#tests/storage/wire-events.ts';

const connected: Wire = { kind: 'connected' };
const away: Wire = {
  kind: 'failing',
  problem: { code: 'server-unreachable' },
  offline: false,
};
const signedOut: Wire = { kind: 'refused', problem: { code: 'server-status', status: 401 } };
const [one, two, three] = [
  wireEvent(1, 'actor:a'),
  wireEvent(2, 'actor:b'),
  wireEvent(3, 'actor:c'),
];
const refused = [one, two].map((event) => ({ key: eventKey(event), problem: serverSaid('No.') }));
const full = { code: 'store-full' } as const;

const whole: DossierState = { ...initialState('us-india', 'disk'), opening: { kind: 'whole' } };

const table: readonly (readonly [string, Wire, Partial<DossierState>])[] = [
  ['All changes saved', connected, {}],
  ['All changes saved', away, {}],
  ['Saving…', connected, { unwritten: [one], pending: [one] }],
  ['Saving…', away, { unwritten: [one], pending: [one] }],
  ['Saving…', connected, { pending: [one] }],
  ['Saving…', { kind: 'connecting' }, { pending: [one] }],
  ['Offline: 1 change waiting', away, { pending: [one] }],
  ['Offline: 1 change waiting', signedOut, { pending: [one] }],
  ['Not saved: 1 change', away, { pending: [one, two], unwritten: [two], writeFailure: full }],
  ['Not saved: 1 change', connected, { pending: [one], unwritten: [one], writeFailure: full }],
  ['Saved on the server alone', connected, { unwritten: [one], writeFailure: full }],
  ['Kept in this tab alone', connected, { durability: 'memory' }],
  ['Kept in this tab alone', away, { durability: 'memory', pending: [one] }],
  ['2 changes not taken by the server', connected, { refused }],
  ['Offline: 1 change waiting', away, { refused, pending: [three] }],
  [
    'Not all is read yet',
    connected,
    { opening: { kind: 'unreadable', reason: serverSaid('It fails.') } },
  ],
];

test.each(table)('“%s” is said over %o with %o', (text, wire, state) => {
  expect(savedText(safetyOf({ ...whole, ...state }, wire))).toBe(text);
});

test('whatever the state, “saved” means on disk and with a server, and closing asks where neither has it', () => {
  const events = [one, two, three];
  let saved = 0;
  let lost = 0;
  fc.assert(
    fc.property(
      fc.record({
        pending: fc.subarray(events),
        unwritten: fc.subarray(events),
        hasFailed: fc.boolean(),
        durability: fc.constantFrom<DossierState['durability']>('disk', 'disk', 'memory'),
        hasRecorded: fc.boolean(),
      }),
      fc.constantFrom(connected, away, signedOut),
      ({ hasFailed, ...drawn }, wire) => {
        const writeFailure = hasFailed && drawn.unwritten.length > 0 ? full : null;
        const state = { ...whole, ...drawn, writeFailure };
        const text = savedText(safetyOf(state, wire));
        const isSafe = drawn.pending.length + drawn.unwritten.length === 0;
        expect(text === 'All changes saved').toBe(isSafe && drawn.durability === 'disk');
        if (text === 'All changes saved') saved += 1;
        const isNowhere = drawn.unwritten.some((event) => drawn.pending.includes(event));
        if (!isNowhere || drawn.durability === 'memory') return;
        lost += 1;
        expect(wouldLose(state)).toBe(true);
        expect(text).toMatch(hasFailed ? /^Not saved: / : /^Saving…$/);
      },
    ),
    { numRuns: 500 },
  );
  expect(saved).toBeGreaterThan(5);
  expect(lost).toBeGreaterThan(50);
});
