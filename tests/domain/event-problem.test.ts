// @vitest-environment node
/** What may be recorded: what can be read back, stored and sent, and nothing else; the rest is said in words. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatReading } from '#src/domain/clock.ts';
import { type Intention, type KnownEvent, toWire } from '#src/domain/event.ts';
import { problemOfEvent, requestBytes } from '#src/domain/event-problem.ts';
import { parseEvent } from '#src/domain/parse-event.ts';
import { limits } from '#src/domain/schemas.ts';
import { isBlank, unstorableProblem } from '#src/domain/written-text.ts';
import { problemText } from '#src/words/problems.ts';
import { addIssue, issueFields, on, rankNumber, recorder } from '#tests/builders.ts';

const passage = { document: 'document:a', exact: 'x', prefix: 'y', suffix: 'z', start: 0 } as const;
const issue = 'issue:gsp' as const;
const annotation = formatReading(Date.parse('2025-11-01'), 0, '8f3ac2d17b09e454');
const document = {
  title: 'T',
  publisher: 'P',
  kind: 'source' as const,
  published: '2017-10',
  address: 'https://example.org/a',
  paragraphs: ['One.', 'Two.'],
};

/** One of each type, with every optional field. */
const intentions: readonly Intention[] = [
  {
    type: 'dossier.described.v1',
    subject: 'dossier:us-india',
    payload: { title: 'T', parties: ['US', 'IN'], summary: 'S' },
  },
  addIssue(issue, { evidence: [passage] }),
  { type: 'issue.edited.v1', subject: issue, payload: { title: 'T', summary: 'S', tags: ['t'] } },
  {
    type: 'issue.moved.v1',
    subject: issue,
    payload: { status: 'open', rank: rankNumber(0), reason: 'R' },
  },
  { type: 'issue.removed.v1', subject: issue, payload: { reason: 'R' } },
  { type: 'annotation.added.v1', subject: 'document:a', payload: { text: 'N', passage } },
  { type: 'annotation.edited.v1', subject: issue, payload: { annotation, text: 'N' } },
  { type: 'annotation.removed.v1', subject: issue, payload: { annotation } },
  { type: 'document.added.v1', subject: 'document:a', payload: document },
  { type: 'actor.named.v1', subject: 'actor:asha', payload: { name: 'Asha' } },
  { type: 'event.retracted.v1', subject: issue, payload: { event: annotation } },
];

function eventOf(intention: Intention): KnownEvent {
  return recorder('actor:asha').record(intention)[0];
}

/** What the reader is told; empty where the event may be recorded. */
function saidOf(event: KnownEvent): string {
  const problem = problemOfEvent(event);
  return problem === null ? '' : problemText(problem);
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

function json(value: unknown): Json {
  return JSON.parse(JSON.stringify(value));
}

/** Every text in a value, with its path, and the value with another text in its place. */
function texts(value: Json, path: string[] = []): { path: string[]; but: (by: string) => Json }[] {
  if (typeof value === 'string') return [{ path, but: (by) => value + by }];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, child]) =>
    texts(child, [...path, key]).map(({ path: at, but }) => ({
      path: at,
      but: (by) =>
        Array.isArray(value)
          ? value.map((entry, i) => (String(i) === key ? but(by) : entry))
          : { ...value, [key]: but(by) },
    })),
  );
}

test.each([
  ['U+0000', '\0'],
  ['the first half of a pair', '\ud83c'],
  ['the second half of a pair', 'a\udf0d '],
])('%s is refused in every text of every payload, and the text is named', (_, character) => {
  let tried = 0;
  for (const intention of intentions) {
    const whole = json(toWire(eventOf(intention)));
    expect(parseEvent(whole).ok).toBe(true);
    for (const { path, but } of texts(whole)) {
      const result = parseEvent(but(character));
      const field = result.ok ? `well formed with it in ${path.join('.')}` : result.field;
      expect(path.join('.').startsWith(field === '' ? '?' : field), field).toBe(true);
      tried += 1;
    }
  }
  expect(tried).toBeGreaterThan(60);
});

test('what may be recorded comes back from disk and wire as it was; what may not, does not', () => {
  const tried = { recorded: 0, refused: 0 };
  const words = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      '\u200b',
      '\0',
      'x'.repeat(limits.title + 1),
      '\\u0000',
      '\\\\u0000',
      '”\ud83d',
    ),
  );
  fc.assert(
    fc.property(words, words, fc.boolean(), (title, note, isNote) => {
      const event = eventOf(
        isNote
          ? { type: 'annotation.added.v1', subject: issue, payload: { text: note } }
          : addIssue(issue, { title, summary: note, tags: [title] }),
      );
      const bytes = new TextEncoder().encode(JSON.stringify(toWire(event)));
      const back = parseEvent(JSON.parse(new TextDecoder().decode(bytes)));
      const problem = problemOfEvent(event);
      tried[problem === null ? 'recorded' : 'refused'] += 1;
      if (problem === null) expect(back).toEqual({ ok: true, event });
      else expect(back.ok).toBe(false);
    }),
    { numRuns: 100 },
  );
  expect(Math.min(tried.recorded, tried.refused)).toBeGreaterThan(10);
}, 60_000);

