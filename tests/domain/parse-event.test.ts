// @vitest-environment node
/** The edge where unknown data becomes events: what is well formed passes unchanged, the rest is named. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldMore, nothingFolded } from '#src/domain/board.ts';
import { type LogEvent, toWire, type WireEvent } from '#src/domain/event.ts';
import type { Issue } from '#src/domain/issue.ts';
import { parseEvent } from '#src/domain/parse-event.ts';
import { limits } from '#src/domain/schemas.ts';
import { addIssue, issueFields, logs, on, recorder } from '#tests/builders.ts';

/** As the wire and the disk hand it back. */
function throughJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function parsed(input: unknown): LogEvent {
  const result = parseEvent(input);
  if (!result.ok) throw new Error(`${result.field}: ${result.fault}`);
  return result.event;
}

test('every event survives the wire unchanged, those of unknown types too', () => {
  const types = new Set<string>();
  fc.assert(
    fc.property(logs, (log) => {
      for (const event of log) {
        types.add(event.type);
        expect(parsed(throughJson(toWire(event)))).toEqual(event);
      }
    }),
  );
  expect(types.size).toBe(12);
});

const envelope: WireEvent = {
  id: '2025-11-05T12:00:00.000Z-0000-8f3ac2d17b09e454',
  actor: 'actor:asha',
  at: '2025-11-05T12:00:00.000Z',
  subject: 'issue:gsp',
  type: 'issue.linked.v9',
  payload: null,
};

const moved = { ...envelope, type: 'issue.moved.v1', payload: { status: 'open', rank: 'a0' } };
const added = { ...envelope, type: 'issue.added.v1', payload: issueFields() };
const document = {
  ...envelope,
  type: 'document.added.v1',
  subject: 'document:report',
  payload: {
    title: 'T',
    publisher: 'P',
    kind: 'source',
    published: '2017-10',
    paragraphs: ['One.'],
  },
};
const passage = { document: 'document:report', exact: 'x', prefix: '', suffix: '', start: 0 };

function but<T extends { payload: unknown }>(event: T, changes: Record<string, unknown>): unknown {
  return { ...event, payload: { ...Object(event.payload), ...changes } };
}

test('a well-formed event of an unknown type is kept, whatever it carries, and sent on as it came', () => {
  const types = fc.constantFrom(
    'issue.moved.v2',
    'issue.linked.v1',
    'party.joined.v1',
    'to-do.x.v0',
  );
  fc.assert(
    fc.property(types, fc.jsonValue(), (type, payload) => {
      const wire = throughJson({ ...envelope, type, payload });
      const event = parsed(wire);
      expect(event.type).toBe('unrecognised');
      expect(throughJson(toWire(event))).toEqual(wire);
    }),
  );
});

test('parsing is total: nothing makes it throw', () => {
  const shapes = fc.record(
    {
      id: fc.oneof(fc.constant(envelope.id), fc.anything()),
      actor: fc.oneof(fc.constant(envelope.actor), fc.anything()),
      at: fc.oneof(fc.constant(envelope.at), fc.anything()),
      subject: fc.oneof(fc.constant(envelope.subject), fc.anything()),
      type: fc.oneof(fc.constant('issue.added.v1'), fc.constant('issue.edited.v1'), fc.anything()),
      payload: fc.oneof(fc.constant(issueFields()), fc.anything()),
    },
    { requiredKeys: [] },
  );
  /** Well formed but for one field, which may be anything. */
  const spoilt = fc
    .tuple(
      fc.constantFrom(envelope, moved, added, document),
      fc.constantFrom('payload', 'payload', 'id', 'actor', 'at', 'subject', 'type'),
      fc.anything(),
    )
    .map(([event, field, value]) => ({ ...event, [field]: value }));
  const inside = fc
    .tuple(
      fc.constantFrom(
        but(moved, {}),
        but(added, { evidence: [passage] }),
        but(document, {}),
        but({ ...added, type: 'issue.edited.v1' }, {}),
      ),
      fc.constantFrom(
        'title',
        'status',
        'rank',
        'tags',
        'evidence',
        'date',
        'paragraphs',
        'reason',
      ),
      fc.anything(),
    )
    .map(([event, field, value]) => but(Object(event), { [field]: value }));
  const problems = new Set<string>();
  let wellFormed = 0;
  fc.assert(
    fc.property(fc.oneof(shapes, spoilt, inside, fc.anything()), (input) => {
      const result = parseEvent(input);
      if (result.ok) wellFormed += 1;
      else {
        expect(result.fault).not.toBe('');
        problems.add(result.field.split('.')[0] || 'the event');
      }
    }),
    { numRuns: 2_000 },
  );
  expect(wellFormed).toBeGreaterThan(50);
  expect([...problems].toSorted()).toEqual(
    ['actor', 'at', 'id', 'payload', 'subject', 'the event', 'type'].toSorted(),
  );
});

