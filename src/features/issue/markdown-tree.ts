/**
 * A text in Markdown as a small tree, ready to be shown. It shows no less than was written: what is not formatting
 * stands in it as text, or as the address of a link; what the formatting would leave out stands in it as it was typed.
 * Building it takes a time in proportion to the text; one too deep or too much to be laid out has no tree.
 */
import type { Token } from 'markdown-it';
import { deepestBlock, parseMarkdown } from './markdown-parser.ts';
import {
  type Align,
  type Formatted,
  type Link,
  linked,
  type Piece,
  type Tag,
  typed,
} from './markdown-piece.ts';

/** Elements within elements, and pieces in all: more of them no browser lays out at once. */
const deepest = 64;
const mostPieces = 8_000;

/** Null: it cannot be shown as Markdown. */
export function treeOf(text: string): readonly Piece[] | null {
  const tokens = parseMarkdown(text);
  if (tokens.some(isAtTheLimit)) return null;
  return new Builder(text, usedLabels(tokens)).build(tokens);
}

/** The parser may have left out what is in it. */
function isAtTheLimit({ type, level }: Token): boolean {
  return level >= deepestBlock - 1 && (type === 'blockquote_open' || type === 'list_item_open');
}

function labelOf({ meta }: Token): string | null {
  return typeof meta?.label === 'string' ? meta.label : null;
}

/** Labels by which links and pictures are told their addresses. */
function usedLabels(tokens: readonly Token[]): Set<string> {
  const labels = new Set<string>();
  const waiting: Token[] = [...tokens];
  for (let token = waiting.pop(); token; token = waiting.pop()) {
    const label = token.type === 'reference_definition' ? null : labelOf(token);
    if (label !== null) labels.add(label);
    for (const child of token.children ?? []) waiting.push(child);
  }
  return labels;
}

