/**
 * What the page says, in whatever language: plurals and numbers by that language, a stranger's text kept in its own
 * direction, and dates, lists and names of countries made anew when the language is another. What does not fit a message
 * does not compile: each `@ts-expect-error` below is an error that TypeScript must find.
 */
import { afterEach, expect, test } from 'vitest';
import * as board from '#src/words/compiled/board.ts';
import * as vocabulary from '#src/words/compiled/vocabulary.ts';
import { formatDay } from '#src/words/dates.ts';
import { english, type Language, setLanguage } from '#src/words/language.ts';
import { message, plainMessage, richMessage } from '#src/words/message.ts';
import { formatCount, listAll } from '#src/words/numbers.ts';
import { partyName } from '#src/words/parties.ts';
import { pseudo } from '#src/words/pseudo.ts';

afterEach(() => setLanguage(english));

const german: Language = {
  tag: 'de',
  catalogue: ['Nichts', [['count', 2, { one: [0, ' Frage'], other: [0, ' Fragen'] }]], 0],
  dress: null,
};

const none = plainMessage(0, 'None');
const issues = message<{ readonly count: number }>(1, [
  ['count', 2, { one: [0, ' issue'], other: [0, ' issues'] }],
]);
const move = message<{ readonly title: string }>(2, ['Move ', ['title']]);

test('plurals and numbers', () => {
  expect(vocabulary.issues({ count: 1 })).toBe('1 issue');
  expect(vocabulary.issues({ count: 10_000 })).toBe('10,000 issues');
  expect(vocabulary.issuesOf({ shown: 3, total: 1_100 })).toBe('3 of 1,100 issues');
});

test('another language says its own, and English what it lacks', () => {
  setLanguage(german);
  expect([none(), issues({ count: 1 }), issues({ count: 8_160 })]).toEqual([
    'Nichts',
    '1 Frage',
    '8.160 Fragen',
  ]);
  expect(move({ title: 'Milch' })).toBe('Move Milch');
});

test('dates, numbers, lists and countries follow the language as it is when they are asked for', () => {
  const said = () => [
    formatDay('2025-10-05T00:00:00.000Z'),
    formatCount(1_234),
    listAll(['a', 'b']),
    partyName('IN'),
  ];
  const before = said();
  setLanguage(german);
  expect(said()).toEqual(['5. Okt. 2025', '1.234', 'a und b', 'Indien']);
  setLanguage(english);
  expect(said()).toEqual(before);
  expect(before).toEqual(['5 Oct 2025', '1,234', 'a and b', 'India']);
});

test('a text that runs the other way stands by itself in the sentence', () => {
  expect(board.moveIssue({ title: 'حليب' })).toBe('Move \u2068حليب\u2069');
  expect(board.moveIssue({ title: 'Dairy' })).toBe('Move Dairy');
});

test('marked parts are shown by whoever shows the message', () => {
  const shown = board.lastMoved<string>({
    day: '5 Nov 2025',
    hidden: ([inner]) => `<i>${inner}</i>`,
  });
  expect(shown.join('')).toBe('<i>moved </i>5 Nov 2025');
});

test('the pseudo-language brackets every message and makes it two fifths longer', () => {
  setLanguage(pseudo);
  expect(board.none()).toBe('[None ~~]');
  expect(move({ title: 'Dairy farming' })).toMatch(/^\[Move Dairy farming ~{6} ~\]$/);
  const rich = richMessage<Record<never, never>, 'b'>(2, [['b', 'No issue'], ' matches']);
  expect(rich<string>({ b: ([inner]) => `<b>${inner}</b>` }).join('')).toMatch(
    /^\[<b>No issue<\/b> matches.*\]$/,
  );
});

test('what does not fit a message does not compile', () => {
  // @ts-expect-error there is no such message
  const missing: unknown = board.noSuchMessage;
  expect(missing).toBeUndefined();
  const wrong = () => {
    // @ts-expect-error a value is missing
    board.moveIssue({});
    // @ts-expect-error a value of the wrong kind
    board.hidden({ count: '3' });
    // @ts-expect-error a value that is not asked for
    board.none({ count: 3 });
    // @ts-expect-error a mark that nobody shows
    board.lastMoved<string>({ day: '5 Nov 2025' });
  };
  expect(wrong).toBeTypeOf('function');
});
