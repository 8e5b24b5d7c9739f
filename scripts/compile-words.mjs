/**
 * Compiles the words of the page: `src/words/messages/en.json`, in ICU MessageFormat, by groups, to one module a group in
 * `src/words/compiled`, where each message is a function of the values that stand in it, typed. Any other catalogue beside
 * it, `hi.json`, becomes a list that takes the place of the English texts; what it lacks stays English. A message that
 * cannot be read, a name that is no name, or a catalogue of which a message asks for other values is refused.
 *
 * `{count, plural, …}` and `{count, number}` take a number; `{title}` takes a text; `{side, select, us {…} other {}}` takes
 * one of the words it names, and any text where `other` has one; `<b>…</b>` is dressed by whoever shows it.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import compile from 'icu-minify/compile';

/**
 * @typedef {Record<string, Record<string, string>>} Catalogue messages by group
 * @typedef {{ group: string, name: string, text: string, compiled: unknown, values: Map<string, string>, isRich: boolean }} Message
 */

const root = resolve(import.meta.dirname, '..');
const numbered = { select: 1, plural: 2, ordinal: 3, number: 4, date: 5, time: 6 };
const reserved = new Set(
  'break case catch class const continue debugger default delete do else enum export extends false finally for function if import in instanceof new null return static super switch this throw true try typeof var void while with yield let await'.split(
    ' ',
  ),
);

/** Compiles every catalogue of the project. Writes only what has changed. */
export function compileWords(folder = join(root, 'src/words')) {
  const from = join(folder, 'messages');
  const to = join(folder, 'compiled');
  const english = read(join(from, 'en.json'));
  const messages = messagesOf(english);
  const files = new Map(
    Object.keys(english).map((group) => [`${group}.ts`, moduleOf(group, messages)]),
  );
  for (const file of readdirSync(from)) {
    if (file === 'en.json' || !file.endsWith('.json')) continue;
    files.set(
      `catalogue-${basename(file, '.json')}.ts`,
      catalogueOf(file, read(join(from, file)), messages),
    );
  }
  mkdirSync(to, { recursive: true });
  for (const old of readdirSync(to)) if (!files.has(old)) rmSync(join(to, old));
  for (const [file, text] of files) writeIfChanged(join(to, file), text);
}

/**
 * @param {Catalogue} catalogue
 * @returns {Message[]}
 */
export function messagesOf(catalogue) {
  return Object.entries(catalogue).flatMap(([group, texts]) => {
    if (!/^[a-z][a-z-]*$/.test(group)) throw new Error(`“${group}” is no name of a group.`);
    return Object.entries(texts).map(([name, text]) => {
      if (!/^[a-z][A-Za-z0-9]*$/.test(name) || reserved.has(name)) {
        throw new Error(`“${name}”, in ${group}, is no name of a message.`);
      }
      return messageOf(group, name, text);
    });
  });
}

/**
 * @param {string} group
 * @param {string} name
 * @param {string} text
 * @returns {Message}
 */
function messageOf(group, name, text) {
  try {
    const compiled = compile(text);
    /** @type {Map<string, string>} */
    const values = new Map();
    for (const node of Array.isArray(compiled) ? compiled : []) takeValues(node, values);
    const isRich = [...values.values()].includes('tag');
    return { group, name, text, compiled, values, isRich };
  } catch (error) {
    throw new Error(`${group}.${name} cannot be read: ${reasonOf(error)} (${text})`);
  }
}

/** @param {unknown} error */
function reasonOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/**
 * What a part of a message asks for, by name: `string`, `number`, `Date`, `tag`, or the words to choose from.
 * @param {unknown} part a text, a number sign, or a list that begins with a name
 * @param {Map<string, string>} values
 */
function takeValues(part, values) {
  if (!Array.isArray(part)) return;
  const [name, kind, ...rest] = part;
  const type = typeOf(kind, rest[0]);
  const known = values.get(name);
  if (known !== undefined && known !== type) {
    throw new Error(`“${name}” is asked for as ${known} and as ${type}`);
  }
  values.set(name, type);
  if (type === 'tag') for (const inner of [kind, ...rest]) takeValues(inner, values);
  if (kind !== numbered.select && kind !== numbered.plural && kind !== numbered.ordinal) return;
  for (const branch of Object.values(rest[0])) {
    for (const inner of Array.isArray(branch) ? branch : []) takeValues(inner, values);
  }
}

/**
 * @param {unknown} kind
 * @param {Record<string, unknown>} options
 */
