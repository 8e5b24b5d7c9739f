// @vitest-environment node
/**
 * The catalogue as it is compiled: what a message asks for is typed by it, and what is wrong with it is refused with
 * its name. Example: a Hindi message that asks for `{name}` where the English one asks for `{title}`.
 */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compileWords } from '#scripts/compile-words.mjs';

type Catalogue = Record<string, Record<string, string>>;

/** Compiles these catalogues in a folder of their own; the text of the module asked for. */
function compiled(catalogues: Record<string, Catalogue>, module: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'parley-words-'));
  mkdirSync(join(folder, 'messages'));
  for (const [language, catalogue] of Object.entries(catalogues)) {
    writeFileSync(join(folder, 'messages', `${language}.json`), JSON.stringify(catalogue));
  }
  compileWords(folder);
  return readFileSync(join(folder, 'compiled', `${module}.ts`), 'utf8');
}

const board = (text: string): Catalogue => ({ board: { said: text } });

test.each([
  ['None', 'plainMessage('],
  ['Move {title}', 'message<{ readonly title: string }>('],
  ['{count, plural, one {# issue} other {# issues}}', 'message<{ readonly count: number }>('],
  ['{count, number} hidden', 'message<{ readonly count: number }>('],
  [
    '{side, select, us {US {what}} other {}}',
    "message<{ readonly side: 'us'; readonly what: string }>(",
  ],
  ['{side, select, us {US} other {Someone}}', 'message<{ readonly side: string }>('],
  ['<b>{title}</b> is new', "richMessage<{ readonly title: string }, 'b'>("],
  ['last moved <day></day>', "richMessage<Record<never, never>, 'day'>("],
])('“%s” is typed by what it asks for', (text, made) => {
  expect(compiled({ en: board(text) }, 'board')).toContain(`said = /* @__PURE__ */ ${made}`);
});

test.each([
  ['a brace that is not closed', board('Move {title'), /board\.said cannot be read/],
  [
    'one name for a text and a number',
    board('{count} of {count, number}'),
    /board\.said cannot be read: “count” is asked for as string and as number/,
  ],
  ['a name that is a word of the language', { board: { delete: 'Delete' } }, /“delete”, in board/],
  ['a group that is no name', { 'The board': { said: 'x' } }, /“The board” is no name/],
])('%s is refused', (_, catalogue, problem) => {
  expect(() => compiled({ en: catalogue }, 'board')).toThrow(problem);
});

const english = { board: { none: 'None', move: 'Move {title} to {status}' } };

test('another language takes the places of the English messages, and lacks what it lacks', () => {
  const hindi = { board: { move: '{title} → {status}' } };
  expect(compiled({ en: english, hi: hindi }, 'catalogue-hi')).toContain(
    'catalogue: Catalogue = [0,[["title"]," → ",["status"]]];',
  );
});

test.each([
  [
    'asks for another value',
    { board: { move: '{name} → {status}' } },
    /hi\.json: board\.move asks/,
  ],
  ['asks for fewer', { board: { move: '{title}' } }, /where en\.json has \{status: string; title/],
  [
    'asks for another kind',
    { board: { move: '{title, number} {status}' } },
    /hi\.json: board\.move asks for \{status: string; title: number\}/,
  ],
  ['has a message too many', { board: { nothing: 'x' } }, /board\.nothing, which en\.json has not/],
])('a catalogue that %s fails the build', (_, hi, problem) => {
  expect(() => compiled({ en: english, hi }, 'catalogue-hi')).toThrow(problem);
});