const something = /[^\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u;

class TooMuch extends Error {}

interface Frame {
  readonly content: Piece[];
  hasText: boolean;
  readonly finish: (content: readonly Piece[], hasText: boolean) => readonly Piece[];
}

const alone = (content: readonly Piece[]) => content;

class Builder {
  readonly #text: string;
  readonly #lines: readonly string[];
  readonly #used: ReadonlySet<string>;
  readonly #defined = new Set<string>();
  readonly #root: Frame = { content: [], hasText: false, finish: alone };
  readonly #open: Frame[] = [this.#root];
  /** Links that are open; there can be none in another, so what the inner ones lead to follows the outermost. */
  #links = 0;
  #following: Piece[] = [];
  #count = 0;

  constructor(text: string, used: ReadonlySet<string>) {
    this.#text = text;
    this.#lines = text.split(/\r\n?|\n/);
    this.#used = used;
  }

  build(tokens: readonly Token[]): readonly Piece[] | null {
    try {
      for (const [index, token] of tokens.entries()) this.#take(token, tokens[index - 2]);
    } catch (error) {
      if (error instanceof TooMuch) return null;
      throw error;
    }
    const { content, hasText } = this.#root;
    return hasText ? content : [typed(this.#text)];
  }

  #take(token: Token, before?: Token): void {
    const tag = tags[token.type];
    if (tag !== undefined) this.#format(token, tag);
    else if (token.nesting < 0) this.#close();
    else this.#takeSingle(token, before);
  }

  #takeSingle(token: Token, before?: Token): void {
    switch (token.type) {
      case 'inline':
        this.#takeInline(token.children ?? [], before?.type === 'list_item_open');
        break;
      case 'text':
        this.#addText(token.content);
        break;
      case 'softbreak':
      case 'hardbreak':
        this.#add({ kind: 'break' });
        break;
      case 'hr':
        this.#add({ kind: 'rule' });
        break;
      case 'code_inline':
        this.#add({ kind: 'code', text: token.content }, token.content);
        break;
      case 'fence':
      case 'code_block':
        this.#addCode(token);
        break;
      case 'link_open':
        this.#openLink(String(token.attrGet('href') ?? ''), token.attrGet('title'));
        break;
      case 'image':
        this.#openLink(String(token.attrGet('src') ?? ''), token.attrGet('title'));
        this.#takeInline(token.children ?? [], false);
        this.#close();
        break;
      case 'reference_definition':
        this.#addDefinition(token);
        break;
      default:
        this.#add(typed(token.content), token.content);
        break;
    }
  }

  #takeInline(children: readonly Token[], isItem: boolean): void {
    const [first, ...others] = children;
    if (!first) return;
    const box = isItem && first.type === 'text' ? /^\[([ xX])\](?=\s)/.exec(first.content) : null;
    if (box) {
      this.#add({ kind: 'box', isTicked: box[1] !== ' ' }, '☐');
      this.#addText(first.content.slice(box[0].length));
    } else {
      this.#take(first);
    }
    for (const token of others) this.#take(token);
  }

  #format(token: Token, named: Tag): void {
    // Headings are lowered, so that a note cannot outrank the page it stands on.
    const tag = token.tag === 'h6' ? 'h6' : named;
    if (token.hidden) {
      this.#begin(alone);
      return;
    }
    const align = alignOf(token);
    const number = tag === 'li' && token.info !== '' ? { number: Number(token.info) } : {};
    this.#begin((content, hasText) => {
      // A heading, a list or a quote of nothing would leave nothing but space.
      if (token.level === 0 && token.map && !hasText) {
        return [typed(this.#lines.slice(...token.map).join('\n'))];
      }
      const whole = tag === 'ol' ? withoutLazyNumbers(content) : content;
      return [{ kind: 'formatted', tag, content: whole, ...number, ...(align ? { align } : {}) }];
    });
  }

  #openLink(href: string, titleAttribute: string | number | null): void {
    const title = titleAttribute === null ? null : String(titleAttribute);
    this.#links += 1;
    this.#begin((content, hasText) => {
      this.#links -= 1;
      // `![words]()`: the parser takes it for a picture.
      if (href === '') return ['![', ...content, ']()'];
      const link: Link = { kind: 'link', href, title, content: hasText ? content : [href] };
      if (this.#links === 0) return [link, ...this.#following.splice(0)];
      this.#following.push(' ', { ...link, content: [href] });
      return content;
    });
  }

  #addCode({ content, info }: Token): void {
    const text = content.replace(/\n$/, '');
    this.#add({ kind: 'block-of-code', text, info: info.trim() }, text + info);
  }

  /** Of two with one label the first is the one that is used. */
  #addDefinition(token: Token): void {
    const label = labelOf(token) ?? '';
    const isUsed = this.#used.has(label) && !this.#defined.has(label);
    this.#defined.add(label);
    if (isUsed || !token.map) return;
    const [first = '', ...others] = this.#lines.slice(...token.map);
    // What it stands in, a quote or a list, has signs of its own before it.
    const lines = [
      first.slice(first.indexOf('[')),
      ...others.map((line) => line.replace(/^[>\s]*/, '')),
    ];
    const text = lines.join('\n');
    this.#add(typed(text), text);
  }

  /** Where it is nested too deep, the parser leaves lines in a text. */
  #addText(text: string): void {
    for (const [index, line] of text.split('\n').entries()) {
      if (index > 0) this.#add({ kind: 'break' });
      if (line === '') continue;
      for (const part of this.#links > 0 ? [line] : linked(line)) this.#add(part, line);
    }
  }

  #add(piece: Piece, text = ''): void {
    const frame = this.#open.at(-1) ?? this.#root;
    frame.content.push(piece);
    frame.hasText ||= something.test(text);
    this.#count += 1;
    if (this.#count > mostPieces) throw new TooMuch();
  }

  #begin(finish: Frame['finish']): void {
    this.#open.push({ content: [], hasText: false, finish });
    if (this.#open.length > deepest) throw new TooMuch();
  }

  #close(): void {
    const frame = this.#open.pop();
    if (!frame) return;
    for (const piece of frame.finish(frame.content, frame.hasText)) this.#add(piece);
    const parent = this.#open.at(-1);
    if (parent) parent.hasText ||= frame.hasText;
  }
}

const tags: Readonly<Record<string, Tag>> = {
  paragraph_open: 'p',
  heading_open: 'h5',
  bullet_list_open: 'ul',
  ordered_list_open: 'ol',
  list_item_open: 'li',
  blockquote_open: 'blockquote',
  strong_open: 'strong',
  em_open: 'em',
  s_open: 'del',
  table_open: 'table',
  thead_open: 'thead',
  tbody_open: 'tbody',
  tr_open: 'tr',
  th_open: 'th',
  td_open: 'td',
};

function alignOf(token: Token): Align | null {
  const style = token.attrGet('style');
  for (const align of ['left', 'center', 'right'] as const) {
    if (style === `text-align:${align}`) return align;
  }
  return null;
}

/** `1. 1. 1.` is the way to have them counted; any other numbers were meant. */
function withoutLazyNumbers(items: readonly Piece[]): readonly Piece[] {
  const numbers = new Set(items.map((item) => isFormatted(item) && item.number));
  if (items.length < 2 || numbers.size > 1) return items;
  return items.map((item, index) => {
    if (index === 0 || !isFormatted(item)) return item;
    const { number: _, ...counted } = item;
    return counted;
  });
}

function isFormatted(piece: Piece): piece is Formatted {
  return typeof piece === 'object' && piece.kind === 'formatted';
}
