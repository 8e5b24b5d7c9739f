/**
 * What the compiled messages are made with: each is a function of the values that stand in it, and says it in the
 * language of the page. A value that is somebody's text keeps its own direction (inserted-text.ts).
 */
import format, {
  type CompiledMessage,
  type FormatOptions,
  type FormatValues,
} from 'icu-minify/format';
import { insertedOnce } from './inserted-text.ts';
import { inLanguage, language } from './language.ts';

type Values = Readonly<Record<string, string | number>>;

const numbers = inLanguage((tag) => new Intl.NumberFormat(tag));
const plurals = inLanguage((tag) => new Intl.PluralRules(tag));

const options: FormatOptions = {
  formatters: {
    getNumberFormat: (tag, style) => (style ? new Intl.NumberFormat(tag, style) : numbers()),
    getPluralRules: (tag, style) =>
      style?.type === 'ordinal' ? new Intl.PluralRules(tag, style) : plurals(),
    getDateTimeFormat: (tag, style) => new Intl.DateTimeFormat(tag, style),
  },
};

function translated(place: number, english: CompiledMessage): CompiledMessage {
  return language().catalogue?.[place] || english;
}

function dressed(text: string): string {
  const { dress } = language();
  return dress === null ? text : dress(text);
}

/** A message that is always the same. */
export function plainMessage(place: number, english: string): () => string {
  return () => {
    const compiled = translated(place, english);
    return dressed(typeof compiled === 'string' ? compiled : english);
  };
}

/** A message in which values stand. */
export function message<V extends Values>(
  place: number,
  english: CompiledMessage,
): (values: V) => string {
  return (values) => {
    const compiled = translated(place, english);
    const said = format<string>(compiled, language().tag, isolated(values), options);
    return dressed(typeof said === 'string' ? said : said.join(''));
  };
}

/** What becomes of each marked part of a message, by the name of its mark; it is handed what stands between the marks. */
export type Marks<T extends string, Shown> = Readonly<
  Record<T, (inner: (string | Shown)[]) => Shown>
>;

/** A message of which parts are marked, to be shown in some way, or to be put in by whoever shows it. */
export function richMessage<V extends Values, T extends string>(
  place: number,
  english: CompiledMessage,
) {
  return <Shown>(values: V & Marks<T, Shown>): readonly (string | Shown)[] => {
    const compiled = translated(place, english);
    const said = format<Shown>(compiled, language().tag, isolated<Shown>(values), options);
    const parts = Array.isArray(said) ? said : [said];
    const { dress } = language();
    if (dress === null) return parts;
    const text = parts.map((part) => (typeof part === 'string' ? part : gap)).join('');
    const [before = '', after = ''] = dress(text).split(text);
    return [before, ...parts, after];
  };
}

/** Stands for a marked part where a message is dressed as a whole. */
const gap = '…………';

function isolated<Shown>(values: FormatValues<Shown>): FormatValues<Shown> {
  const safe = { ...values };
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'string') safe[name] = insertedOnce(value);
  }
  return safe;
}