function without(event: object, field: string): unknown {
  return Object.fromEntries(Object.entries(event).filter(([key]) => key !== field));
}

test('the events that the next table spoils are well formed', () => {
  for (const event of [envelope, moved, added, document]) expect(parseEvent(event).ok).toBe(true);
  expect(parseEvent(but(added, { evidence: [passage] })).ok).toBe(true);
});

test.each<[field: string, input: unknown]>([
  ['', null],
  ['', 'an event'],
  ['id', without(moved, 'id')],
  ['id', { ...moved, id: 'yesterday' }],
  ['id', { ...moved, id: 7 }],
  ['actor', { ...moved, actor: 'asha' }],
  ['actor', { ...moved, actor: 'actor:two words' }],
  ['at', { ...moved, at: '2025-11-05' }],
  ['at', { ...moved, at: '2025-02-30T00:00:00.000Z' }],
  ['at', { ...moved, at: '2025-11-05T12:00:00.001Z' }],
  ['at', { ...envelope, at: '9999-01-01T00:00:00.000Z' }],
  ['id', { ...envelope, id: '9999-01-01T00:00:00.000Z-0000-8f3ac2d17b09e454' }],
  ['subject', { ...moved, subject: '' }],
  ['subject', { ...moved, subject: 'document:report' }],
  ['subject', { ...moved, subject: 'issue:' }],
  ['subject', { ...document, subject: 'issue:gsp' }],
  ['type', { ...moved, type: 'constructor' }],
  ['type', { ...moved, type: 'issue.moved' }],
  ['type', without(moved, 'type')],
  ['payload', without(moved, 'payload')],
  ['payload', { ...moved, payload: null }],
  ['payload.status', but(moved, { status: 'closed' })],
  ['payload.rank', but(moved, { rank: '' })],
  ['payload.rank', but(moved, { rank: 'a€' })],
  ['payload.reason', but(moved, { reason: 'x'.repeat(limits.reason + 1) })],
  ['payload.title', but(added, { title: '   ' })],
  ['payload.title', but(added, { title: 'x'.repeat(limits.title + 1) })],
  ['payload.summary', but(added, { summary: null })],
  ['payload.asker', but(added, { asker: 'India' })],
  ['payload.basis', but(added, { basis: 'guessed' })],
  ['payload.category', but(added, { category: 'weather' })],
  ['payload.tags', but(added, { tags: Array.from({ length: limits.tags + 1 }, () => 'x') })],
  ['payload.tags.1', but(added, { tags: ['tariffs', ''] })],
  ['payload.evidence.0.document', but(added, { evidence: [{ ...passage, document: 'report' }] })],
  ['payload.evidence.0.start', but(added, { evidence: [{ ...passage, start: -1 }] })],
  ['payload.tags', { ...added, type: 'issue.edited.v1', payload: { tags: 'tariffs' } }],
  ['payload.title', { ...added, type: 'issue.edited.v1', payload: { title: undefined } }],
  ['payload.text', { ...added, type: 'annotation.added.v1', payload: { text: '' } }],
  [
    'payload.author',
    { ...added, type: 'annotation.added.v1', payload: { text: 'x', author: ' ' } },
  ],
  [
    'payload.annotation',
    { ...added, type: 'annotation.removed.v1', payload: { annotation: 'the first' } },
  ],
  ['payload.event', { ...added, type: 'event.retracted.v1', payload: {} }],
  ['payload.kind', but(document, { kind: 'summary' })],
  ['payload.published', but(document, { published: '2025-13-01' })],
  ['payload.published', but(document, { published: '' })],
  ['payload.address', but(document, { address: 'javascript:alert(1)' })],
  ['payload.paragraphs', but(document, { paragraphs: [] })],
  [
    'payload.parties',
    {
      ...envelope,
      type: 'dossier.described.v1',
      subject: 'dossier:us-india',
      payload: { title: 'T', parties: ['US'] },
    },
  ],
  [
    'payload.name',
    { ...envelope, type: 'actor.named.v1', subject: 'actor:asha', payload: { name: ' ' } },
  ],
])('a malformed %s is named', (field, input) => {
  const result = parseEvent(input);
  expect(result).toMatchObject({ ok: false, field, fault: expect.stringMatching(/./) });
});