test('a text of a newer version’s field is held to the same', () => {
  const payload = { text: 'A note', colour: 'red\0' };
  const event = eventOf({ type: 'annotation.added.v1', subject: issue, payload });
  expect(saidOf(event)).toMatch(/^It holds a character that cannot be stored/);
  const written = { text: 'A note', colour: 'red\\u0000 \\\\u0000' };
  const fine = eventOf({ type: 'annotation.added.v1', subject: issue, payload: written });
  expect(problemOfEvent(fine)).toBeNull();
});

test('an event that just fits into a request may be recorded, one byte more may not', () => {
  const sized = (length: number) =>
    eventOf({
      type: 'document.added.v1',
      subject: 'document:a',
      payload: {
        ...document,
        paragraphs: [
          ...Array.from({ length: 30 }, () => '₹'.repeat(11_000)),
          'é🌍'.repeat(500),
          'x'.repeat(length),
        ],
      },
    });
  const bytes = (event: KnownEvent) =>
    new TextEncoder().encode(JSON.stringify({ events: [toWire(event)] })).length;
  const fits = requestBytes - bytes(sized(0));
  expect(bytes(sized(fits))).toBe(requestBytes);
  expect(problemOfEvent(sized(fits))).toBeNull();
  expect(saidOf(sized(fits + 1))).toBe(
    'It is 1,000,001 bytes long, where 1,000,000 are the most that can be sent, so it was not saved. What you wrote is still there: shorten it, or divide it.',
  );
});

test.each<[intention: Intention, sentence: string]>([
  [
    {
      type: 'annotation.added.v1',
      subject: issue,
      payload: { text: 'x'.repeat(20_001) },
    },
    'The note is longer than 20,000 characters, so it was not saved. What you wrote is still there: shorten it, or divide it.',
  ],
  [
    addIssue(issue, { title: '\u200b' }),
    'The title has nothing in it that can be seen, so it was not saved. What you wrote is still there: write something that can be read.',
  ],
  [
    addIssue(issue, { tags: ['a', 'b\0'] }),
    'A tag holds a character that cannot be stored (U+0000 or half of a surrogate pair), so it was not saved. What you wrote is still there: take that character out.',
  ],
  [
    addIssue(issue, { tags: Array.from({ length: 21 }, (_, i) => `tag ${i}`) }),
    'The list of tags has more than 20 entries, so it was not saved. What you wrote is still there: take some out.',
  ],
  [
    {
      type: 'document.added.v1',
      subject: 'document:a',
      payload: { ...document, paragraphs: ['a', 'x'.repeat(20_001)] },
    },
    'Paragraph 2 is longer than 20,000 characters, so it was not saved. What you wrote is still there: shorten it, or divide it.',
  ],
  [
    { ...addIssue(issue), at: on('2030-01-01') },
    'The date has not come yet, so it was not saved. What you wrote is still there: choose today or an earlier day.',
  ],
  [
    addIssue(issue, { evidence: [{ ...passage, start: -1 }] }),
    'The change is not well formed (payload.evidence.0.start: Invalid value: Expected >=0 but received -1), so it was not saved. Everything else is as it was.',
  ],
])(
  'what may not be recorded is said: what it is, what was kept, what to do',
  (intention, sentence) => {
    expect(saidOf(eventOf(intention))).toBe(sentence);
  },
);

test.each([
  ['nothing', ''],
  ['spaces', ' \t\u00a0\u3000'],
  ['a zero-width space', '\u200b'],
  ['a word joiner', '\u2060'],
  ['a soft hyphen', '\u00ad'],
  ['a byte order mark', '\ufeff'],
  ['bidi controls', '\u202e\u2066\u2069\u061c\u200f'],
  ['Hangul fillers', '\u3164\u115f\u1160\uffa0'],
  ['a Braille blank', '\u2800'],
  ['variation selectors', '\ufe0f\u{e0100}\u180b'],
  ['combining marks alone', '\u0301\u034f\u20e3'],
  ['joiners and tags', '\u200d\u200c\u{e0061}'],
  ['a null notehead', '\u{1d159}'],
  ['controls', '\u0007\u0085'],
])('%s shows nothing', (_, text) => {
  expect(isBlank(text)).toBe(true);
  expect(isBlank(`${text}a`)).toBe(false);
  expect(isBlank(`${text}र्क`)).toBe(false);
  for (const intention of [
    addIssue(issue, { title: text }),
    { type: 'annotation.added.v1', subject: issue, payload: { text } } as const,
    { type: 'actor.named.v1', subject: 'actor:asha', payload: { name: text } } as const,
    addIssue(issue, { ...issueFields(), tags: [text] }),
  ]) {
    expect(parseEvent(toWire(eventOf(intention))).ok).toBe(false);
  }
});

test.each(['.', '¿', '☐', '₹', '🌍', '👨‍👩‍👧', 'ا', 'ो', 'ᄀ', '\u{1f3fb}', '\ufffd', '#️⃣'])(
  '“%s” shows something',
  (text) => {
    expect(isBlank(text)).toBe(false);
  },
);

test('where a character stands that cannot be stored is said by the words before it', () => {
  expect(unstorableProblem('Tariffs on 🌍 goods')).toBeNull();
  expect(unstorableProblem('\0Tariffs')).toEqual({ code: 'unstorable', before: '' });
  const before = `${'🌍'.repeat(6)} walnuts`;
  const problem = unstorableProblem(`${'🌍'.repeat(20)} walnuts\ud83d and so on`);
  expect(problem).toEqual({ code: 'unstorable', before });
  expect(problem && problemText(problem)).toBe(
    `There is an invisible character after “${before}” that cannot be stored: delete it there.`,
  );
});