function typeOf(kind, options) {
  if (kind === undefined) return 'string';
  if (kind === numbered.plural || kind === numbered.ordinal || kind === numbered.number)
    return 'number';
  if (kind === numbered.date || kind === numbered.time) return 'Date';
  if (kind !== numbered.select) return 'tag';
  const { other, ...named } = options;
  if (other !== '') return 'string';
  return Object.keys(named)
    .sort()
    .map((word) => `'${word}'`)
    .join(' | ');
}

/**
 * @param {string} group
 * @param {Message[]} messages of all groups: each is known by its place among them
 */
function moduleOf(group, messages) {
  const own = messages.flatMap((message, place) =>
    message.group === group ? [{ ...message, place }] : [],
  );
  const makers = [...new Set(own.map(makerOf))].sort();
  const lines = own.map((message) => {
    const { name, text, compiled, place } = message;
    const comment = `/** ${text.replaceAll('*/', '*\\/').replaceAll('\n', ' ')} */`;
    const values = JSON.stringify(compiled);
    return `${comment}\nexport const ${name} = /* @__PURE__ */ ${makerOf(message)}${typesOf(message)}(${place}, ${values});`;
  });
  return [
    `// Made by scripts/compile-words.mjs from messages/en.json.`,
    `import { ${makers.join(', ')} } from '../message.ts';`,
    '',
    ...lines,
    '',
  ].join('\n');
}

/** @param {Message} message */
function makerOf({ values, isRich }) {
  if (isRich) return 'richMessage';
  return values.size === 0 ? 'plainMessage' : 'message';
}

/** @param {Message} message */
function typesOf({ values, isRich }) {
  if (values.size === 0) return '';
  const fields = [...values]
    .filter(([, type]) => type !== 'tag')
    .map(([name, type]) => `readonly ${name}: ${type}`);
  const plain = fields.length === 0 ? 'Record<never, never>' : `{ ${fields.join('; ')} }`;
  if (!isRich) return `<${plain}>`;
  const tags = [...values].filter(([, type]) => type === 'tag').map(([name]) => `'${name}'`);
  return `<${plain}, ${tags.join(' | ')}>`;
}

/**
 * @param {string} file
 * @param {Catalogue} catalogue
 * @param {Message[]} english
 */
export function catalogueOf(file, catalogue, english) {
  /** @param {Pick<Message, 'group' | 'name'>} message */
  const keyOf = ({ group, name }) => `${group}.${name}`;
  const places = new Map(english.map((message, place) => [keyOf(message), place]));
  /** @type {unknown[]} */
  const texts = english.map(() => 0);
  for (const message of messagesOf(catalogue)) {
    const key = keyOf(message);
    const place = places.get(key);
    const meant = place === undefined ? undefined : english[place];
    if (place === undefined || !meant)
      throw new Error(`${file} has ${key}, which en.json has not.`);
    const [asked, wanted] = [signatureOf(message), signatureOf(meant)];
    if (asked !== wanted) {
      throw new Error(`${file}: ${key} asks for ${asked}, where en.json has ${wanted}.`);
    }
    texts[place] = message.compiled;
  }
  return [
    `// Made by scripts/compile-words.mjs from messages/${file}.`,
    `import type { Catalogue } from '../language.ts';`,
    '',
    `export const catalogue: Catalogue = ${JSON.stringify(texts)};`,
    '',
  ].join('\n');
}

/** @param {Message} message */
function signatureOf({ values }) {
  const all = [...values].map(([name, type]) => `${name}: ${type}`).sort();
  return `{${all.join('; ')}}`;
}

/** @param {string} path */
function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`${path} cannot be read: ${reasonOf(error)}`);
  }
}

/**
 * @param {string} path
 * @param {string} text
 */
function writeIfChanged(path, text) {
  try {
    if (readFileSync(path, 'utf8') === text) return;
  } catch {
    // It is not there yet.
  }
  writeFileSync(path, text);
}

/** Compiles the words when a build, a development server or the tests begin, and whenever a catalogue changes. */
export function words() {
  return {
    name: 'parley-words',
    config: () => compileWords(),
    /** @param {{ file: string, server: { config: { logger: { error: (text: string) => void } } } }} change */
    handleHotUpdate({ file, server }) {
      if (!/src[\\/]words[\\/]messages[\\/]/.test(file)) return;
      try {
        compileWords();
      } catch (error) {
        // The page goes on with the words it has.
        server.config.logger.error(reasonOf(error));
      }
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) compileWords();