function issueAfter(...events: readonly LogEvent[]): Issue | undefined {
  return foldMore(nothingFolded, events).board.issues.get('issue:gsp');
}

/** Own fields that an issue has beside those of a payload, and some that no object should get from one. */
const junk = throughJson(
  JSON.parse(`{
    "id": "x", "addedAt": 1, "movedAt": null, "annotations": "none", "removed": {"at": "never"},
    "__proto__": {"removed": true}, "constructor": 1, "length": 9
  }`),
);

function merged(payload: unknown, more: unknown): unknown {
  return Object.fromEntries([...Object.entries(Object(more)), ...Object.entries(Object(payload))]);
}

test('a loose edit changes the fields it may and nothing else', () => {
  const [event] = recorder('actor:asha').record(addIssue('issue:gsp'));
  const before = issueAfter(event);
  const type = 'issue.edited.v1';
  const later = { ...toWire(event), id: envelope.id, type };
  const edit = {
    ...later,
    payload: merged({ title: 'New' }, merged(junk, { status: 7, rank: 0 })),
  };
  expect(issueAfter(event, parsed(edit))).toEqual({ ...before, title: 'New' });
});

test('a loose move, removal, note or addition changes what it may and nothing else', () => {
  const strict = recorder('actor:asha').record(
    addIssue('issue:gsp'),
    {
      type: 'issue.moved.v1',
      subject: 'issue:gsp',
      payload: { status: 'resolved', rank: issueFields().rank },
    },
    { type: 'annotation.added.v1', subject: 'issue:gsp', payload: { text: 'A note' } },
    { type: 'issue.removed.v1', subject: 'issue:gsp', payload: {} },
  );
  const loose = strict.map((event) => {
    const wire = toWire(event);
    return parsed({ ...wire, payload: merged(wire.payload, junk) });
  });
  expect(issueAfter(...strict)).toBeDefined();
  expect(issueAfter(...loose)).toEqual(issueAfter(...strict));
  expect(Object.getPrototypeOf(issueAfter(...loose))).toBe(Object.prototype);
});

test('any keys beside the known ones leave the known ones as they are', () => {
  const [event] = recorder('actor:asha', { start: on('2025-11-01') }).record(addIssue('issue:gsp'));
  const fields = fc.oneof(
    fc.string(),
    fc.constantFrom('id', 'addedAt', 'movedAt', 'annotations', 'removed', '__proto__'),
  );
  let withMore = 0;
  fc.assert(
    fc.property(fc.dictionary(fields, fc.jsonValue()), (extra) => {
      const wire = toWire(event);
      const loose = parsed({ ...wire, payload: merged(wire.payload, extra) });
      if (Object.keys(extra).length > 0) withMore += 1;
      expect(issueAfter(loose)).toEqual(issueAfter(event));
    }),
  );
  expect(withMore).toBeGreaterThan(50);
});
