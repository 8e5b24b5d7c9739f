// @vitest-environment node
/** What a document is: whose words it has, and when they were published. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldDocument, foldDossier, standingOf } from '#src/domain/dossier.ts';
import type { LogEvent } from '#src/domain/event.ts';
import { addToLog, emptyLog } from '#src/domain/log.ts';
import { parseEvent } from '#src/domain/parse-event.ts';
import { textOf } from '#src/domain/passage.ts';
import { restorations } from '#src/domain/restoration.ts';
import { recorder } from '#tests/builders.ts';

const required = { title: 'Report', publisher: 'A newspaper', paragraphs: ['One.'] };

function added(payload: Record<string, unknown>): LogEvent {
  const result = parseEvent({
    id: '2025-11-05T12:00:00.000Z-0000-8f3ac2d17b09e454',
    actor: 'actor:asha',
    at: '2019-06-05T00:00:00.000Z',
    subject: 'document:report',
    type: 'document.added.v1',
    payload: { ...required, ...payload },
  });
  if (!result.ok) throw new Error(`${result.field}: ${result.fault}`);
  return result.event;
}

test('a document says whose words it has, and when they were published', () => {
  for (const kind of ['source', 'digest'] as const) {
    const document = foldDocument([added({ kind, published: '2019-06-03' })]);
    expect(document).toMatchObject({ kind, published: '2019-06-03' });
  }
});

test('a document that does not say whose words it has is a digest: nobody is quoted by mistake', () => {
  expect(foldDocument([added({})])?.kind).toBe('digest');
});

test('a document added before it had a published date is read, and its date is not taken for that', () => {
  const event = added({ date: '2019-06-05' });
  const document = foldDocument([event]);
  expect(document).toMatchObject({ ...required, kind: 'digest' });
  expect(document?.published).toBeUndefined();
  expect(event.payload).toMatchObject({ date: '2019-06-05' });
});

test('a passage is a quotation where its words stand in a source, and nowhere else', () => {
  const words = fc.string({ unit: fc.constantFrom('a', 'b', ' '), minLength: 1, maxLength: 4 });
  const seen = { quotation: 0, digest: 0, 'not-in-document': 0, 'no-document': 0 };
  fc.assert(
    fc.property(
      fc.array(words, { minLength: 1, maxLength: 3 }),
      words,
      fc.nat(12),
      fc.option(fc.constantFrom('source' as const, 'digest' as const)),
      (paragraphs, exact, start, kind) => {
        const passage = {
          document: 'document:report',
          exact,
          prefix: '',
          suffix: '',
          start,
        } as const;
        const standing = standingOf(passage, kind === null ? undefined : { kind, paragraphs });
        seen[standing] += 1;
        const isThere = kind !== null && textOf(paragraphs).includes(exact);
        expect(standing === 'quotation').toBe(isThere && kind === 'source');
        expect(standing === 'digest').toBe(isThere && kind === 'digest');
        expect(standing === 'no-document').toBe(kind === null);
      },
    ),
    { numRuns: 500 },
  );
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(20);
});

test('a dossier that two removed at once says since when, and is back when both are taken back', () => {
  const mine = recorder('actor:me');
  const theirs = recorder('actor:other', { node: '1111111111111111' });
  const subject = 'dossier:us-india';
  const payload = { title: 'Talks', parties: ['US', 'IN'] };
  const described = mine.record({ type: 'dossier.described.v1', subject, payload });
  const removal = { type: 'dossier.removed.v1', subject, payload: {} } as const;
  const removed = [...mine.record(removal), ...theirs.record(removal)];
  const [since, later] = removed.map(({ at }) => at).sort();
  const aboutIn = (...events: LogEvent[]) => addToLog(emptyLog, events).log.get(subject) ?? [];
  const about = aboutIn(...described, ...removed);
  expect(foldDossier(about)).toEqual({ ...payload, id: subject, removed: since });
  const [first, ...others] = restorations(about);
  if (!first) throw new RangeError('Nothing is taken back');
  expect(others).toHaveLength(1);
  const half = aboutIn(...about, ...mine.record(first));
  expect(foldDossier(half)?.removed).toBe(later);
  const whole = aboutIn(...about, ...mine.record(first, ...others));
  expect(foldDossier(whole)).toEqual({ ...payload, id: subject });
  expect(restorations(whole)).toEqual([]);
});
