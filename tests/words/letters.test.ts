// @vitest-environment node
/**
 * Every word the page says stands in src/words: nowhere else are there letters between tags, in what a screen reader or
 * a tooltip says, in what is announced, or a literal that reads like a sentence. What only a developer sees, the message
 * of an error that says how the code is to be used, may be English.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseSync } from 'vite';
import { expect, test } from 'vitest';
import messages from '#src/words/messages/en.json' with { type: 'json' };

const src = resolve(import.meta.dirname, '../../src');

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [field: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

function childrenOf(node: Node): readonly Node[] {
  return Object.values(node).flat().filter(isNode);
}

/** Attributes and properties that are read or heard. */
const said = new Set(
  [
    ['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'title', 'alt'],
    ['placeholder', 'label', 'hint', 'heading', 'text', 'short', 'children'],
  ].flat(),
);
const saying = new Set(['announce', 'toast']);

const letters = /\p{L}{2}/u;
const sentence = /^\p{Lu}[\p{L}’]* \p{L}/u;
/** The name of the product is the same in every language. */
const names = new Set(['Parley']);

/** The texts that an expression may come to, as far as they are written there. */
function textsOf(value: unknown): readonly Node[] {
  if (!isNode(value)) return [];
  switch (value.type) {
    case 'Literal':
    case 'TemplateElement':
    case 'JSXText':
      return [value];
    case 'TemplateLiteral':
    case 'JSXExpressionContainer':
    case 'LogicalExpression':
    case 'ParenthesizedExpression':
      return childrenOf(value).flatMap(textsOf);
    case 'BinaryExpression':
      return value.operator === '+' ? childrenOf(value).flatMap(textsOf) : [];
    case 'ConditionalExpression':
      return [value.consequent, value.alternate].flatMap(textsOf);
    default:
      return [];
  }
}

function textOf({ value }: Node): string {
  if (typeof value === 'string') return value.trim();
  const cooked = typeof value === 'object' && value !== null && 'cooked' in value && value.cooked;
  return typeof cooked === 'string' ? cooked.trim() : '';
}

function nameOf(value: unknown): string {
  if (!isNode(value)) return '';
  if (value.type === 'MemberExpression') return nameOf(value.property);
  return [value.name, value.value].find((name) => typeof name === 'string') ?? '';
}

/** The texts that are said where this stands. */
function saidAt(node: Node): readonly Node[] {
  switch (node.type) {
    case 'JSXText':
      return [node];
    case 'JSXElement':
    case 'JSXFragment':
      return [node.children].flat().flatMap(textsOf);
    case 'JSXAttribute':
      return said.has(nameOf(node.name)) ? textsOf(node.value) : [];
    case 'Property':
      return said.has(nameOf(node.key)) ? textsOf(node.value) : [];
    case 'CallExpression':
      return saying.has(nameOf(node.callee)) ? [node.arguments].flat().flatMap(textsOf) : [];
    default:
      return [];
  }
}

function isErrorMade({ type, callee }: Node): boolean {
  return type === 'NewExpression' && /^(Range|Type|Syntax)?Error$/.test(nameOf(callee));
}

function findWords(node: Node, found: Map<number, string>): Map<number, string> {
  if (isErrorMade(node) || node.type.startsWith('TS') || node.type === 'ImportDeclaration') {
    if (node.type !== 'TSAsExpression' && node.type !== 'TSSatisfiesExpression') return found;
  }
  for (const text of saidAt(node))
    if (letters.test(textOf(text))) found.set(text.start, textOf(text));
  if (['Literal', 'TemplateElement'].includes(node.type) && sentence.test(textOf(node))) {
    found.set(node.start, textOf(node));
  }
  for (const child of childrenOf(node)) findWords(child, found);
  return found;
}

function wordsIn(name: string, code: string): readonly string[] {
  const { program, errors } = parseSync(name, code);
  if (errors.length > 0 || !isNode(program)) throw new Error(`${name} cannot be parsed.`);
  return [...findWords(program, new Map()).values()].filter((text) => !names.has(text));
}

test.each([
  ['<p>None</p>', ['None']],
  ["<p>{isOpen ? 'Open' : 'shut'}</p>", ['Open', 'shut']],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code
  ['<p>{`${count} hidden`}</p>', ['hidden']],
  ['<button aria-label="Close" type="button" className="px-2 text-sm" />', ['Close']],
  ["<input placeholder={isLong ? words.long() : 'Search'} />", ['Search']],
  ["const column = { label: 'Moved', key: 'moved' };", ['Moved']],
  ["screen.announce('copied');", ['copied']],
  ["const reason = 'The server does not answer.';", ['The server does not answer.']],
  ["throw new RangeError('No form asks for it');", []],
  ["throw new Failure('No form asks for it');", ['No form asks for it']],
  ['<p title={words.hint()}>{words.none()}{count}</p>', []],
  ['<span>Parley</span>', []],
  ["<Switch value='board' kind='Two words' />", ['Two words']],
])('%s', (code, found) => {
  expect(wordsIn('snippet.tsx', code)).toEqual(found);
});

function sourceFiles(): readonly string[] {
  return readdirSync(src, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => !relative(src, path).startsWith(join('words', 'compiled')));
}

test('no word of the page stands outside src/words', () => {
  const files = sourceFiles().filter((path) => !relative(src, path).startsWith('words'));
  expect(files.length).toBeGreaterThan(100);
  const found = files.flatMap((path) =>
    wordsIn(path, readFileSync(path, 'utf8')).map((text) => `${relative(src, path)}: ${text}`),
  );
  expect(found).toEqual([]);
});

/** The messages that a module says: `group.name` for each. */
function messagesIn(code: string): readonly string[] {
  const imported = code.matchAll(
    /import (?:\* as (\w+)|\{([^}]+)\}) from '[^']*compiled\/([\w-]+)\.ts'/g,
  );
  return [...imported].flatMap(([, namespace, names, group]) => {
    const said = namespace
      ? [...code.matchAll(new RegExp(`\\b${namespace}\\.(\\w+)`, 'g'))].map(([, name]) => name)
      : (names ?? '').split(',').map((name) => name.trim().split(' ')[0]);
    return said.map((name) => `${group}.${name}`);
  });
}

test('every message is said somewhere', () => {
  const said = new Set(sourceFiles().flatMap((path) => messagesIn(readFileSync(path, 'utf8'))));
  const all = Object.entries<object>(messages).flatMap(([group, texts]) =>
    Object.keys(texts).map((name) => `${group}.${name}`),
  );
  expect(all.length).toBeGreaterThan(300);
  expect(all.filter((name) => !said.has(name))).toEqual([]);
});
